//! The name of a person who comes without one: with an operator's token, or one made by hand.

use super::{
    entry::{self, Seat},
    services::Services,
};
use crate::{
    auth::{NameError, Pseudonym, Subject},
    protocol::server::ProtocolRefusal,
    store::{Conflict, Participant, StoreError},
};

/// The seat with its name. A person who has one keeps it, whatever the command says.
pub(crate) async fn settle(
    services: &Services,
    seat: &Seat,
    asked: Option<String>,
) -> Result<Seat, ProtocolRefusal> {
    if seat.name.is_some() {
        return Ok(seat.clone());
    }
    let asked = asked.ok_or(ProtocolRefusal::NameMissing)?;
    let name = Pseudonym::parse(&asked).map_err(|error| match error {
        NameError::ClaimsRole => ProtocolRefusal::NameClaimsRole,
        _ => ProtocolRefusal::NameInvalid,
    })?;
    let participant = participant(services, seat, &name).await.map_err(unavailable)?;
    services.store.create_participant(participant, None).await.map_err(|error| match error {
        StoreError::Conflict(Conflict::ParticipantName) => ProtocolRefusal::NameTaken,
        error => unavailable(error),
    })?;
    Ok(Seat { name: Some(name.as_str().to_owned()), ..seat.clone() })
}

async fn participant(services: &Services, seat: &Seat, name: &Pseudonym) -> Result<Participant, StoreError> {
    let key = services.store.series_key(seat.room).await?;
    let now = services.clock.unix_ms();
    let external_mark = match &seat.subject {
        Subject::Participant(_) => None,
        user @ Subject::OperatorUser { .. } => Some(entry::external_mark(services, seat.room, user).await?),
    };
    Ok(Participant {
        id: seat.participant,
        room: seat.room,
        account: None,
        external_mark,
        recovery_hash: None,
        name_mark: key.name_mark(&name.skeleton()),
        sealed_name: key.seal_name(seat.participant, name.as_str())?,
        invite: None,
        adult_declared_at: Some(now),
        created_at: now,
        banned_at: None,
    })
}

fn unavailable(error: StoreError) -> ProtocolRefusal {
    tracing::error!(%error, "a name was not stored");
    ProtocolRefusal::Unavailable
}
