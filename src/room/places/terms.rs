//! Under which terms a date takes people.

use super::{
    super::{schedule::DateKey, state::Room},
    PlacesRule,
};
use crate::time::UnixMs;

/// What the places of a date depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terms {
    /// How many members have a place; `None` if nobody signs up.
    pub seats: Option<u32>,
    /// When the door opens for members. No offer stands longer.
    pub door_at: UnixMs,
    /// When the date begins.
    pub starts_at: UnixMs,
    /// When it is planned to end. From then on nothing changes.
    pub ends_at: UnixMs,
}

impl Terms {
    /// The terms of a date that takes place; `None` if there is no such date, or it is cancelled.
    pub(crate) fn of(room: &Room, rule: &PlacesRule, date: DateKey) -> Option<Self> {
        let schedule = room.schedule.as_ref()?;
        let date = schedule.date(date, room.planned_minutes()).filter(|date| !date.cancelled)?;
        let door_at = schedule.passage(&date).members_from;
        let (starts_at, ends_at) = (date.starts_at, date.ends_at);
        Some(Self { seats: rule.seats(room.capacity), door_at, starts_at, ends_at })
    }
}
