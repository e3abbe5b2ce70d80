//! A meeting that was running when the server stopped, read back from its log: the newest state that was
//! kept of it, and the events after that, a few at a time.

use std::{collections::VecDeque, sync::Arc};

use super::{
    lasting,
    limits::{EVENTS_PER_READ, RECENT_EVENTS_MAX},
    record::{Receipts, Record},
    rehearsal::Notes,
    state_record::StateRecord,
};
use crate::{
    clock::SharedClock,
    meeting::{
        event::{Event, Numbered},
        id::MeetingId,
        recorded::Recorded,
        settings::MeetingConfig,
        state::Meeting,
    },
    room::formats::FormatId,
    store::{Store, StoreError},
};

/// What a log tells.
#[derive(Default)]
pub(super) struct Restored {
    /// The meeting; `None` if the log is empty.
    pub(super) meeting: Option<Meeting>,
    /// Its last events, with those who could see them then.
    pub(super) recent: VecDeque<Recorded>,
    /// The accepted commands.
    pub(super) receipts: Receipts,
    /// What a rehearsal notes.
    pub(super) notes: Notes,
    /// The event after which the state was kept that it begins with; 0 without one.
    pub(super) state_seq: u64,
    /// The events that were read.
    events: u64,
    /// What is noted of the events beyond the meeting.
    lasting: Vec<Event>,
}

/// Reads a meeting back. The notes of a rehearsal are whole only if it is read `from_the_first` event.
///
/// # Errors
/// The log can't be read.
pub(super) async fn read(
    store: &Store,
    clock: &SharedClock,
    meeting: MeetingId,
    from_the_first: bool,
) -> Result<Restored, StoreError> {
    let end = store.log_end(meeting).await?;
    // Those who come back are told of the last events, so a state is of use if all of these follow it.
    let before_recent = end.saturating_sub(RECENT_EVENTS_MAX as u64);
    let mut restored = Restored::default();
    if !from_the_first && let Some(state) = newest_state(store, meeting, before_recent).await? {
        restored.begin(state);
    }
    loop {
        let next = restored.meeting.as_ref().map_or(1, |meeting| meeting.seq + 1);
        if next > end {
            break;
        }
        for piece in store.read_log(meeting, next..next + EVENTS_PER_READ).await? {
            restored.take(Record::read(&piece.payload)?, before_recent)?;
        }
    }
    tracing::debug!(%meeting, events = restored.events, "a meeting was read back");
    lasting::note(store, clock, restored.lasting.iter()).await?;
    if let Some(meeting) = &restored.meeting {
        // What was taken back later is told to nobody who comes back.
        restored.recent.iter_mut().for_each(|recorded| recorded.amend(&meeting.written));
    }
    Ok(restored)
}

/// The newest state of events up to `last`. `None` if there is none that can be used.
async fn newest_state(
    store: &Store,
    meeting: MeetingId,
    last: u64,
) -> Result<Option<StateRecord>, StoreError> {
    let state = match store.state(meeting, last).await {
        Ok(Some(state)) => StateRecord::read(&state),
        Ok(None) => return Ok(None),
        Err(StoreError::Corrupt(_)) => None,
        Err(error) => return Err(error),
    };
    if state.is_none() {
        tracing::warn!(%meeting, "the state that was kept of a meeting is of no use; all its events are read");
    }
    Ok(state)
}

impl Restored {
    /// Begins with a state.
    fn begin(&mut self, state: StateRecord) {
        let mut meeting = Arc::unwrap_or_clone(state.meeting);
        hold(&mut meeting.config);
        self.state_seq = meeting.seq;
        self.receipts = state.receipts;
        self.meeting = Some(meeting);
    }

    /// Takes the next record of the log.
    fn take(&mut self, record: Record, before_recent: u64) -> Result<(), StoreError> {
        record.receipts.into_iter().for_each(|receipt| self.receipts.remember(receipt));
        for numbered in record.events {
            self.notes.take(&numbered);
            if lasting::lasts(&numbered.event) {
                self.lasting.push(numbered.event.clone());
            }
            self.events += 1;
            let meeting = match &mut self.meeting {
                Some(meeting) => {
                    meeting.apply(&numbered);
                    meeting
                }
                none => none.insert(first(&numbered)?),
            };
            if numbered.seq > before_recent {
                self.recent.push_back(Recorded::new(meeting, numbered));
            }
        }
        Ok(())
    }
}

/// The meeting that the first event of a log makes.
fn first(numbered: &Numbered) -> Result<Meeting, StoreError> {
    let mut numbered = numbered.clone();
    if let Event::Created { config } = &mut numbered.event {
        hold(config);
    }
    Meeting::replay([&numbered]).map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// What holds for every meeting of a format holds for one that an earlier version began, too.
fn hold(config: &mut MeetingConfig) {
    FormatId::stored(config.format.clone()).hold(&mut config.settings);
}
