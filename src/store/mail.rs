//! Where members are written to, what a host chose about the mail of a room, and what people were told of
//! its dates.

use async_trait::async_trait;

use super::{error::Result, jobs::NewJob};
use crate::{
    meeting::id::{ParticipantId, RoomId},
    secrets::SecretHash,
    time::UnixMs,
};

/// Where a member is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAddress {
    /// Whose it is.
    pub participant: ParticipantId,
    /// The address, the language, the time zone and the secret of the link in each mail, sealed with the
    /// key of the series.
    pub sealed: Vec<u8>,
    /// The hash of that secret.
    pub secret_hash: SecretHash,
    /// When it was given.
    pub created_at: UnixMs,
    /// When it was confirmed; `None` before that.
    pub confirmed_at: Option<UnixMs>,
    /// When a mail server refused it for good; nothing is sent to it any more.
    pub refused_at: Option<UnixMs>,
}

/// What a host chose about the mail of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomMail {
    /// Whether mail and calendars name the group.
    pub names_group: bool,
    /// When to remind of a date, in minutes before its start.
    pub reminders: Vec<u32>,
    /// Who is written to when nobody who leads reads a call for help: the address and the language, sealed with
    /// the key of the series; `None` if nobody is.
    pub on_call: Option<Vec<u8>>,
}

impl Default for RoomMail {
    /// A day and an hour before.
    fn default() -> Self {
        Self { names_group: false, reminders: vec![24 * 60, 60], on_call: None }
    }
}

/// What people were last told of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldDate {
    /// The key of the date.
    pub date: String,
    /// When it begins; `None` if it is cancelled.
    pub start_at: Option<UnixMs>,
    /// How often it was changed since it was first told.
    pub sequence: u32,
}

/// What the calendars of those who get mail have of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldEntry {
    /// The name of the entry.
    pub entry: String,
    /// Its zone, start and rule.
    pub says: String,
    /// No sequence that was told of it is higher.
    pub sequence: u32,
    /// When its last date begins; `None` if it goes on.
    pub ends_at: Option<UnixMs>,
}

/// What people are told of the dates of a room from now on.
#[derive(Debug, Default, Clone)]
pub struct Telling {
    /// Dates, in the place of what was told of them.
    pub dates: Vec<ToldDate>,
    /// Dates that nobody need remember.
    pub dates_over: Vec<String>,
    /// Entries, in the place of what was told of them.
    pub entries: Vec<ToldEntry>,
    /// Entries that nobody need remember.
    pub entries_over: Vec<String>,
    /// The work that tells it.
    pub jobs: Vec<NewJob>,
}

impl Telling {
    /// Whether there is nothing to note and nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.dates.is_empty()
            && self.dates_over.is_empty()
            && self.entries.is_empty()
            && self.entries_over.is_empty()
            && self.jobs.is_empty()
    }
}

/// Addresses, choices, and what was told.
#[async_trait]
pub trait Mail {
    /// Sets the address of a member, in the place of an earlier one.
    async fn set_mail_address(&self, address: MailAddress) -> Result<()>;
    /// The address of a member.
    async fn mail_address(&self, participant: ParticipantId) -> Result<Option<MailAddress>>;
    /// The address whose link has this secret.
    async fn mail_address_by_secret(&self, secret_hash: SecretHash) -> Result<Option<MailAddress>>;
    /// The addresses in a room, in no order.
    async fn mail_addresses(&self, room: RoomId) -> Result<Vec<MailAddress>>;
    /// Confirms the address whose link has this secret. An earlier time stays. Fails with
    /// [`super::StoreError::NotFound`] if there is none.
    async fn confirm_mail_address(&self, secret_hash: SecretHash, at: UnixMs) -> Result<()>;
    /// Notes that the address whose link has this secret was refused for good; does nothing if it was
    /// changed since.
    async fn note_refused_address(&self, secret_hash: SecretHash, at: UnixMs) -> Result<()>;
    /// Erases the address of a member, with what waits for them; does nothing if there is none.
    async fn erase_mail_address(&self, participant: ParticipantId) -> Result<()>;
    /// Erases the addresses that were given before `before` and never confirmed.
    async fn erase_unconfirmed(&self, before: UnixMs) -> Result<u64>;
    /// What the host of a room chose; the defaults if nothing.
    async fn room_mail(&self, room: RoomId) -> Result<RoomMail>;
    /// Sets what the host of a room chose.
    async fn set_room_mail(&self, room: RoomId, mail: RoomMail) -> Result<()>;
    /// What people were last told of the dates of a room, by their keys.
    async fn told_dates(&self, room: RoomId) -> Result<Vec<ToldDate>>;
    /// What calendars were last told of the entries of a room, by their names.
    async fn told_entries(&self, room: RoomId) -> Result<Vec<ToldEntry>>;
    /// Notes what people are told and adds the jobs that tell them, in one transaction.
    async fn tell(&self, room: RoomId, telling: Telling) -> Result<()>;
}
