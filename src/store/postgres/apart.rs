//! How far the clock of this machine is from the database's. What one server signs, another one checks: a token
//! may be from a minute ahead (docs/clocks.md), so each clock may be half of that from the database's.

use super::connect::Target;
use crate::{
    clock::SharedClock,
    store::{
        error::{Result, StoreError},
        limits::CLOCK_APART_MS_MAX,
    },
};

/// The database's time, in milliseconds since 1970.
macro_rules! now_ms {
    () => {
        "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"
    };
}
pub(super) use now_ms;

/// Refuses a clock that is too far from the database's, before anything else is done.
///
/// # Errors
/// [`StoreError::Open`] with a line for the operator.
pub(super) async fn check(target: &Target, clock: &SharedClock) -> Result<()> {
    let mut conn = target.connect().await?;
    let there = sqlx::query_scalar(concat!("SELECT ", now_ms!())).fetch_one(&mut conn).await?;
    let ahead_ms = ahead_ms(clock, there);
    if ahead_ms.unsigned_abs() <= CLOCK_APART_MS_MAX {
        return Ok(());
    }
    let (apart_s, most_s) = (ahead_ms.unsigned_abs() / 1_000, CLOCK_APART_MS_MAX / 1_000);
    let way = if ahead_ms > 0 { "ahead of" } else { "behind" };
    Err(StoreError::Open(format!(
        "the clock of this machine is {apart_s} s {way} the database's, and may be {most_s} s: set it right"
    )))
}

/// How far a clock is ahead of what the database said, in milliseconds; below zero if it is behind.
pub(super) fn ahead_ms(clock: &SharedClock, there_ms: i64) -> i64 {
    clock.unix_ms().as_ms() - there_ms
}
