//! The seats of simulated people: like anyone's, so that no member takes a name that looks like
//! one of theirs.

use sha2::{Digest, Sha256};

use super::lines;
use crate::{
    auth::Pseudonym,
    meeting::id::{ParticipantId, RoomId},
    store::{Conflict, Participant, Store, StoreError},
    time::UnixMs,
};

/// Takes as many seats as are wanted, or fewer when other people in the series have the names.
pub(super) async fn take(
    store: &Store,
    room: RoomId,
    wanted: usize,
) -> Result<Vec<(ParticipantId, &'static str)>, StoreError> {
    let mut seats = Vec::new();
    for name in lines::NAMES {
        let id = simulated_id(room, name);
        if seats.len() < wanted
            && (store.participant(id).await?.is_some() || make(store, room, id, name).await?)
        {
            seats.push((id, name));
        }
    }
    Ok(seats)
}

/// Makes a seat. Returns whether the name was free.
async fn make(store: &Store, room: RoomId, id: ParticipantId, name: &str) -> Result<bool, StoreError> {
    let key = store.series_key(room).await?;
    let pseudonym = Pseudonym::parse(name).map_err(|_| StoreError::Invalid("a simulated name"))?;
    let participant = Participant {
        id,
        room,
        account: None,
        external_mark: None,
        recovery_hash: None,
        name_mark: key.name_mark(&pseudonym.skeleton()),
        sealed_name: key.seal_name(id, name)?,
        invite: None,
        adult_declared_at: None,
        created_at: UnixMs::default(),
        banned_at: None,
        entered: false,
        start_order: None,
        guidelines_version: None,
        begins: None,
    };
    match store.create_participant(participant, None).await {
        Ok(()) => Ok(true),
        Err(StoreError::Conflict(Conflict::ParticipantName)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The same in every meeting of the room, so that a restart finds them again.
fn simulated_id(room: RoomId, name: &str) -> ParticipantId {
    let digest = Sha256::new().chain_update(b"simulated").chain_update(room.as_bytes()).chain_update(name);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    ParticipantId::from_bytes(bytes)
}
