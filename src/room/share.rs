//! How long a share is.

use super::{
    error::EditError,
    limits::{SHARE_MS_MAX, SHARE_MS_MIN},
};

/// The default length of a share, in milliseconds; 0 is untimed. An item of the agenda may have a
/// length of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareMs(u64);

impl ShareMs {
    /// This many milliseconds; 0 is untimed.
    #[must_use]
    pub const fn from_ms(ms: u64) -> Self {
        Self(ms)
    }

    /// The length that a host chose.
    pub(super) fn chosen(ms: u64) -> Result<Self, EditError> {
        if ms == 0 || (SHARE_MS_MIN..=SHARE_MS_MAX).contains(&ms) {
            return Ok(Self(ms));
        }
        Err(EditError::OutOfRange { field: "share_ms", min: SHARE_MS_MIN, max: SHARE_MS_MAX })
    }

    /// In milliseconds; 0 is untimed.
    #[must_use]
    pub const fn as_ms(self) -> u64 {
        self.0
    }
}
