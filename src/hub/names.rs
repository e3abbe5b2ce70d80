//! The name of a person who comes without one: with an operator's token, or one made by hand.

use super::{entrant::Entrant, entry, services::Services};
use crate::{
    auth::{NameError, Pseudonym, Subject},
    protocol::server::ProtocolRefusal,
    store::{Conflict, Participant, StoreError},
};

/// The entrant with a name. A person who has one keeps it, whatever the command says.
pub(crate) async fn settle(
    services: &Services,
    entrant: &Entrant,
    asked: Option<String>,
) -> Result<Entrant, ProtocolRefusal> {
    if entrant.name.is_some() {
        return Ok(entrant.clone());
    }
    let asked = asked.ok_or(ProtocolRefusal::NameMissing)?;
    let name = Pseudonym::parse(&asked).map_err(|error| match error {
        NameError::ClaimsRole => ProtocolRefusal::NameClaimsRole,
        _ => ProtocolRefusal::NameInvalid,
    })?;
    let participant = participant(services, entrant, &name).await.map_err(unavailable)?;
    services.store.create_participant(participant, None).await.map_err(|error| match error {
        StoreError::Conflict(Conflict::ParticipantName) => ProtocolRefusal::NameTaken,
        error => unavailable(error),
    })?;
    Ok(Entrant { name: Some(name.as_str().to_owned()), ..entrant.clone() })
}

async fn participant(
    services: &Services,
    entrant: &Entrant,
    name: &Pseudonym,
) -> Result<Participant, StoreError> {
    let key = services.store.series_key(entrant.room).await?;
    let now = services.clock.unix_ms();
    let external_mark = match &entrant.subject {
        Subject::Participant(_) => None,
        user @ Subject::OperatorUser { .. } => {
            Some(entry::external_mark(services, entrant.room, user).await?)
        }
    };
    Ok(Participant {
        id: entrant.participant,
        room: entrant.room,
        account: None,
        external_mark,
        recovery_hash: None,
        name_mark: key.name_mark(&name.skeleton()),
        sealed_name: key.seal_name(entrant.participant, name.as_str())?,
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
