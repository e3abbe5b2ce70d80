//! The languages that the server has words in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language the server has words in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// The first language of an `Accept-Language` header if the server has words in it, otherwise
    /// English.
    #[must_use]
    pub(crate) fn of(accept: Option<&str>) -> Self {
        let first = accept.and_then(|list| list.split([',', ';', '-']).next()).unwrap_or_default();
        if first.trim().eq_ignore_ascii_case("de") { Self::De } else { Self::En }
    }

    /// The code of the language (ISO 639-1).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}
