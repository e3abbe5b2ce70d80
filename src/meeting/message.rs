//! What people write, and how others react to it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    id::ParticipantId,
    ordinal::{ItemIndex, MessageId, TurnId},
    time::MeetingMs,
};

/// What a message is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// A part of a share.
    Share,
    /// A message in an open item, or before the meeting is open.
    #[default]
    Open,
    /// A lead's word outside a turn of their own.
    Lead,
    /// A reply that a sharer asked for.
    Reply,
    /// A whisper.
    Whisper,
    /// A whisper at the door, which greeters see too: from or to someone who waits, or from a greeter
    /// to a latecomer.
    Door,
}

impl MessageKind {
    /// Whether such a message belongs to the turn of the person who has the floor.
    pub(super) const fn is_in_turn(self) -> bool {
        matches!(self, Self::Share | Self::Reply)
    }
}

/// A reaction to a message: words, not a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reaction {
    /// "I hear you."
    Heard,
    /// "Me too."
    MeToo,
    /// "Thank you."
    Thanks,
    /// "With you."
    WithYou,
}

/// One person's reaction to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReactionMark {
    /// The person who reacted.
    pub who: ParticipantId,
    /// The reaction.
    pub reaction: Reaction,
}

/// Who took a message back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TakenBackBy {
    /// The person who wrote it.
    Writer,
    /// A lead.
    Lead,
}

/// A message to everyone, or a whisper.
///
/// What it does not have is left out when it is written: what is null, false or empty, and the `kind`
/// `open`. The event that posts it also leaves out what the meeting says just then: its `id` and its `at_ms`,
/// which are those of the event, and its `name`, its `item` and its `turn`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = false)] // the client's types are of what it has once that is filled in
pub struct Message {
    /// The message's id: the `seq` of the event that posted it.
    #[serde(default)]
    pub id: MessageId,
    /// Meeting time at which it was written.
    #[serde(default)]
    pub at_ms: MeetingMs,
    /// The person who wrote it.
    pub from: ParticipantId,
    /// The writer's name.
    #[serde(default)]
    pub name: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: MessageKind,
    /// The turn that it belongs to; null if it belongs to none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub turn: Option<TurnId>,
    /// The agenda item that it belongs to; null if it was written before the opening.
    #[serde(default, skip_serializing_if = "is_default")]
    pub item: Option<ItemIndex>,
    /// The person a whisper is to; null if it is to the leads, or to everyone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub to: Option<ParticipantId>,
    /// Whether only the person it is to can read it, and not all leads.
    #[serde(default, skip_serializing_if = "is_default")]
    pub alone: bool,
    /// The text.
    pub text: String,
    /// The content note that covers the text; null if it is not covered.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Option<String>,
    /// Whether a lead put the content note there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub noted_by_lead: bool,
    /// The reactions to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reactions: BTreeSet<ReactionMark>,
    /// Who took it back; null while it stands. What was taken back keeps its place, and has no text,
    /// note or reactions any more.
    #[serde(default, skip_serializing_if = "is_default")]
    pub taken_back_by: Option<TakenBackBy>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A message in the event that posts it, in the log and in frames alike. [`Message::complete`] makes it whole.
#[derive(Serialize)]
#[serde(remote = "Message")]
pub(super) struct InEvent {
    #[serde(skip)]
    id: MessageId,
    #[serde(skip)]
    at_ms: MeetingMs,
    from: ParticipantId,
    #[serde(skip)]
    name: String,
    #[serde(skip_serializing_if = "is_default")]
    kind: MessageKind,
    #[serde(skip)]
    turn: Option<TurnId>,
    #[serde(skip)]
    item: Option<ItemIndex>,
    #[serde(skip_serializing_if = "is_default")]
    to: Option<ParticipantId>,
    #[serde(skip_serializing_if = "is_default")]
    alone: bool,
    text: String,
    #[serde(skip_serializing_if = "is_default")]
    note: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    noted_by_lead: bool,
    #[serde(skip_serializing_if = "is_default")]
    reactions: BTreeSet<ReactionMark>,
    #[serde(skip_serializing_if = "is_default")]
    taken_back_by: Option<TakenBackBy>,
}

/// What a meeting says of the message that is posted just then.
pub(super) struct Posting<'a> {
    /// The writer's name; `None` if they are not known.
    pub(super) name: Option<&'a str>,
    /// The running item; `None` before the opening.
    pub(super) item: Option<ItemIndex>,
    /// The turn of the person who has the floor; `None` if nobody has it.
    pub(super) turn: Option<TurnId>,
}

impl Message {
    /// Fills in what its event left out. A message is whole before its event is written, and in the logs of
    /// earlier versions.
    pub(super) fn complete(&mut self, posting: &Posting<'_>) {
        if self.name.is_empty() {
            posting.name.unwrap_or_default().clone_into(&mut self.name);
            self.item = posting.item;
            self.turn = posting.turn.filter(|_| self.kind.is_in_turn());
        }
    }

    pub(super) fn take_back(&mut self, by: TakenBackBy) {
        self.text = String::new();
        self.note = None;
        self.noted_by_lead = false;
        self.reactions = BTreeSet::new();
        self.taken_back_by = Some(by);
    }

    /// Puts it under a lead's content note, unless it was taken back.
    pub(super) fn cover(&mut self, note: &str) {
        if self.taken_back_by.is_none() {
            self.note = Some(note.to_owned());
            self.noted_by_lead = true;
        }
    }
}
