//! How fast a socket may talk.

use std::num::NonZeroU32;

use governor::{
    Quota, RateLimiter,
    middleware::NoOpMiddleware,
    nanos::Nanos,
    state::{InMemoryState, NotKeyed},
};

use crate::{
    clock::{LimiterClock, SharedClock},
    protocol::limits::{
        COMMANDS_BURST, COMMANDS_PER_SECOND, OFFENCES_PER_MINUTE_MAX, PIECES_BURST, PIECES_PER_SECOND,
    },
};

/// What to do with a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Handle it.
    Ok,
    /// Refuse it.
    TooFast,
    /// Close the socket.
    Close,
}

type Limiter = RateLimiter<NotKeyed, InMemoryState, LimiterClock, NoOpMiddleware<Nanos>>;

const FRAMES: Quota = Quota::per_second(non_zero(COMMANDS_PER_SECOND)).allow_burst(non_zero(COMMANDS_BURST));
const PIECES: Quota = Quota::per_second(non_zero(PIECES_PER_SECOND)).allow_burst(non_zero(PIECES_BURST));
const OFFENCES: Quota = Quota::per_minute(non_zero(OFFENCES_PER_MINUTE_MAX));

/// Counts the frames of a socket, and its offences: frames that are malformed or came too fast.
pub(super) struct Pace {
    frames: Limiter,
    offences: Limiter,
}

impl Pace {
    pub(super) fn new(clock: &SharedClock) -> Self {
        let limiter = |quota| Limiter::direct_with_clock(quota, LimiterClock(SharedClock::clone(clock)));
        Self { frames: limiter(FRAMES), offences: limiter(OFFENCES) }
    }

    /// A frame came.
    pub(super) fn frame(&self) -> Verdict {
        if self.frames.check().is_ok() { Verdict::Ok } else { self.offence() }
    }

    /// The frame was malformed or too fast.
    pub(super) fn offence(&self) -> Verdict {
        if self.offences.check().is_ok() { Verdict::TooFast } else { Verdict::Close }
    }
}

/// Counts the frames that continue a message. Whoever sends too many is not told to slow down: there
/// is no message to answer.
pub(super) struct Pieces(Limiter);

impl Pieces {
    pub(super) fn new(clock: &SharedClock) -> Self {
        let clock = LimiterClock(SharedClock::clone(clock));
        Self(Limiter::direct_with_clock(PIECES, clock))
    }

    /// Another piece came.
    pub(super) fn piece(&self) -> Verdict {
        if self.0.check().is_ok() { Verdict::Ok } else { Verdict::Close }
    }
}

const fn non_zero(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{clock::ManualClock, time::UnixMs};

    #[test]
    fn a_burst_passes_then_the_rate_holds_then_the_socket_is_closed() {
        let clock = Arc::new(ManualClock::new(UnixMs::default()));
        let shared: SharedClock = clock.clone();
        let pace = Pace::new(&shared);
        for _ in 0..COMMANDS_BURST {
            assert_eq!(pace.frame(), Verdict::Ok);
        }
        assert_eq!(pace.frame(), Verdict::TooFast);
        clock.advance_ms(1_000 / u64::from(COMMANDS_PER_SECOND));
        assert_eq!(pace.frame(), Verdict::Ok);
        for _ in 1..OFFENCES_PER_MINUTE_MAX {
            assert_eq!(pace.frame(), Verdict::TooFast);
        }
        assert_eq!(pace.frame(), Verdict::Close);
        clock.advance_ms(60_000);
        for _ in 0..COMMANDS_BURST {
            assert_eq!(pace.frame(), Verdict::Ok);
        }
        for _ in 0..OFFENCES_PER_MINUTE_MAX {
            assert_eq!(pace.offence(), Verdict::TooFast);
        }
        assert_eq!(pace.offence(), Verdict::Close);
    }
}
