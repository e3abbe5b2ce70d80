//! What the log keeps of a batch: its events, and which commands they answer.

use std::{collections::BTreeMap, sync::Arc};

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use crate::{
    meeting::{event::Numbered, id::ParticipantId, settings::MeetingConfig},
    store::{Append, NewAuditEntry, StoreError},
};

/// What an event takes with its receipt, by estimate.
const USUAL_EVENT_BYTES: usize = 1024;

/// One batch of a room, the payload of one append.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) events: Vec<Arc<Numbered>>,
}

impl Record {
    /// The append that stores this record, with the entries for the audit.
    pub(crate) fn into_append(self, config: &MeetingConfig, audit: Vec<NewAuditEntry>) -> Append {
        let mut payload = Vec::with_capacity(self.events.len() * USUAL_EVENT_BYTES);
        #[expect(clippy::expect_used, reason = "plain data with string keys always serialises")]
        serde_json::to_writer(&mut payload, &self).expect("a record serialises");
        let seq = |numbered: Option<&Arc<Numbered>>| numbered.map_or(0, |numbered| numbered.seq);
        Append {
            meeting: config.meeting,
            room: config.room,
            first_seq: seq(self.events.first()),
            last_seq: seq(self.events.last()),
            payload,
            audit,
        }
    }

    /// The record in a piece of the log.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if the payload is not a record.
    pub(crate) fn read(payload: &[u8]) -> Result<Self, StoreError> {
        serde_json::from_slice(payload).map_err(|_| StoreError::Corrupt("a record of a log".to_owned()))
    }
}

/// A command that happened, so that a resend finds its answer, also after a restart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Receipt {
    pub(crate) who: ParticipantId,
    pub(crate) id: String,
    /// The command itself in a digest, so that another command under the same id is noticed.
    pub(crate) digest: Digest,
    pub(crate) seq: u64,
}

/// The digest of a command, as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "StoredDigest")]
pub(crate) struct Digest(pub(crate) [u8; 32]);

/// An earlier version stored a list of numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum StoredDigest {
    Text(String),
    Bytes([u8; 32]),
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        BASE64URL_NOPAD.encode(&digest.0)
    }
}

impl TryFrom<StoredDigest> for Digest {
    type Error = &'static str;

    fn try_from(stored: StoredDigest) -> Result<Self, Self::Error> {
        let bytes = match stored {
            StoredDigest::Bytes(bytes) => return Ok(Self(bytes)),
            StoredDigest::Text(text) => BASE64URL_NOPAD.decode(text.as_bytes()),
        };
        bytes.ok().and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or("a digest")
    }
}

/// The answers given so far: all of them, since a client may send a command again until the meeting is over.
#[derive(Debug, Clone, Default)]
pub(crate) struct Receipts {
    /// Of each person by id. Most people send few commands, and a list of these takes little.
    by_person: BTreeMap<ParticipantId, Vec<Receipt>>,
}

impl Receipts {
    pub(crate) fn find(&self, who: ParticipantId, id: &str) -> Option<&Receipt> {
        let theirs = self.by_person.get(&who)?;
        place_of(theirs, id).ok().and_then(|at| theirs.get(at))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Receipt> {
        self.by_person.values().flatten()
    }

    pub(crate) fn remember(&mut self, receipt: Receipt) {
        let theirs = self.by_person.entry(receipt.who).or_insert_with(|| Vec::with_capacity(1));
        // One that is known stays: the same command has the same answer.
        if let Err(at) = place_of(theirs, &receipt.id) {
            theirs.insert(at, receipt);
        }
    }
}

/// Where the receipt with this id is, or else where it belongs.
fn place_of(receipts: &[Receipt], id: &str) -> Result<usize, usize> {
    receipts.binary_search_by(|receipt| receipt.id.as_str().cmp(id))
}
