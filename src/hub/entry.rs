//! Who may enter: the token, checked against what the server knows of the person and the room.

use sha2::{Digest as _, Sha256};

use super::services::Services;
use crate::{
    auth::{RandomId, Subject, VerifiedEntry, limits::LIFETIME_S_MAX},
    meeting::{
        id::{ParticipantId, RoomId},
        input::Actor,
        role::{Role, RoomKind},
    },
    protocol::{close::CloseCode, server::ProtocolRefusal},
    store::{self, Mark, StoreError},
    time::UnixMs,
};

/// A person's claim to a place in a room, as the token and the store give it.
#[derive(Debug, Clone)]
pub(crate) struct Seat {
    pub(crate) room: RoomId,
    pub(crate) participant: ParticipantId,
    pub(crate) subject: Subject,
    /// The role to enter with; the one in force is room state.
    pub(crate) role: Role,
    /// None until they choose one in the join command.
    pub(crate) name: Option<String>,
    /// When the token ends.
    pub(crate) expires_at: UnixMs,
}

impl Seat {
    /// The person as the meeting knows them.
    pub(crate) fn actor(&self) -> Actor {
        Actor {
            id: self.participant,
            name: self.name.clone().unwrap_or_default(),
            entry_role: self.role,
            simulated: false,
        }
    }
}

/// A renewed token.
pub(crate) struct Renewed {
    /// The new token, when it is ours.
    pub(crate) token: Option<String>,
    /// When it ends.
    pub(crate) expires_at: UnixMs,
}

/// Checks a token and finds the seat it opens.
pub(crate) async fn check(services: &Services, token: &str) -> Result<(VerifiedEntry, Seat), CloseCode> {
    let entry = verify(services, token).ok_or(CloseCode::TokenInvalid)?;
    let seat = find(services, &entry).await.map_err(|error| match error {
        NoSeat::Room => CloseCode::NoSuchRoom,
        NoSeat::Role => CloseCode::TokenInvalid,
        NoSeat::Banned => CloseCode::Removed,
        NoSeat::Store(error) => {
            tracing::error!(%error, "a seat could not be looked up");
            CloseCode::ServerError
        }
    })?;
    Ok((entry, seat))
}

/// Renews the token of an open socket: our own anew, an operator's with a fresh one of theirs.
pub(crate) async fn renew(
    services: &Services,
    seat: &Seat,
    token: Option<String>,
) -> Result<Renewed, ProtocolRefusal> {
    match (&seat.subject, token) {
        (_, Some(token)) => {
            let entry = verify(services, &token).ok_or(ProtocolRefusal::NotRenewable)?;
            let same = entry.room() == seat.room && *entry.subject() == seat.subject;
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
                .sign_entry(seat.room, *who, seat.role, LIFETIME_S_MAX, now)
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

enum NoSeat {
    Room,
    Role,
    Banned,
    Store(StoreError),
}

impl From<StoreError> for NoSeat {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

async fn find(services: &Services, entry: &VerifiedEntry) -> Result<Seat, NoSeat> {
    let store = &services.store;
    let id = entry.room();
    let room = store.room(id).await?.filter(|room| room.archived_at.is_none()).ok_or(NoSeat::Room)?;
    let role = entry.role();
    if !fits(role, &room.kind) {
        return Err(NoSeat::Role);
    }
    let subject = entry.subject().clone();
    let known = match &subject {
        Subject::Participant(who) => store.participant(*who).await?.filter(|p| p.room == id),
        Subject::OperatorUser { .. } => {
            store.participant_by_external(id, external_mark(services, id, &subject).await?).await?
        }
    };
    if known.as_ref().is_some_and(|participant| participant.banned_at.is_some()) {
        return Err(NoSeat::Banned);
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
    Ok(Seat { room: id, participant, subject, role, name, expires_at: entry.expires_at() })
}

async fn open_name(services: &Services, participant: &store::Participant) -> Result<String, StoreError> {
    let key = services.store.series_key(participant.room).await?;
    Ok(key.open_name(participant.id, &participant.sealed_name)?)
}

/// An operator's user is known by a mark that differs in every series (domain.md, "Joining and
/// safety").
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

/// A role must fit the kind of room: only a therapist leads a therapist-led one.
fn fits(role: Role, kind: &str) -> bool {
    let only_in = match role {
        Role::Member | Role::Observer => return true,
        Role::Facilitator | Role::CoFacilitator => RoomKind::PeerLed,
        Role::Therapist | Role::CoTherapist => RoomKind::TherapistLed,
    };
    super::setup::kind_of(kind) == Some(only_in)
}
