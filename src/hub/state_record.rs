//! The record of a meeting's whole state that is kept beside its log now and then, so that opening the
//! meeting costs little however much was said.
//!
//! Only the log counts. A state that can't be read, or that another version of the meeting stored, is left
//! aside, and the events are read from the first.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::record::{Receipt, Receipts};
use crate::meeting::state::{Meeting, STATE_VERSION};

/// Before the state itself stands its version.
const VERSION_BYTES: usize = 4;

/// A meeting after one of its events, and what its room remembers of the commands up to there.
pub(crate) struct StateRecord {
    pub(crate) meeting: Arc<Meeting>,
    pub(crate) receipts: Receipts,
}

#[derive(Serialize)]
struct Written<'r> {
    meeting: &'r Meeting,
    receipts: Vec<&'r Receipt>,
}

#[derive(Deserialize)]
struct Read {
    meeting: Meeting,
    receipts: Vec<Receipt>,
}

impl StateRecord {
    /// What is stored of it.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let written = Written { meeting: &self.meeting, receipts: self.receipts.iter().collect() };
        let mut bytes = STATE_VERSION.to_be_bytes().to_vec();
        #[expect(clippy::expect_used, reason = "plain data with string keys always serialises")]
        serde_json::to_writer(&mut bytes, &written).expect("a state serialises");
        bytes
    }

    /// The record in these bytes. `None` if another version wrote it, or nothing can be made of it.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (version, state) = bytes.split_first_chunk::<VERSION_BYTES>()?;
        if u32::from_be_bytes(*version) != STATE_VERSION {
            return None;
        }
        let Read { meeting, receipts: stored } = serde_json::from_slice(state).ok()?;
        let mut receipts = Receipts::default();
        stored.into_iter().for_each(|receipt| receipts.remember(receipt));
        Some(Self { meeting: Arc::new(meeting), receipts })
    }
}
