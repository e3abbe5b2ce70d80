//! Keys in a directory of their own, `<data>/keys`, outside the database.
//!
//! **Never put this directory in a backup.** A meeting's key is wrapped by the key of the day it
//! was made, and both are destroyed, so a restored database brings no content back
//! (domain.md, "What is kept").
//!
//! | file | content | lives |
//! |---|---|---|
//! | `root.key` | 32 bytes | as long as the server; wraps the series keys |
//! | `series-<room>.key` | wrapped key | as long as the series |
//! | `day-YYYY-MM-DD.key` | 32 bytes | until its day (UTC) is past and no meeting's key needs it |
//! | `meeting-<id>.key` | its day, wrapped key | until the meeting ends |
//!
//! The methods block for a few file operations; call those that create or destroy from
//! `tokio::task::spawn_blocking`, as [`super::lifecycle`] does.

mod day;
mod files;
#[cfg(test)]
mod tests;
mod wrap;

use std::{
    collections::HashMap,
    hash::Hash,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use zeroize::Zeroizing;

use self::{
    day::Day,
    files::KeyDir,
    wrap::{between, bound_to, day_file, day_of, meeting_file, raw_key, series_file, unwrap, wrap},
};
use super::crypto::{self, CryptoError, MeetingKey, SeriesKey};
use crate::{
    meeting::id::{MeetingId, RoomId},
    time::UnixMs,
};

const ROOT: &str = "root.key";

/// A key could not be read, written or destroyed.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The directory can't be used.
    #[error("the key directory: {0}")]
    Io(#[from] io::Error),
    /// The operating system gave no randomness.
    #[error("no randomness for a key")]
    Random,
    /// A key file is not what was written.
    #[error("the key file {0} is damaged")]
    Damaged(String),
    /// There are series keys, and the key that wraps them is missing.
    #[error("{ROOT} is missing, and the names of every series need it")]
    RootMissing,
    /// The key was made before.
    #[error("the key exists already")]
    Exists,
}

/// The keys that are open, so that each is read once. Locked for a moment only: every append asks.
struct Open<I, K>(Mutex<HashMap<I, Arc<K>>>);

impl<I: Eq + Hash, K> Open<I, K> {
    fn get(&self, id: &I) -> Option<Arc<K>> {
        lock(&self.0).get(id).cloned()
    }

    fn put(&self, id: I, key: K) -> Arc<K> {
        let key = Arc::new(key);
        lock(&self.0).insert(id, Arc::clone(&key));
        key
    }

    fn remove(&self, id: &I) {
        lock(&self.0).remove(id);
    }
}

/// The keys of one server. Keep one per directory: it remembers the keys it opened.
pub struct KeyStore {
    dir: KeyDir,
    root: Zeroizing<[u8; 32]>,
    /// Held while files change, so that a day's key is not destroyed while it wraps a new one.
    changing: Mutex<()>,
    meetings: Open<MeetingId, MeetingKey>,
    series: Open<RoomId, SeriesKey>,
}

impl KeyStore {
    /// Opens `<data_dir>/keys`, and makes it (mode 0700) at the first start.
    ///
    /// # Errors
    /// When the directory can't be used, or `root.key` is lost while series keys need it.
    pub fn open(data_dir: &Path) -> Result<Self, KeyError> {
        let dir = KeyDir::open(data_dir.join("keys"))?;
        let root = open_root(&dir)?;
        Ok(Self {
            dir,
            root,
            changing: Mutex::default(),
            meetings: Open(Mutex::default()),
            series: Open(Mutex::default()),
        })
    }

    /// Where the keys are: the directory to leave out of every backup.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.dir.path().to_owned()
    }

    /// Makes the key of a new meeting, wrapped by the key of the day of `now_ms` (unix ms, UTC).
    ///
    /// # Errors
    /// [`KeyError::Exists`] when the meeting has one; otherwise when the directory fails.
    pub fn create_meeting_key(
        &self,
        meeting: MeetingId,
        now_ms: UnixMs,
    ) -> Result<Arc<MeetingKey>, KeyError> {
        let _changing = lock(&self.changing);
        let day = Day::of(now_ms);
        let day_key = self.day_key(day)?;
        let key = crypto::random_key()?;
        let mut file = day.to_string().into_bytes();
        file.extend(wrap(&day_key, &bound_to(b"meeting", meeting.as_bytes()), &key)?);
        self.dir.create(&meeting_file(meeting), &file)?;
        Ok(self.meetings.put(meeting, MeetingKey::derive(&key)))
    }

    /// The key of a meeting; none when it was destroyed, or its day's key was.
    ///
    /// # Errors
    /// When the directory fails or the file is damaged.
    pub fn open_meeting_key(&self, meeting: MeetingId) -> Result<Option<Arc<MeetingKey>>, KeyError> {
        if let Some(key) = self.meetings.get(&meeting) {
            return Ok(Some(key));
        }
        let _changing = lock(&self.changing);
        let Some(key) = self.unwrap_meeting_key(meeting)? else {
            return Ok(None);
        };
        Ok(Some(self.meetings.put(meeting, MeetingKey::derive(&key))))
    }

    /// Destroys the key of a meeting: its content is unreadable for ever. Says whether there was
    /// one. Whoever holds the key in memory must let go of it as well.
    ///
    /// # Errors
    /// When the directory fails: the key may then still exist, and the call must be repeated.
    pub fn destroy_meeting_key(&self, meeting: MeetingId) -> Result<bool, KeyError> {
        let _changing = lock(&self.changing);
        let existed = self.dir.destroy(&meeting_file(meeting))?;
        self.meetings.remove(&meeting);
        Ok(existed)
    }

    /// The meetings that have a key.
    ///
    /// # Errors
    /// When the directory can't be read.
    pub fn meetings(&self) -> Result<Vec<MeetingId>, KeyError> {
        let names = self.dir.names()?;
        Ok(names.iter().filter_map(|name| between(name, "meeting-")?.parse().ok()).collect())
    }

    /// Destroys every day's key whose day is before the day of `now_ms` (unix ms, UTC) and that
    /// wraps no living meeting's key. Returns how many.
    ///
    /// # Errors
    /// When the directory fails.
    pub fn destroy_spent_day_keys(&self, now_ms: UnixMs) -> Result<usize, KeyError> {
        let _changing = lock(&self.changing);
        let names = self.dir.names()?;
        let mut needed = vec![Day::of(now_ms)];
        for name in names.iter().filter(|name| name.starts_with("meeting-")) {
            needed.extend(self.dir.read(name)?.map(|file| day_of(name, &file)).transpose()?);
        }
        let spent = |day: &Day| *day < needed[0] && !needed.contains(day);
        let days = names.iter().filter_map(|name| between(name, "day-")?.parse().ok()).filter(spent);
        let mut destroyed = 0;
        for day in days {
            destroyed += usize::from(self.dir.destroy(&day_file(day))?);
        }
        Ok(destroyed)
    }

    /// Makes the key of a new series.
    ///
    /// # Errors
    /// [`KeyError::Exists`] when the series has one; otherwise when the directory fails.
    pub fn create_series_key(&self, room: RoomId) -> Result<Arc<SeriesKey>, KeyError> {
        let _changing = lock(&self.changing);
        let key = crypto::random_key()?;
        let file = wrap(&self.root, &bound_to(b"series", room.as_bytes()), &key)?;
        self.dir.create(&series_file(room), &file)?;
        Ok(self.series.put(room, SeriesKey::derive(&key)))
    }

    /// The key of a series, if it has one.
    ///
    /// # Errors
    /// When the directory fails or the file is damaged.
    pub fn open_series_key(&self, room: RoomId) -> Result<Option<Arc<SeriesKey>>, KeyError> {
        if let Some(key) = self.series.get(&room) {
            return Ok(Some(key));
        }
        let _changing = lock(&self.changing);
        let name = series_file(room);
        let Some(file) = self.dir.read(&name)? else {
            return Ok(None);
        };
        let key = unwrap(&self.root, &bound_to(b"series", room.as_bytes()), &file, &name)?;
        Ok(Some(self.series.put(room, SeriesKey::derive(&key))))
    }

    /// Destroys the key of a series: its names are unreadable for ever. Says whether there was one.
    ///
    /// # Errors
    /// When the directory fails: the key may then still exist, and the call must be repeated.
    pub fn destroy_series_key(&self, room: RoomId) -> Result<bool, KeyError> {
        let _changing = lock(&self.changing);
        let existed = self.dir.destroy(&series_file(room))?;
        self.series.remove(&room);
        Ok(existed)
    }

    fn day_key(&self, day: Day) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        let name = day_file(day);
        if let Some(file) = self.dir.read(&name)? {
            return raw_key(&file, &name);
        }
        let key = crypto::random_key()?;
        self.dir.create(&name, key.as_slice())?;
        Ok(key)
    }

    fn unwrap_meeting_key(&self, meeting: MeetingId) -> Result<Option<Zeroizing<[u8; 32]>>, KeyError> {
        let name = meeting_file(meeting);
        let Some(file) = self.dir.read(&name)? else {
            return Ok(None);
        };
        let day = day_file(day_of(&name, &file)?);
        let Some(day_key) = self.dir.read(&day)? else {
            return Ok(None);
        };
        let day_key = raw_key(&day_key, &day)?;
        let wrapped = &file[Day::CHARS..];
        unwrap(&day_key, &bound_to(b"meeting", meeting.as_bytes()), wrapped, &name).map(Some)
    }
}

/// What a panic left behind is still whole: every change here is one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl From<CryptoError> for KeyError {
    fn from(_: CryptoError) -> Self {
        Self::Random
    }
}

fn open_root(dir: &KeyDir) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    if let Some(file) = dir.read(ROOT)? {
        return raw_key(&file, ROOT);
    }
    if dir.names()?.iter().any(|name| name.starts_with("series-")) {
        return Err(KeyError::RootMissing);
    }
    let key = crypto::random_key()?;
    dir.create(ROOT, key.as_slice())?;
    Ok(key)
}
