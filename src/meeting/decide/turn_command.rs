//! Commands of the holder about their own turn, and of others about it (rules 2 to 7).

use super::transition::{Step, Transition};
use crate::meeting::{
    agenda::Mode,
    event::Event,
    floor::{FeedbackKind, MoreTime, Stage, Turn},
    id::ParticipantId,
    ordinal::TurnId,
    reason::{TurnCause, TurnEnd},
    refusal::Refusal,
    role::RoomKind,
    round::SlotState,
};

impl Transition<'_> {
    /// The named turn, when it is the sender's own.
    fn own_turn(&self, who: ParticipantId, id: TurnId) -> Result<Turn, Refusal> {
        let turn = self.turn_named(id).ok_or(Refusal::Stale)?;
        if turn.holder == who { Ok(turn.clone()) } else { Err(Refusal::NotHolder) }
    }

    /// The same while the floor's clock runs.
    fn own_running_turn(&self, who: ParticipantId, id: TurnId) -> Result<Turn, Refusal> {
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

    /// One may always pass, in a pause too.
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

    /// Passing in tag leaves the naming to the one who passes.
    fn pass_turn(&mut self) {
        let Some(turn) = self.floor.turn.clone() else { return };
        let spoke = turn.stage.is_shared() || self.has_spoken(&turn);
        let state = if spoke { SlotState::Done } else { SlotState::Passed };
        let names = self.mode() == Some(Mode::Tag)
            && self.pause.is_none()
            && !matches!(turn.stage, Stage::Naming { .. })
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

    /// "Come back to me": once each, and never with a talking piece (rule 7).
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
            Stage::Naming { .. } => self.end_turn(TurnEnd::Done, SlotState::Done),
        }
        Ok(())
    }

    pub(super) fn ask_feedback(&mut self, who: ParticipantId, id: TurnId, kind: FeedbackKind) -> Step {
        if !matches!(self.own_running_turn(who, id)?.stage, Stage::ChoosingFeedback { .. }) {
            return Err(Refusal::WrongStage);
        }
        if kind == FeedbackKind::Reactions && !self.config.settings.reactions {
            return Err(Refusal::TurnedOff);
        }
        self.record(Event::FeedbackAsked { turn: id, who, kind });
        if matches!(kind, FeedbackKind::Nothing | FeedbackKind::Listening) {
            self.feedback_over();
            return Ok(());
        }
        let replies_left = if kind.wants_words() { self.config.settings.feedback_replies } else { 0 };
        let until_ms = self.in_ms(self.timing().feedback_ms);
        self.set_stage(Stage::Feedback { kind, until_ms, replies_left }, TurnCause::FeedbackStarted);
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

    /// Granted if nobody objects; in therapy the therapist decides, and silence is no (rule 5).
    pub(super) fn ask_for_more(&mut self, who: ParticipantId, id: TurnId) -> Step {
        let turn = self.own_running_turn(who, id)?;
        if !matches!(turn.stage, Stage::Speaking { ends_ms: Some(_) } | Stage::Grace { .. }) {
            return Err(Refusal::WrongStage);
        }
        if turn.extended {
            return Err(Refusal::AlreadyExtended);
        }
        if self.floor.more_time.is_some() {
            return Err(Refusal::AlreadySo);
        }
        if !self.minute_fits() {
            return Err(Refusal::NoTime);
        }
        let timing = self.timing();
        let wait_ms = match self.config.kind {
            RoomKind::PeerLed => timing.objection_ms,
            RoomKind::TherapistLed => timing.grace_ms,
        };
        let more_time = Some(MoreTime { turn: id, until_ms: self.in_ms(wait_ms) });
        self.record(Event::MoreTimeChanged { more_time });
        Ok(())
    }

    /// Whether one more minute leaves the others their minimum.
    fn minute_fits(&self) -> bool {
        self.fits(0, self.timing().extension_ms, self.now())
    }

    /// The time to object is over.
    pub(super) fn more_time_due(&mut self) {
        let peers = self.config.kind == RoomKind::PeerLed;
        let grants = peers && self.minute_fits() && self.now() < self.hard_end_ms();
        self.record(Event::MoreTimeChanged { more_time: None });
        if grants {
            self.add_minute();
        }
    }

    /// Against a minute asked for, or a volunteer, or both; nobody is told whose it was.
    pub(super) fn object(&mut self, who: ParticipantId) -> Step {
        let minute = self.floor.more_time.is_some() && self.turn_of(who).is_none();
        let decides = self.config.kind == RoomKind::PeerLed
            || self.present(who).is_some_and(|person| person.person.role.is_lead());
        let lost = self.lead_lost.filter(|lost| lost.volunteer.is_some_and(|volunteer| volunteer != who));
        if !(minute && decides) && lost.is_none() {
            return Err(if minute { Refusal::NotPermitted } else { Refusal::NotSo });
        }
        if minute && decides {
            self.clear_more_time();
        }
        if let Some(lost) = lost {
            self.set_volunteer(lost, None);
        }
        Ok(())
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

    pub(super) fn extend(&mut self, id: TurnId) -> Step {
        let turn = self.turn_named(id).ok_or(Refusal::Stale)?;
        if turn.extended {
            return Err(Refusal::AlreadyExtended);
        }
        if !matches!(
            turn.stage,
            Stage::Speaking { ends_ms: Some(_) } | Stage::Grace { .. } | Stage::LastDraft { .. }
        ) {
            return Err(Refusal::WrongStage);
        }
        self.need_running_clock()?;
        if self.now() >= self.hard_end_ms() {
            return Err(Refusal::NoTime);
        }
        self.clear_more_time();
        self.add_minute();
        Ok(())
    }

    /// One more minute: after the time that was left, or from now when that is over.
    fn add_minute(&mut self) {
        let Some(turn) = self.floor.turn.clone() else { return };
        let from_ms = match turn.stage {
            Stage::Speaking { ends_ms: Some(ends_ms) } => ends_ms,
            Stage::Grace { .. } | Stage::LastDraft { .. } => self.now(),
            _ => return,
        };
        let ends_ms = Some(from_ms.plus_ms(self.timing().extension_ms));
        let turn = Turn { extended: true, stage: Stage::Speaking { ends_ms }, ..turn };
        self.record(Event::TurnChanged { turn, cause: TurnCause::Extended });
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
