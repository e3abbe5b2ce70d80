//! A meeting while it is being changed.

use std::ops::Deref;

use crate::meeting::{
    event::{Event, Numbered},
    ordinal::MessageId,
    recorded::Recorded,
    refusal::Refusal,
    state::Meeting,
    time::{FloorMs, MeetingMs},
};

/// The result of one step of a decision: done, or refused.
pub(super) type Step = Result<(), Refusal>;

/// A meeting that is being changed, with the events that change it.
pub(super) struct Transition<'m> {
    pub(super) meeting: &'m mut Meeting,
    /// Meeting time of what is being done.
    pub(super) at_ms: MeetingMs,
    pub(super) events: Vec<Recorded>,
    /// The message that the command posted, if it posted one.
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

    /// Applies an event, and notes it with its viewers.
    pub(super) fn record(&mut self, event: Event) {
        let numbered = Numbered { seq: self.seq.saturating_add(1), at_ms: self.at_ms, event };
        self.meeting.apply(&numbered);
        self.events.push(Recorded::new(self.meeting, numbered));
    }

    /// Floor time now.
    pub(super) fn now(&self) -> FloorMs {
        self.floor_ms(self.at_ms)
    }

    /// Floor time after so many milliseconds.
    pub(super) fn in_ms(&self, ms: u64) -> FloorMs {
        self.now().plus_ms(ms)
    }

    /// Refuses while the floor stands still.
    pub(super) fn need_running_clock(&self) -> Step {
        if self.stands_still() { Err(Refusal::Paused) } else { Ok(()) }
    }
}
