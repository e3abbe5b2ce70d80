//! Raised hands: fewest shares in the item first, then the time of raising (rule 8).

use super::transition::{Step, Transition};
use crate::meeting::{
    agenda::Mode, event::Event, floor::Hand, id::ParticipantId, limits::MULTIPLIERS_PERCENT, reason::TurnEnd,
    refusal::Refusal, round::SlotState, state::Meeting,
};

impl Meeting {
    /// The first hand whose owner can be called.
    pub(super) fn next_hand(&self) -> Option<ParticipantId> {
        self.floor.queue.iter().map(|hand| hand.who).find(|who| self.can_be_called(*who))
    }

    /// Whether somebody waits who would be called before this person: asking to come back would
    /// otherwise only make the same offer anew.
    pub(super) fn someone_goes_before(&self, who: ParticipantId) -> bool {
        let shares = self.shares_of(who);
        let before = |other| self.can_be_called(other) && self.shares_of(other) <= shares;
        self.floor.queue.iter().any(|hand| before(hand.who))
    }
}

impl Transition<'_> {
    pub(super) fn raise_hand(&mut self, who: ParticipantId) -> Step {
        if self.hand_of(who).is_some() || self.turn_of(who).is_some() {
            return Err(Refusal::AlreadySo);
        }
        match self.mode() {
            Some(mode) if mode.has_hands() => {
                self.hear_again(who);
                self.put_hand_last(who);
                Ok(())
            }
            Some(mode) if mode.has_rounds() => self.raise_in_round(mode, who),
            _ => Err(Refusal::WrongMode),
        }
    }

    /// In a round a hand says: I want to speak after all.
    fn raise_in_round(&mut self, mode: Mode, who: ParticipantId) -> Step {
        if self.round().is_none() {
            return Err(Refusal::NoRound);
        }
        if self.present(who).is_none_or(|p| !p.person.role.takes_turns()) {
            return Err(Refusal::RoleDoesNotFit);
        }
        match self.slot_of(who).cloned() {
            None if !self.round_has_room(self.at_ms) => return Err(Refusal::NoTime),
            None => {
                self.hear_again(who);
                if self.slot_of(who).is_none() {
                    self.append_slot(who);
                }
            }
            Some(_) if mode == Mode::TalkingPiece => return Err(Refusal::WrongMode),
            Some(slot) => match slot.state {
                SlotState::Done => return Err(Refusal::AlreadyHeard),
                SlotState::Pending | SlotState::Speaking | SlotState::Deferred => {
                    return Err(Refusal::AlreadySo);
                }
                SlotState::Away if slot.returned => return Err(Refusal::AlreadySo),
                SlotState::Away => {
                    self.hear_again(who);
                    self.slot_returns(who);
                }
                SlotState::Passed => {
                    self.hear_again(who);
                    self.put_hand_last(who);
                }
            },
        }
        Ok(())
    }

    /// Who raises a hand no longer only listens.
    fn hear_again(&mut self, who: ParticipantId) {
        if self.present(who).is_some_and(|p| p.person.listening) {
            self.record(Event::ListeningChanged { who, on: false });
        }
    }

    pub(super) fn lower_hand(&mut self, who: ParticipantId) -> Step {
        if self.hand_of(who).is_none() {
            return Err(Refusal::NotSo);
        }
        self.drop_hand(who);
        Ok(())
    }

    pub(super) fn listen_only(&mut self, who: ParticipantId, on: bool) -> Step {
        if self.present(who).is_some_and(|p| p.person.listening == on) {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::ListeningChanged { who, on });
        if !on {
            self.add_latecomer(who);
            return Ok(());
        }
        self.drop_hand(who);
        if self.turn_of(who).is_some() {
            self.end_turn_early(TurnEnd::Passed, SlotState::Passed);
        }
        if self.slot_of(who).is_some_and(|slot| slot.state.is_to_come() || slot.returned) {
            self.set_slot(who, |slot| {
                slot.state = SlotState::Passed;
                slot.returned = false;
            });
        }
        Ok(())
    }

    /// A private accommodation; it counts from the next turn on (rule 3).
    pub(super) fn set_multiplier(&mut self, who: ParticipantId, percent: u32) -> Step {
        if !MULTIPLIERS_PERCENT.contains(&percent) {
            return Err(Refusal::OutOfRange);
        }
        if self.people.get(&who).is_some_and(|p| p.multiplier_percent == percent) {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::MultiplierChanged { who, percent });
        Ok(())
    }

    /// Puts a hand after all who have shared as little, or less.
    pub(super) fn put_hand(&mut self, hand: Hand) {
        let mut queue = self.floor.queue.clone();
        queue.retain(|known| known.who != hand.who);
        let shares = self.shares_of(hand.who);
        let place = queue.iter().rposition(|known| self.shares_of(known.who) <= shares).map_or(0, |i| i + 1);
        queue.insert(place, hand);
        self.record(Event::QueueChanged { queue, by: None });
    }

    pub(super) fn put_hand_last(&mut self, who: ParticipantId) {
        self.put_hand(Hand { who, raised_ms: self.at_ms, falls_ms: None, share_ms_min: 0 });
    }

    /// In a queue, somebody whose offer a lead set aside stays first.
    pub(super) fn put_hand_first(&mut self, who: ParticipantId) {
        if self.mode() != Some(Mode::Queue) {
            return;
        }
        let mut queue = self.floor.queue.clone();
        queue.insert(0, Hand { who, raised_ms: self.at_ms, falls_ms: None, share_ms_min: 0 });
        self.record(Event::QueueChanged { queue, by: None });
    }

    pub(super) fn drop_hand(&mut self, who: ParticipantId) {
        let mut queue = self.floor.queue.clone();
        queue.retain(|hand| hand.who != who);
        if queue.len() != self.floor.queue.len() {
            self.record(Event::QueueChanged { queue, by: None });
        }
    }

    pub(super) fn clear_queue(&mut self) {
        if !self.floor.queue.is_empty() {
            self.record(Event::QueueChanged { queue: Vec::new(), by: None });
        }
    }

    /// In a new item nobody has shared yet: hands stand by the time of raising.
    pub(super) fn sort_queue(&mut self) {
        let mut queue = self.floor.queue.clone();
        queue.sort_by_key(|hand| (self.shares_of(hand.who), hand.raised_ms));
        if queue != self.floor.queue {
            self.record(Event::QueueChanged { queue, by: None });
        }
    }
}
