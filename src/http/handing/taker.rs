//! What an account has to answer or to read of rooms that are handed on, on its desk.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::terms::{ROOM, check_room_for, gone, owner_changed};
use crate::{
    http::{
        body::{Body, Empty},
        endpoint::{Access, Endpoint},
        extract::{At, SignedIn},
        problem::{Code, Problem},
        revoke::ByDesk,
        web::Web,
    },
    meeting::{id::RoomId, role::RoomKind},
    room::{Room, Standing},
    store::{AuditAction, Handing, HandingState, Party},
    time::UnixMs,
};

/// How far the handing on of a room has come, for whom it concerns.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum HandingStep {
    /// The room is offered to the caller.
    Offered,
    /// The caller offered it, and the other one said no.
    Declined,
    /// The caller offered it, and the other one owns it now.
    Taken,
    /// An administrator handed the room on to the caller, who owns it now.
    Given,
}

/// A room that is handed on, for one of the two accounts.
#[derive(Serialize, JsonSchema)]
struct HandingView {
    /// The room.
    room: RoomId,
    /// The name of the room.
    title: String,
    /// Peer-led or therapist-led.
    kind: RoomKind,
    /// How far it has come.
    step: HandingStep,
    /// The name that others see of the other account.
    other: String,
    /// When its next date begins that is not cancelled, in unix milliseconds; null if it has none.
    next_at: Option<UnixMs>,
    /// When it came so far, in unix milliseconds.
    at: UnixMs,
}

/// The rooms that are handed on.
#[derive(Serialize, JsonSchema)]
struct HandingList {
    /// What the caller has to answer or to read, the oldest first.
    handings: Vec<HandingView>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let example = json!({
        "room": ROOM, "title": "Grief", "kind": "peer_led", "step": "offered", "other": "Ada",
        "next_at": 1_900_000_000_000_i64, "at": 1_900_000_000_000_i64,
    });
    vec![
        Endpoint::get(
            "/api/me/handings",
            "Lists the rooms that are handed on to the caller or by them",
            list,
        )
        .needs(Access::Account)
        .answers::<HandingList>(StatusCode::OK, "The rooms", json!({"handings": [example]})),
        Endpoint::post(
            "/api/me/handings/{room}/take",
            "Takes a room that is offered to the caller, who owns it from then on",
            take,
        )
        .needs(Access::Account)
        .body::<Empty>(json!({}))
        .done("Taken. The owner of before leads the room no more, and is cut from a running meeting")
        .refuses(&[
            Code::NotFound,
            Code::OfferGone,
            Code::Forbidden,
            Code::TherapistRequired,
            Code::TooManyRooms,
        ]),
        Endpoint::post("/api/me/handings/{room}/decline", "Says no to a room that is offered", decline)
            .needs(Access::Account)
            .body::<Empty>(json!({}))
            .done("Declined")
            .refuses(&[Code::NotFound, Code::OfferGone]),
        Endpoint::delete(
            "/api/me/handings/{room}",
            "Forgets that a room was declined, taken or given, once the caller has read it",
            read,
        )
        .needs(Access::Account)
        .body::<Empty>(json!({}))
        .done("Forgotten")
        .refuses(&[Code::NotFound]),
    ]
}

async fn list(State(web): State<Web>, someone: SignedIn) -> Result<Json<HandingList>, Problem> {
    let mut handings = Vec::new();
    for handing in web.store.handings_of(someone.id()).await? {
        let room = web.store.room(handing.room).await?.filter(|room| room.archived_at.is_none());
        let Some(room) = room else { continue };
        handings.extend(view(&web, &someone, &room, &handing).await?);
    }
    Ok(Json(HandingList { handings }))
}

async fn view(
    web: &Web,
    someone: &SignedIn,
    room: &Room,
    handing: &Handing,
) -> Result<Option<HandingView>, Problem> {
    let other = if handing.giver == someone.id() { handing.taker } else { handing.giver };
    let Some(other) = web.store.account(other).await? else { return Ok(None) };
    let step = match handing.state {
        HandingState::Offered => HandingStep::Offered,
        HandingState::Declined => HandingStep::Declined,
        HandingState::Taken => HandingStep::Taken,
        HandingState::Given => HandingStep::Given,
    };
    Ok(Some(HandingView {
        room: room.id,
        title: room.title.clone(),
        kind: room.kind,
        step,
        other: other.display_name,
        next_at: room.next_date(web.now(), None).map(|date| date.starts_at),
        at: handing.at,
    }))
}

async fn take(
    State(web): State<Web>,
    someone: SignedIn,
    At(id): At<RoomId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let mine = |handing: &Handing| handing.taker == someone.id() && handing.state == HandingState::Offered;
    let handing = web.store.handing(id).await?.filter(mine).ok_or(Code::OfferGone)?;
    let room = web.store.room(id).await?.ok_or(Code::OfferGone)?;
    Standing::Owner.may_lead(room.kind, someone.account.rights())?;
    check_room_for(&web, &someone.account, 1).await?;
    let act =
        web.act(someone.party(), AuditAction::RoomTake, Some(id), Some(Party::Account(handing.giver)))?;
    let desk = ByDesk::of(&web, vec![room]).await?;
    web.store.take_room(id, someone.id(), web.now(), act).await.map_err(gone)?;
    owner_changed(&web, &handing, desk).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn decline(
    State(web): State<Web>,
    someone: SignedIn,
    At(id): At<RoomId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let act = web.act(someone.party(), AuditAction::RoomOfferDecline, Some(id), None)?;
    web.store.decline_room(id, someone.id(), web.now(), act).await.map_err(gone)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn read(
    State(web): State<Web>,
    someone: SignedIn,
    At(id): At<RoomId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    web.store.forget_handing(id, someone.id()).await?;
    Ok(StatusCode::NO_CONTENT)
}
