//! The course of a turn, from the offer to its end (rules 2 to 7 and 9).

use super::transition::Transition;
use crate::meeting::{
    agenda::{Crosstalk, Mode},
    event::Event,
    floor::{Hand, Stage, Turn, UsualClock},
    id::ParticipantId,
    reason::{PauseReason, TurnCause, TurnEnd},
    round::SlotState,
    settings::LimitKind,
};

/// The length of a share with the holder's private multiplier, in milliseconds.
fn with_multiplier(share_ms: u64, percent: u32) -> u64 {
    share_ms.saturating_mul(u64::from(percent)) / 100
}

impl Transition<'_> {
    /// Offers the free floor to someone. A share that a lost connection cut has what was left of it
    /// (rule 9).
    pub(super) fn offer(&mut self, who: ParticipantId, cause: TurnCause) {
        let stage = Stage::Offered { since_ms: self.now(), nudged: false };
        self.begin_turn(who, stage, cause);
    }

    /// The talking piece goes to someone who is offline, and is held for them (rule 7).
    pub(super) fn hold_for(&mut self, who: ParticipantId) {
        let until_ms = self.in_ms(self.timing().held_ms);
        let stage = Stage::Held { until_ms, left_ms: None, begun: false };
        self.begin_turn(who, stage, TurnCause::ConnectionLost);
    }

    fn begin_turn(&mut self, who: ParticipantId, stage: Stage, cause: TurnCause) {
        let percent = self.people.get(&who).map_or(100, |p| p.multiplier_percent);
        let slot_min = self.slot_of(who).map_or(0, |slot| slot.share_ms_min);
        let cut = self.hand_of(who).map_or(slot_min, |hand| hand.share_ms_min);
        let item_ms = self.current().map_or(0, |(_, item)| item.share_ms);
        let usual = self.round().map_or(item_ms, |round| round.share_ms);
        let usual_ms = if cut > 0 && usual > 0 { cut } else { usual };
        let share_ms = with_multiplier(usual_ms, percent);
        self.drop_hand(who);
        self.set_slot(who, |slot| {
            slot.state = SlotState::Speaking;
            slot.share_ms_min = 0;
            slot.returned = false;
        });
        let id = self.turns.next();
        let usual = Some(UsualClock { share_ms: usual_ms, stage: stage.clone() });
        let turn = Turn { id, holder: who, share_ms, extended: false, stage, usual };
        self.record(Event::TurnChanged { turn, cause });
    }

    /// Puts the turn at another stage.
    pub(super) fn set_stage(&mut self, stage: Stage, cause: TurnCause) {
        if let Some(turn) = self.floor.turn.clone() {
            let usual = Some(self.usual_clock(&turn, &stage));
            self.record(Event::TurnChanged { turn: Turn { stage, usual, ..turn }, cause });
        }
    }

    /// The usual clock of a turn that gets another stage. It knows nothing of a multiplier, and runs
    /// out by itself.
    fn usual_clock(&self, turn: &Turn, stage: &Stage) -> UsualClock {
        let share_ms = turn.usual.as_ref().map_or(turn.share_ms, |usual| usual.share_ms);
        let before = turn.usual_stage();
        let stage = match (stage, before) {
            (Stage::Grace { .. } | Stage::LastDraft { .. }, _) => before.clone(),
            (Stage::Speaking { ends_ms: Some(_) }, Stage::Speaking { .. }) => before.clone(),
            (Stage::Speaking { ends_ms: Some(_) }, Stage::Held { left_ms, .. }) => {
                let bonus_ms = self.timing().held_bonus_ms;
                Stage::Speaking { ends_ms: left_ms.map(|left| self.in_ms(left.saturating_add(bonus_ms))) }
            }
            (Stage::Speaking { ends_ms: Some(_) }, _) => {
                Stage::Speaking { ends_ms: Some(self.in_ms(share_ms)) }
            }
            (Stage::Held { until_ms, left_ms: Some(_), begun }, _) => {
                let left_ms = match before {
                    Stage::Speaking { ends_ms } => ends_ms.map(|ends| ends.since(self.now())),
                    Stage::Held { left_ms, .. } => *left_ms,
                    _ => Some(0),
                };
                Stage::Held { until_ms: *until_ms, left_ms, begun: *begun }
            }
            (stage, _) => stage.clone(),
        };
        UsualClock { share_ms, stage }
    }

    /// The timer starts (rule 3).
    pub(super) fn start_share(&mut self) {
        let Some(share_ms) = self.floor.turn.as_ref().map(|turn| turn.share_ms) else { return };
        let ends_ms = (share_ms > 0).then(|| self.in_ms(share_ms));
        self.set_stage(Stage::Speaking { ends_ms }, TurnCause::TimerStarted);
    }

    /// The sharer is done. Where they may ask for answers they are asked what they want back (rule 6).
    pub(super) fn share_over(&mut self) {
        let asks = self.crosstalk() == Some(Crosstalk::OnRequest);
        let alone = self.all_present().count() < 2;
        if asks && !alone {
            let until_ms = self.in_ms(self.timing().feedback_choice_ms);
            self.clear_more_time();
            self.set_stage(Stage::ChoosingFeedback { until_ms }, TurnCause::ChoosingFeedback);
        } else {
            self.feedback_over();
        }
    }

    /// Nothing more is wanted back. In tag the holder names the next, otherwise the floor rests for a moment.
    pub(super) fn feedback_over(&mut self) {
        if self.mode() == Some(Mode::Tag) && self.anyone_nameable() {
            self.name_after(SlotState::Done);
        } else {
            self.breathe(TurnEnd::Done);
        }
    }

    /// A breath after a share, where the floor goes on by itself (rule 7).
    fn breathe(&mut self, reason: TurnEnd) {
        let breath_ms = self.timing().breath_ms;
        if breath_ms == 0 || !self.mode().is_some_and(Mode::goes_on) {
            return self.end_turn(reason, SlotState::Done);
        }
        self.clear_more_time();
        self.set_stage(Stage::Breath { until_ms: self.in_ms(breath_ms) }, TurnCause::Breath);
    }

    /// The holder names the next. How their own turn went is noted now.
    pub(super) fn name_after(&mut self, state: SlotState) {
        let Some(holder) = self.floor.turn.as_ref().map(|turn| turn.holder) else { return };
        self.set_slot(holder, |slot| slot.state = state);
        self.clear_more_time();
        let until_ms = self.in_ms(self.timing().naming_ms);
        self.set_stage(Stage::Naming { until_ms }, TurnCause::Naming);
    }

    /// Ends the turn, after the holder's slot got `state`. A holder who names the next has theirs already.
    pub(super) fn end_turn(&mut self, reason: TurnEnd, state: SlotState) {
        let Some(turn) = self.floor.turn.clone() else { return };
        let named = matches!(turn.stage, Stage::Naming { .. });
        let known = self.slot_of(turn.holder).map(|slot| slot.state).filter(|_| named);
        let state = known.unwrap_or(state);
        self.set_slot(turn.holder, |slot| slot.state = state);
        let shared = state == SlotState::Done;
        self.record(Event::TurnEnded { turn: turn.id, holder: turn.holder, reason, shared });
    }

    /// Ends the turn from outside. It counts as a share if the holder has written anything, or has
    /// finished; otherwise their slot gets `state`.
    pub(super) fn end_turn_early(&mut self, reason: TurnEnd, state: SlotState) {
        let Some(turn) = &self.floor.turn else { return };
        let shared = turn.stage.is_shared() || self.has_spoken(turn);
        self.end_turn(reason, if shared { SlotState::Done } else { state });
    }

    /// A lead thanks the holder and moves on. The slot of a holder who had not begun gets `unbegun`.
    pub(super) fn move_on(&mut self, unbegun: SlotState) {
        self.take_back(TurnEnd::MovedOn, unbegun);
    }

    /// The floor is taken back from the holder.
    pub(super) fn take_back(&mut self, reason: TurnEnd, unbegun: SlotState) {
        let Some(turn) = self.floor.turn.clone() else { return };
        match turn.stage {
            Stage::Held { begun: true, .. } => self.defer_cut_share(&turn, reason),
            stage if stage.is_begun() => self.end_turn(reason, SlotState::Done),
            _ if self.mode() == Some(Mode::TalkingPiece) => self.end_turn(reason, SlotState::Away),
            _ => {
                self.end_turn(reason, unbegun);
                if unbegun == SlotState::Pending {
                    self.put_hand_first(turn.holder);
                }
            }
        }
    }

    /// The connection did not come back, so the holder is called again later, for at least a minute
    /// (rule 9). The talking piece does not go back, so its holder counts as away (rule 7), but is next again
    /// after they were aside.
    pub(super) fn defer_cut_share(&mut self, turn: &Turn, reason: TurnEnd) {
        let aside = self.people.get(&turn.holder).is_some_and(|p| p.person.aside.is_some());
        let slot_state = match self.mode() {
            Some(Mode::TalkingPiece) if aside => SlotState::Pending,
            Some(Mode::TalkingPiece) => return self.end_turn(reason, SlotState::Away),
            _ => SlotState::Deferred,
        };
        let share_ms_min = match turn.usual_stage() {
            Stage::Held { begun: true, left_ms: Some(left), .. } => {
                (*left).max(self.timing().held_share_ms_min)
            }
            _ => 0,
        };
        self.set_slot(turn.holder, |slot| slot.share_ms_min = share_ms_min);
        self.end_turn(reason, slot_state);
        if self.mode().is_some_and(Mode::has_hands) && (aside || !self.is_here(turn.holder)) {
            let offline_ms = self.timing().hand_offline_ms;
            let falls_ms = (!self.can_be_asked(turn.holder)).then(|| self.in_ms(offline_ms));
            self.put_hand(Hand { who: turn.holder, raised_ms: self.at_ms, falls_ms, share_ms_min });
        }
    }

    /// The holder's connection is lost, or everyone's is, and the clock of the share stops (rules 9
    /// and 15).
    pub(super) fn hold_turn(&mut self, who: ParticipantId) {
        let Some(turn) = self.turn_of(who) else { return };
        let now = self.now();
        let (left_ms, begun) = match turn.stage {
            Stage::Offered { .. } | Stage::Accepted { .. } => (None, false),
            Stage::Speaking { ends_ms } => (ends_ms.map(|ends| ends.since(now)), true),
            Stage::Grace { .. } | Stage::LastDraft { .. } => (Some(0), true),
            Stage::Held { left_ms, begun, .. } => (left_ms, begun),
            Stage::ChoosingFeedback { .. }
            | Stage::Feedback { .. }
            | Stage::Naming { .. }
            | Stage::Breath { .. } => return,
        };
        let restarting = self.restart_until_ms.is_some();
        let cause = if restarting { TurnCause::Restarted } else { TurnCause::ConnectionLost };
        self.clear_more_time();
        let until_ms = self.in_ms(self.timing().held_ms);
        self.set_stage(Stage::Held { until_ms, left_ms, begun }, cause);
    }

    /// A person with the floor goes where they can't have it. What was left of their share is kept for
    /// later, as after a lost connection (rule 9).
    pub(super) fn put_share_off(&mut self, who: ParticipantId, reason: TurnEnd) {
        self.hold_turn(who);
        let Some(turn) = self.turn_of(who).cloned() else { return };
        match turn.stage {
            Stage::Held { .. } => self.defer_cut_share(&turn, reason),
            _ => self.end_turn_early(reason, SlotState::Done),
        }
    }

    /// After the time of a restart the floor is held again for a holder who is not back.
    pub(super) fn hold_again(&mut self) {
        let Some(turn) = self.floor.turn.as_ref().filter(|turn| !self.is_here(turn.holder)) else { return };
        let (holder, reached) = (turn.holder, self.can_be_asked(turn.holder));
        match turn.stage {
            Stage::Held { begun: false, .. } if reached => self.offer_again(),
            Stage::Held { .. } => self.hold_turn(holder),
            // The offer reached a device that can no longer be told.
            Stage::Offered { .. } if !reached => self.hold_turn(holder),
            _ => {}
        }
    }

    /// An offer that was cut off is made again.
    pub(super) fn offer_again(&mut self) {
        self.set_stage(Stage::Offered { since_ms: self.now(), nudged: false }, TurnCause::Offered);
    }

    /// Whether a person has yet to answer an offer that reaches them without a connection too.
    pub(super) fn offer_stands(&self, who: ParticipantId) -> bool {
        let offered = |turn: &Turn| matches!(turn.stage, Stage::Offered { .. });
        self.turn_of(who).is_some_and(offered) && self.can_be_asked(who)
    }

    /// The holder is back in time, and has what was left and a little more (rule 9).
    pub(super) fn holder_is_back(&mut self, who: ParticipantId) {
        let Some(Stage::Held { left_ms, begun, .. }) = self.turn_of(who).map(|turn| turn.stage.clone())
        else {
            return;
        };
        if self.restart_until_ms.is_some() && self.is_paused_for(PauseReason::Restart) {
            self.resume_floor(None);
        }
        let bonus = self.timing().held_bonus_ms;
        let stage = match (begun, left_ms) {
            (false, _) => Stage::Offered { since_ms: self.now(), nudged: false },
            (true, None) => Stage::Speaking { ends_ms: None },
            (true, Some(left)) => Stage::Speaking { ends_ms: Some(self.in_ms(left.saturating_add(bonus))) },
        };
        self.set_stage(stage, TurnCause::ConnectionBack);
    }

    /// The time of the share is over (rule 4).
    pub(super) fn share_time_up(&mut self) {
        let ends_ms = self.in_ms(self.timing().grace_ms);
        self.set_stage(Stage::Grace { ends_ms }, TurnCause::TimeUp);
    }

    /// The stage of the turn is over by itself.
    pub(super) fn stage_over(&mut self) {
        let Some(turn) = self.floor.turn.clone() else { return };
        match turn.stage {
            Stage::Offered { since_ms, nudged } => {
                let away_ms = since_ms.plus_ms(self.timing().offer_away_ms);
                if nudged || self.now() >= away_ms {
                    self.end_turn(TurnEnd::NoAnswer, SlotState::Away);
                } else {
                    self.set_stage(Stage::Offered { since_ms, nudged: true }, TurnCause::Nudged);
                }
            }
            Stage::Accepted { .. } => self.start_share(),
            Stage::Speaking { .. } => self.share_time_up(),
            Stage::Grace { .. } if self.config.settings.limit == LimitKind::Hard => {
                let ends_ms = self.in_ms(self.timing().hard_draft_ms);
                self.clear_more_time();
                self.set_stage(Stage::LastDraft { ends_ms }, TurnCause::GraceOver);
            }
            Stage::Grace { .. } => {}
            Stage::LastDraft { .. } => self.breathe(TurnEnd::TimeUp),
            Stage::Held { .. } => self.defer_cut_share(&turn, TurnEnd::ConnectionLost),
            Stage::ChoosingFeedback { .. } | Stage::Feedback { .. } => self.feedback_over(),
            Stage::Naming { .. } | Stage::Breath { .. } => self.end_turn(TurnEnd::Done, SlotState::Done),
        }
    }

    pub(super) fn clear_more_time(&mut self) {
        if self.floor.more_time.is_some() {
            self.record(Event::MoreTimeChanged { more_time: None });
        }
    }
}
