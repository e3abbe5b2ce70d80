//! The room of `rondo demo`, whose rehearsal never ends.

use super::invites;
use crate::{
    auth::RandomId,
    http::{Web, accounts},
    meeting::{
        id::{AccountId, InviteId, RoomId},
        role::RoomKind,
    },
    room::{InviteKind, NewRoom, Room, language::Language},
    store::{Account, AuditBatch, StoreError, lifecycle},
};

/// The sign-in name of the account that owns the room.
const ACCOUNT_NAME: &str = "demo";

/// The links to the rehearsal.
#[derive(Debug, Clone)]
pub struct DemoLinks {
    /// The link that joins as a member.
    pub join: String,
    /// The link that sets the password of the demo account, which leads the room. `None` once the
    /// account has a password.
    pub lead: Option<String>,
}

/// Makes the demo account and room if they do not exist, starts the simulated people and makes new
/// links; the old links stop working.
///
/// # Errors
/// The store failed.
pub(crate) async fn demo(web: &Web) -> Result<DemoLinks, StoreError> {
    let account = account(web).await?;
    let room = room(web, account.id).await?;
    for invite in web.store.invites(room.id).await? {
        web.store.revoke_invite(room.id, invite.id, web.now(), AuditBatch::default()).await?;
    }
    let secret =
        invites::make(web, InviteId::random(), room.id, InviteKind::Member, AuditBatch::default()).await?;
    web.services.directory.rehearse(room.id).await;
    let lead = match account.password_hash {
        Some(_) => None,
        None => Some(accounts::password_link(web, account.id, AuditBatch::default()).await?),
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
    web.store.create_account(account.clone(), AuditBatch::default()).await?;
    Ok(account)
}

async fn room(web: &Web, owner: AccountId) -> Result<Room, StoreError> {
    if let Some(room) = web.store.rooms_of(owner).await?.into_iter().find(|room| room.rehearsal) {
        if matches!(web.store.series_key(room.id).await, Err(StoreError::SeriesLost)) {
            lifecycle::renew_series(&web.store, room.id, AuditBatch::default()).await?;
        }
        return Ok(room);
    }
    let new = NewRoom {
        kind: RoomKind::PeerLed,
        format: "peer_checkin".to_owned(),
        title: "A practice circle".to_owned(),
        topics: vec!["life changes".to_owned()],
        suits: "Anyone who wants to see how a meeting goes. The members are simulated.".to_owned(),
        not_for: String::new(),
        capacity: 16,
        share_ms: None,
        agenda: None,
        guidelines: None,
        settings: None,
        lang: Language::En,
    };
    let room = new.into_room(RoomId::random(), owner, web.now());
    let room = Room { rehearsal: true, ..room.map_err(|_| StoreError::Invalid("the demo room"))? };
    web.store.create_series_key(room.id).await?;
    web.store.create_room(room.clone(), AuditBatch::default()).await?;
    Ok(room)
}
