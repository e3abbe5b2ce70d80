//! The duties of somebody with a seat: taken, given back and exchanged. The audit does not have it: a
//! peer-led room forgets who served.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use serde_json::json;

use super::{
    change::{Own, REFUSALS, change},
    shown::{DutiesView, Reader, example, view},
};
use crate::{
    http::{
        body::Body,
        endpoint::Endpoint,
        extract::At,
        origins::Site,
        problem::{Code, Problem},
        seats,
        web::Web,
    },
    hub::duties::Crew,
    meeting::id::RoomId,
    room::Room,
    store::AuditBatch,
};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let seat = [Code::NoSeatHere, Code::NotFound, Code::Banned, Code::SeriesLost];
    vec![
        Endpoint::get("/api/seat/{room}/duties", "Shows the person of this seat who serves when", get)
            .answers::<DutiesView>(StatusCode::OK, "Who serves when", example())
            .refuses(&seat),
        Endpoint::post(
            "/api/seat/{room}/duties",
            "Takes, gives back or exchanges a duty of the person of this seat",
            own,
        )
        .body::<Own>(json!({"change": {"type": "take", "date": "2026-12-01T19:00", "duty": "timekeeper"}}))
        .answers::<DutiesView>(StatusCode::OK, "Who serves when, as it is now", example())
        .refuses(&seat)
        .refuses(&REFUSALS),
    ]
}

async fn reader(
    web: &Web,
    headers: &HeaderMap,
    site: Site,
    id: RoomId,
) -> Result<(Room, Crew, Reader), Problem> {
    let room = seats::open_room(web, id).await?.ok_or(Code::NoSeatHere)?;
    let seat = seats::of(web, headers, site, id).await?.ok_or(Code::NoSeatHere)?.person;
    let crew = Crew::of(&web.store, &room).await?;
    let reader = Reader { who: crew.holder(&seat), sees_names: seat.entered, leads: false };
    Ok((room, crew, reader))
}

async fn get(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(id): At<RoomId>,
) -> Result<Json<DutiesView>, Problem> {
    let (room, crew, reader) = reader(&web, &headers, site, id).await?;
    Ok(Json(view(&web, &room, &crew, &reader).await?))
}

async fn own(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(id): At<RoomId>,
    Body(Own { change: own }): Body<Own>,
) -> Result<Json<DutiesView>, Problem> {
    let (room, crew, reader) = reader(&web, &headers, site, id).await?;
    change(&web, &room, &crew, own.by(reader.who)?, AuditBatch::default()).await?;
    Ok(Json(view(&web, &room, &crew, &reader).await?))
}
