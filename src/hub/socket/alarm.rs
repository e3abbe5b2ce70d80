//! The one timer of a socket.

use futures::future::BoxFuture;

use crate::clock::SharedClock;

/// Rings at a time that mostly moves further away. It is left as it is then: it may ring early, and is set
/// again.
pub(super) struct Alarm {
    clock: SharedClock,
    sleep: Option<(u64, BoxFuture<'static, ()>)>,
}

impl Alarm {
    pub(super) const fn new(clock: SharedClock) -> Self {
        Self { clock, sleep: None }
    }

    /// Sees to it that it rings at `at_ms` at the latest, in monotonic milliseconds.
    pub(super) fn set(&mut self, at_ms: u64) {
        if self.sleep.as_ref().is_none_or(|(rings_ms, _)| at_ms < *rings_ms) {
            self.sleep = Some((at_ms, self.clock.sleep_until(at_ms)));
        }
    }

    /// Returns when it rings, which may be early. It then has to be set again.
    pub(super) async fn rings(&mut self) {
        match &mut self.sleep {
            Some((_, sleep)) => sleep.await,
            None => std::future::pending().await,
        }
        self.sleep = None;
    }
}
