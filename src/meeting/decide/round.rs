//! Rounds: who is next, and when a round is over (rules 1, 7, 10 and 11).

use super::Draft;
use crate::meeting::{
    agenda::Mode,
    event::Event,
    floor::{RoundPhase, Seat, SeatState, TurnCause},
    id::ParticipantId,
    refusal::Refusal,
    state::Meeting,
};

/// What a round does next.
enum Next {
    /// The floor is offered.
    Offer(ParticipantId),
    /// The talking piece is held for someone offline.
    Hold(ParticipantId),
    /// It waits: for a lead's pick in tag, or for people to be back after a restart.
    Wait,
    /// Nobody is left.
    Nobody,
}

impl Meeting {
    /// Whether somebody takes part in rounds: a member by role, and not only listening.
    pub(in crate::meeting) fn takes_part(&self, who: ParticipantId) -> bool {
        self.present(who).is_some_and(|p| p.person.role.takes_turns() && !p.person.listening)
    }

    /// Whether the person is not back yet after a restart.
    fn is_awaited(&self, who: ParticipantId) -> bool {
        self.restart_until_ms.is_some() && self.present(who).is_some_and(|p| p.awaited)
    }

    /// Whether somebody may be named in tag: not heard yet, and not by their own wish.
    fn is_nameable(&self, seat: &Seat) -> bool {
        let open = match seat.state {
            SeatState::Pending | SeatState::Deferred | SeatState::Away => true,
            SeatState::Passed => self.hand_of(seat.who).is_some(),
            SeatState::Speaking | SeatState::Done => false,
        };
        open && self.can_be_called(seat.who) && self.takes_part(seat.who)
    }

    /// Whom a lead picks in tag: pending, then deferred, then away, then who passed and raised a hand.
    pub(in crate::meeting) fn first_nameable(&self) -> Option<ParticipantId> {
        let seats = &self.round()?.seats;
        let first = |state| seats.iter().find(|seat| seat.state == state && self.is_nameable(seat));
        [SeatState::Pending, SeatState::Deferred, SeatState::Away, SeatState::Passed]
            .into_iter()
            .find_map(first)
            .map(|seat| seat.who)
    }

    pub(super) fn anyone_nameable(&self) -> bool {
        self.first_nameable().is_some()
    }

    pub(super) fn need_nameable(&self, who: ParticipantId) -> Result<(), Refusal> {
        let seat = self.seat_of(who).ok_or(Refusal::NoSuchPerson)?;
        match seat.state {
            _ if self.is_nameable(seat) => Ok(()),
            SeatState::Done | SeatState::Speaking => Err(Refusal::AlreadyHeard),
            _ => Err(Refusal::NoSuchPerson),
        }
    }

    fn first_seat(&self, state: SeatState) -> Option<&Seat> {
        self.round()?.seats.iter().find(|seat| seat.state == state)
    }

    /// Who takes part and was not heard in this round; a lost connection may come back in the time
    /// of the question.
    fn anyone_unheard(&self) -> bool {
        self.all_present().filter(|p| p.person.mute.is_none()).map(|p| p.person.id).any(|who| {
            let heard = self.seat_of(who).is_some_and(|seat| seat.state == SeatState::Done);
            !heard && self.takes_part(who)
        })
    }
}

impl Draft<'_> {
    /// Changes a person's place in the round, if they have one.
    pub(super) fn set_seat(&mut self, who: ParticipantId, change: impl FnOnce(&mut Seat)) {
        let Some(round) = self.round().map(|round| round.id) else { return };
        let Some(mut seat) = self.seat_of(who).cloned() else { return };
        change(&mut seat);
        if self.seat_of(who) != Some(&seat) {
            self.record(Event::SeatChanged { round, seat });
        }
    }

    /// Adds a place at the end of the order.
    pub(super) fn append_seat(&mut self, who: ParticipantId) {
        let Some(round) = self.round().map(|round| round.id) else { return };
        self.record(Event::SeatChanged { round, seat: Seat::pending(who) });
    }

    /// A latecomer is added if one minimum share still fits; somebody who was away is back.
    pub(super) fn seat_latecomer(&mut self, who: ParticipantId) {
        let turns = self.round().is_some_and(|round| round.phase == RoundPhase::Turns {});
        match self.seat_of(who) {
            Some(_) => self.note_return(who),
            None if turns && self.takes_part(who) && self.round_has_room(self.at_ms) => self.append_seat(who),
            None => {}
        }
    }

    /// Somebody who was away is back, to be called at the end. The talking piece does not go back.
    pub(super) fn seat_returns(&mut self, who: ParticipantId) {
        if self.mode() != Some(Mode::TalkingPiece) {
            self.set_seat(who, |seat| seat.returned = true);
        }
    }

    /// When the floor is free and its clock runs, the item's own rule goes on.
    pub(super) fn settle_floor(&mut self) {
        if self.pause.is_some() || self.floor.turn.is_some() {
            return;
        }
        match self.mode() {
            Some(mode) if mode.has_rounds() => self.next_in_round(mode),
            Some(Mode::Queue) => {
                if let Some(who) = self.next_hand() {
                    self.offer(who, TurnCause::Offered);
                }
            }
            _ => {}
        }
    }

    fn next_in_round(&mut self, mode: Mode) {
        let Some(phase) = self.round().map(|round| round.phase.clone()) else { return };
        match self.pick(mode, &phase) {
            Next::Offer(who) => {
                self.set_round_phase(RoundPhase::Turns {});
                self.offer(who, TurnCause::Offered);
            }
            Next::Hold(who) => {
                self.set_round_phase(RoundPhase::Turns {});
                self.hold_for(who);
            }
            Next::Wait => {}
            Next::Nobody if phase == (RoundPhase::Turns {}) => self.everyone_called(mode),
            Next::Nobody => {}
        }
    }

    pub(super) fn set_round_phase(&mut self, phase: RoundPhase) {
        let Some(round) = self.round().filter(|round| round.phase != phase).map(|round| round.id) else {
            return;
        };
        self.record(Event::RoundPhaseChanged { round, phase });
    }

    /// Who is next: pending, deferred, away and returned, then who raised a hand (rule 7).
    fn pick(&mut self, mode: Mode, phase: &RoundPhase) -> Next {
        let turns = *phase == RoundPhase::Turns {};
        match mode {
            Mode::TalkingPiece => self.pick_strictly(),
            Mode::Tag if turns => self.pick_in_tag(),
            _ => match self.pick_in_order() {
                Next::Nobody => self.pick_back(),
                next => next,
            },
        }
    }

    /// Pending, then deferred; who is not back yet after a restart is waited for (rule 15).
    fn pick_in_order(&mut self) -> Next {
        for state in [SeatState::Pending, SeatState::Deferred] {
            let seats = self.round().map(|round| round.seats.clone()).unwrap_or_default();
            for seat in seats.iter().filter(|seat| seat.state == state) {
                if self.can_be_called(seat.who) {
                    return Next::Offer(seat.who);
                }
                if self.is_awaited(seat.who) {
                    return Next::Wait;
                }
                self.set_seat(seat.who, |seat| seat.state = SeatState::Away);
            }
        }
        Next::Nobody
    }

    /// Those who are back, and those who passed and then raised a hand.
    fn pick_back(&self) -> Next {
        let back = self.round().and_then(|round| {
            round.seats.iter().find(|s| s.state == SeatState::Away && s.returned && self.can_be_called(s.who))
        });
        match back.map(|seat| seat.who).or_else(|| self.next_hand()) {
            Some(who) => Next::Offer(who),
            None => Next::Nobody,
        }
    }

    /// Strict order, no skipping, no going back.
    fn pick_strictly(&mut self) -> Next {
        while let Some(who) = self.first_seat(SeatState::Pending).map(|seat| seat.who) {
            if self.can_be_called(who) {
                return Next::Offer(who);
            }
            if self.is_awaited(who) {
                return Next::Wait;
            }
            let muted = self.present(who).is_none_or(|p| p.person.mute.is_some());
            if self.takes_part(who) && !muted {
                return Next::Hold(who);
            }
            self.set_seat(who, |seat| seat.state = SeatState::Away);
        }
        Next::Nobody
    }

    /// The choice is the sharer's, then a lead's; who wants to speak after the last turn is offered it.
    fn pick_in_tag(&self) -> Next {
        let waits = self
            .round()
            .is_some_and(|r| r.seats.iter().any(|s| s.state.is_to_come() && self.is_awaited(s.who)));
        if waits || self.anyone_nameable() { Next::Wait } else { Next::Nobody }
    }

    /// Everyone was called: a silence when all passed, "anyone not heard?", or the end of the round.
    fn everyone_called(&mut self, mode: Mode) {
        let Some(round) = self.round() else { return };
        let all_passed =
            !round.anyone_heard() && round.seats.iter().any(|seat| seat.state == SeatState::Passed);
        if all_passed {
            let until_ms = self.in_ms(self.timing().silence_ms);
            self.set_round_phase(RoundPhase::Silence { until_ms });
        } else if mode != Mode::TalkingPiece && self.anyone_unheard() {
            let until_ms = self.in_ms(self.timing().unheard_ms);
            self.set_round_phase(RoundPhase::AnyoneUnheard { until_ms });
        } else {
            self.close_round();
        }
    }

    /// The round is over; its hands are lowered.
    pub(super) fn close_round(&mut self) {
        let Some(round) = self.round().map(|round| round.id) else { return };
        self.record(Event::RoundClosed { round });
        self.clear_queue();
    }
}

impl Seat {
    /// A place still to come.
    pub(super) const fn pending(who: ParticipantId) -> Self {
        Self { who, state: SeatState::Pending, deferred_once: false, share_ms_min: 0, returned: false }
    }
}
