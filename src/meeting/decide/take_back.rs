//! What was written is taken back or covered.

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event,
    floor::Stage,
    id::ParticipantId,
    ordinal::MessageId,
    reason::{TakeBackReason, TurnCause},
    refusal::Refusal,
    state::TakenBackBy,
    text,
    written::Entry,
};

impl Transition<'_> {
    /// The writer takes back their own words, at any time and of any kind.
    pub(super) fn take_back_own(&mut self, who: ParticipantId, message: MessageId) -> Step {
        let entry = self.standing(message)?;
        if entry.from != who {
            return Err(Refusal::NotPermitted);
        }
        let (by, from, messages) = (TakenBackBy::Writer, who, vec![message]);
        self.record(Event::TakenBack { messages, from, by, lead: None, reason: None });
        self.free_reply(&entry);
        Ok(())
    }

    /// A lead takes back another's. What only leads could read stays.
    pub(super) fn take_back_other(
        &mut self,
        lead: ParticipantId,
        message: MessageId,
        reason: TakeBackReason,
    ) -> Step {
        let entry = self.standing(message)?;
        if !entry.is_for_others() {
            return Err(Refusal::NotPermitted);
        }
        self.record_taken_back(lead, entry.from, vec![message], reason);
        Ok(())
    }

    pub(super) fn cover(&mut self, by: ParticipantId, message: MessageId, note: &str) -> Step {
        let note = text::note(Some(note))?.ok_or(Refusal::TextEmpty)?;
        let entry = self.standing(message)?;
        if entry.is_whisper() {
            return Err(Refusal::NotPermitted);
        }
        self.record(Event::Covered { message, from: entry.from, note, by: Some(by) });
        Ok(())
    }

    /// Takes back all that a person wrote to others than the leads, and the topics they proposed.
    pub(super) fn take_back_all(
        &mut self,
        lead: ParticipantId,
        from: ParticipantId,
        reason: TakeBackReason,
    ) -> Step {
        let for_others = self.written.standing_of(from).filter(|entry| entry.is_for_others());
        let (whispers, said): (Vec<_>, Vec<_>) = for_others.partition(|entry| entry.is_whisper());
        // Each whisper has readers of its own.
        let mut groups: Vec<Vec<_>> = whispers.into_iter().map(|entry| vec![entry.id]).collect();
        groups.extend((!said.is_empty()).then(|| said.into_iter().map(|entry| entry.id).collect()));
        let proposed = self.topics.proposed.iter().filter(|topic| topic.by == from);
        let topics: Vec<_> = proposed.map(|topic| topic.id).collect();
        if groups.is_empty() && topics.is_empty() {
            return Err(Refusal::NotSo);
        }
        for messages in groups {
            self.record_taken_back(lead, from, messages, reason);
        }
        for topic in topics {
            self.record(Event::TopicWithdrawn { topic, by: lead });
        }
        Ok(())
    }

    fn record_taken_back(
        &mut self,
        lead: ParticipantId,
        from: ParticipantId,
        messages: Vec<MessageId>,
        reason: TakeBackReason,
    ) {
        let (by, lead, reason) = (TakenBackBy::Lead, Some(lead), Some(reason));
        self.record(Event::TakenBack { messages, from, by, lead, reason });
    }

    fn standing(&self, message: MessageId) -> Result<Entry, Refusal> {
        let entry = self.written.find(message).ok_or(Refusal::NoSuchMessage)?;
        if self.written.is_taken_back(message) { Err(Refusal::AlreadySo) } else { Ok(entry.clone()) }
    }

    /// Whoever takes back their reply may write it again, while replies are taken (rule 6).
    fn free_reply(&mut self, entry: &Entry) {
        let turn = self.floor.turn.as_ref().filter(|turn| entry.turn == Some(turn.id));
        let Some(mut stage) = turn.map(|turn| turn.stage.clone()) else { return };
        let Stage::Feedback { replies_left, replied, .. } = &mut stage else { return };
        let before = replied.len();
        replied.retain(|who| *who != entry.from);
        if replied.len() < before {
            *replies_left += 1;
            self.set_stage(stage, TurnCause::ReplyTakenBack);
        }
    }
}
