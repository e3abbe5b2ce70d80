//! The endpoints of invite links, for accounts that lead the room.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

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
    room::{InviteKind, Standing},
    store::{AuditBatch, Invite, Party, StoreError},
};

/// The link to make.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewInvite {
    /// What the link makes of the person who follows it. Only the owner may invite co-leads.
    kind: InviteKind,
}

/// A new link.
#[derive(Serialize, JsonSchema)]
struct MadeInvite {
    /// The id of the link, to revoke it by.
    id: InviteId,
    /// What the link makes of the person who follows it.
    kind: InviteKind,
    /// The link itself. It is shown only here; if it is lost, make a new one.
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
        .body::<NewInvite>(json!({"kind": "member"}))
        .answers::<MadeInvite>(
            StatusCode::CREATED,
            "The new link",
            json!({"id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "member", "link": link}),
        )
        .refuses(&[Code::TooManyInvites]),
        Endpoint::delete("/api/rooms/{room}/invites/{invite}", "Revokes an invite link", revoke)
            .needs(Access::Lead)
            .body::<Empty>(json!({}))
            .done("The link no longer works. People who already used it keep their seats."),
        Endpoint::post(
            "/api/rooms/{room}/invites/{invite}/replace",
            "Revokes a member's invite link and makes a new one in its place",
            replace,
        )
        .needs(Access::Lead)
        .body::<Empty>(json!({}))
        .answers::<MadeInvite>(
            StatusCode::CREATED,
            "The new link, by which newcomers come in as the door stands",
            json!({"id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "member", "link": link}),
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
    // Only the owner shares the lead.
    if request.kind == InviteKind::CoLead && lead.standing != Standing::Owner {
        return Err(Code::Forbidden.into());
    }
    if web.store.invites(room).await?.len() >= INVITES_PER_ROOM_MAX {
        return Err(Code::TooManyInvites.into());
    }
    let id = InviteId::random();
    let act = web.act(lead.someone.party(), "invite_create", Some(room), Some(Party::Invite(id)))?;
    let secret = make(&web, id, room, request.kind, act).await?;
    let page = match request.kind {
        InviteKind::Member => "join",
        InviteKind::CoLead => "lead",
    };
    let made = MadeInvite { id, kind: request.kind, link: web.link(page, &secret) };
    Ok((StatusCode::CREATED, Json(made)))
}

async fn replace(
    State(web): State<Web>,
    lead: Lead,
    At((room, invite)): At<(RoomId, InviteId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<impl IntoResponse, Problem> {
    let invites = web.store.invites(room).await?;
    let old = invites.iter().find(|known| known.id == invite && known.kind == InviteKind::Member);
    old.filter(|old| old.revoked_at.is_none()).ok_or(Code::NotFound)?;
    if invites.len() >= INVITES_PER_ROOM_MAX {
        return Err(Code::TooManyInvites.into());
    }
    let (new, secret) = draw(&web, InviteId::random(), room, InviteKind::Member);
    let act = web.act(lead.someone.party(), "invite_replace", Some(room), Some(Party::Invite(invite)))?;
    web.store.replace_invite(invite, new, act).await?;
    let made = MadeInvite { id: new.id, kind: new.kind, link: web.link("join", &secret) };
    Ok((StatusCode::CREATED, Json(made)))
}

async fn release(
    State(web): State<Web>,
    lead: Lead,
    At((room, invite)): At<(RoomId, InviteId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let act = web.act(lead.someone.party(), "invite_release", Some(room), Some(Party::Invite(invite)))?;
    web.store.release_invite(room, invite, act).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes an invite and returns its secret.
pub(super) async fn make(
    web: &Web,
    id: InviteId,
    room: RoomId,
    kind: InviteKind,
    audit: AuditBatch,
) -> Result<Secret, StoreError> {
    let (invite, secret) = draw(web, id, room, kind);
    web.store.create_invite(invite, audit).await?;
    Ok(secret)
}

fn draw(web: &Web, id: InviteId, room: RoomId, kind: InviteKind) -> (Invite, Secret) {
    let secret = Secret::random();
    let (secret_hash, created_at) = (digest(&secret), web.now());
    let (revoked_at, used_at, held_at) = (None, None, None);
    (Invite { id, room, kind, secret_hash, created_at, revoked_at, used_at, held_at }, secret)
}

async fn revoke(
    State(web): State<Web>,
    lead: Lead,
    At((room, invite)): At<(RoomId, InviteId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let act = web.act(lead.someone.party(), "invite_revoke", Some(room), Some(Party::Invite(invite)))?;
    web.store.revoke_invite(room, invite, web.now(), act).await?;
    Ok(StatusCode::NO_CONTENT)
}
