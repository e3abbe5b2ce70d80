//! The limits of what an operator's files say.

/// Most lines in a file of help lines.
pub(super) const LINES_MAX: usize = 200;
/// Most characters of the name of a help line.
pub(super) const NAME_CHARS_MAX: usize = 80;
/// Most characters of a number that is called.
pub(super) const NUMBER_CHARS_MAX: usize = 24;
