//! The endpoints of invite links, for accounts that lead the room.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::invite_view::{self, InviteView, label};
use crate::{
    auth::{RandomId, Secret},
    http::{
        Web,
        body::{Body, Empty},
        endpoint::{Access, Endpoint},
        extract::{At, Lead, digest},
        limits::INVITES_PER_ROOM_MAX,
        problem::{Code, Problem},
    },
    meeting::id::{InviteId, RoomId},
    room::{InviteKind, InviteLife, Scope, invite_label},
    store::{AuditAction, AuditBatch, Invite, InviteChange, Party, StoreError, Thing},
    time::UnixMs,
};

/// The link to make.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewInvite {
    /// What the link makes of the person who follows it. Only the owner may invite co-leads.
    kind: InviteKind,
    /// What those who lead the room call it, at most 60 characters; nobody else sees that. May be empty or left
    /// out.
    #[serde(default)]
    label: String,
    /// How long it works from now on.
    #[serde(default)]
    lasts: InviteLife,
    /// Whether a member's link is for one person: it works for one seat. In a closed room every one is, and
    /// in a therapist-led one unless people ask to join it.
    #[serde(default)]
    personal: bool,
}

/// The changes of a link. A field that is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ChangedInvite {
    /// What those who lead the room call it, at most 60 characters; empty takes the label away.
    label: Option<String>,
    /// How long it works from now on, also if it has ended.
    lasts: Option<InviteLife>,
}

/// A new link.
#[derive(Serialize, JsonSchema)]
struct MadeInvite {
    /// The id of the link, to revoke it by.
    id: InviteId,
    /// What the link makes of the person who follows it.
    kind: InviteKind,
    /// When it ends, in unix milliseconds; null if it has no end.
    expires_at: Option<UnixMs>,
    /// The link itself.
    link: String,
}

/// A link that is shown again.
#[derive(Serialize, JsonSchema)]
struct ShownInvite {
    /// The link itself.
    link: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let link = "http://127.0.0.1:8080/join#7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0";
    vec![
        Endpoint::post(
            "/api/rooms/{room}/invites",
            "Makes an invite link. Only the owner may invite co-leads.",
            create,
        )
        .needs(Access::Lead)
.program(Scope::InvitesWrite)
.once()
        .body::<NewInvite>(json!({"kind": "member", "label": "sent to Ada", "lasts": "week", "personal": true}))
        .answers::<MadeInvite>(
            StatusCode::CREATED,
            "The new link",
            json!({"id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "member", "expires_at": null, "link": link}),
        )
        .refuses(&[Code::TooManyInvites, Code::PersonalOnly, Code::TooLong, Code::TextInvalid, Code::SeriesLost]),
        Endpoint::get("/api/rooms/{room}/invites/{invite}", "Shows an invite link without its secret", get)
            .tagged(Thing::Invite)
            .needs(Access::Lead)
            .program(Scope::RoomsRead)
            .answers::<InviteView>(StatusCode::OK, "The link", InviteView::example()),
        Endpoint::get(
            "/api/rooms/{room}/invites/{invite}/link",
            "Shows an invite link again, with its secret. Only the owner may look at a co-lead's.",
            show,
        )
        .needs(Access::Lead)
        .answers::<ShownInvite>(StatusCode::OK, "The link, which works as before", json!({"link": link}))
        .refuses(&[Code::SeriesLost]),
        Endpoint::patch(
            "/api/rooms/{room}/invites/{invite}",
            "Changes what a link is called and when it ends",
            change,
        )
        .tagged(Thing::Invite)
        .needs(Access::Lead)
.program(Scope::InvitesWrite)
        .body::<ChangedInvite>(json!({"label": "sent to Ada", "lasts": "month"}))
        .done("Changed. Seats that were taken by it stay.")
        .refuses(&[Code::TooLong, Code::TextInvalid, Code::SeriesLost]),
        Endpoint::delete("/api/rooms/{room}/invites/{invite}", "Revokes an invite link", revoke)
            .tagged(Thing::Invite)
            .needs(Access::Lead)
.program(Scope::InvitesWrite)
            .body::<Empty>(json!({}))
            .done("The link no longer works. People who already used it keep their seats."),
        Endpoint::post(
            "/api/rooms/{room}/invites/{invite}/replace",
            "Revokes a member's invite link that works and makes a new one in its place, with its label and its end",
            replace,
        )
        .needs(Access::Lead)
.program(Scope::InvitesWrite)
.once()
        .body::<Empty>(json!({}))
        .answers::<MadeInvite>(
            StatusCode::CREATED,
            "The new link, by which newcomers come in as the door stands",
            json!({"id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "member", "expires_at": null, "link": link}),
        )
        .refuses(&[Code::TooManyInvites]),
        Endpoint::delete(
            "/api/rooms/{room}/invites/{invite}/hold",
            "Lets newcomers by an invite link come in as the door stands, although somebody who came by it was sent away",
            release,
        )
        .needs(Access::Lead)
        .body::<Empty>(json!({}))
        .done("Newcomers by the link are not held any more"),
    ]
}

async fn create(
    State(web): State<Web>,
    lead: Lead,
    Body(request): Body<NewInvite>,
) -> Result<impl IntoResponse, Problem> {
    let room = lead.room.id;
    let label = invite_label(&request.label)?;
    // Only the owner shares the lead.
    if request.kind == InviteKind::CoLead && !lead.standing.owns() {
        return Err(Code::Forbidden.into());
    }
    let shared = request.kind == InviteKind::Member && !request.personal;
    if shared && !lead.room.entry.takes_links(lead.room.kind) {
        return Err(Problem::field(Code::PersonalOnly, "personal"));
    }
    if web.store.invites(room).await?.len() >= INVITES_PER_ROOM_MAX {
        return Err(Code::TooManyInvites.into());
    }
    let (mut new, secret) = draw(&web, InviteId::random(), room, request.kind);
    new.sealed_label = seal(&web, room, new.id, label).await?;
    new.sealed_secret = seal_secret(&web, room, new.id, &secret).await?;
    new.expires_at = request.lasts.end(new.created_at);
    new.personal = request.kind == InviteKind::Member && request.personal;
    let act =
        web.act(lead.someone.party(), AuditAction::InviteCreate, Some(room), Some(Party::Invite(new.id)))?;
    web.store.create_invite(new.clone(), act).await?;
    Ok((StatusCode::CREATED, Json(made(&web, &new, &secret))))
}

async fn get(
    State(web): State<Web>,
    lead: Lead,
    At((room, invite)): At<(RoomId, InviteId)>,
) -> Result<Json<InviteView>, Problem> {
    let mut invites = web.store.invites(room).await?;
    invites.retain(|known| known.id == invite);
    let seats = web.store.participants(room).await?;
    let view = invite_view::full(&web, &invites, &seats, lead.standing).await?.pop();
    view.map(Json).ok_or_else(|| Code::NotFound.into())
}

async fn change(
    State(web): State<Web>,
    lead: Lead,
    At((room, invite)): At<(RoomId, InviteId)>,
    Body(request): Body<ChangedInvite>,
) -> Result<StatusCode, Problem> {
    let sealed_label = match request.label {
        Some(label) => Some(seal(&web, room, invite, invite_label(&label)?).await?),
        None => None,
    };
    let expires_at = request.lasts.map(|lasts| lasts.end(web.now()));
    let act =
        web.act(lead.someone.party(), AuditAction::InviteChange, Some(room), Some(Party::Invite(invite)))?;
    web.store.change_invite(room, invite, InviteChange { sealed_label, expires_at }, act).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A label under the key of the series.
async fn seal(
    web: &Web,
    room: RoomId,
    invite: InviteId,
    label: Option<String>,
) -> Result<Option<Vec<u8>>, Problem> {
    let Some(label) = label else { return Ok(None) };
    let sealed = web.store.series_key(room).await?.seal_label(invite, &label);
    Ok(Some(sealed.map_err(|_| Code::Internal)?))
}

/// The secret under the key of the series; `None` if that key is lost, where no link leads anywhere.
async fn seal_secret(
    web: &Web,
    room: RoomId,
    invite: InviteId,
    secret: &Secret,
) -> Result<Option<Vec<u8>>, StoreError> {
    match web.store.series_key(room).await {
        Ok(key) => Ok(Some(key.seal_link(invite, &secret.to_text())?)),
        Err(StoreError::SeriesLost) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn show(
    State(web): State<Web>,
    lead: Lead,
    At((room, invite)): At<(RoomId, InviteId)>,
) -> Result<Json<ShownInvite>, Problem> {
    let invites = web.store.invites(room).await?;
    let known = invites.into_iter().find(|known| known.id == invite).ok_or(Code::NotFound)?;
    if known.kind == InviteKind::CoLead && !lead.standing.owns() {
        return Err(Code::Forbidden.into());
    }
    let sealed = known.sealed_secret.ok_or(Code::NotFound)?;
    let text = web.store.series_key(room).await?.open_link(invite, &sealed).map_err(|_| Code::Internal)?;
    let secret = text.parse().map_err(|_| Code::Internal)?;
    Ok(Json(ShownInvite { link: web.link(page(known.kind), &secret) }))
}

/// The page that a link leads to.
const fn page(kind: InviteKind) -> &'static str {
    match kind {
        InviteKind::Member => "join",
        InviteKind::CoLead => "lead",
    }
}

fn made(web: &Web, invite: &Invite, secret: &Secret) -> MadeInvite {
    let Invite { id, kind, expires_at, .. } = *invite;
    MadeInvite { id, kind, expires_at, link: web.link(page(kind), secret) }
}

async fn replace(
    State(web): State<Web>,
    lead: Lead,
    At((room, invite)): At<(RoomId, InviteId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<impl IntoResponse, Problem> {
    let invites = web.store.invites(room).await?;
    let old = invites.iter().find(|known| known.id == invite && known.kind == InviteKind::Member);
    let works =
        |old: &&Invite| old.revoked_at.is_none() && old.used_at.is_none() && !old.has_expired(web.now());
    let old = old.filter(works).ok_or(Code::NotFound)?;
    if invites.len() >= INVITES_PER_ROOM_MAX {
        return Err(Code::TooManyInvites.into());
    }
    let (mut new, secret) = draw(&web, InviteId::random(), room, InviteKind::Member);
    new.sealed_label = seal(&web, room, new.id, label(&web, old).await?).await?;
    new.sealed_secret = seal_secret(&web, room, new.id, &secret).await?;
    new.expires_at = old.expires_at;
    new.personal = old.personal;
    new.public_secret = old.public_secret.as_ref().map(|_| secret.to_text().to_string());
    let act =
        web.act(lead.someone.party(), AuditAction::InviteReplace, Some(room), Some(Party::Invite(invite)))?;
    web.store.replace_invite(invite, new.clone(), act).await?;
    Ok((StatusCode::CREATED, Json(made(&web, &new, &secret))))
}

async fn release(
    State(web): State<Web>,
    lead: Lead,
    At((room, invite)): At<(RoomId, InviteId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let act =
        web.act(lead.someone.party(), AuditAction::InviteRelease, Some(room), Some(Party::Invite(invite)))?;
    web.store.release_invite(room, invite, act).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes an invite without a label or an end, and returns its secret.
pub(super) async fn make(
    web: &Web,
    id: InviteId,
    room: RoomId,
    kind: InviteKind,
    audit: AuditBatch,
) -> Result<Secret, StoreError> {
    let (mut invite, secret) = draw(web, id, room, kind);
    invite.sealed_secret = seal_secret(web, room, id, &secret).await?;
    web.store.create_invite(invite, audit).await?;
    Ok(secret)
}

/// A member's invite for many people, and its secret.
pub(in crate::http) fn shared(web: &Web, id: InviteId, room: RoomId) -> (Invite, Secret) {
    draw(web, id, room, InviteKind::Member)
}

/// A member's invite for one person, and its secret.
pub(in crate::http) fn personal(web: &Web, id: InviteId, room: RoomId) -> (Invite, Secret) {
    let (invite, secret) = draw(web, id, room, InviteKind::Member);
    (Invite { personal: true, ..invite }, secret)
}

pub(super) fn draw(web: &Web, id: InviteId, room: RoomId, kind: InviteKind) -> (Invite, Secret) {
    let secret = Secret::random();
    let (secret_hash, created_at) = (digest(&secret), web.now());
    let invite = Invite {
        id,
        room,
        kind,
        secret_hash,
        created_at,
        revoked_at: None,
        used_at: None,
        held_at: None,
        sealed_label: None,
        expires_at: None,
        public_secret: None,
        personal: false,
        sealed_secret: None,
    };
    (invite, secret)
}

async fn revoke(
    State(web): State<Web>,
    lead: Lead,
    At((room, invite)): At<(RoomId, InviteId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let act =
        web.act(lead.someone.party(), AuditAction::InviteRevoke, Some(room), Some(Party::Invite(invite)))?;
    web.store.revoke_invite(room, invite, web.now(), act).await?;
    Ok(StatusCode::NO_CONTENT)
}
