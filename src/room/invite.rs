//! Links into a room.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    error::EditError,
    limits::{INVITE_DAY_MS, INVITE_LABEL_CHARS_MAX, INVITE_MONTH_MS, INVITE_WEEK_MS},
    text,
};
use crate::time::UnixMs;

/// What an invite link makes of the person who follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InviteKind {
    /// A member. The link works until it ends or is revoked.
    Member,
    /// A co-lead. The link works once, and only for an account.
    CoLead,
}

/// How long an invite link works. Nobody's access rests on it: who took a seat keeps it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum InviteLife {
    /// For a day.
    Day,
    /// For 7 days.
    Week,
    /// For 30 days.
    Month,
    /// Until it is revoked.
    #[default]
    Endless,
}

impl InviteLife {
    /// When a link ends that lives from `now` on; `None` if it has no end.
    #[must_use]
    pub(crate) fn end(self, now: UnixMs) -> Option<UnixMs> {
        let ms = match self {
            Self::Day => INVITE_DAY_MS,
            Self::Week => INVITE_WEEK_MS,
            Self::Month => INVITE_MONTH_MS,
            Self::Endless => return None,
        };
        Some(now.plus_ms(ms))
    }
}

/// What the owner calls a link, as it is kept; `None` if nothing of it can be seen.
///
/// # Errors
/// It is too long, or has a character that can't be shown safely.
pub(crate) fn label(raw: &str) -> Result<Option<String>, EditError> {
    let label = text::line(raw, INVITE_LABEL_CHARS_MAX, "label")?;
    Ok((!label.is_empty()).then_some(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_one_tidy_line_or_nothing() {
        assert_eq!(label(" sent to\tAda\n"), Ok(Some("sent to Ada".to_owned())));
        assert_eq!(label(" \u{200B} "), Ok(None));
        assert!(label(&"é".repeat(INVITE_LABEL_CHARS_MAX)).is_ok());
        assert!(matches!(label(&"é".repeat(INVITE_LABEL_CHARS_MAX + 1)), Err(EditError::TooLong { .. })));
        assert!(matches!(label("a\u{202E}b"), Err(EditError::NotText { .. })));
    }

    #[test]
    fn an_end_is_counted_from_now() {
        let now = UnixMs::from_ms(1_000);
        assert_eq!(InviteLife::Day.end(now), Some(UnixMs::from_ms(86_401_000)));
        assert_eq!(InviteLife::Week.end(now), Some(UnixMs::from_ms(7 * 86_400_000 + 1_000)));
        assert_eq!(InviteLife::Month.end(now), Some(UnixMs::from_ms(30 * 86_400_000 + 1_000)));
        assert_eq!(InviteLife::Endless.end(now), None);
    }
}
