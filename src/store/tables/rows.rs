//! The store's types as rows.

use sqlx::{Row as _, types::Json};

use super::db::Row;

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
    sql::{self, count},
    transcripts::{Transcript, TranscriptKey, TranscriptLine},
    webhooks::{PlaceAct, Webhook},
};

sql::rows!(Row);

impl sqlx::FromRow<'_, Row> for Place {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let word: String = row.try_get("stand")?;
        let stand = Stand::read(&word, row.try_get("until")?);
        let stand = stand.ok_or_else(|| sqlx::Error::Decode("a stand outside its list".into()))?;
        let (who, late) = (row.try_get("participant")?, row.try_get("late")?);
        Ok(Self { who, stand, late, since: row.try_get("since")?, number: count(row, "number")? })
    }
}

impl sqlx::FromRow<'_, Row> for PlaceAct {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let (Json(event), Json(counts)) = (row.try_get("event")?, row.try_get("counts")?);
        let (room, date, at) = (row.try_get("room")?, row.try_get("date")?, row.try_get("at")?);
        Ok(Self {
            position: count(row, "position")?,
            heard: count(row, "heard")?,
            room,
            date,
            event,
            counts,
            at,
        })
    }
}

/// What the statement changed must exist.
pub(super) fn changed_one(rows: u64) -> Result<()> {
    if rows == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
