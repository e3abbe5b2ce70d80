//! What an error of a database means to the caller.

use sqlx::error::{DatabaseError, ErrorKind};

use super::error::{Conflict, StoreError};

/// What must be unique: the column as SQLite's message names it, the constraint as PostgreSQL calls it, and
/// what a repeat means.
const CONFLICTS: [(&str, &str, Conflict); 6] = [
    ("account.name_key", "account_name_key_key", Conflict::AccountName),
    ("desk_account.account", "desk_account_joined", Conflict::Desk),
    ("participant.name_mark", "participant_room_name_mark_key", Conflict::ParticipantName),
    ("participant.account", "participant_room_account_key", Conflict::Seat),
    ("participant.external_mark", "participant_room_external_mark_key", Conflict::Seat),
    ("meeting.room", "meeting_live", Conflict::LiveMeeting),
];
/// PostgreSQL's codes for two transactions that got in each other's way: `serialization_failure` and
/// `deadlock_detected` (PostgreSQL 15, Appendix A).
const CONTENDED: [&str; 2] = ["40001", "40P01"];

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
            let hit = CONFLICTS.iter().find(|(column, constraint, _)| match cause.constraint() {
                Some(broken) => broken == *constraint,
                None => cause.message().contains(column),
            });
            StoreError::Conflict(hit.map_or(Conflict::Id, |(_, _, conflict)| *conflict))
        }
        ErrorKind::ForeignKeyViolation => StoreError::NotFound,
        ErrorKind::CheckViolation => StoreError::Invalid("a value outside its list"),
        _ if cause.code().is_some_and(|code| CONTENDED.contains(&code.as_ref())) => StoreError::Contended,
        _ => StoreError::Unavailable(cause.to_string()),
    }
}
