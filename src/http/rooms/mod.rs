//! The endpoints of rooms: for accounts that host and lead them.

mod archive;
mod coming;
mod count;
mod demo;
mod desk;
mod entry;
mod face;
mod invite_view;
mod invites;
mod listing;
mod previews;
mod refusals;
mod schedule;
mod series;
mod view;

use std::cmp::Reverse;

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use serde_json::{Value, json};

use self::count::check_room_count;
pub(crate) use self::demo::DemoLinks;
pub(crate) use self::demo::demo;
use self::view::{RoomList, RoomView};
pub(super) use self::{
    face::Face,
    invite_view::label as invite_label_of,
    invites::{personal as personal_invite, shared as member_invite},
    schedule::date_example,
};
use super::{
    Web,
    body::Body,
    consent,
    cursor::PageQuery,
    endpoint::{Access, Endpoint},
    extract::{Host, Lead, Owner, SignedIn},
    formats::item_example,
    problem::{Code, Problem},
    query::Asked,
    revoke::ByDesk,
};
use crate::{
    auth::RandomId,
    meeting::id::RoomId,
    room::{Edit, NewRoom, RehearsalPlan, Room, Scope, Standing, places::PlacesRule},
    store::{AuditAction, Thing},
};

const ROOM_REFUSALS: [Code; 13] = [
    Code::TherapyOnly,
    Code::TitleRequired,
    Code::TooLong,
    Code::TooMany,
    Code::TextInvalid,
    Code::OutOfRange,
    Code::AgendaInvalid,
    Code::SettingsInvalid,
    Code::ScheduleInvalid,
    Code::FormatUnknown,
    Code::FormatKind,
    Code::TherapistRequired,
    Code::NoDesk,
];

pub(super) fn endpoints() -> Vec<Endpoint> {
    let room = view::example;
    let mut endpoints = vec![
        Endpoint::get("/api/rooms", "Lists the rooms that the caller leads", list)
            .needs(Access::Account)
            .program(Scope::RoomsRead)
            .paged()
            .answers::<RoomList>(
                StatusCode::OK,
                "Newest first",
                json!({"rooms": [view::card_example()], "next": null}),
            ),
        Endpoint::post("/api/rooms", "Makes a room", create)
            .needs(Access::Host)
            .program(Scope::RoomsWrite)
            .once()
            .body::<NewRoom>(new_example())
            .answers::<RoomView>(StatusCode::CREATED, "The new room", room())
            .refuses(&ROOM_REFUSALS)
            .refuses(&[Code::EntryInvalid, Code::TooManyRooms]),
        Endpoint::get("/api/rooms/{room}", "Shows a room", get)
            .tagged(Thing::Room)
            .needs(Access::Lead)
            .program(Scope::RoomsRead)
            .answers::<RoomView>(StatusCode::OK, "The room", room()),
        Endpoint::patch(
            "/api/rooms/{room}",
            "Changes a room. Its next meeting is the first to follow the changes.",
            change,
        )
        .tagged(Thing::Room)
        .needs(Access::Owner)
        .program(Scope::RoomsWrite)
        .body::<Edit>(json!({"title": "Grief, second season", "share_ms": 180_000}))
        .answers::<RoomView>(StatusCode::OK, "The room as it is now", room())
        .refuses(&ROOM_REFUSALS)
        .refuses(&[Code::ListingInvalid]),
        Endpoint::post(
            "/api/rooms/{room}/rehearsal",
            "Makes a room like this one with simulated members. Requires a host account.",
            rehearse,
        )
        .needs(Access::Lead)
        .once()
        .body::<RehearsalPlan>(json!({"lang": "en", "hard_moments": ["advice", "help"]}))
        .answers::<RoomView>(StatusCode::CREATED, "The rehearsal", room())
        .refuses(&[Code::TooManyRooms]),
    ];
    endpoints.extend(archive::endpoints());
    endpoints.extend(coming::endpoints());
    endpoints.extend(entry::endpoints());
    endpoints.extend(previews::endpoints());
    endpoints.extend(schedule::endpoints());
    endpoints.extend(series::endpoints());
    endpoints.extend(invites::endpoints());
    endpoints.extend(listing::endpoints());
    endpoints.extend(demo::endpoints());
    endpoints
}

fn new_example() -> Value {
    json!({
        "kind": "peer_led", "format": "mini", "title": "Grief", "topics": ["grief"], "suits": "People who lost someone.",
        "not_for": "", "capacity": 8, "share_ms": 90_000, "agenda": [item_example()],
        "guidelines": ["What is said here stays here."], "consent": "", "lang": "en", "schedule": schedule::schedule_input_example(),
        "entry": {"type": "closed", "until_session": 3},
        "places": {"sign_up": true, "capacity": 6, "absence": null},
    })
}

async fn list(
    State(web): State<Web>,
    someone: SignedIn,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<RoomList>, Problem> {
    let page =
        asked.of(web.store.rooms_of(someone.id()).await?, |room| (Reverse(room.created_at), room.id))?;
    let mut rooms = Vec::new();
    for room in &page.items {
        rooms.push(view::card(&web, room).await?);
    }
    Ok(Json(RoomList { rooms, next: page.next }))
}

async fn create(
    State(web): State<Web>,
    Host(host): Host,
    Body(request): Body<NewRoom>,
) -> Result<impl IntoResponse, Problem> {
    Standing::Owner.may_lead(request.kind, host.account.rights())?;
    let (room, places, consent) = request.into_room(RoomId::random(), host.id(), web.now())?;
    desk::check(&web, &room).await?;
    consent::begin(&web, &room, consent).await?;
    made(&web, &host, room, places).await
}

async fn get(State(web): State<Web>, lead: Lead) -> Result<Json<RoomView>, Problem> {
    Ok(Json(view::room(&web, &lead.room, lead.standing, lead.someone.account.rights()).await?))
}

async fn change(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(request): Body<Edit>,
) -> Result<Json<RoomView>, Problem> {
    let was = lead.room.shared;
    let room = request.apply(lead.room)?;
    listing::must_stay_complete(&web, &room).await?;
    desk::check(&web, &room).await?;
    let act = desk::act(&web, lead.someone.party(), &room, was)?;
    let before = ByDesk::of(&web, vec![room.clone()]).await?;
    let room = web.store.update_room(room, act).await?;
    if was != room.shared {
        before.ended(&web).await?;
    }
    // Calendars show its title and how long it takes.
    web.background.planner.plan(room.id).await;
    Ok(Json(view::room(&web, &room, lead.standing, lead.someone.account.rights()).await?))
}

async fn rehearse(
    State(web): State<Web>,
    lead: Lead,
    Body(plan): Body<RehearsalPlan>,
) -> Result<impl IntoResponse, Problem> {
    // The rehearsal is the caller's own room.
    Standing::Owner.may_lead(lead.room.kind, lead.someone.account.rights())?;
    let (id, owner) = (RoomId::random(), lead.someone.id());
    let (created_at, rehearsal) = (web.now(), Some(plan));
    let room = Room {
        id,
        owner,
        rehearsal,
        schedule: None,
        created_at,
        guidelines_version: 1,
        shared: false,
        ..lead.room
    };
    made(&web, &lead.someone, room, PlacesRule::default()).await
}

async fn made(
    web: &Web,
    owner: &SignedIn,
    room: Room,
    places: PlacesRule,
) -> Result<(StatusCode, Json<RoomView>), Problem> {
    check_room_count(web, owner).await?;
    let act = web.act(owner.party(), AuditAction::RoomCreate, Some(room.id), None)?;
    web.store.create_series_key(room.id).await?;
    web.store.create_room(room.clone(), places, act).await?;
    Ok((StatusCode::CREATED, Json(view::room(web, &room, Standing::Owner, owner.account.rights()).await?)))
}
