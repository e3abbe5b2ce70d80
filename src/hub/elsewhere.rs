//! Rooms that other servers of the same database have: whom to ask about them, and what is asked.

use std::{sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{limits::PEER_MS_MAX, mailbox::RoomStatus};
use crate::{
    auth::Ground,
    meeting::id::{ParticipantId, RoomId},
    peers::{PeerError, Peers},
    protocol::close::CloseCode,
    store::{Cluster, Node, Owner},
};

/// Where a server answers what others ask of it.
pub(crate) const PEER_PATH: &str = "/peer/ask";

/// What a server asks another about a room of that one's, or tells it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum PeerCall {
    /// How the room is doing.
    Status { room: RoomId },
    /// See [`super::Directory::revoke`].
    Revoke { room: RoomId, who: ParticipantId, code: CloseCode },
    /// See [`super::Directory::handed_on`].
    HandedOn { room: RoomId, who: ParticipantId },
    /// See [`super::Directory::note_reachable`].
    Reachable { room: RoomId, who: ParticipantId, on: bool },
    /// See [`super::Directory::room_changed`].
    RoomChanged { room: RoomId },
    /// See [`super::Directory::close`].
    Close { room: RoomId, code: CloseCode },
    /// See [`super::Directory::end`].
    End { ground: Ground, code: CloseCode },
}

/// The answer: how the room is doing, if that was asked and it has a meeting.
pub(crate) type PeerAnswer = Option<RoomStatus>;

/// The other servers.
#[derive(Clone)]
pub(crate) struct Elsewhere {
    pub(super) cluster: Arc<dyn Cluster>,
    pub(super) peers: Peers,
}

/// Which server a room without sockets goes to: the one with the highest hash of both, so that all agree and each
/// gets its share. `None` if none takes rooms.
pub(super) fn keeper(room: RoomId, nodes: &[Node]) -> Option<Node> {
    let weight =
        |node: &&Node| Sha256::new().chain_update(room.as_bytes()).chain_update(&node.peer).finalize();
    nodes.iter().filter(|node| !node.draining).max_by_key(weight).cloned()
}

impl Elsewhere {
    pub(crate) const fn new(cluster: Arc<dyn Cluster>, peers: Peers) -> Self {
        Self { cluster, peers }
    }

    /// The other servers whose leases count.
    pub(super) fn others(&self) -> Vec<Node> {
        let me = self.cluster.me();
        self.cluster.nodes().into_iter().filter(|node| node.incarnation != me).collect()
    }

    /// Asks the server that has a room. `None` if nobody else has it, or it does not answer.
    pub(super) async fn ask_owner(&self, room: RoomId, call: &PeerCall) -> PeerAnswer {
        match self.cluster.owner(room).await {
            Ok(Owner::Other(node)) => self.ask(&node, call).await.unwrap_or_else(|error| {
                tracing::warn!(%room, peer = node.peer, %error, "the server that has a room does not answer");
                None
            }),
            Ok(Owner::Me | Owner::Nobody) => None,
            Err(error) => {
                tracing::warn!(%room, %error, "which server has a room can't be told");
                None
            }
        }
    }

    /// Tells all other servers.
    pub(super) async fn tell_all(&self, call: &PeerCall) {
        futures::future::join_all(self.others().into_iter().map(|node| async move {
            if let Err(error) = self.ask(&node, call).await {
                tracing::warn!(peer = node.peer, %error, "another server was not told");
            }
        }))
        .await;
    }

    async fn ask(&self, node: &Node, call: &PeerCall) -> Result<PeerAnswer, PeerError> {
        self.peers.ask(&node.peer, PEER_PATH, call, Duration::from_millis(PEER_MS_MAX)).await
    }
}
