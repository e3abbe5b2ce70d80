//! Which public rooms fit what somebody looks for.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{ListedRoom, Listing};
use crate::meeting::role::RoomKind;

/// What somebody looks for. A part that is left out fits every room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Search {
    /// Words that are in what the room says it is about, and for whom.
    words: Vec<String>,
    kind: Option<RoomKind>,
    language: Option<String>,
}

impl Search {
    pub(crate) fn new(words: &str, kind: Option<RoomKind>, language: Option<String>) -> Self {
        let words = plain(words).split_whitespace().map(str::to_owned).collect();
        Self { words, kind, language }
    }

    pub(crate) fn fits(&self, room: &ListedRoom) -> bool {
        self.kind.is_none_or(|kind| kind == room.kind)
            && self.language.as_ref().is_none_or(|code| code == room.listing.language.as_str())
            && (self.words.is_empty() || has_all(&self.words, room))
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
