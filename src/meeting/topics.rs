//! Topics: members propose them and choose among them, as by a show of hands.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{id::ParticipantId, ordinal::TopicId};

/// A topic that someone proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Topic {
    /// The topic's number.
    pub id: TopicId,
    /// The person who proposed it.
    pub by: ParticipantId,
    /// The topic itself, one line.
    pub text: String,
    /// The people who choose it.
    pub chosen_by: BTreeSet<ParticipantId>,
}

/// The topics of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct Topics {
    /// The topics, in the order in which they were proposed.
    pub proposed: Vec<Topic>,
    /// The topic that the meeting is at; null if there is none.
    pub current: Option<TopicId>,
    /// The last topic that was proposed, even if it was taken back.
    pub count: TopicId,
}

impl Topics {
    /// The topic with this number.
    #[must_use]
    pub fn find(&self, id: TopicId) -> Option<&Topic> {
        self.proposed.iter().find(|topic| topic.id == id)
    }

    /// The topic that most people chose, and of equals the one that was proposed first; `None` if
    /// nobody chose any.
    #[must_use]
    pub(super) fn most_chosen(&self) -> Option<&Topic> {
        let chosen = self.proposed.iter().filter(|topic| !topic.chosen_by.is_empty());
        chosen.rev().max_by_key(|topic| topic.chosen_by.len())
    }
}
