//! What a schedule would bring, before it is kept.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::schedule::{DATES_SHOWN, Plan, date_example, schedule_input_example};
use crate::{
    http::{
        Web,
        body::Body,
        endpoint::{Access, Endpoint},
        extract::{Host, Planner, SignedIn},
        problem::{Code, Problem},
    },
    meeting::{id::RoomId, role::RoomKind},
    object::object,
    room::{
        EditError, Room, Scope, Standing,
        limits::MEETING_MINUTES_MAX,
        schedule::{Date, DateView, Effect, Schedule, ScheduleInput, overlaps},
    },
    time::UnixMs,
};

/// How many of the next dates are held against those of other rooms.
const DATES_COMPARED: usize = 60;

/// A schedule of a room that does not exist yet.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Draft {
    /// The kind of the room.
    kind: RoomKind,
    /// The planned length of a meeting, in minutes: 1 to 480.
    minutes: u32,
    /// When the series is to meet.
    #[serde(deserialize_with = "object")]
    schedule: ScheduleInput,
}

/// What a schedule would bring. Nothing was changed.
#[derive(Serialize, JsonSchema)]
struct Preview {
    /// The next dates: at most 12.
    dates: Vec<DateView>,
    /// What becomes of the dates that were changed by themselves.
    effects: Vec<EffectView>,
    /// The dates that overlap with others of this room, or of other rooms of its host.
    overlaps: Vec<OverlapView>,
    /// The time of the server, in unix milliseconds.
    now: UnixMs,
}

/// What becomes of one date.
#[derive(Serialize, JsonSchema)]
struct EffectView {
    /// The date as it stands.
    date: DateView,
    /// What becomes of it.
    effect: Effect,
}

/// Two dates that overlap.
#[derive(Serialize, JsonSchema)]
struct OverlapView {
    /// The date.
    date: DateView,
    /// The room of the other date.
    room: RoomId,
    /// The name of that room.
    title: String,
    /// The other date.
    other: DateView,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let preview =
        || json!({"dates": [date_example()], "effects": [], "overlaps": [], "now": 1_900_000_000_000_i64});
    vec![
        Endpoint::post(
            "/api/schedules/preview",
            "Shows what the schedule of a new room would bring",
            preview_new,
        )
        .needs(Access::Host)
        .program(Scope::RoomsRead)
        .body::<Draft>(json!({"kind": "peer_led", "minutes": 60, "schedule": schedule_input_example()}))
        .answers::<Preview>(StatusCode::OK, "Nothing was changed", preview())
        .refuses(&[Code::ScheduleInvalid, Code::OutOfRange]),
        Endpoint::post(
            "/api/rooms/{room}/schedule/preview",
            "Shows what a schedule would bring",
            preview_change,
        )
        .needs(Access::Planner)
        .program(Scope::RoomsRead)
        .body::<Plan>(Plan::example())
        .answers::<Preview>(StatusCode::OK, "Nothing was changed", preview())
        .refuses(&[Code::ScheduleInvalid]),
    ]
}

async fn preview_new(
    State(web): State<Web>,
    Host(host): Host,
    Body(draft): Body<Draft>,
) -> Result<Json<Preview>, Problem> {
    if !(1..=MEETING_MINUTES_MAX).contains(&draft.minutes) {
        let max = u64::from(MEETING_MINUTES_MAX);
        return Err(EditError::OutOfRange { field: "minutes", min: 1, max }.into());
    }
    let now = web.now();
    let schedule = Schedule::new(&draft.schedule, draft.kind, now)?;
    let dates: Vec<_> = schedule.dates_from(now, draft.minutes).take(DATES_COMPARED).collect();
    let overlaps = overlaps_with_others(&web, &host, None, &schedule, &dates).await?;
    let shown = dates.into_iter().take(DATES_SHOWN).map(|date| schedule.date_view(date)).collect();
    Ok(Json(Preview { dates: shown, effects: Vec::new(), overlaps, now }))
}

async fn preview_change(
    State(web): State<Web>,
    Planner(lead): Planner,
    Body(plan): Body<Plan>,
) -> Result<Json<Preview>, Problem> {
    let (now, room) = (web.now(), &lead.room);
    let minutes = room.planned_minutes();
    let (schedule, effects) = plan.of(&web, room, now).await?;
    let dates: Vec<_> = schedule.dates_from(now, minutes).take(DATES_COMPARED).collect();
    let overlaps = overlaps_with_others(&web, &lead.someone, Some(room), &schedule, &dates).await?;
    let effects = effects.into_iter().filter_map(|(key, effect)| {
        let old = room.schedule.as_ref()?;
        Some(EffectView { date: old.date_view(old.date(key, minutes)?), effect })
    });
    let effects = effects.filter(|view| view.date.starts_at >= now).collect();
    let shown = dates.into_iter().take(DATES_SHOWN).map(|date| schedule.date_view(date)).collect();
    Ok(Json(Preview { dates: shown, effects, overlaps, now }))
}

/// The dates that overlap with one another, or with those of the other rooms of an account.
async fn overlaps_with_others(
    web: &Web,
    someone: &SignedIn,
    room: Option<&Room>,
    schedule: &Schedule,
    dates: &[Date],
) -> Result<Vec<OverlapView>, Problem> {
    let mut found = Vec::new();
    if let Some(room) = room {
        let own = overlaps(dates, dates).into_iter().filter(|pair| pair.one < pair.other);
        found.extend(own.map(|pair| OverlapView {
            date: schedule.date_view(dates[pair.one].clone()),
            room: room.id,
            title: room.title.clone(),
            other: schedule.date_view(dates[pair.other].clone()),
        }));
    }
    let now = web.now();
    for other in web.store.rooms_of(someone.id()).await? {
        // Hosts who share a desk meet with their groups beside each other.
        if web.store.standing(other.id, someone.id()).await? == Some(Standing::Desk) {
            continue;
        }
        let Some(their) = other.schedule.as_ref().filter(|_| room.is_none_or(|room| room.id != other.id))
        else {
            continue;
        };
        let others: Vec<_> = other.dates_from(now).take(DATES_COMPARED).collect();
        found.extend(overlaps(dates, &others).into_iter().map(|pair| OverlapView {
            date: schedule.date_view(dates[pair.one].clone()),
            room: other.id,
            title: other.title.clone(),
            other: their.date_view(others[pair.other].clone()),
        }));
    }
    found.truncate(DATES_SHOWN);
    Ok(found)
}
