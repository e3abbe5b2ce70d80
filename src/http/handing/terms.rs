//! Who can be given a room, and what follows when one was.

use crate::{
    http::{
        limits::ROOMS_PER_ACCOUNT_MAX,
        problem::{Code, Problem},
        revoke::{self, ByDesk},
        web::Web,
    },
    meeting::role::RoomKind,
    room::Standing,
    store::{Account, Handing, StoreError},
};

/// Whether an account can be given a room of this kind.
pub(super) fn may_own(account: &Account, kind: RoomKind) -> bool {
    !account.disabled && Standing::Owner.may_lead(kind, account.rights()).is_ok()
}

/// Refuses more rooms than an account may own.
pub(super) async fn check_room_for(web: &Web, taker: &Account, more: usize) -> Result<(), Problem> {
    let rooms = web.store.rooms_of(taker.id).await?;
    let owned = rooms.iter().filter(|room| room.owner == taker.id).count();
    if owned + more <= ROOMS_PER_ACCOUNT_MAX { Ok(()) } else { Err(Code::TooManyRooms.into()) }
}

/// What open sockets rest on has changed: the owner of before leads no more, and the new one comes back as
/// the owner. `desk` is who led the room by a shared desk before.
pub(super) async fn owner_changed(web: &Web, handing: &Handing, desk: ByDesk) -> Result<(), Problem> {
    let Handing { room, giver, taker, .. } = *handing;
    // The new owner follows before the old one goes.
    if let Some(seat) = web.store.participant_by_account(room, taker).await? {
        web.services.directory.handed_on(room, seat.id).await;
    }
    revoke::no_lead(web, room, giver).await?;
    // Who shares the desk that the room stays on comes back too.
    for account in [giver, taker] {
        if let Some(seat) = web.store.participant_by_account(room, account).await? {
            web.services.directory.come_back(seat.id).await;
        }
    }
    desk.ended(web).await
}

/// There is no such offer any more.
pub(super) fn gone(error: StoreError) -> Problem {
    match error {
        StoreError::NotFound => Code::OfferGone.into(),
        error => error.into(),
    }
}

/// An id of the examples.
pub(super) const ROOM: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
