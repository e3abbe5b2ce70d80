//! Who leads a room, and in which role they enter its meetings (docs/rules.md, "Who may do what").

use crate::meeting::role::{Role, RoomKind};

/// How an account leads a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The room is its own.
    Owner,
    /// It accepted a co-lead's invite.
    CoLead,
    /// It shares a desk with the owner, and the room is on it.
    Desk,
}

/// What the administrators let an account do, as far as it matters for leading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// It may own rooms.
    pub is_host: bool,
    /// It may lead therapist-led rooms.
    pub is_therapist: bool,
}

/// Why an account may not lead, whatever its standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotLead {
    /// Only therapists lead therapist-led rooms.
    #[error("not a therapist")]
    NotATherapist,
    /// Only hosts own rooms and share a desk.
    #[error("not a host")]
    NotAHost,
}

impl Standing {
    /// Whether an account of this standing may lead a room of this kind. It is asked every time: an
    /// administrator may have taken a right away since the account got its standing.
    ///
    /// # Errors
    /// The right that the account lacks.
    pub const fn may_lead(self, kind: RoomKind, rights: Rights) -> Result<(), CannotLead> {
        match (self, kind) {
            (_, RoomKind::TherapistLed) if !rights.is_therapist => Err(CannotLead::NotATherapist),
            (Self::Owner | Self::Desk, _) if !rights.is_host => Err(CannotLead::NotAHost),
            _ => Ok(()),
        }
    }

    /// Whether an account of this standing has the room for its own: it changes, archives and hands on the
    /// room, invites co-leads and removes them, and reads what is for the owner alone.
    #[must_use]
    pub const fn owns(self) -> bool {
        matches!(self, Self::Owner)
    }

    /// Whether an account of this standing plans the dates of the room and who serves on them.
    #[must_use]
    pub const fn may_plan(self) -> bool {
        matches!(self, Self::Owner | Self::Desk)
    }

    /// Whether an account of this standing can stop leading this one room by itself.
    #[must_use]
    pub const fn may_leave(self) -> bool {
        matches!(self, Self::CoLead)
    }

    /// The role in which the account enters a meeting of a room of this kind.
    ///
    /// # Errors
    /// The right that the account lacks.
    pub fn entry_role(self, kind: RoomKind, rights: Rights) -> Result<Role, CannotLead> {
        self.may_lead(kind, rights)?;
        Ok(match self {
            Self::Owner => kind.main_role(),
            Self::CoLead | Self::Desk => kind.co_role(),
        })
    }
}
