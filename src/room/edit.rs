//! How a host makes and changes a room: every field is checked, or nothing happens.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    agenda::{self, ItemInput, MINUTE_MS},
    consent,
    entry::WayIn,
    error::EditError,
    formats, guidelines,
    language::Language,
    limits::{
        CAPACITY, CONSENT_CHARS_MAX, EMERGENCY_CHARS_MAX, GRIEF_BREATH_MS, GUIDELINE_CHARS_MAX,
        GUIDELINES_MAX, SUITS_CHARS_MAX, TITLE_CHARS_MAX, TOPIC_CHARS_MAX, TOPICS_MAX,
    },
    places::{PlacesInput, PlacesRule},
    schedule::{Schedule, ScheduleInput},
    settings::SettingsInput,
    share::ShareMs,
    state::Room,
    text,
    wrong::Wrong,
};
use crate::{
    meeting::{
        id::{AccountId, RoomId},
        role::RoomKind,
        settings::Settings,
    },
    object::{object_or_none, objects_or_none},
    time::UnixMs,
};

/// A new room. What is left out comes from the format and the kind.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRoom {
    /// Peer-led or therapist-led; it can't be changed later.
    pub kind: RoomKind,
    /// The id of the format to start from; it can't be changed later.
    pub format: String,
    /// The name of the room, 1 to 80 characters.
    pub title: String,
    /// What the room is about: at most 8 topics of at most 40 characters.
    pub topics: Vec<String>,
    /// Whom the room suits, at most 500 characters. May be empty.
    pub suits: String,
    /// Whom the room does not suit, at most 500 characters. May be empty.
    pub not_for: String,
    /// How many people the room holds, leads included: 2 to 60.
    pub capacity: u32,
    /// The length of one share in milliseconds: 0 for untimed, or 15 seconds to 15 minutes. Unless an
    /// agenda is given, items that have the format's own length get this one.
    pub share_ms: Option<u64>,
    /// The agenda.
    #[serde(default, deserialize_with = "objects_or_none")]
    pub agenda: Option<Vec<ItemInput>>,
    /// What its people ask of each other: at most 20 lines of at most 200 characters.
    pub guidelines: Option<Vec<String>>,
    /// What the members of a therapist-led room are asked to consent to, apart from the guidelines: at most 8,000
    /// characters; empty to ask for nothing.
    pub consent: Option<String>,
    /// The host's choices.
    #[schemars(with = "Option<Settings>")]
    pub settings: Option<SettingsInput>,
    /// When the room meets. Without it, leads open the room when they like.
    #[serde(default, deserialize_with = "object_or_none")]
    pub schedule: Option<ScheduleInput>,
    /// How one gets in. Without it, everyone who has a link takes a seat. The dates of modules are those
    /// of `schedule`.
    #[serde(default, deserialize_with = "object_or_none")]
    pub entry: Option<WayIn>,
    /// How people come to the dates. Without it, nobody signs up.
    #[serde(default, deserialize_with = "object_or_none")]
    pub places: Option<PlacesInput>,
    /// Whether the room is on the shared desk of its owner.
    #[serde(default)]
    pub shared: bool,
    /// The language of the agenda, of the guidelines and of what is consented to if they are left out.
    #[serde(default)]
    pub lang: Language,
}

/// Changes of a room. What is left out stays as it is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    /// The name of the room, 1 to 80 characters.
    pub title: Option<String>,
    /// What the room is about: at most 8 topics of at most 40 characters.
    pub topics: Option<Vec<String>>,
    /// Whom the room suits, at most 500 characters. May be empty.
    pub suits: Option<String>,
    /// Whom the room does not suit, at most 500 characters. May be empty.
    pub not_for: Option<String>,
    /// How many people the room holds, leads included: 2 to 60.
    pub capacity: Option<u32>,
    /// The length of one share in milliseconds: 0 for untimed, or 15 seconds to 15 minutes. Unless an
    /// agenda is given, items that have the room's length so far get this one.
    pub share_ms: Option<u64>,
    /// The agenda.
    #[serde(default, deserialize_with = "objects_or_none")]
    pub agenda: Option<Vec<ItemInput>>,
    /// What its people ask of each other: at most 20 lines of at most 200 characters.
    pub guidelines: Option<Vec<String>>,
    /// The host's choices.
    #[schemars(with = "Option<Settings>")]
    pub settings: Option<SettingsInput>,
    /// Whether the room is on the shared desk of its owner.
    pub shared: Option<bool>,
}

impl NewRoom {
    /// The room with the rule of its places and what its members are first asked to consent to, if every field is
    /// good.
    ///
    /// # Errors
    /// The first field that is wrong; of the schedule, the agenda, the settings, the way in and the
    /// places, everything that is wrong.
    pub(crate) fn into_room(
        self,
        id: RoomId,
        owner: AccountId,
        created_at: UnixMs,
    ) -> Result<(Room, PlacesRule, Option<String>), EditError> {
        let consent = match (self.consent, self.kind) {
            (Some(text), _) => Some(check_consent_text(&text, "consent")?),
            (None, RoomKind::TherapistLed) => Some(consent::default_for(self.lang)),
            (None, RoomKind::PeerLed) => None,
        };
        let format = formats::for_kind(&self.format, self.kind)?;
        let schedule = self.schedule.map(|input| Schedule::new(&input, self.kind, created_at)).transpose()?;
        let room = Room {
            id,
            owner,
            kind: self.kind,
            format: format.id.clone(),
            title: String::new(),
            topics: Vec::new(),
            suits: String::new(),
            not_for: String::new(),
            capacity: 0,
            share_ms: format.share_ms,
            agenda: format.agenda(self.lang).into(),
            settings: usual_settings(self.kind, &self.topics),
            guidelines: guidelines::default_for(self.kind, self.lang),
            guidelines_version: 1,
            rehearsal: None,
            schedule,
            entry: WayIn::usual(self.kind),
            shared: false,
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
            shared: Some(self.shared),
        };
        let mut room = edit.apply(room)?;
        if let Some(entry) = self.entry {
            let checked = entry.check(room.kind, room.entry_dates());
            room.entry = checked.map_err(|wrongs| EditError::Entry(Wrong::of("entry", wrongs)))?;
        }
        let places = self.places.map(|input| input.check(room.kind, room.capacity)).transpose();
        let places = places.map_err(|wrongs| EditError::Settings(Wrong::of("places", wrongs)))?;
        Ok((room, places.unwrap_or_default(), consent))
    }
}

/// What holds if the host sets nothing. Where people grieve, the floor rests longer between shares.
fn usual_settings(kind: RoomKind, topics: &[String]) -> Settings {
    let mut usual = Settings::for_kind(kind);
    if topics.iter().any(|topic| guidelines::is_of_grief(topic)) {
        usual.timing.breath_ms = GRIEF_BREATH_MS;
    }
    usual
}

impl Edit {
    /// The room with the changes, if every field is good. `guidelines_version` stays: whoever keeps
    /// the room counts it.
    ///
    /// # Errors
    /// The first field that is wrong; of the agenda and of the settings, everything that is wrong.
    pub(crate) fn apply(self, mut room: Room) -> Result<Room, EditError> {
        if let Some(title) = self.title {
            room.title = check_title(&title)?;
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
            room.capacity = check_capacity(capacity)?;
        }
        if let Some(settings) = &self.settings {
            room.settings = settings.check(room.kind)?;
        }
        room.format.hold(&mut room.settings);
        if let Some(share_ms) = self.share_ms {
            set_share(&mut room, ShareMs::chosen(share_ms)?);
        }
        let timing = &room.settings.timing;
        if let Some(agenda) = &self.agenda {
            room.agenda = agenda::check(agenda, timing).map_err(EditError::Agenda)?.into();
        } else if self.settings.is_some() || self.share_ms.is_some() {
            // Other clocks or shares may leave no time in the agenda that the room has.
            agenda::check_time(&room.agenda, timing).map_err(EditError::Agenda)?;
        }
        if let Some(lines) = self.guidelines {
            room.guidelines = text::lines(&lines, GUIDELINES_MAX, GUIDELINE_CHARS_MAX, "guidelines")?;
        }
        room.shared = self.shared.unwrap_or(room.shared);
        Ok(room)
    }
}

/// What members are asked to consent to, tidied; it may be empty. `field` is what a refusal names.
///
/// # Errors
/// When it is too long, or has a character that can't be shown safely.
pub(crate) fn check_consent_text(raw: &str, field: &'static str) -> Result<String, EditError> {
    text::paragraph(raw, CONSENT_CHARS_MAX, field)
}

/// What somebody leaves for an emergency, tidied; it may be empty. `field` is what a refusal names.
///
/// # Errors
/// When it is too long, or has a character that can't be shown safely.
pub(crate) fn check_emergency(raw: &str, field: &'static str) -> Result<String, EditError> {
    text::paragraph(raw, EMERGENCY_CHARS_MAX, field)
}

fn check_title(raw: &str) -> Result<String, EditError> {
    let title = text::line(raw, TITLE_CHARS_MAX, "title")?;
    if title.is_empty() { Err(EditError::TitleMissing) } else { Ok(title) }
}

fn check_capacity(capacity: u32) -> Result<u32, EditError> {
    if CAPACITY.contains(&capacity) {
        return Ok(capacity);
    }
    let (min, max) = (u64::from(*CAPACITY.start()), u64::from(*CAPACITY.end()));
    Err(EditError::OutOfRange { field: "capacity", min, max })
}

/// Sets the share length, also of the items that had the old one.
fn set_share(room: &mut Room, new: ShareMs) {
    let old_ms = room.share_ms.as_ms();
    // An untimed item is untimed for a reason.
    for item in room.agenda.iter_mut().filter(|item| old_ms != 0 && item.share_ms == old_ms) {
        item.share_ms = new.as_ms().min(u64::from(item.minutes) * MINUTE_MS);
    }
    room.share_ms = new;
}
