//! What an error of the database means to the caller.

use sqlx::error::{DatabaseError, ErrorKind};

use crate::store::error::{Conflict, StoreError};

/// The columns that must be unique, as SQLite's message names them, and what a repeat means.
const CONFLICTS: [(&str, Conflict); 6] = [
    ("account.name_key", Conflict::AccountName),
    ("desk_account.account", Conflict::Desk),
    ("participant.name_mark", Conflict::ParticipantName),
    ("participant.account", Conflict::Seat),
    ("participant.external_mark", Conflict::Seat),
    ("meeting.room", Conflict::LiveMeeting),
];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(cause) => from_database(cause.as_ref()),
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::ColumnNotFound(_) => {
                Self::Corrupt(error.to_string())
            }
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

fn from_database(cause: &dyn DatabaseError) -> StoreError {
    match cause.kind() {
        ErrorKind::UniqueViolation => {
            let hit = CONFLICTS.iter().find(|(column, _)| cause.message().contains(column));
            StoreError::Conflict(hit.map_or(Conflict::Id, |(_, conflict)| *conflict))
        }
        ErrorKind::ForeignKeyViolation => StoreError::NotFound,
        ErrorKind::CheckViolation => StoreError::Invalid("a value outside its list"),
        _ => StoreError::Unavailable(cause.to_string()),
    }
}

/// What callers are told once the store is closed.
pub(super) fn closed() -> StoreError {
    StoreError::Unavailable("the store is closed".to_owned())
}
