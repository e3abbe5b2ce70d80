//! Where keys come from.

use std::io;

use async_trait::async_trait;

use crate::{
    meeting::id::{MeetingId, RoomId},
    store::crypto::{CryptoError, RawKey},
    time::UnixMs,
};

/// A key could not be read, written or destroyed.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The place they are kept in can't be used.
    #[error("the keys: {0}")]
    Io(#[from] io::Error),
    /// The operating system gave no randomness.
    #[error("no randomness for a key")]
    Random,
    /// A key is not what was written.
    #[error("the key {0} is damaged")]
    Damaged(String),
    /// There are series keys, and the key that wraps them is missing.
    #[error(
        "root.key is missing, and the names of every series need it: put it back from the backup \
         (docs/operating.md, \"After a restore\")"
    )]
    RootMissing,
    /// Rooms of the database have no key of their series.
    #[error(
        "the keys of {series} series are missing: put {folder} of the backup back, or start once with \
         --accept-lost-series (docs/operating.md, \"After a restore\")"
    )]
    SeriesMissing {
        /// How many.
        series: usize,
        /// The directory they belong in.
        folder: String,
    },
    /// The keys were made for another database than the one that was opened.
    #[error(
        "{0} belongs to another database: check --data-dir and --database-url (docs/operating.md, \"Another database\")"
    )]
    OtherDatabase(String),
    /// The database of the keys does not answer as it should.
    #[error("the keys: {0}")]
    Unavailable(String),
    /// The servers that share their keys have `root.key`, and this one does not.
    #[error(
        "root.key is missing here, and other servers have it: copy it into the folder keys of --data-dir \
         (docs/operating.md, \"Several servers\")"
    )]
    RootElsewhere,
    /// The keys are wrapped by another `root.key`.
    #[error("root.key is not the one that the keys were made with: check --data-dir and --keys-url")]
    OtherRoot,
    /// Servers with other keys use the database.
    #[error(
        "servers with another root.key use this database: check --database-url, --keys-url and --data-dir"
    )]
    OtherCluster,
    /// What is deleted would be kept.
    #[error(
        "the database of the keys archives its log, so that no key could be destroyed: turn archive_mode off"
    )]
    Archived,
    /// The key was made before.
    #[error("the key exists already")]
    Exists,
}

impl From<sqlx::Error> for KeyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<CryptoError> for KeyError {
    fn from(_: CryptoError) -> Self {
        Self::Random
    }
}

/// Where keys are kept. A destroyed key can never be had again, not even from a copy of the database:
/// that is what makes content and names unreadable (docs/promises.md, "What is kept").
#[async_trait]
pub(in crate::store) trait Keys: Send + Sync + 'static {
    /// Makes the key of a new meeting, which dies for good once it is destroyed and its day (UTC, of
    /// `now`) is over. Fails with [`KeyError::Exists`] if the meeting has one.
    async fn create_meeting_key(&self, meeting: MeetingId, now: UnixMs) -> Result<RawKey, KeyError>;
    /// The key of a meeting; `None` if it was destroyed.
    async fn meeting_key(&self, meeting: MeetingId) -> Result<Option<RawKey>, KeyError>;
    /// Destroys the key of a meeting; does nothing if there is none. After an error it may still exist,
    /// and the call must be repeated.
    async fn destroy_meeting_key(&self, meeting: MeetingId) -> Result<(), KeyError>;
    /// The meetings that have a key, but for those whose key another server has just made.
    async fn meetings(&self) -> Result<Vec<MeetingId>, KeyError>;
    /// Destroys what is left of the days before `now` that no living meeting's key needs. Returns how
    /// many days that were.
    async fn destroy_spent_day_keys(&self, now: UnixMs) -> Result<usize, KeyError>;

    /// Makes the key of a new series. Fails with [`KeyError::Exists`] if the series has one.
    async fn create_series_key(&self, room: RoomId) -> Result<RawKey, KeyError>;
    /// The key of a series; `None` if it has none, or it was destroyed.
    async fn series_key(&self, room: RoomId) -> Result<Option<RawKey>, KeyError>;
    /// Notes that a series has no key, so that the server starts without it. It counts until the series gets
    /// one.
    async fn note_lost_series(&self, room: RoomId) -> Result<(), KeyError>;
    /// Destroys the key of a series; does nothing if there is none. After an error it may still exist,
    /// and the call must be repeated.
    async fn destroy_series_key(&self, room: RoomId) -> Result<(), KeyError>;
    /// The series that have a key.
    async fn series(&self) -> Result<Vec<RoomId>, KeyError>;

    /// What servers that share these keys know and nobody else does; `None` if they are one server's.
    fn peer_secret(&self) -> Option<RawKey>;
    /// Whether a key could be made now. Writes something to find out.
    async fn ready(&self) -> Result<(), KeyError>;
}
