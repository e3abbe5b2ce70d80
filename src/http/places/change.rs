//! Changes of places, and why they are refused.

use crate::{
    http::{
        problem::{Code, Problem},
        web::Web,
    },
    meeting::id::RoomId,
    room::{
        places::{PlaceChange, PlaceRefusal},
        schedule::DateKey,
    },
    store::AuditBatch,
};

/// Why a change of places is refused.
pub(super) const REFUSALS: [Code; 5] =
    [Code::NotFound, Code::NoPlace, Code::DateOver, Code::NoSignUp, Code::PlaceRemoved];

impl From<PlaceRefusal> for Problem {
    fn from(refusal: PlaceRefusal) -> Self {
        Self::from(match refusal {
            PlaceRefusal::Full => Code::NoPlace,
            PlaceRefusal::Over => Code::DateOver,
            PlaceRefusal::NoSignUp => Code::NoSignUp,
            PlaceRefusal::Removed => Code::PlaceRemoved,
        })
    }
}

/// Makes changes of the places of dates, all or none of them.
pub(super) async fn change(
    web: &Web,
    room: RoomId,
    changes: Vec<(DateKey, PlaceChange)>,
    audit: AuditBatch,
) -> Result<(), Problem> {
    Ok(web.background.places.change(room, changes, audit).await??)
}

/// A key of a date as a path has it.
pub(super) fn key(text: &str) -> Result<DateKey, Problem> {
    text.parse().map_err(|_| Code::NotFound.into())
}
