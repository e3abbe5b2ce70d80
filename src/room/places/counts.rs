//! Who comes to a date, in numbers, and what of a change is told without saying whose it was.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{super::webhook::WebhookEvent, Place, Places, Stand, Terms};

/// Who comes to a date, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct PlaceCounts {
    /// How many members the date takes; null if nobody signs up.
    pub seats: Option<u32>,
    /// How many have a place; without sign-up, how many said that they come.
    pub coming: u32,
    /// How many of these come late.
    pub late: u32,
    /// How many said that they can't come.
    pub absent: u32,
    /// How many wait for a place, those included to whom one is offered.
    pub waiting: u32,
}

/// The same with the places that are free and kept for nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountsTold {
    #[serde(flatten)]
    counts: PlaceCounts,
    /// `None` if nobody signs up.
    free: Option<u32>,
}

impl PlaceCounts {
    pub(crate) fn of(places: &Places, seats: Option<u32>) -> Self {
        Self {
            seats,
            coming: places.coming(),
            late: places.count(|place| place.late),
            absent: places.count(|place| place.stand == Stand::Absent),
            waiting: places.waiting(),
        }
    }
}

impl CountsTold {
    pub(crate) fn of(places: &Places, terms: &Terms) -> Self {
        Self { counts: PlaceCounts::of(places, terms.seats), free: places.free(terms) }
    }
}

/// What happened between two states of the places of one date.
pub(crate) fn events(before: &Places, after: &Places) -> Vec<WebhookEvent> {
    let gone = before.rows().iter().filter(|place| after.of(place.who).is_none());
    let gone = gone.map(|place| (Some(place), None));
    let there = after.rows().iter().map(|place| (before.of(place.who), Some(place)));
    gone.chain(there).filter_map(|(before, after)| event(before, after)).collect()
}

fn event(before: Option<&Place>, after: Option<&Place>) -> Option<WebhookEvent> {
    let was = before.map(|place| place.stand);
    let had = matches!(was, Some(Stand::Coming | Stand::Waiting | Stand::Offered { .. }));
    match after.map(|place| place.stand) {
        Some(Stand::Coming) => match was {
            Some(Stand::Coming) => (before.map(|place| place.late) != after.map(|place| place.late))
                .then_some(WebhookEvent::PlaceLate),
            Some(Stand::Offered { .. }) => Some(WebhookEvent::PlaceOfferTaken),
            _ => Some(WebhookEvent::PlaceTaken),
        },
        Some(Stand::Waiting) => (was != Some(Stand::Waiting)).then_some(WebhookEvent::PlaceWaited),
        Some(Stand::Offered { .. }) => {
            (!matches!(was, Some(Stand::Offered { .. }))).then_some(WebhookEvent::PlaceOffered)
        }
        Some(Stand::Lapsed) => (was != Some(Stand::Lapsed)).then_some(WebhookEvent::PlaceOfferLapsed),
        Some(Stand::Absent) => (was != Some(Stand::Absent)).then_some(WebhookEvent::PlaceDeclined),
        // A date that is gone is told of itself.
        Some(Stand::Gone) => None,
        Some(Stand::Removed | Stand::Missed) | None => had.then_some(WebhookEvent::PlaceCancelled),
    }
}
