//! Rooms that other servers of the same database have: whom to ask about them, and what is asked.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    limits::{HEARD_ENDS_MAX, PEER_MS_MAX},
    mailbox::RoomStatus,
};
use crate::{
    auth::Ground,
    meeting::id::{ParticipantId, RoomId},
    peers::{PeerError, Peers},
    protocol::close::CloseCode,
    store::{Cluster, Node, Owner, StoreError},
};

/// Where a server answers what others ask of it.
pub(crate) const PEER_PATH: &str = "/peer/ask";

/// What goes to another server.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PeerAsk {
    /// The number under which it is noted for all, if it is.
    number: Option<i64>,
    call: PeerCall,
}

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

impl PeerCall {
    /// Whether it ends somebody's access. Then each server hears of it, sooner or later.
    const fn ends_access(&self) -> bool {
        matches!(self, Self::Revoke { .. } | Self::Close { .. } | Self::End { .. })
    }
}

/// The answer: how the room is doing, if that was asked and it has a meeting.
pub(crate) type PeerAnswer = Option<RoomStatus>;

/// The other servers.
#[derive(Clone)]
pub(crate) struct Elsewhere {
    pub(super) cluster: Arc<dyn Cluster>,
    peers: Peers,
    /// The numbers of the ends that were heard of, by whichever way was faster.
    heard: Arc<Mutex<BTreeSet<i64>>>,
}

/// Which server a room without sockets goes to: the one with the highest hash of both, so that all agree and each
/// gets its share. `None` if none takes rooms.
pub(super) fn keeper(room: RoomId, nodes: &[Node]) -> Option<Node> {
    let weight =
        |node: &&Node| Sha256::new().chain_update(room.as_bytes()).chain_update(&node.peer).finalize();
    nodes.iter().filter(|node| !node.draining).max_by_key(weight).cloned()
}

impl Elsewhere {
    pub(crate) fn new(cluster: Arc<dyn Cluster>, peers: Peers) -> Self {
        Self { cluster, peers, heard: Arc::default() }
    }

    /// What is to be sent. If it ends somebody's access, it is noted for all first.
    pub(super) async fn noted(&self, call: PeerCall) -> PeerAsk {
        if !call.ends_access() {
            return PeerAsk { number: None, call };
        }
        let what = serde_json::to_string(&call).unwrap_or_default();
        let number = match self.cluster.note_end(what).await {
            Ok(number) => {
                self.is_new(number);
                Some(number)
            }
            Err(error) => {
                tracing::error!(%error, "the end of somebody's access was not noted for other servers");
                None
            }
        };
        PeerAsk { number, call }
    }

    /// What another server says, unless it was heard of before.
    pub(super) fn new_call(&self, ask: PeerAsk) -> Option<PeerCall> {
        ask.number.is_none_or(|number| self.is_new(number)).then_some(ask.call)
    }

    /// What was noted for all and was not heard of before.
    pub(super) async fn missed(&self) -> Result<Vec<PeerCall>, StoreError> {
        let noted = self.cluster.ends().await?;
        let missed = noted.into_iter().filter(|(number, _)| self.is_new(*number));
        Ok(missed.filter_map(|(_, what)| serde_json::from_str(&what).ok()).collect())
    }

    /// Whether an end was not heard of before. Now it is.
    fn is_new(&self, number: i64) -> bool {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let new = heard.insert(number);
        if heard.len() > HEARD_ENDS_MAX {
            heard.pop_first();
        }
        new
    }

    /// The other servers whose leases count.
    pub(super) fn others(&self) -> Vec<Node> {
        let me = self.cluster.me();
        self.cluster.nodes().borrow().iter().filter(|node| node.incarnation != me).cloned().collect()
    }

    /// Asks the server that has a room. `None` if nobody else has it, or it does not answer.
    pub(super) async fn ask_owner(&self, room: RoomId, ask: &PeerAsk) -> PeerAnswer {
        match self.cluster.owner(room).await {
            Ok(Owner::Other(node)) => self.ask(&node, ask).await.unwrap_or_else(|error| {
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
    pub(super) async fn tell_all(&self, ask: &PeerAsk) {
        futures::future::join_all(self.others().into_iter().map(|node| async move {
            if let Err(error) = self.ask(&node, ask).await {
                tracing::warn!(peer = node.peer, %error, "another server was not told");
            }
        }))
        .await;
    }

    async fn ask(&self, node: &Node, ask: &PeerAsk) -> Result<PeerAnswer, PeerError> {
        self.peers.ask(&node.peer, PEER_PATH, ask, Duration::from_millis(PEER_MS_MAX)).await
    }
}
