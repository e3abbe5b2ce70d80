//! What a server does as one of several: it gives up its rooms when it is no longer sure of its lease, and takes
//! those that nobody has.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use futures::{StreamExt as _, stream};
use tokio::time::Instant;

use super::{
    directory::Directory,
    elsewhere::keeper,
    limits::{ENDS_LOOK_MS, OPENED_UNASKED_MAX, ORPHAN_MS_MIN, ORPHANS_LOOK_MS, SURE_LOOK_MS},
};
use crate::{meeting::id::RoomId, store::Cluster};

/// Watches over the lease of this server until it is aborted.
#[expect(clippy::disallowed_methods, reason = "a lease counts real time, as the database does")]
pub(crate) async fn watch(directory: Directory, cluster: Arc<dyn Cluster>) {
    let mut was_sure = true;
    loop {
        tokio::time::sleep(Duration::from_millis(SURE_LOOK_MS)).await;
        let is_sure = cluster.is_sure();
        if was_sure && !is_sure {
            tracing::error!("this server is not sure of its lease; it gives up its rooms");
            metrics::counter!("rondo_leases_lost_total").increment(1);
            directory.abandon();
        }
        was_sure = is_sure;
        if !is_sure {
            // Nothing of the life before is left.
            cluster.rejoin();
        }
    }
}

/// Hears of those whose access has ended until it is aborted.
#[expect(clippy::disallowed_methods, reason = "another server acts in real time")]
pub(crate) async fn hear_ends(directory: Directory) {
    loop {
        tokio::time::sleep(Duration::from_millis(ENDS_LOOK_MS)).await;
        directory.hear_ends().await;
    }
}

/// Opens rooms whose meetings run and that no server has, until it is aborted: those that nobody comes to, so
/// that their clocks go on.
#[expect(clippy::disallowed_methods, reason = "how long a room was left alone is real time")]
pub(crate) async fn adopt(directory: Directory, cluster: Arc<dyn Cluster>) {
    let mut alone: BTreeMap<RoomId, Instant> = BTreeMap::new();
    loop {
        tokio::time::sleep(Duration::from_millis(ORPHANS_LOOK_MS)).await;
        if !cluster.is_sure() {
            alone.clear();
            continue;
        }
        let found = match cluster.without_others().await {
            Ok(found) => found,
            Err(error) => {
                tracing::warn!(%error, "rooms that no server has were not looked for");
                continue;
            }
        };
        let now = Instant::now();
        let found = found.into_iter().filter(|room| !directory.has_task(*room));
        alone = found.map(|room| (room, alone.get(&room).copied().unwrap_or(now))).collect();
        let nodes = cluster.nodes().borrow().clone();
        let long = Duration::from_millis(ORPHAN_MS_MIN);
        let mine = alone.iter().filter(|(room, since)| {
            now.duration_since(**since) >= long
                && keeper(**room, &nodes).is_some_and(|node| node.incarnation == cluster.me())
        });
        let mine: Vec<RoomId> = mine.map(|(room, _)| *room).collect();
        stream::iter(mine).for_each_concurrent(OPENED_UNASKED_MAX, |room| directory.adopt(room)).await;
    }
}
