//! `rondo cluster`: the servers that share the database, and the rooms that each has; also beside them.

use serde::Serialize;

use super::{failure::Failure, output::print, runtime};
use crate::{
    config::{ClusterRequest, Config, SettingError},
    meeting::id::RoomId,
    store::{self, Census, NodeLine, StoreError},
};

/// What `--json` prints.
#[derive(Serialize)]
struct Shown {
    nodes: Vec<ShownNode>,
    rooms_without_node: Vec<RoomId>,
}

/// A server as `--json` prints it.
#[derive(Serialize)]
struct ShownNode {
    incarnation: i64,
    peer: Option<String>,
    build: String,
    draining: bool,
    lease_ms: i64,
    rooms: Vec<RoomId>,
}

pub(super) fn run(config: &Config, request: &ClusterRequest) -> Result<(), Failure> {
    if config.has_own_database() {
        return Err(
            SettingError::new("--database-url", "only servers on PostgreSQL share their database").into()
        );
    }
    let runtime = runtime::of_one_thread()?;
    let census = runtime.block_on(store::census(&config.database()))?;
    print(&if request.json { json(census)? } else { text(&census, request.rooms) });
    Ok(())
}

fn json(census: Census) -> Result<String, StoreError> {
    let Census { nodes, without } = census;
    let shown = |node: NodeLine| {
        let NodeLine { incarnation, peer, build, draining, lease_ms, rooms } = node;
        ShownNode { incarnation, peer, build, draining, lease_ms, rooms }
    };
    let shown = Shown { nodes: nodes.into_iter().map(shown).collect(), rooms_without_node: without };
    let json = serde_json::to_string(&shown).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(format!("{json}\n"))
}

/// `17 10.0.0.5:8081 0.1.0 lease 1100 ms, 12 rooms`
fn text(census: &Census, each: bool) -> String {
    let mut lines = Vec::new();
    let list = |lines: &mut Vec<String>, rooms: &[RoomId]| {
        lines.extend(rooms.iter().filter(|_| each).map(|room| format!("  {room}")));
    };
    for node in &census.nodes {
        let peer = node.peer.as_deref().unwrap_or("alone");
        let state = match (node.lease_ms < 0, node.draining) {
            (true, _) => format!("lease over since {} ms", -node.lease_ms),
            (false, true) => format!("stopping, lease {} ms", node.lease_ms),
            (false, false) => format!("lease {} ms", node.lease_ms),
        };
        lines.push(format!("{} {peer} {} {state}, {} rooms", node.incarnation, node.build, node.rooms.len()));
        list(&mut lines, &node.rooms);
    }
    if census.nodes.is_empty() {
        lines.push("no server runs".to_owned());
    }
    if !census.without.is_empty() {
        lines.push(format!("{} rooms whose meeting runs and that no server has", census.without.len()));
        list(&mut lines, &census.without);
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}
