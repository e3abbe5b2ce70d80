//! The seat of a member: the cookie that holds it, and the code that opens it elsewhere.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{AppendHeaders, IntoResponse},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Web,
    body::Body,
    cookies::Cookie,
    endpoint::Endpoint,
    extract::{At, Client, digest},
    names,
    problem::{Code, Problem},
    rooms::Face,
    site::Site,
};
use crate::{
    auth::{RecoveryCode, Secret},
    meeting::id::{ParticipantId, RoomId},
    room::Room,
    store::{Digest, Participant},
};

/// A recovery code.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Recover {
    /// Five groups of five letters and digits; case, spaces and dashes don't matter.
    code: String,
}

/// The seat that a code opened.
#[derive(Serialize, JsonSchema)]
struct Recovered {
    /// The room.
    room: RoomId,
    /// Oneself in this room.
    participant: ParticipantId,
}

/// The seat of this browser.
#[derive(Serialize, JsonSchema)]
struct Seat {
    /// Oneself in this room.
    participant: ParticipantId,
    /// One's name there.
    name: String,
    /// The room.
    room: Face,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    vec![
        Endpoint::post("/api/recover", "Opens a seat on this device", recover)
            .body::<Recover>(json!({"code": "ABCDE-FGHJK-MNPQR-STVWX-YZ012"}))
            .answers::<Recovered>(
                StatusCode::OK,
                "The seat; a cookie is set",
                json!({"room": ID, "participant": ID}),
            )
            .refuses(&[Code::RecoveryInvalid, Code::Banned, Code::InsecureConnection, Code::TooManyAttempts]),
        Endpoint::get("/api/seat/{room}", "The seat of this browser in a room", seat)
            .answers::<Seat>(
                StatusCode::OK,
                "The seat",
                json!({"participant": ID, "name": "Robin", "room": Face::example()}),
            )
            .refuses(&[Code::NoSeatHere, Code::NotFound, Code::Banned]),
    ]
}

/// The seat in a room that the request's cookie opens.
pub(super) async fn of(
    web: &Web,
    headers: &HeaderMap,
    site: Site,
    room: RoomId,
) -> Result<Option<Participant>, Problem> {
    let Some(secret) = Cookie::Seat(room).read(headers, site) else {
        return Ok(None);
    };
    let seat = web.store.participant_by_secret(digest(&secret)).await?;
    match seat.filter(|seat| seat.room == room) {
        Some(seat) if seat.banned_at.is_some() => Err(Code::Banned.into()),
        seat => Ok(seat),
    }
}

/// A room that is in use.
pub(super) async fn open_room(web: &Web, id: RoomId) -> Result<Option<Room>, Problem> {
    Ok(web.store.room(id).await?.filter(|room| room.archived_at.is_none()))
}

async fn recover(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    Body(request): Body<Recover>,
) -> Result<impl IntoResponse, Problem> {
    site.must_be_safe()?;
    web.throttles.recover.attempt(&client)?;
    let code: RecoveryCode = request.code.parse().map_err(|_| Code::RecoveryInvalid)?;
    let hash = Digest::from_bytes(code.hash());
    let seat = web.store.participant_by_recovery(hash).await?.ok_or(Code::RecoveryInvalid)?;
    if seat.banned_at.is_some() {
        return Err(Code::Banned.into());
    }
    open_room(&web, seat.room).await?.ok_or(Code::RecoveryInvalid)?;
    let secret = Secret::random();
    web.store.add_seat_secret(seat.id, digest(&secret), web.now()).await?;
    let cookie = AppendHeaders(Cookie::Seat(seat.room).set(&secret, site));
    Ok((cookie, Json(Recovered { room: seat.room, participant: seat.id })))
}

async fn seat(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(id): At<RoomId>,
) -> Result<Json<Seat>, Problem> {
    let room = open_room(&web, id).await?.ok_or(Code::NoSeatHere)?;
    let seat = of(&web, &headers, site, id).await?.ok_or(Code::NoSeatHere)?;
    Ok(Json(Seat { participant: seat.id, name: names::open(&web, &seat)?, room: Face::of(&room) }))
}
