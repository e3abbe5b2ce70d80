//! What a meeting counts: its turns, rounds, items, topics and messages. A type each, so that one
//! can't be taken for another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! ordinal {
    ($(#[$doc:meta])* $name:ident($number:ty)) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, JsonSchema,
        )]
        #[serde(transparent)]
        #[ts(type = "number")]
        #[schemars(inline)]
        pub struct $name(pub $number);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

ordinal! {
    /// A turn of a meeting. They count 1, 2, 3 … through the whole meeting.
    TurnId(u32)
}
ordinal! {
    /// A round of a meeting. They count 1, 2, 3 … through the whole meeting.
    RoundId(u32)
}
ordinal! {
    /// An item's place in the agenda as it was planned, from 0. It keeps it when the order changes.
    ItemIndex(u32)
}
ordinal! {
    /// A topic of a meeting. They count 1, 2, 3 … through the whole meeting.
    TopicId(u32)
}
ordinal! {
    /// A message of a meeting: the `seq` of the event that posted it.
    MessageId(u64)
}

impl TurnId {
    /// The turn after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl RoundId {
    /// The round after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl TopicId {
    /// The topic after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl ItemIndex {
    /// The place as an index into the agenda.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}
