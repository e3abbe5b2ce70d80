//! The store's types as SQLite's rows.

use sqlx::sqlite::SqliteRow;

use crate::room::{ListedRoom, Listing, Room, Template};
use crate::store::{
    accounts::{Account, AccountSession, OneTimeLink},
    audit::{AuditEntry, NewAuditEntry},
    crypto::LogPlace,
    error::{Result, StoreError},
    host_notes::{Concern, MissedCalls},
    invites::Invite,
    jobs::Job,
    log::SealedPiece,
    mail::{MailAddress, RoomMail, ToldDate},
    meetings::{MeetingCounts, MeetingRecord},
    participants::{Participant, SeatDevice},
    program_keys::ProgramKey,
    push::PushSubscription,
    requests::JoinRequest,
    sql,
};

sql::rows!(SqliteRow);

/// A number to bind: SQLite's integers are signed.
pub(super) fn signed(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| StoreError::Invalid("a number beyond i64"))
}

/// What the statement changed must exist.
pub(super) fn changed_one(rows: u64) -> Result<()> {
    if rows == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
