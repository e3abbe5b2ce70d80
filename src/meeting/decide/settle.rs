//! What follows by itself from where the meeting stands.

use super::transition::Transition;
use crate::meeting::{id::ParticipantId, round::SlotState, state::Phase};

impl Transition<'_> {
    /// A person who was away and does something is back, and will be called at the end (rule 7).
    pub(super) fn note_return(&mut self, who: ParticipantId) {
        if self.can_be_called(who)
            && self.takes_part(who)
            && let Some(slot) = self.slot_of(who)
            && slot.state == SlotState::Away
            && !slot.returned
        {
            self.slot_returns(who);
        }
    }

    /// Does what follows by itself, until nothing more does: a person who comes in may be the next lead.
    pub(super) fn settle(&mut self) {
        let mut seq = None;
        if self.phase == (Phase::Gathering {}) {
            self.settle_duties();
            self.settle_first_lead();
            self.settle_offers();
            self.settle_observers();
        }
        while self.is_running() && seq != Some(self.seq) {
            seq = Some(self.seq);
            self.settle_duties();
            self.settle_offers();
            self.settle_asides();
            self.settle_lead();
            if self.is_running() {
                self.settle_hard_end();
            }
            if self.is_running() {
                self.settle_observers();
                self.settle_waiting();
                self.settle_floor();
                self.settle_sealed();
                self.settle_speaking();
            }
        }
        if !self.is_over() {
            self.settle_help();
        }
    }
}
