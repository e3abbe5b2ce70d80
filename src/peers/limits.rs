//! The limits of what servers say to each other.

/// How long it may take to connect to another server.
pub(super) const DIAL_MS_MAX: u64 = 500;
/// The longest answer of another server that is read: who is in a full room.
pub(super) const ANSWER_BYTES_MAX: usize = 256 * 1024;
/// How long a newcomer may take to show who it is.
pub(super) const HANDSHAKE_MS_MAX: u64 = 3_000;
/// Newcomers that are being looked at; more wait.
pub(super) const HANDSHAKES_MAX: usize = 256;
