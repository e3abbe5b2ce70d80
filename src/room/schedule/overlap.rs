//! Dates that overlap: the host is warned, nothing is refused.

use super::Date;

/// Two dates that overlap, by their place in the lists they came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Overlap {
    /// The place of the first.
    pub one: usize,
    /// The place of the second.
    pub other: usize,
}

/// The pairs of dates of these two lists that overlap. Cancelled dates don't.
pub(crate) fn overlaps(ones: &[Date], others: &[Date]) -> Vec<Overlap> {
    let pairs =
        ones.iter().enumerate().flat_map(|one| others.iter().enumerate().map(move |other| (one, other)));
    let overlapping = pairs.filter(|((_, one), (_, other))| {
        !one.cancelled && !other.cancelled && one.starts_at < other.ends_at && other.starts_at < one.ends_at
    });
    overlapping.map(|((one, _), (other, _))| Overlap { one, other }).collect()
}
