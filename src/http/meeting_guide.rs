//! The public rooms as a Meeting Guide feed (<https://github.com/code4recovery/spec>), for other
//! directories. It knows weekly meetings, and those without times.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use chrono::{DateTime, Duration};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    endpoint::Endpoint,
    etag::shared_json,
    extract::Client,
    groups::join_link,
    problem::{Code, Problem},
    web::Web,
};
use crate::{
    meeting::id::RoomId,
    room::{
        ListedRoom,
        schedule::{Repeat, Schedule, Zone},
    },
    time::UnixMs,
};

/// A meeting of the feed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MeetingGuideMeeting")]
struct Meeting {
    /// The name of the group.
    name: String,
    /// The id of its room, which stays when the name changes.
    slug: RoomId,
    /// When it meets; absent if its leads open it when they like.
    #[serde(flatten)]
    time: Option<Time>,
    /// Codes of the specification: the language.
    types: Vec<&'static str>,
    /// What the group says of itself.
    notes: String,
    /// The group's own page.
    url: String,
    /// The link by which newcomers join; absent if the group takes nobody that way now.
    #[serde(skip_serializing_if = "Option::is_none")]
    conference_url: Option<String>,
    /// When the group last wrote what it says of itself, such as `2026-12-01 19:00:00`, in UTC.
    updated: String,
}

/// When a weekly meeting is.
#[derive(Serialize, JsonSchema)]
struct Time {
    /// The days of the week, from 0 for Sunday to 6 for Saturday.
    day: Vec<u32>,
    /// When it begins, such as `19:00`.
    time: String,
    /// When it is planned to end.
    end_time: String,
    /// The zone of these times.
    timezone: Zone,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/api/groups/meeting-guide.json",
            "Gives the groups that everybody may find as a Meeting Guide feed, those of other rhythms than weekly left out",
            feed,
        )
        .answers::<Vec<Meeting>>(StatusCode::OK, "The feed, which pages of every origin may read", json!([example()]))
        .unchanged()
        .refuses(&[Code::TooManyAttempts]),
    ]
}

async fn feed(
    State(web): State<Web>,
    Client(client): Client,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    web.throttles.browse.attempt(&client).await?;
    let now = web.now();
    let mut rooms = web.store.listed_rooms(now).await?;
    rooms.sort_by_key(|room| room.listing.room);
    let meetings: Vec<_> = rooms.into_iter().filter_map(|room| Meeting::of(&web, room, now)).collect();
    let mut response = shared_json(&headers, &meetings)?;
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}

impl Meeting {
    /// `None` for a group that the feed can't tell: it meets in another rhythm, or its series is over.
    fn of(web: &Web, room: ListedRoom, now: UnixMs) -> Option<Self> {
        let time = match &room.schedule {
            Some(schedule) => {
                room.dates(now).next()?;
                Some(Time::of(schedule, room.minutes)?)
            }
            None => None,
        };
        let slug = room.listing.room;
        Some(Self {
            slug,
            time,
            types: language_type(room.listing.language.as_str()).into_iter().collect(),
            url: web.page(&format!("groups/{slug}")),
            conference_url: join_link(web, &room, now),
            updated: utc(room.listing.changed_at),
            notes: notes(&room),
            name: room.title,
        })
    }
}

impl Time {
    fn of(schedule: &Schedule, minutes: u32) -> Option<Self> {
        let rule = schedule.rule();
        let Repeat::Weekly { every: 1, on } = &rule.repeat else { return None };
        let start = rule.start.naive().time();
        let end = start.overflowing_add_signed(Duration::minutes(i64::from(minutes))).0;
        let mut day: Vec<_> = on.iter().map(|day| day.chrono().num_days_from_sunday()).collect();
        day.sort_unstable();
        let clock = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
        Some(Self { day, time: clock(start), end_time: clock(end), timezone: schedule.zone() })
    }
}

fn notes(room: &ListedRoom) -> String {
    let listing = &room.listing;
    let lines = [&listing.led_by, &listing.asks, &listing.happens, &room.suits, &room.not_for, &listing.cost];
    lines.map(String::as_str).join("\n")
}

fn utc(at: UnixMs) -> String {
    let at = DateTime::from_timestamp_millis(at.as_ms()).unwrap_or_default();
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// The code of a language in the specification; `None` if it has none.
fn language_type(code: &str) -> Option<&'static str> {
    Some(match code {
        "af" => "AF",
        "am" => "AM",
        "ar" => "AR",
        "bg" => "BG",
        "da" => "DA",
        "de" => "DE",
        "el" => "EL",
        "en" => "EN",
        "es" => "S",
        "fa" => "FA",
        "fi" => "FI",
        "fr" => "FR",
        "he" => "HE",
        "hi" => "HI",
        "hr" => "HR",
        "hu" => "HU",
        "is" => "IS",
        "it" => "ITA",
        "ja" => "JA",
        "ka" => "KA",
        "ko" => "KOR",
        "lt" => "LT",
        "ml" => "ML",
        "mt" => "MT",
        "nb" | "nn" | "no" => "NO",
        "ne" => "NE",
        "nl" => "NL",
        "pa" => "PUN",
        "pl" => "POL",
        "pt" => "POR",
        "ru" => "RUS",
        "sk" => "SK",
        "sl" => "SL",
        "sv" => "SV",
        "th" => "TH",
        "tl" => "TL",
        "tr" => "TUR",
        "uk" => "UK",
        _ => return None,
    })
}

fn example() -> Value {
    json!({
        "name": "Grief", "slug": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "day": [2], "time": "19:00", "end_time": "20:30",
        "timezone": "Europe/Berlin", "types": ["EN"], "notes": "Two of us, in turn.",
        "url": "http://127.0.0.1:8080/groups/aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "conference_url": "http://127.0.0.1:8080/join#7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0",
        "updated": "2026-12-01 19:00:00",
    })
}
