//! Rounds: who is next, and when a round is over (rules 1, 7, 10 and 11).

use super::transition::Transition;
use crate::meeting::{
    agenda::Mode,
    event::Event,
    id::ParticipantId,
    reason::TurnCause,
    refusal::Refusal,
    round::{RoundPhase, Slot, SlotState},
    state::{Meeting, Participant},
};

/// What a round does next.
enum Next {
    /// The floor is offered.
    Offer(ParticipantId),
    /// The talking piece is held for someone offline.
    Hold(ParticipantId),
    /// The round waits: in tag for a lead to pick, or for people to be back after a restart.
    Wait,
    /// Nobody is left to call.
    Nobody,
}

impl Meeting {
    /// Whether a person takes turns in rounds, by their role and by their wish.
    pub(in crate::meeting) fn takes_part(&self, who: ParticipantId) -> bool {
        let takes = |p: &Participant| p.seems_present() && p.person.role.takes_turns() && !p.person.listening;
        self.people.get(&who).is_some_and(takes)
    }

    /// Whether the person is not back yet after a restart.
    fn is_awaited(&self, who: ParticipantId) -> bool {
        self.restart_until_ms.is_some() && self.present(who).is_some_and(|p| p.awaited)
    }

    /// Whether a person may be named in tag: they were not heard, and that is not their wish.
    fn is_nameable(&self, slot: &Slot) -> bool {
        let open = match slot.state {
            SlotState::Pending | SlotState::Deferred | SlotState::Away => true,
            SlotState::Passed => self.hand_of(slot.who).is_some(),
            SlotState::Speaking | SlotState::Done => false,
        };
        open && self.can_be_called(slot.who) && self.takes_part(slot.who)
    }

    /// Whom a lead picks in tag: pending people, then deferred, then away, then those who passed and
    /// raised a hand.
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

    /// Whether anyone who takes turns was not heard in this round. Somebody who is offline may be back
    /// in time, and a mute may be lifted.
    fn anyone_unheard(&self) -> bool {
        self.people.keys().copied().any(|who| {
            let heard = self.slot_of(who).is_some_and(|slot| slot.state == SlotState::Done);
            !heard && self.takes_part(who)
        })
    }

    /// Those who take turns and neither shared nor passed in this round, in the order of the circle.
    fn unheard(&self) -> Vec<ParticipantId> {
        let mut unheard: Vec<_> = self
            .people
            .values()
            .filter(|p| self.takes_part(p.person.id))
            .filter(|p| {
                self.slot_of(p.person.id)
                    .is_none_or(|slot| !matches!(slot.state, SlotState::Done | SlotState::Passed))
            })
            .map(|p| (p.person.circle_position, p.person.id))
            .collect();
        unheard.sort_unstable();
        unheard.into_iter().map(|(_, who)| who).collect()
    }

    /// Whether a person is not called only because they are muted or aside. They keep their place, and are
    /// called once that is over (rule 16).
    fn keeps_place(&self, who: ParticipantId) -> bool {
        self.takes_part(who) && self.people.get(&who).is_some_and(Participant::is_held_back)
    }
}

impl Transition<'_> {
    /// Changes a person's slot, if they have one.
    pub(super) fn set_slot(&mut self, who: ParticipantId, change: impl FnOnce(&mut Slot)) {
        let Some(round) = self.round().map(|round| round.id) else { return };
        let Some(mut slot) = self.slot_of(who).cloned() else { return };
        change(&mut slot);
        if self.slot_of(who) != Some(&slot) {
            self.record(Event::SlotChanged { round, slot });
        }
    }

    /// Adds a slot at the end of the order.
    pub(super) fn append_slot(&mut self, who: ParticipantId) {
        let Some(round) = self.round().map(|round| round.id) else { return };
        self.record(Event::SlotChanged { round, slot: Slot::pending(who) });
    }

    /// Adds a latecomer if one more of the shortest shares fits. A person who was away is back.
    pub(super) fn add_latecomer(&mut self, who: ParticipantId) {
        let turns = self.round().is_some_and(|round| round.phase == RoundPhase::Turns {});
        match self.slot_of(who) {
            Some(_) => self.note_return(who),
            None if turns && self.takes_part(who) && self.round_has_room(self.at_ms) => self.append_slot(who),
            None => {}
        }
    }

    /// A person who was away is back, and will be called at the end. The talking piece does not go back.
    pub(super) fn slot_returns(&mut self, who: ParticipantId) {
        if self.mode() != Some(Mode::TalkingPiece) {
            self.set_slot(who, |slot| slot.returned = true);
        }
    }

    /// If the floor is free and not paused, calls the next person by the item's own rule.
    pub(super) fn settle_floor(&mut self) {
        if self.stands_still() || self.floor.turn.is_some() {
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

    /// Who is next: pending people, then deferred, then those who are back, then raised hands (rule 7).
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

    /// Pending people, then deferred. The round waits for those who are not back after a restart
    /// (rule 15).
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
                if !self.keeps_place(slot.who) {
                    self.set_slot(slot.who, |slot| slot.state = SlotState::Away);
                }
            }
        }
        Next::Nobody
    }

    /// People who are back, then those who passed and raised a hand.
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
        for slot in self.round().map(|round| round.slots.clone()).unwrap_or_default() {
            let who = slot.who;
            if slot.state != SlotState::Pending {
                continue;
            }
            if self.can_be_called(who) {
                return Next::Offer(who);
            }
            if self.is_awaited(who) {
                return Next::Wait;
            }
            if self.keeps_place(who) {
                continue;
            }
            if self.takes_part(who) {
                return Next::Hold(who);
            }
            self.set_slot(who, |slot| slot.state = SlotState::Away);
        }
        Next::Nobody
    }

    /// The next is the sharer's choice, and then a lead's.
    fn pick_in_tag(&self) -> Next {
        let waits = self
            .round()
            .is_some_and(|r| r.slots.iter().any(|s| s.state.is_to_come() && self.is_awaited(s.who)));
        if waits || self.anyone_nameable() { Next::Wait } else { Next::Nobody }
    }

    /// Everyone was called. A silence follows if all passed, then a question to those who were not
    /// heard; otherwise the round is over. It waits for those who are aside.
    fn everyone_called(&mut self, mode: Mode) {
        let Some(round) = self.round() else { return };
        let is_aside = |who| self.people.get(&who).is_some_and(|p| p.person.aside.is_some());
        if round.slots.iter().any(|slot| slot.state.is_to_come() && is_aside(slot.who)) {
            return;
        }
        let all_passed =
            !round.anyone_heard() && round.slots.iter().any(|slot| slot.state == SlotState::Passed);
        let waits_for_a_mute = round.slots.iter().any(|slot| slot.state.is_to_come());
        if all_passed {
            let until_ms = self.in_ms(self.timing().silence_ms);
            self.set_round_phase(RoundPhase::Silence { until_ms });
        } else if (mode != Mode::TalkingPiece || waits_for_a_mute) && self.anyone_unheard() {
            let until_ms = self.in_ms(self.timing().unheard_ms);
            self.set_round_phase(RoundPhase::AnyoneUnheard { until_ms });
        } else {
            self.close_round();
        }
    }

    /// The round is over; its hands are lowered.
    pub(super) fn close_round(&mut self) {
        let Some(round) = self.round().map(|round| round.id) else { return };
        let unheard = self.unheard();
        self.record(Event::RoundClosed { round, unheard });
        self.clear_queue();
    }
}
