//! What becomes of the places of dates when the dates change.

use std::collections::BTreeMap;

use super::{
    super::schedule::{DateKey, Effect, Schedule},
    Place, Stand,
};
use crate::time::UnixMs;

/// The places as they are under a new schedule. They go with a date that follows; where there is no date
/// any more, people read that it is gone.
pub(crate) fn carry(
    rows: Vec<(DateKey, Place)>,
    old: &Schedule,
    new: Option<&Schedule>,
    effects: &BTreeMap<DateKey, Effect>,
    now: UnixMs,
) -> Vec<(DateKey, Place)> {
    let mut carried: BTreeMap<_, Place> = BTreeMap::new();
    for (date, place) in rows {
        let to = match effects.get(&date) {
            Some(effect) => old.carried_to(date, *effect),
            None => new.is_some_and(|new| new.has(date)).then_some(date),
        };
        let gone = Place { stand: Stand::Gone, late: false, since: now, ..place };
        match to {
            _ if place.stand == Stand::Gone => carried.entry((date, place.who)).or_insert(place),
            Some(to) => carried.entry((to, place.who)).or_insert(place),
            None => carried.entry((date, place.who)).or_insert(gone),
        };
    }
    carried.into_iter().map(|((date, _), place)| (date, place)).collect()
}
