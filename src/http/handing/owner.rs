//! How the owner offers a room to another host.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::terms::{gone, may_own};
use crate::{
    http::{
        body::{Body, Empty},
        endpoint::{Access, Endpoint},
        extract::Owner,
        problem::{Code, Problem},
        web::Web,
    },
    room::Room,
    store::{AuditAction, Handing, HandingState, Party},
    time::UnixMs,
};

/// To whom a room is offered.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewOffer {
    /// The sign-in name of the other host, in full.
    name: String,
}

/// A room that its owner offers to another host.
#[derive(Serialize, JsonSchema)]
pub(in crate::http) struct Offered {
    /// The name that others see of the host to whom it is offered.
    display_name: String,
    /// Whether that host has said no.
    declined: bool,
    /// When it was offered or declined, in unix milliseconds.
    at: UnixMs,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::put(
            "/api/rooms/{room}/offer",
            "Offers a room to another host, in place of an earlier offer. Nothing changes until they take it.",
            offer,
        )
        .needs(Access::Owner)
        .body::<NewOffer>(json!({"name": "berta"}))
        .answers::<Offered>(StatusCode::OK, "The offer", Offered::example())
        .refuses(&[Code::HeirUnfit, Code::HeirOwns, Code::TooManyAttempts]),
        Endpoint::delete("/api/rooms/{room}/offer", "Takes the offer of a room back", withdraw)
            .needs(Access::Owner)
            .body::<Empty>(json!({}))
            .done("Taken back")
            .refuses(&[Code::OfferGone]),
    ]
}

impl Offered {
    fn example() -> serde_json::Value {
        json!({"display_name": "Berta", "declined": false, "at": 1_900_000_000_000_i64})
    }

    /// The offer of a room, for its owner; `None` if there is none.
    pub(in crate::http) async fn of(web: &Web, room: &Room) -> Result<Option<Self>, Problem> {
        let Some(handing) = web.store.handing(room.id).await? else { return Ok(None) };
        let declined = match handing.state {
            HandingState::Offered => false,
            HandingState::Declined => true,
            HandingState::Taken | HandingState::Given => return Ok(None),
        };
        let taker = web.store.account(handing.taker).await?;
        Ok(taker.map(|taker| Self { display_name: taker.display_name, declined, at: handing.at }))
    }
}

async fn offer(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(request): Body<NewOffer>,
) -> Result<Json<Offered>, Problem> {
    let owner = lead.someone.id();
    web.throttles.heirs.attempt(&owner).await?;
    let taker = web.store.account_by_name(request.name.trim()).await?;
    if taker.as_ref().is_some_and(|taker| taker.id == owner) {
        return Err(Problem::field(Code::HeirOwns, "name"));
    }
    // One answer for all, so that it tells nothing of accounts.
    let taker = taker.filter(|taker| may_own(taker, lead.room.kind));
    let taker = taker.ok_or_else(|| Problem::field(Code::HeirUnfit, "name"))?;
    let (room, at) = (lead.room.id, web.now());
    let handing = Handing { room, giver: owner, taker: taker.id, state: HandingState::Offered, at };
    let target = Some(Party::Account(taker.id));
    let act = web.act(lead.someone.party(), AuditAction::RoomOffer, Some(room), target)?;
    web.store.offer_room(handing, act).await?;
    Ok(Json(Offered { display_name: taker.display_name, declined: false, at }))
}

async fn withdraw(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let room = lead.room.id;
    let act = web.act(lead.someone.party(), AuditAction::RoomOfferWithdraw, Some(room), None)?;
    web.store.withdraw_offer(room, lead.someone.id(), act).await.map_err(gone)?;
    Ok(StatusCode::NO_CONTENT)
}
