//! Places in a round: who has one, and what its owner or a lead may do with it (rules 7 and 10).

use rondo::meeting::{
    agenda::Mode,
    floor::{RoundPhase, Seat, SeatState},
    refusal::Refusal,
};

use super::{Answer, Model, REFUSED, Who, no, order::seat};

impl Model {
    pub(super) fn seat_of(&self, who: Who) -> Option<&Seat> {
        self.round.as_ref()?.seats.iter().find(|s| s.who == who)
    }

    pub(super) fn seat_state(&self, who: Who) -> Option<SeatState> {
        self.seat_of(who).map(|s| s.state)
    }

    pub(super) fn seat_mut(&mut self, who: Who) -> Option<&mut Seat> {
        self.round.as_mut()?.seats.iter_mut().find(|s| s.who == who)
    }

    pub(super) fn set_seat(&mut self, who: Who, state: SeatState) {
        if let Some(seat) = self.seat_mut(who) {
            seat.state = state;
        }
    }

    /// Rule 10: a latecomer comes to the end of the order, while one minimum share still fits; who
    /// had a place is called at the end (rule 7).
    pub(super) fn comes_late(&mut self, who: Who) {
        if self.round.is_none() {
            return;
        }
        if self.seat_of(who).is_some() {
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
            round.seats.push(seat(who, SeatState::Pending));
        }
    }

    /// Rule 7: whoever was away and shows a sign of life is called at the end.
    pub(super) fn returns(&mut self, who: Who) {
        let strict = self.mode() == Some(Mode::TalkingPiece);
        if strict || !self.callable(who) {
            return;
        }
        if let Some(seat) = self.seat_mut(who).filter(|seat| seat.state == SeatState::Away) {
            seat.returned = true;
        }
    }

    /// A hand in a round: "I was not heard" (rules 7 and 10).
    pub(super) fn raise_in_round(&mut self, who: Who) -> Answer {
        if self.round.is_none() || self.present(who).is_none_or(|p| !p.role.takes_turns()) {
            return REFUSED;
        }
        match self.seat_of(who).map(|s| (s.state, s.returned)) {
            None if !self.fits(1, 0) => no(Refusal::NoTime),
            None => {
                self.append(who);
                Ok(())
            }
            Some(_) if self.mode() == Some(Mode::TalkingPiece) => REFUSED,
            Some((SeatState::Done, _)) => no(Refusal::AlreadyHeard),
            Some((SeatState::Passed, _)) => {
                self.raise(who);
                Ok(())
            }
            Some((SeatState::Away, false)) => Ok(()),
            Some(_) => no(Refusal::AlreadySo),
        }
    }

    pub(super) fn pass_ahead(&mut self, who: Who) -> Answer {
        let hand = self.lower_hand(who);
        let to_come = |s: &Seat| matches!(s.state, SeatState::Pending | SeatState::Deferred) || s.returned;
        if self.seat_of(who).is_some_and(to_come) {
            self.leave_order(who, SeatState::Passed);
            return Ok(());
        }
        hand
    }

    pub(super) fn defer_ahead(&mut self, who: Who) -> Answer {
        if !matches!(self.mode(), Some(Mode::Round | Mode::Tag)) {
            return no(Refusal::WrongMode);
        }
        match self.seat_of(who) {
            Some(s) if s.deferred_once => REFUSED,
            Some(s) if s.state == SeatState::Pending => {
                self.defer_seat(who);
                Ok(())
            }
            _ => REFUSED,
        }
    }

    pub(super) fn defer_seat(&mut self, who: Who) {
        if let Some(seat) = self.seat_mut(who) {
            seat.state = SeatState::Deferred;
            seat.deferred_once = true;
        }
    }

    pub(super) fn move_seat(&mut self, who: Who, before: Option<Who>) -> Answer {
        if self.mode() == Some(Mode::TalkingPiece) {
            return REFUSED;
        }
        let Some(round) = &mut self.round else { return REFUSED };
        let Some(from) = round.seats.iter().position(|s| s.who == who) else {
            return REFUSED;
        };
        if !matches!(round.seats[from].state, SeatState::Pending | SeatState::Deferred | SeatState::Away) {
            return REFUSED;
        }
        let old = round.seats.clone();
        let moved = round.seats.remove(from);
        let to = match before {
            None => round.seats.len(),
            Some(other) => match round.seats.iter().position(|s| s.who == other) {
                Some(to) => to,
                None => {
                    round.seats = old;
                    return REFUSED;
                }
            },
        };
        round.seats.insert(to, moved);
        if round.seats == old { REFUSED } else { Ok(()) }
    }

    /// Takes no more turns in this round.
    pub(super) fn leave_order(&mut self, who: Who, state: SeatState) {
        if let Some(seat) = self.seat_mut(who) {
            if matches!(seat.state, SeatState::Pending | SeatState::Deferred) || seat.returned {
                seat.state = state;
            }
            seat.returned = false;
        }
    }
}
