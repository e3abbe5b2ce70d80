//! The coming dates of all rooms of an account, for its desk.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::schedule::{date_example, views};
use crate::{
    eve::TOLD_BEFORE_MS,
    http::{
        Web,
        endpoint::{Access, Endpoint},
        extract::SignedIn,
        limits::{DESK_DATES_MAX, DESK_DAYS},
        places::{Said, counts_example},
        problem::Problem,
    },
    hub::{doors, duties},
    meeting::id::RoomId,
    room::{Scope, places::PlaceCounts, schedule::DateView},
    time::UnixMs,
};

const DAY_MS: u64 = 24 * 60 * 60_000;

/// A date of one of several rooms.
#[derive(Serialize, JsonSchema)]
struct ComingDate {
    /// The room.
    room: RoomId,
    /// The date.
    date: DateView,
    /// Who comes to it, in numbers.
    places: PlaceCounts,
    /// Whether it begins within a day and nobody has its lead, in a room where leads are agreed before.
    needs_lead: bool,
}

/// A therapist-led room in which somebody has missed as many dates in a row as its rule names.
#[derive(Serialize, JsonSchema)]
struct Missing {
    /// The room.
    room: RoomId,
    /// How many members.
    members: u32,
}

/// The coming dates of all rooms of an account.
#[derive(Serialize, JsonSchema)]
struct Coming {
    /// The dates that begin within 42 days and are not over, in the order of their starts, cancelled ones
    /// among them: at most 1000.
    dates: Vec<ComingDate>,
    /// The rooms in which members have missed dates in a row.
    missing: Vec<Missing>,
    /// The time of the server, in unix milliseconds.
    now: UnixMs,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/me/dates", "Lists the coming dates of all rooms of the caller", list)
            .needs(Access::Account)
            .program(Scope::RoomsRead)
            .answers::<Coming>(
                StatusCode::OK,
                "The dates of the rooms that the caller owns or co-leads",
                example(),
            ),
    ]
}

fn example() -> Value {
    json!({
        "dates": [{
            "room": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "date": date_example(), "places": counts_example(),
            "needs_lead": false,
        }],
        "missing": [], "now": 1_900_000_000_000_i64,
    })
}

async fn list(State(web): State<Web>, someone: SignedIn) -> Result<Json<Coming>, Problem> {
    let now = web.now();
    let until = now.plus_ms(DESK_DAYS * DAY_MS);
    let (mut dates, mut missing) = (Vec::new(), Vec::new());
    for room in web.store.rooms_of(someone.id()).await? {
        let over = doors::over(&web.services, &room).await?;
        let coming = room.dates_from(now).take_while(|date| date.starts_at < until);
        let coming = coming.filter(|date| Some(date.key) != over);
        let said = Said::of(&web, &room).await?;
        let unled = duties::unled(&web.store, &room, now, now.plus_ms(TOLD_BEFORE_MS)).await?;
        dates.extend(views(&room, coming).into_iter().map(|date| ComingDate {
            room: room.id,
            places: said.counts(date.key),
            needs_lead: unled.contains(&date.key),
            date,
        }));
        let members = said.missing();
        missing.extend((members > 0).then_some(Missing { room: room.id, members }));
    }
    dates.sort_by_key(|coming| (coming.date.starts_at, coming.room));
    dates.truncate(DESK_DATES_MAX);
    Ok(Json(Coming { dates, missing, now }))
}
