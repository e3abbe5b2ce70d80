//! How a host answers an invitation to a shared desk.

use axum::{extract::State, http::StatusCode};
use serde_json::json;

use super::terms::{gone, may_share};
use crate::{
    http::{
        body::{Body, Empty},
        endpoint::{Access, Endpoint},
        extract::{At, SignedIn},
        problem::{Code, Problem},
        web::Web,
    },
    meeting::id::DeskId,
    store::AuditAction,
};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/api/me/desk/{id}/join", "Joins a shared desk to which the caller is invited", join)
            .needs(Access::Account)
            .body::<Empty>(json!({}))
            .done("Joined")
            .refuses(&[Code::Forbidden, Code::NotFound, Code::DeskGone, Code::DeskJoined]),
        Endpoint::post("/api/me/desk/{id}/decline", "Says no to an invitation to a shared desk", decline)
            .needs(Access::Account)
            .body::<Empty>(json!({}))
            .done("Declined")
            .refuses(&[Code::NotFound, Code::DeskGone]),
    ]
}

async fn join(
    State(web): State<Web>,
    someone: SignedIn,
    At(desk): At<DeskId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    if !may_share(&someone.account) {
        return Err(Code::Forbidden.into());
    }
    let act = web.act(someone.party(), AuditAction::DeskJoin, None, None)?;
    web.store.join_desk(desk, someone.id(), web.now(), act).await.map_err(gone)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn decline(
    State(web): State<Web>,
    someone: SignedIn,
    At(desk): At<DeskId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    // Who has joined leaves; a late answer does not take them off.
    let invited = web.store.desk_invitations(someone.id()).await?.into_iter().any(|known| known.id == desk);
    if !invited {
        return Err(Code::DeskGone.into());
    }
    let act = web.act(someone.party(), AuditAction::DeskDecline, None, None)?;
    web.store.leave_desk(desk, someone.id(), act).await.map_err(gone)?;
    Ok(StatusCode::NO_CONTENT)
}
