//! The secret address of a calendar: its owner makes it, makes another in its place, and turns it off.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    auth::Secret,
    http::{
        body::{Body, Empty},
        endpoint::{Access, Endpoint},
        extract::{At, SignedIn, digest},
        origins::Site,
        problem::{Code, Problem},
        seats,
        web::Web,
    },
    meeting::id::RoomId,
    room::language::Language,
    store::{Feed, FeedOf},
    time::UnixMs,
};

/// A calendar to subscribe to.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewCalendar {
    /// The language of what it says.
    lang: Language,
}

/// Whether there is a calendar to subscribe to.
#[derive(Serialize, JsonSchema)]
struct CalendarView {
    /// When its address was made, in unix milliseconds; null if there is none.
    since: Option<UnixMs>,
}

/// A calendar with its address.
#[derive(Serialize, JsonSchema)]
struct MadeCalendar {
    /// The address. Whoever has it can read the dates. It is shown only here; if it is lost, make another
    /// one.
    address: String,
    /// When it was made, in unix milliseconds.
    since: UnixMs,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let view = || json!({"since": 1_900_000_000_000_i64});
    let made = || {
        json!({
            "address": "http://127.0.0.1:8080/api/calendar/7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0/dates.ics",
            "since": 1_900_000_000_000_i64,
        })
    };
    let seat = [Code::NoSeatHere, Code::NotFound, Code::Banned];
    let (own, of_seat) = ("/api/me/calendar", "/api/seat/{room}/calendar");
    vec![
        Endpoint::get(own, "Tells whether the caller has a calendar of all rooms that they lead", of_account)
            .needs(Access::Account)
            .answers::<CalendarView>(StatusCode::OK, "The calendar, without its address", view()),
        Endpoint::put(
            own,
            "Makes the address of a calendar of all rooms that the caller leads; an earlier one stops working",
            make_for_account,
        )
        .needs(Access::Account)
        .body::<NewCalendar>(json!({"lang": "en"}))
        .answers::<MadeCalendar>(StatusCode::OK, "The new address", made()),
        Endpoint::delete(own, "Turns the calendar of the caller off", erase_of_account)
            .needs(Access::Account)
            .body::<Empty>(json!({}))
            .done("Its address does not work any more. Repeating this changes nothing"),
        Endpoint::get(of_seat, "Tells whether the person of this seat has a calendar of its room", of_person)
            .answers::<CalendarView>(StatusCode::OK, "The calendar, without its address", view())
            .refuses(&seat),
        Endpoint::put(
            of_seat,
            "Makes the address of a calendar of the room of this seat; an earlier one stops working",
            make_for_person,
        )
        .body::<NewCalendar>(json!({"lang": "en"}))
        .answers::<MadeCalendar>(StatusCode::OK, "The new address", made())
        .refuses(&seat),
        Endpoint::delete(of_seat, "Turns the calendar of this seat off", erase_of_person)
            .body::<Empty>(json!({}))
            .done("Its address does not work any more. Repeating this changes nothing")
            .refuses(&seat),
    ]
}

async fn seat(web: &Web, headers: &HeaderMap, site: Site, room: RoomId) -> Result<FeedOf, Problem> {
    seats::open_room(web, room).await?.ok_or(Code::NoSeatHere)?;
    let seat = seats::of(web, headers, site, room).await?.ok_or(Code::NoSeatHere)?;
    Ok(FeedOf::Seat(seat.person.id))
}

async fn view(web: &Web, of: FeedOf) -> Result<Json<CalendarView>, Problem> {
    let feed = web.store.feed(of).await?;
    Ok(Json(CalendarView { since: feed.map(|feed| feed.created_at) }))
}

async fn make(web: &Web, of: FeedOf, new: &NewCalendar) -> Result<Json<MadeCalendar>, Problem> {
    let (secret, since) = (Secret::random(), web.now());
    let secret_hash = Some(digest(&secret));
    web.store.put_feed(Feed { of, secret_hash, language: new.lang, created_at: since }).await?;
    // A calendar sends no fragment, in which the other links of this server have their secrets.
    let address = web.page(&format!("api/calendar/{}/dates.ics", *secret.to_text()));
    Ok(Json(MadeCalendar { address, since }))
}

async fn erase(web: &Web, of: FeedOf) -> Result<StatusCode, Problem> {
    web.store.erase_feed(of).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn of_account(State(web): State<Web>, someone: SignedIn) -> Result<Json<CalendarView>, Problem> {
    view(&web, FeedOf::Account(someone.id())).await
}

async fn make_for_account(
    State(web): State<Web>,
    someone: SignedIn,
    Body(new): Body<NewCalendar>,
) -> Result<Json<MadeCalendar>, Problem> {
    make(&web, FeedOf::Account(someone.id()), &new).await
}

async fn erase_of_account(
    State(web): State<Web>,
    someone: SignedIn,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    erase(&web, FeedOf::Account(someone.id())).await
}

async fn of_person(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(room): At<RoomId>,
) -> Result<Json<CalendarView>, Problem> {
    view(&web, seat(&web, &headers, site, room).await?).await
}

async fn make_for_person(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(room): At<RoomId>,
    Body(new): Body<NewCalendar>,
) -> Result<Json<MadeCalendar>, Problem> {
    make(&web, seat(&web, &headers, site, room).await?, &new).await
}

async fn erase_of_person(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(room): At<RoomId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    erase(&web, seat(&web, &headers, site, room).await?).await
}
