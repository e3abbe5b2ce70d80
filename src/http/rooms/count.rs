//! How many rooms an account may have.

use crate::http::{
    Web,
    extract::SignedIn,
    limits::ROOMS_PER_ACCOUNT_MAX,
    problem::{Code, Problem},
};

/// Refuses one room more than an account may have.
pub(super) async fn check_room_count(web: &Web, owner: &SignedIn) -> Result<(), Problem> {
    let owned = web.store.rooms_of(owner.id()).await?.iter().filter(|room| room.owner == owner.id()).count();
    if owned < ROOMS_PER_ACCOUNT_MAX { Ok(()) } else { Err(Code::TooManyRooms.into()) }
}
