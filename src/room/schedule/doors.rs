//! When people may come to a date, and how long they wait for a lead.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::{
    super::{
        limits::{DOOR_MINUTES_MAX, LATE_MINUTES_MAX, MISSED_MINUTES},
        number::whole,
        wrong::{Reason, Wrong},
    },
    Date, Schedule,
};
use crate::{meeting::role::RoomKind, time::UnixMs};

const MINUTE_MS: u64 = 60_000;

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

/// The moments at which the doors of one date open and close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Leads may come.
    pub leads_from: UnixMs,
    /// Members may come.
    pub members_from: UnixMs,
    /// The door closes for everyone who was not in; `None` if it stays open.
    pub late_at: Option<UnixMs>,
    /// The date is missed unless a lead has opened it.
    pub missed_at: UnixMs,
}

impl Schedule {
    /// The doors of a date.
    pub(crate) fn passage(&self, date: &Date) -> Passage {
        let doors = self.doors;
        let before = |minutes: u32| {
            UnixMs::from_ms(date.starts_at.as_ms().saturating_sub_unsigned(u64::from(minutes) * MINUTE_MS))
        };
        let after = |minutes: u32| date.starts_at.plus_ms(u64::from(minutes) * MINUTE_MS);
        Passage {
            leads_from: before(doors.leads_minutes),
            members_from: before(doors.members_minutes),
            late_at: doors.late_minutes.map(after),
            missed_at: after(doors.missed_minutes).min(date.ends_at),
        }
    }

    /// The next date that is not cancelled and can still be held, when no meeting is open: its doors may
    /// be open already. `None` if there is none.
    pub(crate) fn next(&self, now: UnixMs, minutes: u32) -> Option<Date> {
        self.dates_from(now, minutes).find(|date| !date.cancelled && now < self.passage(date).missed_at)
    }
}
