//! Unix time as one type. Pure: [`crate::clock`] reads the system's clock.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A moment in unix time, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct UnixMs(i64);

// Arithmetic saturates: a moment beyond what fits is the last one there is.
impl UnixMs {
    /// The last moment that can be expressed.
    pub const MAX: Self = Self(i64::MAX);

    /// The moment `ms` milliseconds after the start of 1970.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// The moment `seconds` after the start of 1970, as a token's claims count.
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(0).plus_ms(seconds.saturating_mul(1000))
    }

    /// Milliseconds since the start of 1970.
    #[must_use]
    pub const fn as_ms(self) -> i64 {
        self.0
    }

    /// Whole seconds since the start of 1970; 0 for a moment before it.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.since(Self(0)) / 1000
    }

    /// The moment `ms` milliseconds later.
    #[must_use]
    pub const fn plus_ms(self, ms: u64) -> Self {
        Self(self.0.saturating_add_unsigned(ms))
    }

    /// Milliseconds from `earlier` to this moment; 0 if `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> u64 {
        if self.0 > earlier.0 { self.0.abs_diff(earlier.0) } else { 0 }
    }
}

/// The plain number, as it is serialised.
impl fmt::Display for UnixMs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An integer wherever it stands: a schema of its own would only hide that.
impl JsonSchema for UnixMs {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "UnixMs".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "format": "int64" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_saturates() {
        let (early, late) = (UnixMs::from_ms(1_500), UnixMs::from_ms(4_000));
        assert_eq!((late.since(early), early.since(late)), (2_500, 0));
        assert_eq!(early.plus_ms(2_500), late);
        assert_eq!(late.plus_ms(u64::MAX), UnixMs::MAX);
        assert_eq!(UnixMs::MAX.since(UnixMs::from_ms(i64::MIN)), u64::MAX);
        assert_eq!((late.seconds(), UnixMs::from_ms(-1).seconds()), (4, 0));
        assert_eq!(UnixMs::from_seconds(4), late);
        assert_eq!(UnixMs::from_seconds(u64::MAX), UnixMs::MAX);
    }
}
