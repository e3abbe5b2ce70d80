//! The state of a meeting.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    command::{ItemIndex, MessageId, Reaction, TurnId},
    floor::{Floor, FloorClock, ItemTime},
    id::ParticipantId,
    reason::MeetingEnd,
    role::{Role, Service},
    settings::MeetingConfig,
    topics::Topics,
};

/// Where a meeting is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Phase {
    /// People gather in the waiting room.
    Gathering {},
    /// Open.
    Running {},
    /// Over.
    Ended {
        /// Why.
        reason: MeetingEnd,
    },
}

/// Where a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the waiting room.
    Waiting,
    /// In the meeting.
    Present,
    /// Gone of their own will; may come back.
    Left,
    /// Denied, removed, banned or revoked; may not come back to this meeting.
    Removed,
}

/// A mute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Mute {
    /// Meeting time when it ends; none is until lifted.
    pub until_ms: Option<u64>,
}

/// Why the floor is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// A lead paused it (rule 14).
    Crisis,
    /// The server was restarted (rule 15).
    Restart,
    /// Therapy without a therapist (rule 13).
    LeadLost,
}

/// The lead is gone (rule 13). Meeting time: these clocks run on while the floor is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LeadLost {
    /// Since when.
    pub since_ms: u64,
    /// Until when their place is held.
    pub held_until_ms: u64,
    /// When the room closes, once nobody can follow.
    pub closes_ms: Option<u64>,
    /// Who offers to lead.
    pub volunteer: Option<ParticipantId>,
    /// When the volunteer leads if nobody objects.
    pub volunteer_until_ms: Option<u64>,
}

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Part of a share.
    Share,
    /// Said in an open item.
    Open,
    /// A lead's word outside a turn of their own.
    Lead,
    /// A reply that a sharer asked for.
    Reply,
    /// A whisper.
    Whisper,
    /// A whisper at the door: of or to someone in the waiting room, or a greeter's to a latecomer.
    /// Greeters see it too.
    Door,
}

/// Who reacted how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReactionMark {
    /// Who.
    pub who: ParticipantId,
    /// How.
    pub reaction: Reaction,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Message {
    /// The seq of the event that posted it.
    pub id: MessageId,
    /// Meeting time.
    pub at_ms: u64,
    /// Who wrote it.
    pub from: ParticipantId,
    /// The writer's name when it was written, since people may leave.
    pub name: String,
    /// What it is.
    pub kind: MessageKind,
    /// The turn it belongs to.
    pub turn: Option<TurnId>,
    /// The agenda item it belongs to; none before the meeting is open.
    pub item: Option<ItemIndex>,
    /// A whisper's addressee; none is the leads.
    pub to: Option<ParticipantId>,
    /// The text.
    pub text: String,
    /// The content note, when it is covered.
    pub note: Option<String>,
    /// Reactions.
    pub reactions: BTreeSet<ReactionMark>,
}

/// What others may know of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Person {
    /// Who.
    pub id: ParticipantId,
    /// Their pseudonym.
    pub name: String,
    /// Their role in force: room state, not the token's.
    pub role: Role,
    /// Services.
    pub services: BTreeSet<Service>,
    /// Where they are.
    pub place: Place,
    /// Whether a socket of theirs is open.
    pub connected: bool,
    /// The mute that stands; shown to the leads and to the muted only.
    pub mute: Option<Mute>,
    /// Takes no turns.
    pub listening: bool,
    /// A simulated member of a rehearsal.
    pub simulated: bool,
    /// Their place in the circle: the order of admission. None before.
    pub seat: Option<u32>,
    /// Meeting time of arrival.
    pub arrived_ms: u64,
    /// Asked for help and no lead has whispered to them since; shown to the leads and to them only.
    pub asked_for_help: bool,
}

/// A person in a meeting, with what is not for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// What others may know.
    pub person: Person,
    /// Meeting time since when no socket of theirs is open.
    pub offline_since_ms: Option<u64>,
    /// Private share length in percent.
    pub multiplier_percent: u32,
    /// Which guidelines they accepted.
    pub guidelines_version: u32,
    /// The seq with which they came in; earlier events are not theirs to see.
    pub admitted_seq: Option<u64>,
    /// The role they came with at first; a therapist-led room makes nobody else a lead.
    pub entry_role: Role,
    /// The seq since when they lead; whispers to the leads before it are not theirs to see.
    pub lead_since_seq: Option<u64>,
    /// Where members think they are: a quiet exit and a second knock are not told to all.
    pub place_for_members: Option<Place>,
    /// Where greeters think they are: a quiet exit is told to the leads only.
    pub place_for_greeters: Option<Place>,
    /// Was connected before a restart of the server and is not back yet (rule 15).
    pub awaited: bool,
}

/// A meeting. It changes only by `apply`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its settings and agenda (minutes, and the mode of the current item, may be changed while it runs).
    pub config: MeetingConfig,
    /// Where it is in its life.
    pub phase: Phase,
    /// The last event's number.
    pub seq: u64,
    /// The last event's meeting time.
    pub at_ms: u64,
    /// Floor time.
    pub clock: FloorClock,
    /// Why the floor is paused.
    pub pause: Option<PauseReason>,
    /// The minute after a restart ends at this meeting time.
    pub restart_until_ms: Option<u64>,
    /// Meeting time when it was opened.
    pub opened_ms: Option<u64>,
    /// Meeting time since when nobody is connected.
    pub empty_since_ms: Option<u64>,
    /// Everyone who came.
    pub people: BTreeMap<ParticipantId, Participant>,
    /// The one who leads.
    pub lead: Option<ParticipantId>,
    /// The lead is gone.
    pub lead_lost: Option<LeadLost>,
    /// The current item.
    pub item: Option<ItemIndex>,
    /// How the items went, in order.
    pub item_times: Vec<ItemTime>,
    /// The items still to come, the next one first.
    pub coming: Vec<ItemIndex>,
    /// The page of the current item's material that is shown.
    pub page: u32,
    /// Topics that members proposed.
    pub topics: Topics,
    /// The last minute mark told for the current item.
    pub item_told_minutes: Option<u32>,
    /// The floor.
    pub floor: Floor,
    /// The turn whose holder was warned.
    pub warned_turn: Option<TurnId>,
    /// Turns so far.
    pub turns: TurnId,
    /// Rounds so far.
    pub rounds: u32,
    /// The last messages to everyone, oldest first (`limits::MESSAGES_IN_SNAPSHOT`).
    pub messages: VecDeque<Message>,
    /// The last whispers, oldest first.
    pub whispers: VecDeque<Message>,
}
