//! Messages, whispers, reactions.

use super::transition::{Step, Transition};
use crate::meeting::{
    audience::shows_message,
    event::Event,
    floor::Stage,
    id::ParticipantId,
    ordinal::MessageId,
    permit::{Permitted, voice::Voice},
    reason::TurnCause,
    refusal::Refusal,
    state::{Message, MessageKind, Place, Reaction, ReactionMark},
    text,
};

impl Transition<'_> {
    /// A holder who posts accepts the offer and starts the timer (rule 2). What they post last, after
    /// the grace, ends the turn (rule 4).
    pub(super) fn post(&mut self, permitted: &Permitted, raw: &str, note: Option<&str>) -> Step {
        let who = permitted.who();
        let (text, note) = (text::message(raw)?, text::note(note)?);
        let turn = self.turn_of(who).cloned();
        let kind = match permitted.voice() {
            Voice::Open => MessageKind::Open,
            Voice::Lead => MessageKind::Lead,
            Voice::Reply => MessageKind::Reply,
            Voice::Share => MessageKind::Share,
        };
        if kind == MessageKind::Share
            && let Some(turn) = &turn
            && !turn.stage.is_begun()
        {
            self.start_share();
        }
        let belongs = self.floor.turn.as_ref().map(|turn| turn.id).filter(|_| kind.is_in_turn());
        let message = Message { turn: belongs, note, ..self.message(who, kind, text) };
        self.message = Some(message.id);
        self.record(Event::Posted { message });
        match kind {
            MessageKind::Reply => self.count_reply(who),
            MessageKind::Share if turn.is_some_and(|t| matches!(t.stage, Stage::LastDraft { .. })) => {
                self.share_over();
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn message(&self, from: ParticipantId, kind: MessageKind, text: String) -> Message {
        Message {
            id: MessageId(self.seq.saturating_add(1)),
            at_ms: self.at_ms,
            from,
            name: self.people.get(&from).map(|p| p.person.name.clone()).unwrap_or_default(),
            kind,
            turn: None,
            item: self.item,
            to: None,
            alone: false,
            text,
            note: None,
            noted_by_lead: false,
            reactions: std::collections::BTreeSet::new(),
            taken_back_by: None,
        }
    }

    fn count_reply(&mut self, who: ParticipantId) {
        let Some(mut stage) = self.floor.turn.as_ref().map(|turn| turn.stage.clone()) else { return };
        if let Stage::Feedback { replies_left, replied, .. } = &mut stage {
            *replies_left = replies_left.saturating_sub(1);
            replied.push(who);
            self.set_stage(stage, TurnCause::Replied);
        }
    }

    pub(super) fn whisper(&mut self, who: ParticipantId, to: Option<ParticipantId>, raw: &str) -> Step {
        let text = text::message(raw)?;
        let place = |id: ParticipantId| self.people.get(&id).map(|p| p.person.place);
        let mut door = place(who) == Some(Place::Waiting);
        if let Some(to) = to {
            if to == who {
                return Err(Refusal::NotToOneself);
            }
            let private = self.people.get(&who).is_some_and(|p| p.person.role.is_lead())
                || self.call_for(who, to).or_else(|| self.call_for(to, who)).is_some();
            match place(to) {
                Some(Place::Waiting) => door = true,
                Some(Place::Present) => door = !private,
                _ => return Err(Refusal::NoSuchPerson),
            }
        }
        let kind = if door { MessageKind::Door } else { MessageKind::Whisper };
        let message = Message { to, ..self.message(who, kind, text) };
        self.whispered(message);
        Ok(())
    }

    pub(super) fn whisper_alone(&mut self, who: ParticipantId, to: ParticipantId, raw: &str) -> Step {
        let text = text::message(raw)?;
        let message = Message { to: Some(to), alone: true, ..self.message(who, MessageKind::Whisper, text) };
        self.whispered(message);
        Ok(())
    }

    fn whispered(&mut self, message: Message) {
        let (from, to) = (message.from, message.to);
        self.message = Some(message.id);
        self.record(Event::Whispered { message });
        if let Some(to) = to {
            self.answer_help(from, to);
        }
    }

    pub(super) fn react(&mut self, who: ParticipantId, message: MessageId, reaction: Reaction) -> Step {
        let me = self.present(who).ok_or(Refusal::NotPresent)?;
        let found = self.messages.get(message).ok_or(Refusal::NoSuchMessage)?;
        if !shows_message(self, me, found) || found.taken_back_by.is_some() {
            return Err(Refusal::NoSuchMessage);
        }
        if !self.config.has_reactions(found.item) {
            return Err(Refusal::TurnedOff);
        }
        let on = !found.reactions.contains(&ReactionMark { who, reaction });
        self.record(Event::Reacted { message, who, reaction, on });
        Ok(())
    }
}
