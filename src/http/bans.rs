//! The people banned from a room, for those who lead it.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{
    body::{Body, Empty},
    cursor::PageQuery,
    endpoint::{Access, Endpoint},
    extract::{At, Lead},
    names,
    problem::{Code, Problem},
    query::Asked,
    web::Web,
};
use crate::{
    meeting::id::{ParticipantId, RoomId},
    store::{AuditAction, Party},
    time::UnixMs,
};

/// A person who may not enter the room.
#[derive(Serialize, JsonSchema)]
struct Ban {
    /// The person's id in this room.
    participant: ParticipantId,
    /// The name they have in this room; null if it was lost with the key of an earlier series.
    name: Option<String>,
    /// When they were banned, in unix milliseconds.
    banned_at: UnixMs,
}

/// The people banned from a room.
#[derive(Serialize, JsonSchema)]
struct BanList {
    /// In the order in which they first came to the room.
    bans: Vec<Ban>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let example = json!({"participant": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "name": "Robin", "banned_at": 1_900_000_000_000_i64});
    vec![
        Endpoint::get("/api/rooms/{room}/bans", "Lists the people who are banned from a room", list)
            .needs(Access::Lead)
            .paged()
            .answers::<BanList>(StatusCode::OK, "The bans", json!({"bans": [example], "next": null})),
        Endpoint::delete("/api/rooms/{room}/bans/{participant}", "Lifts a ban", lift)
            .needs(Access::Lead)
            .body::<Empty>(json!({}))
            .done("Lifted. The person may enter from the next meeting on"),
    ]
}

async fn list(
    State(web): State<Web>,
    lead: Lead,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<BanList>, Problem> {
    let mut banned = web.store.participants(lead.room.id).await?;
    banned.retain(|person| person.banned_at.is_some());
    let page = asked.of(banned, |person| (person.created_at, person.id))?;
    let mut bans = Vec::new();
    for person in page.items {
        if let Some(banned_at) = person.banned_at {
            bans.push(Ban { participant: person.id, name: names::legible(&web, &person).await?, banned_at });
        }
    }
    Ok(Json(BanList { bans, next: page.next }))
}

async fn lift(
    State(web): State<Web>,
    lead: Lead,
    At((room, who)): At<(RoomId, ParticipantId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let person = web.store.participant(who).await?;
    let banned = person.is_some_and(|person| person.room == room && person.banned_at.is_some());
    if !banned {
        return Err(Code::NotFound.into());
    }
    let act =
        web.act(lead.someone.party(), AuditAction::Unbanned, Some(room), Some(Party::Participant(who)))?;
    web.store.unban_participant(who, act).await?;
    Ok(StatusCode::NO_CONTENT)
}
