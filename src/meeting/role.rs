//! Who a person is in a meeting.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of group a room is for (domain.md, "Two kinds of room, three kinds of group").
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// A support group: members meet as equals and the lead rotates.
    PeerLed,
    /// Group therapy: a therapist holds the floor and the agenda.
    TherapistLed,
}

impl RoomKind {
    /// The role that leads such a room.
    #[must_use]
    pub const fn main_role(self) -> Role {
        match self {
            Self::PeerLed => Role::Facilitator,
            Self::TherapistLed => Role::Therapist,
        }
    }

    /// The role that helps the lead of such a room.
    #[must_use]
    pub const fn co_role(self) -> Role {
        match self {
            Self::PeerLed => Role::CoFacilitator,
            Self::TherapistLed => Role::CoTherapist,
        }
    }

    /// Whether the role exists in such a room (domain.md, "Who may do what").
    #[must_use]
    pub const fn has_role(self, role: Role) -> bool {
        match role {
            Role::Member | Role::Observer => true,
            Role::Facilitator | Role::CoFacilitator => matches!(self, Self::PeerLed),
            Role::Therapist | Role::CoTherapist => matches!(self, Self::TherapistLed),
        }
    }
}

/// A person's standing in a meeting; exactly one at a time (domain.md, "Who may do what").
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes part and takes turns.
    Member,
    /// Watches with every member's consent and writes nothing.
    Observer,
    /// Leads a peer-led meeting; a host who leads is one.
    Facilitator,
    /// Helps the facilitator and steps in for them.
    CoFacilitator,
    /// Leads a therapist-led meeting.
    Therapist,
    /// Helps the therapist and steps in for them.
    CoTherapist,
}

/// The text names no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(name: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.name() == name).ok_or(UnknownRole)
    }
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] = [
        Self::Member,
        Self::Observer,
        Self::Facilitator,
        Self::CoFacilitator,
        Self::Therapist,
        Self::CoTherapist,
    ];

    /// Its name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Observer => "observer",
            Self::Facilitator => "facilitator",
            Self::CoFacilitator => "co_facilitator",
            Self::Therapist => "therapist",
            Self::CoTherapist => "co_therapist",
        }
    }

    /// Whether the role keeps the floor for others.
    #[must_use]
    pub const fn is_lead(self) -> bool {
        matches!(self, Self::Facilitator | Self::CoFacilitator | Self::Therapist | Self::CoTherapist)
    }

    /// Whether the person takes turns in rounds. A facilitator is a member with a role and does;
    /// therapists and observers do not (domain.md, the floor, rule 1).
    #[must_use]
    pub const fn takes_turns(self) -> bool {
        matches!(self, Self::Member | Self::Facilitator | Self::CoFacilitator)
    }
}

/// A task handed to a member for one meeting, a few grants beside the role.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// Keeps an eye on the time: may nudge and give one more minute.
    Timekeeper,
    /// Posts and advances in the presenter items.
    Presenter,
    /// Writes to the waiting and to latecomers.
    Greeter,
    /// Named to lead after the co-facilitators, in peer-led rooms (the floor, rule 13).
    Backup,
}
