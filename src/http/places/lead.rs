//! The places of a room's dates, for those who lead it.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    change::{REFUSALS, change, key},
    count::{Said, counts_example},
    shown::PlaceView,
};
use crate::{
    http::{
        body::{Body, Empty},
        endpoint::{Access, Endpoint},
        extract::{At, Lead, Planner},
        names,
        problem::{Code, Problem},
        rooms::date_example,
        web::Web,
    },
    meeting::id::{ParticipantId, RoomId},
    room::{
        EditError, Room, Scope,
        limits::SEAT_DATES_MAX,
        places::{
            AttendanceMark, Place, PlaceChange, PlaceCounts, Places, PlacesInput, PlacesRule, Stand, Terms,
            missed_in_a_row,
        },
        schedule::{Date, DateKey, DateView},
    },
    store::{AuditAction, Party, PlaceRow, Thing},
    time::UnixMs,
};

/// Who comes to the dates of a room.
#[derive(Serialize, JsonSchema)]
struct RoomPlaces {
    /// What the host chose.
    rule: PlacesRule,
    /// How many members a date takes; null if nobody signs up.
    seats: Option<u32>,
    /// The next dates, cancelled ones among them: at most 12.
    dates: Vec<DatePlaces>,
    /// The members who have a seat in the room, in the order in which they first came.
    members: Vec<MemberView>,
    /// Whether members were at earlier dates, the last date first. A peer-led room keeps nothing of it.
    attendance: Vec<AttendanceView>,
    /// The time of the server, in unix milliseconds.
    now: UnixMs,
}

/// Who comes to one date.
#[derive(Serialize, JsonSchema)]
struct DatePlaces {
    /// The date.
    date: DateView,
    /// Who comes, in numbers.
    counts: PlaceCounts,
    /// How many places are free and kept for nobody; null if nobody signs up.
    free: Option<u32>,
    /// What people said, in the order of the line.
    people: Vec<PersonPlace>,
}

/// What somebody said of a date.
#[derive(Serialize, JsonSchema)]
struct PersonPlace {
    /// The id of the member in this room.
    participant: ParticipantId,
    #[serde(flatten)]
    place: PlaceView,
}

/// A member of a room.
#[derive(Serialize, JsonSchema)]
struct MemberView {
    /// Their id in this room.
    participant: ParticipantId,
    /// Their name there; null if it was lost with the key of an earlier series.
    name: Option<String>,
    /// How many dates they have missed in a row, if that is as many as the room's rule names; null
    /// otherwise.
    missed_in_a_row: Option<u32>,
}

/// Whether somebody was at a date.
#[derive(Serialize, JsonSchema)]
struct AttendanceView {
    /// The key of the date.
    date: DateKey,
    /// When it began, in unix milliseconds.
    starts_at: UnixMs,
    /// The id of the member in this room.
    participant: ParticipantId,
    /// Whether they were there.
    attended: AttendanceMark,
}

/// Who gets a place.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct GivePlace {
    /// The key of another date on which they give up their place for this one; left out or null if they
    /// give up none.
    #[serde(default)]
    from: Option<String>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const ONE: &str = "/api/rooms/{room}/dates/{date}/places/{participant}";
    vec![
        Endpoint::get("/api/rooms/{room}/places", "Shows who comes to the next dates of a room", list)
            .tagged(Thing::Places)
            .needs(Access::Lead)
            .program(Scope::RoomsRead)
            .answers::<RoomPlaces>(StatusCode::OK, "The places", example()),
        Endpoint::put("/api/rooms/{room}/places", "Sets how people come to the dates of a room", set_rule)
            .tagged(Thing::Places)
            .needs(Access::Planner)
            .program(Scope::RoomsWrite)
            .body::<PlacesInput>(json!({"sign_up": true, "capacity": 8, "absence": null}))
            .answers::<RoomPlaces>(StatusCode::OK, "The places as they are now", example())
            .refuses(&[Code::SettingsInvalid]),
        Endpoint::put(ONE, "Gives somebody a place on a date, perhaps for one on another date", give)
            .needs(Access::Lead)
            .program(Scope::RoomsWrite)
            .body::<GivePlace>(json!({"from": "2026-12-01T19:00"}))
            .answers::<RoomPlaces>(StatusCode::OK, "The places as they are now", example())
            .refuses(&REFUSALS),
        Endpoint::delete(
            ONE,
            "Takes back somebody’s place on a date. Repeating this changes nothing",
            remove,
        )
        .needs(Access::Lead)
        .program(Scope::RoomsWrite)
        .body::<Empty>(json!({}))
        .answers::<RoomPlaces>(StatusCode::OK, "The places as they are now", example())
        .refuses(&REFUSALS),
    ]
}

fn example() -> Value {
    const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    json!({
        "rule": {"sign_up": true, "capacity": 8, "absence": null}, "seats": 8,
        "dates": [{
            "date": date_example(), "counts": counts_example(), "free": 7,
            "people": [{
                "participant": ID, "stand": "coming", "late": false, "until": null,
                "since": 1_900_000_000_000_i64,
            }],
        }],
        "members": [{"participant": ID, "name": "Robin", "missed_in_a_row": null}],
        "attendance": [], "now": 1_900_000_000_000_i64,
    })
}

async fn list(State(web): State<Web>, lead: Lead) -> Result<Json<RoomPlaces>, Problem> {
    web.background.places.look(lead.room.id).await;
    Ok(Json(view(&web, &lead.room).await?))
}

async fn set_rule(
    State(web): State<Web>,
    Planner(lead): Planner,
    Body(input): Body<PlacesInput>,
) -> Result<Json<RoomPlaces>, Problem> {
    let rule = input.check(lead.room.kind, lead.room.capacity).map_err(EditError::Settings)?;
    let act = web.act(lead.someone.party(), AuditAction::PlacesChange, Some(lead.room.id), None)?;
    web.store.set_room_places(lead.room.id, rule, act).await?;
    web.background.places.look(lead.room.id).await;
    Ok(Json(view(&web, &lead.room).await?))
}

async fn give(
    State(web): State<Web>,
    lead: Lead,
    At((id, date, who)): At<(RoomId, String, ParticipantId)>,
    Body(GivePlace { from }): Body<GivePlace>,
) -> Result<Json<RoomPlaces>, Problem> {
    must_be_member(&web, id, who).await?;
    let to = key(&date)?;
    let from = from.map(|from| key(&from)).transpose()?.filter(|from| *from != to);
    let action = if from.is_some() { AuditAction::PlaceMove } else { AuditAction::PlaceGive };
    let mut changes = vec![(to, PlaceChange::Give(who))];
    changes.extend(from.map(|from| (from, PlaceChange::TakeBack(who))));
    let act = web.act(lead.someone.party(), action, Some(id), Some(Party::Participant(who)))?;
    change(&web, id, changes, act).await?;
    Ok(Json(view(&web, &lead.room).await?))
}

async fn remove(
    State(web): State<Web>,
    lead: Lead,
    At((id, date, who)): At<(RoomId, String, ParticipantId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<Json<RoomPlaces>, Problem> {
    let date = key(&date)?;
    let rows = web.store.places(id).await?;
    let has = |row: &PlaceRow| row.date == date && row.place.who == who && row.place.stand != Stand::Removed;
    if rows.iter().any(has) {
        let act =
            web.act(lead.someone.party(), AuditAction::PlaceRemove, Some(id), Some(Party::Participant(who)))?;
        change(&web, id, vec![(date, PlaceChange::Remove(who))], act).await?;
    }
    Ok(Json(view(&web, &lead.room).await?))
}

/// Those who lead have no place, and those who are banned none either.
async fn must_be_member(web: &Web, room: RoomId, who: ParticipantId) -> Result<(), Problem> {
    let person = web.store.participant(who).await?.filter(|person| person.room == room);
    let member = person.is_some_and(|person| person.account.is_none() && person.banned_at.is_none());
    if member { Ok(()) } else { Err(Code::NotFound.into()) }
}

async fn view(web: &Web, room: &Room) -> Result<RoomPlaces, Problem> {
    let now = web.now();
    let said = Said::of(web, room).await?;
    let kept = said.attendance().iter().map(|kept| AttendanceView {
        date: kept.date,
        starts_at: kept.starts_at,
        participant: kept.participant,
        attended: kept.attended,
    });
    Ok(RoomPlaces {
        rule: *said.rule(),
        seats: said.rule().seats(room.capacity),
        dates: dates(room, &said, now),
        members: members(web, room, &said).await?,
        attendance: kept.collect(),
        now,
    })
}

fn dates(room: &Room, said: &Said, now: UnixMs) -> Vec<DatePlaces> {
    let Some(schedule) = &room.schedule else { return Vec::new() };
    let nothing = Places::default();
    let shown = |date: Date| {
        let places = said.of_date(date.key).unwrap_or(&nothing);
        let terms = Terms::of(room, said.rule(), date.key);
        let person = |place: &Place| PersonPlace { participant: place.who, place: PlaceView::of(place) };
        DatePlaces {
            counts: said.counts(date.key),
            free: terms.as_ref().and_then(|terms| places.free(terms)),
            people: places.rows().iter().map(person).collect(),
            date: schedule.date_view(date),
        }
    };
    room.dates_from(now).take(SEAT_DATES_MAX).map(shown).collect()
}

async fn members(web: &Web, room: &Room, said: &Said) -> Result<Vec<MemberView>, Problem> {
    let mut members = Vec::new();
    for person in web.store.participants(room.id).await? {
        if person.account.is_some() || person.banned_at.is_some() {
            continue;
        }
        let missed = missed_in_a_row(said.attendance(), person.id);
        let told = said.rule().absence.is_some_and(|absence| missed >= absence.missed_in_a_row);
        members.push(MemberView {
            participant: person.id,
            name: names::legible(web, &person).await?,
            missed_in_a_row: told.then_some(missed),
        });
    }
    Ok(members)
}
