//! Ends people's access to meetings at once, when a ground that it rests on has ended in the store:
//! from then on no token is made or renewed on it, and here the open sockets are cut.

use super::{problem::Problem, web::Web};
use crate::{
    auth::Ground,
    meeting::id::{AccountId, RoomId},
    protocol::close::CloseCode,
    room::{Room, Standing},
    secrets::SecretHash,
    store::Account,
};

/// Cuts what rests on browsers that are signed in no longer.
pub(super) async fn sessions(web: &Web, ended: impl IntoIterator<Item = SecretHash, IntoIter: Send>) {
    for session in ended {
        web.services.directory.end(Ground::Session(session), CloseCode::SignedOut).await;
    }
}

/// Cuts what rests on devices that remember a seat no longer.
pub(super) async fn devices(web: &Web, ended: impl IntoIterator<Item = SecretHash, IntoIter: Send>) {
    for device in ended {
        web.services.directory.end(Ground::Device(device), CloseCode::SignedOut).await;
    }
}

/// Takes an account out of the meetings of every room that it may no longer lead. The rooms that it may
/// lead again hear of it too.
pub(super) async fn leads_of(web: &Web, account: &Account) -> Result<(), Problem> {
    let mut rooms = web.store.rooms_of(account.id).await?;
    // Those on its desk that it may not lead any more are not among them.
    rooms.extend(web.store.rooms_on_desk(account.id).await?);
    rooms.sort_by_key(|room| room.id);
    rooms.dedup_by_key(|room| room.id);
    for room in rooms {
        let leads = web.store.leads(room.id).await?;
        if !leads.iter().any(|lead| lead.account.id == account.id && lead.may_lead(room.kind)) {
            lead(web, room.id, account.id).await?;
        }
        web.services.directory.room_changed(room.id).await;
    }
    Ok(())
}

/// Takes an account out of the meeting of a room that it led.
pub(super) async fn lead(web: &Web, room: RoomId, account: AccountId) -> Result<(), Problem> {
    if let Some(seat) = web.store.participant_by_account(room, account).await? {
        web.services.directory.revoke(room, seat.id, CloseCode::Revoked).await;
    }
    Ok(())
}

/// Takes an account out of the meeting of a room, unless it leads the room in another way.
pub(super) async fn no_lead(web: &Web, room: RoomId, account: AccountId) -> Result<(), Problem> {
    match web.store.standing(room, account).await? {
        Some(_) => Ok(()),
        None => lead(web, room, account).await,
    }
}

/// Who leads which rooms by a shared desk, as it is before that changes.
pub(super) struct ByDesk(Vec<(RoomId, Vec<AccountId>)>);

impl ByDesk {
    pub(super) async fn of(web: &Web, rooms: Vec<Room>) -> Result<Self, Problem> {
        let mut leads = Vec::new();
        for room in rooms {
            let by_desk = web.store.leads(room.id).await?.into_iter();
            let by_desk = by_desk.filter(|lead| lead.standing == Standing::Desk);
            leads.push((room.id, by_desk.map(|lead| lead.account.id).collect()));
        }
        Ok(Self(leads))
    }

    /// Takes those out of the meetings who lead the room no longer.
    pub(super) async fn ended(self, web: &Web) -> Result<(), Problem> {
        for (id, accounts) in self.0 {
            for account in accounts {
                no_lead(web, id, account).await?;
            }
            web.services.directory.room_changed(id).await;
        }
        Ok(())
    }
}
