//! At the door: who has a place comes in, and others while there are places.

use std::collections::BTreeSet;

use super::{super::limits::NO_SHOW_MS, Place, PlaceRefusal, Places, Stand, Terms};
use crate::{meeting::id::ParticipantId, time::UnixMs};

impl Places {
    /// Somebody is at the door, and `here` are in. Who has no place takes a free one. Some minutes after the
    /// start that may be the place of somebody who is not here and did not say that they are late.
    pub(super) fn come(
        &mut self,
        who: ParticipantId,
        here: &BTreeSet<ParticipantId>,
        terms: &Terms,
        now: UnixMs,
    ) -> Result<(), PlaceRefusal> {
        match self.of(who).map(|place| place.stand) {
            _ if terms.seats.is_none() => return Ok(()),
            Some(Stand::Coming) => return Ok(()),
            Some(Stand::Removed) => return Err(PlaceRefusal::Removed),
            _ => {}
        }
        let full = match self.take(who, terms, now) {
            Ok(()) => return Ok(()),
            Err(full) => full,
        };
        let waited_for = |place: &Place| place.late || here.contains(&place.who);
        let mut holders = self.rows().iter().filter(|place| place.stand == Stand::Coming);
        let no_show = holders.find(|place| !waited_for(place)).map(|place| place.who);
        let no_show = no_show.filter(|_| now >= terms.starts_at.plus_ms(NO_SHOW_MS)).ok_or(full)?;
        self.set(no_show, Stand::Missed, now);
        self.take(who, terms, now)
    }
}
