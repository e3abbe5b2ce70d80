//! Who a person is in a meeting.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of group a room is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// A support group, whose members meet as equals and take turns in leading.
    PeerLed,
    /// Group therapy, in which a therapist keeps the floor and the agenda.
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

    /// Whether the role exists in such a room.
    #[must_use]
    pub const fn has_role(self, role: Role) -> bool {
        match role {
            Role::Member | Role::Observer => true,
            Role::Facilitator | Role::CoFacilitator => matches!(self, Self::PeerLed),
            Role::Therapist | Role::CoTherapist => matches!(self, Self::TherapistLed),
        }
    }
}

/// A person's role in a meeting. Each person has exactly one at a time.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes part and takes turns.
    Member,
    /// Watches and writes nothing.
    Observer,
    /// Leads a peer-led meeting.
    Facilitator,
    /// Helps the facilitator and steps in for them.
    CoFacilitator,
    /// Leads a therapist-led meeting.
    Therapist,
    /// Helps the therapist and steps in for them.
    CoTherapist,
}

/// The error of a text that names no role.
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

    /// The role's name on the wire.
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

    /// Whether the role is a lead's or a helper's.
    #[must_use]
    pub const fn is_lead(self) -> bool {
        matches!(self, Self::Facilitator | Self::CoFacilitator | Self::Therapist | Self::CoTherapist)
    }

    /// Whether the person takes turns. Facilitators do, as members with a role; therapists and
    /// observers do not (rule 1).
    #[must_use]
    pub const fn takes_turns(self) -> bool {
        matches!(self, Self::Member | Self::Facilitator | Self::CoFacilitator)
    }
}

/// A task that a person has for one meeting, which lets them do a little more than their role does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// Watches the time, and may remind the holder and give one more minute.
    Timekeeper,
    /// Presents: writes, turns pages, calls the next and advances in items that allow it.
    Presenter,
    /// Writes to people who wait and to latecomers.
    Greeter,
    /// Leads next after the co-facilitators if the lead is lost, in peer-led rooms.
    Backup,
}
