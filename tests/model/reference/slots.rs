//! Places in a round: who has one, and what its owner or a lead may do with it (rules 7 and 10).

use rondo::meeting::{
    agenda::Mode,
    refusal::Refusal,
    round::{RoundPhase, Slot, SlotState},
};

use super::{Answer, Model, REFUSED, Who, no, order::slot};

impl Model {
    pub(super) fn slot_of(&self, who: Who) -> Option<&Slot> {
        self.round.as_ref()?.slots.iter().find(|s| s.who == who)
    }

    pub(super) fn slot_state(&self, who: Who) -> Option<SlotState> {
        self.slot_of(who).map(|s| s.state)
    }

    pub(super) fn slot_mut(&mut self, who: Who) -> Option<&mut Slot> {
        self.round.as_mut()?.slots.iter_mut().find(|s| s.who == who)
    }

    pub(super) fn set_slot(&mut self, who: Who, state: SlotState) {
        if let Some(slot) = self.slot_mut(who) {
            slot.state = state;
        }
    }

    /// Rule 10: a latecomer comes to the end of the order, while one minimum share still fits; who
    /// had a place is called at the end (rule 7).
    pub(super) fn comes_late(&mut self, who: Who) {
        if self.round.is_none() {
            return;
        }
        if self.slot_of(who).is_some() {
            return self.returns(who);
        }
        let takes = self.present(who).is_some_and(|p| p.role.takes_turns() && !p.listening);
        let turns = matches!(self.round.as_ref().map(|r| &r.phase), Some(RoundPhase::Turns {}));
        if takes && turns && self.fits(1, 0) {
            self.append(who);
        }
    }

    pub(super) fn append(&mut self, who: Who) {
        if let Some(round) = &mut self.round {
            round.slots.push(slot(who, SlotState::Pending));
        }
    }

    /// Rule 7: whoever was away and shows a sign of life is called at the end.
    pub(super) fn returns(&mut self, who: Who) {
        let strict = self.mode() == Some(Mode::TalkingPiece);
        if strict || !self.callable(who) {
            return;
        }
        if let Some(slot) = self.slot_mut(who).filter(|slot| slot.state == SlotState::Away) {
            slot.returned = true;
        }
    }

    /// A hand in a round: "I was not heard" (rules 7 and 10).
    pub(super) fn raise_in_round(&mut self, who: Who) -> Answer {
        if self.round.is_none() || self.present(who).is_none_or(|p| !p.role.takes_turns()) {
            return REFUSED;
        }
        match self.slot_of(who).map(|s| (s.state, s.returned)) {
            None if !self.fits(1, 0) => no(Refusal::NoTime),
            None => {
                self.append(who);
                Ok(())
            }
            Some(_) if self.mode() == Some(Mode::TalkingPiece) => REFUSED,
            Some((SlotState::Done, _)) => no(Refusal::AlreadyHeard),
            Some((SlotState::Passed, _)) => {
                self.raise(who);
                Ok(())
            }
            Some((SlotState::Away, false)) => Ok(()),
            Some(_) => no(Refusal::AlreadySo),
        }
    }

    pub(super) fn pass_ahead(&mut self, who: Who) -> Answer {
        let hand = self.lower_hand(who);
        let to_come = |s: &Slot| matches!(s.state, SlotState::Pending | SlotState::Deferred) || s.returned;
        if self.slot_of(who).is_some_and(to_come) {
            self.leave_order(who, SlotState::Passed);
            return Ok(());
        }
        hand
    }

    pub(super) fn defer_ahead(&mut self, who: Who) -> Answer {
        if !matches!(self.mode(), Some(Mode::Round | Mode::Tag)) {
            return no(Refusal::WrongMode);
        }
        match self.slot_of(who) {
            Some(s) if s.deferred_once => REFUSED,
            Some(s) if s.state == SlotState::Pending => {
                self.defer_slot(who);
                Ok(())
            }
            _ => REFUSED,
        }
    }

    pub(super) fn defer_slot(&mut self, who: Who) {
        if let Some(slot) = self.slot_mut(who) {
            slot.state = SlotState::Deferred;
            slot.deferred_once = true;
        }
    }

    pub(super) fn move_slot(&mut self, who: Who, before: Option<Who>) -> Answer {
        if self.mode() == Some(Mode::TalkingPiece) {
            return REFUSED;
        }
        let Some(round) = &mut self.round else { return REFUSED };
        let Some(from) = round.slots.iter().position(|s| s.who == who) else {
            return REFUSED;
        };
        if !matches!(round.slots[from].state, SlotState::Pending | SlotState::Deferred | SlotState::Away) {
            return REFUSED;
        }
        let old = round.slots.clone();
        let moved = round.slots.remove(from);
        let to = match before {
            None => round.slots.len(),
            Some(other) => match round.slots.iter().position(|s| s.who == other) {
                Some(to) => to,
                None => {
                    round.slots = old;
                    return REFUSED;
                }
            },
        };
        round.slots.insert(to, moved);
        if round.slots == old { REFUSED } else { Ok(()) }
    }

    /// Takes no more turns in this round.
    pub(super) fn leave_order(&mut self, who: Who, state: SlotState) {
        if let Some(slot) = self.slot_mut(who) {
            if matches!(slot.state, SlotState::Pending | SlotState::Deferred) || slot.returned {
                slot.state = state;
            }
            slot.returned = false;
        }
    }
}
