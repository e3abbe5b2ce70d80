//! An event together with what is told of it, and whom.

use std::{borrow::Cow, sync::Arc};

use super::{
    event::{Event, Numbered},
    id::ParticipantId,
    known::events::tellings,
    state::Meeting,
    written::Written,
};

/// An event, and what each person is told of it, as the meeting stood when the event had just been
/// applied. Later events change roles and places, so this can't be worked out afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The event as it happened. It is for the log, and told to nobody by itself.
    pub numbered: Arc<Numbered>,
    /// What is told of it.
    tellings: Arc<[Telling]>,
    /// Whether everyone who was present is told of it.
    pub everyone: bool,
}

/// An event as some people may know it. A person is among the viewers of one telling at most.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Telling {
    numbered: Arc<Numbered>,
    /// Sorted.
    viewers: Box<[ParticipantId]>,
}

impl Recorded {
    /// Notes what is told of an event that was applied to `meeting` last.
    #[must_use]
    pub fn new(meeting: &Meeting, numbered: impl Into<Arc<Numbered>>) -> Self {
        let numbered = numbered.into();
        let mut untold: Vec<_> = meeting.all_present().collect();
        let mut noted: Vec<(Arc<Numbered>, Vec<ParticipantId>)> = Vec::new();
        for (audience, event) in tellings(meeting, &numbered.event) {
            let mut viewers = Vec::with_capacity(untold.len());
            viewers.extend(untold.extract_if(.., |p| audience.includes(p)).map(|p| p.person.id));
            if viewers.is_empty() {
                continue;
            }
            match noted.iter_mut().find(|(numbered, _)| numbered.event == *event) {
                Some((_, others)) => {
                    others.extend(viewers);
                    others.sort_unstable();
                }
                None => noted.push((told_as(&numbered, event), viewers)),
            }
        }
        let everyone = untold.is_empty();
        let tellings =
            noted.into_iter().map(|(numbered, viewers)| Telling { numbered, viewers: viewers.into() });
        Self { numbered, tellings: tellings.collect(), everyone }
    }

    /// Makes the message that was told what it is by now: nobody who comes back is told again what was
    /// taken back.
    pub fn amend(&mut self, written: &Written) {
        let (Event::Posted { message } | Event::Whispered { message }) = &self.numbered.event else { return };
        if !written.is_amended(message.id) {
            return;
        }
        let now = |numbered: &Numbered| {
            let mut now = numbered.clone();
            if let Event::Posted { message } | Event::Whispered { message } = &mut now.event {
                written.amend(message);
            }
            Arc::new(now)
        };
        let told = self.tellings.iter();
        let told = told.map(|Telling { numbered, viewers }| (now(numbered), viewers.clone()));
        self.tellings = told.map(|(numbered, viewers)| Telling { numbered, viewers }).collect();
        self.numbered = now(&self.numbered);
    }

    /// What a person is told of the event; `None` if they are not told of it.
    #[must_use]
    pub fn told(&self, viewer: ParticipantId) -> Option<&Arc<Numbered>> {
        self.telling(viewer).and_then(|telling| self.tellings.get(telling)).map(|t| &t.numbered)
    }

    /// Which telling a person is told. Those who are told the same have the same number; `None` if
    /// they are not told of the event.
    #[must_use]
    pub fn telling(&self, viewer: ParticipantId) -> Option<usize> {
        self.tellings.iter().position(|telling| telling.viewers.binary_search(&viewer).is_ok())
    }
}

/// The event as it is told. What is told whole is shared with the log.
fn told_as(numbered: &Arc<Numbered>, event: Cow<'_, Event>) -> Arc<Numbered> {
    match event {
        Cow::Owned(event) if event != numbered.event => Arc::new(Numbered { event, ..**numbered }),
        _ => Arc::clone(numbered),
    }
}
