//! What a room says of itself in the public directory, for those who lead it.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::invites;
use crate::{
    auth::RandomId,
    http::{
        Web,
        body::Body,
        endpoint::{Access, Endpoint},
        extract::{Lead, Owner},
        limits::INVITES_PER_ROOM_MAX,
        problem::{Code, Problem},
    },
    meeting::id::InviteId,
    room::{
        EditError, InviteKind, LanguageCode, Listing, Room, Scope,
        listing::{NewListing, emptied},
    },
    store::{AuditAction, DirectoryLink, ListingChange, Thing},
    time::UnixMs,
};

/// What a room says of itself in the public directory.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Listing")]
struct ListingView {
    /// Since when everybody can find the room, in unix milliseconds; null while it is private.
    listed_at: Option<UnixMs>,
    /// The address of its public page. There is nothing to see while the room is private.
    page: String,
    /// Whether newcomers may join from that page, by a link that works.
    joinable: bool,
    /// The language that is written in the meetings, as a code of ISO 639-1; null before it was chosen.
    language: Option<LanguageCode>,
    /// Who leads. May be empty while the room is private, as each line here.
    led_by: String,
    /// What the room asks of those who come.
    asks: String,
    /// What happens in a meeting.
    happens: String,
    /// Whom the room suits.
    suits: String,
    /// Whom the room does not suit.
    not_for: String,
    /// What it costs.
    cost: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let path = "/api/rooms/{room}/listing";
    vec![
        Endpoint::get(path, "Shows what a room says of itself in the public directory", get)
            .tagged(Thing::Listing)
            .needs(Access::Lead)
            .program(Scope::RoomsRead)
            .answers::<ListingView>(StatusCode::OK, "The listing", example()),
        Endpoint::put(
            path,
            "Writes what a room says of itself in the public directory, and whether it is there",
            keep,
        )
        .tagged(Thing::Listing)
        .needs(Access::Owner)
        .program(Scope::RoomsWrite)
        .body::<NewListing>(new_example())
        .answers::<ListingView>(StatusCode::OK, "The listing as it is now", example())
        .refuses(&[Code::ListingInvalid, Code::RehearsalUnlisted, Code::TooManyInvites]),
    ]
}

async fn get(State(web): State<Web>, lead: Lead) -> Result<Json<ListingView>, Problem> {
    let listing = web.store.listing(lead.room.id).await?;
    view(&web, lead.room, listing).await
}

async fn keep(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(request): Body<NewListing>,
) -> Result<Json<ListingView>, Problem> {
    if lead.room.rehearsal.is_some() {
        return Err(Code::RehearsalUnlisted.into());
    }
    let before = web.store.listing(lead.room.id).await?;
    let checked = request.check(lead.room, before.as_ref(), web.now());
    let (room, listing) = checked.map_err(EditError::Listing)?;
    let joinable = request.public && request.joinable;
    let link = if joinable { open_link(&web, &room).await? } else { DirectoryLink::Close(web.now()) };
    let was_public = before.is_some_and(|before| before.listed_at.is_some());
    let action = match (was_public, request.public) {
        (false, true) => AuditAction::ListingPublish,
        (true, false) => AuditAction::ListingWithdraw,
        (true, true) | (false, false) => AuditAction::ListingChange,
    };
    let act = web.act(lead.someone.party(), action, Some(room.id), None)?;
    let change = ListingChange { listing: listing.clone(), room: room.clone(), link };
    web.store.keep_listing(change, act).await?;
    view(&web, room, Some(listing)).await
}

/// A link for the directory, which the store takes if the room has none that works.
async fn open_link(web: &Web, room: &Room) -> Result<DirectoryLink, Problem> {
    let invites = web.store.invites(room.id).await?;
    if invites.len() >= INVITES_PER_ROOM_MAX && invites.iter().all(|invite| invite.public_secret.is_none()) {
        return Err(Code::TooManyInvites.into());
    }
    let (mut invite, secret) = invites::draw(web, InviteId::random(), room.id, InviteKind::Member);
    invite.public_secret = Some(secret.to_text().to_string());
    Ok(DirectoryLink::Open(Box::new(invite)))
}

/// Refuses to empty a line of a room that everybody can read.
pub(super) async fn must_stay_complete(web: &Web, room: &Room) -> Result<(), Problem> {
    let emptied = emptied(room);
    let listing = web.store.listing(room.id).await?;
    if !emptied.is_empty() && listing.is_some_and(|listing| listing.listed_at.is_some()) {
        return Err(EditError::Listing(emptied).into());
    }
    Ok(())
}

async fn view(web: &Web, room: Room, listing: Option<Listing>) -> Result<Json<ListingView>, Problem> {
    let now = web.now();
    let links = web.store.invites(room.id).await?;
    let joinable = links.iter().any(|link| link.public_secret.is_some() && !link.has_expired(now));
    let Room { id, suits, not_for, .. } = room;
    let listed_at = listing.as_ref().and_then(|listing| listing.listed_at);
    let language = listing.as_ref().map(|listing| listing.language.clone());
    let [led_by, asks, happens, cost] = match listing {
        Some(Listing { led_by, asks, happens, cost, .. }) => [led_by, asks, happens, cost],
        None => Default::default(),
    };
    let page = web.page(&format!("groups/{id}"));
    Ok(Json(ListingView { listed_at, page, joinable, language, led_by, asks, happens, suits, not_for, cost }))
}

fn lines() -> Value {
    json!({
        "joinable": true, "language": "en", "led_by": "Two of us, in turn.", "asks": "Come on time.",
        "happens": "Everyone has a share, and nobody answers it.", "suits": "People who lost someone.",
        "not_for": "The first days after a death.", "cost": "Nothing.",
    })
}

fn with(more: &Value) -> Value {
    let mut example = lines();
    if let (Value::Object(example), Value::Object(more)) = (&mut example, more) {
        example.extend(more.clone());
    }
    example
}

fn new_example() -> Value {
    with(&json!({"public": true}))
}

fn example() -> Value {
    let page = "http://127.0.0.1:8080/groups/aaaaaaaaaaaaaaaaaaaaaaaaaa";
    with(&json!({"listed_at": 1_900_000_000_000_i64, "page": page}))
}
