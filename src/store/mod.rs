//! What outlives a meeting's task: accounts, rooms, participants, the meetings' logs, the audit
//! trail. It knows nothing of commands and events: a log's payload is opaque bytes.
//!
//! The store reads no clock: every `*_at` and `now` is unix milliseconds, passed in.

pub mod crypto;
pub mod keys;
pub mod lifecycle;
pub mod sqlite;

mod accounts;
mod audit;
#[cfg(test)]
mod contract;
mod digest;
mod error;
mod invites;
mod meetings;
mod participants;
mod revocations;
mod rooms;
mod templates;

use std::{path::Path, sync::Arc};

use async_trait::async_trait;

pub use self::{
    accounts::{Account, AccountChange, AccountSession, Accounts, LinkPurpose, OneTimeLink, PasswordHash},
    audit::{AuditCheck, AuditDraft, AuditEntry, AuditHead, Party, Trail},
    digest::Digest,
    error::{Conflict, Result, StoreError},
    invites::{Invite, Invites},
    keys::KeyStore,
    meetings::{
        AUDIT_ENTRIES_MAX, Append, LogRecord, MeetingCounts, MeetingLog, MeetingRecord, Meetings,
        PAYLOAD_BYTES_MAX,
    },
    participants::{Participant, Participants, SEAT_SECRETS_MAX},
    revocations::{Revocation, Revocations},
    rooms::Rooms,
    templates::Templates,
};

/// A place to keep everything. One suite (`contract`) holds every backend to the same behaviour.
#[async_trait]
pub trait Store:
    Accounts
    + Rooms
    + Invites
    + Templates
    + Participants
    + Meetings
    + MeetingLog
    + Trail
    + Revocations
    + Send
    + Sync
    + 'static
{
    /// Whether it would take a write now; for readiness.
    async fn ready(&self) -> Result<()>;
    /// Finishes what waits and closes. Later calls fail with [`StoreError::Unavailable`].
    async fn close(&self);
}

/// Opens the store that `database` names: a path or `sqlite:` URL of a file. Keys are kept in
/// `<data_dir>/keys`, and one server at a time may use a `data_dir`.
///
/// # Errors
/// [`StoreError::Open`] with a line for the operator.
pub async fn open(database: &str, data_dir: &Path) -> Result<Arc<dyn Store>> {
    Ok(Arc::new(sqlite::SqliteStore::open(database, data_dir).await?))
}
