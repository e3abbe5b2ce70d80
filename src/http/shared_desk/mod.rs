//! Desks that hosts share. One of them makes it and invites others by their names; each of them says with
//! each room of theirs whether it is on the desk, where the others see it, lead it and plan its dates.

mod administrator;
mod invited;
mod own;

use super::{endpoint::Endpoint, problem::Code, revoke::ByDesk, web::Web};
use crate::{
    http::problem::Problem,
    meeting::id::{AccountId, DeskId},
    store::{AuditBatch, StoreError},
};

/// An id of the examples.
const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut endpoints = own::endpoints();
    endpoints.extend(invited::endpoints());
    endpoints.extend(administrator::endpoints());
    endpoints
}

/// Takes an account off a desk, and everybody out of the meetings that they led by it.
async fn take_off(web: &Web, desk: DeskId, account: AccountId, act: AuditBatch) -> Result<(), Problem> {
    let before = ByDesk::of(web, web.store.rooms_on_desk(account).await?).await?;
    web.store.leave_desk(desk, account, act).await.map_err(gone)?;
    before.ended(web).await
}

/// There is no such desk or invitation any more.
fn gone(error: StoreError) -> Problem {
    match error {
        StoreError::NotFound => Code::DeskGone.into(),
        error => error.into(),
    }
}
