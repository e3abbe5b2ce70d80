//! The limits of background work.

use std::time::Duration;

/// For so long a process holds a job, in milliseconds: longer than an attempt can take.
pub(crate) const LEASE_MS: u64 = 3 * 60_000;
/// Longest time of one attempt. Real time, since it is other people's servers that are waited for.
pub(crate) const ATTEMPT_MAX: Duration = Duration::from_secs(150);
/// Attempts after which a job is given up: with the growing pauses that is a day and a half.
pub(crate) const ATTEMPTS_MAX: u32 = 16;
/// The pause after the first failure, in milliseconds; each one after it is twice as long.
pub(crate) const FIRST_PAUSE_MS: u64 = 60_000;
/// Jobs that are taken at a time.
pub(crate) const CLAIM_JOBS_MAX: u32 = 16;
/// Jobs that are worked on at a time.
pub(crate) const AT_ONCE_MAX: usize = 4;
/// The runner looks at least this often, in milliseconds, for what another process has added or a clock
/// that was set has made due.
pub(crate) const LOOK_MS: u64 = 30_000;
/// For so long an ended job is kept, in milliseconds, so that it is not made again and can be looked up.
pub(crate) const KEEP_MS: u64 = 30 * 24 * 60 * 60_000;
