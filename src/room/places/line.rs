//! The line: places are taken, given up, offered to the next and passed on.

use super::{
    super::limits::{OFFER_LAST_MS, OFFER_MS_MAX, OFFER_MS_MIN},
    Answer, Place, PlaceChange, PlaceRefusal, Places, Stand, Terms,
};
use crate::{meeting::id::ParticipantId, time::UnixMs};

impl Places {
    /// Makes a change, after what time has brought and before what follows from it. A refusal changes
    /// nothing that counts: what time has brought comes again.
    ///
    /// # Errors
    /// Why the change can't be made.
    pub(crate) fn change(
        &mut self,
        change: PlaceChange,
        terms: &Terms,
        now: UnixMs,
    ) -> Result<(), PlaceRefusal> {
        if now >= terms.ends_at {
            return if change == PlaceChange::Settle { Ok(()) } else { Err(PlaceRefusal::Over) };
        }
        self.settle(terms, now);
        match change {
            PlaceChange::Settle => Ok(()),
            PlaceChange::Answer(who, answer) => self.answer(who, answer, terms, now),
            PlaceChange::TakeBack(who) => {
                // What a lead did, nobody undoes by taking it back.
                self.0.retain(|place| place.who != who || place.stand == Stand::Removed);
                Ok(())
            }
            PlaceChange::Give(who) => self.give(who, terms, now),
            PlaceChange::Remove(who) => {
                if self.of(who).is_some() {
                    self.set(who, Stand::Removed, now);
                }
                Ok(())
            }
            PlaceChange::Come(who, here) => self.come(who, &here, terms, now),
        }?;
        self.settle(terms, now);
        Ok(())
    }

    fn answer(
        &mut self,
        who: ParticipantId,
        answer: Answer,
        terms: &Terms,
        now: UnixMs,
    ) -> Result<(), PlaceRefusal> {
        let stand = self.of(who).map(|place| place.stand);
        match (answer, stand) {
            (Answer::Absent, _) => self.set(who, Stand::Absent, now),
            (_, Some(Stand::Removed)) => return Err(PlaceRefusal::Removed),
            (Answer::Waiting, _) if terms.seats.is_none() => return Err(PlaceRefusal::NoSignUp),
            (Answer::Waiting, Some(Stand::Coming | Stand::Waiting | Stand::Offered { .. })) => {}
            (Answer::Waiting, _) if self.may_take(who, terms, now) => self.set(who, Stand::Coming, now),
            (Answer::Waiting, _) if now >= terms.door_at => return Err(PlaceRefusal::Full),
            (Answer::Waiting, _) => self.set(who, Stand::Waiting, now),
            (Answer::Coming { late }, _) => {
                self.take(who, terms, now)?;
                if let Some(place) = self.0.iter_mut().find(|place| place.who == who) {
                    place.late = late;
                }
            }
        }
        Ok(())
    }

    /// A lead gives a place to whom they like, while there is one.
    fn give(&mut self, who: ParticipantId, terms: &Terms, now: UnixMs) -> Result<(), PlaceRefusal> {
        let has = self.of(who).is_some_and(|place| holds(place.stand));
        if !has && self.free(terms) == Some(0) {
            return Err(PlaceRefusal::Full);
        }
        self.set(who, Stand::Coming, now);
        Ok(())
    }

    /// Takes the place that is offered to somebody, or a free one.
    pub(super) fn take(
        &mut self,
        who: ParticipantId,
        terms: &Terms,
        now: UnixMs,
    ) -> Result<(), PlaceRefusal> {
        let holds = self.of(who).is_some_and(|place| holds(place.stand));
        if !holds && !self.may_take(who, terms, now) {
            return Err(PlaceRefusal::Full);
        }
        self.set(who, Stand::Coming, now);
        Ok(())
    }

    /// Whether a place is free for somebody: before the start, one for each who waits before them is
    /// theirs; from then on, who is here comes first.
    fn may_take(&self, who: ParticipantId, terms: &Terms, now: UnixMs) -> bool {
        let waiting = self.0.iter().filter(|place| place.stand == Stand::Waiting);
        let ahead = match now >= terms.starts_at {
            true => 0,
            false => waiting.take_while(|place| place.who != who).count(),
        };
        self.free(terms).is_none_or(|free| free as usize > ahead)
    }

    /// Notes how somebody stands. A person who gets a place or joins the line gets the next number.
    pub(super) fn set(&mut self, who: ParticipantId, stand: Stand, now: UnixMs) {
        let next = self.0.iter().map(|place| place.number).max().unwrap_or(0) + 1;
        let known = self.0.iter_mut().find(|place| place.who == who);
        match known {
            Some(place) if place.stand == stand => {}
            Some(place) => {
                let in_line = holds(place.stand) || place.stand == Stand::Waiting;
                let number = if in_line { place.number } else { next };
                *place = Place { who, stand, late: false, since: now, number };
            }
            None => self.0.push(Place { who, stand, late: false, since: now, number: next }),
        }
        self.0.sort_by_key(|place| (place.number, place.who));
    }

    /// What follows from the time, from places that are free, and from terms that have changed.
    fn settle(&mut self, terms: &Terms, now: UnixMs) {
        let Some(seats) = terms.seats else {
            // Nobody signs up any more: who wanted to come, comes.
            for place in &mut self.0 {
                if matches!(place.stand, Stand::Waiting | Stand::Offered { .. }) {
                    (place.stand, place.since) = (Stand::Coming, now);
                }
            }
            return;
        };
        for place in &mut self.0 {
            if let Stand::Offered { until } = place.stand {
                let until = until.min(terms.door_at);
                let lapsed = until <= now;
                place.stand = if lapsed { Stand::Lapsed } else { Stand::Offered { until } };
                place.since = if lapsed { until } else { place.since };
            }
        }
        self.withdraw_offers(seats, now);
        self.offer(terms, now);
    }

    /// Fewer places than before: the last offers are taken back, and who had them waits as before.
    fn withdraw_offers(&mut self, seats: u32, now: UnixMs) {
        let mut taken = self.count(|place| holds(place.stand));
        for place in self.0.iter_mut().rev() {
            if taken > seats && matches!(place.stand, Stand::Offered { .. }) {
                (place.stand, place.since) = (Stand::Waiting, now);
                taken -= 1;
            }
        }
    }

    fn offer(&mut self, terms: &Terms, now: UnixMs) {
        let Some(until) = offer_end(terms.door_at, now) else { return };
        let free = self.free(terms).unwrap_or(0) as usize;
        let next = self.0.iter_mut().filter(|place| place.stand == Stand::Waiting).take(free);
        for place in next {
            (place.stand, place.since) = (Stand::Offered { until }, now);
        }
    }
}

/// Whether it is a place, or one that is kept.
const fn holds(stand: Stand) -> bool {
    matches!(stand, Stand::Coming | Stand::Offered { .. })
}

/// Until when a place is kept that is offered now: half a day, and near the date so short that it can
/// still pass on a few times. `None` if the door opens too soon.
fn offer_end(door_at: UnixMs, now: UnixMs) -> Option<UnixMs> {
    let left_ms = door_at.since(now);
    let length_ms = (left_ms / 4).clamp(OFFER_MS_MIN, OFFER_MS_MAX);
    (left_ms >= OFFER_LAST_MS).then(|| now.plus_ms(length_ms).min(door_at))
}
