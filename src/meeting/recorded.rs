//! An event together with those who may see it.

use std::{collections::BTreeSet, sync::Arc};

use super::{audience::audience, event::Numbered, id::ParticipantId, state::Meeting};

/// An event and who may see it, as the meeting stood when the event had just been applied. Later
/// events change roles and places, so this can't be worked out afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The event.
    pub numbered: Numbered,
    /// Who may see it.
    pub viewers: Arc<BTreeSet<ParticipantId>>,
    /// Whether the viewers are all who were present.
    pub everyone: bool,
}

impl Recorded {
    /// Notes the viewers of an event that was applied to `meeting` last.
    #[must_use]
    pub fn new(meeting: &Meeting, numbered: Numbered) -> Self {
        let audience = audience(meeting, &numbered.event);
        let viewers: BTreeSet<_> =
            meeting.all_present().filter(|p| audience.includes(p)).map(|p| p.person.id).collect();
        let everyone = viewers.len() == meeting.all_present().count();
        Self { numbered, viewers: Arc::new(viewers), everyone }
    }
}
