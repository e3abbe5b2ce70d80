//! What the log keeps of a batch: its events, and which commands they answer.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::limits::RECEIPTS_PER_PERSON_MAX;
use crate::{
    meeting::{event::Numbered, id::ParticipantId, settings::MeetingConfig},
    store::{Append, NewAuditEntry, StoreError},
};

/// One batch of a room, the payload of one append.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) events: Vec<Numbered>,
}

impl Record {
    /// The append that stores this record, with the entries for the audit.
    pub(crate) fn into_append(self, config: &MeetingConfig, audit: Vec<NewAuditEntry>) -> Append {
        #[expect(clippy::expect_used, reason = "plain data with string keys always serialises")]
        let payload = serde_json::to_vec(&self).expect("a record serialises");
        let seq = |numbered: Option<&Numbered>| numbered.map_or(0, |numbered| numbered.seq);
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
    pub(crate) digest: [u8; 32],
    pub(crate) seq: u64,
}

/// The answers given so far.
#[derive(Debug, Default)]
pub(crate) struct Receipts {
    by_person: BTreeMap<ParticipantId, VecDeque<Receipt>>,
}

impl Receipts {
    pub(crate) fn find(&self, who: ParticipantId, id: &str) -> Option<&Receipt> {
        self.by_person.get(&who)?.iter().rev().find(|receipt| receipt.id == id)
    }

    pub(crate) fn remember(&mut self, receipt: Receipt) {
        let receipts = self.by_person.entry(receipt.who).or_default();
        if receipts.len() == RECEIPTS_PER_PERSON_MAX {
            receipts.pop_front();
        }
        receipts.push_back(receipt);
    }
}
