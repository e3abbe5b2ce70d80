//! Links into a room, for those who lead it.

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
    store::{self, Invite, Party, StoreError},
};

/// What an invite makes of the one who follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::http) enum InviteKind {
    /// A member. The link works until it is revoked.
    Member,
    /// A co-lead. The link works once, and for an account only.
    CoLead,
}

impl From<store::InviteKind> for InviteKind {
    fn from(kind: store::InviteKind) -> Self {
        match kind {
            store::InviteKind::Member => Self::Member,
            store::InviteKind::CoLead => Self::CoLead,
        }
    }
}

impl From<InviteKind> for store::InviteKind {
    fn from(kind: InviteKind) -> Self {
        match kind {
            InviteKind::Member => Self::Member,
            InviteKind::CoLead => Self::CoLead,
        }
    }
}

/// What kind of link.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewInvite {
    /// For whom.
    kind: InviteKind,
}

/// A new link.
#[derive(Serialize, JsonSchema)]
struct MadeInvite {
    /// Its id, to revoke it.
    id: InviteId,
    /// For whom.
    kind: InviteKind,
    /// Shown once; a lost link is replaced.
    link: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let link = "http://127.0.0.1:8080/join#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    vec![
        Endpoint::post(
            "/api/rooms/{room}/invites",
            "A new invite link; for a co-lead, by the owner only",
            create,
        )
        .needs(Access::Lead)
        .body::<NewInvite>(json!({"kind": "member"}))
        .answers::<MadeInvite>(
            StatusCode::CREATED,
            "Made",
            json!({"id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "member", "link": link}),
        )
        .refuses(&[Code::TooManyInvites]),
        Endpoint::delete("/api/rooms/{room}/invites/{invite}", "Revokes an invite link", revoke)
            .needs(Access::Lead)
            .body::<Empty>(json!({}))
            .done("The link no longer works; who came by it stays"),
    ]
}

async fn create(
    State(web): State<Web>,
    lead: Lead,
    Body(request): Body<NewInvite>,
) -> Result<impl IntoResponse, Problem> {
    let room = lead.room.id;
    // Powers are handed on by the one who owns them.
    if request.kind == InviteKind::CoLead && lead.room.owner != lead.someone.id() {
        return Err(Code::Forbidden.into());
    }
    if web.store.invites(room).await?.len() >= INVITES_PER_ROOM_MAX {
        return Err(Code::TooManyInvites.into());
    }
    let id = InviteId::random();
    web.note(lead.someone.party(), "invite_create", Some(room), Some(Party::Invite(id))).await?;
    let secret = make(&web, id, room, request.kind.into()).await?;
    let page = match request.kind {
        InviteKind::Member => "join",
        InviteKind::CoLead => "lead",
    };
    let made = MadeInvite { id, kind: request.kind, link: web.link(page, &secret) };
    Ok((StatusCode::CREATED, Json(made)))
}

/// Makes an invite and returns its secret.
pub(super) async fn make(
    web: &Web,
    id: InviteId,
    room: RoomId,
    kind: store::InviteKind,
) -> Result<Secret, StoreError> {
    let secret = Secret::random();
    let (secret_hash, created_at) = (digest(&secret), web.now());
    let invite = Invite { id, room, kind, secret_hash, created_at, revoked_at: None, used_at: None };
    web.store.create_invite(invite).await?;
    Ok(secret)
}

async fn revoke(
    State(web): State<Web>,
    lead: Lead,
    At((room, invite)): At<(RoomId, InviteId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    if !web.store.invites(room).await?.iter().any(|known| known.id == invite) {
        return Err(Code::NotFound.into());
    }
    web.note(lead.someone.party(), "invite_revoke", Some(room), Some(Party::Invite(invite))).await?;
    web.store.revoke_invite(room, invite, web.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
