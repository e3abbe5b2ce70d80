//! Proposing topics, choosing among them, taking one up (domain.md, "Between meetings").

use super::transition::{Step, Transition};
use crate::meeting::{
    event::Event,
    id::ParticipantId,
    limits::{TOPICS_MAX, TOPICS_OF_ONE_MAX},
    ordinal::TopicId,
    refusal::Refusal,
    text,
    topics::Topic,
};

impl Transition<'_> {
    fn need_choosing(&self) -> Step {
        match self.current() {
            Some((_, item)) if item.chooses_topics => Ok(()),
            _ => Err(Refusal::WrongMode),
        }
    }

    /// Who proposes a topic also chooses it.
    pub(super) fn propose_topic(&mut self, by: ParticipantId, raw: &str) -> Step {
        self.need_choosing()?;
        let text = text::topic(raw)?;
        let proposed = &self.topics.proposed;
        if proposed.iter().any(|topic| topic.text.to_lowercase() == text.to_lowercase()) {
            return Err(Refusal::TopicKnown);
        }
        let own = proposed.iter().filter(|topic| topic.by == by).count();
        if proposed.len() >= TOPICS_MAX || own >= TOPICS_OF_ONE_MAX {
            return Err(Refusal::TooManyTopics);
        }
        let id = self.topics.count.next();
        let chosen_by = [by].into_iter().collect();
        self.record(Event::TopicProposed { topic: Topic { id, by, text, chosen_by } });
        Ok(())
    }

    pub(super) fn withdraw_topic(&mut self, by: ParticipantId, topic: TopicId) -> Step {
        if self.topics.find(topic).is_none() {
            return Err(Refusal::NoSuchTopic);
        }
        self.record(Event::TopicWithdrawn { topic, by });
        Ok(())
    }

    pub(super) fn choose_topic(&mut self, who: ParticipantId, topic: TopicId, on: bool) -> Step {
        self.need_choosing()?;
        let chosen = self.topics.find(topic).ok_or(Refusal::NoSuchTopic)?.chosen_by.contains(&who);
        if chosen == on {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::TopicChosen { topic, who, on });
        Ok(())
    }

    pub(super) fn take_up_topic(&mut self, by: ParticipantId, topic: Option<TopicId>) -> Step {
        if topic.is_some_and(|topic| self.topics.find(topic).is_none()) {
            return Err(Refusal::NoSuchTopic);
        }
        if topic == self.topics.current {
            return Err(Refusal::AlreadySo);
        }
        self.record(Event::TopicTakenUp { topic, by: Some(by) });
        Ok(())
    }

    /// The item that chose topics is over: without a lead's word, the most chosen one comes first.
    pub(super) fn choosing_over(&mut self) {
        if self.need_choosing().is_ok()
            && self.topics.current.is_none()
            && let Some(topic) = self.topics.most_chosen().map(|topic| topic.id)
        {
            self.record(Event::TopicTakenUp { topic: Some(topic), by: None });
        }
    }
}
