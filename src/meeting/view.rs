//! What a viewer may see.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    agenda::AgendaItem,
    command::{ItemIndex, TurnId},
    floor::{Floor, FloorClock, ItemTime},
    id::{MeetingId, ParticipantId, RoomId},
    role::RoomKind,
    settings::Settings,
    state::{LeadLost, Message, PauseReason, Person, Phase},
};

/// A meeting as one present person may see it. Snapshot + events = the next snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MeetingView {
    /// The room.
    pub room: RoomId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Peer-led or therapist-led.
    pub kind: RoomKind,
    /// The format's id.
    pub format: String,
    /// How many people the room holds.
    pub capacity: u32,
    /// Settings of the room.
    pub settings: Settings,
    /// Where the meeting is in its life.
    pub phase: Phase,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
    /// The current item.
    pub item: Option<ItemIndex>,
    /// How the items went.
    pub item_times: Vec<ItemTime>,
    /// Floor time.
    pub clock: FloorClock,
    /// Why the floor is paused.
    pub pause: Option<PauseReason>,
    /// Who is here, and who was: by seat, then by arrival. The waiting are there for leads only.
    pub people: Vec<Person>,
    /// The one who leads.
    pub lead: Option<ParticipantId>,
    /// The lead is gone.
    pub lead_lost: Option<LeadLost>,
    /// The floor.
    pub floor: Floor,
    /// The last messages to everyone that the viewer may see, oldest first.
    pub messages: Vec<Message>,
    /// The last whispers that the viewer may see, oldest first.
    pub whispers: Vec<Message>,
    /// What is for the viewer alone.
    pub me: Me,
}

/// What is for the viewer alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Me {
    /// The viewer.
    pub id: ParticipantId,
    /// The turn in which they were warned.
    pub warned_turn: Option<TurnId>,
    /// Their private share length in percent.
    pub multiplier_percent: u32,
}

/// All that a person in the waiting room gets to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct WaitingView {
    /// The room.
    pub room: RoomId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Peer-led or therapist-led.
    pub kind: RoomKind,
    /// Where the meeting is in its life.
    pub phase: Phase,
    /// The viewer.
    pub me: ParticipantId,
    /// Their name.
    pub name: String,
    /// How many the room holds.
    pub capacity: u32,
    /// How many are in the meeting.
    pub present: u32,
    /// How many are waiting, the viewer included.
    pub waiting: u32,
    /// The viewer's place among the waiting, from 1.
    pub place: u32,
    /// The lead's name, when a lead is here.
    pub lead: Option<String>,
    /// Whether a lead lets each person in.
    pub one_by_one: bool,
    /// The current item's name and place, when the meeting runs: the latecomer's card (rule 10).
    pub card: Option<LatecomerCard>,
    /// Whispers between the viewer and the leads, oldest first.
    pub whispers: Vec<Message>,
}

/// Where the meeting is, for a latecomer (domain.md, the floor, rule 10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LatecomerCard {
    /// The current item.
    pub item: ItemIndex,
    /// The item itself: name, text, mode, cross-talk.
    pub agenda_item: AgendaItem,
    /// How many items there are.
    pub items: u32,
    /// Whether a round is going in which one may still be added at the end.
    pub round_has_room: bool,
    /// Whether earlier messages will be shown.
    pub earlier_shown: bool,
}
