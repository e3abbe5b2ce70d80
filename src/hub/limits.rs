//! The limits of the hub. Those that a client can notice are in `protocol/limits.rs`.

use std::time::Duration;

use crate::protocol::limits::OUTBOX_BYTES_MAX;

/// Messages that may wait in a room's mailbox. Beyond that, commands are refused.
pub(crate) const MAILBOX_MESSAGES_MAX: usize = 1_024;

/// Messages that a room decides and appends together.
pub(crate) const BATCH_MESSAGES_MAX: usize = 256;

/// Acts of simulated members in one batch, so that a rehearsal can't starve people.
pub(crate) const SIMULATED_ACTS_PER_BATCH_MAX: usize = 8;

/// Events that a room keeps in memory for those who come back after a lost connection.
pub(crate) const RECENT_EVENTS_MAX: usize = 512;

/// Events of a log that are read at once.
pub(crate) const EVENTS_PER_READ: u64 = 256;

/// Events that are read at once for a page of history: few, so that others have their turn in between.
pub(crate) const EVENTS_PER_PAGE_READ: u64 = 64;

/// The state of a meeting is kept after this many events, or more if it is long.
pub(crate) const EVENTS_PER_STATE_MIN: u64 = 256;

/// Meetings that are read back at once after a start.
pub(crate) const OPENED_AT_ONCE_MAX: usize = 4;

/// How many of them at most nobody has come to yet, so that whoever comes waits for few.
pub(crate) const OPENED_UNASKED_MAX: usize = 2;

/// One that takes longer keeps the others waiting no more.
pub(crate) const OPEN_WAIT_MS_MAX: u64 = 10_000;

/// A meeting that could not be read back, since the store did not answer, is tried again after this time.
pub(crate) const OPEN_RETRY_MS: u64 = 1_000;

/// The room's last meeting is told of in the next one if it ended at most this long before.
pub(crate) const LAST_MEETING_MS_MAX: u64 = 2 * 60 * 60 * 1_000;

/// A room whose append failed tries again after this time.
pub(crate) const APPEND_RETRY_MS: u64 = 1_000;

/// When nothing was stored for this long, the meeting stands still.
pub(crate) const OUTAGE_MS_MIN: u64 = 2_000;

/// For so long somebody may be told that they were let in.
pub(crate) const ADMITTED_NOTICE_MS: u64 = 5 * 60_000;

/// For so long somebody may be told that the meeting was opened.
pub(crate) const OPENED_NOTICE_MS: u64 = 10 * 60_000;

/// For so long somebody may be told that they are next.
pub(crate) const NEXT_NOTICE_MS: u64 = 2 * 60_000;

/// For so long somebody may be told of a lead's whisper.
pub(crate) const REPLY_NOTICE_MS: u64 = 10 * 60_000;

/// The read buffer of a socket, which every member takes: a message of three lines fits, and a larger frame is
/// read in parts.
pub(crate) const READ_BUFFER_BYTES: usize = 320;

/// Frames of a socket that are heard together at most.
pub(crate) const FRAMES_PER_READ_MAX: usize = 32;

/// Frames that leave a socket in one write at most.
pub(crate) const FRAMES_PER_WRITE_MAX: usize = 16;

/// A reader that takes less than this in the time for a write is too slow.
pub(crate) const SLOWEST_READER_BYTES: u64 = 16 * 1024;

/// What the kernel holds for a reader beside the outbox, as much again. It doubles this for its own bookkeeping.
pub(crate) const KERNEL_SEND_BYTES: usize = OUTBOX_BYTES_MAX / 2;

/// How long the closing handshake of a socket may take.
pub(crate) const CLOSE_MAX: Duration = Duration::from_secs(2);

/// How long another server may take to answer about a room of its own.
pub(super) const PEER_MS_MAX: u64 = 1_000;
/// How long it may take until the desk of a host reads how a room of another server's is doing.
pub(super) const STATUS_MS_MAX: u64 = 300;
/// Rooms that can be taken or let go of at a time.
pub(super) const ROOM_TURNS_MAX: usize = 64;
/// Rooms that a server which stops lets go of at a time.
pub(super) const DRAINED_AT_ONCE_MAX: usize = 8;
/// Ends of access that are remembered as heard of.
pub(super) const HEARD_ENDS_MAX: usize = 10_000;
/// How often it is looked whose access has ended.
pub(super) const ENDS_LOOK_MS: u64 = 300;
/// How often it is looked whether the lease of this server is sure.
pub(super) const SURE_LOOK_MS: u64 = 100;
/// How often rooms are looked for that no server has.
pub(super) const ORPHANS_LOOK_MS: u64 = 1_000;
/// After so long a room that no server has, and that nobody comes to, is opened.
pub(super) const ORPHAN_MS_MIN: u64 = 5_000;
/// How long hosts are told that nobody opened a date, unless the next one was held.
pub(super) const MISSED_TOLD_MS: u64 = 14 * 24 * 60 * 60_000;
