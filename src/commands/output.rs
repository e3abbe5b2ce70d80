//! The answers of commands.

use std::io::{self, Write as _};

use chrono::{DateTime, SecondsFormat};

use crate::time::UnixMs;

/// Writes an answer. Who has closed stdout does not want it, so that is no error.
pub(super) fn print(text: &str) {
    let mut stdout = io::stdout();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

/// RFC 3339; a moment that no calendar has is printed as its number.
pub(super) fn utc(at: UnixMs) -> String {
    let moment = DateTime::from_timestamp_millis(at.as_ms());
    moment.map_or_else(|| at.to_string(), |moment| moment.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}
