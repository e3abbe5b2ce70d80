//! The two times of a meeting. They never mix: [`FloorClock`] alone turns one into the other.
//! Durations are plain milliseconds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! moment {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, JsonSchema,
        )]
        #[serde(transparent)]
        #[ts(type = "number")]
        #[schemars(inline)]
        pub struct $name(u64);

        // Arithmetic saturates: a moment beyond what fits is the last one there is.
        impl $name {
            /// The moment at which the clock started.
            pub const ZERO: Self = Self(0);

            /// The moment `ms` milliseconds after the clock started.
            #[must_use]
            pub const fn from_ms(ms: u64) -> Self {
                Self(ms)
            }

            /// Milliseconds since the clock started.
            #[must_use]
            pub const fn as_ms(self) -> u64 {
                self.0
            }

            /// The moment `ms` milliseconds later.
            #[must_use]
            pub const fn plus_ms(self, ms: u64) -> Self {
                Self(self.0.saturating_add(ms))
            }

            /// The moment `ms` milliseconds earlier, but not before the clock started.
            #[must_use]
            pub const fn minus_ms(self, ms: u64) -> Self {
                Self(self.0.saturating_sub(ms))
            }

            /// Milliseconds from `earlier` to this moment; 0 if `earlier` is later.
            #[must_use]
            pub const fn since(self, earlier: Self) -> u64 {
                self.0.saturating_sub(earlier.0)
            }
        }
    };
}

moment! {
    /// A moment in meeting time: milliseconds since the meeting was made, while a server holds it.
    /// No system clock moves it, and the time that the server is down does not count.
    MeetingMs
}
moment! {
    /// A moment in floor time: milliseconds since the meeting was opened, without the time that the
    /// floor was paused. A pause therefore moves no deadline of the floor.
    FloorMs
}

/// What the floor's time is at a moment of the meeting's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct FloorClock {
    /// Floor time when the clock was last started or stopped.
    pub floor_ms: FloorMs,
    /// Meeting time since when the clock runs; null while it stands still.
    pub running_since_ms: Option<MeetingMs>,
}

impl FloorClock {
    /// Floor time at a meeting time.
    #[must_use]
    pub const fn at(&self, at_ms: MeetingMs) -> FloorMs {
        match self.running_since_ms {
            Some(since) => self.floor_ms.plus_ms(at_ms.since(since)),
            None => self.floor_ms,
        }
    }

    /// The meeting time at which floor time reaches `floor_ms`, if the clock runs.
    #[must_use]
    pub(super) const fn meeting_time_of(&self, floor_ms: FloorMs) -> Option<MeetingMs> {
        match self.running_since_ms {
            Some(since) => Some(since.plus_ms(floor_ms.since(self.floor_ms))),
            None => None,
        }
    }

    /// The clock of a floor that opens at a meeting time, running unless it has to stand still.
    #[must_use]
    pub(super) const fn opened(at_ms: MeetingMs, stands_still: bool) -> Self {
        let running_since_ms = if stands_still { None } else { Some(at_ms) };
        Self { floor_ms: FloorMs::ZERO, running_since_ms }
    }

    /// The clock stopped at a meeting time.
    #[must_use]
    pub const fn stopped(&self, at_ms: MeetingMs) -> Self {
        Self { floor_ms: self.at(at_ms), running_since_ms: None }
    }

    /// The clock running from a meeting time.
    #[must_use]
    pub const fn started(&self, at_ms: MeetingMs) -> Self {
        Self { floor_ms: self.at(at_ms), running_since_ms: Some(at_ms) }
    }
}
