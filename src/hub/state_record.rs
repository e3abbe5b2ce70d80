//! The record of a meeting's whole state that is kept beside its log now and then, so that opening the
//! meeting costs little however much was said.
//!
//! Only the log counts. A state that can't be read, or that another version of the meeting stored, is left
//! aside, and the events are read from the first.
//!
//! The bytes of a record: the version of the state, the length of the meeting, both as `u32` big-endian; the
//! meeting as JSON; then the receipts, which grow with the meeting and so have a form that is read at once.

use std::sync::Arc;

use super::record::{Digest, Receipt, Receipts};
use crate::meeting::{
    id::ParticipantId,
    state::{Meeting, STATE_VERSION},
};

/// What the text of a receipt and its length come on top of.
const RECEIPT_BYTES: usize = 16 + 32 + 8 + 1;

/// A meeting after one of its events, and what its room remembers of the commands up to there.
pub(crate) struct StateRecord {
    pub(crate) meeting: Arc<Meeting>,
    pub(crate) receipts: Receipts,
}

impl StateRecord {
    /// What is stored of it. `None` if it has no form, being far over every limit.
    pub(crate) fn to_bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = STATE_VERSION.to_be_bytes().to_vec();
        bytes.extend([0; size_of::<u32>()]);
        let before = bytes.len();
        #[expect(clippy::expect_used, reason = "plain data with string keys always serialises")]
        serde_json::to_writer(&mut bytes, &self.meeting).expect("a state serialises");
        let length = u32::try_from(bytes.len() - before).ok()?;
        bytes[before - size_of::<u32>()..before].copy_from_slice(&length.to_be_bytes());
        self.receipts.iter().try_for_each(|receipt| put(&mut bytes, receipt))?;
        Some(bytes)
    }

    /// The record in these bytes. `None` if another version wrote it, or nothing can be made of it.
    pub(crate) fn read(mut bytes: &[u8]) -> Option<Self> {
        if u32::from_be_bytes(take(&mut bytes)?) != STATE_VERSION {
            return None;
        }
        let length = u32::from_be_bytes(take(&mut bytes)?);
        let (meeting, mut rest) = bytes.split_at_checked(usize::try_from(length).ok()?)?;
        let meeting = serde_json::from_slice(meeting).ok()?;
        let mut receipts = Receipts::default();
        while !rest.is_empty() {
            receipts.remember(next(&mut rest)?);
        }
        Some(Self { meeting: Arc::new(meeting), receipts })
    }
}

fn put(bytes: &mut Vec<u8>, Receipt { who, id, digest, seq }: &Receipt) -> Option<()> {
    let length = u8::try_from(id.len()).ok()?;
    bytes.reserve(RECEIPT_BYTES + id.len());
    bytes.extend_from_slice(who.as_bytes());
    bytes.extend_from_slice(&digest.0);
    bytes.extend_from_slice(&seq.to_be_bytes());
    bytes.push(length);
    bytes.extend_from_slice(id.as_bytes());
    Some(())
}

fn next(bytes: &mut &[u8]) -> Option<Receipt> {
    let (who, digest, seq) = (take(bytes)?, take(bytes)?, take(bytes)?);
    let [length] = take(bytes)?;
    let (id, rest) = bytes.split_at_checked(length.into())?;
    *bytes = rest;
    Some(Receipt {
        who: ParticipantId::from_bytes(who),
        id: std::str::from_utf8(id).ok()?.to_owned(),
        digest: Digest(digest),
        seq: u64::from_be_bytes(seq),
    })
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}
