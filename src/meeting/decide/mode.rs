//! Another mode for the current item, reactions in it or none, and what becomes of the round that it interrupts and of raised
//! hands.

use super::transition::{Step, Transition};
use crate::meeting::{
    agenda::{Crosstalk, Mode},
    event::Event,
    id::ParticipantId,
    ordinal::ItemIndex,
    refusal::Refusal,
    round::{Round, RoundPhase, SlotState},
};

impl Transition<'_> {
    pub(super) fn change_mode(
        &mut self,
        by: ParticipantId,
        item: ItemIndex,
        mode: Mode,
        crosstalk: Crosstalk,
    ) -> Step {
        self.need_item(item)?;
        let (_, current) = self.current().ok_or(Refusal::NoSuchItem)?;
        if !crosstalk.has_effect(mode) {
            return Err(Refusal::WrongMode);
        }
        let new_mode = current.mode != mode;
        if !new_mode && current.crosstalk == crosstalk {
            return Err(Refusal::AlreadySo);
        }
        self.need_running_clock()?;
        if new_mode {
            self.need_no_share(by)?;
            self.move_on(SlotState::Pending);
            self.close_sealed(by);
        }
        self.record(Event::ModeChanged { item, mode, crosstalk, by });
        if mode.has_rounds() {
            self.resume_round();
            self.lower_needless_hands();
            if mode == Mode::TalkingPiece {
                self.return_to_strict_order();
            }
        } else {
            self.set_round_aside();
        }
        Ok(())
    }

    /// It moves nothing, so it is possible in a pause too.
    pub(super) fn switch_reactions(&mut self, by: ParticipantId, item: ItemIndex, on: bool) -> Step {
        self.need_item(item)?;
        if self.config.has_reactions(Some(item)) == on {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::ReactionsSwitched { item, on, by });
        Ok(())
    }

    fn set_round_aside(&mut self) {
        if let Some(round) = self.round().map(|round| round.id) {
            self.record(Event::RoundSetAside { round });
        }
    }

    /// The round goes on with the people who were not heard. People who came in the meantime are added.
    fn resume_round(&mut self) {
        let Some(round) = self.floor.set_aside.clone() else { return };
        self.record(Event::RoundResumed { round: Round { phase: RoundPhase::Turns {}, ..round } });
        let present: Vec<_> = self.all_present().map(|p| p.person.id).collect();
        for who in present {
            self.add_latecomer(who);
        }
    }

    /// The talking piece does not come back at the end, so people who were promised that are in the
    /// order again.
    fn return_to_strict_order(&mut self) {
        let slots = self.round().map(|round| round.slots.clone()).unwrap_or_default();
        for slot in slots.iter().filter(|slot| slot.state == SlotState::Deferred || slot.returned) {
            self.set_slot(slot.who, |slot| {
                slot.state = SlotState::Pending;
                slot.returned = false;
            });
        }
    }

    /// In a round everyone has a slot, so only people who passed need a hand to be called again (rule 7).
    fn lower_needless_hands(&mut self) {
        let mut queue = self.floor.queue.clone();
        queue.retain(|hand| self.slot_of(hand.who).is_some_and(|slot| slot.state == SlotState::Passed));
        if queue != self.floor.queue {
            self.record(Event::QueueChanged { queue, by: None });
        }
    }
}
