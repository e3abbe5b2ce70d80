//! Removing a co-lead. They are added by an invite that they accept.

use axum::{extract::State, http::StatusCode};
use serde_json::json;

use super::{
    body::{Body, Empty},
    endpoint::{Access, Endpoint},
    extract::{At, Owner},
    problem::{Code, Problem},
    revoke,
    web::Web,
};
use crate::{
    meeting::id::{AccountId, RoomId},
    store::Party,
};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::delete("/api/rooms/{room}/co-leads/{account}", "Removes a co-lead of a room", remove)
            .needs(Access::Owner)
            .body::<Empty>(json!({}))
            .done("Removed. Their connections to a meeting in the room are closed"),
    ]
}

async fn remove(
    State(web): State<Web>,
    Owner(lead): Owner,
    At((room, account)): At<(RoomId, AccountId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    if !web.store.co_leads(room).await?.iter().any(|lead| lead.id == account) {
        return Err(Code::NotFound.into());
    }
    let target = Some(Party::Account(account));
    web.note(lead.someone.party(), "co_lead_remove", Some(room), target).await?;
    web.store.remove_co_lead(room, account).await?;
    revoke::lead(&web, room, account).await?;
    Ok(StatusCode::NO_CONTENT)
}
