//! The last messages to everyone, in a list that copies of a meeting share but for what they change.

use rpds::RedBlackTreeMapSync;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{limits::MESSAGES_IN_SNAPSHOT, message::Message, ordinal::MessageId};

/// At most [`MESSAGES_IN_SNAPSHOT`] messages, oldest first. It is stored as a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LastMessages(RedBlackTreeMapSync<MessageId, Message>);

impl LastMessages {
    /// The messages, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.0.values()
    }

    /// The message with this id; `None` if it is not among the last.
    #[must_use]
    pub fn get(&self, id: MessageId) -> Option<&Message> {
        self.0.get(&id)
    }

    /// Adds the newest message, and forgets the oldest beyond the limit.
    pub(super) fn push(&mut self, message: Message) {
        self.0.insert_mut(message.id, message);
        while self.0.size() > MESSAGES_IN_SNAPSHOT
            && let Some(oldest) = self.0.first().map(|(id, _)| *id)
        {
            self.0.remove_mut(&oldest);
        }
    }

    /// Changes a message, if it is among the last.
    pub(super) fn change(&mut self, id: MessageId, change: impl FnOnce(&mut Message)) {
        if let Some(message) = self.0.get_mut(&id) {
            change(message);
        }
    }
}

impl FromIterator<Message> for LastMessages {
    fn from_iter<I: IntoIterator<Item = Message>>(messages: I) -> Self {
        let mut last = Self::default();
        messages.into_iter().for_each(|message| last.push(message));
        last
    }
}

impl Serialize for LastMessages {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for LastMessages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Message>::deserialize(deserializer).map(Self::from_iter)
    }
}
