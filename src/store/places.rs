//! Who comes to which date, and who was there. What is allowed is decided in `room/places`, on what the
//! transaction reads, so that no date is ever over its capacity.

use std::collections::BTreeSet;

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result};
use crate::{
    meeting::id::{ParticipantId, RoomId},
    room::{
        places::{Attendance, Place, PlaceChange, PlaceRefusal, PlacesRule},
        schedule::DateKey,
    },
    time::UnixMs,
};

/// What somebody said of a date, as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    /// The date.
    pub date: DateKey,
    /// What they said.
    pub place: Place,
}

/// Places, the rule they follow, and attendance.
#[async_trait]
pub trait DatePlaces {
    /// What the host of a room chose; the defaults if nothing.
    async fn room_places(&self, room: RoomId) -> Result<PlacesRule>;
    /// Sets what the host of a room chose.
    async fn set_room_places(&self, room: RoomId, rule: PlacesRule, audit: AuditBatch) -> Result<()>;
    /// All that is said of dates of a room, by date and number.
    async fn places(&self, room: RoomId) -> Result<Vec<PlaceRow>>;
    /// Makes these changes and what follows from them, all or none of them, and writes the audit if they
    /// are made. A date that is over or does not take place takes none.
    async fn change_places(
        &self,
        room: RoomId,
        changes: Vec<(DateKey, PlaceChange)>,
        now: UnixMs,
        audit: AuditBatch,
    ) -> Result<std::result::Result<(), PlaceRefusal>>;
    /// Erases what was said of a date that was held, and notes who was there if the room keeps that. What
    /// was noted of somebody before stays, unless they came after all.
    async fn close_date(&self, room: RoomId, date: DateKey, came: BTreeSet<ParticipantId>) -> Result<()>;
    /// Erases what was said of dates that are over.
    async fn forget_places(&self, room: RoomId, dates: Vec<DateKey>) -> Result<()>;
    /// Who was at the dates of a room, the last date first.
    async fn attendance(&self, room: RoomId) -> Result<Vec<Attendance>>;
}
