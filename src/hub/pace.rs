//! How fast a socket may talk. Time is passed in.

use crate::protocol::limits::{COMMANDS_BURST, COMMANDS_PER_SECOND, OFFENCES_PER_MINUTE_MAX};

/// What to do with a frame that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Handle it.
    Ok,
    /// Refuse it.
    TooFast,
    /// Close the socket.
    Close,
}

/// A token bucket of frames, and a count of offences. Forty lines of arithmetic on a clock that
/// tests can turn, where a rate-limit library reads its own.
#[derive(Debug)]
pub(crate) struct Pace {
    frames_milli: u64,
    refilled_ms: u64,
    offences: u32,
    offences_since_ms: u64,
}

const FULL_MILLI: u64 = COMMANDS_BURST as u64 * 1_000;

impl Pace {
    pub(crate) const fn new(now_ms: u64) -> Self {
        Self { frames_milli: FULL_MILLI, refilled_ms: now_ms, offences: 0, offences_since_ms: now_ms }
    }

    /// A frame came.
    pub(crate) fn frame(&mut self, now_ms: u64) -> Verdict {
        let gained = now_ms.saturating_sub(self.refilled_ms).saturating_mul(u64::from(COMMANDS_PER_SECOND));
        self.frames_milli = self.frames_milli.saturating_add(gained).min(FULL_MILLI);
        self.refilled_ms = now_ms;
        if self.frames_milli >= 1_000 {
            self.frames_milli -= 1_000;
            return Verdict::Ok;
        }
        self.offence(now_ms)
    }

    /// The frame was malformed or too fast.
    pub(crate) fn offence(&mut self, now_ms: u64) -> Verdict {
        if now_ms.saturating_sub(self.offences_since_ms) >= 60_000 {
            self.offences = 0;
            self.offences_since_ms = now_ms;
        }
        self.offences += 1;
        if self.offences > OFFENCES_PER_MINUTE_MAX { Verdict::Close } else { Verdict::TooFast }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_then_the_rate_holds_then_the_socket_is_closed() {
        let mut pace = Pace::new(0);
        for _ in 0..COMMANDS_BURST {
            assert_eq!(pace.frame(0), Verdict::Ok);
        }
        assert_eq!(pace.frame(0), Verdict::TooFast);
        assert_eq!(pace.frame(1_000 / u64::from(COMMANDS_PER_SECOND)), Verdict::Ok);
        for _ in 1..OFFENCES_PER_MINUTE_MAX {
            assert_eq!(pace.frame(200), Verdict::TooFast);
        }
        assert_eq!(pace.frame(200), Verdict::Close);
        assert_eq!(pace.frame(60_200), Verdict::Ok);
    }
}
