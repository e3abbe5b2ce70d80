//! How an administrator takes an account off the desk that it shares.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::terms::take_off;
use crate::{
    http::{
        body::{Body, Empty},
        endpoint::{Access, Endpoint},
        extract::{Administrator, At},
        problem::{Code, Problem},
        web::Web,
    },
    meeting::id::AccountId,
    store::{AuditAction, Party},
};

/// The shared desk that an account is on.
#[derive(Serialize, JsonSchema)]
struct DeskOfAccount {
    /// The name of the desk; null if the account shares none.
    name: Option<String>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/accounts/{id}/desk", "Shows which shared desk an account is on", get)
            .needs(Access::Administrator)
            .answers::<DeskOfAccount>(StatusCode::OK, "The desk", json!({"name": "Hospice"}))
            .refuses(&[Code::NotFound]),
        Endpoint::delete("/api/accounts/{id}/desk", "Takes an account off the desk that it shares", remove)
            .needs(Access::Administrator)
            .body::<Empty>(json!({}))
            .done("Off the desk")
            .refuses(&[Code::NotFound, Code::NoDesk, Code::DeskGone]),
    ]
}

async fn get(
    State(web): State<Web>,
    Administrator(_): Administrator,
    At(id): At<AccountId>,
) -> Result<Json<DeskOfAccount>, Problem> {
    web.store.account(id).await?.ok_or(Code::NotFound)?;
    Ok(Json(DeskOfAccount { name: web.store.desk_of(id).await?.map(|desk| desk.name) }))
}

async fn remove(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    At(id): At<AccountId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    web.store.account(id).await?.ok_or(Code::NotFound)?;
    let desk = web.store.desk_of(id).await?.ok_or(Code::NoDesk)?;
    let act = web.act(admin.party(), AuditAction::DeskRemove, None, Some(Party::Account(id)))?;
    take_off(&web, desk.id, id, act).await?;
    Ok(StatusCode::NO_CONTENT)
}
