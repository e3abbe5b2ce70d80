//! Time from outside: the one reader of the system's clocks, and a clock that tests turn by hand.

use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use futures::future::BoxFuture;
use governor::nanos::Nanos;
use tokio::sync::watch;

use crate::time::UnixMs;

/// A source of time. Wall time is for people and tokens; monotonic time for everything that waits.
pub trait Clock: Send + Sync + 'static {
    /// The unix time now.
    fn unix_ms(&self) -> UnixMs;

    /// Milliseconds since some moment before the server started. Changes to the system's clock don't
    /// move it.
    fn monotonic_ms(&self) -> u64;

    /// Returns when monotonic time has reached `at_ms`.
    fn sleep_until(&self, at_ms: u64) -> BoxFuture<'static, ()>;
}

/// A shared clock.
pub type SharedClock = Arc<dyn Clock>;

/// A clock as a rate limiter reads it: by its monotonic time.
#[derive(Clone)]
pub(crate) struct LimiterClock(pub(crate) SharedClock);

impl governor::clock::Clock for LimiterClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Duration::from_millis(self.0.monotonic_ms()).into()
    }
}

/// The system's clocks.
#[derive(Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// A clock whose monotonic time starts now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this file is the one reader of system time")]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this file is the one reader of system time")]
    fn unix_ms(&self) -> UnixMs {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).map_or(UnixMs::MAX, UnixMs::from_ms)
    }

    fn monotonic_ms(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn sleep_until(&self, at_ms: u64) -> BoxFuture<'static, ()> {
        let until = self.start + Duration::from_millis(at_ms);
        Box::pin(tokio::time::sleep_until(until.into()))
    }
}

/// A clock that moves only when it is told to, for tests.
#[derive(Debug, Clone)]
pub struct ManualClock {
    start: UnixMs,
    now_ms: watch::Sender<u64>,
    /// By how much the wall clock was set, in milliseconds.
    wall_ms: watch::Sender<i64>,
}

impl ManualClock {
    /// A clock that stands at `start`.
    #[must_use]
    pub fn new(start: UnixMs) -> Self {
        Self { start, now_ms: watch::Sender::new(0), wall_ms: watch::Sender::new(0) }
    }

    /// Sets the wall clock by so much, as an operator or a time server does. Monotonic time stays.
    pub fn set_wall_by_ms(&self, by_ms: i64) {
        self.wall_ms.send_modify(|wall| *wall += by_ms);
    }

    /// Moves time forward.
    pub fn advance_ms(&self, by_ms: u64) {
        self.now_ms.send_modify(|now| *now += by_ms);
    }
}

impl Clock for ManualClock {
    fn unix_ms(&self) -> UnixMs {
        UnixMs::from_ms(self.start.plus_ms(*self.now_ms.borrow()).as_ms() + *self.wall_ms.borrow())
    }

    fn monotonic_ms(&self) -> u64 {
        *self.now_ms.borrow()
    }

    fn sleep_until(&self, at_ms: u64) -> BoxFuture<'static, ()> {
        let mut now = self.now_ms.subscribe();
        Box::pin(async move {
            // The sender lives as long as the clock; without it time stands still forever.
            if now.wait_for(|now| *now >= at_ms).await.is_err() {
                std::future::pending::<()>().await;
            }
        })
    }
}
