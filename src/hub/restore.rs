//! A meeting that was running when the server stopped, read back from its log: the newest state that was
//! kept of it, and the events after that, a few at a time. The events before are read only for somebody who
//! comes back and missed them.

use std::{collections::VecDeque, ops::Range, sync::Arc};

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
    /// Its last events of those that were read, with those who could see them then.
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

/// Reads a meeting back: the newest state that was kept of it, and the events after that. The notes of a
/// rehearsal are whole only if it is read `from_the_first` event.
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
    let mut restored = Restored::default();
    if !from_the_first && let Some(state) = newest_state(store, meeting, end).await? {
        restored.begin(state);
    }
    restored.go_on(store, meeting, end.saturating_sub(RECENT_EVENTS_MAX as u64)..end).await?;
    tracing::debug!(%meeting, events = restored.events, "a meeting was read back");
    if let Some(meeting) = &restored.meeting {
        lasting::note(store, clock, &meeting.config, restored.lasting.iter()).await?;
        // What was taken back later is told to nobody who comes back.
        restored.recent.iter_mut().for_each(|recorded| recorded.amend(&meeting.written));
    }
    Ok(restored)
}

/// Events of a running meeting with those who could see them then, for somebody who missed them before the
/// stop: those after `told.start`, up to `told.end`.
///
/// # Errors
/// The log can't be read.
pub(super) async fn recent(
    store: &Store,
    meeting: &Meeting,
    told: Range<u64>,
) -> Result<VecDeque<Recorded>, StoreError> {
    let id = meeting.config.meeting;
    let mut restored = Restored::default();
    if let Some(state) = newest_state(store, id, told.start).await? {
        restored.begin(state);
    }
    restored.go_on(store, id, told).await?;
    restored.recent.iter_mut().for_each(|recorded| recorded.amend(&meeting.written));
    Ok(restored.recent)
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

    /// Reads on up to the event `recent.end`. Those after `recent.start` are the recent ones. Fails if the
    /// meeting ends meanwhile.
    async fn go_on(
        &mut self,
        store: &Store,
        meeting: MeetingId,
        recent: Range<u64>,
    ) -> Result<(), StoreError> {
        loop {
            let next = self.meeting.as_ref().map_or(1, |meeting| meeting.seq + 1);
            if next > recent.end {
                return Ok(());
            }
            let last = recent.end.min(next + EVENTS_PER_READ - 1);
            let pieces = store.read_log(meeting, next..=last).await?;
            if pieces.is_empty() {
                return Err(StoreError::NotLive);
            }
            for piece in pieces {
                self.take(Record::read(&piece.payload)?, &recent)?;
            }
        }
    }

    /// Takes the next record of the log, up to the last of the recent events.
    fn take(&mut self, record: Record, recent: &Range<u64>) -> Result<(), StoreError> {
        record.receipts.into_iter().for_each(|receipt| self.receipts.remember(receipt));
        for numbered in record.events.into_iter().filter(|numbered| numbered.seq <= recent.end) {
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
            if numbered.seq > recent.start {
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tempfile::TempDir;

    use super::*;
    use crate::{
        clock::ManualClock,
        hub::record::{Digest, Receipt},
        meeting::{
            command::Command,
            id::ParticipantId,
            input::{Actor, Input},
            role::Role,
            round::LastStart,
            state::STATE_VERSION,
            time::MeetingMs,
        },
        room::{Room, places::PlacesRule},
        store::{
            self, AuditBatch, MeetingState,
            contract::fixtures::{NOW, account, meeting_id, room, room_id},
            lifecycle,
        },
    };

    const LEAD: ParticipantId = ParticipantId::from_bytes([1; 16]);

    struct Running {
        _dir: TempDir,
        store: Arc<Store>,
        clock: SharedClock,
    }

    /// A meeting in which the lead has said so much and taken some of it back, with states on the way.
    async fn running(texts: u64) -> Running {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("rondo.db");
        let store = store::open(path.to_str().unwrap(), dir.path()).await.unwrap();
        store.create_account(account(1), AuditBatch::default()).await.unwrap();
        let series: Room = room(1, 1);
        store.create_room(series.clone(), PlacesRule::default(), AuditBatch::default()).await.unwrap();
        lifecycle::begin_meeting(&store, meeting_id(1), room_id(1), None, NOW).await.unwrap();
        let config = series.meeting_config(meeting_id(1), None);
        let (mut meeting, created) = Meeting::create(config.clone(), MeetingMs::ZERO);
        let mut receipts = Receipts::default();
        let record = Record { receipts: Vec::new(), events: vec![created.into()] };
        store.append(record.into_append(&config, Vec::new())).await.unwrap();
        let join = Command::Join { guidelines_version: 1, adult: true, name: None };
        for number in 0..texts {
            let command = match number {
                0 => join.clone(),
                1 => Command::OpenMeeting {},
                _ if number % 50 == 49 => {
                    Command::TakeBack { message: meeting.messages.iter().last().unwrap().id }
                }
                _ => Command::Post { text: format!("Text {number}."), note: None },
            };
            let actor = Actor {
                id: LEAD,
                name: "Ada".to_owned(),
                entry_role: Role::Facilitator,
                simulated: false,
                held: false,
                last_start: LastStart::default(),
                label: None,
            };
            let outcome = meeting.handle(Input::Command { actor, command }, MeetingMs::from_ms(number * 10));
            let seq = outcome.result.unwrap();
            let receipt = Receipt { who: LEAD, id: format!("c{number}"), digest: Digest([7; 32]), seq };
            receipts.remember(receipt.clone());
            let events =
                outcome.events.iter().map(|recorded| Numbered::clone(&recorded.numbered)).collect::<Vec<_>>();
            let events = events.into_iter().map(Arc::new).collect();
            let record = Record { receipts: vec![receipt], events };
            store.append(record.into_append(&config, Vec::new())).await.unwrap();
            if number % 256 == 255 {
                let state = StateRecord { meeting: Arc::new(meeting.clone()), receipts: receipts.clone() };
                keep(&store, meeting.seq, state.to_bytes().unwrap()).await;
            }
        }
        Running { _dir: dir, store, clock: Arc::new(ManualClock::new(NOW)) }
    }

    async fn keep(store: &Store, seq: u64, payload: Vec<u8>) {
        let (meeting, room) = (meeting_id(1), room_id(1));
        store.keep_state(MeetingState { meeting, room, seq, payload }).await.unwrap();
    }

    async fn read_back(running: &Running, from_the_first: bool) -> Restored {
        read(&running.store, &running.clock, meeting_id(1), from_the_first).await.unwrap()
    }

    fn same(one: &Restored, other: &Restored) {
        assert!(one.meeting == other.meeting && one.recent == other.recent);
        assert!(one.receipts.iter().eq(other.receipts.iter()));
        assert_eq!(one.recent.len(), RECENT_EVENTS_MAX);
    }

    #[tokio::test]
    async fn a_state_and_the_rest_are_what_all_events_make() {
        let running = running(1_400).await;
        let (all, mut some) = (read_back(&running, true).await, read_back(&running, false).await);
        assert_eq!((all.state_seq, all.events), (0, some.state_seq + some.events));
        assert!(some.events < 300, "{} of {} events were read", some.events, all.events);
        let meeting = some.meeting.as_ref().unwrap();
        let first = meeting.seq - RECENT_EVENTS_MAX as u64;
        let mut before = recent(&running.store, meeting, first..some.state_seq).await.unwrap();
        before.append(&mut some.recent);
        some.recent = before;
        same(&all, &some);
    }

    #[tokio::test]
    async fn a_state_that_is_of_no_use_is_left_aside() {
        let running = running(1_400).await;
        let all = read_back(&running, true).await;
        let end = running.store.log_end(meeting_id(1)).await.unwrap();
        let mut future = (STATE_VERSION + 1).to_be_bytes().to_vec();
        future.extend_from_slice(b"{}");
        let mut broken = STATE_VERSION.to_be_bytes().to_vec();
        broken.extend_from_slice(b"{\"meeting\": 1}");
        let meeting = all.meeting.clone().unwrap();
        let record = StateRecord { meeting: Arc::new(meeting), receipts: all.receipts.clone() };
        let mut short = record.to_bytes().unwrap();
        short.pop();
        for payload in [future, broken, short, b"x".to_vec(), Vec::new()] {
            keep(&running.store, end, payload).await;
            let fallen_back = read_back(&running, false).await;
            same(&all, &fallen_back);
            assert_eq!(fallen_back.events, all.events);
        }
    }
}
