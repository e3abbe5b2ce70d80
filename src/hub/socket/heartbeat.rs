//! Whether the peer is still there. Times are in monotonic milliseconds.

use crate::protocol::limits::{HEARTBEAT_MS, SILENCE_MS_MAX};

/// When the peer was last heard, and when it was last pinged.
pub(super) struct Heartbeat {
    heard_ms: u64,
    pinged_ms: u64,
}

/// What to do about the peer's silence.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Beat {
    /// Nothing yet.
    Rest,
    /// Send a ping.
    Ping,
    /// Close the socket: the peer is dead.
    Silent,
}

impl Heartbeat {
    pub(super) const fn new(now_ms: u64) -> Self {
        Self { heard_ms: now_ms, pinged_ms: now_ms }
    }

    /// Something came from the peer.
    pub(super) const fn heard(&mut self, now_ms: u64) {
        self.heard_ms = now_ms;
    }

    /// When to call [`Self::beat`] next.
    pub(super) fn due_ms(&self) -> u64 {
        self.ping_ms().min(self.heard_ms + SILENCE_MS_MAX)
    }

    /// Looks how long the peer has been silent. A ping counts as sent.
    pub(super) fn beat(&mut self, now_ms: u64) -> Beat {
        if now_ms >= self.heard_ms + SILENCE_MS_MAX {
            return Beat::Silent;
        }
        if now_ms >= self.ping_ms() {
            self.pinged_ms = now_ms;
            return Beat::Ping;
        }
        Beat::Rest
    }

    fn ping_ms(&self) -> u64 {
        self.heard_ms.max(self.pinged_ms) + HEARTBEAT_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_peer_is_pinged_and_then_dead() {
        let mut heartbeat = Heartbeat::new(0);
        assert_eq!(heartbeat.beat(HEARTBEAT_MS - 1), Beat::Rest);
        assert_eq!(heartbeat.due_ms(), HEARTBEAT_MS);
        assert_eq!(heartbeat.beat(HEARTBEAT_MS), Beat::Ping);
        assert_eq!(heartbeat.beat(HEARTBEAT_MS), Beat::Rest, "one ping at a time");
        assert_eq!(heartbeat.beat(2 * HEARTBEAT_MS), Beat::Ping);
        assert_eq!(heartbeat.due_ms(), SILENCE_MS_MAX);
        assert_eq!(heartbeat.beat(SILENCE_MS_MAX), Beat::Silent);
        heartbeat.heard(SILENCE_MS_MAX);
        assert_eq!(heartbeat.beat(SILENCE_MS_MAX), Beat::Rest);
    }
}
