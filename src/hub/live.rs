//! A room's current meeting, as it stands in the log.

use std::{collections::VecDeque, sync::Arc};

use super::{
    audit,
    batch::{Batch, Decided},
    mailbox::RoomStatus,
    record::{Receipts, Record},
    rehearsal::{Leading, Rehearsal},
    setup,
};
use crate::{
    auth::RandomId,
    clock::SharedClock,
    meeting::{
        deadline,
        event::{Departure, Event, MeetingEnd, Numbered},
        id::{MeetingId, ParticipantId, RoomId},
        input::Signal,
        recorded::Recorded,
        settings::MeetingConfig,
        state::{Meeting, Phase, Place},
    },
    protocol::server::RoomInfo,
    store::{AuditBatch, Store, StoreError, lifecycle},
};

/// Events kept in memory for those who come back after a lost connection.
const RECENT_EVENTS_MAX: usize = 512;

/// The meeting and what the room remembers beside it.
pub(crate) struct Live {
    meeting: Arc<Meeting>,
    info: RoomInfo,
    /// Meeting time at `loaded_ms` of the clock.
    base_ms: u64,
    loaded_ms: u64,
    receipts: Receipts,
    recent: VecDeque<Recorded>,
    /// Everyone who is here has been told up to this seq.
    announced: u64,
    rehearsal: Option<Rehearsal>,
    /// Read back from the log, and the meeting does not know yet (rule 15).
    restarted: bool,
}

impl Live {
    /// The meeting that was running when the server stopped, if there is one.
    pub(crate) async fn restore(
        store: &Store,
        clock: &SharedClock,
        room: RoomId,
    ) -> Result<Option<Self>, StoreError> {
        let Some(record) = store.current_meeting(room).await? else { return Ok(None) };
        let Some(series) = store.room(room).await? else { return Ok(None) };
        let mut receipts = Receipts::default();
        let mut events = Vec::new();
        let log = match store.read_log(record.id, ..).await {
            // Its key was destroyed, and then the store failed: what is left is to note the end.
            Err(StoreError::KeyGone) => {
                let reason = lifecycle::KEY_DESTROYED;
                lifecycle::end_meeting(store, record.id, reason, clock.unix_ms(), AuditBatch::default())
                    .await?;
                return Ok(None);
            }
            log => log?,
        };
        for piece in log {
            let record = Record::read(&piece.payload)?;
            record.receipts.into_iter().for_each(|receipt| receipts.remember(receipt));
            events.extend(record.events);
        }
        for who in banned(&events) {
            store.ban_participant(who, clock.unix_ms(), AuditBatch::default()).await?;
        }
        let (meeting, recent) = match replay(events) {
            Some(replayed) => replayed,
            // Stopped between making the meeting and its first record.
            None => {
                let config = setup::meeting_config(&series, record.id, 0)?;
                (create(store, config).await?, VecDeque::new())
            }
        };
        let mut info = setup::room_info(&series)?;
        info.guidelines_version = meeting.config.guidelines_version;
        let mut live = Self::new(meeting, info, clock, receipts, recent);
        live.restarted = true;
        if series.rehearsal {
            live.rehearse(store, Leading::Person).await?;
        }
        if let Phase::Ended { .. } = live.meeting.phase {
            live.end(store, clock).await?;
            return Ok(None);
        }
        Ok(Some(live))
    }

    /// A new meeting of a room, in which people may gather.
    pub(crate) async fn begin(store: &Store, clock: &SharedClock, room: RoomId) -> Result<Self, StoreError> {
        let series =
            store.room(room).await?.filter(|r| r.archived_at.is_none()).ok_or(StoreError::NotFound)?;
        let number = store.meeting_counts(Some(room)).await?.held;
        let id = MeetingId::random();
        let config = setup::meeting_config(&series, id, u32::try_from(number).unwrap_or(u32::MAX))?;
        let created_at = clock.unix_ms();
        lifecycle::begin_meeting(store, id, room, created_at).await?;
        let info = setup::room_info(&series)?;
        let meeting = create(store, config).await?;
        let mut live = Self::new(meeting, info, clock, Receipts::default(), VecDeque::new());
        if series.rehearsal {
            live.rehearse(store, Leading::Person).await?;
        }
        Ok(live)
    }

    fn new(
        meeting: Meeting,
        info: RoomInfo,
        clock: &SharedClock,
        receipts: Receipts,
        recent: VecDeque<Recorded>,
    ) -> Self {
        Self {
            base_ms: meeting.at_ms,
            loaded_ms: clock.monotonic_ms(),
            announced: meeting.seq,
            rehearsal: None,
            restarted: false,
            meeting: Arc::new(meeting),
            info,
            receipts,
            recent,
        }
    }

    pub(crate) fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    pub(crate) const fn info(&self) -> &RoomInfo {
        &self.info
    }

    pub(crate) const fn receipts(&self) -> &Receipts {
        &self.receipts
    }

    pub(crate) const fn announced(&self) -> u64 {
        self.announced
    }

    /// Meeting time now; downtime does not count.
    pub(crate) const fn at_ms(&self, monotonic_ms: u64) -> u64 {
        self.base_ms + monotonic_ms.saturating_sub(self.loaded_ms)
    }

    /// When the meeting or its rehearsal next wants to be woken, on the clock.
    pub(crate) fn wake_ms(&self) -> Option<u64> {
        if self.restarted {
            return Some(self.loaded_ms);
        }
        let rehearsal = self.rehearsal.as_ref().and_then(|r| r.next(&self.meeting)).map(|act| act.at_ms);
        let due = [deadline::deadline(&self.meeting), rehearsal].into_iter().flatten().min()?;
        Some(self.loaded_ms + due.saturating_sub(self.base_ms))
    }

    /// A copy to decide on.
    pub(crate) fn batch(&self, clock: &SharedClock) -> Batch {
        let at_ms = self.at_ms(clock.monotonic_ms());
        let mut batch = Batch::new(&self.meeting, self.rehearsal.clone(), at_ms, clock.unix_ms());
        if self.restarted {
            batch.signal(Signal::Restarted {});
        }
        batch
    }

    /// Simulated members come.
    pub(crate) async fn rehearse(&mut self, store: &Store, leading: Leading) -> Result<(), StoreError> {
        self.rehearsal = Some(Rehearsal::new(store, &self.meeting, leading).await?);
        Ok(())
    }

    /// The events since a seq, when they are all still in memory.
    pub(crate) fn since(&self, seq: u64) -> Option<impl Iterator<Item = &Recorded>> {
        let oldest = self.recent.front().map_or(self.meeting.seq + 1, |first| first.numbered.seq);
        // A client may claim any number.
        let known = (oldest..=self.meeting.seq + 1).contains(&seq.saturating_add(1));
        known.then(|| self.recent.iter().filter(move |told| told.numbered.seq > seq))
    }

    /// The meeting after a batch that was stored, and what is to be told of it.
    pub(crate) fn advance(mut self, batch: Batch) -> (Self, Decided) {
        let (meeting, rehearsal, receipts, decided) = batch.stored();
        receipts.into_iter().for_each(|receipt| self.receipts.remember(receipt));
        self.recent.extend(decided.told.iter().cloned());
        let excess = self.recent.len().saturating_sub(RECENT_EVENTS_MAX);
        self.recent.drain(..excess);
        self.meeting = Arc::new(meeting);
        self.rehearsal = rehearsal;
        self.restarted = false;
        (self, decided)
    }

    /// Everyone who is here has been told of everything.
    pub(crate) fn announce(&mut self) {
        self.announced = self.meeting.seq;
    }

    pub(crate) fn status(&self) -> RoomStatus {
        let count = |place| {
            let people = self.meeting.people.values().filter(|p| p.person.place == place);
            u32::try_from(people.count()).unwrap_or(u32::MAX)
        };
        RoomStatus {
            meeting: self.meeting.config.meeting,
            phase: self.meeting.phase,
            present: count(Place::Present),
            waiting: count(Place::Waiting),
        }
    }

    /// Destroys the key of a meeting that is over, and its log with it.
    pub(crate) async fn end(&self, store: &Store, clock: &SharedClock) -> Result<(), StoreError> {
        let reason = match self.meeting.phase {
            Phase::Ended { reason } => reason,
            Phase::Gathering {} | Phase::Running {} => MeetingEnd::Empty,
        };
        let id = self.meeting.config.meeting;
        lifecycle::end_meeting(store, id, &audit::code(&reason), clock.unix_ms(), AuditBatch::default()).await
    }
}

/// A meeting and the first record of its log.
async fn create(store: &Store, config: MeetingConfig) -> Result<Meeting, StoreError> {
    let (meeting, created) = Meeting::create(config, 0);
    let record = Record { receipts: Vec::new(), events: vec![created] };
    store.append(record.into_append(&meeting.config, Vec::new())).await?;
    Ok(meeting)
}

/// The meeting of a log, and the last events with who could see them then; none without a beginning.
fn replay(events: Vec<Numbered>) -> Option<(Meeting, VecDeque<Recorded>)> {
    let mut meeting = Meeting::replay(events.first()).ok()?;
    let first_recent = events.len().saturating_sub(RECENT_EVENTS_MAX);
    let mut recent = VecDeque::new();
    for (place, numbered) in events.into_iter().enumerate() {
        if place > 0 {
            meeting.apply(&numbered);
        }
        if place >= first_recent {
            recent.push_back(Recorded::new(&meeting, numbered));
        }
    }
    Some((meeting, recent))
}

fn banned(events: &[Numbered]) -> impl Iterator<Item = ParticipantId> {
    events.iter().filter_map(|numbered| match numbered.event {
        Event::Departed { who, how: Departure::Banned, .. } => Some(who),
        _ => None,
    })
}
