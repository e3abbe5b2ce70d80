//! A room's current meeting in memory, and what the room remembers beside it.

use std::{collections::VecDeque, ops::Range, sync::Arc};

use super::{
    batch::{Batch, Stored},
    limits::RECENT_EVENTS_MAX,
    mailbox::RoomStatus,
    outcome::BatchOutcome,
    record::Receipts,
    rehearsal::{Leading, Notes, Rehearsal},
};
use crate::{
    clock::SharedClock,
    meeting::{
        deadline,
        id::ParticipantId,
        input::Signal,
        recorded::Recorded,
        state::{Meeting, Place},
        time::MeetingMs,
    },
    protocol::{
        debrief::Debrief,
        server::{RoomInfo, RoomNow},
    },
    room::RehearsalPlan,
    store::{Store, StoreError},
};

/// A meeting as far as it is stored.
pub(crate) struct Live {
    meeting: Arc<Meeting>,
    info: RoomInfo,
    /// Meeting time at `loaded_ms` of the clock.
    base_ms: MeetingMs,
    loaded_ms: u64,
    receipts: Receipts,
    /// The last events, oldest first.
    recent: VecDeque<Recorded>,
    /// Everyone who is here has been told of the events up to this number.
    announced: u64,
    rehearsal: Option<Rehearsal>,
    /// The meeting was read back from the log, or stood still, and does not know it yet (docs/rules.md,
    /// rule 15).
    restarted: bool,
}

impl Live {
    /// A meeting that has just begun.
    pub(crate) fn new(meeting: Meeting, info: RoomInfo, clock: &SharedClock) -> Self {
        Self {
            base_ms: meeting.at_ms,
            loaded_ms: clock.monotonic_ms(),
            announced: meeting.seq,
            rehearsal: None,
            restarted: false,
            info: RoomInfo { keep_days: meeting.config.settings.keep_days, ..info },
            meeting: Arc::new(meeting),
            receipts: Receipts::default(),
            recent: VecDeque::new(),
        }
    }

    /// A meeting that was read back from the log. One that was handed over stands still already.
    pub(crate) fn restored(
        meeting: Meeting,
        info: RoomInfo,
        clock: &SharedClock,
        receipts: Receipts,
        recent: VecDeque<Recorded>,
    ) -> Self {
        let restarted = !stands_still(&meeting);
        Self { receipts, recent, restarted, ..Self::new(meeting, info, clock) }
    }

    pub(crate) fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// The meeting as it stands now, for work beside the room.
    pub(crate) fn shared(&self) -> Arc<Meeting> {
        Arc::clone(&self.meeting)
    }

    pub(crate) const fn info(&self) -> &RoomInfo {
        &self.info
    }

    /// Notes what is so of the room from now on. Returns whether any of it is new.
    pub(crate) fn note(&mut self, now: RoomNow) -> bool {
        let RoomNow { has_lead, newcomers, on_call, date, next } = now;
        let info = RoomInfo { has_lead, newcomers, on_call, date, next, ..self.info.clone() };
        let new = self.info != info;
        self.info = info;
        new
    }

    pub(crate) const fn receipts(&self) -> &Receipts {
        &self.receipts
    }

    /// The number of the last event that everyone who is here has been told of.
    pub(crate) const fn announced(&self) -> u64 {
        self.announced
    }

    /// Meeting time at a moment of the clock. Time in which the server was down does not count.
    const fn at_ms(&self, monotonic_ms: u64) -> MeetingMs {
        self.base_ms.plus_ms(monotonic_ms.saturating_sub(self.loaded_ms))
    }

    /// The meeting stands at a time, or at its last event if that is later, and goes on from there as after a
    /// restart.
    pub(crate) fn stand(&mut self, at_ms: MeetingMs, clock: &SharedClock) {
        self.base_ms = at_ms.max(self.meeting.at_ms);
        self.loaded_ms = clock.monotonic_ms();
        self.restarted = true;
    }

    /// When the meeting or its rehearsal next wants to be woken, in monotonic time of the clock.
    pub(crate) fn wake_ms(&self) -> Option<u64> {
        if self.restarted {
            return Some(self.loaded_ms);
        }
        let rehearsal = self.rehearsal.as_ref().and_then(|r| r.next(&self.meeting)).map(|act| act.at_ms);
        let due = [deadline::deadline(&self.meeting), rehearsal].into_iter().flatten().min()?;
        Some(self.loaded_ms + due.since(self.base_ms))
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

    /// Lets simulated members come. `notes` are of what happened so far.
    pub(crate) async fn rehearse(
        &mut self,
        store: &Store,
        plan: RehearsalPlan,
        notes: Notes,
    ) -> Result<(), StoreError> {
        self.rehearsal = Some(Rehearsal::new(store, &self.meeting, plan, notes, Leading::Person).await?);
        Ok(())
    }

    /// Gives the rehearsal, if there is one, a simulated lead.
    pub(crate) async fn rehearse_with_lead(&mut self, store: &Store) -> Result<(), StoreError> {
        if let Some(rehearsal) = self.rehearsal.take() {
            self.rehearsal = Some(rehearsal.with_lead(store, &self.meeting).await?);
        }
        Ok(())
    }

    /// Whether simulated members are here.
    pub(crate) const fn rehearses(&self) -> bool {
        self.rehearsal.is_some()
    }

    /// What a lead of a rehearsal is told afterwards. `None` if there is nothing to tell.
    pub(crate) fn debrief(&self, lead: ParticipantId) -> Option<Debrief> {
        self.rehearsal.as_ref().and_then(|rehearsal| rehearsal.debrief(lead))
    }

    /// The events after `seq`. `None` if some of them are no longer in memory, or if no event has that
    /// number yet.
    pub(crate) fn since(&self, seq: u64) -> Option<impl Iterator<Item = &Recorded>> {
        let oldest = self.recent.front().map_or(self.meeting.seq + 1, |first| first.numbered.seq);
        // A client may claim any number.
        let known = (oldest..=self.meeting.seq + 1).contains(&seq.saturating_add(1));
        known.then(|| self.recent.iter().filter(move |recorded| recorded.numbered.seq > seq))
    }

    /// The events that somebody needs who was told of all up to `seq`, and that are in memory no more since
    /// the meeting was read back: those after the start of the range, up to its end.
    pub(crate) fn missing(&self, seq: u64) -> Option<Range<u64>> {
        let before = self.recent.front().map_or(self.meeting.seq, |first| first.numbered.seq - 1);
        let recent = self.meeting.seq.saturating_sub(RECENT_EVENTS_MAX as u64);
        (recent..before).contains(&seq).then_some(seq..before)
    }

    /// Remembers what [`Self::missing`] said.
    pub(crate) fn recall(&mut self, mut earlier: VecDeque<Recorded>) {
        earlier.append(&mut self.recent);
        self.recent = earlier;
    }

    /// The meeting after a batch that was stored, and what came of it.
    pub(crate) fn advance(mut self, batch: Batch) -> (Self, BatchOutcome) {
        let Stored { meeting, rehearsal, receipts, mut outcome } = batch.stored();
        if outcome.amends() {
            let told = self.recent.iter_mut().chain(&mut outcome.recorded);
            told.for_each(|recorded| recorded.amend(&meeting.written));
        }
        receipts.into_iter().for_each(|receipt| self.receipts.remember(receipt));
        self.recent.extend(outcome.recorded.iter().cloned());
        let excess = self.recent.len().saturating_sub(RECENT_EVENTS_MAX);
        self.recent.drain(..excess);
        self.meeting = Arc::new(meeting);
        self.rehearsal = rehearsal;
        self.restarted = false;
        (self, outcome)
    }

    /// Notes that everyone who is here has been told of everything.
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
            date: self.meeting.config.date.as_ref().and_then(|date| date.key.parse().ok()),
            phase: self.meeting.phase,
            present: count(Place::Present),
            waiting: count(Place::Waiting),
            people: self.meeting.people.keys().copied().collect(),
        }
    }
}

/// Whether the last thing that a meeting knows is that it stands still and awaits everyone.
fn stands_still(meeting: &Meeting) -> bool {
    let until = meeting.at_ms.plus_ms(meeting.config.settings.timing.restart_ms);
    let nobody_is_back = !meeting.people.values().any(|known| known.person.connected);
    meeting.restart_until_ms == Some(until) && nobody_is_back
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        meeting::{
            command::Command,
            input::{Actor, Input},
            role::Role,
            round::LastStart,
        },
        store::contract::fixtures::{meeting_id, room},
    };

    #[test]
    fn a_meeting_that_was_handed_over_need_not_stand_still_again() {
        let (mut meeting, _) =
            Meeting::create(room(1, 1).meeting_config(meeting_id(1), None), MeetingMs::ZERO);
        let id = ParticipantId::from_bytes([1; 16]);
        let actor = Actor {
            id,
            name: "Ada".to_owned(),
            entry_role: Role::Facilitator,
            simulated: false,
            held: false,
            last_start: LastStart::default(),
            label: None,
        };
        let mut happen = |input, ms| {
            let _ = meeting.handle(input, MeetingMs::from_ms(ms));
            stands_still(&meeting)
        };
        let join = Command::Join { guidelines_version: 1, adult: true, name: None };
        assert!(!happen(Input::Command { actor, command: join }, 10));
        assert!(!happen(Input::Signal(Signal::Connected { who: id }), 20));
        assert!(happen(Input::Signal(Signal::Restarted {}), 30));
        assert!(!happen(Input::Signal(Signal::Connected { who: id }), 30), "somebody is back");
    }
}
