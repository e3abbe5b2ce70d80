//! Entry tokens: the way from a cookie to a meeting's socket.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::AppendHeaders,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{
    body::{Body, Empty},
    consent,
    cookies::SetCookie,
    emergency,
    endpoint::{Access, Endpoint},
    extract::{At, SignedIn, Visitor},
    lead_seats,
    origins::Site,
    problem::{Code, Problem},
    rooms::Face,
    seats::{self, SeatHere},
    web::Web,
};
use crate::{
    auth::Pass,
    hub::{doors, newcomers, places},
    meeting::{
        id::{ParticipantId, RoomId},
        role::Role,
    },
    room::{Room, schedule::DateView},
    store::Participant,
    time::UnixMs,
};

/// A token for the first frame of a socket.
#[derive(Serialize, JsonSchema)]
struct EntryToken {
    /// The JWT to send.
    token: String,
    /// When the token expires, in unix milliseconds.
    expires_at: UnixMs,
    /// Milliseconds until then, for a client whose clock may differ from the server's.
    expires_in_ms: u64,
    /// The room that the token opens.
    room: RoomId,
    /// The caller's participant id in this room.
    participant: ParticipantId,
}

/// A room that meets on dates, for somebody who wants to come.
#[derive(Serialize, JsonSchema)]
struct DoorView {
    /// The room, with the date that began last and the next ones.
    room: Face,
    /// When the doors open for the caller for the next date that can still be held, in unix
    /// milliseconds; null if there is none.
    opens_at: Option<UnixMs>,
    /// Whether the caller leads the room.
    leads: bool,
    /// The first date to which the caller may come, if they begin later than the group meets next; null
    /// otherwise.
    begins: Option<DateView>,
    /// How many people are expected who are new, where the group is told of them; 0 elsewhere.
    newcomers: u32,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    vec![
        Endpoint::post("/api/rooms/{room}/token", "Makes a token that opens a room's meeting", entry_token)
            .needs(Access::Seat)
            .body::<Empty>(json!({}))
            .answers::<EntryToken>(
                StatusCode::OK,
                "For an account that leads the room, otherwise for the member whose cookie is sent",
                json!({"token": "eyJ…", "expires_at": 1_900_000_000_000_u64, "expires_in_ms": 900_000, "room": ID, "participant": ID}),
            )
            .refuses(&[
                Code::Banned,
                Code::ConsentMissing,
                Code::EmergencyUnconfirmed,
                Code::TherapistRequired,
                Code::Forbidden,
                Code::SeriesLost,
                Code::DoorsClosed,
                Code::NoPlace,
            ]),
        Endpoint::get(
            "/api/rooms/{room}/door",
            "Tells somebody who may come to a room when its doors open, and what became of its last date",
            door,
        )
        .needs(Access::Seat)
        .answers::<DoorView>(
            StatusCode::OK,
            "The door as the caller finds it",
            json!({"room": Face::example(), "opens_at": 1_900_000_000_000_i64, "leads": false, "begins": null, "newcomers": 1}),
        )
        .refuses(&[Code::NoSeat, Code::Banned, Code::NotFound]),
    ]
}

async fn entry_token(
    State(web): State<Web>,
    site: Site,
    Visitor(someone): Visitor,
    headers: HeaderMap,
    At(id): At<RoomId>,
    Body(Empty {}): Body<Empty>,
) -> Result<(AppendHeaders<Option<SetCookie>>, Json<EntryToken>), Problem> {
    let room = seats::open_room(&web, id).await?.ok_or(Code::NotFound)?;
    seats::must_be_whole(&web, id).await?;
    let Entry { seat, role, pass, ends_at, cookie } = match lead(&web, someone, &room).await? {
        Some(lead) => lead,
        None => member(&web, &headers, site, id).await?,
    };
    if seat.banned_at.is_some() {
        return Err(Code::Banned.into());
    }
    if role == Role::Member {
        consent::must_be_given(&web, &room, seat.id).await?;
    }
    if !doors::are_open(&web.services, &room, role, seat.begins, seat.id).await? {
        return Err(Code::DoorsClosed.into());
    }
    // Asked for a meeting that takes place, so not before the doors are open.
    if role == Role::Member {
        emergency::must_be_confirmed(&web, &room, seat.id).await?;
    }
    if !places::admit(&web.services, &room, seat.id, role, true).await? {
        return Err(Code::NoPlace.into());
    }
    let now = web.now();
    let life_s = ends_at.since(now) / 1_000;
    let signed = web.services.tokens.sign_entry(id, seat.id, role, Some(pass), life_s, now);
    let signed = signed.map_err(|_| Code::Internal)?;
    let token = EntryToken {
        token: signed.token,
        expires_at: signed.expires_at,
        expires_in_ms: signed.expires_at.since(now),
        room: id,
        participant: seat.id,
    };
    Ok((AppendHeaders(cookie), Json(token)))
}

async fn door(
    State(web): State<Web>,
    site: Site,
    Visitor(someone): Visitor,
    headers: HeaderMap,
    At(id): At<RoomId>,
) -> Result<Json<DoorView>, Problem> {
    let (room, seat) = may_come(&web, site, someone, &headers, id).await?;
    let (leads, who) = (seat.is_none(), seat.as_ref().map(|seat| seat.id));
    let newcomers = newcomers(&web.store, &room, seat.as_ref(), web.now()).await?;
    let begins = seat.and_then(|seat| seat.begins);
    let opens_at = doors::open_at(&web.services, &room, leads, begins, who).await?;
    let begins = seats::begins(&room, begins, web.now());
    Ok(Json(DoorView { room: Face::of(&web, &room).await?, opens_at, leads, begins, newcomers }))
}

/// A room for somebody who leads it or has a seat in it, and that seat; `None` if they lead it.
pub(super) async fn may_come(
    web: &Web,
    site: Site,
    someone: Option<SignedIn>,
    headers: &HeaderMap,
    id: RoomId,
) -> Result<(Room, Option<Participant>), Problem> {
    let room = seats::open_room(web, id).await?.ok_or(Code::NotFound)?;
    let standing = match &someone {
        Some(someone) => web.store.standing(room.id, someone.id()).await?,
        None => None,
    };
    let leads = standing.is_some();
    let seat = match leads {
        true => None,
        false => Some(seats::of(web, headers, site, id).await?.ok_or(Code::NoSeat)?.person),
    };
    Ok((room, seat))
}

/// Who may enter, as what, and what that rests on.
struct Entry {
    seat: Participant,
    role: Role,
    pass: Pass,
    /// Until when the pass is good.
    ends_at: UnixMs,
    /// A cookie that is kept longer from now on, if there is one.
    cookie: Option<SetCookie>,
}

/// The seat that is remembered on this device.
async fn member(web: &Web, headers: &HeaderMap, site: Site, room: RoomId) -> Result<Entry, Problem> {
    let mut seat = seats::of(web, headers, site, room).await?.ok_or(Code::NoSeat)?;
    let cookie = seats::touch(web, site, &mut seat).await?;
    let SeatHere { person, device, .. } = seat;
    let (pass, ends_at) = (Pass::Device(device.secret_hash), device.expires_at);
    Ok(Entry { seat: person, role: Role::Member, pass, ends_at, cookie })
}

/// The seat and the entry role of an account that leads the room; the seat is made on first use.
/// `None` if nobody is signed in or the account does not lead the room.
async fn lead(web: &Web, someone: Option<SignedIn>, room: &Room) -> Result<Option<Entry>, Problem> {
    let Some(someone) = someone else {
        return Ok(None);
    };
    let Some(standing) = web.store.standing(room.id, someone.id()).await? else {
        return Ok(None);
    };
    let role = standing.entry_role(room.kind, someone.account.rights())?;
    let seat = lead_seats::of(web, &someone, room.id).await?;
    let (pass, ends_at) = (Pass::Session(someone.session), someone.ends_at);
    Ok(Some(Entry { seat, role, pass, ends_at, cookie: None }))
}
