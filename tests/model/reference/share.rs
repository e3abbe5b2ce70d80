//! The time of a share and what comes after its words: rules 5 and 6.

use rondo::meeting::{
    agenda::{Crosstalk, Mode},
    floor::{FeedbackKind, MoreTime, Stage, Turn},
    ordinal::TurnId,
    refusal::Refusal,
    role::RoomKind,
    round::SlotState,
    state::Place,
    time::FloorMs,
};

use super::{Answer, Model, REFUSED, Who, no};

impl Model {
    pub(super) fn nudge(&mut self, turn: TurnId) -> Answer {
        let turn = self.turn.clone().filter(|t| t.id == turn).ok_or(Some(Refusal::Stale))?;
        match turn.stage {
            Stage::Offered { since_ms, .. } => self.stage(Stage::Offered { since_ms, nudged: true }),
            Stage::Accepted { .. } | Stage::Speaking { .. } | Stage::Grace { .. } => {}
            _ => return no(Refusal::WrongStage),
        }
        Ok(())
    }

    /// Rule 5: one extra minute a share.
    pub(super) fn extend(&mut self, turn: TurnId) -> Answer {
        let turn = self.turn.clone().filter(|t| t.id == turn).ok_or(Some(Refusal::Stale))?;
        let ends_ms = self.extended_end(&turn)?;
        if self.floor() >= self.hard_end() {
            return no(Refusal::NoTime);
        }
        self.give_minute(ends_ms);
        Ok(())
    }

    /// When the share would end with its extra minute.
    pub(super) fn extended_end(&self, turn: &Turn) -> Result<FloorMs, Option<Refusal>> {
        let from = match turn.stage {
            Stage::Speaking { ends_ms: Some(ends_ms) } => ends_ms,
            Stage::Grace { .. } | Stage::LastDraft { .. } => self.floor(),
            _ => return Err(None),
        };
        if turn.extended {
            return Err(Some(Refusal::AlreadyExtended));
        }
        Ok(from.plus_ms(self.timing().extension_ms))
    }

    pub(super) fn give_minute(&mut self, ends_ms: FloorMs) {
        self.stage(Stage::Speaking { ends_ms: Some(ends_ms) });
        if let Some(turn) = &mut self.turn {
            turn.extended = true;
        }
        let (now, minute) = (self.floor(), self.timing().extension_ms);
        self.usual_ends = self.usual_ends.map(|ends| ends.max(now).plus_ms(minute));
        self.warned = false;
        self.more = None;
    }

    /// Rule 5: at the sharer's own request, if the others' minimum still fits.
    pub(super) fn ask_for_more(&mut self, turn: &Turn) -> Answer {
        if let Stage::LastDraft { .. } = turn.stage {
            return no(Refusal::WrongStage);
        }
        self.extended_end(turn)?;
        if self.more.is_some() {
            return no(Refusal::AlreadySo);
        }
        if !self.minute_fits() {
            return no(Refusal::NoTime);
        }
        let stands_ms = match self.config.kind {
            RoomKind::PeerLed => self.timing().objection_ms,
            RoomKind::TherapistLed => self.timing().grace_ms,
        };
        self.more = Some(MoreTime { turn: turn.id, until_ms: self.floor().plus_ms(stands_ms) });
        Ok(())
    }

    /// Rule 5: nobody objected; in therapy silence is no, since the therapist decides.
    pub(super) fn more_time_is_due(&mut self) {
        self.more = None;
        if self.config.kind == RoomKind::TherapistLed {
            return;
        }
        let Some(turn) = self.turn.clone() else { return };
        if let Ok(ends_ms) = self.extended_end(&turn)
            && self.minute_fits()
            && self.floor() < self.hard_end()
        {
            self.give_minute(ends_ms);
        }
    }

    pub(super) fn minute_fits(&self) -> bool {
        self.fits(0, self.timing().extension_ms)
    }

    pub(super) fn done(&mut self, turn: &Turn) -> Answer {
        match turn.stage {
            Stage::Offered { .. } | Stage::Held { .. } => return no(Refusal::WrongStage),
            Stage::Accepted { .. }
            | Stage::Speaking { .. }
            | Stage::Grace { .. }
            | Stage::LastDraft { .. } => {
                self.share_is_over();
            }
            Stage::ChoosingFeedback { .. } | Stage::Feedback { .. } => self.shared(),
            Stage::Naming { .. } | Stage::Breath { .. } => self.end_turn(SlotState::Done),
        }
        Ok(())
    }

    /// Rule 6: where answers come on request, and somebody is there to answer, the sharer is asked
    /// what they want back.
    pub(super) fn share_is_over(&mut self) {
        let asks = self.current().is_some_and(|item| item.crosstalk == Crosstalk::OnRequest);
        let alone = self.people.iter().filter(|p| p.place == Place::Present).count() < 2;
        if asks && !alone {
            self.more = None;
            let until_ms = self.floor().plus_ms(self.timing().feedback_choice_ms);
            self.stage(Stage::ChoosingFeedback { until_ms });
        } else {
            self.shared();
        }
    }

    pub(super) fn ask_feedback(&mut self, turn: &Turn, kind: FeedbackKind) -> Answer {
        let Stage::ChoosingFeedback { .. } = turn.stage else { return no(Refusal::WrongStage) };
        match kind {
            FeedbackKind::Reactions if !self.has_reactions() => return no(Refusal::TurnedOff),
            FeedbackKind::Nothing | FeedbackKind::Listening => self.shared(),
            FeedbackKind::Reactions | FeedbackKind::Questions | FeedbackKind::Suggestions => {
                let until_ms = self.floor().plus_ms(self.timing().feedback_ms);
                let replies_left = if kind.wants_words() { self.config.settings.feedback_replies } else { 0 };
                self.stage(Stage::Feedback { kind, until_ms, replies_left, replied: Vec::new() });
            }
        }
        Ok(())
    }

    pub(super) fn stop_feedback(&mut self, turn: &Turn) -> Answer {
        let (Stage::ChoosingFeedback { .. } | Stage::Feedback { .. }) = turn.stage else {
            return no(Refusal::WrongStage);
        };
        self.shared();
        Ok(())
    }

    /// The item says whether there are reactions, and the room for items that don't.
    pub(super) fn has_reactions(&self) -> bool {
        let of_item = self.current().and_then(|item| item.reactions);
        of_item.unwrap_or(self.config.settings.reactions)
    }

    pub(super) fn replied(&mut self, who: Who) {
        if let Some(Turn { stage: Stage::Feedback { replies_left, replied, .. }, .. }) = &mut self.turn {
            *replies_left -= 1;
            replied.push(who);
        }
    }

    /// Nothing more is wanted back.
    pub(super) fn shared(&mut self) {
        if self.mode() == Some(Mode::Tag) && self.first_nameable().is_some() {
            self.finish(SlotState::Done);
        } else {
            self.breathe();
        }
    }

    /// Rule 7: between two shares the floor rests, where nobody has to call the next.
    pub(super) fn breathe(&mut self) {
        let rests = matches!(self.mode(), Some(Mode::Round | Mode::TalkingPiece | Mode::Tag | Mode::Queue));
        match self.timing().breath_ms {
            ms if rests && ms > 0 => {
                self.more = None;
                self.stage(Stage::Breath { until_ms: self.floor().plus_ms(ms) });
            }
            _ => self.end_turn(SlotState::Done),
        }
    }

    /// Rule 7, tag: whoever had the floor names the next, if there is anyone to name.
    pub(super) fn finish(&mut self, state: SlotState) {
        let Some(turn) = self.turn.clone() else { return };
        if self.mode() == Some(Mode::Tag) && self.first_nameable().is_some() {
            self.more = None;
            self.set_slot(turn.holder, state);
            self.stage(Stage::Naming { until_ms: self.floor().plus_ms(self.timing().naming_ms) });
        } else {
            self.end_turn(state);
        }
    }

    /// A pass never counts against anyone (rule 11), but takes back no words.
    pub(super) fn pass(&mut self) {
        let Some(turn) = self.turn.clone() else { return };
        let state = if self.was_heard(&turn) { SlotState::Done } else { SlotState::Passed };
        if self.still() || matches!(turn.stage, Stage::Naming { .. } | Stage::Breath { .. }) {
            self.end_turn(state);
        } else {
            self.finish(state);
        }
    }

    /// Whether the turn has words in it, or is past them.
    pub(super) fn was_heard(&self, turn: &Turn) -> bool {
        let after = matches!(
            turn.stage,
            Stage::ChoosingFeedback { .. }
                | Stage::Feedback { .. }
                | Stage::Naming { .. }
                | Stage::Breath { .. }
        );
        after || self.said
    }

    pub(super) fn name_next(&mut self, turn: TurnId, who: Who) -> Answer {
        let turn = self.turn.clone().filter(|t| t.id == turn).ok_or(Some(Refusal::Stale))?;
        let Stage::Naming { .. } = turn.stage else { return no(Refusal::WrongStage) };
        if self.slot_state(who) == Some(SlotState::Done) {
            return no(Refusal::AlreadyHeard);
        }
        if !self.nameable(who) {
            return REFUSED;
        }
        self.end_turn(SlotState::Done);
        self.offer_slot(who);
        Ok(())
    }
}
