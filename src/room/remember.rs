//! How long a device remembers a seat.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits::{REMEMBER_MONTH_MS, REMEMBER_VISIT_MS, REMEMBER_YEAR_MS};

/// How long a device remembers a seat after it was last used there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Remember {
    /// Until the browser is closed, and for a day at most.
    Visit,
    /// For 30 days.
    Month,
    /// For a year.
    Year,
}

impl Remember {
    /// How long, in milliseconds.
    #[must_use]
    pub const fn ms(self) -> u64 {
        match self {
            Self::Visit => REMEMBER_VISIT_MS,
            Self::Month => REMEMBER_MONTH_MS,
            Self::Year => REMEMBER_YEAR_MS,
        }
    }

    /// Whether the browser itself forgets it when it is closed.
    #[must_use]
    pub const fn is_for_a_visit(self) -> bool {
        matches!(self, Self::Visit)
    }
}
