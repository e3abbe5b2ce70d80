//! The mail of a room, for its host.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    outbox::{self, OutMail},
    recipient::{self, OnCallView},
};
use crate::{
    http::{
        body::Body,
        endpoint::{Access, Endpoint},
        extract::Owner,
        limits::{REMINDER_MINUTES, REMINDERS_MAX},
        problem::{Code, Problem},
        web::Web,
    },
    meeting::id::RoomId,
    store::{RoomMail, Thing},
};

/// The mail of a room.
#[derive(Serialize, JsonSchema)]
pub(super) struct RoomMailView {
    /// Whether this server sends mail at all. If it does not, what would be sent is listed all the same.
    sends: bool,
    /// Whether mail and calendars name the group.
    names_group: bool,
    /// When to remind of a date, in minutes before its start, the earliest first.
    reminders: Vec<u32>,
    /// Who is written to when nobody who leads reads a call for help within a minute; null if nobody is.
    on_call: Option<OnCallView>,
    /// The names of those to whom mail can't be delivered. Nothing more is sent to them until they give
    /// another address.
    undelivered: Vec<String>,
    /// What is to be sent and was sent within 30 days, the last first; at most 200.
    outbox: Vec<OutMail>,
}

/// Changes of the mail of a room. What is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RoomMailChange {
    /// Whether mail and calendars name the group.
    names_group: Option<bool>,
    /// When to remind of a date, in minutes before its start: at most 4 times, 5 minutes to 14 days. Empty
    /// for no reminders.
    reminders: Option<Vec<u32>>,
}

/// An example for the documents.
pub(super) fn example() -> Value {
    json!({
        "sends": true, "names_group": false, "reminders": [1_440, 60],
        "on_call": {"address": "on-call@example.org", "lang": "en"}, "undelivered": ["Robin"],
        "outbox": [{
            "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "kind": "reminder", "to": "Robin",
            "due_at": 1_900_000_000_000_i64, "state": "sent",
        }],
    })
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/rooms/{room}/mail", "Shows the mail of a room", get)
            .tagged(Thing::Mail)
            .needs(Access::Owner)
            .answers::<RoomMailView>(StatusCode::OK, "The mail", example()),
        Endpoint::patch("/api/rooms/{room}/mail", "Changes what mail says and when it reminds", change)
            .tagged(Thing::Mail)
            .needs(Access::Owner)
            .body::<RoomMailChange>(json!({"names_group": false, "reminders": [1_440, 60]}))
            .answers::<RoomMailView>(StatusCode::OK, "The mail as it is now", example())
            .refuses(&[Code::OutOfRange, Code::TooMany]),
    ]
}

async fn get(State(web): State<Web>, Owner(lead): Owner) -> Result<Json<RoomMailView>, Problem> {
    Ok(Json(view(&web, lead.room.id).await?))
}

async fn change(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(change): Body<RoomMailChange>,
) -> Result<Json<RoomMailView>, Problem> {
    let room = lead.room.id;
    let known = web.store.room_mail(room).await?;
    let reminders = change.reminders.map(reminders).transpose()?.unwrap_or_else(|| known.reminders.clone());
    let names_group = change.names_group.unwrap_or(known.names_group);
    web.store.set_room_mail(room, RoomMail { names_group, reminders, ..known }).await?;
    web.background.planner.plan(room).await;
    Ok(Json(view(&web, room).await?))
}

fn reminders(mut given: Vec<u32>) -> Result<Vec<u32>, Problem> {
    if given.len() > REMINDERS_MAX {
        return Err(Problem::field(Code::TooMany, "reminders").detail(format!("at most {REMINDERS_MAX}")));
    }
    if !given.iter().all(|minutes| REMINDER_MINUTES.contains(minutes)) {
        return Err(Problem::field(Code::OutOfRange, "reminders").detail("5 minutes to 14 days"));
    }
    given.sort_unstable_by(|one, other| other.cmp(one));
    given.dedup();
    Ok(given)
}

/// The mail of a room as its host sees it.
pub(super) async fn view(web: &Web, room: RoomId) -> Result<RoomMailView, Problem> {
    let RoomMail { names_group, reminders, .. } = web.store.room_mail(room).await?;
    let on_call = recipient::on_call(web, room).await?;
    let undelivered = outbox::undelivered(web, room).await?;
    let outbox = outbox::list(web, room).await?;
    let sends = web.background.sends_mail;
    Ok(RoomMailView { sends, names_group, reminders, on_call, undelivered, outbox })
}
