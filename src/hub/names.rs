//! What is settled of a person when they join: their name, if they come without one, with an
//! operator's token or one made by hand; and whether only a lead lets them in.

use std::sync::Arc;

use super::{entrant::Entrant, entry, services::Services};
use crate::{
    auth::{NameError, Pseudonym, Subject},
    meeting::id::RoomId,
    protocol::server::ProtocolRefusal,
    store::{Conflict, Mark, Participant, SeriesKey, Store, StoreError},
};

/// The entrant as they join.
pub(crate) async fn settle(
    services: &Services,
    entrant: &Arc<Entrant>,
    asked: Option<String>,
) -> Result<Arc<Entrant>, ProtocolRefusal> {
    // A person who has a name keeps it, whatever the command says.
    if entrant.name.is_some() {
        return seated(&services.store, Arc::clone(entrant)).await.map_err(unavailable);
    }
    let (key, seats) = seats(&services.store, entrant.room).await.map_err(unavailable)?;
    // Another socket of theirs may have chosen one since.
    if let Some(seat) = seats.iter().find(|seat| seat.id == entrant.participant) {
        let name = key.open_name(seat.id, &seat.sealed_name).map_err(|error| unavailable(error.into()))?;
        let named = Entrant { name: Some(name), ..Entrant::clone(entrant) };
        return seated(&services.store, Arc::new(named)).await.map_err(unavailable);
    }
    let name = parse(&asked.ok_or(ProtocolRefusal::NameMissing)?)?;
    if is_among(&key, &seats, &name).map_err(unavailable)? {
        return Err(ProtocolRefusal::NameTaken);
    }
    let participant = participant(services, entrant, &key, &name).await.map_err(unavailable)?;
    services.store.create_participant(participant, None).await.map_err(|error| match error {
        StoreError::Conflict(Conflict::ParticipantName) => ProtocolRefusal::NameTaken,
        error => unavailable(error),
    })?;
    // They came by no link that could be held.
    let named = Some(name.as_str().to_owned());
    Ok(Arc::new(Entrant { name: named, held: false, ..Entrant::clone(entrant) }))
}

/// An entrant who has a seat.
async fn seated(store: &Store, mut entrant: Arc<Entrant>) -> Result<Arc<Entrant>, StoreError> {
    let held = store.is_held(entrant.participant).await?;
    if held != entrant.held {
        Arc::make_mut(&mut entrant).held = held;
    }
    Ok(entrant)
}

fn parse(asked: &str) -> Result<Pseudonym, ProtocolRefusal> {
    Pseudonym::parse(asked).map_err(|error| match error {
        NameError::Missing => ProtocolRefusal::NameMissing,
        NameError::Letterless => ProtocolRefusal::NameLetterless,
        NameError::TooLong => ProtocolRefusal::NameTooLong,
        NameError::Character(unfit) => ProtocolRefusal::NameCharacter(unfit),
        NameError::Marks => ProtocolRefusal::NameMarks,
        NameError::ClaimsRole => ProtocolRefusal::NameClaimsRole,
    })
}

/// Whether somebody in the room has a name that a person would take for this one. The mark of a name
/// that the store keeps unique finds only names that differ in nothing that counts.
pub(crate) async fn is_taken(store: &Store, room: RoomId, name: &Pseudonym) -> Result<bool, StoreError> {
    let (key, seats) = seats(store, room).await?;
    is_among(&key, &seats, name)
}

/// The seats of a room, and the key that opens their names.
async fn seats(store: &Store, room: RoomId) -> Result<(Arc<SeriesKey>, Vec<Participant>), StoreError> {
    Ok((store.series_key(room).await?, store.participants(room).await?))
}

fn is_among(key: &SeriesKey, seats: &[Participant], name: &Pseudonym) -> Result<bool, StoreError> {
    let names: Result<Vec<String>, _> =
        seats.iter().map(|seat| key.open_name(seat.id, &seat.sealed_name)).collect();
    Ok(name.looks_like_any(names?))
}

async fn participant(
    services: &Services,
    entrant: &Entrant,
    key: &SeriesKey,
    name: &Pseudonym,
) -> Result<Participant, StoreError> {
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
        guidelines_version: None,
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
