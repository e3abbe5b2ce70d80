//! What a host asks of a room, checked field by field.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    http::{
        formats::{Item, item_example},
        guidelines::{self, Language},
        limits::{
            CAPACITY, GUIDELINE_CHARS_MAX, GUIDELINES_MAX, SHARE_MS, SUITS_CHARS_MAX, TIMING_MS,
            TITLE_CHARS_MAX, TOPIC_CHARS_MAX, TOPICS_MAX,
        },
        problem::{Code, Problem},
        text,
    },
    meeting::{
        agenda::AgendaItem,
        formats::{self, AgendaError, AgendaField},
        id::{AccountId, RoomId},
        limits::{ITEM_NAME_CHARS_MAX, ITEM_TEXT_CHARS_MAX},
        role::RoomKind,
        settings::Settings,
    },
    store::Room,
};

/// A new room. What is left out comes from the format and the kind.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRoom {
    /// Peer-led or therapist-led; stays so.
    pub(super) kind: RoomKind,
    /// The id of a format; stays so.
    format: String,
    /// 1 to 80 characters.
    title: String,
    /// At most 8 of at most 40 characters.
    topics: Vec<String>,
    /// Whom it suits; at most 500 characters, may be empty.
    suits: String,
    /// Whom it does not suit.
    not_for: String,
    /// 2 to 60 people, leads included.
    capacity: u32,
    /// Length of one share, 15 s to 15 min, or 0 for untimed. The items that have the format's own
    /// length get this one, unless an agenda is given.
    share_ms: Option<u64>,
    /// The agenda.
    agenda: Option<Vec<Item>>,
    /// What its people ask of each other; at most 20 lines of 200 characters.
    guidelines: Option<Vec<String>>,
    /// The host's choices.
    settings: Option<Settings>,
    /// Language of the guidelines when they are left out.
    #[serde(default)]
    lang: Language,
}

/// What to change of a room; what is left out stays.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Edit {
    /// 1 to 80 characters.
    title: Option<String>,
    /// At most 8 of at most 40 characters.
    topics: Option<Vec<String>>,
    /// Whom it suits; at most 500 characters, may be empty.
    suits: Option<String>,
    /// Whom it does not suit.
    not_for: Option<String>,
    /// 2 to 60 people, leads included.
    capacity: Option<u32>,
    /// Length of one share, 15 s to 15 min, or 0 for untimed. The items that have the room's length
    /// so far get this one, unless an agenda is given.
    share_ms: Option<u64>,
    /// The agenda.
    agenda: Option<Vec<Item>>,
    /// What its people ask of each other; at most 20 lines of 200 characters.
    guidelines: Option<Vec<String>>,
    /// The host's choices.
    settings: Option<Settings>,
}

pub(super) fn example() -> Value {
    json!({
        "kind": "peer_led", "format": "mini", "title": "Grief", "topics": ["grief"], "suits": "People who lost someone.",
        "not_for": "", "capacity": 8, "share_ms": 90_000, "agenda": [item_example()],
        "guidelines": ["What is said here stays here."], "lang": "en",
    })
}

impl NewRoom {
    /// The room, if every field is good.
    pub(super) fn into_room(self, id: RoomId, owner: AccountId, created_at: i64) -> Result<Room, Problem> {
        let format =
            formats::format(&self.format).ok_or_else(|| Problem::field(Code::FormatUnknown, "format"))?;
        if format.kind.is_some_and(|kind| kind != self.kind) {
            return Err(Problem::field(Code::FormatKind, "format"));
        }
        let room = Room {
            id,
            owner,
            kind: kind_word(self.kind).into(),
            format: self.format,
            title: String::new(),
            topics: Vec::new(),
            suits: String::new(),
            not_for: String::new(),
            capacity: 0,
            share_ms: stored_ms(format.share_ms),
            agenda: json!(format.agenda),
            settings: json!(Settings::for_kind(self.kind)),
            guidelines: guidelines::default_for(self.kind, self.lang),
            guidelines_version: 1,
            rehearsal: false,
            created_at,
            archived_at: None,
        };
        let edit = Edit {
            title: Some(self.title),
            topics: Some(self.topics),
            suits: Some(self.suits),
            not_for: Some(self.not_for),
            capacity: Some(self.capacity),
            share_ms: self.share_ms,
            agenda: self.agenda,
            guidelines: self.guidelines,
            settings: self.settings,
        };
        edit.apply(room)
    }
}

impl Edit {
    /// The room with the changes, if every field is good.
    pub(super) fn apply(self, mut room: Room) -> Result<Room, Problem> {
        if let Some(title) = self.title {
            room.title = self::title(&title)?;
        }
        if let Some(topics) = self.topics {
            room.topics = text::lines(&topics, TOPICS_MAX, TOPIC_CHARS_MAX, "topics")?;
        }
        if let Some(suits) = self.suits {
            room.suits = text::paragraph(&suits, SUITS_CHARS_MAX, "suits")?;
        }
        if let Some(not_for) = self.not_for {
            room.not_for = text::paragraph(&not_for, SUITS_CHARS_MAX, "not_for")?;
        }
        if let Some(capacity) = self.capacity {
            let good = (CAPACITY.0..=CAPACITY.1).contains(&capacity);
            room.capacity = good.then_some(capacity).ok_or_else(|| out_of_range("capacity", CAPACITY))?;
        }
        if let Some(share_ms) = self.share_ms {
            share(&mut room, share_ms)?;
        }
        if let Some(agenda) = self.agenda {
            room.agenda = json!(self::agenda(agenda)?);
        }
        if let Some(lines) = self.guidelines {
            room.guidelines = text::lines(&lines, GUIDELINES_MAX, GUIDELINE_CHARS_MAX, "guidelines")?;
        }
        if let Some(settings) = self.settings {
            room.settings = self::settings(&settings)?;
        }
        Ok(room)
    }
}

fn title(text: &str) -> Result<String, Problem> {
    let title = text::line(text, TITLE_CHARS_MAX, "title")?;
    if title.is_empty() { Err(Problem::field(Code::TitleRequired, "title")) } else { Ok(title) }
}

fn out_of_range<T: std::fmt::Display>(field: &'static str, (least, most): (T, T)) -> Problem {
    Problem::field(Code::OutOfRange, field).detail(format!("{least} to {most}"))
}

/// The new share length, also for the items that had the old one.
fn share(room: &mut Room, share_ms: u64) -> Result<(), Problem> {
    if share_ms != 0 && !(SHARE_MS.0..=SHARE_MS.1).contains(&share_ms) {
        return Err(out_of_range("share_ms", SHARE_MS));
    }
    let mut items: Vec<AgendaItem> =
        serde_json::from_value(room.agenda.take()).map_err(|_| Code::Internal)?;
    let old_ms = u64::try_from(room.share_ms).unwrap_or(0);
    // An item without a share length has none for a reason.
    for item in items.iter_mut().filter(|item| old_ms != 0 && item.share_ms == old_ms) {
        item.share_ms = share_ms.min(u64::from(item.minutes) * 60_000);
    }
    room.agenda = json!(items);
    room.share_ms = stored_ms(share_ms);
    Ok(())
}

fn agenda(items: Vec<Item>) -> Result<Vec<AgendaItem>, Problem> {
    let items = items.into_iter().map(item).collect::<Result<Vec<_>, _>>()?;
    formats::validate_agenda(&items).map_err(agenda_problem)?;
    Ok(items)
}

/// Names the item and its field: `agenda[2].minutes`.
fn agenda_problem(error: AgendaError) -> Problem {
    let field = match error.field {
        AgendaField::Items => {
            return Problem::field(Code::AgendaInvalid, "agenda").detail("the number of items");
        }
        AgendaField::TotalMinutes => {
            return Problem::field(Code::AgendaInvalid, "agenda").detail("too long in all");
        }
        AgendaField::TotalText => {
            return Problem::field(Code::AgendaInvalid, "agenda").detail("too much text in all");
        }
        AgendaField::Pages => "pages",
        AgendaField::Name => "name",
        AgendaField::Text => "text",
        AgendaField::Minutes => "minutes",
        AgendaField::ShareMs => "share_ms",
    };
    let item = error.item.unwrap_or_default();
    Problem::field(Code::AgendaInvalid, format!("agenda[{item}].{field}"))
}

fn item(item: Item) -> Result<AgendaItem, Problem> {
    Ok(AgendaItem {
        name: text::line(&item.name, ITEM_NAME_CHARS_MAX, "agenda")?,
        text: text::paragraph(&item.text, ITEM_TEXT_CHARS_MAX, "agenda")?,
        pages: item.pages,
        minutes: item.minutes,
        mode: item.mode,
        crosstalk: item.crosstalk,
        share_ms: item.share_ms,
        presenter_advances: item.presenter_advances || item.advance.iter().any(|who| who == "presenter"),
        closing: item.closing,
        chooses_topics: item.chooses_topics,
    })
}

fn settings(settings: &Settings) -> Result<Value, Problem> {
    let value = json!(settings);
    let clocks = value.get("timing").and_then(Value::as_object).into_iter().flatten();
    let good = |ms: &Value| ms.as_u64().is_some_and(|ms| (TIMING_MS.0..=TIMING_MS.1).contains(&ms));
    match clocks.into_iter().find(|(_, ms)| !good(ms)) {
        Some((name, _)) => Err(Problem::field(Code::OutOfRange, format!("settings.timing.{name}"))),
        None => Ok(value),
    }
}

const fn kind_word(kind: RoomKind) -> &'static str {
    match kind {
        RoomKind::PeerLed => "peer_led",
        RoomKind::TherapistLed => "therapist_led",
    }
}

fn stored_ms(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
