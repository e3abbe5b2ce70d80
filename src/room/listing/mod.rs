//! What a room says of itself in the public directory: who leads, what it asks of you, what happens in it,
//! whom it suits and does not, and what it costs. Whom it suits is kept with the room, whose members read
//! it too.

mod language;
mod search;

#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) use self::{
    language::LanguageCode,
    search::{PartOfDay, Search, Times},
};
use super::{
    entry::{Dates, WayIn},
    limits::{LISTING_LINE_CHARS_MAX, SUITS_CHARS_MAX},
    schedule::{Date, Schedule},
    state::Room,
    text::{self, Lines, TextFault},
    wrong::{Reason, Wrong},
};
use crate::{
    meeting::{id::RoomId, role::RoomKind},
    time::UnixMs,
};

/// What a room says of itself, and whether everybody can read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The room.
    pub room: RoomId,
    /// The language that is written in its meetings.
    pub language: LanguageCode,
    /// Who leads.
    pub led_by: String,
    /// What the room asks of those who come.
    pub asks: String,
    /// What happens in a meeting.
    pub happens: String,
    /// What it costs.
    pub cost: String,
    /// When it was last written.
    pub changed_at: UnixMs,
    /// Since when everybody can find the room; `None` while it is private.
    pub listed_at: Option<UnixMs>,
}

/// A public room: all of it that everybody may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRoom {
    /// Peer-led or therapist-led.
    pub kind: RoomKind,
    /// The name of the room.
    pub title: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// Whom it suits.
    pub suits: String,
    /// Whom it does not suit.
    pub not_for: String,
    /// How many people it holds, leads included.
    pub capacity: u32,
    /// The planned length of a meeting, in minutes.
    pub minutes: u32,
    /// When it meets; `None` if its leads open it when they like.
    pub schedule: Option<Schedule>,
    /// How one gets in.
    pub entry: WayIn,
    /// What it says of itself.
    pub listing: Listing,
    /// The secret of the link by which newcomers join, which everybody may use; `None` if the room takes
    /// nobody that way.
    pub join_secret: Option<String>,
}

impl ListedRoom {
    /// The dates that can still be held, in the order of their starts.
    pub(crate) fn dates(&self, now: UnixMs) -> impl Iterator<Item = Date> + use<'_> {
        self.schedule.iter().flat_map(move |schedule| {
            let dates = schedule.dates_from(now, self.minutes);
            dates.filter(move |date| !date.cancelled && now < schedule.passage(date).missed_at)
        })
    }

    /// Its dates, for its way in.
    pub(crate) fn entry_dates(&self) -> Dates<'_> {
        Dates { schedule: self.schedule.as_ref(), minutes: self.minutes }
    }
}

/// What a host writes for the directory.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewListing {
    /// Whether everybody can find the room. Needs every line; what is not ready can be kept meanwhile.
    pub public: bool,
    /// Whether newcomers may join from the room's public page, by a link of its own, which is among the
    /// room's invite links. Nobody can while the room is not public.
    pub joinable: bool,
    /// The language that is written in the meetings: a code of ISO 639-1, such as `en`.
    pub language: String,
    /// Who leads, at most 500 characters.
    pub led_by: String,
    /// What the room asks of those who come, at most 500 characters.
    pub asks: String,
    /// What happens in a meeting, at most 500 characters.
    pub happens: String,
    /// Whom the room suits, at most 500 characters. It is the room's own.
    pub suits: String,
    /// Whom the room does not suit, at most 500 characters. It is the room's own.
    pub not_for: String,
    /// What it costs, at most 500 characters.
    pub cost: String,
}

impl NewListing {
    /// The room with what it now says of itself, and the listing, public since `now` unless it was before.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub(crate) fn check(
        &self,
        room: Room,
        before: Option<&Listing>,
        now: UnixMs,
    ) -> Result<(Room, Listing), Vec<Wrong>> {
        let mut wrongs = Vec::new();
        let language = LanguageCode::known(&self.language);
        if language.is_none() {
            wrongs.push(Wrong::new("language", Reason::Unknown));
        }
        let mut line = |raw: &str, chars_max, field| line(raw, chars_max, field, self.public, &mut wrongs);
        let led_by = line(&self.led_by, LISTING_LINE_CHARS_MAX, "led_by");
        let asks = line(&self.asks, LISTING_LINE_CHARS_MAX, "asks");
        let happens = line(&self.happens, LISTING_LINE_CHARS_MAX, "happens");
        let suits = line(&self.suits, SUITS_CHARS_MAX, "suits");
        let not_for = line(&self.not_for, SUITS_CHARS_MAX, "not_for");
        let cost = line(&self.cost, LISTING_LINE_CHARS_MAX, "cost");
        let Some(language) = language.filter(|_| wrongs.is_empty()) else { return Err(wrongs) };
        let since = before.and_then(|before| before.listed_at).unwrap_or(now);
        let listed_at = self.public.then_some(since);
        let listing =
            Listing { room: room.id, language, led_by, asks, happens, cost, changed_at: now, listed_at };
        Ok((Room { suits, not_for, ..room }, listing))
    }
}

/// The lines of a public room that a change of the room would leave empty.
pub(crate) fn emptied(room: &Room) -> Vec<Wrong> {
    let lines = [("suits", &room.suits), ("not_for", &room.not_for)];
    let empty = lines.into_iter().filter(|(_, line)| line.is_empty());
    empty.map(|(field, _)| Wrong::new(field, Reason::Required)).collect()
}

fn line(raw: &str, chars_max: usize, field: &str, needed: bool, wrongs: &mut Vec<Wrong>) -> String {
    let text = text::tidy(raw, Lines::Many);
    match text::check(&text, chars_max) {
        Ok(()) if needed && text.is_empty() => wrongs.push(Wrong::new(field, Reason::Required)),
        Ok(()) => {}
        Err(TextFault::NotText(unfit)) => wrongs.push(Wrong::unfit(field, unfit)),
        Err(TextFault::TooLong) => wrongs.push(Wrong::beyond(field, Reason::TooLong, chars_max)),
    }
    text
}
