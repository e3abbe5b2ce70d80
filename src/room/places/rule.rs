//! What a host chose about the places of a room's dates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{
    limits::{LEADS_SEATS, MISSED_IN_A_ROW, NOTICE_HOURS},
    wrong::{Reason, Wrong},
};
use crate::{meeting::role::RoomKind, object::object_or_none};

/// How people come to the dates of a room. By default nobody signs up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlacesRule {
    /// Whether people sign up for each date.
    pub sign_up: bool,
    /// How many members a date takes; null for all that the room holds beside two leads. Leads have no
    /// place and don't count.
    pub capacity: Option<u32>,
    /// What is asked of people who can't come; null if nothing. A therapist-led room only.
    pub absence: Option<AbsenceRule>,
}

/// What is asked of people who can't come. It tells the leads, and acts on nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceRule {
    /// How many hours before the start people say that they can't come, 0 to 168.
    pub notice_hours: u32,
    /// After so many missed dates in a row the leads are told, 1 to 12.
    pub missed_in_a_row: u32,
}

/// How people come to the dates of a room.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlacesInput {
    /// Whether people sign up for each date.
    pub sign_up: bool,
    /// How many members a date takes: 1 to one less than the room holds; null for all that the room holds
    /// beside two leads.
    #[serde(default)]
    pub capacity: Option<u32>,
    /// What is asked of people who can't come; null for nothing. A therapist-led room only.
    #[serde(default, deserialize_with = "object_or_none")]
    pub absence: Option<AbsenceRule>,
}

impl PlacesInput {
    /// The rule, if every field is good.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub(crate) fn check(self, kind: RoomKind, capacity: u32) -> Result<PlacesRule, Vec<Wrong>> {
        let mut wrongs = Vec::new();
        let mut within = |number: u32, least: u32, most: u32, field: &str| {
            if number < least {
                wrongs.push(Wrong::beyond(field, Reason::TooSmall, least));
            } else if number > most {
                wrongs.push(Wrong::beyond(field, Reason::TooLarge, most));
            }
        };
        if let Some(seats) = self.capacity {
            within(seats, 1, most(capacity), "capacity");
        }
        if let Some(absence) = &self.absence {
            let (hours, missed) = (NOTICE_HOURS, MISSED_IN_A_ROW);
            within(absence.notice_hours, *hours.start(), *hours.end(), "absence.notice_hours");
            within(absence.missed_in_a_row, *missed.start(), *missed.end(), "absence.missed_in_a_row");
            if kind != RoomKind::TherapistLed {
                wrongs.push(Wrong::new("absence", Reason::Unknown));
            }
        }
        let Self { sign_up, capacity, absence } = self;
        if wrongs.is_empty() { Ok(PlacesRule { sign_up, capacity, absence }) } else { Err(wrongs) }
    }
}

impl PlacesRule {
    /// How many members a date takes in a room that holds so many people; `None` if nobody signs up.
    pub(crate) fn seats(&self, capacity: u32) -> Option<u32> {
        let beside_leads = capacity.saturating_sub(LEADS_SEATS).max(1);
        let seats = self.capacity.unwrap_or(beside_leads).min(most(capacity));
        self.sign_up.then_some(seats)
    }
}

/// Somebody has to lead.
fn most(capacity: u32) -> u32 {
    capacity.saturating_sub(1).max(1)
}
