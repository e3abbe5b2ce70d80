//! A member's seat in a room: the cookie that holds it, and the code that opens it on another
//! device.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{HeaderMap, StatusCode, request::Parts},
    response::{AppendHeaders, IntoResponse},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    body::{Body, Empty},
    cookies::{Cookie, SetCookie},
    endpoint::Endpoint,
    extract::{At, Client, digest, room_of_path},
    limits::SEAT_TOUCH_MS,
    names,
    origins::Site,
    problem::{Code, Problem},
    requests, revoke,
    rooms::Face,
    web::Web,
};
use crate::{
    auth::{RecoveryCode, Secret},
    hub::newcomers,
    meeting::id::{ParticipantId, RoomId},
    room::{
        Remember, Room,
        schedule::{DateKey, DateView},
    },
    store::{Participant, SeatDevice},
    time::UnixMs,
};

/// The code of a seat.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Recover {
    /// The recovery code: five groups of five letters and digits. Case, spaces and dashes don't matter.
    code: String,
    /// Whether to close the seat on every other device, for when one was lost or was never one's own.
    /// Open meetings are closed there at once.
    #[serde(default)]
    close_elsewhere: bool,
    /// How long this device remembers the seat after it was last used here.
    #[serde(default = "remember")]
    remember: Remember,
}

/// What a device does that is not told how long to remember.
pub(super) const fn remember() -> Remember {
    Remember::Month
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
    /// The id here of the host, who owns the room; null if they never entered it.
    host: Option<ParticipantId>,
    /// The first date to which the person may come, if they begin later than the group meets next; null
    /// otherwise.
    begins: Option<DateView>,
    /// How many people are expected who are new, where the group is told of them; 0 elsewhere.
    newcomers: u32,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    vec![
        Endpoint::post("/api/recover", "Opens a seat on this device with its recovery code", recover)
            .body::<Recover>(json!({
                "code": "ABCDE-FGHJK-MNPQR-STVWX-YZ012", "close_elsewhere": true, "remember": "month",
            }))
            .answers::<Recovered>(
                StatusCode::OK,
                "The seat was opened; its cookie is set",
                json!({"room": ID, "participant": ID}),
            )
            .refuses(&[Code::RecoveryInvalid, Code::Banned, Code::SeriesLost, Code::InsecureConnection, Code::TooManyAttempts]),
        Endpoint::get("/api/seat/{room}", "Returns the seat of this browser in a room", seat)
            .answers::<Seat>(
                StatusCode::OK,
                "The seat",
                json!({"participant": ID, "name": "Robin", "room": Face::example(), "host": ID, "begins": null, "newcomers": 0}),
            )
            .refuses(&[Code::NoSeatHere, Code::NotFound, Code::Banned, Code::SeriesLost]),
        Endpoint::delete(
            "/api/seat/{room}",
            "Forgets the seat on this device; the recovery code opens it again. Repeating this changes nothing",
            forget,
        )
        .body::<Empty>(json!({}))
        .done("Forgotten; the cookie is deleted, and open meetings are closed on this device")
        .refuses(&[Code::NotFound, Code::Banned]),
    ]
}

/// A seat on the device that asks.
pub(super) struct SeatHere {
    pub(super) person: Participant,
    pub(super) device: SeatDevice,
    pub(super) secret: Secret,
}

/// The seat of this browser in the room which the path names as `{room}`.
impl FromRequestParts<Web> for SeatHere {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let room = room_of_path(parts, web).await?;
        let site = Site::from_request_parts(parts, web).await?;
        of(web, &parts.headers, site, room).await?.ok_or_else(|| Code::NoSeat.into())
    }
}

/// The seat in the room that the request's cookie opens; `None` without such a cookie.
pub(super) async fn of(
    web: &Web,
    headers: &HeaderMap,
    site: Site,
    room: RoomId,
) -> Result<Option<SeatHere>, Problem> {
    let Some(secret) = Cookie::Seat(room).read(headers, site) else {
        return Ok(None);
    };
    let seat = web.store.participant_by_secret(digest(&secret), web.now()).await?;
    match seat.filter(|(_, person)| person.room == room) {
        Some((_, person)) if person.banned_at.is_some() => Err(Code::Banned.into()),
        seat => Ok(seat.map(|(device, person)| SeatHere { person, device, secret })),
    }
}

/// A device for a new secret of a seat, and the cookie for it.
pub(super) fn device(
    web: &Web,
    site: Site,
    person: ParticipantId,
    room: RoomId,
    remember: Remember,
) -> (SeatDevice, SetCookie) {
    let secret = Secret::random();
    let expires_at = web.now().plus_ms(remember.ms());
    let device = SeatDevice { secret_hash: digest(&secret), participant: person, remember, expires_at };
    (device, cookie(&secret, site, room, remember))
}

fn cookie(secret: &Secret, site: Site, room: RoomId, remember: Remember) -> SetCookie {
    let life_ms = (!remember.is_for_a_visit()).then_some(remember.ms());
    Cookie::Seat(room).set(secret, life_ms, site)
}

/// Postpones the time at which a device that is used forgets the seat, unless it is for one visit.
/// Returns the new cookie; `None` if it stays as it is.
pub(super) async fn touch(web: &Web, site: Site, seat: &mut SeatHere) -> Result<Option<SetCookie>, Problem> {
    let remember = seat.device.remember;
    let expires_at = web.now().plus_ms(remember.ms());
    if remember.is_for_a_visit() || expires_at.since(seat.device.expires_at) < SEAT_TOUCH_MS {
        return Ok(None);
    }
    web.store.touch_seat_device(seat.device.secret_hash, expires_at).await?;
    seat.device.expires_at = expires_at;
    Ok(Some(cookie(&seat.secret, site, seat.person.room, remember)))
}

/// The room; `None` if it does not exist or is archived.
pub(super) async fn open_room(web: &Web, id: RoomId) -> Result<Option<Room>, Problem> {
    Ok(web.store.room(id).await?.filter(|room| room.archived_at.is_none()))
}

/// Refuses where the key of the series is lost, before anything is asked or made: no seat there can be
/// opened or taken.
pub(super) async fn must_be_whole(web: &Web, room: RoomId) -> Result<(), Problem> {
    Ok(web.store.series_key(room).await.map(drop)?)
}

async fn recover(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    headers: HeaderMap,
    Body(request): Body<Recover>,
) -> Result<impl IntoResponse, Problem> {
    site.must_be_safe()?;
    web.throttles.recover.attempt(&client).await?;
    let code: RecoveryCode = request.code.parse().map_err(|_| Code::RecoveryInvalid)?;
    let hash = code.hash();
    let seat = web.store.participant_by_recovery(hash).await?.ok_or(Code::RecoveryInvalid)?;
    if seat.banned_at.is_some() {
        return Err(Code::Banned.into());
    }
    open_room(&web, seat.room).await?.ok_or(Code::RecoveryInvalid)?;
    must_be_whole(&web, seat.room).await?;
    let (device, cookie) = device(&web, site, seat.id, seat.room, request.remember);
    let closed = web.store.add_seat_device(device, web.now(), request.close_elsewhere).await?;
    revoke::devices(&web, closed).await;
    requests::end(&web, &headers, site, seat.room).await?;
    Ok((AppendHeaders([cookie]), Json(Recovered { room: seat.room, participant: seat.id })))
}

async fn seat(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(id): At<RoomId>,
) -> Result<Json<Seat>, Problem> {
    let room = open_room(&web, id).await?.ok_or(Code::NoSeatHere)?;
    let SeatHere { person, .. } = of(&web, &headers, site, id).await?.ok_or(Code::NoSeatHere)?;
    let name = names::open(&web, &person).await?;
    let host = web.store.participant_by_account(room.id, room.owner).await?.map(|host| host.id);
    let (begins, now) = (begins(&room, person.begins, web.now()), web.now());
    let newcomers = newcomers(&web.store, &room, Some(&person), now).await?;
    let (participant, room) = (person.id, Face::of(&web, &room).await?);
    Ok(Json(Seat { participant, name, room, host, begins, newcomers }))
}

/// The first date to which somebody may come whose seat begins on a date, if it is not the next one.
pub(super) fn begins(room: &Room, begins: Option<DateKey>, now: UnixMs) -> Option<DateView> {
    let schedule = room.schedule.as_ref()?;
    let waits = room.next_date(now, None).is_some_and(|next| !room.has_begun(begins, next.key));
    let first = room.first_date(begins, now).filter(|_| waits)?;
    Some(schedule.date_view(first))
}

/// Not for somebody who is banned: the next click would be a new seat.
async fn forget(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(room): At<RoomId>,
    Body(Empty {}): Body<Empty>,
) -> Result<impl IntoResponse, Problem> {
    if let Some(seat) = of(&web, &headers, site, room).await? {
        web.store.remove_seat_device(seat.device.secret_hash).await?;
        revoke::devices(&web, [seat.device.secret_hash]).await;
    }
    Ok((StatusCode::NO_CONTENT, AppendHeaders([Cookie::Seat(room).clear(site)])))
}
