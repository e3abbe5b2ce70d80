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

    /// The duty that a service is; `None` for one that nobody is planned for.
    #[must_use]
    pub fn of_service(service: Service) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.service() == Some(service))
    }

    /// Whether it gives a lead's powers.
    #[must_use]
    pub const fn leads(self) -> bool {
        self.service().is_none()
    }
}

/// A duty of somebody in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
pub struct Assignment {
    /// The duty.
    pub duty: Duty,
    /// Who has it.
    pub who: ParticipantId,
    /// The name of the one who has it; empty if it was noted before names were.
    #[serde(default)]
    pub name: String,
    /// Whether they were here and got what goes with it.
    pub given: bool,
    /// Whether a lead gave it to somebody else before they came.
    #[serde(default)]
    pub passed_on: bool,
}

impl Assignment {
    /// A duty as it was agreed, before anybody came.
    #[must_use]
    pub const fn planned(duty: Duty, who: ParticipantId, name: String) -> Self {
        Self { duty, who, name, given: false, passed_on: false }
    }

    /// Whether it waits for the one who has it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !self.given && !self.passed_on
    }

    /// Whether it is the same duty of the same person under the same name.
    #[must_use]
    pub fn is_planned_as(&self, other: &Self) -> bool {
        (self.duty, self.who, &self.name) == (other.duty, other.who, &other.name)
    }
}
