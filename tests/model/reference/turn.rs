//! One turn: rules 2 to 6, 9 and 16.

use rondo::meeting::{
    agenda::Mode,
    floor::{Stage, Turn},
    ordinal::TurnId,
    refusal::Refusal,
    round::SlotState,
    settings::LimitKind,
    time::FloorMs,
};

use super::{Answer, Model, Who, no};

/// Whether the share has begun: before that, an end of the turn is not a share.
pub(super) const fn begun(stage: &Stage) -> bool {
    !matches!(stage, Stage::Offered { .. } | Stage::Accepted { .. } | Stage::Held { begun: false, .. })
}

impl Model {
    pub(super) fn hard_limit(&self) -> bool {
        self.config.settings.limit == LimitKind::Hard
    }

    /// Rule 2: the floor is offered. Rule 9: what was left of a cut share is its length. Rule 3: a
    /// private multiplier lengthens it, and others know nothing of that.
    pub(super) fn offer(&mut self, who: Who) {
        let hand = self.queue.iter().find(|hand| hand.who == who).map(|hand| hand.share_ms_min);
        let left_ms = hand.or(self.slot_of(who).map(|s| s.share_ms_min)).unwrap_or(0);
        self.drop_hand(who);
        let usual = match &self.round {
            Some(round) => round.share_ms,
            None => self.current().map_or(0, |item| item.share_ms),
        };
        let percent = self.person(who).map_or(100, |p| u64::from(p.percent));
        self.usual_ms = if left_ms > 0 && usual > 0 { left_ms } else { usual };
        (self.usual_ends, self.usual_left) = (None, None);
        let share_ms = self.usual_ms * percent / 100;
        self.turns = self.turns.next();
        self.warned = false;
        self.said = false;
        self.more = None;
        let stage = Stage::Offered { since_ms: self.floor(), nudged: false };
        let turn = Turn { id: self.turns, holder: who, share_ms, extended: false, stage, usual: None };
        self.turn = Some(turn.clone());
        if let Some(slot) = self.slot_mut(who) {
            slot.state = SlotState::Speaking;
            slot.share_ms_min = 0;
            slot.returned = false;
        }
        if !self.can_be_asked(who) {
            self.hold(&turn);
        }
    }

    pub(super) fn stage(&mut self, stage: Stage) {
        if let Some(turn) = &mut self.turn {
            turn.stage = stage;
        }
    }

    /// The sender's own turn, by the number they mean (rule 17), while the floor is not paused.
    pub(super) fn own_turn(&self, who: Who, turn: TurnId) -> Result<Turn, Option<Refusal>> {
        let standing = self.turn.clone().filter(|t| t.id == turn).ok_or(Some(Refusal::Stale))?;
        if standing.holder != who {
            return Err(Some(Refusal::NotHolder));
        }
        Ok(standing)
    }

    pub(super) fn accept(&mut self, turn: &Turn) -> Answer {
        let Stage::Offered { .. } = turn.stage else { return no(Refusal::WrongStage) };
        let starts_by_ms = self.floor().plus_ms(self.timing().first_key_ms);
        self.stage(Stage::Accepted { starts_by_ms });
        Ok(())
    }

    pub(super) fn start_timer(&mut self, turn: &Turn) -> Answer {
        if !matches!(turn.stage, Stage::Offered { .. } | Stage::Accepted { .. }) {
            return no(Refusal::WrongStage);
        }
        self.begin(turn);
        Ok(())
    }

    /// Rule 3: the timer starts.
    pub(super) fn begin(&mut self, turn: &Turn) {
        let ends_ms = (turn.share_ms > 0).then(|| self.floor().plus_ms(turn.share_ms));
        self.stage(Stage::Speaking { ends_ms });
        self.usual_ends = ends_ms.map(|_| self.floor().plus_ms(self.usual_ms));
    }

    /// Typing accepts (rule 2); the draft after a hard limit is the last word (rule 4).
    pub(super) fn holder_posts(&mut self, turn: &Turn) {
        self.said = true;
        match turn.stage {
            Stage::Offered { .. } | Stage::Accepted { .. } => self.begin(turn),
            Stage::LastDraft { .. } => self.share_is_over(),
            _ => {}
        }
    }

    /// Rule 3: a quarter of the share before its end, within bounds; once.
    pub(super) fn warning_at(&self) -> Option<FloorMs> {
        let turn = self.turn.as_ref().filter(|_| !self.warned)?;
        let Stage::Speaking { ends_ms: Some(ends_ms) } = turn.stage else { return None };
        let timing = self.timing();
        let length = if turn.extended { timing.extension_ms } else { turn.share_ms };
        let left = (length / 4).clamp(timing.warning_ms_min, timing.warning_ms_max);
        Some(ends_ms.minus_ms(left))
    }

    pub(super) fn stage_is_over(&mut self) {
        let Some(turn) = self.turn.clone() else { return };
        let (now, timing) = (self.floor(), self.timing().clone());
        match turn.stage {
            Stage::Offered { since_ms, nudged: false } => {
                self.stage(Stage::Offered { since_ms, nudged: true })
            }
            Stage::Offered { nudged: true, .. } => self.end_turn(SlotState::Away),
            Stage::Accepted { .. } => self.begin(&turn),
            Stage::Speaking { .. } => self.stage(Stage::Grace { ends_ms: now.plus_ms(timing.grace_ms) }),
            Stage::Grace { .. } => {
                self.more = None;
                self.stage(Stage::LastDraft { ends_ms: now.plus_ms(timing.hard_draft_ms) });
            }
            Stage::Held { .. } => self.cut_off(&turn),
            Stage::ChoosingFeedback { .. } | Stage::Feedback { .. } => self.shared(),
            Stage::LastDraft { .. } => self.breathe(),
            Stage::Naming { .. } | Stage::Breath { .. } => self.end_turn(SlotState::Done),
        }
    }

    /// The turn is over and the floor free. It was a share if its holder is done; whoever names the
    /// next was done, or had passed, before.
    pub(super) fn end_turn(&mut self, state: SlotState) {
        let Some(turn) = self.turn.take() else { return };
        self.more = None;
        self.warned = false;
        let known = self.slot_state(turn.holder).filter(|_| matches!(turn.stage, Stage::Naming { .. }));
        let state = known.unwrap_or(state);
        self.set_slot(turn.holder, state);
        if state == SlotState::Done {
            self.count_share(turn.holder);
        }
    }

    /// The holder can hold the floor no longer (rule 16): what was said was a share.
    pub(super) fn end_early(&mut self, otherwise: SlotState) {
        let Some(turn) = self.turn.clone() else { return };
        self.end_turn(if self.was_heard(&turn) { SlotState::Done } else { otherwise });
    }

    /// The item or the meeting ends.
    pub(super) fn cut_turn(&mut self) {
        let Some(turn) = self.turn.clone() else { return };
        self.end_turn(if begun(&turn.stage) { SlotState::Done } else { SlotState::Away });
    }

    /// A lead thanks the holder and moves on; who had not begun keeps their place.
    pub(super) fn move_on(&mut self, unbegun: SlotState) {
        let Some(turn) = self.turn.clone() else { return };
        match turn.stage {
            Stage::Held { begun: true, .. } => self.cut_off(&turn),
            stage if begun(&stage) => self.end_turn(SlotState::Done),
            _ if self.mode() == Some(Mode::TalkingPiece) => self.end_turn(SlotState::Away),
            _ => {
                self.end_turn(unbegun);
                if unbegun == SlotState::Pending && self.mode() == Some(Mode::Queue) {
                    self.hand_first(turn.holder);
                }
            }
        }
    }

    /// Rule 9: not back in time; deferred with what was left, at least a minute. Rule 7: with the
    /// talking piece counted away, but who is aside is next again.
    pub(super) fn cut_off(&mut self, turn: &Turn) {
        let apart = self.apart_with(turn.holder).is_some();
        let strict = self.mode() == Some(Mode::TalkingPiece);
        if strict && !apart {
            return self.end_turn(SlotState::Away);
        }
        let left = match (&turn.stage, self.usual_left) {
            (Stage::Held { begun: true, .. }, Some(left)) => left.max(self.timing().held_share_ms_min),
            _ => 0,
        };
        if let Some(slot) = self.slot_mut(turn.holder) {
            slot.share_ms_min = left;
        }
        self.end_turn(if strict { SlotState::Pending } else { SlotState::Deferred });
        if self.has_hands() && (apart || !self.here(turn.holder)) {
            self.put_back(turn.holder, left);
        }
    }

    pub(super) fn count_share(&mut self, who: Who) {
        match self.shares.iter_mut().find(|(name, _)| *name == who) {
            Some((_, n)) => *n += 1,
            None => self.shares.push((who, 1)),
        }
    }

    /// Rules 9 and 15: the floor is held for its holder.
    pub(super) fn hold(&mut self, turn: &Turn) {
        let now = self.floor();
        let left_ms = match turn.stage {
            Stage::Offered { .. } | Stage::Accepted { .. } => None,
            Stage::Speaking { ends_ms } => ends_ms.map(|ends| ends.since(now)),
            Stage::Grace { .. } | Stage::LastDraft { .. } => Some(0),
            Stage::Held { left_ms, .. } => left_ms,
            Stage::ChoosingFeedback { .. }
            | Stage::Feedback { .. }
            | Stage::Naming { .. }
            | Stage::Breath { .. } => return,
        };
        let until_ms = now.plus_ms(self.timing().held_ms);
        self.more = None;
        if let Some(ends) = self.usual_ends.take() {
            self.usual_left = Some(ends.since(now));
        }
        self.stage(Stage::Held { until_ms, left_ms, begun: begun(&turn.stage) });
    }

    /// Sent to the door: the rest of the share is for later, as if the connection did not come back.
    pub(super) fn put_share_off(&mut self, who: Who) {
        let Some(turn) = self.turn.clone().filter(|turn| turn.holder == who) else { return };
        self.hold(&turn);
        match self.turn.clone() {
            Some(turn) if matches!(turn.stage, Stage::Held { .. }) => self.cut_off(&turn),
            _ => self.end_early(SlotState::Done),
        }
    }

    /// Rule 2: an offer that was cut stands again for whoever can be told on a device.
    pub(super) fn offer_again(&mut self, who: Who) {
        let now = self.floor();
        if let Some(turn) = self.turn.as_mut().filter(|turn| turn.holder == who)
            && matches!(turn.stage, Stage::Held { begun: false, .. })
        {
            turn.stage = Stage::Offered { since_ms: now, nudged: false };
        }
    }

    /// Rule 9: back in time, with what was left and 15 s; a cut offer is offered again.
    pub(super) fn holder_is_back(&mut self) {
        let Some(Turn { stage: Stage::Held { left_ms, begun, .. }, .. }) = &self.turn else { return };
        let (now, bonus) = (self.floor(), self.timing().held_bonus_ms);
        if let Some(left) = self.usual_left.take() {
            self.usual_ends = Some(now.plus_ms(left + bonus));
        }
        let stage = if *begun {
            Stage::Speaking { ends_ms: left_ms.map(|left| now.plus_ms(left + bonus)) }
        } else {
            Stage::Offered { since_ms: now, nudged: false }
        };
        self.stage(stage);
    }
}
