//! Calls for help (docs/rules.md, "Help and whispers").

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{id::ParticipantId, time::MeetingMs};

/// A person's call for help, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct HelpCall {
    /// Meeting time at which they asked, the last time if they asked again.
    pub asked_ms: MeetingMs,
    /// The people it was sent to: the leads who were here then or came since, and the backup once it
    /// was repeated.
    pub told: BTreeSet<ParticipantId>,
    /// The people who had it on their screen.
    pub read_by: BTreeSet<ParticipantId>,
    /// Whether it was sent again because nobody read it in time.
    pub repeated: bool,
    /// Whether it is for the backup too, as every later call of the same person is.
    pub for_backup: bool,
    /// The person who said that they are with the caller; null if nobody did. The caller is not told.
    pub claimed_by: Option<ParticipantId>,
    /// The person who wrote to the caller since; null if nobody did.
    pub answered_by: Option<ParticipantId>,
}

impl HelpCall {
    /// Whether nobody has read it or written to the caller.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.read_by.is_empty() && self.answered_by.is_none()
    }

    /// The call as the caller may know it.
    pub(super) fn for_caller(&self) -> Self {
        Self { claimed_by: None, ..self.clone() }
    }
}
