//! Notices on a person's device: the key that browsers ask for, and what a person of a room wants in
//! this browser.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    body::{Body, Empty},
    endpoint::{Access, Endpoint},
    extract::{At, SignedIn, Visitor},
    lead_seats,
    origins::Site,
    problem::{Code, Problem},
    seats,
    web::Web,
};
use crate::{
    auth::RandomId,
    meeting::id::{ParticipantId, RoomId, SubscriptionId},
    push::{Address, Unusable},
    room::language::Language,
    store::{BrowserSecret, Participant, PushSubscription},
};

/// The key of this server.
#[derive(Serialize, JsonSchema)]
struct PushKey {
    /// The `applicationServerKey` to subscribe with: an uncompressed P-256 point as base64url.
    key: String,
}

/// How a person of a room wants to be told in this browser.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Subscribe {
    /// The `endpoint` of the browser's push subscription. Only https, and only public addresses.
    endpoint: String,
    /// The browser's public key: its `p256dh` as base64url.
    key: String,
    /// The browser's shared secret: its `auth` as base64url.
    auth: String,
    /// The language of the notices.
    language: Language,
    /// Whether a notice may make a sound.
    sound: bool,
    /// Whether a notice may vibrate.
    vibration: bool,
}

/// Whether a person of a room is told in this browser.
#[derive(Serialize, JsonSchema)]
struct Subscribed {
    /// True if they are.
    on: bool,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const KEY: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const PATH: &str = "/api/seat/{room}/push";
    const LEADS: [Code; 2] = [Code::TherapistRequired, Code::Forbidden];
    vec![
        Endpoint::get("/api/push", "Returns the key to subscribe to notices with", key).answers::<PushKey>(
            StatusCode::OK,
            "The key. It stays the same",
            json!({"key": KEY}),
        ),
        Endpoint::get(PATH, "Tells whether the caller is told on this device when they are wanted", is_on)
            .needs(Access::Seat)
            .answers::<Subscribed>(StatusCode::OK, "Whether they are", json!({"on": true}))
            .refuses(&LEADS)
            .refuses(&[Code::Banned]),
        Endpoint::put(
            PATH,
            "Tells the caller on this device when they are wanted in a meeting of the room, in neutral words",
            subscribe,
        )
        .needs(Access::Seat)
        .body::<Subscribe>(json!({
            "endpoint": "https://push.example/v1/abc", "key": KEY, "auth": "BTBZMqHH6r4Tts7J_aSIgg",
            "language": "en", "sound": false, "vibration": false,
        }))
        .done(
            "On. It replaces what was on in this browser, and goes with the seat, the device or the session",
        )
        .refuses(&LEADS)
        .refuses(&[Code::Banned, Code::SeriesLost, Code::PushEndpoint, Code::PushKey]),
        Endpoint::delete(PATH, "Tells the caller on this device no more", unsubscribe)
            .needs(Access::Seat)
            .body::<Empty>(json!({}))
            .done("Off")
            .refuses(&LEADS)
            .refuses(&[Code::Banned]),
    ]
}

async fn key(State(web): State<Web>) -> Json<PushKey> {
    Json(PushKey { key: web.services.push.public_key().to_owned() })
}

/// A person of the room, by what their browser shows.
struct Here {
    who: ParticipantId,
    browser: BrowserSecret,
}

/// An account that leads the room, and otherwise the member whose seat is remembered, as at its door.
/// `None` for an account that leads it and has no seat yet.
async fn here(
    web: &Web,
    headers: &HeaderMap,
    site: Site,
    someone: Option<&SignedIn>,
    id: RoomId,
) -> Result<Option<Here>, Problem> {
    let room = seats::open_room(web, id).await?.ok_or(Code::NotFound)?;
    if let Some(someone) = someone
        && let Some(standing) = web.store.standing(room.id, someone.id()).await?
    {
        standing.may_lead(room.kind, someone.account.rights())?;
        let seat = web.store.participant_by_account(id, someone.id()).await?;
        return seat.map(|seat| lead(&seat, someone)).transpose();
    }
    let seat = seats::of(web, headers, site, id).await?.ok_or(Code::NoSeat)?;
    Ok(Some(Here { who: seat.person.id, browser: BrowserSecret::Seat(seat.device.secret_hash) }))
}

fn lead(seat: &Participant, someone: &SignedIn) -> Result<Here, Problem> {
    match seat.banned_at {
        Some(_) => Err(Code::Banned.into()),
        None => Ok(Here { who: seat.id, browser: BrowserSecret::Session(someone.session) }),
    }
}

async fn is_on(
    State(web): State<Web>,
    site: Site,
    Visitor(someone): Visitor,
    headers: HeaderMap,
    At(id): At<RoomId>,
) -> Result<Json<Subscribed>, Problem> {
    let on = match here(&web, &headers, site, someone.as_ref(), id).await? {
        Some(Here { who, browser }) => web.store.subscription(who, browser).await?.is_some(),
        None => false,
    };
    Ok(Json(Subscribed { on }))
}

async fn subscribe(
    State(web): State<Web>,
    site: Site,
    Visitor(someone): Visitor,
    headers: HeaderMap,
    At(id): At<RoomId>,
    Body(wish): Body<Subscribe>,
) -> Result<StatusCode, Problem> {
    let found = here(&web, &headers, site, someone.as_ref(), id).await?;
    let address =
        Address::new((&wish.endpoint, &wish.key, &wish.auth), wish.language, (wish.sound, wish.vibration));
    let address = address.map_err(|unusable| match unusable {
        Unusable::Endpoint => Problem::field(Code::PushEndpoint, "endpoint"),
        Unusable::Key => Problem::field(Code::PushKey, "key"),
        Unusable::Auth => Problem::field(Code::PushKey, "auth"),
    })?;
    if !web.services.push.takes(&address) {
        return Err(Problem::field(Code::PushEndpoint, "endpoint"));
    }
    let Here { who, browser } = match found {
        Some(here) => here,
        None => {
            let someone = someone.ok_or(Code::NoSeat)?;
            lead(&lead_seats::of(&web, &someone, id).await?, &someone)?
        }
    };
    let subscription = SubscriptionId::random();
    let content = serde_json::to_vec(&address).map_err(|_| Code::Internal)?;
    let key = web.store.series_key(id).await?;
    let sealed = key.seal_subscription(subscription, &content).map_err(|_| Code::Internal)?;
    let kept = PushSubscription { id: subscription, participant: who, sealed, created_at: web.now() };
    web.store.put_subscription(kept, browser).await?;
    web.services.directory.note_reachable(id, who, true).await;
    Ok(StatusCode::NO_CONTENT)
}

async fn unsubscribe(
    State(web): State<Web>,
    site: Site,
    Visitor(someone): Visitor,
    headers: HeaderMap,
    At(id): At<RoomId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let found = here(&web, &headers, site, someone.as_ref(), id).await?;
    let Some(Here { who, browser }) = found else { return Ok(StatusCode::NO_CONTENT) };
    web.store.erase_subscription_of(who, browser).await?;
    let left = !web.store.subscriptions(who, web.now()).await?.is_empty();
    web.services.directory.note_reachable(id, who, left).await;
    Ok(StatusCode::NO_CONTENT)
}
