//! The choice of an owner to have a room on the shared desk.

use crate::{
    http::{
        Web,
        problem::{Code, Problem},
    },
    room::Room,
    store::{AuditAction, AuditBatch, NewAuditEntry, Party, StoreError},
};

/// Refuses to have a room on a desk that its owner does not share.
pub(super) async fn check(web: &Web, room: &Room) -> Result<(), Problem> {
    if room.shared && web.store.desk_of(room.owner).await?.is_none() {
        return Err(Problem::field(Code::NoDesk, "shared"));
    }
    Ok(())
}

/// The change of a room, and that it was put on the desk or taken off it.
pub(super) fn act(web: &Web, actor: Party, room: &Room, was: bool) -> Result<AuditBatch, StoreError> {
    let desk = match (was, room.shared) {
        (false, true) => Some(AuditAction::RoomOnDesk),
        (true, false) => Some(AuditAction::RoomOffDesk),
        _ => None,
    };
    let entry = |action| NewAuditEntry::new(web.now(), actor, action, Some(room.id), None);
    AuditBatch::new([AuditAction::RoomChange].into_iter().chain(desk).map(entry).collect())
}
