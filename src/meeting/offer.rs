//! Roles, services and the lead, which a person is asked to take (docs/rules.md, "Roles are offered").

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    id::ParticipantId,
    role::{Role, Service},
};

/// What a person is asked to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Offered {
    /// A lead's role.
    Role {
        /// The role.
        role: Role,
    },
    /// A service.
    Service {
        /// The service.
        service: Service,
    },
    /// The lead of the meeting.
    Lead {},
}

/// A question that stands until the person answers or it is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Offer {
    /// The person who is asked.
    pub who: ParticipantId,
    /// The lead who asks.
    pub by: ParticipantId,
    /// What they are asked to take.
    pub what: Offered,
}
