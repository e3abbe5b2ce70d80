//! Rounds: who is next, and when a round is over (rules 1, 7, 10 and 11).

use super::transition::Transition;
use crate::meeting::{
    agenda::Mode,
    event::Event,
    id::ParticipantId,
    reason::TurnCause,
    refusal::Refusal,
    round::{RoundPhase, Slot, SlotState},
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
    fn is_nameable(&self, slot: &Slot) -> bool {
        let open = match slot.state {
            SlotState::Pending | SlotState::Deferred | SlotState::Away => true,
            SlotState::Passed => self.hand_of(slot.who).is_some(),
            SlotState::Speaking | SlotState::Done => false,
        };
        open && self.can_be_called(slot.who) && self.takes_part(slot.who)
    }

    /// Whom a lead picks in tag: pending, then deferred, then away, then who passed and raised a hand.
    pub(in crate::meeting) fn first_nameable(&self) -> Option<ParticipantId> {
        let slots = &self.round()?.slots;
        let first = |state| slots.iter().find(|slot| slot.state == state && self.is_nameable(slot));
        [SlotState::Pending, SlotState::Deferred, SlotState::Away, SlotState::Passed]
            .into_iter()
            .find_map(first)
            .map(|slot| slot.who)
    }

    pub(super) fn anyone_nameable(&self) -> bool {
        self.first_nameable().is_some()
    }

    pub(super) fn need_nameable(&self, who: ParticipantId) -> Result<(), Refusal> {
        let slot = self.slot_of(who).ok_or(Refusal::NoSuchPerson)?;
        match slot.state {
            _ if self.is_nameable(slot) => Ok(()),
            SlotState::Done | SlotState::Speaking => Err(Refusal::AlreadyHeard),
            _ => Err(Refusal::NoSuchPerson),
        }
    }

    fn first_slot(&self, state: SlotState) -> Option<&Slot> {
        self.round()?.slots.iter().find(|slot| slot.state == state)
    }

    /// Who takes part and was not heard in this round; a lost connection may come back in the time
    /// of the question.
    fn anyone_unheard(&self) -> bool {
        self.all_present().filter(|p| p.person.mute.is_none()).map(|p| p.person.id).any(|who| {
            let heard = self.slot_of(who).is_some_and(|slot| slot.state == SlotState::Done);
            !heard && self.takes_part(who)
        })
    }
}

impl Transition<'_> {
    /// Changes a person's place in the round, if they have one.
    pub(super) fn set_slot(&mut self, who: ParticipantId, change: impl FnOnce(&mut Slot)) {
        let Some(round) = self.round().map(|round| round.id) else { return };
        let Some(mut slot) = self.slot_of(who).cloned() else { return };
        change(&mut slot);
        if self.slot_of(who) != Some(&slot) {
            self.record(Event::SlotChanged { round, slot });
        }
    }

    /// Adds a place at the end of the order.
    pub(super) fn append_slot(&mut self, who: ParticipantId) {
        let Some(round) = self.round().map(|round| round.id) else { return };
        self.record(Event::SlotChanged { round, slot: Slot::pending(who) });
    }

    /// A latecomer is added if one minimum share still fits; somebody who was away is back.
    pub(super) fn add_latecomer(&mut self, who: ParticipantId) {
        let turns = self.round().is_some_and(|round| round.phase == RoundPhase::Turns {});
        match self.slot_of(who) {
            Some(_) => self.note_return(who),
            None if turns && self.takes_part(who) && self.round_has_room(self.at_ms) => self.append_slot(who),
            None => {}
        }
    }

    /// Somebody who was away is back, to be called at the end. The talking piece does not go back.
    pub(super) fn slot_returns(&mut self, who: ParticipantId) {
        if self.mode() != Some(Mode::TalkingPiece) {
            self.set_slot(who, |slot| slot.returned = true);
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
        for state in [SlotState::Pending, SlotState::Deferred] {
            let slots = self.round().map(|round| round.slots.clone()).unwrap_or_default();
            for slot in slots.iter().filter(|slot| slot.state == state) {
                if self.can_be_called(slot.who) {
                    return Next::Offer(slot.who);
                }
                if self.is_awaited(slot.who) {
                    return Next::Wait;
                }
                self.set_slot(slot.who, |slot| slot.state = SlotState::Away);
            }
        }
        Next::Nobody
    }

    /// Those who are back, and those who passed and then raised a hand.
    fn pick_back(&self) -> Next {
        let back = self.round().and_then(|round| {
            round.slots.iter().find(|s| s.state == SlotState::Away && s.returned && self.can_be_called(s.who))
        });
        match back.map(|slot| slot.who).or_else(|| self.next_hand()) {
            Some(who) => Next::Offer(who),
            None => Next::Nobody,
        }
    }

    /// Strict order, no skipping, no going back.
    fn pick_strictly(&mut self) -> Next {
        while let Some(who) = self.first_slot(SlotState::Pending).map(|slot| slot.who) {
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
            self.set_slot(who, |slot| slot.state = SlotState::Away);
        }
        Next::Nobody
    }

    /// The choice is the sharer's, then a lead's; who wants to speak after the last turn is offered it.
    fn pick_in_tag(&self) -> Next {
        let waits = self
            .round()
            .is_some_and(|r| r.slots.iter().any(|s| s.state.is_to_come() && self.is_awaited(s.who)));
        if waits || self.anyone_nameable() { Next::Wait } else { Next::Nobody }
    }

    /// Everyone was called: a silence when all passed, "anyone not heard?", or the end of the round.
    fn everyone_called(&mut self, mode: Mode) {
        let Some(round) = self.round() else { return };
        let all_passed =
            !round.anyone_heard() && round.slots.iter().any(|slot| slot.state == SlotState::Passed);
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
