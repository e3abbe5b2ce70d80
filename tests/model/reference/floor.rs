//! The floor from hand to hand: by its holder, by a lead, and by itself.

use rondo::meeting::{
    agenda::Mode, floor::Stage, ordinal::TurnId, refusal::Refusal, role::RoomKind, round::SlotState,
};

use super::{Answer, Model, REFUSED, Who, no, permission::Voice, words::Reach};

impl Model {
    pub(super) fn post(&mut self, who: Who) -> Answer {
        let voice = self.voice(who)?;
        let reply_to = self.turn.as_ref().map(|turn| turn.id).filter(|_| voice == Voice::Reply);
        self.wrote(who, Reach::Everyone, reply_to);
        match voice {
            Voice::Word => {}
            Voice::Reply => self.replied(who),
            Voice::Share => {
                if let Some(turn) = self.turn.clone() {
                    self.holder_posts(&turn);
                }
            }
        }
        Ok(())
    }

    /// Against a minute (rule 5; in therapy the therapist decides), or a volunteer (rule 13), or both.
    pub(super) fn object(&mut self, who: Who) -> Answer {
        let lead = self.present(who).is_some_and(|p| p.role.is_lead());
        let asked = self.more.is_some() && self.turn.as_ref().is_some_and(|turn| turn.holder != who);
        let minute = asked && (lead || self.config.kind == RoomKind::PeerLed);
        let volunteer = self.lost.and_then(|lost| lost.volunteer).is_some_and(|volunteer| volunteer != who);
        if !minute && !volunteer {
            return no(if asked { Refusal::NotPermitted } else { Refusal::NotSo });
        }
        if minute {
            self.more = None;
        }
        if volunteer {
            self.no_volunteer();
        }
        Ok(())
    }

    /// Come back to me: once each in a round, behind the others in a queue, never in strict order.
    pub(super) fn defer(&mut self, who: Who, turn: TurnId) -> Answer {
        let turn = self.own_turn(who, turn)?;
        if !matches!(turn.stage, Stage::Offered { .. } | Stage::Accepted { .. }) {
            return REFUSED;
        }
        match self.mode() {
            Some(Mode::Round | Mode::Tag) if self.slot_of(who).is_some_and(|slot| slot.deferred_once) => {
                no(Refusal::AlreadySo)
            }
            Some(Mode::Round | Mode::Tag) => {
                self.end_turn(SlotState::Deferred);
                self.defer_slot(who);
                Ok(())
            }
            Some(Mode::Queue) if !self.someone_goes_before(who) => no(Refusal::NobodyWaiting),
            Some(Mode::Queue) => {
                self.end_turn(SlotState::Deferred);
                self.raise(who);
                Ok(())
            }
            _ => no(Refusal::WrongMode),
        }
    }

    pub(super) fn meant(&self, from: Option<TurnId>) -> Answer {
        if self.turn.as_ref().map(|turn| turn.id) == from { Ok(()) } else { no(Refusal::Stale) }
    }

    /// Thank the holder, if any, and call the next by the item's rule.
    pub(super) fn call_next(&mut self, from: Option<TurnId>) -> Answer {
        self.meant(from)?;
        if !self.in_rounds() && !self.has_hands() {
            return no(Refusal::WrongMode);
        }
        if self.in_rounds() && self.round.is_none() && self.turn.is_none() {
            return no(Refusal::NoRound);
        }
        let next = match self.mode() {
            Some(Mode::Tag) => self.first_nameable(),
            Some(Mode::Round | Mode::TalkingPiece) => None,
            _ => self.next_hand(),
        };
        if self.turn.is_none() && next.is_none() {
            return no(Refusal::NobodyWaiting);
        }
        self.move_on(SlotState::Deferred);
        if let Some(next) = next {
            self.offer_slot(next);
        }
        Ok(())
    }

    pub(super) fn give_floor(&mut self, from: Option<TurnId>, to: Who) -> Answer {
        self.meant(from)?;
        if matches!(self.mode(), Some(Mode::Open | Mode::Silent | Mode::Sealed | Mode::TalkingPiece) | None) {
            return no(Refusal::WrongMode);
        }
        if !self.callable(to) {
            return no(Refusal::NoSuchPerson);
        }
        if self.turn.as_ref().is_some_and(|turn| turn.holder == to) {
            return no(Refusal::AlreadySo);
        }
        if self.in_rounds() {
            if self.round.is_none() || self.present(to).is_none_or(|p| !p.role.takes_turns()) {
                return REFUSED;
            }
            if self.slot_state(to) == Some(SlotState::Done) {
                return no(Refusal::AlreadyHeard);
            }
        }
        self.move_on(SlotState::Pending);
        if self.in_rounds() && self.slot_of(to).is_none() {
            self.append(to);
        }
        self.offer_slot(to);
        Ok(())
    }

    /// When the floor is free it goes to whom the item's rule says; in tag and directed items it
    /// waits to be given. After the hard end nobody's turn begins (rule 12).
    pub(super) fn go_on(&mut self) {
        if self.still() || self.turn.is_some() || self.floor() >= self.hard_end() {
            return;
        }
        if self.in_rounds() && self.round.is_some() {
            self.call_next_slot();
        } else if self.mode() == Some(Mode::Queue)
            && let Some(next) = self.next_hand()
        {
            self.offer(next);
        }
    }
}
