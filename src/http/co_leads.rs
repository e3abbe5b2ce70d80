//! Co-leads of a room: the owner removes one, or one leaves. They are added by an invite that they
//! accept.

use axum::{extract::State, http::StatusCode};
use serde_json::json;

use super::{
    body::{Body, Empty},
    endpoint::{Access, Endpoint},
    extract::{At, Lead},
    problem::{Code, Problem},
    revoke,
    web::Web,
};
use crate::{
    meeting::id::{AccountId, RoomId},
    store::{AuditAction, Party},
};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::delete(
            "/api/rooms/{room}/co-leads/{account}",
            "Removes a co-lead of a room: the owner anyone, a co-lead themselves",
            remove,
        )
        .needs(Access::Lead)
        .body::<Empty>(json!({}))
        .done("Removed. Their connections to a meeting in the room are closed"),
    ]
}

async fn remove(
    State(web): State<Web>,
    lead: Lead,
    At((room, account)): At<(RoomId, AccountId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let own = account == lead.someone.id();
    if !own && !lead.standing.owns() {
        return Err(Code::Forbidden.into());
    }
    let action = if own { AuditAction::CoLeadLeave } else { AuditAction::CoLeadRemove };
    let act = web.act(lead.someone.party(), action, Some(room), Some(Party::Account(account)))?;
    web.store.remove_co_lead(room, account, act).await?;
    revoke::no_lead(&web, room, account).await?;
    web.services.directory.room_changed(room).await;
    Ok(StatusCode::NO_CONTENT)
}
