//! Being observed: everybody who takes part agrees first (docs/rules.md, "Observers").

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{id::ParticipantId, time::MeetingMs};

/// What people said to one observer. Nobody is told what another said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::meeting) struct Observing {
    /// The lead who asked for it; `None` if it was not asked yet.
    pub(in crate::meeting) by: Option<ParticipantId>,
    /// Until when people answer; `None` while nobody is asked.
    pub(in crate::meeting) until_ms: Option<MeetingMs>,
    /// Who agrees, and who does not.
    pub(in crate::meeting) answers: BTreeMap<ParticipantId, bool>,
}

/// A question to everybody who takes part: whether somebody may observe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ObserverQuestion {
    /// The person who would observe.
    pub who: ParticipantId,
    /// Their name: members do not know of people who wait.
    pub name: String,
    /// Meeting time until which people answer.
    pub until_ms: MeetingMs,
}

/// Somebody who observes, for a person at the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Observer {
    /// The observer.
    pub who: ParticipantId,
    /// Their name.
    pub name: String,
    /// Whether the viewer agrees; null if they have not answered.
    pub agreed: Option<bool>,
}
