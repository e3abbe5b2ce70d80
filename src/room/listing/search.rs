//! Which public rooms fit what somebody looks for.

use chrono::{Datelike, Timelike};
use schemars::JsonSchema;
use serde::Deserialize;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{ListedRoom, Listing};
use crate::{
    meeting::role::RoomKind,
    room::{
        limits::SEARCH_AHEAD_MS,
        schedule::{Date, Weekday, Zone},
    },
    time::UnixMs,
};

/// What somebody looks for. A part that is left out fits every room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Search {
    /// Words that are in what the room says it is about, and for whom, as [`plain`] makes them.
    pub words: Vec<String>,
    pub kind: Option<RoomKind>,
    pub language: Option<String>,
    pub times: Times,
}

/// When somebody could come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Times {
    pub day: Option<Weekday>,
    pub part: Option<PartOfDay>,
    /// The zone in which they are meant; that of each room if it is left out.
    pub zone: Option<Zone>,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PartOfDay {
    /// From 5 to 12 o'clock.
    Morning,
    /// From 12 to 17 o'clock.
    Afternoon,
    /// From 17 to 22 o'clock.
    Evening,
    /// From 22 to 5 o'clock.
    Night,
}

impl PartOfDay {
    const fn of(hour: u32) -> Self {
        match hour {
            5..12 => Self::Morning,
            12..17 => Self::Afternoon,
            17..22 => Self::Evening,
            _ => Self::Night,
        }
    }
}

impl Search {
    /// A search for words, which fits what has all of them.
    pub(crate) fn new(words: &str) -> Self {
        let words = plain(words).split_whitespace().map(str::to_owned).collect();
        Self { words, ..Self::default() }
    }

    pub(crate) fn fits(&self, room: &ListedRoom, now: UnixMs) -> bool {
        self.kind.is_none_or(|kind| kind == room.kind)
            && self.language.as_ref().is_none_or(|code| code == room.listing.language.as_str())
            && (self.words.is_empty() || has_all(&self.words, room))
            && self.times.fit(room, now)
    }
}

impl Times {
    /// Whether one of the next dates begins at such a time.
    fn fit(&self, room: &ListedRoom, now: UnixMs) -> bool {
        if self.day.is_none() && self.part.is_none() {
            return true;
        }
        let end = now.plus_ms(SEARCH_AHEAD_MS);
        room.dates(now).take_while(|date| date.starts_at <= end).any(|date| self.fit_date(&date))
    }

    fn fit_date(&self, date: &Date) -> bool {
        let start = self.zone.unwrap_or(date.zone).local(date.starts_at).naive();
        self.day.is_none_or(|day| day.chrono() == start.weekday())
            && self.part.is_none_or(|part| part == PartOfDay::of(start.hour()))
    }
}

fn has_all(words: &[String], room: &ListedRoom) -> bool {
    let Listing { led_by, happens, .. } = &room.listing;
    // Not whom it does not suit: who looks for that must not be led there.
    let lines = [&room.title, &room.suits, led_by, happens];
    let text: Vec<String> = lines.into_iter().chain(&room.topics).map(|line| plain(line)).collect();
    words.iter().all(|word| text.iter().any(|line| line.contains(word.as_str())))
}

/// The text as it is compared: whatever its case and its accents.
pub(crate) fn plain(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}
