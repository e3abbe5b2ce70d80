//! A member's seat in a room: the cookie that holds it, and the code that opens it on another
//! device.

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
    body::Body,
    cookies::Cookie,
    endpoint::Endpoint,
    extract::{At, Client, digest},
    names,
    origins::Site,
    problem::{Code, Problem},
    rooms::Face,
    web::Web,
};
use crate::{
    auth::{RecoveryCode, Secret},
    meeting::id::{ParticipantId, RoomId},
    room::Room,
    store::Participant,
};

/// The code of a seat.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Recover {
    /// The recovery code: five groups of five letters and digits. Case, spaces and dashes don't matter.
    code: String,
}

/// The seat that a code opened.
#[derive(Serialize, JsonSchema)]
struct Recovered {
    /// The room's id.
    room: RoomId,
    /// The person's id in this room.
    participant: ParticipantId,
}

/// The seat of this browser.
#[derive(Serialize, JsonSchema)]
struct Seat {
    /// The person's id in this room.
    participant: ParticipantId,
    /// The person's name in this room.
    name: String,
    /// The room.
    room: Face,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    vec![
        Endpoint::post("/api/recover", "Opens a seat on this device with its recovery code", recover)
            .body::<Recover>(json!({"code": "ABCDE-FGHJK-MNPQR-STVWX-YZ012"}))
            .answers::<Recovered>(
                StatusCode::OK,
                "The seat was opened; its cookie is set",
                json!({"room": ID, "participant": ID}),
            )
            .refuses(&[Code::RecoveryInvalid, Code::Banned, Code::InsecureConnection, Code::TooManyAttempts]),
        Endpoint::get("/api/seat/{room}", "Returns the seat of this browser in a room", seat)
            .answers::<Seat>(
                StatusCode::OK,
                "The seat",
                json!({"participant": ID, "name": "Robin", "room": Face::example()}),
            )
            .refuses(&[Code::NoSeatHere, Code::NotFound, Code::Banned]),
    ]
}

/// The seat in the room that the request's cookie opens; `None` without such a cookie.
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

/// The room; `None` if it does not exist or is archived.
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
    let hash = code.hash();
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
    Ok(Json(Seat { participant: seat.id, name: names::open(&web, &seat).await?, room: Face::of(&room) }))
}
