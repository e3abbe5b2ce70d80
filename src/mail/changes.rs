//! What has changed of the coming dates since people were last told. Pure.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    room::schedule::{Date, DateKey},
    store::ToldDate,
    time::UnixMs,
};

/// What there is to tell, and what to remember of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// What people know from now on.
    pub(super) told: Vec<ToldDate>,
    /// Keys of dates that nobody need remember.
    pub(super) over: Vec<String>,
    /// Dates that have moved, or take place after all: the key and how often it was changed, where it was
    /// and where it is.
    pub(super) moved: Vec<(String, Option<UnixMs>, Date)>,
    /// Dates that don't take place: the key, the key and how often it was changed, and where it was.
    pub(super) cancelled: Vec<(DateKey, String, UnixMs)>,
    /// Dates that the rule has no longer: the key and how often it was changed, and where it was.
    pub(super) gone: Vec<(String, UnixMs)>,
}

/// Compares the coming dates of a room with what people were told. A date that is new is told by reminders.
pub(super) fn changes(told: &[ToldDate], dates: &[Date], now: UnixMs) -> Changes {
    let known: BTreeMap<_, _> = told.iter().map(|date| (date.date.as_str(), date)).collect();
    let mut changes = Changes::default();
    let mut keys = BTreeSet::new();
    for date in dates {
        let key = date.key.to_string();
        let start_at = (!date.cancelled).then_some(date.starts_at);
        let was = known.get(key.as_str());
        keys.insert(key.clone());
        if was.is_some_and(|was| was.start_at == start_at) {
            continue;
        }
        let sequence = was.map_or(0, |was| was.sequence + 1);
        let name = format!("{key}#{sequence}");
        match (was.map(|was| was.start_at), start_at) {
            (Some(Some(was_at)), None) => changes.cancelled.push((date.key, name, was_at)),
            (Some(was_at), Some(_)) => changes.moved.push((name, was_at, date.clone())),
            _ => {}
        }
        changes.told.push(ToldDate { date: key, start_at, sequence });
    }
    for date in told.iter().filter(|date| !keys.contains(&date.date)) {
        match date.start_at {
            Some(was_at) if was_at > now => {
                let sequence = date.sequence + 1;
                changes.gone.push((format!("{}#{sequence}", date.date), was_at));
                changes.told.push(ToldDate { date: date.date.clone(), start_at: None, sequence });
            }
            Some(_) => changes.over.push(date.date.clone()),
            // It is remembered for as long as it could come back.
            None if date.date < moment_as_key(now) => changes.over.push(date.date.clone()),
            None => {}
        }
    }
    changes
}

/// A key that is past in every zone, to compare with others by their text.
fn moment_as_key(now: UnixMs) -> String {
    let two_days_ms = 2 * 24 * 60 * 60_000;
    let at = chrono::DateTime::from_timestamp_millis(now.as_ms().saturating_sub(two_days_ms));
    at.unwrap_or_default().format("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::schedule::Zone;

    const NOW: UnixMs = UnixMs::from_ms(1_796_000_000_000);

    fn date(key: &str, after_ms: u64) -> Date {
        let zone: Zone = "Europe/Berlin".parse().unwrap();
        let starts_at = NOW.plus_ms(after_ms);
        Date {
            key: key.parse().unwrap(),
            zone,
            local: zone.local(starts_at),
            starts_at,
            ends_at: starts_at,
            moved: false,
            added: false,
            cancelled: false,
            note: String::new(),
            number: None,
            sequence: 0,
        }
    }

    fn told(key: &str, after_ms: Option<u64>, sequence: u32) -> ToldDate {
        ToldDate { date: key.to_owned(), start_at: after_ms.map(|ms| NOW.plus_ms(ms)), sequence }
    }

    #[test]
    fn what_is_new_or_the_same_is_not_told() {
        let (one, two) = ("2026-12-01T19:00", "2026-12-08T19:00");
        let found = changes(&[told(one, Some(10), 3)], &[date(one, 10), date(two, 20)], NOW);
        assert_eq!(found, Changes { told: vec![told(two, Some(20), 0)], ..Changes::default() });
    }

    #[test]
    fn a_move_a_cancelling_and_its_return_are_told_once_each() {
        let key = "2026-12-01T19:00";
        let moved = changes(&[told(key, Some(10), 0)], &[date(key, 30)], NOW);
        assert_eq!(moved.moved, [(format!("{key}#1"), Some(NOW.plus_ms(10)), date(key, 30))]);
        assert_eq!(changes(&moved.told, &[date(key, 30)], NOW), Changes::default());
        let off = Date { cancelled: true, ..date(key, 30) };
        let cancelled = changes(&moved.told, std::slice::from_ref(&off), NOW);
        assert_eq!(cancelled.cancelled, [(off.key, format!("{key}#2"), NOW.plus_ms(30))]);
        assert_eq!(changes(&cancelled.told, &[off], NOW), Changes::default());
        let back = changes(&cancelled.told, &[date(key, 30)], NOW);
        assert_eq!(back.moved, [(format!("{key}#3"), None, date(key, 30))]);
    }

    #[test]
    fn what_the_rule_has_no_longer_is_gone_and_what_is_past_is_forgotten() {
        let key = "2026-12-01T19:00";
        let found = changes(&[told(key, Some(10), 0), told("2026-11-01T19:00", Some(0), 0)], &[], NOW);
        assert_eq!(found.gone, [(format!("{key}#1"), NOW.plus_ms(10))]);
        assert_eq!(found.over, ["2026-11-01T19:00"]);
        assert_eq!(changes(&found.told, &[], NOW), Changes::default(), "told once");
        let later = NOW.plus_ms(30 * 24 * 60 * 60_000);
        assert_eq!(changes(&found.told, &[], later).over, [key]);
    }
}
