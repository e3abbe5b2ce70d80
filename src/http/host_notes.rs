//! What a host is told of their rooms outside the meetings.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    body::Body,
    endpoint::{Access, Endpoint},
    extract::{Owner, SignedIn},
    problem::Problem,
    web::Web,
};
use crate::{meeting::id::RoomId, time::UnixMs};

/// What a host is told of one room.
#[derive(Serialize, JsonSchema)]
struct HostNote {
    /// The room.
    room: RoomId,
    /// How many calls for help nobody had read when their meetings ended.
    missed_calls: u32,
    /// When the last of these meetings ended, in unix milliseconds; null if no call was missed.
    missed_at: Option<UnixMs>,
    /// How many concerns about leads members have left.
    concerns: u32,
}

/// What a host is told.
#[derive(Serialize, JsonSchema)]
struct HostNoteList {
    /// Of the rooms that the caller owns and of which there is something to tell.
    notes: Vec<HostNote>,
}

/// Up to when the host has read of missed calls.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Read {
    /// The `missed_at` that was shown, in unix milliseconds.
    missed_at: UnixMs,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let note = json!({
        "room": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "missed_calls": 1, "missed_at": 1_900_000_000_000_i64,
        "concerns": 0,
    });
    vec![
        Endpoint::get("/api/me/notes", "Tells a host what happened in their rooms", list)
            .needs(Access::Account)
            .answers::<HostNoteList>(StatusCode::OK, "The notes", json!({"notes": [note]})),
        Endpoint::delete(
            "/api/rooms/{room}/missed-calls",
            "Forgets the calls for help that nobody had read, once the host has read of them",
            forget,
        )
        .needs(Access::Owner)
        .body::<Read>(json!({"missed_at": 1_900_000_000_000_i64}))
        .done("Forgotten"),
    ]
}

async fn list(State(web): State<Web>, someone: SignedIn) -> Result<Json<HostNoteList>, Problem> {
    let mut notes = Vec::new();
    for room in web.store.rooms_of(someone.id()).await? {
        if room.owner != someone.id() {
            continue;
        }
        let missed = web.store.missed_calls(room.id).await?;
        let concerns = u32::try_from(web.store.concerns(room.id).await?.len()).unwrap_or(u32::MAX);
        if missed.is_empty() && concerns == 0 {
            continue;
        }
        notes.push(HostNote {
            room: room.id,
            missed_calls: missed.iter().map(|missed| missed.calls).fold(0, u32::saturating_add),
            missed_at: missed.first().map(|missed| missed.ended_at),
            concerns,
        });
    }
    Ok(Json(HostNoteList { notes }))
}

async fn forget(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(Read { missed_at }): Body<Read>,
) -> Result<StatusCode, Problem> {
    web.store.forget_missed_calls(lead.room.id, missed_at).await?;
    Ok(StatusCode::NO_CONTENT)
}
