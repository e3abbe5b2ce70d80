//! Rooms and the accounts that lead them.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::{accounts::Account, audit::AuditBatch, error::Result};
use crate::{
    meeting::{
        id::{AccountId, RoomId},
        role::RoomKind,
    },
    room::{
        Rights, Room, Standing,
        places::PlacesRule,
        schedule::{DateKey, Effect, Schedule},
    },
    time::UnixMs,
};

/// What becomes of dates when a schedule is replaced, and when that is.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    /// Dates that are not simply kept.
    pub effects: BTreeMap<DateKey, Effect>,
    /// When it is replaced.
    pub at: UnixMs,
}

/// Rooms and their co-leads.
#[async_trait]
pub trait Rooms: Sync {
    /// Adds a room with the rule of its places, and writes the audit in the same transaction, as each
    /// change here does.
    async fn create_room(&self, room: Room, places: PlacesRule, audit: AuditBatch) -> Result<()>;
    /// The room with this id, archived or not; `None` if it does not exist.
    async fn room(&self, id: RoomId) -> Result<Option<Room>>;
    /// The rooms that are not archived and that an account owns, co-leads, or has on its shared desk and
    /// may lead, newest first.
    async fn rooms_of(&self, account: AccountId) -> Result<Vec<Room>>;
    /// The ids of all rooms that are not archived.
    async fn open_rooms(&self) -> Result<Vec<RoomId>>;
    /// Replaces what a host may edit: title to settings and the guidelines. The rest of `room` is
    /// ignored; the store counts `guidelines_version` itself. Returns the room as stored.
    async fn update_room(&self, room: Room, audit: AuditBatch) -> Result<Room>;
    /// Replaces the schedule that the caller has read; what hangs on its dates goes with them. Fails with
    /// [`super::Conflict::Schedule`] if the room has another one by now.
    async fn replace_schedule(
        &self,
        room: RoomId,
        old: Option<&Schedule>,
        new: Option<&Schedule>,
        carried: Carried,
        audit: AuditBatch,
    ) -> Result<()>;
    /// Archives a room; its invites stop working, and it is not public any more. Archiving it again changes
    /// nothing, the audit included.
    async fn archive_room(&self, id: RoomId, at: UnixMs, audit: AuditBatch) -> Result<()>;
    /// The archived rooms that an account owns, the last one first.
    async fn archived_rooms(&self, owner: AccountId) -> Result<Vec<Room>>;
    /// Brings an archived room back without its seats, but for those of the banned; its invites are
    /// revoked. Fails with [`super::StoreError::NotFound`] if the room is not archived.
    async fn restore_room(&self, id: RoomId, at: UnixMs, audit: AuditBatch) -> Result<()>;

    /// Everyone who leads a room, each once: the owner, the co-leads in the order in which they accepted,
    /// and the others of the shared desk that it is on. A write after which an account may not lead a room
    /// any more forgets its duties there and what hangs on its seat, as a ban does.
    async fn leads(&self, room: RoomId) -> Result<Vec<RoomLead>>;
    /// Removes a co-lead. Fails with [`super::StoreError::NotFound`] if the account is not one.
    async fn remove_co_lead(&self, room: RoomId, account: AccountId, audit: AuditBatch) -> Result<()>;

    /// The co-leads, in the order in which they accepted.
    async fn co_leads(&self, room: RoomId) -> Result<Vec<Account>> {
        let leads = self.leads(room).await?.into_iter();
        Ok(leads.filter(|lead| lead.standing == Standing::CoLead).map(|lead| lead.account).collect())
    }

    /// How an account leads a room; `None` if it does not.
    async fn standing(&self, room: RoomId, account: AccountId) -> Result<Option<Standing>> {
        let leads = self.leads(room).await?;
        Ok(leads.iter().find(|lead| lead.account.id == account).map(|lead| lead.standing))
    }
}

/// An account that leads a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomLead {
    /// The account.
    pub account: Account,
    /// By what it leads.
    pub standing: Standing,
}

impl RoomLead {
    /// Whether it may lead a room of this kind now.
    #[must_use]
    pub const fn may_lead(&self, kind: RoomKind) -> bool {
        !self.account.disabled && self.standing.may_lead(kind, self.account.rights()).is_ok()
    }
}

impl Account {
    /// What the administrators let the account do, as far as it matters for leading.
    #[must_use]
    pub const fn rights(&self) -> Rights {
        Rights { is_host: self.is_host, is_therapist: self.is_therapist }
    }
}
