//! Taking a seat's access away: its tokens are refused and its sockets are cut, at once.

use super::{Web, problem::Problem};
use crate::{
    auth::{Revocations, Subject, claims::LIFETIME_S_MAX},
    meeting::id::{ParticipantId, RoomId},
    protocol::close::CloseCode,
    store::{Account, Revocation, Store, StoreError},
};

/// Ends what an account may no longer lead.
pub(super) async fn leads_of(web: &Web, account: &Account) -> Result<(), Problem> {
    for room in web.store.rooms_of(account.id).await? {
        let standing = web.store.standing(&room, account.id).await?;
        let may = !account.disabled
            && standing.is_some_and(|standing| standing.may_lead(room.kind, account.rights()).is_ok());
        if may {
            continue;
        }
        if let Some(participant) = web.store.participant_by_account(room.id, account.id).await? {
            seat(web, room.id, participant.id, CloseCode::Revoked).await?;
        }
    }
    Ok(())
}

/// Ends every seat's access to a room.
pub(super) async fn room(web: &Web, room: RoomId) -> Result<(), Problem> {
    for participant in web.store.participants(room).await? {
        seat(web, room, participant.id, CloseCode::NoSuchRoom).await?;
    }
    Ok(())
}

async fn seat(web: &Web, room: RoomId, who: ParticipantId, code: CloseCode) -> Result<(), Problem> {
    let now_ms = web.clock.unix_ms();
    let issued_before = web.now();
    let expires_at = issued_before.saturating_add_unsigned(LIFETIME_S_MAX * 1000);
    web.store.revoke(Revocation { subject: format!("{room}/{who}"), issued_before, expires_at }).await?;
    web.services.revoked().revoke_subject(room, Subject::Participant(who), now_ms);
    web.services.directory.cut(room, who, code).await;
    Ok(())
}

/// What was revoked before the server was restarted and could still be shown.
pub(crate) async fn load_revocations(store: &dyn Store, now: i64) -> Result<Revocations, StoreError> {
    let mut revocations = Revocations::default();
    for kept in store.live_revocations(now).await? {
        let ids = kept
            .subject
            .split_once('/')
            .and_then(|(room, who)| Some((room.parse().ok()?, who.parse().ok()?)));
        let (room, who) = ids.ok_or_else(|| StoreError::Corrupt("the subject of a revocation".into()))?;
        let at = u64::try_from(kept.issued_before).unwrap_or(0);
        revocations.revoke_subject(room, Subject::Participant(who), at);
    }
    Ok(revocations)
}
