//! The limits of what an operator's files say.

/// WebSockets open at once, unless the operator says otherwise.
pub(crate) const SOCKETS: u32 = 20_000;
/// Most of them that a server can be told to take: what a million members need in memory is far more than what
/// one machine should hold.
pub(super) const SOCKETS_MAX: u32 = 1_000_000;
/// Longest that a new signing key waits before it signs, in minutes.
pub(super) const ROTATE_AFTER_MIN_MAX: u64 = 24 * 60;
/// Most lines in a file of help lines.
pub(super) const LINES_MAX: usize = 200;
/// Most characters of the name of a help line.
pub(super) const NAME_CHARS_MAX: usize = 80;
/// Most characters of a number that is called.
pub(super) const NUMBER_CHARS_MAX: usize = 24;
