//! The limits of a connection, each with its unit in its name.

/// The largest frame and message a client may send.
pub const MESSAGE_BYTES_MAX: usize = 32 * 1024;
/// The longest token.
pub const TOKEN_BYTES_MAX: usize = 4 * 1024;
/// The longest client id of a command.
pub const CLIENT_ID_BYTES_MAX: usize = 40;
/// An unauthenticated socket is closed after this.
pub const HELLO_MS_MAX: u64 = 5_000;
/// The server pings a silent socket this often.
pub const HEARTBEAT_MS: u64 = 15_000;
/// A socket that was silent for this long is closed.
pub const SILENCE_MS_MAX: u64 = 40_000;
/// What may be queued for one socket before it is dropped as a slow reader. The kernel holds as much beside it.
pub const OUTBOX_BYTES_MAX: usize = 128 * 1024;
/// The same in frames.
pub const OUTBOX_FRAMES_MAX: usize = 512;
/// No snapshot is larger: a hundred messages and a hundred whispers of the longest text, escaped, and
/// what there is beside them.
pub const SNAPSHOT_BYTES_MAX: usize = 8 * 1024 * 1024;
/// A slow reader gets this long to take a full queue.
pub const WRITE_MS_MAX: u64 = 5_000;
/// After a restart of the server its clients come back within this time of each other.
pub const RESTART_SPREAD_MS: u64 = 4_000;
/// Commands a socket may send in one burst.
pub const COMMANDS_BURST: u32 = 30;
/// Commands a socket may send in the long run, per second.
pub const COMMANDS_PER_SECOND: u32 = 5;
/// Refusals for haste or malformed input before the socket is closed: this many at once, and as many
/// again over each minute.
pub const OFFENCES_PER_MINUTE_MAX: u32 = 60;
/// Frames that continue a message, in one burst. A message fits one frame, and no browser needs many.
pub const PIECES_BURST: u32 = 64;
/// Frames that continue a message in the long run, per second.
pub const PIECES_PER_SECOND: u32 = 16;
/// A page of history.
pub const PAGE_BYTES_MAX: usize = 64 * 1024;
/// Sockets one participant may have open in a room (a phone, a laptop, a reload or two).
pub const SOCKETS_PER_PARTICIPANT_MAX: usize = 4;
