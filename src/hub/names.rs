//! What is settled of a person when they join: their name, if they come without one, with an
//! operator's token or one made by hand; and whether only a lead lets them in.

use super::{entrant::Entrant, entry, services::Services};
use crate::{
    auth::{NameError, Pseudonym, Subject},
    meeting::id::RoomId,
    protocol::server::ProtocolRefusal,
    store::{Conflict, Mark, Participant, Store, StoreError},
};

/// The entrant as they join.
pub(crate) async fn settle(
    services: &Services,
    entrant: &Entrant,
    asked: Option<String>,
) -> Result<Entrant, ProtocolRefusal> {
    let named = with_name(services, entrant, asked).await?;
    let held = services.store.is_held(entrant.participant).await.map_err(unavailable)?;
    Ok(Entrant { held, ..named })
}

/// A person who has a name keeps it, whatever the command says.
async fn with_name(
    services: &Services,
    entrant: &Entrant,
    asked: Option<String>,
) -> Result<Entrant, ProtocolRefusal> {
    if entrant.name.is_some() {
        return Ok(entrant.clone());
    }
    // Another socket of theirs may have chosen one since.
    if let Some(known) = services.store.participant(entrant.participant).await.map_err(unavailable)? {
        let name = entry::open_name(services, &known).await.map_err(unavailable)?;
        return Ok(Entrant { name: Some(name), ..entrant.clone() });
    }
    let asked = asked.ok_or(ProtocolRefusal::NameMissing)?;
    let name = Pseudonym::parse(&asked).map_err(|error| match error {
        NameError::Missing => ProtocolRefusal::NameMissing,
        NameError::Letterless => ProtocolRefusal::NameLetterless,
        NameError::TooLong => ProtocolRefusal::NameTooLong,
        NameError::Character(unfit) => ProtocolRefusal::NameCharacter(unfit),
        NameError::Marks => ProtocolRefusal::NameMarks,
        NameError::ClaimsRole => ProtocolRefusal::NameClaimsRole,
    })?;
    if is_taken(&services.store, entrant.room, &name).await.map_err(unavailable)? {
        return Err(ProtocolRefusal::NameTaken);
    }
    let participant = participant(services, entrant, &name).await.map_err(unavailable)?;
    services.store.create_participant(participant, None).await.map_err(|error| match error {
        StoreError::Conflict(Conflict::ParticipantName) => ProtocolRefusal::NameTaken,
        error => unavailable(error),
    })?;
    Ok(Entrant { name: Some(name.as_str().to_owned()), ..entrant.clone() })
}

/// Whether somebody in the room has a name that a person would take for this one. The mark of a name
/// that the store keeps unique finds only names that differ in nothing that counts.
pub(crate) async fn is_taken(store: &Store, room: RoomId, name: &Pseudonym) -> Result<bool, StoreError> {
    let key = store.series_key(room).await?;
    let seats = store.participants(room).await?;
    let names: Result<Vec<String>, _> =
        seats.iter().map(|seat| key.open_name(seat.id, &seat.sealed_name)).collect();
    Ok(name.looks_like_any(names?))
}

async fn participant(
    services: &Services,
    entrant: &Entrant,
    name: &Pseudonym,
) -> Result<Participant, StoreError> {
    let key = services.store.series_key(entrant.room).await?;
    let now = services.clock.unix_ms();
    Ok(Participant {
        id: entrant.participant,
        room: entrant.room,
        account: None,
        external_mark: external_mark(services, entrant).await?,
        recovery_hash: None,
        name_mark: key.name_mark(&name.skeleton()),
        sealed_name: key.seal_name(entrant.participant, name.as_str())?,
        invite: None,
        adult_declared_at: Some(now),
        created_at: now,
        banned_at: None,
        entered: false,
        start_order: None,
        begins: None,
    })
}

async fn external_mark(services: &Services, entrant: &Entrant) -> Result<Option<Mark>, StoreError> {
    match &entrant.subject {
        Subject::Participant(_) => Ok(None),
        Subject::OperatorUser { issuer, user } => {
            entry::external_mark(services, entrant.room, issuer, user).await.map(Some)
        }
    }
}

fn unavailable(error: StoreError) -> ProtocolRefusal {
    tracing::error!(%error, "a person who joins could not be settled");
    ProtocolRefusal::Unavailable
}
