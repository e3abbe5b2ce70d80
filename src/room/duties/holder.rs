//! Who may serve.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::meeting::{
    duty::Duty,
    id::{AccountId, ParticipantId},
    role::RoomKind,
};

/// Who has a duty: the account of a lead, or a seat that was taken without one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Holder {
    /// Somebody with a seat.
    Seat {
        /// Their id in the room.
        participant: ParticipantId,
    },
    /// Somebody who leads the room with an account.
    Account {
        /// The account.
        account: AccountId,
    },
}

impl Holder {
    /// Whether this person may have a duty at all: in therapist-led rooms only therapists lead.
    #[must_use]
    pub(crate) const fn may_have(self, duty: Duty, kind: RoomKind) -> bool {
        match (self, kind) {
            (Self::Account { .. }, _) | (_, RoomKind::PeerLed) => true,
            (Self::Seat { .. }, RoomKind::TherapistLed) => !duty.leads(),
        }
    }
}
