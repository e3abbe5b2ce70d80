//! The answers of commands.

use std::io::{self, Write as _};

/// Writes an answer. Who has closed stdout does not want it, so that is no error.
pub(super) fn print(text: &str) {
    let mut stdout = io::stdout();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}
