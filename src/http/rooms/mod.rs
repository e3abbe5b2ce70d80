//! Rooms: for those who host and lead them.

mod demo;
mod draft;
mod face;
mod invites;
mod view;

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use serde_json::json;

pub(crate) use self::demo::DemoLinks;
pub(crate) use self::demo::demo;
use self::{
    draft::{Edit, NewRoom},
    view::{RoomList, RoomView},
};
pub(super) use self::{
    draft::{check_share, checked_agenda, format_for, kind_word, stored_ms},
    face::Face,
    invites::InviteKind,
};
use super::{
    Web,
    body::{Body, Empty},
    endpoint::{Access, Endpoint},
    extract::{Host, Lead, Owner, SignedIn},
    limits::ROOMS_PER_ACCOUNT_MAX,
    problem::{Code, Problem},
    revoke,
};
use crate::{
    auth::RandomId,
    meeting::{
        id::{AccountId, RoomId},
        role::RoomKind,
        state::Phase,
    },
    store::{Account, Room, lifecycle},
};

/// How an account leads a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Made it.
    Owner,
    /// Was invited to lead.
    CoLead,
}

/// The kind of a stored room.
pub(super) fn kind_of(room: &Room) -> Result<RoomKind, Problem> {
    kind_of_word(&room.kind)
}

/// The kind of room that a stored word means.
pub(super) fn kind_of_word(word: &str) -> Result<RoomKind, Problem> {
    match word {
        "peer_led" => Ok(RoomKind::PeerLed),
        "therapist_led" => Ok(RoomKind::TherapistLed),
        _ => Err(Code::Internal.into()),
    }
}

/// How an account leads a room, if it does.
pub(super) async fn standing(
    web: &Web,
    room: &Room,
    account: AccountId,
) -> Result<Option<Standing>, Problem> {
    if room.owner == account {
        return Ok(Some(Standing::Owner));
    }
    let co_leads = web.store.co_leads(room.id).await?;
    Ok(co_leads.iter().any(|lead| lead.id == account).then_some(Standing::CoLead))
}

/// An owner must still be a host, and whoever leads therapy a marked therapist.
pub(super) fn may_lead(account: &Account, kind: RoomKind, standing: Standing) -> Result<(), Problem> {
    if kind == RoomKind::TherapistLed && !account.is_therapist {
        return Err(Code::TherapistRequired.into());
    }
    if standing == Standing::Owner && !account.is_host {
        return Err(Code::Forbidden.into());
    }
    Ok(())
}

const ROOM_REFUSALS: [Code; 10] = [
    Code::TitleRequired,
    Code::TooLong,
    Code::TooMany,
    Code::TextInvalid,
    Code::OutOfRange,
    Code::AgendaInvalid,
    Code::SettingsInvalid,
    Code::FormatUnknown,
    Code::FormatKind,
    Code::TherapistRequired,
];

pub(super) fn endpoints() -> Vec<Endpoint> {
    let room = view::example;
    let mut endpoints = vec![
        Endpoint::get("/api/rooms", "The rooms one owns or co-leads", list)
            .needs(Access::Account)
            .answers::<RoomList>(StatusCode::OK, "Newest first", json!({"rooms": [view::card_example()]})),
        Endpoint::post("/api/rooms", "Makes a room", create)
            .needs(Access::Host)
            .body::<NewRoom>(draft::example())
            .answers::<RoomView>(StatusCode::CREATED, "Made", room())
            .refuses(&ROOM_REFUSALS)
            .refuses(&[Code::TooManyRooms]),
        Endpoint::get("/api/rooms/{room}", "A room", get).needs(Access::Lead).answers::<RoomView>(
            StatusCode::OK,
            "The room",
            room(),
        ),
        Endpoint::patch("/api/rooms/{room}", "Changes a room, from its next meeting on", change)
            .needs(Access::Owner)
            .body::<Edit>(json!({"title": "Grief, second season", "share_ms": 180_000}))
            .answers::<RoomView>(StatusCode::OK, "As it is now", room())
            .refuses(&ROOM_REFUSALS),
        Endpoint::delete("/api/rooms/{room}", "Archives a room; its links and seats stop working", archive)
            .needs(Access::Owner)
            .body::<Empty>(json!({}))
            .done("Archived")
            .refuses(&[Code::MeetingRunning]),
        Endpoint::post(
            "/api/rooms/{room}/rehearsal",
            "A new room like this one, with simulated members; for hosts",
            rehearse,
        )
        .needs(Access::Lead)
        .body::<Empty>(json!({}))
        .answers::<RoomView>(StatusCode::CREATED, "The rehearsal", room())
        .refuses(&[Code::TooManyRooms]),
    ];
    endpoints.extend(invites::endpoints());
    endpoints
}

async fn list(State(web): State<Web>, someone: SignedIn) -> Result<Json<RoomList>, Problem> {
    let mut rooms = Vec::new();
    for room in web.store.rooms_of(someone.id()).await? {
        rooms.push(view::card(&web, &room).await?);
    }
    Ok(Json(RoomList { rooms }))
}

async fn create(
    State(web): State<Web>,
    Host(host): Host,
    Body(request): Body<NewRoom>,
) -> Result<impl IntoResponse, Problem> {
    if request.kind == RoomKind::TherapistLed && !host.account.is_therapist {
        return Err(Code::TherapistRequired.into());
    }
    let room = request.into_room(RoomId::random(), host.id(), web.now())?;
    made(&web, &host, room).await
}

async fn get(State(web): State<Web>, lead: Lead) -> Result<Json<RoomView>, Problem> {
    Ok(Json(view::room(&web, &lead.room).await?))
}

async fn change(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(request): Body<Edit>,
) -> Result<Json<RoomView>, Problem> {
    let room = request.apply(lead.room)?;
    web.note(lead.someone.party(), "room_change", Some(room.id), None).await?;
    let room = web.store.update_room(room).await?;
    Ok(Json(view::room(&web, &room).await?))
}

async fn archive(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let id = lead.room.id;
    let status = web.services.directory.status(id).await;
    if status.is_some_and(|status| status.phase == Phase::Running {}) {
        return Err(Code::MeetingRunning.into());
    }
    web.note(lead.someone.party(), "room_archive", Some(id), None).await?;
    lifecycle::archive_room(&web.store, id, web.now()).await?;
    revoke::room(&web, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn rehearse(
    State(web): State<Web>,
    lead: Lead,
    Body(Empty {}): Body<Empty>,
) -> Result<impl IntoResponse, Problem> {
    // It becomes the caller's own room.
    if !lead.someone.account.is_host {
        return Err(Code::Forbidden.into());
    }
    let (id, owner) = (RoomId::random(), lead.someone.id());
    let (created_at, rehearsal) = (web.now(), true);
    let room = Room { id, owner, rehearsal, created_at, guidelines_version: 1, ..lead.room };
    made(&web, &lead.someone, room).await
}

async fn made(web: &Web, owner: &SignedIn, room: Room) -> Result<(StatusCode, Json<RoomView>), Problem> {
    let owned = web.store.rooms_of(owner.id()).await?.iter().filter(|room| room.owner == owner.id()).count();
    if owned >= ROOMS_PER_ACCOUNT_MAX {
        return Err(Code::TooManyRooms.into());
    }
    web.note(owner.party(), "room_create", Some(room.id), None).await?;
    web.store.create_series_key(room.id).await?;
    web.store.create_room(room.clone()).await?;
    Ok((StatusCode::CREATED, Json(view::room(web, &room).await?)))
}
