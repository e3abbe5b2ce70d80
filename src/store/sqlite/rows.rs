//! The store's types as SQLite's rows.

use sqlx::{Row as _, sqlite::SqliteRow, types::Json};

use crate::room::{
    ListedRoom, Listing, Room, Template,
    consent::{Consent, ConsentText},
    places::{Attendance, Place, PlacesRule, Stand},
};
use crate::store::{
    accounts::{Account, AccountSession, OneTimeLink},
    audit::{AuditEntry, NewAuditEntry},
    crypto::LogPlace,
    desks::{Desk, DeskAccount},
    emergencies::Emergency,
    error::{Result, StoreError},
    handings::Handing,
    host_notes::{Concern, MissedCalls},
    identities::Identity,
    invites::Invite,
    jobs::Job,
    log::SealedPiece,
    mail::{MailAddress, RoomMail, ToldDate, ToldEntry},
    meetings::{MeetingCounts, MeetingRecord},
    participants::{Participant, SeatDevice},
    places::PlaceRow,
    program_keys::ProgramKey,
    push::PushSubscription,
    requests::JoinRequest,
    rooms::RoomLead,
    second_factors::{App, Passkey},
    sql,
    transcripts::{Transcript, TranscriptKey, TranscriptLine},
    webhooks::{PlaceAct, Webhook},
};

sql::rows!(SqliteRow);

impl sqlx::FromRow<'_, SqliteRow> for Place {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let word: String = row.try_get("stand")?;
        let stand = Stand::read(&word, row.try_get("until")?);
        let stand = stand.ok_or_else(|| sqlx::Error::Decode("a stand outside its list".into()))?;
        let (who, late) = (row.try_get("participant")?, row.try_get("late")?);
        Ok(Self { who, stand, late, since: row.try_get("since")?, number: row.try_get("number")? })
    }
}

impl sqlx::FromRow<'_, SqliteRow> for PlaceAct {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let number = |column| unsigned(row.try_get(column)?);
        let (Json(event), Json(counts)) = (row.try_get("event")?, row.try_get("counts")?);
        let (room, date, at) = (row.try_get("room")?, row.try_get("date")?, row.try_get("at")?);
        Ok(Self { position: number("position")?, heard: number("heard")?, room, date, event, counts, at })
    }
}

fn unsigned(number: i64) -> sqlx::Result<u64> {
    u64::try_from(number).map_err(|error| sqlx::Error::Decode(error.into()))
}

/// A number to bind: SQLite's integers are signed.
pub(super) fn signed(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| StoreError::Invalid("a number beyond i64"))
}

/// What the statement changed must exist.
pub(super) fn changed_one(rows: u64) -> Result<()> {
    if rows == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
