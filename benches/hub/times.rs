//! Times from when something was due until it was there, in microseconds.

use std::{sync::LazyLock, time::Instant};

use hdrhistogram::Histogram;

/// The beginning of the run: all times are counted from here.
static EPOCH: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Microseconds since the run began.
pub(crate) fn now_us() -> u64 {
    u64::try_from(EPOCH.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// The moment of [`now_us`].
pub(crate) fn at(us: u64) -> Instant {
    *EPOCH + std::time::Duration::from_micros(us)
}

/// How long things took.
#[derive(Clone)]
pub(crate) struct Times(Histogram<u64>);

impl Default for Times {
    fn default() -> Self {
        #[expect(clippy::expect_used, reason = "two is a precision that the crate knows")]
        Self(Histogram::new(2).expect("a histogram"))
    }
}

impl Times {
    pub(crate) fn note(&mut self, us: u64) {
        // It grows by itself.
        let _ = self.0.record(us);
    }

    pub(crate) fn add(&mut self, other: &Self) {
        // Both grow by themselves.
        let _ = self.0.add(&other.0);
    }

    /// The time that this share of all stays under, in microseconds.
    pub(crate) fn quantile_us(&self, share: f64) -> f64 {
        self.0.value_at_quantile(share) as f64
    }
}
