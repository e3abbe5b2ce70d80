//! The seats of accounts that lead a room: without a recovery code, and made when they are first needed.

use super::{
    extract::SignedIn,
    limits::LEAD_NAMES_TRIED_MAX,
    names,
    problem::{Code, Problem},
    web::Web,
};
use crate::{
    auth::{Pseudonym, RandomId},
    hub::is_taken,
    meeting::id::{ParticipantId, RoomId},
    store::{Conflict, Participant, StoreError},
};

/// The seat of an account in a room that it leads.
pub(super) async fn of(web: &Web, someone: &SignedIn, room: RoomId) -> Result<Participant, Problem> {
    match web.store.participant_by_account(room, someone.id()).await? {
        Some(seat) => Ok(seat),
        None => make(web, someone, room).await,
    }
}

/// Makes a seat under the display name, or under the first numbered form of it that nobody in the
/// room has.
async fn make(web: &Web, someone: &SignedIn, room: RoomId) -> Result<Participant, Problem> {
    for number in 1..=LEAD_NAMES_TRIED_MAX {
        let text = match number {
            1 => someone.account.display_name.clone(),
            _ => names::numbered(&someone.account.display_name, number),
        };
        let name = Pseudonym::parse_display(&text).map_err(|_| Code::Internal)?;
        if is_taken(&web.store, room, &name).await? {
            continue;
        }
        let id = ParticipantId::random();
        let participant = Participant {
            id,
            room,
            account: Some(someone.id()),
            external_mark: None,
            recovery_hash: None,
            name_mark: names::mark(web, room, &name).await?,
            sealed_name: names::seal(web, room, id, &name).await?,
            invite: None,
            adult_declared_at: None,
            created_at: web.now(),
            banned_at: None,
            entered: false,
            start_order: None,
            guidelines_version: None,
            begins: None,
        };
        match web.store.create_participant(participant.clone(), None).await {
            Ok(()) => return Ok(participant),
            Err(StoreError::Conflict(Conflict::ParticipantName)) => {}
            // Two requests came at once, and the other one made the seat.
            Err(StoreError::Conflict(Conflict::Seat)) => {
                let seat = web.store.participant_by_account(room, someone.id()).await?;
                return seat.ok_or_else(|| Code::SeatTaken.into());
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(Code::NameTaken.into())
}
