//! The passkeys with which somebody proves who they are beside the password (WebAuthn).

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    body::{Body, Empty},
    challenges,
    endpoint::{Access, Endpoint},
    extract::{At, SignedIn},
    limits::PASSKEYS_MAX,
    names,
    passkey_checks::{PasskeyQuestion, ask, credentials, question},
    problem::{Code, Problem},
    revoke,
    second_factor::{NOT_THE_OWNER, OwnerProof, RecoveryCodes, hashes, must_be_owner, new_codes, shown},
    web::Web,
};
use crate::{
    auth::{Answer, Holder, KeptPasskey},
    store::{Account, AuditAction, ChallengePurpose, Conflict, Passkey, SecondFactor, StoreError},
};

/// A passkey that a browser made.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewPasskey {
    /// What the person calls it.
    name: String,
    /// What the browser answers (`RegistrationResponseJSON`).
    passkey: Answer,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let password = "three unlikely words here";
    vec![
        Endpoint::post("/api/me/passkeys/begin", "Begins to add a passkey", begin)
            .needs(Access::Account)
            .before_second_factor()
            .body::<OwnerProof>(json!({"password": password}))
            .answers::<PasskeyQuestion>(
                StatusCode::OK,
                "What the browser needs to make it",
                json!({"options": {"challenge": "e30", "rp": {"id": "rondo.example"}}}),
            )
            .refuses(&NOT_THE_OWNER)
            .refuses(&[Code::PasskeysOff, Code::TooManyPasskeys]),
        Endpoint::post("/api/me/passkeys", "Adds a passkey, and ends the other sessions of the account", add)
            .needs(Access::Account)
            .before_second_factor()
            .body::<NewPasskey>(json!({"name": "My phone", "passkey": {}}))
            .answers::<RecoveryCodes>(
                StatusCode::CREATED,
                "Added; the recovery codes are shown only once, and none if the account has some",
                json!({"codes": ["ABCDE-FGHJK-MNPQR-STVWX-YZ012"]}),
            )
            .refuses(&[
                Code::NameMissing,
                Code::NameCharacter,
                Code::PasskeyWrong,
                Code::PasskeyKnown,
                Code::PasskeysOff,
                Code::TooManyPasskeys,
            ]),
        Endpoint::post(
            "/api/me/passkeys/challenge",
            "Asks for one of the account's passkeys, as a proof",
            challenge,
        )
        .needs(Access::Account)
        .before_second_factor()
        .body::<Empty>(json!({}))
        .answers::<PasskeyQuestion>(StatusCode::OK, "What the browser needs to show it", question())
        .refuses(&[Code::SecondFactorOff, Code::PasskeysOff]),
        Endpoint::delete("/api/me/passkeys/{passkey}", "Removes a passkey", remove)
            .needs(Access::Account)
            .before_second_factor()
            .body::<OwnerProof>(json!({"password": password, "code": "287082"}))
            .done("Removed")
            .refuses(&NOT_THE_OWNER)
            .refuses(&[Code::NotFound]),
    ]
}

async fn begin(
    State(web): State<Web>,
    someone: SignedIn,
    Body(proof): Body<OwnerProof>,
) -> Result<Json<PasskeyQuestion>, Problem> {
    let factor = must_be_owner(&web, &someone, proof).await?;
    must_have_room(&factor)?;
    let Account { name, display_name, .. } = &someone.account;
    let holder = Holder { account: someone.id(), name, display_name };
    let (options, question) = web.passkeys.ask_to_add(&holder, credentials(&factor))?;
    challenges::ask(&web, ChallengePurpose::AddPasskey, someone.id().as_bytes(), &question).await?;
    Ok(Json(PasskeyQuestion { options }))
}

async fn add(
    State(web): State<Web>,
    someone: SignedIn,
    Body(request): Body<NewPasskey>,
) -> Result<(StatusCode, Json<RecoveryCodes>), Problem> {
    let name = names::display_name(&request.name, "name")?;
    must_have_room(&web.store.second_factor(someone.id()).await?)?;
    let account = someone.id();
    let asked = challenges::answered(&web, ChallengePurpose::AddPasskey, account.as_bytes()).await?;
    let question = asked.ok_or(Code::PasskeyWrong)?;
    let KeptPasskey { id, credential } = web.passkeys.add(&question, request.passkey)?;
    let passkey = Passkey { id, account, name, credential, created_at: web.now(), used_at: None };
    let codes = new_codes();
    let act = web.act(someone.party(), AuditAction::PasskeyAdd, None, None)?;
    let added = web.store.add_passkey(passkey, hashes(&codes), someone.session, act).await;
    let added = added.map_err(|error| match error {
        StoreError::Conflict(Conflict::Id) => Code::PasskeyKnown.into(),
        error => Problem::from(error),
    })?;
    revoke::sessions(&web, added.ended).await;
    Ok((StatusCode::CREATED, shown(if added.codes_taken { &codes } else { &[] })))
}

async fn challenge(
    State(web): State<Web>,
    someone: SignedIn,
    Body(Empty {}): Body<Empty>,
) -> Result<Json<PasskeyQuestion>, Problem> {
    ask(&web, someone.id()).await
}

async fn remove(
    State(web): State<Web>,
    someone: SignedIn,
    At(id): At<String>,
    Body(proof): Body<OwnerProof>,
) -> Result<StatusCode, Problem> {
    must_be_owner(&web, &someone, proof).await?;
    let act = web.act(someone.party(), AuditAction::PasskeyRemove, None, None)?;
    web.store.remove_passkey(someone.id(), id, act).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn must_have_room(factor: &SecondFactor) -> Result<(), Problem> {
    if factor.passkeys.len() < PASSKEYS_MAX { Ok(()) } else { Err(Code::TooManyPasskeys.into()) }
}
