//! Who can share a desk, and what ends with that.

use crate::{
    http::{
        problem::{Code, Problem},
        revoke::ByDesk,
        web::Web,
    },
    meeting::id::{AccountId, DeskId},
    store::{Account, AuditBatch, StoreError},
};

/// Whether an account can share a desk.
pub(super) const fn may_share(account: &Account) -> bool {
    account.is_host && !account.disabled
}

/// Takes an account off a desk, and everybody out of the meetings that they led by it.
pub(super) async fn take_off(
    web: &Web,
    desk: DeskId,
    account: AccountId,
    act: AuditBatch,
) -> Result<(), Problem> {
    let before = ByDesk::of(web, web.store.rooms_on_desk(account).await?).await?;
    web.store.leave_desk(desk, account, act).await.map_err(gone)?;
    before.ended(web).await
}

/// There is no such desk or invitation any more.
pub(super) fn gone(error: StoreError) -> Problem {
    match error {
        StoreError::NotFound => Code::DeskGone.into(),
        error => error.into(),
    }
}
