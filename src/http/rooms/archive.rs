//! Putting a room away, and bringing it back.

use std::cmp::Reverse;

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{
    count::check_room_count,
    view::{self, RoomView},
};
use crate::{
    http::{
        Web,
        body::{Body, Empty},
        cursor::PageQuery,
        endpoint::{Access, Endpoint},
        extract::{At, Host, Owner},
        problem::{Code, Problem},
        query::Asked,
    },
    meeting::{id::RoomId, role::RoomKind, state::Phase},
    protocol::close::CloseCode,
    room::{Room, Scope, Standing},
    store::{AuditAction, Thing, lifecycle},
    time::UnixMs,
};

/// A room that was put away.
#[derive(Serialize, JsonSchema)]
struct ArchivedRoom {
    /// The id of the room.
    id: RoomId,
    /// Peer-led or therapist-led.
    kind: RoomKind,
    /// The name of the room.
    title: String,
    /// When it was archived, in unix milliseconds.
    archived_at: UnixMs,
}

/// The archived rooms of an account.
#[derive(Serialize, JsonSchema)]
struct ArchivedRoomList {
    /// The rooms that the caller owns and has archived, the last one first.
    rooms: Vec<ArchivedRoom>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let archived = json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "peer_led", "title": "Grief",
        "archived_at": 1_900_000_000_000_i64,
    });
    vec![
        Endpoint::delete("/api/rooms/{room}", "Archives a room. Its links and seats stop working.", archive)
            .tagged(Thing::Room)
            .needs(Access::Owner)
            .program(Scope::RoomsWrite)
            .body::<Empty>(json!({}))
            .done("Archived")
            .refuses(&[Code::MeetingRunning]),
        Endpoint::get("/api/me/archive", "Lists the rooms that the caller owns and has archived", list)
            .needs(Access::Host)
            .paged()
            .answers::<ArchivedRoomList>(
                StatusCode::OK,
                "The rooms",
                json!({"rooms": [archived], "next": null}),
            ),
        Endpoint::post(
            "/api/me/archive/{room}/restore",
            "Brings an archived room back: with its schedule and leads, and without its seats and links",
            restore,
        )
        .needs(Access::Host)
        .body::<Empty>(json!({}))
        .answers::<RoomView>(StatusCode::OK, "The room", view::example())
        .refuses(&[Code::NotFound, Code::TooManyRooms, Code::TherapistRequired]),
    ]
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
    let act = web.act(lead.someone.party(), AuditAction::RoomArchive, Some(id), None)?;
    web.background.planner.farewell(&lead.room).await?;
    lifecycle::archive_room(&web.store, id, web.now(), act).await?;
    web.services.directory.close(id, CloseCode::NoSuchRoom).await;
    Ok(StatusCode::NO_CONTENT)
}

async fn list(
    State(web): State<Web>,
    Host(host): Host,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<ArchivedRoomList>, Problem> {
    let mut rooms = web.store.archived_rooms(host.id()).await?;
    rooms.retain(|room| room.rehearsal.is_none());
    let page = asked.of(rooms, |room| (Reverse(room.archived_at), room.id))?;
    let rooms = page.items.into_iter().filter_map(|Room { id, kind, title, archived_at, .. }| {
        Some(ArchivedRoom { id, kind, title, archived_at: archived_at? })
    });
    Ok(Json(ArchivedRoomList { rooms: rooms.collect(), next: page.next }))
}

async fn restore(
    State(web): State<Web>,
    Host(host): Host,
    At(id): At<RoomId>,
    Body(Empty {}): Body<Empty>,
) -> Result<Json<RoomView>, Problem> {
    let own = |room: &Room| room.owner == host.id() && room.archived_at.is_some();
    let room = web.store.room(id).await?.filter(own).ok_or(Code::NotFound)?;
    Standing::Owner.may_lead(room.kind, host.account.rights())?;
    check_room_count(&web, &host).await?;
    let act = web.act(host.party(), AuditAction::RoomRestore, Some(id), None)?;
    lifecycle::restore_room(&web.store, id, web.now(), act).await?;
    let room = Room { archived_at: None, ..room };
    Ok(Json(view::room(&web, &room, Standing::Owner, host.account.rights()).await?))
}
