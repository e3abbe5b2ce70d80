//! The settings of a room as a host sends them.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    error::EditError,
    limits::{BREATH_MS_MAX, FEEDBACK_REPLIES_MAX, KEEP_DAYS_MAX, TIMING_MS_MAX, TIMING_MS_MIN},
    number::whole,
    wrong::{Reason, Wrong},
};
use crate::meeting::{
    role::RoomKind,
    settings::{Settings, Timing},
};

/// Clocks that must come before another one.
const BEFORE: [(&str, &str); 2] = [("offer_nudge_ms", "offer_away_ms"), ("warning_ms_min", "warning_ms_max")];

/// The settings as they are sent: any JSON, so that the answer can name the field that is wrong.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub(crate) struct SettingsInput(Value);

impl SettingsInput {
    /// The settings of a room of this kind. Clocks that are left out have the kind's defaults.
    pub(super) fn check(&self, kind: RoomKind) -> Result<Settings, EditError> {
        let unreadable = |field| EditError::SettingsUnreadable { field };
        if !self.0.is_object() {
            return Err(unreadable("settings"));
        }
        let mut sent = self.0.clone();
        let timing = match sent.get_mut("timing") {
            Some(Value::Object(clocks)) => {
                let timing = check_timing(clocks, kind).map_err(EditError::Settings)?;
                *clocks = Map::new();
                timing
            }
            Some(_) => return Err(unreadable("settings.timing")),
            None => Timing::for_kind(kind),
        };
        if let Some(replies) = sent.get("feedback_replies") {
            check_replies(replies).map_err(|wrong| EditError::Settings(vec![wrong]))?;
        }
        if let Some(days) = sent.get("keep_days") {
            let days = whole(days, "settings.keep_days", 0..=u64::from(KEEP_DAYS_MAX));
            days.map_err(|wrong| EditError::Settings(vec![wrong]))?;
        }
        let settings = serde_json::from_value(sent).map_err(|_| unreadable("settings"))?;
        Ok(Settings { timing, ..settings })
    }
}

/// The clocks of a kind of room with those that were set; what is left out has its default.
///
/// # Errors
/// Everything that is wrong, in the fields `settings.timing.…`.
fn check_timing(set: &Map<String, Value>, kind: RoomKind) -> Result<Timing, Vec<Wrong>> {
    let mut timing = json!(Timing::for_kind(kind));
    let mut wrongs = Vec::new();
    for (name, value) in set {
        match whole(value, &path(name), bounds(name)) {
            _ if timing.get(name).is_none() => wrongs.push(Wrong::new(path(name), Reason::Unknown)),
            Ok(ms) => timing[name] = ms.into(),
            Err(wrong) => wrongs.push(wrong),
        }
    }
    let ms = |name: &str| timing[name].as_u64();
    for (first, last) in BEFORE {
        if wrongs.is_empty() && ms(first) > ms(last) {
            wrongs.push(Wrong::new(path(first), Reason::AfterItsEnd));
        }
    }
    match serde_json::from_value(timing) {
        Ok(timing) if wrongs.is_empty() => Ok(timing),
        _ => Err(wrongs),
    }
}

/// How short and how long a clock may be.
fn bounds(name: &str) -> RangeInclusive<u64> {
    if name == "breath_ms" { 0..=BREATH_MS_MAX } else { TIMING_MS_MIN..=TIMING_MS_MAX }
}

/// How many replies a sharer gets; what is wrong is in the field `settings.feedback_replies`.
fn check_replies(set: &Value) -> Result<u64, Wrong> {
    whole(set, "settings.feedback_replies", 1..=u64::from(FEEDBACK_REPLIES_MAX))
}

fn path(name: &str) -> String {
    format!("settings.timing.{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(set: &Value) -> Result<Timing, Vec<Wrong>> {
        check_timing(set.as_object().expect("an object"), RoomKind::TherapistLed)
    }

    #[test]
    fn replies_are_a_few() {
        assert_eq!(check_replies(&json!(1)), Ok(1));
        assert_eq!(check_replies(&json!(0)).map_err(|wrong| wrong.reason), Err(Reason::TooSmall));
        assert_eq!(check_replies(&json!(11)).map_err(|wrong| wrong.reason), Err(Reason::TooLarge));
        assert_eq!(check_replies(&json!("3")).map_err(|wrong| wrong.reason), Err(Reason::NotANumber));
    }

    #[test]
    fn what_is_left_out_has_the_default_of_the_kind_of_room() {
        let timing = checked(&json!({"grace_ms": 45_000})).expect("good clocks");
        assert_eq!((timing.grace_ms, timing.lead_lost_ms), (45_000, 120_000));
        assert_eq!(checked(&json!({})), Ok(Timing::for_kind(RoomKind::TherapistLed)));
    }

    #[test]
    fn every_wrong_clock_is_named() {
        let set = json!({"grace_ms": -5, "held_ms": 3_600_001, "silence_ms": 1.5, "no_such_ms": 5_000});
        let wrong = checked(&set).expect_err("wrong clocks");
        let named: Vec<_> = wrong.iter().map(|wrong| (wrong.field.as_str(), wrong.reason)).collect();
        assert_eq!(
            named,
            [
                ("settings.timing.grace_ms", Reason::TooSmall),
                ("settings.timing.held_ms", Reason::TooLarge),
                ("settings.timing.no_such_ms", Reason::Unknown),
                ("settings.timing.silence_ms", Reason::TooSmall),
            ]
        );
    }

    #[test]
    fn a_warning_comes_before_what_it_warns_of() {
        let wrong = checked(&json!({"offer_nudge_ms": 91_000})).expect_err("the nudge comes after");
        assert_eq!(wrong, [Wrong::new("settings.timing.offer_nudge_ms", Reason::AfterItsEnd)]);
        assert!(checked(&json!({"offer_nudge_ms": 91_000, "offer_away_ms": 91_000})).is_ok());
    }
}
