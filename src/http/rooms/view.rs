//! Rooms as they are shown.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    invite_view::{self, InviteView},
    schedule::{self, Planned},
};
use crate::{
    http::{
        Web,
        formats::{Item, item_example},
        handing::Offered,
        problem::Problem,
    },
    hub::doors,
    meeting::{
        id::{AccountId, MeetingId, RoomId},
        role::RoomKind,
        settings::Settings,
        state::Phase,
    },
    room::{Rights, Room, Standing, WayIn, agenda::Tight, formats::FormatId, schedule::DateView},
    store::{Account, StoreError},
    time::UnixMs,
};

/// A room as a list shows it.
#[derive(Serialize, JsonSchema)]
pub(super) struct RoomCard {
    /// The id of the room.
    id: RoomId,
    /// Peer-led or therapist-led.
    kind: RoomKind,
    /// The id of the format that the room started from.
    format: FormatId,
    /// The name of the room.
    title: String,
    /// What the room is about.
    topics: Vec<String>,
    /// How many people the room holds, leads included.
    capacity: u32,
    /// Whether simulated members rehearse here.
    rehearsal: bool,
    /// Whether it is on the shared desk of its owner.
    shared: bool,
    /// When the room was made, in unix milliseconds.
    created_at: UnixMs,
    /// The next date that is not cancelled and can still be held; null if there is none.
    next: Option<DateView>,
    /// The last date, if it was within two weeks and no lead opened it in time; null otherwise.
    missed: Option<DateView>,
    /// The meeting that people gather for or hold; null if there is none.
    meeting: Option<RunningMeeting>,
    /// Whether the key of the series is lost, and with it every name and seat, so that nobody can come
    /// in before its owner starts it over; absent if it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    series_lost: bool,
    /// How one gets in.
    entry: WayIn,
    /// How many people ask to join and wait for a decision.
    asking: u32,
    /// The accounts that lead the room, the owner first.
    leads: Vec<LeadView>,
    /// The names that others see of the hosts who lead the room because it is on their shared desk. A
    /// co-lead is not among them.
    desk_leads: Vec<String>,
    /// The invite links of the room: those that work first, then the newest first.
    invites: Vec<InviteView>,
}

/// The rooms of an account.
#[derive(Serialize, JsonSchema)]
pub(super) struct RoomList {
    /// The rooms, newest first.
    pub(super) rooms: Vec<RoomCard>,
    /// What asks for the next page as `after`; null on the last one.
    pub(super) next: Option<String>,
}

/// A room in full.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Room")]
pub(super) struct RoomView {
    #[serde(flatten)]
    card: RoomCard,
    /// Whom the room suits. May be empty.
    suits: String,
    /// Whom the room does not suit. May be empty.
    not_for: String,
    /// The length of one share in milliseconds; 0 is untimed.
    share_ms: u64,
    /// The agenda.
    agenda: Vec<Item>,
    /// The rounds in which not everyone has time for the shortest share when the room is full.
    tight: Vec<Tight>,
    /// When the room meets.
    planned: Planned,
    /// What its people ask of each other.
    guidelines: Vec<String>,
    /// Counts the changes of the guidelines, from 1.
    guidelines_version: u32,
    /// The host's choices.
    settings: Settings,
    /// What the caller may do with the room.
    may: RoomMay,
    /// The offer of the room to another host; absent if there is none, and for everybody but the owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    offered: Option<Offered>,
}

/// What an account may do with a room, so that a client shows nothing that would be refused.
#[derive(Serialize, JsonSchema)]
struct RoomMay {
    /// Change the room, archive it, hand it on, invite co-leads and remove them. Only the owner may.
    own: bool,
    /// Plan its dates and who serves on them. The owner may, and hosts who share the desk that it is on.
    plan: bool,
    /// Make a rehearsal of it, which is then the caller's own room.
    rehearse: bool,
    /// Stop leading it, as a co-lead.
    leave: bool,
}

impl RoomMay {
    fn of(room: &Room, standing: Standing, rights: Rights) -> Self {
        let rehearse = Standing::Owner.may_lead(room.kind, rights).is_ok();
        Self { own: standing.owns(), rehearse, plan: standing.may_plan(), leave: standing.may_leave() }
    }
}

/// A meeting that has not ended.
#[derive(Serialize, JsonSchema)]
struct RunningMeeting {
    /// The id of the meeting.
    id: MeetingId,
    /// Whether the meeting is open.
    phase: MeetingPhase,
    /// How many people are in the meeting.
    present: u32,
    /// How many people wait to be let in.
    waiting: u32,
}

/// Whether a meeting is open.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum MeetingPhase {
    /// People gather in the waiting room.
    Gathering,
    /// The meeting is open.
    Running,
}

/// An account that leads a room.
#[derive(Serialize, JsonSchema)]
struct LeadView {
    /// The id of the account.
    account_id: AccountId,
    /// The name that others see.
    display_name: String,
    /// Whether the account owns the room.
    owner: bool,
}

/// The room for a list.
pub(super) async fn card(web: &Web, room: &Room) -> Result<RoomCard, Problem> {
    let status = web.services.directory.status(room.id).await;
    let meeting = status.and_then(|status| {
        let phase = match status.phase {
            Phase::Gathering {} => MeetingPhase::Gathering,
            Phase::Running {} => MeetingPhase::Running,
            Phase::Ended { .. } => return None,
        };
        Some(RunningMeeting { id: status.meeting, phase, present: status.present, waiting: status.waiting })
    });
    let owner = web.store.account(room.owner).await?;
    let co_leads = web.store.co_leads(room.id).await?;
    let lead = |account: Account| LeadView {
        account_id: account.id,
        display_name: account.display_name,
        owner: account.id == room.owner,
    };
    let over = doors::over(&web.services, room).await?;
    Ok(RoomCard {
        id: room.id,
        kind: room.kind,
        format: room.format.clone(),
        title: room.title.clone(),
        topics: room.topics.clone(),
        capacity: room.capacity,
        rehearsal: room.rehearsal.is_some(),
        shared: room.shared,
        created_at: room.created_at,
        next: schedule::views(room, room.next_date(web.now(), over).into_iter()).pop(),
        missed: schedule::views(room, doors::missed(&web.services, room).await?.into_iter()).pop(),
        meeting,
        series_lost: match web.store.series_key(room.id).await {
            Err(StoreError::SeriesLost) => true,
            key => key.map(|_| false)?,
        },
        entry: room.entry.clone(),
        asking: web.store.pending_requests(room.id, web.now()).await?,
        leads: owner.into_iter().chain(co_leads).map(lead).collect(),
        desk_leads: desk_leads(web, room).await?,
        invites: invite_view::brief(&web.store.invites(room.id).await?, web.now()),
    })
}

async fn desk_leads(web: &Web, room: &Room) -> Result<Vec<String>, Problem> {
    if !room.shared {
        return Ok(Vec::new());
    }
    let leads = web.store.leads(room.id).await?.into_iter();
    let by_desk = leads.filter(|lead| lead.standing == Standing::Desk && lead.may_lead(room.kind));
    Ok(by_desk.map(|lead| lead.account.display_name).collect())
}

/// The room in full.
pub(super) async fn room(
    web: &Web,
    room: &Room,
    standing: Standing,
    rights: Rights,
) -> Result<RoomView, Problem> {
    let mut card = card(web, room).await?;
    let (invites, seats) = (web.store.invites(room.id).await?, web.store.participants(room.id).await?);
    card.invites = invite_view::full(web, &invites, &seats, standing).await?;
    Ok(RoomView {
        card,
        suits: room.suits.clone(),
        not_for: room.not_for.clone(),
        share_ms: room.share_ms.as_ms(),
        agenda: room.agenda.iter().map(|item| Item::of(item, Some(room.kind))).collect(),
        tight: room.tight_rounds(),
        planned: Planned::of(room, web.now()),
        guidelines: room.guidelines.clone(),
        guidelines_version: room.guidelines_version,
        settings: room.settings.clone(),
        may: RoomMay::of(room, standing, rights),
        offered: if standing.owns() { Offered::of(web, room).await? } else { None },
    })
}

pub(super) fn card_example() -> Value {
    json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "peer_led", "format": "mini", "title": "Grief", "topics": ["grief"],
        "capacity": 8, "rehearsal": false, "shared": false, "created_at": 1_900_000_000_000_i64, "next": schedule::date_example(),
        "missed": null,
        "meeting": {"id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "phase": "gathering", "present": 0, "waiting": 2},
        "entry": {"type": "open"}, "asking": 0,
        "leads": [{"account_id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "display_name": "Ada", "owner": true}],
        "desk_leads": [],
        "invites": [InviteView::example()],
    })
}

pub(super) fn example() -> Value {
    let mut room = card_example();
    let rest = json!({
        "suits": "People who lost someone.", "not_for": "", "share_ms": 90_000, "agenda": [item_example()], "tight": [], "planned": Planned::example(),
        "guidelines": ["What is said here stays here."], "guidelines_version": 1,
        "settings": Settings::for_kind(RoomKind::PeerLed),
        "may": {"own": true, "plan": true, "rehearse": true, "leave": false},
    });
    if let (Value::Object(room), Value::Object(rest)) = (&mut room, rest) {
        room.extend(rest);
    }
    room
}
