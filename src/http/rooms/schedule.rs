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
        extract::{At, Host, Lead, Planner, SignedIn},
        problem::{Code, Problem},
    },
    meeting::{id::RoomId, role::RoomKind},
    object::object,
    room::{
        EditError, Room, Scope, Standing,
        limits::{DATES_LISTED_MAX, MEETING_MINUTES_MAX},
        schedule::{
            Date, DateChange, DateKey, DateView, Effect, NewDate, Schedule, ScheduleInput, ScheduleView,
            overlaps,
        },
    },
    store::{Carried, Thing},
    time::UnixMs,
};

/// How many of the next dates a schedule is shown with.
const DATES_SHOWN: usize = 12;
/// How many of the next dates are held against those of other rooms.
const DATES_COMPARED: usize = 60;

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
struct Plan {
    /// When the series meets from now on.
    #[serde(deserialize_with = "object")]
    schedule: ScheduleInput,
    /// The key of the first date that it replaces; every date that is not past if it is left out.
    from: Option<String>,
}

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
    let input = schedule_input_example;
    let planned = Planned::example;
    let preview =
        || json!({"dates": [date_example()], "effects": [], "overlaps": [], "now": 1_900_000_000_000_i64});
    let plan = || json!({"schedule": schedule_input_example(), "from": "2026-12-15T19:00"});
    vec![
        Endpoint::post(
            "/api/schedules/preview",
            "Shows what the schedule of a new room would bring",
            preview_new,
        )
        .needs(Access::Host)
        .program(Scope::RoomsRead)
        .body::<Draft>(json!({"kind": "peer_led", "minutes": 60, "schedule": input()}))
        .answers::<Preview>(StatusCode::OK, "Nothing was changed", preview())
        .refuses(&[Code::ScheduleInvalid, Code::OutOfRange]),
        Endpoint::post(
            "/api/rooms/{room}/schedule/preview",
            "Shows what a schedule would bring",
            preview_change,
        )
        .needs(Access::Planner)
        .program(Scope::RoomsRead)
        .body::<Plan>(plan())
        .answers::<Preview>(StatusCode::OK, "Nothing was changed", preview())
        .refuses(&[Code::ScheduleInvalid]),
        Endpoint::put(
            "/api/rooms/{room}/schedule",
            "Gives a room a schedule, or a new one for all dates or from one date on",
            replan,
        )
        .tagged(Thing::Room)
        .needs(Access::Planner)
        .program(Scope::RoomsWrite)
        .body::<Plan>(plan())
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

impl Plan {
    /// The schedule that a room would have, and what becomes of the dates that were changed.
    async fn of(
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
        if web.store.standing(&other, someone.id()).await? == Some(Standing::Desk) {
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

async fn replan(
    State(web): State<Web>,
    Planner(lead): Planner,
    Body(plan): Body<Plan>,
) -> Result<Json<Planned>, Problem> {
    let (schedule, effects) = plan.of(&web, &lead.room, web.now()).await?;
    Ok(Json(keep(&web, lead, Some(schedule), effects, "schedule_change").await?))
}

async fn clear(
    State(web): State<Web>,
    Planner(lead): Planner,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    if lead.room.schedule.is_some() {
        keep(&web, lead, None, BTreeMap::new(), "schedule_clear").await?;
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
    Ok((StatusCode::CREATED, Json(keep(&web, lead, Some(schedule), BTreeMap::new(), "date_add").await?)))
}

async fn change(
    State(web): State<Web>,
    Planner(lead): Planner,
    At((_, key)): At<(RoomId, String)>,
    Body(change): Body<DateChange>,
) -> Result<Json<Planned>, Problem> {
    let (schedule, key) = dated(&lead.room, &key)?;
    let act = if change.cancelled == Some(true) { "date_cancel" } else { "date_change" };
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
    Ok(Json(keep(&web, lead, Some(schedule), BTreeMap::new(), "date_restore").await?))
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
    act: &str,
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
