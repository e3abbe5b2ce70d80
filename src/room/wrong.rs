//! What is wrong with a field of an agenda, of the settings or of a schedule.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::Unfit;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub(crate) struct Wrong {
    /// The path of the field in the request, such as `agenda[2].pages[0].title`.
    pub field: String,
    /// Why it can't be used. Clients switch on it.
    pub reason: Reason,
    /// The limit that the field breaks, in the field's own unit. Left out if the reason has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub limit: Option<u64>,
    /// The character that is refused, such as `U+202E`. Left out if the reason is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub character: Option<String>,
}

impl Wrong {
    /// A field that is wrong for a reason without a limit.
    #[must_use]
    pub(super) fn new(field: impl Into<String>, reason: Reason) -> Self {
        Self { field: field.into(), reason, limit: None, character: None }
    }

    /// A field that breaks this limit.
    #[must_use]
    pub(super) fn beyond(field: impl Into<String>, reason: Reason, limit: impl TryInto<u64>) -> Self {
        Self { field: field.into(), reason, limit: limit.try_into().ok(), character: None }
    }

    /// What is wrong with a part, as it is named in the whole: `entry.starts[0]`.
    #[must_use]
    pub(super) fn of(part: &str, wrongs: Vec<Self>) -> Vec<Self> {
        let named = |wrong: Self| Self { field: format!("{part}.{}", wrong.field), ..wrong };
        wrongs.into_iter().map(named).collect()
    }

    /// A text with a character that it can't have.
    #[must_use]
    pub(super) fn unfit(field: impl Into<String>, unfit: Unfit) -> Self {
        Self { character: Some(unfit.to_string()), ..Self::new(field, Reason::NotText) }
    }
}

/// Why a field can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reason {
    /// It is empty.
    Required,
    /// The text is longer than `limit` characters.
    TooLong,
    /// The text has a character that can't be shown safely: `character`.
    NotText,
    /// There are fewer than `limit` of them.
    TooFew,
    /// There are more than `limit` of them.
    TooMany,
    /// It is not a number.
    NotANumber,
    /// The number is not whole.
    NotWhole,
    /// The number is less than `limit`.
    TooSmall,
    /// The number is more than `limit`.
    TooLarge,
    /// It is not one of the words to choose from.
    Unknown,
    /// The share is longer than its item.
    LongerThanItem,
    /// Answers of this kind have no effect in an item that is held like this.
    CrosstalkWithoutEffect,
    /// The round has no time for even one person's shortest share.
    NoTimeForAnyone,
    /// The closing round has a mode without rounds.
    ClosingWithoutRound,
    /// Another round comes after the closing round, which must be the last one.
    ClosingBeforeRound,
    /// All items together are longer than `limit` minutes.
    MeetingTooLong,
    /// All texts together are longer than `limit` characters.
    TextsTooLong,
    /// A clock is longer than the one that it must come before.
    AfterItsEnd,
    /// It is not a date, or not a date and time.
    NotADate,
    /// It is in the past.
    Past,
    /// The first date is none of those that the rule gives.
    NotInItsRule,
    /// It is before the dates that it must come after.
    BeforeItsStart,
    /// There is a date at that time already.
    Taken,
    /// The series has no end, so its sessions are not counted.
    NotCounted,
    /// A therapist-led room can't have it.
    NotInTherapy,
}
