//! What a database has to do for the store: rows and transactions. It never sees what was said, nor
//! a key, and has none of the rules of sealing and of an append; the rest is in each trait.
//!
//! A row that refers to a missing one, and a change of a missing one, is
//! [`NotFound`](super::StoreError::NotFound); an id or a secret that exists already is
//! [`Conflict::Id`](super::Conflict::Id). A call that fails changes nothing, the audit included.

use std::sync::Arc;

use async_trait::async_trait;

use super::{
    accounts::Accounts,
    answers::Answers,
    audit::AuditReader,
    calendars::Calendars,
    challenges::Challenges,
    cluster::Cluster,
    consents::Consents,
    desks::Desks,
    duties::DutyRows,
    emergencies::Emergencies,
    error::Result,
    handings::Handings,
    host_notes::HostNotes,
    identities::Identities,
    invites::Invites,
    jobs::{JobDesk, Jobs},
    listings::Listings,
    log::LogRows,
    mail::Mail,
    meetings::{MeetingRows, Meetings},
    participants::Participants,
    places::DatePlaces,
    program_keys::ProgramKeys,
    push::PushSubscriptions,
    requests::Requests,
    revisions::Revisions,
    rooms::Rooms,
    second_factors::SecondFactors,
    templates::Templates,
    transcripts::{TranscriptRows, Transcripts},
    webhooks::Webhooks,
};

/// Tells one database from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DatabaseId([u8; 16]);

impl DatabaseId {
    /// `None` unless there are 16 bytes.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(super) const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// Rows that anybody may read and write as they are.
pub trait Records:
    Accounts
    + Answers
    + Calendars
    + Challenges
    + Consents
    + Desks
    + DutyRows
    + Emergencies
    + Rooms
    + Invites
    + Listings
    + Handings
    + HostNotes
    + Identities
    + Templates
    + Transcripts
    + Participants
    + DatePlaces
    + ProgramKeys
    + PushSubscriptions
    + Requests
    + Revisions
    + SecondFactors
    + Meetings
    + Jobs
    + JobDesk
    + Mail
    + Webhooks
    + Send
    + Sync
{
}

impl<T> Records for T where
    T: Accounts
        + Answers
        + Calendars
        + Challenges
        + Consents
        + Desks
        + DutyRows
        + Emergencies
        + Rooms
        + Invites
        + Listings
        + Handings
        + HostNotes
        + Identities
        + Templates
        + Transcripts
        + Participants
        + DatePlaces
        + ProgramKeys
        + PushSubscriptions
        + Requests
        + Revisions
        + SecondFactors
        + SecondFactors
        + Meetings
        + Jobs
        + JobDesk
        + Mail
        + Webhooks
        + Send
        + Sync
{
}

/// A database. One suite ([`super::contract`]) holds every one to the same behaviour.
#[async_trait]
pub(super) trait Backend:
    Records + MeetingRows + LogRows + TranscriptRows + AuditReader + 'static
{
    /// Writes something, to find out whether it takes a write now.
    async fn ready(&self) -> Result<()>;
    /// Which database this is: drawn at random when it was made, and the same in every copy of it.
    async fn identity(&self) -> Result<DatabaseId>;
    /// Whether keys with this mark, which servers share, are the ones that the database is used with.
    async fn takes_keys(&self, mark: &[u8]) -> Result<bool>;
    /// The servers that share the database; `None` if this one has it for itself.
    fn cluster(&self) -> Option<Arc<dyn Cluster>>;
    /// Finishes what waits and closes. Later calls fail with [`super::StoreError::Unavailable`].
    async fn close(&self);
}
