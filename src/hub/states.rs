//! When a room keeps the state of its meeting: off the way of every answer.

use std::sync::Arc;

use tokio::task::{JoinHandle, spawn_blocking};

use super::{limits::EVENTS_PER_STATE_MIN, live::Live, state_record::StateRecord};
use crate::store::{MeetingState, Store, StoreError};

/// A state is as long as the meeting, so they are kept less often as it grows: after an eighth more.
const GROWTH: u64 = 8;

/// The states of a room's meeting.
pub(crate) struct States {
    store: Arc<Store>,
    /// The last event that a state was kept of, or is being kept of.
    seq: u64,
    keeping: Option<JoinHandle<()>>,
    /// What lasts beyond the meeting could not be noted: the events that say so must be read again.
    owes_notes: bool,
}

impl States {
    pub(crate) const fn new(store: Arc<Store>) -> Self {
        Self { store, seq: 0, keeping: None, owes_notes: false }
    }

    /// A meeting was begun, or read back with the state after an event.
    pub(crate) const fn begin(&mut self, state_seq: u64) {
        (self.seq, self.owes_notes) = (state_seq, false);
    }

    /// Whether a state is due after this event, when the last one was kept after `kept`.
    pub(super) const fn are_due(kept: u64, seq: u64) -> bool {
        let grown = kept / GROWTH;
        seq >= kept + if grown > EVENTS_PER_STATE_MIN { grown } else { EVENTS_PER_STATE_MIN }
    }

    /// A batch was stored; whether all that lasts of it was `noted`.
    pub(crate) fn after(&mut self, live: &Live, noted: bool) {
        self.owes_notes |= !noted;
        let meeting = live.meeting();
        let due = Self::are_due(self.seq, meeting.seq);
        let busy = self.keeping.as_ref().is_some_and(|keeping| !keeping.is_finished());
        // A rehearsal's notes are of all events, so a state is of no use there.
        if !due || busy || self.owes_notes || live.rehearses() || meeting.is_over() {
            return;
        }
        self.seq = meeting.seq;
        let record = StateRecord { meeting: live.shared(), receipts: live.receipts().clone() };
        self.keeping = Some(tokio::spawn(keep(Arc::clone(&self.store), record)));
    }
}

async fn keep(store: Arc<Store>, record: StateRecord) {
    let config = &record.meeting.config;
    let (meeting, room, seq) = (config.meeting, config.room, record.meeting.seq);
    let Ok(Some(payload)) = spawn_blocking(move || record.to_bytes()).await else { return };
    match store.keep_state(MeetingState { meeting, room, seq, payload }).await {
        // It ended meanwhile.
        Ok(()) | Err(StoreError::KeyGone) => {}
        Err(error) => tracing::warn!(%room, %error, "the state of a meeting was not kept"),
    }
}
