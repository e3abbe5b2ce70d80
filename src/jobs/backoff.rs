//! How long to wait after a failure.

use super::limits::{ATTEMPTS_MAX, FIRST_PAUSE_MS};
use crate::store::RETRY_MS_MAX;

/// The pause after the attempt of this number, from 1, in milliseconds. `None` if it was the last one.
pub(super) fn pause_ms(attempt: u32) -> Option<u64> {
    let doubled = 1_u64.checked_shl(attempt.saturating_sub(1)).unwrap_or(u64::MAX);
    (attempt < ATTEMPTS_MAX).then(|| FIRST_PAUSE_MS.saturating_mul(doubled).min(RETRY_MS_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_hours_and_end_after_a_day() {
        assert_eq!((pause_ms(1), pause_ms(2), pause_ms(4)), (Some(60_000), Some(120_000), Some(480_000)));
        assert_eq!((pause_ms(9), pause_ms(15)), (Some(RETRY_MS_MAX), Some(RETRY_MS_MAX)));
        assert_eq!((pause_ms(16), pause_ms(200)), (None, None));
        let in_all_ms: u64 = (1..=16).filter_map(pause_ms).sum();
        assert!((24 * 3_600_000..48 * 3_600_000).contains(&in_all_ms), "{in_all_ms}");
    }
}
