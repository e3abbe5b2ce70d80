//! The floor. The meeting and a client's view of it change alike.

use crate::meeting::{
    event::Event,
    floor::{Floor, ShareCount},
    id::ParticipantId,
    ordinal::{RoundId, TurnId},
    round::{Round, Slot},
};

impl Floor {
    /// Applies one event; events of other things change nothing.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::ItemStarted { .. } => {
                self.shares.clear();
                self.set_aside = None;
                self.round_held = false;
                self.sealed = None;
            }
            Event::TurnChanged { turn, .. } => self.turn = Some(turn.clone()),
            Event::TurnEnded { turn, holder, shared, .. } => self.end_turn(*turn, *holder, *shared),
            Event::MoreTimeChanged { more_time } => self.more_time.clone_from(more_time),
            Event::QueueChanged { queue, .. } => self.queue.clone_from(queue),
            Event::RoundStarted { round } => self.round = Some(round.clone()),
            Event::RoundClosed { round, .. } => {
                self.round_held |= self.round.take_if(|running| running.id == *round).is_some();
            }
            Event::RoundSetAside { round } => {
                self.set_aside = self.round.take_if(|running| running.id == *round);
            }
            Event::RoundResumed { round } => {
                self.set_aside = None;
                self.round = Some(round.clone());
            }
            Event::SealedChanged { sealed, .. } => self.sealed = Some(sealed.clone()),
            Event::ModeChanged { .. } | Event::Ended { .. } => self.sealed = None,
            Event::SlotChanged { round, slot } => {
                if let Some(round) = self.round_named(*round) {
                    round.set_slot(slot);
                }
            }
            Event::OrderChanged { round, slots, .. } => {
                if let Some(round) = self.round_named(*round) {
                    round.slots.clone_from(slots);
                }
            }
            Event::RoundPhaseChanged { round, phase } => {
                if let Some(round) = self.round_named(*round) {
                    round.phase = phase.clone();
                }
            }
            _ => {}
        }
    }

    /// Whether the event takes back the holder's warning, because the turn is over or another one, or
    /// has its extra minute. It is asked before the event is applied.
    #[must_use]
    pub(in crate::meeting) fn clears_warning(&self, event: &Event) -> bool {
        match (event, &self.turn) {
            (Event::TurnEnded { .. }, _) => true,
            (Event::TurnChanged { turn, .. }, Some(old)) => {
                turn.id != old.id || (turn.extended && !old.extended)
            }
            _ => false,
        }
    }

    fn round_named(&mut self, id: RoundId) -> Option<&mut Round> {
        self.round.as_mut().filter(|round| round.id == id)
    }

    fn end_turn(&mut self, turn: TurnId, holder: ParticipantId, shared: bool) {
        if self.turn.as_ref().is_some_and(|running| running.id == turn) {
            self.turn = None;
            self.more_time = None;
        }
        if shared {
            self.count_share(holder);
        }
    }

    fn count_share(&mut self, who: ParticipantId) {
        match self.shares.iter_mut().find(|count| count.who == who) {
            Some(count) => count.shares = count.shares.saturating_add(1),
            None => self.shares.push(ShareCount { who, shares: 1 }),
        }
    }
}

impl Round {
    fn set_slot(&mut self, slot: &Slot) {
        match self.slots.iter_mut().find(|known| known.who == slot.who) {
            Some(known) => known.clone_from(slot),
            None => self.slots.push(slot.clone()),
        }
    }
}
