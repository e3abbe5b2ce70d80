//! The coming dates of somebody who has a seat: they sign up, wait, can't come or come late.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    change::{REFUSALS, change, key},
    count::Said,
    rule::FaceRule,
    shown::PlaceView,
};
use crate::{
    http::{
        body::{Body, Empty},
        endpoint::Endpoint,
        extract::At,
        origins::Site,
        problem::{Code, Problem},
        rooms::date_example,
        seats,
        web::Web,
    },
    hub::doors,
    meeting::id::{ParticipantId, RoomId},
    room::{
        Room,
        limits::SEAT_DATES_MAX,
        places::{Answer, AttendanceMark, PlaceChange, Places, Stand, Terms},
        schedule::{DateKey, DateView},
    },
    store::AuditBatch,
    time::UnixMs,
};

/// The coming dates of a room, for the person of a seat.
#[derive(Serialize, JsonSchema)]
struct SeatDates {
    /// How people come to the dates.
    places: FaceRule,
    /// The next dates, cancelled ones among them: at most 12.
    dates: Vec<SeatDate>,
    /// The keys of dates that are gone, and the person's place with them.
    gone: Vec<DateKey>,
    /// Whether the person was at earlier dates, the last first. A peer-led room keeps nothing of it.
    attendance: Vec<OwnAttendance>,
    /// The time of the server, in unix milliseconds.
    now: UnixMs,
}

/// A coming date, for the person of a seat.
#[derive(Serialize, JsonSchema)]
struct SeatDate {
    /// The date.
    date: DateView,
    /// What the person said of it; null if nothing.
    mine: Option<PlaceView>,
    /// How many wait before the person; null if they don't wait.
    ahead: Option<u32>,
    /// How many places are free and kept for nobody; null if nobody signs up.
    free: Option<u32>,
    /// How many people wait for a place.
    waiting: u32,
    /// Whether the person may say something of it: it takes place, and is not over.
    open: bool,
}

/// Whether the person was at a date.
#[derive(Serialize, JsonSchema)]
struct OwnAttendance {
    /// When the date began, in unix milliseconds.
    starts_at: UnixMs,
    /// Whether they were there.
    attended: AttendanceMark,
}

/// What a person says of a date.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum AnswerWord {
    /// They come: they take a free place, or the one that is offered to them.
    Coming,
    /// They come, and not in time.
    Late,
    /// They wait until a place is free.
    Waiting,
    /// They can't come.
    Absent,
}

/// What a person says of a date.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SeatAnswer {
    /// What they say, in the place of what they said before.
    answer: AnswerWord,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let seat = [Code::NoSeatHere, Code::NotFound, Code::Banned];
    vec![
        Endpoint::get("/api/seat/{room}/dates", "Returns the coming dates of the person of this seat", list)
            .answers::<SeatDates>(StatusCode::OK, "The dates", example())
            .refuses(&seat),
        Endpoint::put(
            "/api/seat/{room}/dates/{date}",
            "Says for the person of this seat whether they come to a date",
            answer,
        )
        .body::<SeatAnswer>(json!({"answer": "coming"}))
        .answers::<SeatDates>(StatusCode::OK, "The dates as they are now", example())
        .refuses(&seat)
        .refuses(&REFUSALS),
        Endpoint::delete(
            "/api/seat/{room}/dates/{date}",
            "Takes back what the person of this seat said of a date. Repeating this changes nothing",
            take_back,
        )
        .body::<Empty>(json!({}))
        .answers::<SeatDates>(StatusCode::OK, "The dates as they are now", example())
        .refuses(&seat)
        .refuses(&[Code::DateOver]),
    ]
}

fn example() -> Value {
    json!({
        "places": FaceRule::example(), "gone": [], "attendance": [], "now": 1_900_000_000_000_i64,
        "dates": [{
            "date": date_example(), "ahead": null, "free": 3, "waiting": 0, "open": true,
            "mine": {"stand": "coming", "late": false, "until": null, "since": 1_900_000_000_000_i64},
        }],
    })
}

async fn person(
    web: &Web,
    headers: &HeaderMap,
    site: Site,
    id: RoomId,
) -> Result<(Room, ParticipantId), Problem> {
    let room = seats::open_room(web, id).await?.ok_or(Code::NoSeatHere)?;
    let seat = seats::of(web, headers, site, id).await?.ok_or(Code::NoSeatHere)?;
    Ok((room, seat.person.id))
}

async fn list(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(id): At<RoomId>,
) -> Result<Json<SeatDates>, Problem> {
    let (room, who) = person(&web, &headers, site, id).await?;
    // What time has brought is seen at once, whether its job was done or not.
    web.background.places.look(id).await;
    Ok(Json(view(&web, &room, who).await?))
}

async fn answer(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At((id, date)): At<(RoomId, String)>,
    Body(SeatAnswer { answer }): Body<SeatAnswer>,
) -> Result<Json<SeatDates>, Problem> {
    let (room, who) = person(&web, &headers, site, id).await?;
    let date = key(&date)?;
    let answer = match answer {
        AnswerWord::Coming => Answer::Coming { late: false },
        AnswerWord::Late => Answer::Coming { late: true },
        AnswerWord::Waiting => Answer::Waiting,
        AnswerWord::Absent => Answer::Absent,
    };
    // What was said of a date that was held is erased, and nothing is said of it any more.
    if doors::over(&web.services, &room).await? == Some(date) {
        return Err(Code::DateOver.into());
    }
    let changes = vec![(date, PlaceChange::Answer(who, answer))];
    change(&web, id, changes, AuditBatch::default()).await?;
    Ok(Json(view(&web, &room, who).await?))
}

async fn take_back(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At((id, date)): At<(RoomId, String)>,
    Body(Empty {}): Body<Empty>,
) -> Result<Json<SeatDates>, Problem> {
    let (room, who) = person(&web, &headers, site, id).await?;
    let changes = vec![(key(&date)?, PlaceChange::TakeBack(who))];
    change(&web, id, changes, AuditBatch::default()).await?;
    Ok(Json(view(&web, &room, who).await?))
}

async fn view(web: &Web, room: &Room, who: ParticipantId) -> Result<SeatDates, Problem> {
    let now = web.now();
    let said = Said::of(web, room).await?;
    let over = doors::over(&web.services, room).await?;
    let nothing = Places::default();
    let mut dates = Vec::new();
    for date in room.dates_from(now).take(SEAT_DATES_MAX) {
        let Some(schedule) = &room.schedule else { break };
        let places = said.of_date(date.key).unwrap_or(&nothing);
        let terms = Terms::of(room, said.rule(), date.key);
        let mine = places.of(who);
        dates.push(SeatDate {
            mine: mine.map(PlaceView::of),
            ahead: mine.filter(|place| place.stand == Stand::Waiting).map(|_| places.ahead(who)),
            free: terms.as_ref().and_then(|terms| places.free(terms)),
            waiting: places.waiting(),
            open: terms.is_some() && now < date.ends_at && over != Some(date.key),
            date: schedule.date_view(date),
        });
    }
    let kept = said.attendance().iter().filter(|kept| kept.participant == who);
    let own = kept.map(|kept| OwnAttendance { starts_at: kept.starts_at, attended: kept.attended });
    Ok(SeatDates {
        places: FaceRule::of(web, room).await?,
        dates,
        gone: said.gone(who),
        attendance: own.collect(),
        now,
    })
}
