//! Why a room or a template was refused.

use super::wrong::Wrong;
use crate::text::Unfit;

/// A field that can't be used, and why. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EditError {
    /// A room's title is empty.
    #[error("a room needs a title")]
    TitleMissing,
    /// A template's name is empty.
    #[error("a template needs a name")]
    NameMissing,
    /// A text has more characters than it may have.
    #[error("{field}: at most {chars_max} characters")]
    TooLong {
        /// The field of the request.
        field: &'static str,
        /// The most characters it may have.
        chars_max: usize,
    },
    /// A list has more entries than it may have.
    #[error("{field}: at most {count_max}")]
    TooMany {
        /// The field of the request.
        field: &'static str,
        /// The most entries it may have.
        count_max: usize,
    },
    /// A text has a character that can't be shown safely.
    #[error("{field}: {unfit} can't be shown safely")]
    NotText {
        /// The field of the request.
        field: &'static str,
        /// The first such character.
        unfit: Unfit,
    },
    /// A number is outside its range.
    #[error("{field}: {min} to {max}")]
    OutOfRange {
        /// The field of the request.
        field: &'static str,
        /// The least it may be.
        min: u64,
        /// The most it may be.
        max: u64,
    },
    /// No format has this id.
    #[error("there is no such format")]
    FormatUnknown,
    /// The format is for the other kind of room.
    #[error("the format is for the other kind of room")]
    FormatKind,
    /// The agenda can't be held: everything that is wrong with it, in the order of the items.
    #[error("the agenda can't be held")]
    Agenda(Vec<Wrong>),
    /// Numbers of the settings can't be used: every one that is wrong.
    #[error("a setting can't be used")]
    Settings(Vec<Wrong>),
    /// The schedule can't be kept: every field that is wrong.
    #[error("the schedule can't be kept")]
    Schedule(Vec<Wrong>),
    /// The series has no such date.
    #[error("there is no such date")]
    NoSuchDate,
    /// The room can't be listed like this: everything that is wrong.
    #[error("the listing is not complete")]
    Listing(Vec<Wrong>),
    /// The way in can't be kept: everything that is wrong.
    #[error("the way in can't be kept")]
    Entry(Vec<Wrong>),
    /// The answers of somebody who asks to join can't be taken: every one that is wrong.
    #[error("the answers can't be taken")]
    Answers(Vec<Wrong>),
    /// The settings as a whole are not readable: one is missing, unknown or of another type.
    #[error("the settings can't be read")]
    SettingsUnreadable {
        /// What could not be read.
        field: &'static str,
    },
}
