//! Keys for programs of the operator: an administrator makes them, each acts for one account and within
//! its scopes only.

use std::{cmp::Reverse, collections::BTreeSet};

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    body::{Body, Empty},
    cursor::PageQuery,
    endpoint::{Access, Endpoint},
    extract::{Administrator, At, KEY_PREFIX, digest},
    limits::{DAY_MS, KEYS_MAX},
    problem::{Code, Problem},
    query::Asked,
    web::Web,
};
use crate::{
    auth::{RandomId, Secret},
    meeting::id::{AccountId, KeyId},
    room::{NewKey, Scope},
    store::{AuditAction, Party, ProgramKey},
    time::UnixMs,
};

/// A key, without its secret.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProgramKey")]
struct KeyView {
    /// The id of the key.
    id: KeyId,
    /// What it is called.
    name: String,
    /// The account for which the program acts.
    account: AccountId,
    /// What the program may do.
    scopes: BTreeSet<Scope>,
    /// When it was made, in unix milliseconds.
    created_at: UnixMs,
    /// When it stops working, in unix milliseconds.
    expires_at: UnixMs,
    /// Whether it has stopped working.
    expired: bool,
    /// When it was last used, in unix milliseconds, to about five minutes; null if it never was.
    last_used_at: Option<UnixMs>,
}

/// The keys.
#[derive(Serialize, JsonSchema)]
struct KeyList {
    /// Newest first.
    keys: Vec<KeyView>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

/// A new key.
#[derive(Serialize, JsonSchema)]
struct MadeKey {
    /// The key.
    key: KeyView,
    /// What the program sends as `Authorization: Bearer`. It is shown only here; if it is lost, make a new
    /// key.
    secret: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let secret = "rondo_7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0";
    let new = json!({"name": "Our calendar", "scopes": ["rooms_read"], "days": 90});
    vec![
        Endpoint::get("/api/keys", "Lists the keys of programs", list)
            .needs(Access::Administrator)
            .paged()
            .answers::<KeyList>(StatusCode::OK, "Newest first", json!({"keys": [example()], "next": null})),
        Endpoint::post("/api/keys", "Makes a key for a program, which acts for the caller's account", create)
            .needs(Access::Administrator)
            .once()
            .body::<NewKey>(new)
            .answers::<MadeKey>(
                StatusCode::CREATED,
                "The new key",
                json!({"key": example(), "secret": secret}),
            )
            .refuses(&[
                Code::NameMissing,
                Code::TooLong,
                Code::TextInvalid,
                Code::OutOfRange,
                Code::TooManyKeys,
            ]),
        Endpoint::delete("/api/keys/{key}", "Revokes a key for good", revoke)
            .needs(Access::Administrator)
            .body::<Empty>(json!({}))
            .done("It does not work any more")
            .refuses(&[Code::NotFound]),
    ]
}

async fn list(
    State(web): State<Web>,
    _: Administrator,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<KeyList>, Problem> {
    let now = web.now();
    let page = asked.of(web.store.keys().await?, |key| (Reverse(key.created_at), key.id))?;
    let keys = page.items.into_iter().map(|key| KeyView::of(key, now)).collect();
    Ok(Json(KeyList { keys, next: page.next }))
}

async fn create(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    Body(request): Body<NewKey>,
) -> Result<impl IntoResponse, Problem> {
    let name = request.check()?;
    if web.store.keys().await?.len() >= KEYS_MAX {
        return Err(Code::TooManyKeys.into());
    }
    let (secret, now) = (Secret::random(), web.now());
    let key = ProgramKey {
        id: KeyId::random(),
        account: admin.id(),
        name,
        secret_hash: digest(&secret),
        scopes: request.scopes,
        created_at: now,
        expires_at: now.plus_ms(u64::from(request.days) * DAY_MS),
        last_used_at: None,
    };
    let act = web.act(admin.party(), AuditAction::KeyCreate, None, Some(Party::Key(key.id)))?;
    web.store.create_key(key.clone(), act).await?;
    let secret = format!("{KEY_PREFIX}{}", secret.to_text().as_str());
    Ok((StatusCode::CREATED, Json(MadeKey { key: KeyView::of(key, now), secret })))
}

async fn revoke(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    At(key): At<KeyId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let act = web.act(admin.party(), AuditAction::KeyRevoke, None, Some(Party::Key(key)))?;
    web.store.revoke_key(key, act).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl KeyView {
    fn of(key: ProgramKey, now: UnixMs) -> Self {
        let ProgramKey { id, account, name, scopes, created_at, expires_at, last_used_at, .. } = key;
        Self { id, name, account, scopes, created_at, expires_at, expired: expires_at <= now, last_used_at }
    }
}

fn example() -> Value {
    json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "name": "Our calendar", "account": "aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "scopes": ["rooms_read"], "created_at": 1_900_000_000_000_i64, "expires_at": 1_907_776_000_000_i64,
        "expired": false, "last_used_at": null,
    })
}
