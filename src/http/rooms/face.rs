//! A room as it is shown before one joins.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::schedule;
use crate::http::{Web, places::FaceRule, problem::Problem};
use crate::{
    hub::doors,
    meeting::{
        agenda::{AgendaItem, Mode},
        id::{MeetingId, RoomId},
        role::RoomKind,
    },
    room::{
        Room,
        schedule::{Date, DateKey, DateView},
    },
    time::UnixMs,
};

/// A room as somebody with an invite or a seat sees it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RoomFace")]
pub(in crate::http) struct Face {
    /// The id of the room.
    id: RoomId,
    /// Peer-led or therapist-led.
    kind: RoomKind,
    /// The name of the room.
    title: String,
    /// What the room is about.
    topics: Vec<String>,
    /// Whom the room suits. May be empty.
    suits: String,
    /// Whom the room does not suit. May be empty.
    not_for: String,
    /// How many people the room holds, leads included.
    capacity: u32,
    /// The planned length of a meeting, in minutes.
    minutes: u32,
    /// What a meeting does, item by item.
    agenda: Vec<FaceItem>,
    /// What its people ask of each other.
    guidelines: Vec<String>,
    /// The version of the guidelines, which the command to join names.
    guidelines_version: u32,
    /// Whether simulated members rehearse here.
    rehearsal: bool,
    /// For how many days after a meeting those who were in it can read what was written to everyone; 0 means
    /// not at all.
    keep_days: u32,
    /// Whether the room meets on dates. Otherwise its leads open it when they like.
    scheduled: bool,
    /// The date that is over or began last, if it was within a day, and what became of it; null if none did.
    last: Option<LastDate>,
    /// How people come to the dates.
    places: FaceRule,
    /// The next dates, cancelled ones among them, without one that was held or missed: at most 4.
    dates: Vec<DateView>,
    /// The time of the server, in unix milliseconds: a device's own clock may differ.
    now: UnixMs,
}

/// A date that has begun, or was held before its planned start.
#[derive(Serialize, JsonSchema)]
struct LastDate {
    /// The date.
    date: DateView,
    /// What became of it.
    outcome: DateOutcome,
}

impl LastDate {
    /// Whether this date was held or missed, though its planned end may be to come.
    fn is_over(&self, date: &Date) -> bool {
        self.date.key == date.key && matches!(self.outcome, DateOutcome::Held | DateOutcome::Missed)
    }
}

/// What became of a date.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum DateOutcome {
    /// It was cancelled before.
    Cancelled,
    /// People may still gather: no lead has opened it yet.
    Waiting,
    /// A lead has opened it, and the meeting runs.
    Running,
    /// A lead opened it, and the meeting is over.
    Held,
    /// No lead opened it in time.
    Missed,
}

/// How long a date is told of after it began, in milliseconds.
const LAST_DATE_MS: u64 = 24 * 60 * 60_000;
/// How many of the next dates are shown.
const DATES_SHOWN: usize = 4;

/// An item as it is announced. What is read in the meeting is only shown there.
#[derive(Serialize, JsonSchema)]
struct FaceItem {
    /// The name of the item.
    name: String,
    /// The planned length in minutes.
    minutes: u32,
    /// How the floor moves.
    mode: Mode,
}

impl FaceItem {
    fn of(item: &AgendaItem) -> Self {
        Self { name: item.name.clone(), minutes: item.minutes, mode: item.mode }
    }
}

impl Face {
    pub(in crate::http) async fn of(web: &Web, room: &Room) -> Result<Self, Problem> {
        let now = web.now();
        let over = doors::over(&web.services, room).await?;
        let last = last(web, room, over, now).await?;
        let coming =
            room.dates_from(now).filter(|date| !last.as_ref().is_some_and(|last| last.is_over(date)));
        let dates = schedule::views(room, coming.take(DATES_SHOWN));
        Ok(Self {
            id: room.id,
            kind: room.kind,
            title: room.title.clone(),
            topics: room.topics.clone(),
            suits: room.suits.clone(),
            not_for: room.not_for.clone(),
            capacity: room.capacity,
            minutes: room.planned_minutes(),
            agenda: room.agenda.iter().map(FaceItem::of).collect(),
            guidelines: room.guidelines.clone(),
            guidelines_version: room.guidelines_version,
            rehearsal: room.rehearsal.is_some(),
            keep_days: room.settings.keep_days,
            last,
            scheduled: room.schedule.is_some(),
            places: FaceRule::of(web, room).await?,
            dates,
            now,
        })
    }

    pub(in crate::http) fn example() -> Value {
        json!({
            "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "peer_led",
            "title": "Grief", "topics": ["grief"], "suits": "People who lost someone.", "not_for": "", "capacity": 8,
            "minutes": 30, "agenda": [{"name": "Check-in", "minutes": 30, "mode": "round"}],
            "guidelines": ["What is said here stays here."], "guidelines_version": 1, "rehearsal": false, "keep_days": 0,
            "scheduled": true, "last": null, "places": FaceRule::example(), "dates": [schedule::date_example()], "now": 1_900_000_000_000_i64,
        })
    }
}

/// What became of the date that is over already, or else of the one that began last.
async fn last(
    web: &Web,
    room: &Room,
    over: Option<DateKey>,
    now: UnixMs,
) -> Result<Option<LastDate>, Problem> {
    let Some(schedule) = &room.schedule else { return Ok(None) };
    let minutes = room.planned_minutes();
    let over = over.and_then(|key| schedule.date(key, minutes));
    let Some(date) = over.or_else(|| schedule.last_begun(now, minutes, LAST_DATE_MS)) else {
        return Ok(None);
    };
    let opened = web.store.held_meeting(room.id, date.key).await?;
    let status = web.services.directory.status(room.id).await;
    let runs = |id: MeetingId| status.as_ref().is_some_and(|status| status.meeting == id);
    let outcome = match opened {
        Some(meeting) if runs(meeting.id) => DateOutcome::Running,
        Some(_) => DateOutcome::Held,
        None if date.cancelled => DateOutcome::Cancelled,
        None if now < schedule.passage(&date).missed_at => DateOutcome::Waiting,
        None => DateOutcome::Missed,
    };
    Ok(Some(LastDate { date: schedule.date_view(date), outcome }))
}
