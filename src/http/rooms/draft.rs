//! What a host asks of a room, checked field by field.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{kind_of, view};
use crate::{
    http::{
        formats::item_example,
        guidelines::{self, Language},
        limits::{
            CAPACITY, GUIDELINE_CHARS_MAX, GUIDELINES_MAX, SHARE_MS, SUITS_CHARS_MAX, TITLE_CHARS_MAX,
            TOPIC_CHARS_MAX, TOPICS_MAX,
        },
        problem::{Code, Problem},
        text,
    },
    meeting::{
        agenda::AgendaItem,
        draft::{self, ItemDraft},
        formats::{self, Format},
        id::{AccountId, RoomId},
        role::RoomKind,
        settings::{Settings, Timing},
    },
    store::Room,
    time::UnixMs,
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
    agenda: Option<Vec<ItemDraft>>,
    /// What its people ask of each other; at most 20 lines of 200 characters.
    guidelines: Option<Vec<String>>,
    /// The host's choices.
    #[schemars(with = "Option<Settings>")]
    settings: Option<Value>,
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
    agenda: Option<Vec<ItemDraft>>,
    /// What its people ask of each other; at most 20 lines of 200 characters.
    guidelines: Option<Vec<String>>,
    /// The host's choices.
    #[schemars(with = "Option<Settings>")]
    settings: Option<Value>,
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
    pub(super) fn into_room(self, id: RoomId, owner: AccountId, created_at: UnixMs) -> Result<Room, Problem> {
        let format = format_for(&self.format, self.kind)?;
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
        if let Some(settings) = &self.settings {
            room.settings = self::settings(settings, kind_of(&room)?)?;
        }
        if let Some(share_ms) = self.share_ms {
            share(&mut room, share_ms)?;
        }
        match &self.agenda {
            Some(agenda) => room.agenda = json!(checked_agenda(agenda, &timing(&room)?)?),
            None if self.settings.is_some() || self.share_ms.is_some() => still_has_time(&room)?,
            None => {}
        }
        if let Some(lines) = self.guidelines {
            room.guidelines = text::lines(&lines, GUIDELINES_MAX, GUIDELINE_CHARS_MAX, "guidelines")?;
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

/// 0 is untimed.
pub(in crate::http) fn check_share(share_ms: u64) -> Result<(), Problem> {
    let good = share_ms == 0 || (SHARE_MS.0..=SHARE_MS.1).contains(&share_ms);
    if good { Ok(()) } else { Err(out_of_range("share_ms", SHARE_MS)) }
}

/// The new share length, also for the items that had the old one.
fn share(room: &mut Room, share_ms: u64) -> Result<(), Problem> {
    check_share(share_ms)?;
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

/// The format of this id, if rooms of this kind may start from it.
pub(in crate::http) fn format_for(id: &str, kind: RoomKind) -> Result<&'static Format, Problem> {
    let format = formats::format(id).ok_or_else(|| Problem::field(Code::FormatUnknown, "format"))?;
    match format.kind {
        Some(other) if other != kind => Err(Problem::field(Code::FormatKind, "format")),
        _ => Ok(format),
    }
}

/// The agenda, or everything that is wrong with it.
pub(in crate::http) fn checked_agenda(
    drafts: &[ItemDraft],
    timing: &Timing,
) -> Result<Vec<AgendaItem>, Problem> {
    draft::check(drafts, timing).map_err(|wrong| Problem::fields(Code::AgendaInvalid, wrong))
}

fn timing(room: &Room) -> Result<Timing, Problem> {
    Ok(view::settings(room, kind_of(room)?)?.timing)
}

/// Other clocks or shares may leave no time in the agenda that a room has.
fn still_has_time(room: &Room) -> Result<(), Problem> {
    let wrong = draft::check_time(&view::agenda(room)?, &timing(room)?);
    if wrong.is_empty() { Ok(()) } else { Err(Problem::fields(Code::AgendaInvalid, wrong)) }
}

fn settings(sent: &Value, kind: RoomKind) -> Result<Value, Problem> {
    let clocks = sent.get("timing").and_then(Value::as_object).cloned().unwrap_or_default();
    let timing =
        draft::check_timing(&clocks, kind).map_err(|wrong| Problem::fields(Code::SettingsInvalid, wrong))?;
    if let Some(replies) = sent.get("feedback_replies") {
        draft::check_replies(replies).map_err(|wrong| Problem::fields(Code::SettingsInvalid, vec![wrong]))?;
    }
    // Whatever it is, if it is no object it is refused here.
    let mut sent = sent.clone();
    if let Some(timing_sent) = sent.get_mut("timing").filter(|timing| timing.is_object()) {
        *timing_sent = json!(timing);
    }
    let read: Result<Settings, _> = serde_json::from_value(sent);
    let settings = read.map_err(|_| Problem::field(Code::Invalid, "settings"))?;
    Ok(json!(Settings { timing, ..settings }))
}

pub(in crate::http) const fn kind_word(kind: RoomKind) -> &'static str {
    match kind {
        RoomKind::PeerLed => "peer_led",
        RoomKind::TherapistLed => "therapist_led",
    }
}

pub(in crate::http) fn stored_ms(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
