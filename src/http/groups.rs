//! The public directory: the rooms that their hosts let everybody find. What is asked here is nobody's
//! business, so it is in no log, and no account is asked for.

use std::collections::BTreeMap;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    cursor::page,
    endpoint::Endpoint,
    etag::shared_json,
    extract::{At, Client},
    limits::{
        GROUP_DATES_SHOWN, GROUPS_PER_PAGE, GROUPS_PER_PAGE_MAX, SEARCH_CHARS_MAX, TOPICS_SUGGESTED_MAX,
    },
    problem::{Code, Problem},
    query::Asked,
    web::Web,
};
use crate::{
    meeting::{id::RoomId, role::RoomKind},
    room::{
        LanguageCode, ListedRoom, WayIn,
        entry::{Admission, Coming, WayInKind},
        listing::{PartOfDay, Search, Times},
        schedule::{Date, Local, Weekday, Zone},
    },
    store::StoreError,
    time::UnixMs,
};

/// What somebody looks for. What is left out does not matter.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct GroupQuery {
    /// Words that are in what the group says it is about, whatever their case and accents: at most 200
    /// characters.
    words: Option<String>,
    /// Peer-led or therapist-led.
    kind: Option<RoomKind>,
    /// The language that is written there, as a code of ISO 639-1.
    language: Option<String>,
    /// A day of the week on which one of the dates of the next five weeks begins.
    day: Option<Weekday>,
    /// A part of the day in which one of these dates begins.
    part: Option<PartOfDay>,
    /// The IANA time zone in which `day` and `part` are meant, such as `Europe/Berlin`; that of each group
    /// if it is left out.
    #[schemars(with = "Option<Zone>")]
    zone: Option<String>,
    /// How many groups to list at most: 1 to 50, or 20 if it is left out.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<usize>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// A date of a group.
#[derive(Serialize, JsonSchema)]
struct GroupDate {
    /// When it begins, in unix milliseconds.
    starts_at: UnixMs,
    /// When it is planned to end, in unix milliseconds.
    ends_at: UnixMs,
    /// The IANA time zone in which the host planned it.
    zone: Zone,
    /// When it begins on a clock in that zone, such as `2026-12-01T19:00`.
    local: Local,
}

/// How one gets into a group.
#[derive(Serialize, JsonSchema)]
struct GroupEntry {
    /// The way in.
    way: WayInKind,
    /// The last session for which newcomers are taken; null if there is no such limit.
    until_session: Option<u32>,
    /// The next date on which newcomers begin, where they begin on certain dates; null elsewhere, and if none
    /// is planned.
    begins: Option<GroupDate>,
}

impl GroupEntry {
    fn of(room: &ListedRoom, now: UnixMs) -> Self {
        let until_session = match room.entry {
            WayIn::Closed { until_session } => until_session,
            _ => None,
        };
        let begins = match room.entry.admits(room.kind, Coming::Invited, room.entry_dates(), now) {
            Ok(Admission::SeatFrom(date)) => Some(GroupDate::of(date)),
            Ok(Admission::Seat | Admission::Ask) | Err(_) => None,
        };
        Self { way: room.entry.kind(), until_session, begins }
    }
}

/// A room that everybody may find.
#[derive(Serialize, JsonSchema)]
struct Group {
    /// The id of the room.
    id: RoomId,
    /// Peer-led or therapist-led.
    kind: RoomKind,
    /// The name of the room.
    title: String,
    /// What it is about.
    topics: Vec<String>,
    /// The language that is written in its meetings, as a code of ISO 639-1.
    language: LanguageCode,
    /// Who leads.
    led_by: String,
    /// What it asks of those who come.
    asks: String,
    /// What happens in a meeting.
    happens: String,
    /// Whom it suits.
    suits: String,
    /// Whom it does not suit.
    not_for: String,
    /// What it costs.
    cost: String,
    /// How many people it holds, leads included.
    capacity: u32,
    /// The planned length of a meeting, in minutes.
    minutes: u32,
    /// Whether newcomers may join, or ask to, from its page now.
    joinable: bool,
    /// How one gets in.
    entry: GroupEntry,
    /// The next dates: at most 4. Empty if the leads open the room when they like, and once the series is
    /// over.
    dates: Vec<GroupDate>,
}

/// A page of the directory.
#[derive(Serialize, JsonSchema)]
struct GroupList {
    /// The groups that fit: those that meet next come first, and those without dates last, by their names.
    groups: Vec<Group>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
    /// The topics that the groups of the whole directory have, the most frequent first.
    topics: Vec<String>,
    /// The languages that the groups of the whole directory write in.
    languages: Vec<LanguageCode>,
}

/// A group's own page.
#[derive(Serialize, JsonSchema)]
struct GroupPage {
    #[serde(flatten)]
    group: Group,
    /// The link by which newcomers join; null if the group takes nobody that way now.
    join: Option<String>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/groups", "Lists the groups that everybody may find", list)
            .query::<GroupQuery>()
            .answers::<GroupList>(
                StatusCode::OK,
                "A page of them",
                json!({"groups": [example()], "next": null, "topics": ["grief"], "languages": ["en"]}),
            )
            .unchanged()
            .refuses(&[Code::TooLong, Code::TooManyAttempts, Code::CursorInvalid]),
        Endpoint::get("/api/groups/{room}", "Shows a group that everybody may find", show)
            .answers::<GroupPage>(StatusCode::OK, "The group", page_example())
            .unchanged()
            .refuses(&[Code::NotFound, Code::TooManyAttempts]),
    ]
}

async fn list(
    State(web): State<Web>,
    Client(client): Client,
    headers: HeaderMap,
    Asked(asked): Asked<GroupQuery>,
) -> Result<Response, Problem> {
    web.throttles.browse.attempt(&client).await?;
    let limit = asked.limit.unwrap_or(GROUPS_PER_PAGE);
    if !(1..=GROUPS_PER_PAGE_MAX).contains(&limit) {
        return Err(Problem::field(Code::Invalid, "limit"));
    }
    let words = asked.words.as_deref().unwrap_or_default();
    if words.chars().count() > SEARCH_CHARS_MAX {
        return Err(Problem::field(Code::TooLong, "words"));
    }
    let zone = asked.zone.as_deref().map(str::parse).transpose();
    let zone = zone.map_err(|_| Problem::field(Code::Invalid, "zone"))?;
    let now = web.now();
    let rooms = web.store.listed_rooms(now).await?;
    let (topics, languages) = (topics(&rooms), languages(&rooms));
    let times = Times { day: asked.day, part: asked.part, zone };
    let search = Search { kind: asked.kind, language: asked.language, times, ..Search::new(words) };
    let in_order = |room: &ListedRoom| {
        let next = room.dates(now).next().map_or(UnixMs::MAX, |date| date.starts_at);
        (next, room.title.to_lowercase(), room.listing.room)
    };
    let fitting = rooms.into_iter().filter(|room| search.fits(room, now));
    let mut fitting: Vec<_> = fitting.map(|room| (in_order(&room), room)).collect();
    fitting.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let page = page(fitting, |(key, _)| key.clone(), asked.after.as_deref(), limit)?;
    let groups = page.items.into_iter().map(|(_, room)| Group::of(room, now)).collect();
    shared_json(&headers, &GroupList { groups, next: page.next, topics, languages })
}

async fn show(
    State(web): State<Web>,
    Client(client): Client,
    headers: HeaderMap,
    At(room): At<RoomId>,
) -> Result<Response, Problem> {
    web.throttles.browse.attempt(&client).await?;
    let found = web.store.listed_room(room, web.now()).await?.ok_or(Code::NotFound)?;
    let mut join = join_link(&web, &found, web.now());
    match web.store.series_key(room).await {
        Ok(_) => {}
        // Nobody can take a seat before the series is started over.
        Err(StoreError::SeriesLost) => join = None,
        Err(error) => return Err(error.into()),
    }
    let group = Group { joinable: join.is_some(), ..Group::of(found, web.now()) };
    shared_json(&headers, &GroupPage { group, join })
}

/// The link by which newcomers join a public room now, or ask to.
pub(super) fn join_link(web: &Web, room: &ListedRoom, now: UnixMs) -> Option<String> {
    let secret = room.join_secret.as_ref().filter(|_| takes_newcomers(room, now))?;
    Some(format!("{}#{secret}", web.page("join")))
}

fn takes_newcomers(room: &ListedRoom, now: UnixMs) -> bool {
    let admits = || room.entry.admits(room.kind, Coming::ByLink, room.entry_dates(), now);
    room.join_secret.is_some() && admits().is_ok()
}

impl GroupDate {
    fn of(date: Date) -> Self {
        Self { starts_at: date.starts_at, ends_at: date.ends_at, zone: date.zone, local: date.local }
    }
}

impl Group {
    fn of(room: ListedRoom, now: UnixMs) -> Self {
        let dates = room.dates(now).take(GROUP_DATES_SHOWN).map(GroupDate::of).collect();
        let (joinable, entry) = (takes_newcomers(&room, now), GroupEntry::of(&room, now));
        let listing = room.listing;
        Self {
            id: listing.room,
            kind: room.kind,
            title: room.title,
            topics: room.topics,
            language: listing.language,
            led_by: listing.led_by,
            asks: listing.asks,
            happens: listing.happens,
            suits: room.suits,
            not_for: room.not_for,
            cost: listing.cost,
            capacity: room.capacity,
            minutes: room.minutes,
            joinable,
            entry,
            dates,
        }
    }
}

fn topics(rooms: &[ListedRoom]) -> Vec<String> {
    let mut counted: BTreeMap<String, (usize, &String)> = BTreeMap::new();
    for topic in rooms.iter().flat_map(|room| &room.topics) {
        counted.entry(topic.to_lowercase()).or_insert((0, topic)).0 += 1;
    }
    let mut topics: Vec<_> = counted.into_values().collect();
    topics.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    topics.into_iter().take(TOPICS_SUGGESTED_MAX).map(|(_, topic)| topic.clone()).collect()
}

fn languages(rooms: &[ListedRoom]) -> Vec<LanguageCode> {
    let mut languages: Vec<_> = rooms.iter().map(|room| room.listing.language.clone()).collect();
    languages.sort_unstable();
    languages.dedup();
    languages
}

fn example() -> Value {
    json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "peer_led", "title": "Grief", "topics": ["grief"], "language": "en",
        "led_by": "Two of us, in turn.", "asks": "Come on time.",
        "happens": "Everyone has a share, and nobody answers it.", "suits": "People who lost someone.",
        "not_for": "The first days after a death.", "cost": "Nothing.", "capacity": 8, "minutes": 90,
        "joinable": true, "entry": {"way": "asking", "until_session": null, "begins": null},
        "dates": [{
            "starts_at": 1_900_000_000_000_i64, "ends_at": 1_900_005_400_000_i64, "zone": "Europe/Berlin",
            "local": "2030-03-17T18:46",
        }],
    })
}

fn page_example() -> Value {
    let mut page = example();
    page["join"] = json!("http://127.0.0.1:8080/join#7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0");
    page
}
