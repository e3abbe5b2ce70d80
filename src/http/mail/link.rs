//! The link in each mail to a member: it confirms the address or gives it up. The secret travels in the
//! body, and nothing happens on GET.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    auth::Secret,
    http::{
        body::Body,
        endpoint::Endpoint,
        extract::{Client, digest},
        problem::{Code, Problem},
        web::Web,
    },
    mail::limits::UNCONFIRMED_MS_MAX,
    store::MailAddress,
};

/// The secret of a link in a mail.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MailLink {
    /// The secret in the fragment of the link.
    secret: String,
}

/// What a link in a mail is for.
#[derive(Serialize, JsonSchema)]
struct MailSeen {
    /// Whether the address is confirmed already, so that the link is there to give it up.
    confirmed: bool,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const SECRET: &str = "7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0";
    let refusals = [Code::LinkInvalid, Code::LinkExpired, Code::TooManyAttempts];
    vec![
        Endpoint::post("/api/mail/look", "Shows what the link in a mail is for", look)
            .body::<MailLink>(json!({"secret": SECRET}))
            .answers::<MailSeen>(
                StatusCode::OK,
                "Whether the address is confirmed",
                json!({"confirmed": false}),
            )
            .refuses(&refusals),
        Endpoint::post("/api/mail/confirm", "Confirms the address that the mail was sent to", confirm)
            .body::<MailLink>(json!({"secret": SECRET}))
            .done("Confirmed. Repeating this changes nothing")
            .refuses(&refusals),
        Endpoint::post("/api/mail/stop", "Erases the address that the mail was sent to", stop)
            .body::<MailLink>(json!({"secret": SECRET}))
            .done("Erased. No more mail is sent to it")
            .refuses(&refusals),
    ]
}

async fn find(web: &Web, client: &Client, link: &MailLink) -> Result<MailAddress, Problem> {
    web.throttles.look.attempt(&client.0).await?;
    let secret: Secret = link.secret.parse().map_err(|_| Code::LinkInvalid)?;
    let found = web.store.mail_address_by_secret(digest(&secret)).await?.ok_or(Code::LinkInvalid)?;
    if found.confirmed_at.is_none() && web.now().since(found.created_at) >= UNCONFIRMED_MS_MAX {
        return Err(Code::LinkExpired.into());
    }
    Ok(found)
}

async fn look(
    State(web): State<Web>,
    client: Client,
    Body(link): Body<MailLink>,
) -> Result<Json<MailSeen>, Problem> {
    let found = find(&web, &client, &link).await?;
    Ok(Json(MailSeen { confirmed: found.confirmed_at.is_some() }))
}

async fn confirm(
    State(web): State<Web>,
    client: Client,
    Body(link): Body<MailLink>,
) -> Result<StatusCode, Problem> {
    let found = find(&web, &client, &link).await?;
    let Some(person) = web.store.participant(found.participant).await? else {
        return Err(Code::LinkInvalid.into());
    };
    // What others are told before is not told to somebody who gets all of it.
    web.background.planner.plan(person.room).await;
    web.store.confirm_mail_address(found.secret_hash, web.now()).await?;
    if found.confirmed_at.is_none() {
        web.background.planner.welcome(person.room, &found).await?;
    }
    web.background.planner.plan(person.room).await;
    Ok(StatusCode::NO_CONTENT)
}

async fn stop(
    State(web): State<Web>,
    client: Client,
    Body(link): Body<MailLink>,
) -> Result<StatusCode, Problem> {
    let found = find(&web, &client, &link).await?;
    web.store.erase_mail_address(found.participant).await?;
    Ok(StatusCode::NO_CONTENT)
}
