//! The host chooses how duties find their people and names them for dates; leads take duties themselves.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    change::{Own, REFUSALS, change, key},
    shown::{DutiesView, Reader, example, view},
};
use crate::{
    http::{
        body::Body,
        endpoint::{Access, Endpoint},
        extract::{At, Lead, Planner},
        problem::{Code, Problem},
        web::Web,
    },
    hub::duties::Crew,
    meeting::id::RoomId,
    object::{object, object_or_none},
    room::{
        Scope,
        duties::{Duty, DutyChange, Holder, WayInput},
    },
    store::{AuditAction, Thing},
};

/// How a duty is to find its people.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Choose {
    /// The way.
    #[serde(deserialize_with = "object")]
    way: WayInput,
}

/// Who is to have a duty of a date.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Give {
    /// The person; null leaves the duty open, and whoever may have it can take it.
    #[serde(default, deserialize_with = "object_or_none")]
    who: Option<Holder>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const SHOWN: &str = "Who serves when, as it is now";
    let own = || json!({"change": {"type": "take", "date": "2026-12-01T19:00", "duty": "lead"}});
    vec![
        Endpoint::get("/api/rooms/{room}/duties", "Shows who serves on the coming dates of a room", get)
            .tagged(Thing::Duties)
            .needs(Access::Lead)
            .program(Scope::RoomsRead)
            .answers::<DutiesView>(StatusCode::OK, "Who serves when", example()),
        Endpoint::put("/api/rooms/{room}/duties/{duty}", "Chooses how a duty finds its people", choose)
            .tagged(Thing::Duties)
            .needs(Access::Planner)
            .program(Scope::RoomsWrite)
            .body::<Choose>(json!({"way": {"type": "sign_up"}}))
            .answers::<DutiesView>(StatusCode::OK, SHOWN, example())
            .refuses(&REFUSALS)
            .refuses(&[Code::OutOfRange]),
        Endpoint::put("/api/rooms/{room}/dates/{date}/duties/{duty}", "Names who has a duty of a date", give)
            .tagged(Thing::Duties)
            .needs(Access::Planner)
            .program(Scope::RoomsWrite)
            .body::<Give>(json!({"who": {"type": "account", "account": "aaaaaaaaaaaaaaaaaaaaaaaaaa"}}))
            .answers::<DutiesView>(StatusCode::OK, SHOWN, example())
            .refuses(&REFUSALS),
        Endpoint::post(
            "/api/rooms/{room}/duties",
            "Takes, gives back or exchanges a duty of the caller, who leads the room",
            mine,
        )
        .tagged(Thing::Duties)
        .needs(Access::Lead)
        .body::<Own>(own())
        .answers::<DutiesView>(StatusCode::OK, SHOWN, example())
        .refuses(&REFUSALS),
    ]
}

fn duty(text: &str) -> Result<Duty, Problem> {
    serde_json::from_value(json!(text)).map_err(|_| Code::NotFound.into())
}

async fn shown(web: &Web, lead: &Lead, crew: &Crew) -> Result<Json<DutiesView>, Problem> {
    let who = Holder::Account { account: lead.someone.id() };
    let reader = Reader { who, sees_names: true, leads: true };
    Ok(Json(view(web, &lead.room, crew, &reader).await?))
}

async fn get(State(web): State<Web>, lead: Lead) -> Result<Json<DutiesView>, Problem> {
    let crew = Crew::of(&web.store, &lead.room).await?;
    shown(&web, &lead, &crew).await
}

async fn choose(
    State(web): State<Web>,
    Planner(lead): Planner,
    At((_, name)): At<(RoomId, String)>,
    Body(Choose { way }): Body<Choose>,
) -> Result<Json<DutiesView>, Problem> {
    let act = web.act(lead.someone.party(), AuditAction::DutyChoose, Some(lead.room.id), None)?;
    let crew = Crew::of(&web.store, &lead.room).await?;
    change(&web, &lead.room, &crew, DutyChange::Choose(duty(&name)?, way), act).await?;
    shown(&web, &lead, &crew).await
}

async fn give(
    State(web): State<Web>,
    Planner(lead): Planner,
    At((_, date, name)): At<(RoomId, String, String)>,
    Body(Give { who }): Body<Give>,
) -> Result<Json<DutiesView>, Problem> {
    let act = web.act(lead.someone.party(), AuditAction::DutyGive, Some(lead.room.id), None)?;
    let crew = Crew::of(&web.store, &lead.room).await?;
    change(&web, &lead.room, &crew, DutyChange::Give(key(&date)?, duty(&name)?, who), act).await?;
    shown(&web, &lead, &crew).await
}

async fn mine(
    State(web): State<Web>,
    lead: Lead,
    Body(Own { change: own }): Body<Own>,
) -> Result<Json<DutiesView>, Problem> {
    let act = web.act(lead.someone.party(), AuditAction::DutyOwn, Some(lead.room.id), None)?;
    let crew = Crew::of(&web.store, &lead.room).await?;
    let own = own.by(Holder::Account { account: lead.someone.id() })?;
    change(&web, &lead.room, &crew, own, act).await?;
    shown(&web, &lead, &crew).await
}
