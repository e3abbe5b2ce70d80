//! Topics: members propose them and choose among them, as by a show of hands (domain.md, "Between
//! meetings").

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{id::ParticipantId, ordinal::TopicId};

/// A topic that someone proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Topic {
    /// 1, 2, 3 … in this meeting.
    pub id: TopicId,
    /// Who proposed it.
    pub by: ParticipantId,
    /// The topic itself, one line.
    pub text: String,
    /// Who chose it: a show of hands.
    pub chosen_by: BTreeSet<ParticipantId>,
}

/// The topics of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct Topics {
    /// Those that were proposed, in that order.
    pub proposed: Vec<Topic>,
    /// The one the meeting is at.
    pub current: Option<TopicId>,
    /// How many were ever proposed.
    pub count: TopicId,
}

impl Topics {
    /// The topic that is named.
    #[must_use]
    pub fn find(&self, id: TopicId) -> Option<&Topic> {
        self.proposed.iter().find(|topic| topic.id == id)
    }

    /// The topic the meeting is at.
    #[must_use]
    pub fn taken_up(&self) -> Option<&Topic> {
        self.current.and_then(|id| self.find(id))
    }

    /// The one that most people chose; of equals the first that was proposed.
    #[must_use]
    pub fn most_chosen(&self) -> Option<&Topic> {
        let chosen = self.proposed.iter().filter(|topic| !topic.chosen_by.is_empty());
        chosen.rev().max_by_key(|topic| topic.chosen_by.len())
    }
}
