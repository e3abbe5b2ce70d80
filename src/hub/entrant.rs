//! A person whose claim to enter a room was checked.

use crate::{
    auth::Subject,
    meeting::{
        id::{ParticipantId, RoomId},
        input::Actor,
        role::Role,
        round::LastStart,
    },
    room::schedule::DateKey,
    time::UnixMs,
};

/// A checked claim to enter a room, from the token and what the store knows of the person.
#[derive(Debug, Clone)]
pub(crate) struct Entrant {
    pub(crate) room: RoomId,
    pub(crate) participant: ParticipantId,
    /// Whom the token was issued to.
    pub(crate) subject: Subject,
    /// The role to enter with. The role in force is part of the meeting.
    pub(crate) role: Role,
    /// Whether only a lead lets them in, however the door stands.
    pub(crate) held: bool,
    /// When they last started a round in an earlier meeting.
    pub(crate) last_start: LastStart,
    /// What the leads call the invitation they came by; `None` if it has no label.
    pub(crate) label: Option<String>,
    /// Whether they are new, and were never let in.
    pub(crate) expected: bool,
    /// The date from which they come, if they joined a series by modules.
    pub(crate) begins: Option<DateKey>,
    /// Whether they could be told on a device that they are wanted when they came.
    pub(crate) reachable: bool,
    /// `None` until the person chooses a name in the join command.
    pub(crate) name: Option<String>,
    /// When the token expires.
    pub(crate) expires_at: UnixMs,
    /// How long that was away when the token was checked, in milliseconds.
    pub(crate) life_ms: u64,
    /// Until when a token may be made on the same grounds, as far as one knows.
    pub(crate) stands_until: UnixMs,
}

impl Entrant {
    /// The person as the meeting knows them.
    pub(crate) fn actor(&self) -> Actor {
        Actor {
            id: self.participant,
            name: self.name.clone().unwrap_or_default(),
            entry_role: self.role,
            simulated: false,
            held: self.held,
            last_start: self.last_start,
            label: self.label.clone(),
        }
    }
}
