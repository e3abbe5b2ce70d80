//! What a rehearsal holds.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::language::Language;

/// What makes a meeting hard to lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HardMoment {
    /// Somebody gives advice that nobody asked for.
    Advice,
    /// Somebody takes more time or room than others.
    Dominating,
    /// Somebody calls for help.
    Help,
}

impl HardMoment {
    /// Every hard moment.
    pub(crate) const ALL: [Self; 3] = [Self::Advice, Self::Dominating, Self::Help];
}

/// What the simulated members of a rehearsal do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RehearsalPlan {
    /// The language they speak.
    #[serde(default)]
    pub lang: Language,
    /// The hard moments that they bring, each as soon as it fits.
    #[serde(default)]
    pub hard_moments: BTreeSet<HardMoment>,
}
