//! Servers that share a database: who they are, and which of them has which room.

use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::watch;

use super::error::Result;
use crate::{clock::SharedClock, meeting::id::RoomId, secrets::SecretHash};

/// The newest form of a log that this version reads. It grows when a kind of event is added that an older version
/// can't read. A meeting's row says which form its log has: the newest that every server could read when it began.
/// Events that came later don't go into it, and a server that does not read it leaves its room to the others.
pub(super) const LOG_FORMAT: i64 = 1;

/// How a server takes part.
#[derive(Clone, Copy)]
pub(crate) struct Membership<'a> {
    /// Where other servers reach it: a host and a port.
    pub(crate) peer: &'a str,
    /// The clock that it works by.
    pub(crate) clock: &'a SharedClock,
}

/// The number of one life of a server's process, unique in its database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Incarnation(pub(super) i64);

/// A server, as its lease says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// The number of its life.
    pub(crate) incarnation: Incarnation,
    /// Where other servers reach it.
    pub(crate) peer: String,
    /// Its version.
    pub(crate) build: String,
    /// Whether it is about to stop and takes no room any more.
    pub(crate) draining: bool,
}

/// Who has a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    /// This server.
    Me,
    /// Another server, whose lease counts.
    Other(Node),
    /// Nobody.
    Nobody,
}

/// A room that this server has tried to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Taking {
    /// This server has it.
    Mine,
    /// Another server has it, whose lease counts.
    Theirs(Node),
    /// This server may take none: it stops, it is not sure of its lease, or a newer version began the meeting.
    Refused,
}

/// Who shares a database, for its operator.
#[derive(Debug)]
pub(crate) struct Census {
    /// The servers, the oldest first.
    pub(crate) nodes: Vec<NodeLine>,
    /// Rooms whose meeting runs and that no server has.
    pub(crate) without: Vec<RoomId>,
}

/// A server, for its operator.
#[derive(Debug)]
pub(crate) struct NodeLine {
    /// The number of its life.
    pub(crate) incarnation: i64,
    /// Where other servers reach it; `None` if it has the database for itself.
    pub(crate) peer: Option<String>,
    /// Its version.
    pub(crate) build: String,
    /// Whether it is about to stop.
    pub(crate) draining: bool,
    /// How long its lease counts, in milliseconds; below zero since it is over.
    pub(crate) lease_ms: i64,
    /// The rooms it has.
    pub(crate) rooms: Vec<RoomId>,
}

/// A database that several servers share.
#[async_trait]
pub(crate) trait Cluster: Send + Sync + 'static {
    /// The number of this server's life. It changes after its lease was lost.
    fn me(&self) -> Incarnation;
    /// Whether the lease of this server was confirmed so lately that nobody can have ended it. From then on
    /// that it is not, another server may take its rooms.
    fn is_sure(&self) -> bool;
    /// Lets this server begin another life if its lease was ended. To be called once it has given up every room.
    fn rejoin(&self);
    /// The servers whose leases count, this one included, as of the last beat.
    fn nodes(&self) -> watch::Receiver<Vec<Node>>;
    /// Takes a room that nobody has.
    async fn claim(&self, room: RoomId) -> Result<Taking>;
    /// Who has a room.
    async fn owner(&self, room: RoomId) -> Result<Owner>;
    /// Lets go of a room, if this server has it.
    async fn release(&self, room: RoomId) -> Result<()>;
    /// Rooms with a running meeting that nobody has, and those that this server has.
    async fn without_others(&self) -> Result<Vec<RoomId>>;
    /// Notes for all servers that somebody's access has ended; its number.
    async fn note_end(&self, what: String) -> Result<i64>;
    /// What was noted in the last ten seconds, with its numbers.
    async fn ends(&self) -> Result<Vec<(i64, String)>>;
    /// Counts an attempt under a key, of all servers together: `burst` at once, and one in each interval. How
    /// long to wait if it is one too many.
    async fn attempt(&self, key: SecretHash, interval: Duration, burst: u32) -> Result<Option<Duration>>;
    /// Forgets keys under which anything may be tried again.
    async fn forget_attempts(&self) -> Result<()>;
    /// From now on this server takes no room.
    async fn drain(&self) -> Result<()>;
}
