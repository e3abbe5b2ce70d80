//! Keys in two directories of their own.
//!
//! `<data>/keys` has those that last. Without them a restored database has no names and no seats, so they
//! belong in a backup.
//!
//! | file | content | lives |
//! |---|---|---|
//! | `database.id` | 16 bytes | as long as the server; which database the keys belong to |
//! | `root.key` | 32 bytes | as long as the server; wraps the series keys |
//! | `series-<room>.key` | wrapped key | until the room is archived |
//! | `series-<room>.lost` | a word | until the series has a key again; the operator knows that it has none |
//!
//! `<data>/meeting-keys` has those that end. **Never put this directory in a backup.** A meeting's key is
//! wrapped by the key of the day it was made, and both are destroyed, so a restored database brings no
//! content back (docs/promises.md, "What is kept").
//!
//! | file | content | lives |
//! |---|---|---|
//! | `database.id` | 16 bytes | as long as the server; which database the keys belong to |
//! | `day-YYYY-MM-DD.key` | 32 bytes | until its day (UTC) is past and no meeting's key needs it |
//! | `meeting-<id>.key` | its day, wrapped key | until the meeting ends |

mod dir;
#[cfg(test)]
mod tests;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use tokio::task::spawn_blocking;

use self::dir::KeyDir;
use super::{
    day::Day,
    format::{
        between, bound_to, day_file, day_of, lost_file, meeting_file, raw_key, series_file, unwrap, wrap,
    },
    source::{KeyError, Keys},
};
use crate::{
    meeting::id::{MeetingId, RoomId},
    store::{
        backend::DatabaseId,
        crypto::{self, RawKey},
    },
    time::UnixMs,
};

/// The directory of the keys that last.
const LASTING: &str = "keys";
/// The directory of the keys that end with their meeting.
const ENDING: &str = "meeting-keys";
const ROOT: &str = "root.key";
/// Not a key, and no secret.
const DATABASE: &str = "database.id";

/// The key files of one server; each task of theirs runs where it may block.
pub(in crate::store) struct KeyFiles(Arc<Mutex<Files>>);

impl KeyFiles {
    /// Opens the keys in `data_dir`, and makes their directories (mode 0700) at the first start. Each of
    /// `series` has a key, or is known to have lost it. Blocks.
    ///
    /// # Errors
    /// When a directory can't be used, the keys in it belong to another database, or a key that lasts is
    /// missing: nothing is made then.
    pub(in crate::store) fn open(
        data_dir: &Path,
        database: DatabaseId,
        series: &[RoomId],
    ) -> Result<Self, KeyError> {
        check_database(&KeyDir::at(data_dir.join(LASTING)), database)?;
        check_series(data_dir, series)?;
        Ok(Self(Arc::new(Mutex::new(Files::open(data_dir, database)?))))
    }

    /// The same, where the operator knows that keys of series are lost. Blocks.
    ///
    /// # Errors
    /// Like [`Self::open`], but for the keys of series.
    pub(in crate::store) fn open_with_lost_series(
        data_dir: &Path,
        database: DatabaseId,
        series: &[RoomId],
    ) -> Result<Self, KeyError> {
        let files = Files::open(data_dir, database)?;
        for room in dir::missing(&data_dir.join(LASTING), series) {
            files.note_lost_series(room)?;
        }
        Ok(Self(Arc::new(Mutex::new(files))))
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
        self.run(move |files| files.ending.destroy(&meeting_file(meeting))).await.map(drop)
    }

    async fn meetings(&self) -> Result<Vec<MeetingId>, KeyError> {
        self.run(|files| files.ending.ids("meeting-")).await
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
        self.run(move |files| files.lasting.destroy(&series_file(room))).await.map(drop)
    }

    async fn note_lost_series(&self, room: RoomId) -> Result<(), KeyError> {
        self.run(move |files| files.note_lost_series(room)).await
    }

    async fn series(&self) -> Result<Vec<RoomId>, KeyError> {
        self.run(|files| files.lasting.ids("series-")).await
    }

    fn peer_secret(&self) -> Option<RawKey> {
        None
    }

    async fn ready(&self) -> Result<(), KeyError> {
        self.run(|files| files.lasting.probe().and_then(|()| files.ending.probe())).await
    }
}

/// Checks that each of these series has a key in a data directory, or is known to have lost it. Blocks.
///
/// # Errors
/// [`KeyError::SeriesMissing`].
pub(in crate::store) fn check_series(data_dir: &Path, series: &[RoomId]) -> Result<(), KeyError> {
    let folder = data_dir.join(LASTING);
    match dir::missing(&folder, series).len() {
        0 => Ok(()),
        series => Err(KeyError::SeriesMissing { series, folder: folder.display().to_string() }),
    }
}

/// Copies the keys that last from one data directory, which a server may use, to another. What is there
/// stays. Blocks.
///
/// # Errors
/// When a file can't be read or written.
pub(in crate::store) fn copy_lasting(from: &Path, to: &Path) -> Result<(), KeyError> {
    KeyDir::at(from.join(LASTING)).copy_to(&KeyDir::open(to.join(LASTING))?)
}

/// The key in a data directory that wraps those of series; `None` if there is none. Blocks.
pub(super) fn root_key(data_dir: &Path) -> Result<Option<RawKey>, KeyError> {
    let found = KeyDir::at(data_dir.join(LASTING)).read(ROOT)?;
    found.map(|file| raw_key(&file, ROOT)).transpose()
}

/// Makes that key, in a data directory that has no keys. Blocks.
pub(super) fn make_root_key(data_dir: &Path) -> Result<RawKey, KeyError> {
    open_root(&KeyDir::open(data_dir.join(LASTING))?)
}

/// The wrapped keys of series that lie in a data directory. Blocks.
pub(super) fn series_keys(data_dir: &Path) -> Result<Vec<(RoomId, Vec<u8>)>, KeyError> {
    let dir = KeyDir::open(data_dir.join(LASTING))?;
    let mut found = Vec::new();
    for room in dir.ids("series-")? {
        found.extend(dir.read(&series_file(room))?.map(|wrapped| (room, wrapped.to_vec())));
    }
    Ok(found)
}

/// Puts the wrapped key of a series into a data directory, unless it is there. Blocks.
pub(super) fn put_series_key(data_dir: &Path, room: RoomId, wrapped: &[u8]) -> Result<(), KeyError> {
    KeyDir::at(data_dir.join(LASTING)).put(&series_file(room), wrapped)
}

/// Destroys the key of a series in a data directory. Blocks.
pub(super) fn destroy_series_key(data_dir: &Path, room: RoomId) -> Result<(), KeyError> {
    KeyDir::at(data_dir.join(LASTING)).destroy(&series_file(room)).map(drop)
}

/// The keys of meetings that lie in a data directory, each with its day. Blocks.
///
/// # Errors
/// [`KeyError::OtherDatabase`] if they belong to another one.
pub(super) fn meeting_keys(
    data_dir: &Path,
    database: DatabaseId,
) -> Result<Vec<(MeetingId, Day, RawKey)>, KeyError> {
    let path = data_dir.join(ENDING);
    if !path.try_exists()? {
        return Ok(Vec::new());
    }
    let dir = KeyDir::at(path);
    check_database(&dir, database)?;
    let mut found = Vec::new();
    for meeting in dir.ids("meeting-")? {
        found.extend(meeting_key_in(&dir, meeting)?.map(|(day, key)| (meeting, day, key)));
    }
    Ok(found)
}

/// Destroys the key of a meeting in a data directory. Blocks.
pub(super) fn destroy_meeting_key(data_dir: &Path, meeting: MeetingId) -> Result<(), KeyError> {
    KeyDir::at(data_dir.join(ENDING)).destroy(&meeting_file(meeting)).map(drop)
}

/// The key of a meeting in a directory, with its day. `None` if one of its two files is gone.
fn meeting_key_in(dir: &KeyDir, meeting: MeetingId) -> Result<Option<(Day, RawKey)>, KeyError> {
    let name = meeting_file(meeting);
    let Some(file) = dir.read(&name)? else { return Ok(None) };
    let day = day_of(&name, &file)?;
    let day_name = day_file(day);
    let Some(day_key) = dir.read(&day_name)? else { return Ok(None) };
    let day_key = raw_key(&day_key, &day_name)?;
    let wrapped = &file[Day::CHARS..];
    unwrap(&day_key, &bound_to(b"meeting", meeting.as_bytes()), wrapped, &name).map(|key| Some((day, key)))
}

/// Where in a data directory the keys are that last, for people.
pub(super) fn lasting(data_dir: &Path) -> String {
    data_dir.join(LASTING).display().to_string()
}

/// The files, for one task at a time: a day's key is not destroyed while it wraps a new one.
struct Files {
    lasting: KeyDir,
    ending: KeyDir,
    root: RawKey,
}

impl Files {
    fn open(data_dir: &Path, database: DatabaseId) -> Result<Self, KeyError> {
        let lasting = open_dir(data_dir.join(LASTING), database)?;
        let root = open_root(&lasting)?;
        let ending = open_dir(data_dir.join(ENDING), database)?;
        // An earlier version kept all keys together.
        let ends = |name: &&String| name.starts_with("day-") || name.starts_with("meeting-");
        for name in lasting.names()?.iter().filter(ends) {
            lasting.hand_over(name, &ending)?;
        }
        Ok(Self { lasting, ending, root })
    }

    fn create_meeting_key(&self, meeting: MeetingId, now: UnixMs) -> Result<RawKey, KeyError> {
        let day = Day::of(now);
        let day_key = self.day_key(day)?;
        let key = crypto::random_key()?;
        let mut file = day.to_string().into_bytes();
        file.extend(wrap(&day_key, &bound_to(b"meeting", meeting.as_bytes()), &key)?);
        self.ending.create(&meeting_file(meeting), &file)?;
        Ok(key)
    }

    fn meeting_key(&self, meeting: MeetingId) -> Result<Option<RawKey>, KeyError> {
        Ok(meeting_key_in(&self.ending, meeting)?.map(|(_, key)| key))
    }

    fn create_series_key(&self, room: RoomId) -> Result<RawKey, KeyError> {
        let key = crypto::random_key()?;
        let file = wrap(&self.root, &bound_to(b"series", room.as_bytes()), &key)?;
        self.lasting.create(&series_file(room), &file)?;
        self.lasting.destroy(&lost_file(room))?;
        Ok(key)
    }

    fn note_lost_series(&self, room: RoomId) -> Result<(), KeyError> {
        self.lasting.put(&lost_file(room), b"lost")
    }

    fn series_key(&self, room: RoomId) -> Result<Option<RawKey>, KeyError> {
        let name = series_file(room);
        let Some(file) = self.lasting.read(&name)? else {
            return Ok(None);
        };
        unwrap(&self.root, &bound_to(b"series", room.as_bytes()), &file, &name).map(Some)
    }

    fn destroy_spent_day_keys(&self, now: UnixMs) -> Result<usize, KeyError> {
        let names = self.ending.names()?;
        let mut needed = vec![Day::of(now)];
        for name in names.iter().filter(|name| name.starts_with("meeting-")) {
            needed.extend(self.ending.read(name)?.map(|file| day_of(name, &file)).transpose()?);
        }
        let spent = |day: &Day| *day < needed[0] && !needed.contains(day);
        let days = names.iter().filter_map(|name| between(name, "day-")?.parse().ok()).filter(spent);
        let mut destroyed = 0;
        for day in days {
            destroyed += usize::from(self.ending.destroy(&day_file(day))?);
        }
        Ok(destroyed)
    }

    fn day_key(&self, day: Day) -> Result<RawKey, KeyError> {
        let name = day_file(day);
        if let Some(file) = self.ending.read(&name)? {
            return raw_key(&file, &name);
        }
        let key = crypto::random_key()?;
        self.ending.create(&name, key.as_slice())?;
        Ok(key)
    }
}

fn open_dir(path: PathBuf, database: DatabaseId) -> Result<KeyDir, KeyError> {
    // Before anything is changed: with the wrong database, every key of a meeting looks left over.
    check_database(&KeyDir::at(path.clone()), database)?;
    let dir = KeyDir::open(path)?;
    dir.put(DATABASE, database.as_bytes())?;
    Ok(dir)
}

fn check_database(dir: &KeyDir, database: DatabaseId) -> Result<(), KeyError> {
    match dir.read(DATABASE)? {
        Some(found) if found.as_slice() != database.as_bytes() => Err(KeyError::OtherDatabase(dir.name())),
        _ => Ok(()),
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
