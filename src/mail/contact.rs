//! What is kept sealed for mail: where somebody is written to, and what a letter is about.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::kind::Kind;
use crate::{
    auth::RandomId,
    meeting::id::{JobId, ParticipantId, RoomId},
    room::{
        language::Language,
        schedule::{Date, DateKey, Zone},
    },
    store::{NewJob, Result, SeriesKey, StoreError},
    time::UnixMs,
};

/// Where a member is written to, as it is sealed under the key of their series.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contact {
    /// The address.
    pub(crate) address: String,
    /// The language that the member reads.
    pub(crate) language: Language,
    /// The time zone that they live in.
    pub(crate) zone: Zone,
    /// The secret of the link in each mail, by which the address is confirmed and given up.
    pub(crate) secret: String,
}

/// Whom a host invites and by which link, as it is sealed with the job.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Invitation {
    /// The address.
    pub(crate) address: String,
    /// The language to write in.
    pub(crate) language: Language,
    /// The link into the room.
    pub(crate) link: String,
    /// The name of the host.
    pub(crate) host: String,
}

/// What a mail about a date says of it, as it is sealed with the job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Dated {
    /// When it begins.
    pub(crate) start_at: UnixMs,
    /// The zone in which it is planned; `None` if it is planned no longer.
    pub(crate) zone: Option<Zone>,
    /// Which session of the series it is, from 1, if they are counted.
    #[serde(default)]
    pub(crate) number: Option<u32>,
    /// When it began before it was moved.
    #[serde(default)]
    pub(crate) was_at: Option<UnixMs>,
    /// Until when a place is offered.
    #[serde(default)]
    pub(crate) until: Option<UnixMs>,
    /// What a calendar makes of it.
    #[serde(default)]
    pub(crate) calendar: Option<ForCalendar>,
    /// Whether several dates have changed, and this is the next one.
    #[serde(default)]
    pub(crate) several: bool,
}

/// The last that is sent to somebody in a room that is put away, as it is sealed with the job: their address
/// is erased already.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Farewell {
    /// Where they were written to.
    pub(crate) contact: Contact,
    /// The entry that their calendar has.
    pub(crate) entry: String,
    /// A sequence above all that was told of it.
    pub(crate) above: u32,
}

/// What a mail says to the calendar of who reads it. It is looked up when the mail is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ForCalendar {
    /// One date, as it is then.
    Date(DateKey),
    /// One date, on which its reader has no place any more.
    Left(DateKey),
    /// The entry of this name, with all its dates.
    Entry(String),
    /// The entry of this name, which the room has no longer, and a sequence above all that was told of it.
    Gone(String, u32),
}

impl Dated {
    /// A date of which only the start is said.
    pub(crate) const fn at(start_at: UnixMs, zone: Option<Zone>) -> Self {
        Self { start_at, zone, number: None, was_at: None, until: None, calendar: None, several: false }
    }

    /// A date, with its number if sessions are counted.
    pub(crate) fn of(date: &Date) -> Self {
        let number = date.number.map(|number| number.session);
        Self { number, ..Self::at(date.starts_at, Some(date.zone)) }
    }
}

/// A letter about a date that is to be written to a member.
#[derive(Debug)]
pub(crate) struct NewLetter<'a> {
    /// What it says.
    pub(crate) kind: Kind,
    /// The room.
    pub(crate) room: RoomId,
    /// The key of the date, and what else tells it from others.
    pub(crate) name: String,
    /// Whom it is for.
    pub(crate) person: ParticipantId,
    /// When to send it.
    pub(crate) due_at: UnixMs,
    /// From when on it is of no use.
    pub(crate) lapses_at: Option<UnixMs>,
    /// What it says of the date.
    pub(crate) about: &'a Dated,
}

impl NewLetter<'_> {
    /// The job that sends it.
    ///
    /// # Errors
    /// It can't be sealed.
    pub(crate) fn into_job(self, key: &SeriesKey) -> Result<NewJob> {
        let Self { kind, room, name, person, due_at, lapses_at, about } = self;
        let id = JobId::random();
        let sealed = Some(key.seal_job(id, &closed(about)?)?);
        Ok(NewJob { id, kind: kind.code().to_owned(), room, date: name, person, due_at, lapses_at, sealed })
    }
}

/// What is sealed.
pub(super) fn closed(content: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(content).map_err(|_| StoreError::Invalid("what a mail is about"))
}

/// What was sealed.
pub(super) fn opened<T: DeserializeOwned>(json: &[u8]) -> Result<T> {
    serde_json::from_slice(json).map_err(|_| StoreError::Corrupt("what a mail is about".to_owned()))
}
