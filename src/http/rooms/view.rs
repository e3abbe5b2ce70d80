//! Rooms as they are shown.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{invites::InviteKind, kind_of};
use crate::{
    http::{
        Web,
        formats::{Item, item_example},
        problem::{Code, Problem},
    },
    meeting::{
        agenda::AgendaItem,
        draft::{self, Tight},
        id::{AccountId, InviteId, MeetingId, RoomId},
        role::RoomKind,
        settings::Settings,
        state::Phase,
    },
    store::{Account, Invite, Room},
    time::UnixMs,
};

/// A room as a list shows it.
#[derive(Serialize, JsonSchema)]
pub(super) struct RoomCard {
    /// Its id.
    id: RoomId,
    /// Peer-led or therapist-led.
    kind: RoomKind,
    /// The format it started from.
    format: String,
    /// Its name.
    title: String,
    /// What it is about.
    topics: Vec<String>,
    /// How many people it holds.
    capacity: u32,
    /// Whether simulated members rehearse here.
    rehearsal: bool,
    /// Unix milliseconds.
    created_at: UnixMs,
    /// The meeting that goes on, if one does.
    meeting: Option<RunningMeeting>,
    /// Who leads it, the owner first.
    leads: Vec<LeadView>,
    /// Its links, newest first.
    invites: Vec<InviteView>,
}

/// The rooms of an account.
#[derive(Serialize, JsonSchema)]
pub(super) struct RoomList {
    /// Newest first.
    pub(super) rooms: Vec<RoomCard>,
}

/// A room in full.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Room")]
pub(super) struct RoomView {
    #[serde(flatten)]
    card: RoomCard,
    /// Whom it suits.
    suits: String,
    /// Whom it does not suit.
    not_for: String,
    /// Length of one share in milliseconds; 0 is untimed.
    share_ms: u64,
    /// The agenda.
    agenda: Vec<Item>,
    /// The rounds in which not everyone has time for the shortest share, when the room is full.
    tight: Vec<Tight>,
    /// What its people ask of each other.
    guidelines: Vec<String>,
    /// Counts the changes of the guidelines.
    guidelines_version: u32,
    /// The host's choices.
    settings: Settings,
}

/// A meeting that goes on.
#[derive(Serialize, JsonSchema)]
struct RunningMeeting {
    /// Its id.
    id: MeetingId,
    /// Whether it is open.
    phase: MeetingPhase,
    /// How many are in it.
    present: u32,
    /// How many wait to be let in.
    waiting: u32,
}

/// Whether a meeting is open.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum MeetingPhase {
    /// People gather in the waiting room.
    Gathering,
    /// It is open.
    Running,
}

/// Someone who leads a room.
#[derive(Serialize, JsonSchema)]
struct LeadView {
    /// Their account.
    account_id: AccountId,
    /// Their name.
    display_name: String,
    /// Whether they made the room.
    owner: bool,
}

/// A link into a room, without its secret.
#[derive(Serialize, JsonSchema)]
struct InviteView {
    /// Its id.
    id: InviteId,
    /// For whom.
    kind: InviteKind,
    /// Unix milliseconds.
    created_at: UnixMs,
    /// When it was used up; a member's link never is.
    used_at: Option<UnixMs>,
    /// When it was revoked.
    revoked_at: Option<UnixMs>,
}

pub(super) fn agenda(room: &Room) -> Result<Vec<AgendaItem>, Problem> {
    serde_json::from_value(room.agenda.clone()).map_err(|_| Code::Internal.into())
}

/// The choices of its host, or the defaults of its kind.
pub(super) fn settings(room: &Room, kind: RoomKind) -> Result<Settings, Problem> {
    match &room.settings {
        Value::Null => Ok(Settings::for_kind(kind)),
        value => serde_json::from_value(value.clone()).map_err(|_| Code::Internal.into()),
    }
}

/// A room for a list.
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
    let invites = web.store.invites(room.id).await?.into_iter().map(invite).collect();
    Ok(RoomCard {
        id: room.id,
        kind: kind_of(room)?,
        format: room.format.clone(),
        title: room.title.clone(),
        topics: room.topics.clone(),
        capacity: room.capacity,
        rehearsal: room.rehearsal,
        created_at: room.created_at,
        meeting,
        leads: owner.into_iter().chain(co_leads).map(lead).collect(),
        invites,
    })
}

fn invite(invite: Invite) -> InviteView {
    let Invite { id, kind, created_at, used_at, revoked_at, .. } = invite;
    InviteView { id, kind: kind.into(), created_at, used_at, revoked_at }
}

/// A room in full.
pub(super) async fn room(web: &Web, room: &Room) -> Result<RoomView, Problem> {
    let kind = kind_of(room)?;
    let settings = settings(room, kind)?;
    let agenda = agenda(room)?;
    Ok(RoomView {
        card: card(web, room).await?,
        suits: room.suits.clone(),
        not_for: room.not_for.clone(),
        share_ms: u64::try_from(room.share_ms).unwrap_or(0),
        agenda: agenda.iter().map(|item| Item::of(item, Some(kind))).collect(),
        tight: draft::tight(&agenda, &settings.timing, draft::in_rounds(kind, room.capacity)),
        guidelines: room.guidelines.clone(),
        guidelines_version: room.guidelines_version,
        settings,
    })
}

pub(super) fn card_example() -> Value {
    json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "peer_led", "format": "mini", "title": "Grief", "topics": ["grief"],
        "capacity": 8, "rehearsal": false, "created_at": 1_900_000_000_000_i64,
        "meeting": {"id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "phase": "gathering", "present": 0, "waiting": 2},
        "leads": [{"account_id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "display_name": "Ada", "owner": true}],
        "invites": [{
            "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "member", "created_at": 1_900_000_000_000_i64,
            "used_at": null, "revoked_at": null,
        }],
    })
}

pub(super) fn example() -> Value {
    let mut room = card_example();
    let rest = json!({
        "suits": "People who lost someone.", "not_for": "", "share_ms": 90_000, "agenda": [item_example()], "tight": [],
        "guidelines": ["What is said here stays here."], "guidelines_version": 1,
        "settings": Settings::for_kind(RoomKind::PeerLed),
    });
    if let (Value::Object(room), Value::Object(rest)) = (&mut room, rest) {
        room.extend(rest);
    }
    room
}
