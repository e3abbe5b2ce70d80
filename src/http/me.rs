//! The caller's own account.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    body::Body,
    endpoint::{Access, Endpoint},
    extract::{SignedIn, Visitor},
    problem::{Code, Problem},
    revoke,
    web::Web,
};
use crate::{
    meeting::id::AccountId,
    store::{Account, AuditAction},
};

/// The signed-in account.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Me {
    /// The account's id.
    id: AccountId,
    /// The sign-in name.
    name: String,
    /// The name that others see.
    display_name: String,
    /// Whether it manages accounts.
    is_admin: bool,
    /// Whether it may create rooms.
    is_host: bool,
    /// Whether it may lead therapist-led rooms.
    is_therapist: bool,
    /// Whether it has a password. Without one it is signed in to by the identity provider alone.
    has_password: bool,
    /// Whether it has to set up a passkey or an app beside its password before it may do anything else.
    lacks_second_factor: bool,
}

impl Me {
    /// An account as it is told to whoever is signed in to it.
    ///
    /// # Errors
    /// The store failed.
    pub(super) async fn of(web: &Web, account: &Account) -> Result<Self, Problem> {
        Ok(Self {
            id: account.id,
            name: account.name.clone(),
            display_name: account.display_name.clone(),
            is_admin: account.is_admin,
            is_host: account.is_host,
            is_therapist: account.is_therapist,
            has_password: account.password_hash.is_some(),
            lacks_second_factor: web.lacks_second_factor(account).await?,
        })
    }
}

pub(super) fn me_example() -> Value {
    json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "name": "ada", "display_name": "Ada",
        "is_admin": true, "is_host": true, "is_therapist": false, "has_password": true,
        "lacks_second_factor": false,
    })
}

/// The account that is signed in, if any.
#[derive(Serialize, JsonSchema)]
struct WhoAmI {
    /// The account; null if nobody is signed in.
    account: Option<Me>,
}

/// A change of password.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    /// The current password.
    current: String,
    /// The new password: 8 to 128 characters, hard to guess.
    new: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/me", "Returns the signed-in account", who_am_i)
            .before_second_factor()
            .answers::<WhoAmI>(
                StatusCode::OK,
                "The account, or null if nobody is signed in",
                json!({"account": me_example()}),
            ),
        Endpoint::post(
            "/api/me/password",
            "Changes the password and ends the other sessions of the account",
            change_password,
        )
        .needs(Access::Account)
        .before_second_factor()
        .body::<NewPassword>(
            json!({"current": "three unlikely words here", "new": "four other unlikely words"}),
        )
        .done("Changed")
        .refuses(&[Code::PasswordWrong, Code::PasswordWeak, Code::TooManyAttempts, Code::Busy]),
    ]
}

async fn who_am_i(State(web): State<Web>, Visitor(someone): Visitor) -> Result<Json<WhoAmI>, Problem> {
    let account = match someone {
        Some(someone) => Some(Me::of(&web, &someone.account).await?),
        None => None,
    };
    Ok(Json(WhoAmI { account }))
}

async fn change_password(
    State(web): State<Web>,
    someone: SignedIn,
    Body(request): Body<NewPassword>,
) -> Result<StatusCode, Problem> {
    let account = &someone.account;
    // A stolen session must not be a way to guess the password, nor a stranger's guesses a way to keep
    // its owner from changing it.
    web.throttles.password_change.attempt(&someone.session).await?;
    if !web.passwords.verify(request.current, account.password_hash.clone()).await? {
        return Err(Problem::field(Code::PasswordWrong, "current"));
    }
    let about = [account.name.clone(), account.display_name.clone()];
    let hash = web
        .passwords
        .hash(request.new, about)
        .await
        .map_err(|problem| problem.of_field("password", "new"))?;
    let act = web.act(someone.party(), AuditAction::PasswordChange, None, None)?;
    let ended = web.store.set_password(account.id, hash, Some(someone.session), act).await?;
    revoke::sessions(&web, ended).await;
    Ok(StatusCode::NO_CONTENT)
}
