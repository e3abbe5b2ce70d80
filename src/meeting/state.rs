//! The state of a meeting.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use super::message::{Message, MessageKind, Reaction, ReactionMark, TakenBackBy};

use super::{
    duty::Assignment,
    floor::{Floor, ItemTime},
    help::HelpCall,
    id::ParticipantId,
    last_messages::LastMessages,
    observing::Observing,
    offer::Offer,
    ordinal::{ItemIndex, RoundId, TurnId},
    reason::{Departure, MeetingEnd, PauseReason},
    role::{Role, Service},
    round::LastStart,
    sealed::SealedShare,
    settings::{Door, MeetingConfig},
    shared::Shared,
    time::{FloorClock, FloorMs, MeetingMs},
    topics::Topics,
    written::Written,
};

/// Where a meeting is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Phase {
    /// People gather in the waiting room.
    Gathering {},
    /// The meeting is open.
    Running {},
    /// The meeting is over.
    Ended {
        /// Why it ended.
        reason: MeetingEnd,
    },
}

/// Where a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// They are in the waiting room.
    Waiting,
    /// They are in the meeting.
    Present,
    /// They left of their own will, and may come back. Only leads are told more, so to others
    /// everyone who is gone has left.
    Left,
    /// They were denied, removed, banned or revoked, and may not come back to this meeting. Only leads
    /// see this place.
    Removed,
}

impl Departure {
    /// Where a person is after they went in this way.
    #[must_use]
    pub const fn place(self) -> Place {
        match self {
            Self::Left | Self::LeftQuietly => Place::Left,
            Self::Denied | Self::Removed | Self::Banned | Self::NotAgreed | Self::Revoked => Place::Removed,
        }
    }
}

/// A mute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Mute {
    /// Meeting time at which it ends; null if it lasts until it is lifted.
    pub until_ms: Option<MeetingMs>,
}

/// The lead of the meeting is gone. Every moment is meeting time, so that a pause of the floor does
/// not stop these clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LeadLost {
    /// When the lead was lost.
    pub since_ms: MeetingMs,
    /// Until when the lead's place is held.
    pub held_until_ms: MeetingMs,
    /// When the meeting ends if nobody leads by then; null while somebody may still follow.
    pub closes_ms: Option<MeetingMs>,
    /// The person who offers to lead; null if nobody does.
    pub volunteer: Option<ParticipantId>,
    /// When the volunteer leads if nobody objects; null if nobody volunteers.
    pub volunteer_until_ms: Option<MeetingMs>,
}

/// What leads and greeters are told of a person, for the door and after it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct DoorNote {
    /// Whether they had never been in a meeting of the room when they came.
    pub first_time: bool,
    /// What the leads call the invitation they came by, shown to leads only; null if it has no label.
    pub label: Option<String>,
    /// Whether a lead asked them to wait a little longer.
    pub put_off: bool,
}

impl DoorNote {
    /// The note; `None` if it says nothing.
    pub(in crate::meeting) fn if_any(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }
}

/// What others may know of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Person {
    /// The person's id.
    pub id: ParticipantId,
    /// Their pseudonym.
    pub name: String,
    /// Their role now, which may differ from the one in their token.
    pub role: Role,
    /// Their services.
    pub services: BTreeSet<Service>,
    /// Where they are.
    pub place: Place,
    /// Whether a socket of theirs is open.
    pub connected: bool,
    /// Their mute, shown to leads and to themselves only; null if they are not muted.
    pub mute: Option<Mute>,
    /// With whom they stepped aside, shown to leads and to the two only; null if they did not.
    #[serde(default)]
    pub aside: Option<ParticipantId>,
    /// Whether they ask to speak, shown to leads and to themselves only.
    #[serde(default)]
    pub asks_to_speak: bool,
    /// Whether they only listen and take no turns.
    pub listening: bool,
    /// Whether they are a simulated member of a rehearsal.
    pub simulated: bool,
    /// Their position in the circle, from 0 in the order of admission; null if they never came in.
    pub circle_position: Option<u32>,
    /// Meeting time at which they came to the waiting room for the first time.
    pub arrived_ms: MeetingMs,
    /// Their call for help, shown to themselves and those who read it; null if they made none.
    #[serde(default)]
    pub help: Option<Box<HelpCall>>,
    /// What is known of them at the door, shown to leads, and without the label to greeters; null if it is
    /// nothing.
    #[serde(default)]
    pub door_note: Option<DoorNote>,
}

impl Person {
    /// As those may know them who stand at the door and do not lead.
    pub(in crate::meeting) fn for_greeters(self) -> Self {
        let note = self.door_note.and_then(|note| DoorNote { label: None, ..note }.if_any());
        Self { door_note: note, ..self }
    }

    /// As everybody else may know them.
    pub(in crate::meeting) fn for_members(self) -> Self {
        Self { door_note: None, ..self }
    }
}

/// What happened between two events, both left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The seq of the event before it.
    pub after: u64,
    /// The seq of the event behind it.
    pub before: u64,
}

impl Stretch {
    /// Whether an event is part of it.
    #[must_use]
    pub const fn has(self, seq: u64) -> bool {
        self.after < seq && seq < self.before
    }
}

/// A person in a meeting, with what is not for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// What others may know.
    pub person: Person,
    /// The length of their shares in percent of the usual one.
    pub multiplier_percent: u32,
    /// The version of the guidelines that they accepted last.
    pub guidelines_version: u32,
    /// The seq with which they last came in, after which they see events; `None` if they never did.
    pub admitted_seq: Option<u64>,
    /// Earlier stays: what they could read then, they can read again once they are back.
    #[serde(default)]
    pub stays: Vec<Stretch>,
    /// The role they came with at first. A therapist-led room makes nobody else a lead.
    pub entry_role: Role,
    /// The seq since when they lead, after which they see whispers to the leads; `None` if they don't.
    pub lead_since_seq: Option<u64>,
    /// When they led before, after which the same holds for whispers to the leads.
    #[serde(default)]
    pub led: Vec<Stretch>,
    /// Where members think they are: they are not told of a quiet exit, of a second knock or that
    /// somebody was sent away. `None` if members do not know of them.
    pub place_for_members: Option<Place>,
    /// Where greeters think they are: they are not told of a quiet exit or that somebody was sent
    /// away. `None` if greeters do not know of them.
    pub place_for_greeters: Option<Place>,
    /// Whether they were connected before a restart of the server and are not back yet (rule 15).
    pub awaited: bool,
    /// Whether only a lead lets them in, however the door stands.
    pub held: bool,
    /// Whether they can be told on a device of theirs that they are wanted: the floor is then offered to
    /// them without a connection too (rule 2).
    #[serde(default)]
    pub reachable: bool,
    /// When they last started a round in an earlier meeting (rule 1).
    #[serde(default)]
    pub last_start: LastStart,
    /// How they last went; `None` if they never did.
    pub departed: Option<Departure>,
}

/// The people of a meeting.
pub type People = Shared<BTreeMap<ParticipantId, Participant>>;

/// Stored with every state of a meeting, and raised when a state that was stored before is no longer what
/// its events make: `src/meeting/tests/stored.rs` says when.
pub const STATE_VERSION: u32 = 3;

/// A meeting. It changes only by `apply`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The room's settings and agenda. The agenda's minutes, and the mode and cross-talk of the
    /// current item, may change while the meeting runs.
    pub config: Shared<MeetingConfig>,
    /// Where the meeting is in its life.
    pub phase: Phase,
    /// The number of the last event.
    pub seq: u64,
    /// The time of the last event.
    pub at_ms: MeetingMs,
    /// The floor's clock.
    pub clock: FloorClock,
    /// Why the floor is paused; `None` while it is not.
    pub pause: Option<PauseReason>,
    /// When the pause is over by itself; `None` if it is not, and while there is none.
    #[serde(default)]
    pub pause_until_ms: Option<MeetingMs>,
    /// Whether everyone but the leads is muted, those who come later too.
    #[serde(default)]
    pub everyone_muted: bool,
    /// When the time after a restart ends in which nobody counts as absent; `None` at other times.
    pub restart_until_ms: Option<MeetingMs>,
    /// How people come in.
    pub door: Door,
    /// When the meeting was opened; `None` before.
    pub opened_ms: Option<MeetingMs>,
    /// When the meeting is planned to end, if not when the minutes of its agenda are over.
    #[serde(default)]
    pub planned_end_ms: Option<FloorMs>,
    /// Whether the late limit has closed the door.
    #[serde(default)]
    pub late_closed: bool,
    /// When the last person went offline; `None` while anyone is connected.
    pub empty_since_ms: Option<MeetingMs>,
    /// Everyone who came.
    pub people: People,
    /// Who is to do what, as it was agreed before.
    #[serde(default)]
    pub duties: Vec<Assignment>,
    /// The person who leads; `None` before the first lead came.
    pub lead: Option<ParticipantId>,
    /// What follows from the lead's absence; `None` while the lead is here.
    pub lead_lost: Option<LeadLost>,
    /// The current item; `None` before the opening.
    pub item: Option<ItemIndex>,
    /// When each item was held, in the order in which they started.
    pub item_times: Vec<ItemTime>,
    /// The items still to come, the next one first.
    pub coming: Vec<ItemIndex>,
    /// The page of the current item's material that is shown, from 0.
    pub page: u32,
    /// The topics that members proposed.
    pub topics: Topics,
    /// The last mark of the current item, in minutes left, that leads were told; `None` before the
    /// first.
    pub item_told_minutes: Option<u32>,
    /// Who had written nothing to everyone at half time, and has not since; `None` before half time.
    #[serde(default)]
    pub unheard: Option<Vec<ParticipantId>>,
    /// The floor.
    pub floor: Floor,
    /// The current turn, if its holder was warned.
    pub warned_turn: Option<TurnId>,
    /// The last turn that began.
    pub turns: TurnId,
    /// The last round that began.
    pub rounds: RoundId,
    /// What each person has in the sealed round and is not shown yet.
    #[serde(default)]
    pub(in crate::meeting) sealed: Shared<BTreeMap<ParticipantId, SealedShare>>,
    /// What people are asked to take.
    #[serde(default)]
    pub offers: Vec<Offer>,
    /// What people said to each observer.
    #[serde(default)]
    pub(in crate::meeting) observing: BTreeMap<ParticipantId, Observing>,
    /// The last messages to everyone.
    pub messages: LastMessages,
    /// Calls for help that nobody had read when the caller left the waiting room.
    pub calls_missed: u32,
    /// The last whispers, oldest first: those that some viewer still sees.
    pub whispers: Shared<VecDeque<Message>>,
    /// Who wrote what, and what was taken back.
    pub written: Written,
}
