//! What programs of the operator can be told of: what happened, and never what was said.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::EditError;

/// Something that happened to a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum WebhookEvent {
    /// A room was made.
    #[serde(rename = "room.created")]
    RoomCreated,
    /// A room was changed: its title, its agenda or its settings.
    #[serde(rename = "room.changed")]
    RoomChanged,
    /// A room was archived.
    #[serde(rename = "room.archived")]
    RoomArchived,
    /// An archived room was brought back.
    #[serde(rename = "room.restored")]
    RoomRestored,
    /// A room got a schedule, or another one.
    #[serde(rename = "schedule.changed")]
    ScheduleChanged,
    /// A room meets on dates no more.
    #[serde(rename = "schedule.cleared")]
    ScheduleCleared,
    /// A date was added beside those of the rule.
    #[serde(rename = "date.added")]
    DateAdded,
    /// A date was moved, annotated, or is held after all.
    #[serde(rename = "date.changed")]
    DateChanged,
    /// A date was cancelled.
    #[serde(rename = "date.cancelled")]
    DateCancelled,
    /// A date was put back as its rule has it, or is gone if it was added.
    #[serde(rename = "date.restored")]
    DateRestored,
    /// A date began, and no lead opened it in time.
    #[serde(rename = "date.missed")]
    DateMissed,
    /// Somebody has a place on a date, and had none; without sign-up, somebody said that they come.
    #[serde(rename = "place.taken")]
    PlaceTaken,
    /// Somebody has their place, or their number in the line, no more.
    #[serde(rename = "place.cancelled")]
    PlaceCancelled,
    /// Somebody said that they can't come.
    #[serde(rename = "place.declined")]
    PlaceDeclined,
    /// Somebody who comes said that they come late, or on time after all.
    #[serde(rename = "place.late")]
    PlaceLate,
    /// Somebody waits for a place.
    #[serde(rename = "place.waited")]
    PlaceWaited,
    /// A place is offered to somebody who waits.
    #[serde(rename = "place.offered")]
    PlaceOffered,
    /// A place that was offered was taken.
    #[serde(rename = "place.offer_taken")]
    PlaceOfferTaken,
    /// A place that was offered was not taken in time.
    #[serde(rename = "place.offer_lapsed")]
    PlaceOfferLapsed,
    /// A lead opened a meeting.
    #[serde(rename = "meeting.opened")]
    MeetingOpened,
    /// A meeting ended, whether it was opened or not.
    #[serde(rename = "meeting.ended")]
    MeetingEnded,
    /// Nobody who leads a meeting read a call for help within a minute.
    #[serde(rename = "help.unread")]
    HelpUnread,
}

impl WebhookEvent {
    /// The event that an act is, by its code in the audit. `None` if it is no event.
    pub(crate) fn of_act(action: &str) -> Option<Self> {
        Some(match action {
            "room_create" => Self::RoomCreated,
            "room_change" => Self::RoomChanged,
            "room_archive" => Self::RoomArchived,
            "room_restore" => Self::RoomRestored,
            "schedule_change" => Self::ScheduleChanged,
            "schedule_clear" => Self::ScheduleCleared,
            "date_add" => Self::DateAdded,
            "date_change" => Self::DateChanged,
            "date_cancel" => Self::DateCancelled,
            "date_restore" => Self::DateRestored,
            "date_missed" => Self::DateMissed,
            "opened" => Self::MeetingOpened,
            "ended" => Self::MeetingEnded,
            "help_unread" => Self::HelpUnread,
            _ => return None,
        })
    }
}

/// The events that a webhook is told of, of which there has to be one.
///
/// # Errors
/// [`EditError::OutOfRange`] if there is none.
pub(crate) fn check_events(events: BTreeSet<WebhookEvent>) -> Result<BTreeSet<WebhookEvent>, EditError> {
    if events.is_empty() {
        return Err(EditError::OutOfRange { field: "events", min: 1, max: 22 });
    }
    Ok(events)
}
