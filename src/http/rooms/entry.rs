//! How one gets into a room, for its owner.

use axum::{Json, extract::State, http::StatusCode};
use serde_json::json;

use super::view::{self, RoomView};
use crate::{
    http::{
        Web,
        body::Body,
        endpoint::{Access, Endpoint},
        extract::Owner,
        problem::{Code, Problem},
    },
    room::{EditError, Room, Scope, WayIn},
    store::{AuditAction, EntryChange, Thing},
};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::put(
            "/api/rooms/{room}/entry",
            "Chooses how one gets into a room. Seats stay, and requests to join can still be decided.",
            change,
        )
        .tagged(Thing::Room)
        .needs(Access::Owner)
        .program(Scope::RoomsWrite)
        .body::<WayIn>(json!({"type": "asking", "questions": ["What brings you?"]}))
        .answers::<RoomView>(StatusCode::OK, "The room as it is now", view::example())
        .refuses(&[Code::EntryInvalid, Code::EntryChanged]),
    ]
}

async fn change(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(way): Body<WayIn>,
) -> Result<Json<RoomView>, Problem> {
    let room = lead.room;
    let new = way.check(room.kind, room.entry_dates()).map_err(EditError::Entry)?;
    let act = web.act(lead.someone.party(), AuditAction::EntryChange, Some(room.id), None)?;
    let change = EntryChange { old: room.entry.clone(), new: new.clone() };
    web.store.replace_entry(room.id, change, act).await?;
    web.services.directory.room_changed(room.id).await;
    let room = Room { entry: new, ..room };
    Ok(Json(view::room(&web, &room, lead.standing, lead.someone.account.rights()).await?))
}
