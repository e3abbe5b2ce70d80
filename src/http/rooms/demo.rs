//! The room of `rondo demo`: a rehearsal that is always going on.

use serde_json::json;

use super::{draft::NewRoom, invites};
use crate::{
    auth::RandomId,
    http::{Web, accounts, problem::Problem},
    meeting::id::{AccountId, InviteId, RoomId},
    store::{Account, InviteKind, Room, StoreError},
};

/// The sign-in name of the account that owns the room.
const ACCOUNT_NAME: &str = "demo";

/// Where to see the rehearsal.
#[derive(Debug, Clone)]
pub struct DemoLinks {
    /// Joins as a member.
    pub join: String,
    /// Sets the password of the demo account, which leads the room; none once it has one.
    pub lead: Option<String>,
}

/// Gives the server its demo room, sets the simulated people going, and makes fresh links.
///
/// # Errors
/// When the store fails.
pub(crate) async fn demo(web: &Web) -> Result<DemoLinks, StoreError> {
    let account = account(web).await?;
    let room = room(web, account.id).await?;
    for invite in web.store.invites(room.id).await? {
        web.store.revoke_invite(room.id, invite.id, web.now()).await?;
    }
    let secret = invites::make(web, InviteId::random(), room.id, InviteKind::Member).await?;
    web.services.directory.rehearse(room.id).await;
    let lead = match account.password_hash {
        Some(_) => None,
        None => Some(accounts::password_link(web, account.id).await?),
    };
    Ok(DemoLinks { join: web.link("join", &secret), lead })
}

async fn account(web: &Web) -> Result<Account, StoreError> {
    if let Some(account) = web.store.account_by_name(ACCOUNT_NAME).await? {
        return Ok(account);
    }
    let account = Account {
        id: AccountId::random(),
        name: ACCOUNT_NAME.to_owned(),
        display_name: "Robin".to_owned(),
        password_hash: None,
        is_admin: true,
        is_host: true,
        is_therapist: true,
        disabled: false,
        created_at: web.now(),
    };
    web.store.create_account(account.clone()).await?;
    Ok(account)
}

async fn room(web: &Web, owner: AccountId) -> Result<Room, StoreError> {
    if let Some(room) = web.store.rooms_of(owner).await?.into_iter().find(|room| room.rehearsal) {
        return Ok(room);
    }
    let draft: NewRoom = serde_json::from_value(json!({
        "kind": "peer_led",
        "format": "peer_checkin",
        "title": "A practice circle",
        "topics": ["life changes"],
        "suits": "Anyone who wants to see how a meeting goes. The members are simulated.",
        "not_for": "",
        "capacity": 16,
    }))
    .map_err(|_| StoreError::Invalid("the demo room"))?;
    let made = draft.into_room(RoomId::random(), owner, web.now());
    let room = Room { rehearsal: true, ..made.map_err(|_: Problem| StoreError::Invalid("the demo room"))? };
    web.store.create_series_key(room.id).await?;
    web.store.create_room(room.clone()).await?;
    Ok(room)
}
