//! Who wrote what in a meeting, and what became of it, without a word of it. The state holds the last
//! messages only; the others are read from the log, which still has what was taken back.

use std::{cmp::Ordering, collections::BTreeMap};

use rpds::VectorSync;
use serde::{Deserialize, Serialize};

use super::{
    id::ParticipantId,
    message::{Message, MessageKind, TakenBackBy},
    ordinal::{ItemIndex, MessageId, TurnId},
};

/// A message of the meeting, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The message.
    pub id: MessageId,
    /// The person who wrote it.
    pub from: ParticipantId,
    /// What it is.
    pub kind: MessageKind,
    /// The person a whisper is to; `None` if it is to the leads, or to everyone.
    pub to: Option<ParticipantId>,
    /// Whether only the person it is to can read it.
    pub alone: bool,
    /// The turn that it belongs to.
    pub turn: Option<TurnId>,
    /// The agenda item that it belongs to.
    #[serde(default)]
    pub item: Option<ItemIndex>,
}

impl Entry {
    /// Whether it is a whisper, so that only some people have read it.
    #[must_use]
    pub(super) const fn is_whisper(&self) -> bool {
        matches!(self.kind, MessageKind::Whisper | MessageKind::Door)
    }

    /// Whether others than the leads could read it, and the leads too.
    #[must_use]
    pub(super) const fn is_for_others(&self) -> bool {
        !self.is_whisper() || (self.to.is_some() && !self.alone)
    }
}

/// What became of a message after it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Amendment {
    TakenBack(TakenBackBy),
    /// A lead put it under this content note.
    Covered(String),
}

/// Every message and whisper of a meeting, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Written {
    entries: VectorSync<Entry>,
    amended: BTreeMap<MessageId, Amendment>,
}

impl Written {
    pub(super) fn add(&mut self, message: &Message) {
        let Message { id, from, kind, to, alone, turn, item, .. } = *message;
        self.entries.push_back_mut(Entry { id, from, kind, to, alone, turn, item });
    }

    pub(super) fn take_back(&mut self, message: MessageId, by: TakenBackBy) {
        self.amended.insert(message, Amendment::TakenBack(by));
    }

    pub(super) fn cover(&mut self, message: MessageId, note: &str) {
        if !self.is_taken_back(message) {
            self.amended.insert(message, Amendment::Covered(note.to_owned()));
        }
    }

    /// The message with this id; `None` if there is none.
    #[must_use]
    pub fn find(&self, message: MessageId) -> Option<&Entry> {
        let (mut from, mut to) = (0, self.entries.len());
        while from < to {
            let middle = from.midpoint(to);
            let entry = self.entries.get(middle)?;
            match entry.id.cmp(&message) {
                Ordering::Equal => return Some(entry),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// Whether a person has written anything to everyone, whatever became of it.
    #[must_use]
    pub(super) fn has_words_of(&self, who: ParticipantId) -> bool {
        self.entries.iter().any(|entry| entry.from == who && !entry.is_whisper())
    }

    /// What a person wrote and nobody has taken back, in order.
    pub(super) fn standing_of(&self, who: ParticipantId) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.from == who && !self.is_taken_back(entry.id))
    }

    /// Whether a message was taken back.
    #[must_use]
    pub fn is_taken_back(&self, message: MessageId) -> bool {
        matches!(self.amended.get(&message), Some(Amendment::TakenBack(_)))
    }

    /// Whether something became of a message after it was written.
    #[must_use]
    pub(super) fn is_amended(&self, message: MessageId) -> bool {
        self.amended.contains_key(&message)
    }

    /// Makes a message that was read from the log what it is by now.
    pub fn amend(&self, message: &mut Message) {
        match self.amended.get(&message.id) {
            Some(Amendment::TakenBack(by)) => message.take_back(*by),
            Some(Amendment::Covered(note)) => message.cover(note),
            None => {}
        }
    }
}
