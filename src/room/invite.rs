//! Links into a room.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an invite link makes of the person who follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InviteKind {
    /// A member. The link works until it is revoked.
    Member,
    /// A co-lead. The link works once, and only for an account.
    CoLead,
}
