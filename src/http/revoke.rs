//! Ends people's access to meetings at once, when a ground that it rests on has ended in the store:
//! from then on no token is made or renewed on it, and here the open sockets are cut.

use super::{problem::Problem, web::Web};
use crate::{
    auth::Ground,
    meeting::id::{AccountId, RoomId},
    protocol::close::CloseCode,
    secrets::SecretHash,
    store::Account,
};

/// Cuts what rests on browsers that are signed in no longer.
pub(super) fn sessions(web: &Web, ended: impl IntoIterator<Item = SecretHash>) {
    let end = |session| web.services.grounds.end(Ground::Session(session), CloseCode::SignedOut);
    ended.into_iter().for_each(end);
}

/// Cuts what rests on devices that remember a seat no longer.
pub(super) fn devices(web: &Web, ended: impl IntoIterator<Item = SecretHash>) {
    let end = |device| web.services.grounds.end(Ground::Device(device), CloseCode::SignedOut);
    ended.into_iter().for_each(end);
}

/// Takes an account out of the meetings of every room that it may no longer lead. The rooms that it may
/// lead again hear of it too.
pub(super) async fn leads_of(web: &Web, account: &Account) -> Result<(), Problem> {
    for room in web.store.rooms_of(account.id).await? {
        let standing = web.store.standing(&room, account.id).await?;
        let may = !account.disabled
            && standing.is_some_and(|standing| standing.may_lead(room.kind, account.rights()).is_ok());
        if !may {
            lead(web, room.id, account.id).await?;
        }
        web.services.directory.room_changed(room.id).await;
    }
    Ok(())
}

/// Takes an account out of the meeting of a room that it led.
pub(super) async fn lead(web: &Web, room: RoomId, account: AccountId) -> Result<(), Problem> {
    if let Some(seat) = web.store.participant_by_account(room, account).await? {
        web.services.directory.revoke(room, seat.id).await;
    }
    Ok(())
}
