//! Ends people's access to a room at once: their tokens are refused and their sockets closed.

use super::{problem::Problem, web::Web};
use crate::{
    auth::{RevokedTokens, Subject, limits::LIFETIME_MS_MAX},
    meeting::id::{AccountId, ParticipantId, RoomId},
    protocol::close::CloseCode,
    store::{Account, Revocation, Store, StoreError},
    time::UnixMs,
};

/// Ends the access of an account to every room that it may no longer lead.
pub(super) async fn leads_of(web: &Web, account: &Account) -> Result<(), Problem> {
    for room in web.store.rooms_of(account.id).await? {
        let standing = web.store.standing(&room, account.id).await?;
        let may = !account.disabled
            && standing.is_some_and(|standing| standing.may_lead(room.kind, account.rights()).is_ok());
        if may {
            continue;
        }
        lead(web, room.id, account.id).await?;
    }
    Ok(())
}

/// Ends the access of an account to a room that it led.
pub(super) async fn lead(web: &Web, room: RoomId, account: AccountId) -> Result<(), Problem> {
    match web.store.participant_by_account(room, account).await? {
        Some(participant) => seat(web, room, participant.id, CloseCode::Revoked).await,
        None => Ok(()),
    }
}

/// Ends everybody's access to a room.
pub(super) async fn room(web: &Web, room: RoomId) -> Result<(), Problem> {
    for participant in web.store.participants(room).await? {
        seat(web, room, participant.id, CloseCode::NoSuchRoom).await?;
    }
    Ok(())
}

async fn seat(web: &Web, room: RoomId, who: ParticipantId, code: CloseCode) -> Result<(), Problem> {
    let now = web.now();
    let (issued_before, expires_at) = (now, now.plus_ms(LIFETIME_MS_MAX));
    web.store.revoke(Revocation { subject: format!("{room}/{who}"), issued_before, expires_at }).await?;
    web.services.revoked().revoke(room, Subject::Participant(who), now);
    web.services.directory.cut(room, who, code).await;
    Ok(())
}

/// The revocations from before a restart whose tokens may not have expired yet.
pub(crate) async fn load_revocations(store: &Store, now: UnixMs) -> Result<RevokedTokens, StoreError> {
    let mut revoked = RevokedTokens::default();
    for kept in store.live_revocations(now).await? {
        let ids = kept
            .subject
            .split_once('/')
            .and_then(|(room, who)| Some((room.parse().ok()?, who.parse().ok()?)));
        let (room, who) = ids.ok_or_else(|| StoreError::Corrupt("the subject of a revocation".into()))?;
        revoked.revoke(room, Subject::Participant(who), kept.issued_before);
    }
    Ok(revoked)
}
