//! Keys in a directory of their own, `<data>/keys`.
//!
//! **Never put this directory in a backup.** A meeting's key is wrapped by the key of the day it
//! was made, and both are destroyed, so a restored database brings no content back
//! (docs/promises.md, "What is kept").
//!
//! | file | content | lives |
//! |---|---|---|
//! | `database.id` | 16 bytes | as long as the server; which database the keys belong to |
//! | `root.key` | 32 bytes | as long as the server; wraps the series keys |
//! | `series-<room>.key` | wrapped key | until the room is archived |
//! | `day-YYYY-MM-DD.key` | 32 bytes | until its day (UTC) is past and no meeting's key needs it |
//! | `meeting-<id>.key` | its day, wrapped key | until the meeting ends |

mod day;
mod dir;
mod format;
#[cfg(test)]
mod tests;

use std::{
    io,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use tokio::task::spawn_blocking;

use self::{
    day::Day,
    dir::KeyDir,
    format::{between, bound_to, day_file, day_of, meeting_file, raw_key, series_file, unwrap, wrap},
};
use super::source::{KeyError, Keys};
use crate::{
    meeting::id::{MeetingId, RoomId},
    store::{
        backend::DatabaseId,
        crypto::{self, RawKey},
    },
    time::UnixMs,
};

const ROOT: &str = "root.key";
/// Not a key, and no secret.
const DATABASE: &str = "database.id";

/// The key files of one server; each task of theirs runs where it may block.
pub(in crate::store) struct KeyFiles(Arc<Mutex<Files>>);

impl KeyFiles {
    /// Opens `<data_dir>/keys`, and makes it (mode 0700) at the first start. Blocks.
    ///
    /// # Errors
    /// When the directory can't be used, the keys in it belong to another database, or `root.key` is
    /// lost while series keys need it.
    pub(in crate::store) fn open(data_dir: &Path, database: DatabaseId) -> Result<Self, KeyError> {
        Ok(Self(Arc::new(Mutex::new(Files::open(data_dir, database)?))))
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Files) -> Result<T, KeyError> + Send + 'static,
    ) -> Result<T, KeyError> {
        let files = Arc::clone(&self.0);
        // What a panic left behind is what a crash would leave.
        let work = move || work(&files.lock().unwrap_or_else(PoisonError::into_inner));
        spawn_blocking(work).await.map_err(|error| KeyError::Io(io::Error::other(error)))?
    }
}

#[async_trait]
impl Keys for KeyFiles {
    async fn create_meeting_key(&self, meeting: MeetingId, now: UnixMs) -> Result<RawKey, KeyError> {
        self.run(move |files| files.create_meeting_key(meeting, now)).await
    }

    async fn meeting_key(&self, meeting: MeetingId) -> Result<Option<RawKey>, KeyError> {
        self.run(move |files| files.meeting_key(meeting)).await
    }

    async fn destroy_meeting_key(&self, meeting: MeetingId) -> Result<(), KeyError> {
        self.run(move |files| files.dir.destroy(&meeting_file(meeting))).await.map(drop)
    }

    async fn meetings(&self) -> Result<Vec<MeetingId>, KeyError> {
        self.run(|files| files.ids("meeting-")).await
    }

    async fn destroy_spent_day_keys(&self, now: UnixMs) -> Result<usize, KeyError> {
        self.run(move |files| files.destroy_spent_day_keys(now)).await
    }

    async fn create_series_key(&self, room: RoomId) -> Result<RawKey, KeyError> {
        self.run(move |files| files.create_series_key(room)).await
    }

    async fn series_key(&self, room: RoomId) -> Result<Option<RawKey>, KeyError> {
        self.run(move |files| files.series_key(room)).await
    }

    async fn destroy_series_key(&self, room: RoomId) -> Result<(), KeyError> {
        self.run(move |files| files.dir.destroy(&series_file(room))).await.map(drop)
    }

    async fn series(&self) -> Result<Vec<RoomId>, KeyError> {
        self.run(|files| files.ids("series-")).await
    }

    async fn ready(&self) -> Result<(), KeyError> {
        self.run(|files| files.dir.probe()).await
    }
}

/// The files, for one task at a time: a day's key is not destroyed while it wraps a new one.
struct Files {
    dir: KeyDir,
    root: RawKey,
}

impl Files {
    fn open(data_dir: &Path, database: DatabaseId) -> Result<Self, KeyError> {
        let path = data_dir.join("keys");
        let name = path.display().to_string();
        let dir = KeyDir::open(path)?;
        // Before anything is changed: with the wrong database, every key of a meeting looks left over.
        match dir.read(DATABASE)? {
            Some(found) if found.as_slice() != database.as_bytes() => {
                return Err(KeyError::OtherDatabase(name));
            }
            Some(_) => {}
            None => dir.create(DATABASE, database.as_bytes())?,
        }
        let root = open_root(&dir)?;
        Ok(Self { dir, root })
    }

    fn create_meeting_key(&self, meeting: MeetingId, now: UnixMs) -> Result<RawKey, KeyError> {
        let day = Day::of(now);
        let day_key = self.day_key(day)?;
        let key = crypto::random_key()?;
        let mut file = day.to_string().into_bytes();
        file.extend(wrap(&day_key, &bound_to(b"meeting", meeting.as_bytes()), &key)?);
        self.dir.create(&meeting_file(meeting), &file)?;
        Ok(key)
    }

    fn meeting_key(&self, meeting: MeetingId) -> Result<Option<RawKey>, KeyError> {
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

    fn create_series_key(&self, room: RoomId) -> Result<RawKey, KeyError> {
        let key = crypto::random_key()?;
        let file = wrap(&self.root, &bound_to(b"series", room.as_bytes()), &key)?;
        self.dir.create(&series_file(room), &file)?;
        Ok(key)
    }

    fn series_key(&self, room: RoomId) -> Result<Option<RawKey>, KeyError> {
        let name = series_file(room);
        let Some(file) = self.dir.read(&name)? else {
            return Ok(None);
        };
        unwrap(&self.root, &bound_to(b"series", room.as_bytes()), &file, &name).map(Some)
    }

    fn destroy_spent_day_keys(&self, now: UnixMs) -> Result<usize, KeyError> {
        let names = self.dir.names()?;
        let mut needed = vec![Day::of(now)];
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

    /// Whose keys there are, of those whose files' names begin so.
    fn ids<T: std::str::FromStr>(&self, prefix: &str) -> Result<Vec<T>, KeyError> {
        let names = self.dir.names()?;
        Ok(names.iter().filter_map(|name| between(name, prefix)?.parse().ok()).collect())
    }

    fn day_key(&self, day: Day) -> Result<RawKey, KeyError> {
        let name = day_file(day);
        if let Some(file) = self.dir.read(&name)? {
            return raw_key(&file, &name);
        }
        let key = crypto::random_key()?;
        self.dir.create(&name, key.as_slice())?;
        Ok(key)
    }
}

fn open_root(dir: &KeyDir) -> Result<RawKey, KeyError> {
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
