//! Handing rooms on to other accounts: a series outlives its owner. The owner offers a room and the other
//! one takes it; an administrator hands on the rooms of an account that is disabled.

mod administrator;
mod owner;
mod taker;

pub(super) use self::owner::Offered;
use super::{endpoint::Endpoint, problem::Code, revoke, web::Web};
use crate::{
    http::{limits::ROOMS_PER_ACCOUNT_MAX, problem::Problem},
    meeting::role::RoomKind,
    room::Standing,
    store::{Account, Handing, StoreError},
};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut endpoints = owner::endpoints();
    endpoints.extend(taker::endpoints());
    endpoints.extend(administrator::endpoints());
    endpoints
}

/// Whether an account can be given a room of this kind.
fn may_own(account: &Account, kind: RoomKind) -> bool {
    !account.disabled && Standing::Owner.may_lead(kind, account.rights()).is_ok()
}

/// Refuses more rooms than an account may own.
async fn check_room_for(web: &Web, taker: &Account, more: usize) -> Result<(), Problem> {
    let rooms = web.store.rooms_of(taker.id).await?;
    let owned = rooms.iter().filter(|room| room.owner == taker.id).count();
    if owned + more <= ROOMS_PER_ACCOUNT_MAX { Ok(()) } else { Err(Code::TooManyRooms.into()) }
}

/// What open sockets rest on has changed: the owner of before leads no more, and the new one comes back as
/// the owner.
async fn owner_changed(web: &Web, handing: &Handing) -> Result<(), Problem> {
    let Handing { room, giver, taker, .. } = *handing;
    revoke::lead(web, room, giver).await?;
    if let Some(seat) = web.store.participant_by_account(room, taker).await? {
        web.services.directory.come_back(seat.id);
    }
    web.services.directory.room_changed(room).await;
    Ok(())
}

/// There is no such offer any more.
fn gone(error: StoreError) -> Problem {
    match error {
        StoreError::NotFound => Code::OfferGone.into(),
        error => error.into(),
    }
}

/// An id of the examples.
const ROOM: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
