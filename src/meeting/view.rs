//! What a viewer may see.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    agenda::AgendaItem,
    audience::{shows_message, shows_whisper},
    date::MeetingDate,
    duty::Assignment,
    floor::{Floor, ItemTime},
    help::HelpCall,
    id::{MeetingId, ParticipantId, RoomId},
    known::{floor::floor as known_floor, people::Eyes},
    limits::WHISPERS_KEPT,
    observing::{Observer, ObserverQuestion},
    offer::Offer,
    ordinal::{ItemIndex, TurnId},
    reason::PauseReason,
    role::{Role, RoomKind},
    sealed::SealedShare,
    settings::{Door, Settings},
    state::{LeadLost, Meeting, Message, MessageKind, Participant, Person, Phase, Place},
    time::{FloorClock, FloorMs, MeetingMs},
    topics::Topics,
};

/// A meeting as one person in it may see it. A client applies events to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MeetingView {
    /// The room.
    pub room: RoomId,
    /// The meeting.
    pub meeting: MeetingId,
    /// The kind of the room.
    pub kind: RoomKind,
    /// The id of the format that the agenda came from.
    pub format: String,
    /// How many people may be in the meeting at a time.
    pub capacity: u32,
    /// The settings of the room.
    pub settings: Settings,
    /// Where the meeting is in its life.
    pub phase: Phase,
    /// How people come in.
    pub door: Door,
    /// When the meeting is planned to end; null if that is when the minutes of its agenda are over.
    pub planned_end_ms: Option<FloorMs>,
    /// The items, in the order in which they were planned.
    pub agenda: Vec<AgendaItem>,
    /// The current item; null before the opening.
    pub item: Option<ItemIndex>,
    /// When each item was held, in the order in which they started.
    pub item_times: Vec<ItemTime>,
    /// The items still to come, the next one first.
    pub coming: Vec<ItemIndex>,
    /// The page of the current item's material that is shown, from 0.
    pub page: u32,
    /// The topics that members proposed.
    pub topics: Topics,
    /// The floor's clock.
    pub clock: FloorClock,
    /// Why the floor is paused; null while it is not.
    pub pause: Option<PauseReason>,
    /// When the pause is over by itself, in meeting time: the end of a silence. Null if it is not.
    pub pause_until_ms: Option<MeetingMs>,
    /// Whether everyone but the leads is muted, those who come later too.
    pub everyone_muted: bool,
    /// Who is here and who was, by their position in the circle and then by arrival. Leads and
    /// greeters also see who waits.
    pub people: Vec<Person>,
    /// Who is to do what, as it was agreed before the meeting. Empty to all but leads.
    pub duties: Vec<Assignment>,
    /// The person who leads; null before the first lead came.
    pub lead: Option<ParticipantId>,
    /// What follows from the lead's absence; null while the lead is here.
    pub lead_lost: Option<LeadLost>,
    /// The floor.
    pub floor: Floor,
    /// The last messages to everyone that the viewer may see, oldest first.
    pub messages: Vec<Message>,
    /// The last whispers that the viewer may see, oldest first.
    pub whispers: Vec<Message>,
    /// What people are asked to take: to leads all of it, to others what they are asked themselves.
    pub offers: Vec<Offer>,
    /// The questions that stand, whether somebody may observe. Empty to observers.
    pub observer_questions: Vec<ObserverQuestion>,
    /// What is for the viewer alone.
    pub me: Me,
}

/// What is for the viewer alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Me {
    /// The viewer's id.
    pub id: ParticipantId,
    /// The current turn, if the viewer holds it and was warned that its time runs out.
    pub warned_turn: Option<TurnId>,
    /// The length of their shares in percent of the usual one.
    pub multiplier_percent: u32,
    /// What they have in the sealed round and is not shown yet; null if there is none.
    #[serde(default)]
    pub sealed: Option<SealedShare>,
    /// For a lead, from half time on: who had written nothing to everyone then, and has not since. Null
    /// before, and for everybody else.
    #[serde(default)]
    pub unheard: Option<Vec<ParticipantId>>,
    /// What the viewer said to each observer, and to each person who would observe.
    #[serde(default)]
    pub observer_answers: BTreeMap<ParticipantId, bool>,
}

/// All that a person in the waiting room may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct WaitingView {
    /// The room.
    pub room: RoomId,
    /// The meeting.
    pub meeting: MeetingId,
    /// The kind of the room.
    pub kind: RoomKind,
    /// Where the meeting is in its life.
    pub phase: Phase,
    /// The date that people gather for; null if the room has no dates.
    pub date: Option<MeetingDate>,
    /// The viewer's id.
    pub me: ParticipantId,
    /// The viewer's name.
    pub name: String,
    /// How many people may be in the meeting at a time.
    pub capacity: u32,
    /// How many people are in the meeting.
    pub present: u32,
    /// How many people wait, the viewer included.
    pub waiting: u32,
    /// The viewer's place among the waiting, from 1.
    pub place: u32,
    /// The name of a lead who is here: the one who leads if they are, otherwise another. Null if no lead
    /// is here and connected.
    pub lead: Option<String>,
    /// How the door stands for the viewer, whom only a lead may let in even where others come in by
    /// themselves.
    pub door: Door,
    /// Whether the viewer was in the meeting, and a lead sent them back to the waiting room.
    pub sent_back: bool,
    /// Whether a lead asked the viewer to wait a little longer.
    pub put_off: bool,
    /// Whether the viewer comes as an observer, whom everybody who takes part is asked about first.
    pub observes: bool,
    /// Those who observe, about whom the viewer is asked before they come in.
    pub observers: Vec<Observer>,
    /// Where the meeting is; null unless it runs and the viewer comes late.
    pub card: Option<LatecomerCard>,
    /// Whispers between the viewer and the leads, oldest first.
    pub whispers: Vec<Message>,
    /// What became of the viewer's call for help; null if they made none.
    pub help: Option<WaitingHelp>,
}

/// What became of a call for help, for a caller who waits and so knows people by their names only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct WaitingHelp {
    /// The names of those it was sent to who are here.
    pub told: Vec<String>,
    /// The names of those who had it on their screen.
    pub read_by: Vec<String>,
    /// The name of the one who wrote back; null if nobody did.
    pub answered_by: Option<String>,
    /// Whether it was sent again because nobody read it in time.
    pub repeated: bool,
}

/// Where the meeting is, for someone who comes late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LatecomerCard {
    /// The current item.
    pub item: ItemIndex,
    /// What the agenda says of it.
    pub agenda_item: AgendaItem,
    /// How many items the agenda has.
    pub items: u32,
    /// Whether a round runs that has room for one more person.
    pub round_has_room: bool,
    /// Whether the viewer will see earlier messages.
    pub earlier_shown: bool,
}

/// Sorts people by their position in the circle, then by arrival.
pub(super) fn sort_people(people: &mut [Person]) {
    people.sort_by_key(|person| (person.circle_position.unwrap_or(u32::MAX), person.arrived_ms, person.id));
}

/// The meeting as a person in it may see it; `None` for anyone else.
#[must_use]
pub fn view(meeting: &Meeting, viewer: ParticipantId) -> Option<MeetingView> {
    let me = meeting.present(viewer)?;
    let eyes = Eyes::of(me);
    let mut people: Vec<Person> = meeting.people.values().filter_map(|who| eyes.person(me, who)).collect();
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
        door: meeting.door,
        planned_end_ms: meeting.planned_end_ms,
        agenda: eyes.agenda(&config.agenda),
        item: meeting.item,
        item_times: meeting.item_times.clone(),
        coming: meeting.coming.clone(),
        page: meeting.page,
        topics: meeting.topics.clone(),
        clock: meeting.clock,
        pause: meeting.pause,
        pause_until_ms: meeting.pause_until_ms,
        everyone_muted: meeting.everyone_muted,
        people,
        duties: eyes.duties(&meeting.duties),
        lead: meeting.lead,
        lead_lost: meeting.lead_lost,
        floor: known_floor(&meeting.floor, viewer),
        messages: shown_messages(meeting, me),
        whispers: last_whispers(meeting, |m| shows_whisper(me, m)),
        offers: meeting
            .offers
            .iter()
            .filter(|offer| me.sees_as_lead() || offer.who == viewer)
            .cloned()
            .collect(),
        observer_questions: if me.observes() { Vec::new() } else { meeting.observer_questions() },
        me: Me {
            id: viewer,
            warned_turn: meeting.warned_turn.filter(|_| meeting.turn_of(viewer).is_some()),
            multiplier_percent: me.multiplier_percent,
            sealed: meeting.sealed.get(&viewer).cloned(),
            unheard: meeting.unheard.clone().filter(|_| me.sees_as_lead()),
            observer_answers: meeting
                .observing
                .keys()
                .filter_map(|observer| Some((*observer, meeting.answer_to(*observer, viewer)?)))
                .collect(),
        },
    })
}

fn shown_messages(meeting: &Meeting, me: &Participant) -> Vec<Message> {
    let shown = meeting.messages.iter().filter(|message| shows_message(meeting, me, message));
    shown.cloned().collect()
}

/// The last whispers that pass, oldest first.
fn last_whispers(meeting: &Meeting, shows: impl Fn(&Message) -> bool) -> Vec<Message> {
    let mut last: Vec<Message> =
        meeting.whispers.iter().rev().filter(|m| shows(m)).take(WHISPERS_KEPT).cloned().collect();
    last.reverse();
    last
}

/// What a person in the waiting room may see; `None` for anyone else.
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
        date: config.date.clone(),
        me: viewer,
        name: me.person.name.clone(),
        capacity: config.capacity,
        present: count(meeting.people.values().filter(|p| p.seems_present()).count()),
        waiting: count(waiting.len()),
        place: count(place + 1),
        lead: lead_here(meeting).map(|lead| lead.person.name.clone()),
        door: match meeting.door {
            Door::Everyone if me.held => Door::OneByOne,
            door => door,
        },
        sent_back: me.held && me.person.circle_position.is_some(),
        put_off: me.person.door_note.as_ref().is_some_and(|note| note.put_off),
        observes: me.person.role == Role::Observer,
        observers: meeting.observers_for(me),
        card: card(meeting).filter(|_| comes_late(meeting, me)),
        whispers: last_whispers(meeting, |m| {
            m.kind == MessageKind::Door && (m.from == viewer || m.to == Some(viewer))
        }),
        help: me.person.help.as_deref().map(|call| waiting_help(meeting, call)),
    })
}

/// Whom the people who wait may count on.
fn lead_here(meeting: &Meeting) -> Option<&Participant> {
    let here = |who: &&Participant| who.is_here() && who.person.role.is_lead();
    let first = meeting.lead.and_then(|lead| meeting.people.get(&lead)).filter(here);
    first.or_else(|| meeting.people.values().find(here))
}

fn waiting_help(meeting: &Meeting, call: &HelpCall) -> WaitingHelp {
    let name = |who: &ParticipantId| meeting.people.get(who).map(|p| p.person.name.clone());
    WaitingHelp {
        told: call.told.iter().filter(|who| meeting.is_here(**who)).filter_map(name).collect(),
        read_by: call.read_by.iter().filter_map(name).collect(),
        answered_by: call.answered_by.as_ref().and_then(name),
        repeated: call.repeated,
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Whether the meeting was open when somebody came, or is past its first item.
fn comes_late(meeting: &Meeting, who: &Participant) -> bool {
    let opened_before = meeting.opened_ms.is_some_and(|opened| who.person.arrived_ms > opened);
    opened_before || meeting.item_times.len() > 1
}

/// The latecomer's card (rule 10); `None` unless the meeting runs.
fn card(meeting: &Meeting) -> Option<LatecomerCard> {
    let (item, agenda_item) = meeting.current().filter(|_| meeting.is_running())?;
    Some(LatecomerCard {
        item,
        agenda_item: Eyes::Member.item(agenda_item),
        items: count(meeting.config.agenda.len()),
        round_has_room: meeting.round_has_room(meeting.at_ms),
        earlier_shown: meeting.config.settings.show_earlier,
    })
}
