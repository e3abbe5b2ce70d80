//! Commands about the current turn (rules 2 to 4, 6 and 7).

use super::transition::{Step, Transition};
use crate::meeting::{
    agenda::Mode,
    event::Event,
    floor::{FeedbackKind, Stage, Turn},
    id::ParticipantId,
    ordinal::TurnId,
    reason::{TurnCause, TurnEnd},
    refusal::Refusal,
    round::SlotState,
};

impl Transition<'_> {
    /// The named turn, if it is the current one and the sender holds it.
    fn own_turn(&self, who: ParticipantId, id: TurnId) -> Result<Turn, Refusal> {
        let turn = self.turn_named(id).ok_or(Refusal::Stale)?;
        if turn.holder == who { Ok(turn.clone()) } else { Err(Refusal::NotHolder) }
    }

    /// The same, unless the floor is paused.
    pub(super) fn own_running_turn(&self, who: ParticipantId, id: TurnId) -> Result<Turn, Refusal> {
        let turn = self.own_turn(who, id)?;
        self.need_running_clock()?;
        Ok(turn)
    }

    pub(super) fn accept(&mut self, who: ParticipantId, id: TurnId) -> Step {
        match self.own_running_turn(who, id)?.stage {
            Stage::Offered { .. } => {
                let starts_by_ms = self.in_ms(self.timing().first_key_ms);
                self.set_stage(Stage::Accepted { starts_by_ms }, TurnCause::Accepted);
                Ok(())
            }
            _ => Err(Refusal::WrongStage),
        }
    }

    pub(super) fn start_timer(&mut self, who: ParticipantId, id: TurnId) -> Step {
        match self.own_running_turn(who, id)?.stage {
            Stage::Offered { .. } | Stage::Accepted { .. } => {
                self.start_share();
                Ok(())
            }
            _ => Err(Refusal::WrongStage),
        }
    }

    /// People may always pass, in a pause too.
    pub(super) fn pass(&mut self, who: ParticipantId, turn: Option<TurnId>) -> Step {
        match turn {
            Some(id) => {
                self.own_turn(who, id)?;
                self.pass_turn();
                Ok(())
            }
            None if self.turn_of(who).is_some() => Err(Refusal::Stale),
            None => self.pass_ahead(who),
        }
    }

    /// In tag, a person who passes still names the next.
    fn pass_turn(&mut self) {
        let Some(turn) = self.floor.turn.clone() else { return };
        let spoke = turn.stage.is_shared() || self.has_spoken(&turn);
        let state = if spoke { SlotState::Done } else { SlotState::Passed };
        let names = self.mode() == Some(Mode::Tag)
            && !self.stands_still()
            && !matches!(turn.stage, Stage::Naming { .. } | Stage::Breath { .. })
            && self.anyone_nameable();
        if names {
            self.name_after(state);
        } else {
            self.end_turn(TurnEnd::Passed, state);
        }
    }

    fn pass_ahead(&mut self, who: ParticipantId) -> Step {
        let to_come = self.slot_of(who).is_some_and(|slot| slot.state.is_to_come() || slot.returned);
        let hand = self.hand_of(who).is_some();
        if !to_come && !hand {
            return Err(Refusal::NotSo);
        }
        self.drop_hand(who);
        if to_come {
            self.set_slot(who, |slot| {
                slot.state = SlotState::Passed;
                slot.returned = false;
            });
        }
        Ok(())
    }

    /// "Come back to me": once per round, and never with a talking piece (rule 7).
    pub(super) fn defer(&mut self, who: ParticipantId, turn: Option<TurnId>) -> Step {
        match turn {
            Some(id) => self.defer_turn(who, id),
            None if self.turn_of(who).is_some() => Err(Refusal::Stale),
            None => self.defer_ahead(who),
        }
    }

    fn defer_turn(&mut self, who: ParticipantId, id: TurnId) -> Step {
        let turn = self.own_turn(who, id)?;
        if turn.stage.is_begun() {
            return Err(Refusal::WrongStage);
        }
        match self.mode() {
            Some(Mode::Round | Mode::Tag) => {
                if self.slot_of(who).is_some_and(|slot| slot.deferred_once) {
                    return Err(Refusal::AlreadySo);
                }
                self.set_slot(who, |slot| slot.deferred_once = true);
                self.end_turn(TurnEnd::Deferred, SlotState::Deferred);
                Ok(())
            }
            Some(Mode::Queue) => {
                if !self.someone_goes_before(who) {
                    return Err(Refusal::NobodyWaiting);
                }
                self.end_turn(TurnEnd::Deferred, SlotState::Deferred);
                self.put_hand_last(who);
                Ok(())
            }
            _ => Err(Refusal::WrongMode),
        }
    }

    fn defer_ahead(&mut self, who: ParticipantId) -> Step {
        if !matches!(self.mode(), Some(Mode::Round | Mode::Tag)) {
            return Err(Refusal::WrongMode);
        }
        let slot = self.slot_of(who).ok_or(Refusal::NotSo)?;
        match slot.state {
            SlotState::Deferred => Err(Refusal::AlreadySo),
            SlotState::Pending if slot.deferred_once => Err(Refusal::AlreadySo),
            SlotState::Pending => {
                self.set_slot(who, |slot| {
                    slot.state = SlotState::Deferred;
                    slot.deferred_once = true;
                });
                Ok(())
            }
            _ => Err(Refusal::NotSo),
        }
    }

    pub(super) fn done(&mut self, who: ParticipantId, id: TurnId) -> Step {
        match self.own_running_turn(who, id)?.stage {
            Stage::Offered { .. } | Stage::Held { .. } => return Err(Refusal::WrongStage),
            Stage::Accepted { .. }
            | Stage::Speaking { .. }
            | Stage::Grace { .. }
            | Stage::LastDraft { .. } => self.share_over(),
            Stage::ChoosingFeedback { .. } | Stage::Feedback { .. } => self.feedback_over(),
            Stage::Naming { .. } | Stage::Breath { .. } => self.end_turn(TurnEnd::Done, SlotState::Done),
        }
        Ok(())
    }

    pub(super) fn ask_feedback(&mut self, who: ParticipantId, id: TurnId, kind: FeedbackKind) -> Step {
        if !matches!(self.own_running_turn(who, id)?.stage, Stage::ChoosingFeedback { .. }) {
            return Err(Refusal::WrongStage);
        }
        if kind == FeedbackKind::Reactions && !self.config.has_reactions(self.item) {
            return Err(Refusal::TurnedOff);
        }
        self.record(Event::FeedbackAsked { turn: id, who, kind });
        if matches!(kind, FeedbackKind::Nothing | FeedbackKind::Listening) {
            self.feedback_over();
            return Ok(());
        }
        let replies_left = if kind.wants_words() { self.config.settings.feedback_replies } else { 0 };
        let until_ms = self.in_ms(self.timing().feedback_ms);
        self.set_stage(
            Stage::Feedback { kind, until_ms, replies_left, replied: Vec::new() },
            TurnCause::FeedbackStarted,
        );
        Ok(())
    }

    pub(super) fn stop_feedback(&mut self, who: ParticipantId, id: TurnId) -> Step {
        match self.own_running_turn(who, id)?.stage {
            Stage::ChoosingFeedback { .. } | Stage::Feedback { .. } => {
                self.feedback_over();
                Ok(())
            }
            _ => Err(Refusal::WrongStage),
        }
    }

    pub(super) fn nudge(&mut self, id: TurnId) -> Step {
        let turn = self.turn_named(id).ok_or(Refusal::Stale)?;
        let stage = match turn.stage.clone() {
            Stage::Offered { since_ms, .. } => Stage::Offered { since_ms, nudged: true },
            stage @ (Stage::Accepted { .. } | Stage::Speaking { .. } | Stage::Grace { .. }) => stage,
            _ => return Err(Refusal::WrongStage),
        };
        self.need_running_clock()?;
        self.set_stage(stage, TurnCause::Nudged);
        Ok(())
    }

    /// In tag the sharer, or a lead for them, names the next (rule 7).
    pub(super) fn name_next(&mut self, id: TurnId, who: ParticipantId) -> Step {
        let turn = self.turn_named(id).ok_or(Refusal::Stale)?;
        if !matches!(turn.stage, Stage::Naming { .. }) {
            return Err(Refusal::WrongStage);
        }
        self.need_running_clock()?;
        self.need_nameable(who)?;
        self.end_turn(TurnEnd::Done, SlotState::Done);
        self.offer(who, TurnCause::Given);
        Ok(())
    }
}
