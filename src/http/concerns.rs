//! Concerns about a lead: a member leaves one for the host, who alone reads it.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    body::{Body, Empty},
    endpoint::{Access, Endpoint},
    extract::{At, Owner},
    limits::{CONCERN_CHARS_MAX, CONCERNS_PER_ROOM_MAX},
    names,
    origins::Site,
    problem::{Code, Problem},
    seats,
    web::Web,
};
use crate::{
    auth::RandomId,
    hub::{NoEntry, bearer},
    meeting::id::{ConcernId, ParticipantId, RoomId},
    store::Concern,
    time::UnixMs,
};

/// A concern about a lead.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewConcern {
    /// What the member wants the host to know.
    text: String,
    /// Whether the host is told who wrote it.
    named: bool,
    /// The token that a person came in with who has no seat on this device, such as an operator's.
    #[serde(default)]
    token: Option<String>,
}

/// A concern as the host reads it.
#[derive(Serialize, JsonSchema)]
struct ConcernView {
    /// The id of the concern.
    id: ConcernId,
    /// What was written.
    text: String,
    /// The name in the room of the person who wrote it; null if they did not want it told.
    from: Option<String>,
    /// When it was left, in unix milliseconds.
    created_at: UnixMs,
}

/// The concerns that members of a room have left.
#[derive(Serialize, JsonSchema)]
struct ConcernList {
    /// Newest first.
    concerns: Vec<ConcernView>,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Content {
    text: String,
    from: Option<ParticipantId>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let example = json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "text": "I was not let finish.", "from": null,
        "created_at": 1_900_000_000_000_i64,
    });
    vec![
        Endpoint::post("/api/seat/{room}/concerns", "Leaves a concern about a lead for the host", leave)
            .needs(Access::Seat)
            .body::<NewConcern>(json!({"text": "I was not let finish.", "named": false}))
            .done("Left. Only the host reads it")
            .refuses(&[Code::Banned, Code::TooLong, Code::TextInvalid, Code::TooManyConcerns]),
        Endpoint::get("/api/rooms/{room}/concerns", "Lists the concerns that members left", list)
            .needs(Access::Owner)
            .answers::<ConcernList>(StatusCode::OK, "Newest first", json!({"concerns": [example]})),
        Endpoint::delete("/api/rooms/{room}/concerns/{concern}", "Erases a concern", erase)
            .needs(Access::Owner)
            .body::<Empty>(json!({}))
            .done("Erased")
            .refuses(&[Code::NotFound]),
    ]
}

/// The writer stands inside the seal, and only if they want it.
async fn leave(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(id): At<RoomId>,
    Body(NewConcern { text, named, token }): Body<NewConcern>,
) -> Result<StatusCode, Problem> {
    let room = seats::open_room(&web, id).await?.ok_or(Code::NotFound)?;
    let writer = match token {
        Some(token) => known_by(&web, &token, id).await?,
        None => seats::of(&web, &headers, site, id).await?.ok_or(Code::NoSeat)?.person.id,
    };
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Err(Problem::field(Code::TextInvalid, "text"));
    }
    if text.chars().count() > CONCERN_CHARS_MAX {
        return Err(Problem::field(Code::TooLong, "text"));
    }
    if web.store.concerns(room.id).await?.len() >= CONCERNS_PER_ROOM_MAX {
        return Err(Code::TooManyConcerns.into());
    }
    let (concern, from) = (ConcernId::random(), named.then_some(writer));
    let content = serde_json::to_vec(&Content { text, from }).map_err(|_| Code::Internal)?;
    let key = web.store.series_key(room.id).await?;
    let sealed = key.seal_concern(concern, &content).map_err(|_| Code::Internal)?;
    web.store.add_concern(Concern { id: concern, room: room.id, sealed, created_at: web.now() }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Somebody who was in the room with this token, or one for the same person.
async fn known_by(web: &Web, token: &str, room: RoomId) -> Result<ParticipantId, Problem> {
    match bearer(&web.services, token).await {
        Ok(entrant) if entrant.room == room && entrant.name.is_some() => Ok(entrant.participant),
        Ok(_) | Err(NoEntry::Room | NoEntry::Doors | NoEntry::Ground) => Err(Code::NoSeat.into()),
        Err(NoEntry::Banned) => Err(Code::Banned.into()),
        Err(NoEntry::Store(error)) => Err(error.into()),
    }
}

async fn list(State(web): State<Web>, Owner(lead): Owner) -> Result<Json<ConcernList>, Problem> {
    let mut concerns = Vec::new();
    let kept = web.store.concerns(lead.room.id).await?;
    if kept.is_empty() {
        return Ok(Json(ConcernList { concerns }));
    }
    let key = web.store.series_key(lead.room.id).await?;
    for Concern { id, sealed, created_at, .. } in kept {
        let content = key.open_concern(id, &sealed).map_err(|_| Code::Internal)?;
        let Content { text, from } = serde_json::from_slice(&content).map_err(|_| Code::Internal)?;
        let from = match from {
            Some(who) => web.store.participant(who).await?,
            None => None,
        };
        let from = match from {
            Some(person) => Some(names::open(&web, &person).await?),
            None => None,
        };
        concerns.push(ConcernView { id, text, from, created_at });
    }
    Ok(Json(ConcernList { concerns }))
}

async fn erase(
    State(web): State<Web>,
    Owner(lead): Owner,
    At((_, concern)): At<(RoomId, ConcernId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    web.store.erase_concern(lead.room.id, concern).await?;
    Ok(StatusCode::NO_CONTENT)
}
