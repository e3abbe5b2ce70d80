//! How an administrator hands on the rooms of an account that can't sign in any more.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::terms::{ROOM, check_room_for, may_own, owner_changed};
use crate::{
    http::{
        body::Body,
        endpoint::{Access, Endpoint},
        extract::{Administrator, At},
        problem::{Code, Problem},
        revoke::ByDesk,
        web::Web,
    },
    meeting::{id::AccountId, role::RoomKind},
    room::Room,
    store::{AuditAction, AuditBatch, Handing, HandingState, NewAuditEntry, Party},
};

/// How many rooms of one kind an account owns. An administrator is not told which.
#[derive(Serialize, JsonSchema)]
struct OwnedRooms {
    /// Peer-led or therapist-led.
    kind: RoomKind,
    /// The rooms in use.
    rooms: u32,
    /// Those of them with a date that is still to come.
    with_dates: u32,
    /// The archived rooms.
    archived: u32,
}

/// The rooms that an account owns, in numbers.
#[derive(Serialize, JsonSchema)]
struct OwnedRoomList {
    /// The kinds of which it owns a room.
    owned: Vec<OwnedRooms>,
}

/// To whom the rooms of an account go.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct HandOn {
    /// The account that gets them.
    to: AccountId,
    /// All rooms of this kind.
    kind: RoomKind,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let owned = json!({"kind": "peer_led", "rooms": 3, "with_dates": 2, "archived": 0});
    vec![
        Endpoint::get("/api/accounts/{id}/rooms", "Counts the rooms that an account owns", count)
            .needs(Access::Administrator)
            .answers::<OwnedRoomList>(StatusCode::OK, "The numbers", json!({"owned": [owned]}))
            .refuses(&[Code::NotFound]),
        Endpoint::post(
            "/api/accounts/{id}/rooms/hand-on",
            "Hands all rooms of one kind of a disabled account on to another one, effective at once",
            hand_on,
        )
        .needs(Access::Administrator)
        .body::<HandOn>(json!({"to": ROOM, "kind": "peer_led"}))
        .answers::<OwnedRoomList>(StatusCode::OK, "What the account owns after it", json!({"owned": []}))
        .refuses(&[
            Code::NotFound,
            Code::AccountEnabled,
            Code::HeirUnfit,
            Code::HeirOwns,
            Code::TooManyRooms,
        ]),
    ]
}

async fn count(
    State(web): State<Web>,
    Administrator(_): Administrator,
    At(id): At<AccountId>,
) -> Result<Json<OwnedRoomList>, Problem> {
    web.store.account(id).await?.ok_or(Code::NotFound)?;
    Ok(Json(list(&web, id).await?))
}

async fn hand_on(
    State(web): State<Web>,
    Administrator(admin): Administrator,
    At(id): At<AccountId>,
    Body(HandOn { to, kind }): Body<HandOn>,
) -> Result<Json<OwnedRoomList>, Problem> {
    let giver = web.store.account(id).await?.ok_or(Code::NotFound)?;
    if !giver.disabled {
        return Err(Code::AccountEnabled.into());
    }
    if to == id {
        return Err(Problem::field(Code::HeirOwns, "to"));
    }
    let taker = web.store.account(to).await?.filter(|taker| may_own(taker, kind));
    let taker = taker.ok_or_else(|| Problem::field(Code::HeirUnfit, "to"))?;
    let rooms: Vec<Room> = owned(&web, id).await?.into_iter().filter(|room| room.kind == kind).collect();
    let in_use = rooms.iter().filter(|room| room.archived_at.is_none()).count();
    check_room_for(&web, &taker, in_use).await?;
    let at = web.now();
    let given = rooms.iter().map(|room| Handing {
        room: room.id,
        giver: id,
        taker: to,
        state: HandingState::Given,
        at,
    });
    let given: Vec<_> = given.collect();
    let target = Some(Party::Account(to));
    let act =
        |room: &Room| NewAuditEntry::new(at, admin.party(), AuditAction::RoomHandOn, Some(room.id), target);
    let acts = AuditBatch::new(rooms.iter().map(act).collect())?;
    let mut desks = Vec::new();
    for room in rooms {
        desks.push(ByDesk::of(&web, vec![room]).await?);
    }
    web.store.give_rooms(given.clone(), acts).await?;
    for (handing, desk) in given.iter().zip(desks) {
        owner_changed(&web, handing, desk).await?;
    }
    Ok(Json(list(&web, id).await?))
}

async fn list(web: &Web, account: AccountId) -> Result<OwnedRoomList, Problem> {
    let (rooms, now) = (owned(web, account).await?, web.now());
    let of = |kind: RoomKind| {
        let (archived, used): (Vec<&Room>, Vec<&Room>) =
            rooms.iter().filter(|room| room.kind == kind).partition(|room| room.archived_at.is_some());
        let dated = used.iter().filter(|room| room.next_date(now, None).is_some());
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        OwnedRooms {
            kind,
            with_dates: count(dated.count()),
            rooms: count(used.len()),
            archived: count(archived.len()),
        }
    };
    let kinds = [RoomKind::PeerLed, RoomKind::TherapistLed].map(of);
    Ok(OwnedRoomList { owned: kinds.into_iter().filter(|of| of.rooms + of.archived > 0).collect() })
}

/// The rooms of people that an account owns, archived ones too.
async fn owned(web: &Web, account: AccountId) -> Result<Vec<Room>, Problem> {
    let mut rooms = web.store.rooms_of(account).await?;
    rooms.extend(web.store.archived_rooms(account).await?);
    rooms.retain(|room| room.owner == account && room.rehearsal.is_none());
    Ok(rooms)
}
