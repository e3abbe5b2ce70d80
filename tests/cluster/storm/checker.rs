//! Whether all that was acknowledged is in the log, once, and where it was said to be.

use std::collections::{BTreeMap, BTreeSet};

use super::writer::Trace;
use crate::nodes::Cluster;

/// Rows of the log that do not follow the one before.
const BROKEN_ROWS: &str = "SELECT count(*) FROM (
    SELECT first_seq, lag(last_seq, 1, 0::bigint) OVER (PARTITION BY meeting ORDER BY first_seq) AS before FROM log
) AS rows_before WHERE first_seq <> before + 1";

/// How many acknowledgements there were.
pub(super) async fn check(cluster: &Cluster, traces: Vec<(usize, Trace)>) -> usize {
    let mut heard: BTreeMap<(usize, u64), Option<String>> = BTreeMap::new();
    let mut acknowledged = Vec::new();
    for (room, trace) in traces {
        for (seq, text) in trace.events {
            let before = heard.entry((room, seq)).or_insert_with(|| text.clone());
            assert_eq!(*before, text, "two people were told different things at {seq}");
        }
        acknowledged.extend(trace.acknowledged.into_iter().map(|(text, seq)| (room, text, seq)));
    }
    let mut once = BTreeSet::new();
    for text in heard.values().flatten() {
        assert!(once.insert(text), "{text} was told twice");
    }
    let places: BTreeMap<&String, (usize, u64)> =
        heard.iter().filter_map(|(place, text)| Some((text.as_ref()?, *place))).collect();
    for (room, text, seq) in &acknowledged {
        assert_eq!(places.get(text), Some(&(*room, *seq)), "{text} was acknowledged elsewhere than it is");
    }
    assert_eq!(cluster.postgres.psql("rows", BROKEN_ROWS).await.trim(), "0", "gaps");
    acknowledged.len()
}
