//! What outlives a meeting's task: accounts, rooms, participants, the meetings' logs, the audit. It
//! knows nothing of commands and events: a log's payload is opaque bytes.
//!
//! [`Store`] is what the server uses. It seals and checks, and stands over two parts that know
//! nothing of each other: a [`backend`] that keeps rows, and [`keys`]. The store reads no clock: the
//! time is passed in.

pub(crate) mod lifecycle;

mod accounts;
mod answers;
mod audit;
mod backend;
mod backup;
mod calendars;
mod challenges;
mod cluster;
mod consents;
#[cfg(test)]
pub(crate) mod contract;
mod crypto;
mod database;
mod desks;
mod duties;
mod emergencies;
mod error;
mod handings;
mod host_notes;
mod identities;
mod import;
mod invites;
mod jobs;
mod keys;
mod limits;
mod listings;
mod lock;
mod log;
mod mail;
mod meetings;
mod participants;
mod places;
mod postgres;
mod program_keys;
mod push;
mod requests;
mod revisions;
mod rooms;
mod sealed;
mod second_factors;
mod sql;
mod sql_errors;
mod sqlite;
mod templates;
mod transcripts;
mod webhooks;

use std::{path::Path, sync::Arc};

pub use self::audit::{AuditCheck, Party};
pub(crate) use self::{
    accounts::{Account, AccountChange, AccountSession, KnownBrowser, LinkPurpose, OneTimeLink},
    answers::{Claim, Question},
    audit::{AuditAction, AuditBatch, AuditEntry, AuditHead, AuditTrail, NewAuditEntry},
    backup::{BackupSource, back_up},
    calendars::{Feed, FeedOf},
    challenges::{Challenge, ChallengePurpose},
    cluster::{Census, Cluster, Membership, Node, NodeLine, Owner, Taking},
    crypto::{AnswerKey, Mark, SeriesKey},
    desks::Desk,
    emergencies::Emergency,
    error::{Conflict, Result, StoreError},
    handings::{Handing, HandingState},
    host_notes::{Concern, MissedCalls},
    identities::Identity,
    import::import,
    invites::{Invite, InviteChange},
    jobs::{Ending, FAREWELL, Job, JobClaim, JobDesk, JobState, NewJob},
    limits::RETRY_MS_MAX,
    listings::{DirectoryLink, ListingChange},
    log::{Append, MeetingState},
    mail::{MailAddress, RoomMail, Telling, ToldDate, ToldEntry},
    participants::{Entering, Participant, SeatDevice, SeatOf},
    places::PlaceRow,
    program_keys::ProgramKey,
    push::{BrowserSecret, PushSubscription},
    requests::{Decision, EntryChange, JoinRequest, RequestState, Seating},
    revisions::{Edited, Editing, Revision, Thing},
    rooms::Carried,
    sealed::Store,
    second_factors::{App, Passkey, SecondFactor, UsedPasskey},
    transcripts::{NewTranscript, Readable, TranscriptLine},
    webhooks::{PlaceAct, WEBHOOK_JOB, Webhook},
};
use self::{
    backend::Backend,
    database::Database,
    keys::{KeyError, KeyFiles, Keyring, Keys, SharedKeys},
};

/// Where a store is.
#[derive(Clone, Copy)]
pub(crate) struct StorePlace<'a> {
    /// A path, a `sqlite:` URL of a file or a `postgres:` URL.
    pub(crate) database: &'a str,
    /// The directory of the keys that are files.
    pub(crate) data_dir: &'a Path,
    /// The `postgres:` URL of the keys that servers share; `None` if they are files.
    pub(crate) keys: Option<&'a str>,
    /// How this server takes part, if it shares the database with others.
    pub(crate) membership: Option<Membership<'a>>,
    /// Whether the operator knows that keys of series are lost. Their owners start these series over.
    pub(crate) accept_lost_series: bool,
}

/// Opens the store whose rows are in `database`, a path, a `sqlite:` URL of a file or a `postgres:` URL, and
/// whose keys are in `data_dir`. Makes what is missing and brings the database up to date. One server at a time
/// may use a `data_dir`, and one a database; keys serve the database they were made for.
///
/// # Errors
/// [`StoreError::Open`] with a line for the operator, also if keys of series are missing.
pub async fn open(database: &str, data_dir: &Path) -> Result<Arc<Store>> {
    open_at(StorePlace { database, data_dir, keys: None, membership: None, accept_lost_series: false }).await
}

/// The same, for all that an operator may say.
///
/// # Errors
/// [`StoreError::Open`] with a line for the operator.
pub(crate) async fn open_at(place: StorePlace<'_>) -> Result<Arc<Store>> {
    let StorePlace { database, data_dir, keys, membership, accept_lost_series } = place;
    let database = Database::parse(database)?;
    let lock = lock::take(&data_dir.join("lock"), data_dir).await?;
    let rows: Arc<dyn Backend> = match database {
        Database::Sqlite(target) => Arc::new(sqlite::open(target).await?),
        Database::Postgres(target) => Arc::new(postgres::open(&target, membership).await?),
    };
    let (identity, series) = (rows.identity().await?, rows.open_rooms().await?);
    let keys: Arc<dyn Keys> = match keys {
        Some(url) => {
            let target = postgres::Target::parse(url)?;
            let keys = SharedKeys::open(&target, data_dir, identity, &series, accept_lost_series).await?;
            if !rows.takes_keys(&keys.root_mark()).await? {
                return Err(StoreError::Open(KeyError::OtherCluster.to_string()));
            }
            Arc::new(keys)
        }
        None => {
            let open = if accept_lost_series { KeyFiles::open_with_lost_series } else { KeyFiles::open };
            Arc::new(open(data_dir, identity, &series).map_err(|error| StoreError::Open(error.to_string()))?)
        }
    };
    Ok(Arc::new(Store::new(rows, Keyring::new(keys), Some(lock))))
}

/// Opens the audit in `database` for reading, also while a server runs on it. Changes nothing.
///
/// # Errors
/// [`StoreError::Open`] with a line for the operator, also if there is no such database.
pub async fn open_audit(database: &str) -> Result<AuditTrail> {
    Ok(AuditTrail::new(match Database::parse(database)? {
        Database::Sqlite(target) => Arc::new(target.open_beside(true).await?),
        Database::Postgres(target) => Arc::new(target.open_beside().await?),
    }))
}

/// Who shares the PostgreSQL database at an address.
///
/// # Errors
/// [`StoreError::Open`] with a line for the operator.
pub(crate) async fn census(database: &str) -> Result<Census> {
    let pool = postgres::Target::parse(database)?.open_beside().await?;
    let census = postgres::census(&pool).await;
    pool.close().await;
    census
}

/// Opens the jobs in `database` for the operator, also while a server runs on it.
///
/// # Errors
/// [`StoreError::Open`] with a line for the operator, also if there is no such database.
pub(crate) async fn open_jobs(database: &str) -> Result<Box<dyn JobDesk>> {
    Ok(match Database::parse(database)? {
        Database::Sqlite(target) => Box::new(target.open_beside(false).await?),
        Database::Postgres(target) => Box::new(target.open_beside().await?),
    })
}
