//! What a viewer may see.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    agenda::AgendaItem,
    audience::{shows_message, shows_whisper},
    floor::{Floor, ItemTime},
    id::{MeetingId, ParticipantId, RoomId},
    limits::WHISPERS_KEPT,
    ordinal::{ItemIndex, TurnId},
    reason::PauseReason,
    role::RoomKind,
    settings::{Admission, Settings},
    state::{LeadLost, Meeting, Message, MessageKind, Participant, Person, Phase, Place},
    time::FloorClock,
    topics::Topics,
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
    /// The items still to come, the next one first.
    pub coming: Vec<ItemIndex>,
    /// The page of the current item's material that is shown.
    pub page: u32,
    /// Topics that members proposed.
    pub topics: Topics,
    /// Floor time.
    pub clock: FloorClock,
    /// Why the floor is paused.
    pub pause: Option<PauseReason>,
    /// Who is here, and who was: by slot, then by arrival. The waiting are there for leads only.
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
    /// The topic the meeting is at.
    pub topic: Option<String>,
    /// Whether a round is going in which one may still be added at the end.
    pub round_has_room: bool,
    /// Whether earlier messages will be shown.
    pub earlier_shown: bool,
}

/// How a viewer sees people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Eyes {
    Lead,
    Greeter,
    Member,
}

impl Eyes {
    fn of(viewer: &Participant) -> Self {
        if viewer.sees_as_lead() {
            Self::Lead
        } else if viewer.sees_door() {
            Self::Greeter
        } else {
            Self::Member
        }
    }

    /// Where this viewer takes a person to be, if they know of them at all.
    fn place(self, who: &Participant) -> Option<Place> {
        match self {
            Self::Lead => {
                let known = who.person.circle_position.is_some() || who.person.place == Place::Waiting;
                known.then_some(who.person.place)
            }
            Self::Greeter => who.place_for_greeters,
            Self::Member => who.place_for_members,
        }
    }

    /// A person as this viewer sees them.
    fn person(self, viewer: ParticipantId, who: &Participant) -> Option<Person> {
        let place = self.place(who)?;
        let mut person = who.person.clone();
        person.connected &= place == person.place;
        person.place = place;
        if self != Self::Lead && viewer != person.id {
            person.mute = None;
            person.asked_for_help = false;
        }
        Some(person)
    }
}

/// People by slot, then by arrival.
pub(super) fn sort_people(people: &mut [Person]) {
    people.sort_by_key(|person| (person.circle_position.unwrap_or(u32::MAX), person.arrived_ms, person.id));
}

/// A meeting as a person in it may see it; none for anyone else.
#[must_use]
pub fn view(meeting: &Meeting, viewer: ParticipantId) -> Option<MeetingView> {
    let me = meeting.present(viewer)?;
    let eyes = Eyes::of(me);
    let mut people: Vec<Person> =
        meeting.people.values().filter_map(|who| eyes.person(viewer, who)).collect();
    sort_people(&mut people);
    let config = &meeting.config;
    Some(MeetingView {
        room: config.room,
        meeting: config.meeting,
        kind: config.kind,
        format: config.format.clone(),
        capacity: config.capacity,
        settings: config.settings.clone(),
        phase: meeting.phase,
        agenda: config.agenda.clone(),
        item: meeting.item,
        item_times: meeting.item_times.clone(),
        coming: meeting.coming.clone(),
        page: meeting.page,
        topics: meeting.topics.clone(),
        clock: meeting.clock,
        pause: meeting.pause,
        people,
        lead: meeting.lead,
        lead_lost: meeting.lead_lost,
        floor: meeting.floor.clone(),
        messages: meeting.messages.iter().filter(|m| shows_message(meeting, me, m)).cloned().collect(),
        whispers: last_whispers(meeting, |m| shows_whisper(me, m)),
        me: Me {
            id: viewer,
            warned_turn: meeting.warned_turn.filter(|_| meeting.turn_of(viewer).is_some()),
            multiplier_percent: me.multiplier_percent,
        },
    })
}

/// The last whispers that pass, oldest first.
fn last_whispers(meeting: &Meeting, shows: impl Fn(&Message) -> bool) -> Vec<Message> {
    let mut last: Vec<Message> =
        meeting.whispers.iter().rev().filter(|m| shows(m)).take(WHISPERS_KEPT).cloned().collect();
    last.reverse();
    last
}

/// What a person in the waiting room gets to know; none for anyone else.
#[must_use]
pub fn waiting_view(meeting: &Meeting, viewer: ParticipantId) -> Option<WaitingView> {
    let me = meeting.people.get(&viewer).filter(|p| p.person.place == Place::Waiting)?;
    let waiting: Vec<ParticipantId> = meeting.waiting_in_order();
    let place = waiting.iter().position(|who| *who == viewer).unwrap_or_default();
    let config = &meeting.config;
    Some(WaitingView {
        room: config.room,
        meeting: config.meeting,
        kind: config.kind,
        phase: meeting.phase,
        me: viewer,
        name: me.person.name.clone(),
        capacity: config.capacity,
        present: count(meeting.all_present().count()),
        waiting: count(waiting.len()),
        place: count(place + 1),
        lead: meeting.lead.and_then(|lead| meeting.present(lead)).map(|lead| lead.person.name.clone()),
        one_by_one: config.settings.admission == Admission::OneByOne,
        card: card(meeting),
        whispers: last_whispers(meeting, |m| {
            m.kind == MessageKind::Door && (m.from == viewer || m.to == Some(viewer))
        }),
    })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The latecomer's card (rule 10), while the meeting runs.
fn card(meeting: &Meeting) -> Option<LatecomerCard> {
    let (item, agenda_item) = meeting.current().filter(|_| meeting.is_running())?;
    Some(LatecomerCard {
        item,
        agenda_item: agenda_item.clone(),
        items: count(meeting.config.agenda.len()),
        topic: meeting.topics.taken_up().map(|topic| topic.text.clone()),
        round_has_room: meeting.round_has_room(meeting.at_ms),
        earlier_shown: meeting.config.settings.show_earlier,
    })
}
