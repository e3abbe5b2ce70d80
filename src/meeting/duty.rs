//! What people are to do in a meeting, as it was agreed before.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{id::ParticipantId, role::Service};

/// What somebody does for one meeting.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Leads the meeting, and may open it.
    Lead,
    /// Helps the lead, steps in for them, and may open the meeting too.
    SecondLead,
    /// Watches the time.
    Timekeeper,
    /// Writes to people who wait and to latecomers.
    Greeter,
    /// Presents.
    Presenter,
}

impl Duty {
    /// Every duty.
    pub const ALL: [Self; 5] =
        [Self::Lead, Self::SecondLead, Self::Timekeeper, Self::Greeter, Self::Presenter];

    /// The service that it is; `None` for one that is a lead's.
    #[must_use]
    pub const fn service(self) -> Option<Service> {
        match self {
            Self::Lead | Self::SecondLead => None,
            Self::Timekeeper => Some(Service::Timekeeper),
            Self::Greeter => Some(Service::Greeter),
            Self::Presenter => Some(Service::Presenter),
        }
    }

    /// Whether it gives a lead's powers.
    #[must_use]
    pub const fn leads(self) -> bool {
        self.service().is_none()
    }
}

/// A duty of somebody in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
pub struct Assignment {
    /// The duty.
    pub duty: Duty,
    /// Who has it.
    pub who: ParticipantId,
    /// Whether they were here and got what goes with it.
    pub given: bool,
}
