//! What can go wrong, by what the caller should do about it.

use super::{crypto::CryptoError, keys::KeyError};

/// The result of every method of the store.
pub(crate) type Result<T, E = StoreError> = std::result::Result<T, E>;

/// A refusal or a failure. No text in it carries content, names or secrets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The thing, or one it refers to, does not exist.
    #[error("not found")]
    NotFound,
    /// Something that must be unique exists already.
    #[error("already taken: {0}")]
    Conflict(Conflict),
    /// The server would be left without an administrator who can sign in.
    #[error("the last administrator must stay")]
    LastAdministrator,
    /// The caller broke a limit or a rule of the store; the text says which.
    #[error("invalid: {0}")]
    Invalid(&'static str),
    /// The meeting does not exist or has ended.
    #[error("the meeting is not running")]
    NotLive,
    /// The append did not follow the last stored one: somebody else wrote, or it was sent twice.
    #[error("the log expects {expected}, not {got}")]
    Fence {
        /// The next number the log would take.
        expected: u64,
        /// The `first_seq` that came.
        got: u64,
    },
    /// The meeting's key was destroyed: its content can never be read again.
    #[error("the key of the meeting is gone")]
    KeyGone,
    /// The key of the series is missing or damaged, as after a restored backup: no name in it can be
    /// read, and nobody can come in before it starts over.
    #[error("the key of the series is lost")]
    SeriesLost,
    /// The disk, the database or the writer failed. Nothing was stored, except where
    /// [`super::Store::append`] says otherwise; a later call may work.
    #[error("the store is unavailable: {0}")]
    Unavailable(String),
    /// Another write came in between. Whoever runs transactions tries again, so that no caller of the store
    /// sees this.
    #[error("another write came in between")]
    Contended,
    /// Stored data is not what was written.
    #[error("stored data is damaged: {0}")]
    Corrupt(String),
    /// The store can't be opened; for the operator.
    #[error("cannot open the store: {0}")]
    Open(String),
}

/// What is already taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// An account has this sign-in name.
    #[error("account name")]
    AccountName,
    /// A participant of the room has a name that looks the same.
    #[error("participant name")]
    ParticipantName,
    /// The account is on a shared desk.
    #[error("shared desk")]
    Desk,
    /// The shared desk has no room for another account.
    #[error("full desk")]
    DeskFull,
    /// Somebody else changed the duties meanwhile.
    #[error("duties")]
    Duties,
    /// The account or the operator's user already has a seat in the room.
    #[error("seat")]
    Seat,
    /// The room has a meeting that has not ended.
    #[error("running meeting")]
    LiveMeeting,
    /// The series has its key, and so has no reason to start over.
    #[error("series key")]
    SeriesKey,
    /// The room has another schedule than the one that was read.
    #[error("schedule")]
    Schedule,
    /// The room has another way in than the one that was read.
    #[error("way in")]
    Entry,
    /// What was to be changed is not as it was when the change was made.
    #[error("revision")]
    Revision,
    /// Somebody has decided about the request, or it has ended.
    #[error("request")]
    Request,
    /// An id or a secret came up twice.
    #[error("id")]
    Id,
}

impl StoreError {
    /// What callers are told once the store is closed.
    pub(super) fn closed() -> Self {
        Self::Unavailable("the store is closed".to_owned())
    }
}

impl From<KeyError> for StoreError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Io(_) | KeyError::Unavailable(_) | KeyError::Random => {
                Self::Unavailable(error.to_string())
            }
            KeyError::Damaged(_) | KeyError::RootMissing => Self::Corrupt(error.to_string()),
            KeyError::OtherDatabase(_)
            | KeyError::SeriesMissing { .. }
            | KeyError::RootElsewhere
            | KeyError::OtherRoot
            | KeyError::OtherCluster
            | KeyError::Archived => Self::Open(error.to_string()),
            KeyError::Exists => Self::Conflict(Conflict::Id),
        }
    }
}

impl From<CryptoError> for StoreError {
    fn from(error: CryptoError) -> Self {
        match error {
            CryptoError::Random => Self::Unavailable(error.to_string()),
            CryptoError::NotAuthentic => Self::Corrupt(error.to_string()),
        }
    }
}
