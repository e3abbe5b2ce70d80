//! The meeting while it is being changed.

use std::ops::Deref;

use crate::meeting::{
    event::{Event, Numbered},
    ordinal::MessageId,
    recorded::Recorded,
    refusal::Refusal,
    state::Meeting,
    time::{FloorMs, MeetingMs},
};

/// What came of one step of a decision: done, or why not.
pub(super) type Step = Result<(), Refusal>;

/// A meeting being changed, and the events that change it.
pub(super) struct Transition<'m> {
    pub(super) meeting: &'m mut Meeting,
    pub(super) at_ms: MeetingMs,
    pub(super) events: Vec<Recorded>,
    pub(super) message: Option<MessageId>,
}

impl Deref for Transition<'_> {
    type Target = Meeting;
    fn deref(&self) -> &Meeting {
        self.meeting
    }
}

impl<'m> Transition<'m> {
    pub(super) fn new(meeting: &'m mut Meeting, at_ms: MeetingMs) -> Self {
        let at_ms = at_ms.max(meeting.at_ms);
        Self { meeting, at_ms, events: Vec::new(), message: None }
    }

    pub(super) fn record(&mut self, event: Event) {
        let numbered = Numbered { seq: self.seq.saturating_add(1), at_ms: self.at_ms, event };
        self.meeting.apply(&numbered);
        self.events.push(Recorded::new(self.meeting, numbered));
    }

    /// Floor time now.
    pub(super) fn now(&self) -> FloorMs {
        self.floor_ms(self.at_ms)
    }

    /// Floor time in so many milliseconds.
    pub(super) fn in_ms(&self, ms: u64) -> FloorMs {
        self.now().plus_ms(ms)
    }

    pub(super) fn need_running_clock(&self) -> Step {
        if self.pause.is_some() { Err(Refusal::Paused) } else { Ok(()) }
    }
}
