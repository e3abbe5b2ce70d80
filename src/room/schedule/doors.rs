//! When people may come to a date, and how long they wait for a lead.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::super::{
    limits::{DOOR_MINUTES_MAX, LATE_MINUTES_MAX, MISSED_MINUTES},
    number::whole,
    wrong::{Reason, Wrong},
};
use crate::meeting::role::RoomKind;

/// How long before and after a start the doors open and close, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub(crate) struct Doors {
    /// Leads may come so long before the start, 0 to 120.
    pub leads_minutes: u32,
    /// Members may come so long before the start, 0 to 120, and not before the leads.
    pub members_minutes: u32,
    /// So long after the start the door closes for everyone who was not in, 5 to 120; null if it stays
    /// open. A therapist-led room only.
    pub late_minutes: Option<u32>,
    /// People wait so long after the start for a lead to open, 5 to 60; then the date is missed.
    pub missed_minutes: u32,
}

impl Default for Doors {
    fn default() -> Self {
        Self { leads_minutes: 30, members_minutes: 15, late_minutes: None, missed_minutes: 15 }
    }
}

/// The doors as a host sends them: any JSON, so that the answer can name the field that is wrong. What
/// is left out has its default.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct DoorsInput(Map<String, Value>);

impl DoorsInput {
    /// The doors of a room of this kind.
    pub(super) fn check(&self, kind: RoomKind, wrongs: &mut Vec<Wrong>) -> Doors {
        let mut doors = Doors::default();
        let before = 0..=u64::from(DOOR_MINUTES_MAX);
        let missed = u64::from(*MISSED_MINUTES.start())..=u64::from(*MISSED_MINUTES.end());
        let late = u64::from(*MISSED_MINUTES.start())..=u64::from(LATE_MINUTES_MAX);
        for (name, value) in &self.0 {
            let field = format!("doors.{name}");
            let range = match name.as_str() {
                "leads_minutes" | "members_minutes" => before.clone(),
                "missed_minutes" => missed.clone(),
                "late_minutes" if value.is_null() => continue,
                "late_minutes" if kind == RoomKind::TherapistLed => late.clone(),
                _ => {
                    wrongs.push(Wrong::new(field, Reason::Unknown));
                    continue;
                }
            };
            match whole(value, &field, range).map(|minutes| u32::try_from(minutes).unwrap_or(u32::MAX)) {
                Ok(minutes) => *doors.minutes_mut(name) = minutes,
                Err(wrong) => wrongs.push(wrong),
            }
        }
        if doors.members_minutes > doors.leads_minutes {
            wrongs.push(Wrong::beyond("doors.members_minutes", Reason::TooLarge, doors.leads_minutes));
        }
        doors
    }
}

impl Doors {
    fn minutes_mut(&mut self, name: &str) -> &mut u32 {
        match name {
            "leads_minutes" => &mut self.leads_minutes,
            "members_minutes" => &mut self.members_minutes,
            "late_minutes" => self.late_minutes.get_or_insert_default(),
            _ => &mut self.missed_minutes,
        }
    }
}
