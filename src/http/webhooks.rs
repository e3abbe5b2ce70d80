//! Where programs of the operator are told what happened: an administrator says where and of what.

use std::{cmp::Reverse, collections::BTreeSet};

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use super::{
    body::{Body, Empty},
    cursor::PageQuery,
    endpoint::{Access, Endpoint},
    extract::{Administrator, At},
    limits::{WEBHOOK_URL_CHARS_MAX, WEBHOOKS_MAX},
    problem::{Code, Problem},
    query::Asked,
    web::Web,
};
use crate::{
    auth::RandomId,
    meeting::id::{JobId, RoomId, WebhookId},
    room::{WebhookEvent, check_events},
    store::{AuditAction, Job, JobState, Thing, Webhook},
    time::UnixMs,
    webhooks::event_of,
};

/// A webhook to make.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewWebhook {
    /// Where the program is told: https, and a public address; at most 2048 characters.
    url: String,
    /// Of what it is told: at least one.
    events: BTreeSet<WebhookEvent>,
}

/// What is to change in a webhook. What is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WebhookChange {
    /// Where the program is told: https, and a public address.
    url: Option<String>,
    /// Of what it is told: at least one.
    events: Option<BTreeSet<WebhookEvent>>,
    /// Whether it is told. What happens while it is off is not told later.
    on: Option<bool>,
}

/// A webhook, without its secret.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Webhook")]
struct WebhookView {
    /// The id of the webhook.
    id: WebhookId,
    /// Where the program is told.
    url: String,
    /// Of what it is told.
    events: BTreeSet<WebhookEvent>,
    /// When it was made, in unix milliseconds.
    created_at: UnixMs,
    /// When it was switched off, in unix milliseconds; null while it is on. The program switches it off
    /// with an answer 410.
    stopped_at: Option<UnixMs>,
}

/// The webhooks.
#[derive(Serialize, JsonSchema)]
struct WebhookList {
    /// Newest first.
    webhooks: Vec<WebhookView>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

/// A webhook and its secret.
#[derive(Serialize, JsonSchema)]
struct MadeWebhook {
    /// The webhook.
    webhook: WebhookView,
    /// What the program checks signatures with. It is shown only here; if it is lost, renew it.
    secret: String,
}

/// Whether a program took a test.
#[derive(Serialize, JsonSchema)]
struct Tested {
    /// Whether it did.
    taken: bool,
    /// Why not, as a code such as `unreachable`; null if it did.
    failure: Option<String>,
}

/// What a webhook is or was told.
#[derive(Serialize, JsonSchema)]
struct Delivery {
    /// The `webhook-id`, the same in every attempt.
    id: JobId,
    /// What happened; null if it is not known any more.
    event: Option<WebhookEvent>,
    /// The room it happened in.
    room: RoomId,
    /// How far it is.
    state: JobState,
    /// When it was first to be told, in unix milliseconds.
    due_at: UnixMs,
    /// How often it was tried.
    attempts: u32,
    /// When it is tried again, in unix milliseconds; null before a failure and once it is given up.
    retry_at: Option<UnixMs>,
    /// The code of the last failure; null if there was none.
    failure: Option<String>,
}

/// What a webhook is or was told in the last 30 days.
#[derive(Serialize, JsonSchema)]
struct DeliveryList {
    /// The last first.
    deliveries: Vec<Delivery>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const PATH: &str = "/api/webhooks/{webhook}";
    let made = json!({
        "webhook": example(), "secret": "whsec_2Nf0mQ3c1m0oQw9Qm1S2c0v0Zs9n4m8mZ1Z3o1G1b0w=",
    });
    let new = json!({"url": "https://groups.example/rondo", "events": ["date.cancelled"]});
    vec![
        Endpoint::get("/api/webhooks", "Lists where programs are told what happened", list)
            .needs(Access::Administrator)
            .paged()
            .answers::<WebhookList>(
                StatusCode::OK,
                "Newest first",
                json!({"webhooks": [example()], "next": null}),
            ),
        Endpoint::post(
            "/api/webhooks",
            "Tells a program what happens from now on in all rooms, with a signature as Standard Webhooks \
             1.0 has it",
            create,
        )
        .needs(Access::Administrator)
        .once()
        .body::<NewWebhook>(new)
        .answers::<MadeWebhook>(StatusCode::CREATED, "The new webhook", made.clone())
        .refuses(&[Code::WebhookUrl, Code::OutOfRange, Code::TooManyWebhooks]),
        Endpoint::get(PATH, "Shows a webhook", get)
            .tagged(Thing::Webhook)
            .needs(Access::Administrator)
            .answers::<WebhookView>(StatusCode::OK, "The webhook", example())
            .refuses(&[Code::NotFound]),
        Endpoint::patch(PATH, "Changes a webhook, or switches it on or off", change)
            .tagged(Thing::Webhook)
            .needs(Access::Administrator)
            .body::<WebhookChange>(json!({"on": false}))
            .answers::<WebhookView>(StatusCode::OK, "The webhook as it is now", example())
            .refuses(&[Code::NotFound, Code::WebhookUrl, Code::OutOfRange]),
        Endpoint::delete(PATH, "Deletes a webhook, and what it was still to be told", delete)
            .tagged(Thing::Webhook)
            .needs(Access::Administrator)
            .body::<Empty>(json!({}))
            .done("The program is told no more")
            .refuses(&[Code::NotFound]),
        Endpoint::post("/api/webhooks/{webhook}/secret", "Renews the secret of a webhook at once", renew)
            .tagged(Thing::Webhook)
            .needs(Access::Administrator)
            .body::<Empty>(json!({}))
            .answers::<MadeWebhook>(StatusCode::OK, "The webhook and its new secret", made)
            .refuses(&[Code::NotFound]),
        Endpoint::post(
            "/api/webhooks/{webhook}/test",
            "Tells the program of a webhook that this is a test",
            test,
        )
        .needs(Access::Administrator)
        .body::<Empty>(json!({}))
        .answers::<Tested>(
            StatusCode::OK,
            "Whether the program took it",
            json!({"taken": false, "failure": "unreachable"}),
        )
        .refuses(&[Code::NotFound, Code::TooManyAttempts]),
        Endpoint::get("/api/webhooks/{webhook}/deliveries", "Lists what a webhook was told", deliveries)
            .needs(Access::Administrator)
            .paged()
            .answers::<DeliveryList>(
                StatusCode::OK,
                "The last first",
                json!({"deliveries": [delivery_example()], "next": null}),
            )
            .refuses(&[Code::NotFound]),
        Endpoint::post(
            "/api/webhooks/{webhook}/deliveries/{job}/again",
            "Tries at once again what failed, or waits after a failure",
            again,
        )
        .needs(Access::Administrator)
        .body::<Empty>(json!({}))
        .done("It is tried again")
        .refuses(&[Code::NotFound]),
    ]
}

async fn list(
    State(web): State<Web>,
    _: Administrator,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<WebhookList>, Problem> {
    let page = asked.of(web.store.webhooks().await?, |hook| (Reverse(hook.created_at), hook.id))?;
    let webhooks = page.items.into_iter().map(WebhookView::from).collect();
    Ok(Json(WebhookList { webhooks, next: page.next }))
}

async fn get(
    State(web): State<Web>,
    _: Administrator,
    At(id): At<WebhookId>,
) -> Result<Json<WebhookView>, Problem> {
    Ok(Json(found(&web, id).await?.into()))
}

async fn create(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    Body(request): Body<NewWebhook>,
) -> Result<impl IntoResponse, Problem> {
    let hook = Webhook {
        id: WebhookId::random(),
        url: checked(&web, &request.url).await?,
        events: check_events(request.events)?,
        serial: 1,
        since: 0,
        created_at: web.now(),
        stopped_at: None,
    };
    if web.store.webhooks().await?.len() >= WEBHOOKS_MAX {
        return Err(Code::TooManyWebhooks.into());
    }
    let act = web.act(admin.party(), AuditAction::WebhookCreate, None, None)?;
    web.store.create_webhook(hook.clone(), act).await?;
    Ok((StatusCode::CREATED, Json(made(&web, hook))))
}

async fn change(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    At(id): At<WebhookId>,
    Body(request): Body<WebhookChange>,
) -> Result<Json<WebhookView>, Problem> {
    let mut hook = found(&web, id).await?;
    if let Some(url) = request.url {
        hook.url = checked(&web, &url).await?;
    }
    if let Some(events) = request.events {
        hook.events = check_events(events)?;
    }
    hook.stopped_at = match request.on {
        Some(true) => None,
        Some(false) => hook.stopped_at.or_else(|| Some(web.now())),
        None => hook.stopped_at,
    };
    let act = web.act(admin.party(), AuditAction::WebhookChange, None, None)?;
    web.store.change_webhook(hook.clone(), act).await?;
    Ok(Json(hook.into()))
}

async fn delete(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    At(id): At<WebhookId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let act = web.act(admin.party(), AuditAction::WebhookDelete, None, None)?;
    web.store.delete_webhook(id, act).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn renew(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    At(id): At<WebhookId>,
    Body(Empty {}): Body<Empty>,
) -> Result<Json<MadeWebhook>, Problem> {
    let mut hook = found(&web, id).await?;
    hook.serial = hook.serial.saturating_add(1);
    let act = web.act(admin.party(), AuditAction::WebhookRenew, None, None)?;
    web.store.change_webhook(hook.clone(), act).await?;
    Ok(Json(made(&web, hook)))
}

async fn test(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    At(id): At<WebhookId>,
    Body(Empty {}): Body<Empty>,
) -> Result<Json<Tested>, Problem> {
    let hook = found(&web, id).await?;
    web.throttles.webhook_tests.attempt(&admin.id()).await?;
    let failure = web.background.webhooks.test(&hook).await.err().map(|untold| untold.code().to_owned());
    Ok(Json(Tested { taken: failure.is_none(), failure }))
}

async fn deliveries(
    State(web): State<Web>,
    _: Administrator,
    At(id): At<WebhookId>,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<DeliveryList>, Problem> {
    let hook = found(&web, id).await?;
    let jobs = web.store.deliveries(hook.id).await?;
    let page = asked.of(jobs, |job| (Reverse(job.due_at), job.id))?;
    let mut deliveries = Vec::new();
    for job in page.items {
        deliveries.push(Delivery::of(&web, job).await?);
    }
    Ok(Json(DeliveryList { deliveries, next: page.next }))
}

async fn again(
    State(web): State<Web>,
    _: Administrator,
    At((id, job)): At<(WebhookId, JobId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let own = web.store.deliveries(id).await?.iter().any(|delivery| delivery.id == job);
    if !own {
        return Err(Code::NotFound.into());
    }
    web.store.retry_job(job, web.now()).await?;
    web.background.queue.wake();
    Ok(StatusCode::NO_CONTENT)
}

async fn found(web: &Web, id: WebhookId) -> Result<Webhook, Problem> {
    let hooks = web.store.webhooks().await?;
    hooks.into_iter().find(|hook| hook.id == id).ok_or_else(|| Code::NotFound.into())
}

/// The address as it is kept.
async fn checked(web: &Web, text: &str) -> Result<String, Problem> {
    let refused = || Problem::field(Code::WebhookUrl, "url");
    let short = text.chars().count() <= WEBHOOK_URL_CHARS_MAX;
    let url = Url::parse(text.trim()).ok().filter(|_| short).ok_or_else(refused)?;
    if web.background.webhooks.reaches(&url).await { Ok(url.to_string()) } else { Err(refused()) }
}

fn made(web: &Web, hook: Webhook) -> MadeWebhook {
    let secret = web.background.webhooks.secret(&hook);
    MadeWebhook { webhook: hook.into(), secret }
}

impl From<Webhook> for WebhookView {
    fn from(hook: Webhook) -> Self {
        let Webhook { id, url, events, created_at, stopped_at, .. } = hook;
        Self { id, url, events, created_at, stopped_at }
    }
}

impl Delivery {
    async fn of(web: &Web, job: Job) -> Result<Self, Problem> {
        let event = event_of(&web.store, &job).await?;
        let Job { id, room, state, due_at, attempts, retry_at, failure, .. } = job;
        Ok(Self { id, event, room, state, due_at, attempts, retry_at, failure })
    }
}

fn example() -> Value {
    json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://groups.example/rondo", "events": ["date.cancelled"],
        "created_at": 1_900_000_000_000_i64, "stopped_at": null,
    })
}

fn delivery_example() -> Value {
    json!({
        "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "event": "date.cancelled", "room": "aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "state": "waiting", "due_at": 1_900_000_000_000_i64, "attempts": 2, "retry_at": 1_900_000_120_000_i64,
        "failure": "http_failed",
    })
}
