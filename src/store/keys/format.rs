//! What the key files are called, and what they hold.

use zeroize::Zeroizing;

use super::{day::Day, source::KeyError};
use crate::{
    meeting::id::{MeetingId, RoomId},
    store::crypto::{self, RawKey},
};

pub(super) fn wrap(by: &[u8; 32], bound_to: &[u8], key: &[u8; 32]) -> Result<Vec<u8>, KeyError> {
    Ok(crypto::seal(by, bound_to, key)?)
}

pub(super) fn unwrap(by: &[u8; 32], bound_to: &[u8], file: &[u8], name: &str) -> Result<RawKey, KeyError> {
    let key = crypto::open(by, bound_to, file).map_err(|_| KeyError::Damaged(name.to_owned()))?;
    raw_key(&key, name)
}

pub(super) fn raw_key(file: &[u8], name: &str) -> Result<RawKey, KeyError> {
    let key = file.try_into().map_err(|_| KeyError::Damaged(name.to_owned()))?;
    Ok(Zeroizing::new(key))
}

pub(super) fn day_of(name: &str, file: &[u8]) -> Result<Day, KeyError> {
    let text = file.get(..Day::CHARS).and_then(|day| std::str::from_utf8(day).ok());
    text.and_then(|day| day.parse().ok()).ok_or_else(|| KeyError::Damaged(name.to_owned()))
}

/// A wrapped key opens only for the meeting or series that it was wrapped for.
pub(super) fn bound_to(kind: &[u8], id: &[u8; 16]) -> Vec<u8> {
    [b"rondo key v1 ", kind, b" ".as_slice(), id].concat()
}

pub(super) fn meeting_file(meeting: MeetingId) -> String {
    format!("meeting-{meeting}.key")
}

pub(super) fn series_file(room: RoomId) -> String {
    format!("series-{room}.key")
}

/// Not the name of a key.
pub(super) fn lost_file(room: RoomId) -> String {
    format!("series-{room}.lost")
}

pub(super) fn day_file(day: Day) -> String {
    format!("day-{day}.key")
}

pub(super) fn between<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    name.strip_prefix(prefix)?.strip_suffix(".key")
}
