//! A time in which the store takes nothing.

use super::limits::{APPEND_RETRY_MS, OUTAGE_MS_MIN};
use crate::meeting::time::MeetingMs;

/// Since when nothing could be stored. Once it lasts for [`OUTAGE_MS_MIN`], the meeting stands still: its
/// time does not count, and when it ends the floor goes on as after a restart (docs/rules.md, rule 15).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outage {
    /// Meeting time when it began, at which the meeting stands.
    pub(crate) at_ms: MeetingMs,
    since_ms: u64,
    retry_ms: u64,
    /// The meeting stands still, and its people were told.
    stands: bool,
}

impl Outage {
    /// A first failure, or an append that takes long, at `now_ms` of the clock.
    pub(crate) const fn new(at_ms: MeetingMs, now_ms: u64) -> Self {
        Self { at_ms, since_ms: now_ms, retry_ms: now_ms, stands: false }
    }

    /// Something failed: it is tried again later.
    pub(crate) const fn failed(&mut self, now_ms: u64) {
        self.retry_ms = now_ms + APPEND_RETRY_MS;
        self.stands = self.stands || now_ms >= self.since_ms + OUTAGE_MS_MIN;
    }

    /// From now on the meeting stands still.
    pub(crate) const fn stand(&mut self) {
        self.stands = true;
    }

    pub(crate) const fn stands(&self) -> bool {
        self.stands
    }

    /// When the store is tried again, in monotonic time of the clock.
    pub(crate) const fn retry_ms(&self) -> u64 {
        self.retry_ms
    }
}
