//! When a room meets: its schedule and its dates.

use std::collections::{BTreeMap, BTreeSet};

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    http::{
        Web,
        body::{Body, Empty},
        endpoint::{Access, Endpoint},
        extract::{At, Lead, Planner},
        problem::{Code, Problem},
    },
    meeting::id::RoomId,
    object::object,
    room::{
        EditError, Room, Scope,
        limits::DATES_LISTED_MAX,
        schedule::{
            Date, DateChange, DateKey, DateView, Effect, NewDate, Schedule, ScheduleInput, ScheduleView,
        },
    },
    store::{AuditAction, Carried, Thing},
    time::UnixMs,
};

/// How many of the next dates a schedule is shown with.
pub(super) const DATES_SHOWN: usize = 12;

/// A schedule with its next dates.
#[derive(Serialize, JsonSchema)]
pub(super) struct Planned {
    /// The schedule; null if the leads open the room when they like.
    schedule: Option<ScheduleView>,
    /// The next dates, cancelled ones among them: at most 12.
    dates: Vec<DateView>,
    /// The time of the server, in unix milliseconds: a device's own clock may differ.
    now: UnixMs,
}

impl Planned {
    pub(super) fn of(room: &Room, now: UnixMs) -> Self {
        let schedule = room.schedule.as_ref().map(Schedule::view);
        Self { schedule, dates: views(room, room.dates_from(now).take(DATES_SHOWN)), now }
    }

    pub(super) fn example() -> Value {
        json!({"schedule": schedule_example(), "dates": [date_example()], "now": 1_900_000_000_000_i64})
    }
}

/// Dates of a room as they are shown.
pub(super) fn views(room: &Room, dates: impl Iterator<Item = Date>) -> Vec<DateView> {
    room.schedule
        .as_ref()
        .map_or_else(Vec::new, |schedule| dates.map(|date| schedule.date_view(date)).collect())
}

/// Dates in the order of their starts.
#[derive(Serialize, JsonSchema)]
struct DateList {
    /// The dates.
    dates: Vec<DateView>,
    /// The time of the server, in unix milliseconds.
    now: UnixMs,
}

/// A new rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    /// When the series meets from now on.
    #[serde(deserialize_with = "object")]
    schedule: ScheduleInput,
    /// The key of the first date that it replaces; every date that is not past if it is left out.
    from: Option<String>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let planned = Planned::example;
    vec![
        Endpoint::put(
            "/api/rooms/{room}/schedule",
            "Gives a room a schedule, or a new one for all dates or from one date on",
            replan,
        )
        .tagged(Thing::Room)
        .needs(Access::Planner)
        .program(Scope::RoomsWrite)
        .body::<Plan>(Plan::example())
        .answers::<Planned>(StatusCode::OK, "The schedule as it is now", planned())
        .refuses(&[Code::ScheduleInvalid, Code::ScheduleChanged]),
        Endpoint::delete(
            "/api/rooms/{room}/schedule",
            "Takes the schedule away: leads open the room when they like",
            clear,
        )
        .tagged(Thing::Room)
        .needs(Access::Planner)
        .program(Scope::RoomsWrite)
        .body::<Empty>(json!({}))
        .done("The room has no dates")
        .refuses(&[Code::ScheduleChanged]),
        Endpoint::get("/api/rooms/{room}/dates", "Lists the next dates of a room", list)
            .needs(Access::Lead)
            .program(Scope::RoomsRead)
            .answers::<DateList>(
                StatusCode::OK,
                "The next dates, in the order of their starts: at most 100",
                json!({"dates": [date_example()], "now": 1_900_000_000_000_i64}),
            ),
        Endpoint::post("/api/rooms/{room}/dates", "Adds a date beside those of the rule", add)
            .tagged(Thing::Room)
            .needs(Access::Planner)
            .program(Scope::RoomsWrite)
            .body::<NewDate>(
                json!({"starts": "2026-12-03T10:00", "note": "An extra one before the holidays"}),
            )
            .answers::<Planned>(StatusCode::CREATED, "The schedule as it is now", planned())
            .refuses(&DATE_REFUSALS),
        Endpoint::patch("/api/rooms/{room}/dates/{date}", "Moves, cancels or annotates one date", change)
            .tagged(Thing::Room)
            .needs(Access::Planner)
            .program(Scope::RoomsWrite)
            .body::<DateChange>(json!({"starts": "2026-12-16T18:00", "note": "One day later"}))
            .answers::<Planned>(StatusCode::OK, "The schedule as it is now", planned())
            .refuses(&DATE_REFUSALS),
        Endpoint::delete(
            "/api/rooms/{room}/dates/{date}",
            "Puts one date back to where its rule has it",
            restore,
        )
        .tagged(Thing::Room)
        .needs(Access::Planner)
        .program(Scope::RoomsWrite)
        .body::<Empty>(json!({}))
        .answers::<Planned>(
            StatusCode::OK,
            "The schedule as it is now; a date that was added is gone",
            planned(),
        )
        .refuses(&DATE_REFUSALS),
    ]
}

const DATE_REFUSALS: [Code; 5] =
    [Code::ScheduleInvalid, Code::ScheduleChanged, Code::TextInvalid, Code::TooLong, Code::TooMany];

pub(super) fn schedule_input_example() -> Value {
    json!({
        "zone": "Europe/Berlin", "start": "2026-12-01T19:00", "ends": {"type": "after", "dates": 12},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
        "doors": {"leads_minutes": 30, "members_minutes": 15, "missed_minutes": 15, "late_minutes": null},
    })
}

fn schedule_example() -> Value {
    let mut schedule = schedule_input_example();
    schedule["sequence"] = json!(0);
    schedule
}

pub(in crate::http) fn date_example() -> Value {
    json!({
        "key": "2026-12-01T19:00", "zone": "Europe/Berlin", "local": "2026-12-01T19:00",
        "starts_at": 1_796_148_000_000_i64, "ends_at": 1_796_153_400_000_i64, "moved": false, "added": false,
        "cancelled": false,
        "note": "", "number": {"session": 1, "of": 12}, "leads_from": 1_796_146_200_000_i64,
        "members_from": 1_796_147_100_000_i64, "late_at": null, "missed_at": 1_796_148_900_000_i64,
    })
}

impl Plan {
    pub(super) fn example() -> Value {
        json!({"schedule": schedule_input_example(), "from": "2026-12-15T19:00"})
    }

    /// The schedule that a room would have, and what becomes of the dates that were changed.
    pub(super) async fn of(
        &self,
        web: &Web,
        room: &Room,
        now: UnixMs,
    ) -> Result<(Schedule, BTreeMap<DateKey, Effect>), Problem> {
        let from = match &self.from {
            Some(key) => Some(key.parse().map_err(|_| Problem::from(EditError::NoSuchDate))?),
            None => None,
        };
        let said = web.store.places(room.id).await?;
        let duties = web.store.duties(room.id).await?;
        let kept: BTreeSet<_> = said.into_iter().map(|row| row.date).chain(duties.dates()).collect();
        Ok(match &room.schedule {
            Some(old) => old.replan(&self.schedule, from, &kept, room.kind, now)?,
            None => (Schedule::new(&self.schedule, room.kind, now)?, BTreeMap::new()),
        })
    }
}

async fn replan(
    State(web): State<Web>,
    Planner(lead): Planner,
    Body(plan): Body<Plan>,
) -> Result<Json<Planned>, Problem> {
    let (schedule, effects) = plan.of(&web, &lead.room, web.now()).await?;
    Ok(Json(keep(&web, lead, Some(schedule), effects, AuditAction::ScheduleChange).await?))
}

async fn clear(
    State(web): State<Web>,
    Planner(lead): Planner,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    if lead.room.schedule.is_some() {
        keep(&web, lead, None, BTreeMap::new(), AuditAction::ScheduleClear).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn list(State(web): State<Web>, lead: Lead) -> Json<DateList> {
    let now = web.now();
    Json(DateList { dates: views(&lead.room, lead.room.dates_from(now).take(DATES_LISTED_MAX)), now })
}

async fn add(
    State(web): State<Web>,
    Planner(lead): Planner,
    Body(date): Body<NewDate>,
) -> Result<(StatusCode, Json<Planned>), Problem> {
    let schedule = lead.room.schedule.as_ref().ok_or(Code::NotFound)?;
    let (schedule, _) = schedule.add_date(&date, web.now())?;
    Ok((
        StatusCode::CREATED,
        Json(keep(&web, lead, Some(schedule), BTreeMap::new(), AuditAction::DateAdd).await?),
    ))
}

async fn change(
    State(web): State<Web>,
    Planner(lead): Planner,
    At((_, key)): At<(RoomId, String)>,
    Body(change): Body<DateChange>,
) -> Result<Json<Planned>, Problem> {
    let (schedule, key) = dated(&lead.room, &key)?;
    let act = if change.cancelled == Some(true) { AuditAction::DateCancel } else { AuditAction::DateChange };
    let schedule = schedule.change_date(key, change, web.now())?;
    Ok(Json(keep(&web, lead, Some(schedule), BTreeMap::new(), act).await?))
}

async fn restore(
    State(web): State<Web>,
    Planner(lead): Planner,
    At((_, key)): At<(RoomId, String)>,
    Body(Empty {}): Body<Empty>,
) -> Result<Json<Planned>, Problem> {
    let (schedule, key) = dated(&lead.room, &key)?;
    let schedule = schedule.restore_date(key, web.now())?;
    Ok(Json(keep(&web, lead, Some(schedule), BTreeMap::new(), AuditAction::DateRestore).await?))
}

/// The schedule of a room and the key of one of its dates.
fn dated<'a>(room: &'a Room, key: &str) -> Result<(&'a Schedule, DateKey), Problem> {
    let schedule = room.schedule.as_ref().ok_or(Code::NotFound)?;
    Ok((schedule, key.parse().map_err(|_| Problem::from(EditError::NoSuchDate))?))
}

/// Keeps a schedule in place of the one that the caller has read.
async fn keep(
    web: &Web,
    lead: Lead,
    schedule: Option<Schedule>,
    effects: BTreeMap<DateKey, Effect>,
    act: AuditAction,
) -> Result<Planned, Problem> {
    let Lead { room, someone, .. } = lead;
    let act = web.act(someone.party(), act, Some(room.id), None)?;
    let carried = Carried { effects, at: web.now() };
    web.store.replace_schedule(room.id, room.schedule.as_ref(), schedule.as_ref(), carried, act).await?;
    web.services.directory.room_changed(room.id).await;
    web.background.planner.plan(room.id).await;
    web.background.places.look(room.id).await;
    let room = Room { schedule, ..room };
    Ok(Planned::of(&room, web.now()))
}
