//! The browsers in which an account is signed in, for the person it belongs to.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{
    body::{Body, Empty},
    endpoint::{Access, Endpoint},
    extract::{At, SignedIn},
    problem::{Code, Problem},
    revoke,
    web::Web,
};
use crate::{meeting::id::SessionId, secrets::SecretHash, store::AccountSession, time::UnixMs};

/// A browser in which the account is signed in.
#[derive(Serialize, JsonSchema)]
struct Session {
    /// The session's id, to sign out there.
    id: SessionId,
    /// When it was signed in, in unix milliseconds.
    signed_in_at: UnixMs,
    /// When it was last used, in unix milliseconds; up to five minutes late.
    last_seen_at: UnixMs,
    /// Whether it is the browser that asks.
    current: bool,
}

/// The sessions of an account.
#[derive(Serialize, JsonSchema)]
struct SessionList {
    /// The last used first.
    sessions: Vec<Session>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let example = json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "signed_in_at": 1_900_000_000_000_i64, "last_seen_at": 1_900_000_000_000_i64,
        "current": true,
    });
    vec![
        Endpoint::get("/api/me/sessions", "Lists where the account is signed in", list)
            .needs(Access::Account)
            .before_second_factor()
            .answers::<SessionList>(StatusCode::OK, "The sessions", json!({"sessions": [example]})),
        Endpoint::delete("/api/me/sessions", "Signs out everywhere else", end_others)
            .needs(Access::Account)
            .before_second_factor()
            .body::<Empty>(json!({}))
            .done("Only the session that asks is left"),
        Endpoint::delete("/api/me/sessions/{session}", "Signs out in another browser", end)
            .needs(Access::Account)
            .before_second_factor()
            .body::<Empty>(json!({}))
            .done("Signed out there")
            .refuses(&[Code::NotFound]),
    ]
}

/// A name for the session that tells nothing about its secret, of which the store has only the hash.
fn id_of(session: SecretHash) -> SessionId {
    let mut id = [0; 16];
    id.copy_from_slice(&session.as_bytes()[..16]);
    SessionId::from_bytes(id)
}

async fn sessions(web: &Web, someone: &SignedIn) -> Result<Vec<AccountSession>, Problem> {
    Ok(web.store.sessions_of(someone.id(), web.now()).await?)
}

async fn list(State(web): State<Web>, someone: SignedIn) -> Result<Json<SessionList>, Problem> {
    let sessions = sessions(&web, &someone).await?.into_iter().map(|session| Session {
        id: id_of(session.token_hash),
        signed_in_at: session.signed_in_at,
        last_seen_at: session.last_seen_at,
        current: session.token_hash == someone.session,
    });
    Ok(Json(SessionList { sessions: sessions.collect() }))
}

async fn end(
    State(web): State<Web>,
    someone: SignedIn,
    At(id): At<SessionId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let mut sessions = sessions(&web, &someone).await?.into_iter();
    let session = sessions.find(|session| id_of(session.token_hash) == id).ok_or(Code::NotFound)?;
    web.store.delete_session(session.token_hash).await?;
    revoke::sessions(&web, [session.token_hash]).await;
    Ok(StatusCode::NO_CONTENT)
}

async fn end_others(
    State(web): State<Web>,
    someone: SignedIn,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let ended = web.store.delete_sessions_of(someone.id(), Some(someone.session)).await?;
    revoke::sessions(&web, ended).await;
    Ok(StatusCode::NO_CONTENT)
}
