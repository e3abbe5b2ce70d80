//! Places as they are shown.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    room::places::{Place, Stand},
    time::UnixMs,
};

/// How somebody stands to a date.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum StandView {
    /// They have a place; without sign-up, they said that they come.
    Coming,
    /// They wait for a place.
    Waiting,
    /// A place is kept for them.
    Offered,
    /// They said that they can't come.
    Absent,
    /// A place was offered and not taken in time.
    Lapsed,
    /// They did not come, and somebody else got their place.
    Missed,
    /// A lead took their place back.
    Removed,
    /// The date is gone, and their place with it.
    Gone,
}

/// What somebody said of a date.
#[derive(Serialize, JsonSchema)]
pub(super) struct PlaceView {
    /// How they stand.
    pub(super) stand: StandView,
    /// Whether they come late.
    pub(super) late: bool,
    /// Until when a place is kept, in unix milliseconds; null if none is.
    pub(super) until: Option<UnixMs>,
    /// Since when they stand like this, in unix milliseconds.
    pub(super) since: UnixMs,
}

impl PlaceView {
    pub(super) const fn of(place: &Place) -> Self {
        let stand = match place.stand {
            Stand::Coming => StandView::Coming,
            Stand::Waiting => StandView::Waiting,
            Stand::Offered { .. } => StandView::Offered,
            Stand::Absent => StandView::Absent,
            Stand::Lapsed => StandView::Lapsed,
            Stand::Missed => StandView::Missed,
            Stand::Removed => StandView::Removed,
            Stand::Gone => StandView::Gone,
        };
        Self { stand, late: place.late, until: place.stand.until(), since: place.since }
    }
}
