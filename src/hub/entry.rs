//! Who may enter: a token, checked against what the server knows of the person and the room.

use sha2::{Digest as _, Sha256};

use super::{entrant::Entrant, services::Services};
use crate::{
    auth::{RandomId, Subject, VerifiedEntry, limits::LIFETIME_S_MAX},
    meeting::id::{ParticipantId, RoomId},
    protocol::{close::CloseCode, server::ProtocolRefusal},
    store::{self, Mark, StoreError},
    time::UnixMs,
};

/// A renewed token.
pub(crate) struct Renewed {
    /// The new token; `None` if the client brought it.
    pub(crate) token: Option<String>,
    /// When it expires.
    pub(crate) expires_at: UnixMs,
}

/// Checks a token and finds whom it lets in.
///
/// # Errors
/// The code to close the socket with.
pub(crate) async fn check(services: &Services, token: &str) -> Result<(VerifiedEntry, Entrant), CloseCode> {
    let entry = verify(services, token).ok_or(CloseCode::TokenInvalid)?;
    let entrant = find(services, &entry).await.map_err(|error| match error {
        NoEntry::Room => CloseCode::NoSuchRoom,
        NoEntry::Role => CloseCode::TokenInvalid,
        NoEntry::Banned => CloseCode::Removed,
        NoEntry::Store(error) => {
            tracing::error!(%error, "an entrant could not be looked up");
            CloseCode::ServerError
        }
    })?;
    Ok((entry, entrant))
}

/// Renews the token of an open socket. A token of ours is signed again; an operator's needs a fresh one
/// from the operator.
pub(crate) async fn renew(
    services: &Services,
    entrant: &Entrant,
    token: Option<String>,
) -> Result<Renewed, ProtocolRefusal> {
    match (&entrant.subject, token) {
        (_, Some(token)) => {
            let entry = verify(services, &token).ok_or(ProtocolRefusal::NotRenewable)?;
            let same = entry.room() == entrant.room && *entry.subject() == entrant.subject;
            same.then_some(Renewed { token: None, expires_at: entry.expires_at() })
                .ok_or(ProtocolRefusal::NotRenewable)
        }
        (Subject::Participant(who), None) => {
            let known = services.store.participant(*who).await.map_err(|_| ProtocolRefusal::Unavailable)?;
            if known.is_some_and(|participant| participant.banned_at.is_some()) {
                return Err(ProtocolRefusal::NotRenewable);
            }
            let now = services.clock.unix_ms();
            let signed = services
                .tokens
                .sign_entry(entrant.room, *who, entrant.role, LIFETIME_S_MAX, now)
                .map_err(|_| ProtocolRefusal::Unavailable)?;
            Ok(Renewed { token: Some(signed.token), expires_at: signed.expires_at })
        }
        (Subject::OperatorUser { .. }, None) => Err(ProtocolRefusal::NotRenewable),
    }
}

fn verify(services: &Services, token: &str) -> Option<VerifiedEntry> {
    let checked = services
        .tokens
        .verify(token, services.clock.unix_ms())
        .and_then(|entry| services.revoked().check(entry));
    match checked {
        Ok(entry) => Some(entry),
        Err(invalid) => {
            let fault = invalid.fault().label();
            metrics::counter!("rondo_tokens_refused_total", "fault" => fault).increment(1);
            None
        }
    }
}

enum NoEntry {
    Room,
    Role,
    Banned,
    Store(StoreError),
}

impl From<StoreError> for NoEntry {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

async fn find(services: &Services, entry: &VerifiedEntry) -> Result<Entrant, NoEntry> {
    let store = &services.store;
    let id = entry.room();
    let room = store.room(id).await?.filter(|room| room.archived_at.is_none()).ok_or(NoEntry::Room)?;
    let role = entry.role();
    if !room.kind.has_role(role) {
        return Err(NoEntry::Role);
    }
    let subject = entry.subject().clone();
    let known = match &subject {
        Subject::Participant(who) => store.participant(*who).await?.filter(|p| p.room == id),
        Subject::OperatorUser { .. } => {
            store.participant_by_external(id, external_mark(services, id, &subject).await?).await?
        }
    };
    if known.as_ref().is_some_and(|participant| participant.banned_at.is_some()) {
        return Err(NoEntry::Banned);
    }
    let participant = match (&known, &subject) {
        (Some(known), _) => known.id,
        (None, Subject::Participant(who)) => *who,
        (None, Subject::OperatorUser { .. }) => ParticipantId::random(),
    };
    let name = match &known {
        Some(known) => Some(open_name(services, known).await?),
        None => None,
    };
    Ok(Entrant { room: id, participant, subject, role, name, expires_at: entry.expires_at() })
}

async fn open_name(services: &Services, participant: &store::Participant) -> Result<String, StoreError> {
    let key = services.store.series_key(participant.room).await?;
    Ok(key.open_name(participant.id, &participant.sealed_name)?)
}

/// The mark by which an operator's user is known in a series. It differs in every series
/// (docs/rules.md, "Joining and safety").
pub(crate) async fn external_mark(
    services: &Services,
    room: RoomId,
    subject: &Subject,
) -> Result<Mark, StoreError> {
    let bytes = match subject {
        Subject::Participant(id) => id.as_bytes().to_vec(),
        Subject::OperatorUser { issuer, user } => {
            // The digest of the issuer has one length, so the two parts can't run into each other.
            [Sha256::digest(issuer.as_bytes()).as_slice(), user.as_bytes()].concat()
        }
    };
    Ok(services.store.series_key(room).await?.external_mark(&bytes))
}
