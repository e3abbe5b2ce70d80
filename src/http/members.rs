//! The people who have a seat in a room, for those who lead it: who they are to the leads, when they were
//! last here, and what its owner does about a seat outside a meeting.

use std::collections::BTreeMap;

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{
    body::{Body, Empty},
    consent,
    cursor::PageQuery,
    endpoint::{Access, Endpoint},
    extract::{At, Lead},
    names,
    problem::{Code, Problem},
    query::Asked,
    rooms::invite_label_of,
    web::Web,
};
use crate::{
    auth::RecoveryCode,
    meeting::id::{ParticipantId, RoomId},
    protocol::close::CloseCode,
    store::{AuditAction, Participant, Party},
    time::UnixMs,
};

/// A person who has a seat in the room.
#[derive(Serialize, JsonSchema)]
struct Member {
    /// The person's id in this room.
    participant: ParticipantId,
    /// The name they have in this room; null if it was lost with the key of an earlier series.
    name: Option<String>,
    /// Whether the seat is an account's that leads the room, or led it.
    leads: bool,
    /// When they took the seat, in unix milliseconds.
    since: UnixMs,
    /// Whether they were ever let into a meeting.
    entered: bool,
    /// When one of their devices last opened the seat, to the day, in unix milliseconds; null if no device
    /// remembers it.
    last_seen: Option<UnixMs>,
    /// What the leads call the invite they came by; null if it has no label.
    label: Option<String>,
    /// When they consented to what the room asks now, in unix milliseconds; null if they did not, or it asks
    /// for nothing.
    consented_at: Option<UnixMs>,
    /// When they were banned, in unix milliseconds; null if they are not.
    banned_at: Option<UnixMs>,
}

/// The people who have a seat in a room.
#[derive(Serialize, JsonSchema)]
struct MemberList {
    /// In the order in which they first came to the room.
    members: Vec<Member>,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

/// A code that was made for a person who lost theirs.
#[derive(Serialize, JsonSchema)]
struct NewCode {
    /// The code, which opens the seat on any device. It is shown only here.
    recovery_code: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let example = json!({
        "participant": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "name": "Robin", "leads": false,
        "since": 1_900_000_000_000_i64, "entered": true, "last_seen": 1_900_604_800_000_i64,
        "label": "sent to Ada", "consented_at": null, "banned_at": null,
    });
    vec![
        Endpoint::get("/api/rooms/{room}/members", "Lists the people who have a seat in a room", list)
            .needs(Access::Lead)
            .paged()
            .answers::<MemberList>(StatusCode::OK, "The people", json!({"members": [example], "next": null})),
        Endpoint::post(
            "/api/rooms/{room}/members/{participant}/ban",
            "Bans a person from the room, and cuts them from a running meeting. Only the owner may",
            ban,
        )
        .needs(Access::Lead)
        .body::<Empty>(json!({}))
        .done("Banned. Newcomers by the invite they came by wait for a lead"),
        Endpoint::post(
            "/api/rooms/{room}/members/{participant}/code",
            "Makes a new recovery code for a person who lost theirs; the old one works no more. Only the owner may",
            renew_code,
        )
        .needs(Access::Lead)
        .body::<Empty>(json!({}))
        .answers::<NewCode>(
            StatusCode::CREATED,
            "The new code. The devices that remember the seat still do",
            json!({"recovery_code": "ABCDE-FGHJK-MNPQR-STVWX-YZ012"}),
        ),
    ]
}

async fn list(
    State(web): State<Web>,
    lead: Lead,
    Asked(asked): Asked<PageQuery>,
) -> Result<Json<MemberList>, Problem> {
    let room = lead.room.id;
    let people = web.store.participants(room).await?;
    let page = asked.of(people, |person| (person.created_at, person.id))?;
    let invites: BTreeMap<_, _> =
        web.store.invites(room).await?.into_iter().map(|invite| (invite.id, invite)).collect();
    let mut seen = BTreeMap::new();
    for device in web.store.seat_devices(room).await? {
        let used = device.last_used();
        let last = seen.entry(device.participant).or_insert(used);
        *last = used.max(*last);
    }
    let consented: BTreeMap<_, _> = match consent::asked(&web, &lead.room).await? {
        Some(asked) => web.store.consented(room, asked.version).await?.into_iter().collect(),
        None => BTreeMap::new(),
    };
    let mut members = Vec::new();
    for person in page.items {
        let label = match person.invite.and_then(|invite| invites.get(&invite)) {
            Some(invite) => invite_label_of(&web, invite).await?,
            None => None,
        };
        members.push(Member {
            participant: person.id,
            name: names::legible(&web, &person).await?,
            leads: person.account.is_some(),
            since: person.created_at,
            entered: person.entered,
            last_seen: seen.get(&person.id).copied(),
            label,
            consented_at: consented.get(&person.id).copied(),
            banned_at: person.banned_at,
        });
    }
    Ok(Json(MemberList { members, next: page.next }))
}

async fn ban(
    State(web): State<Web>,
    lead: Lead,
    At((room, who)): At<(RoomId, ParticipantId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    seat_of_a_member(&web, &lead, who).await?;
    let act =
        web.act(lead.someone.party(), AuditAction::Banned, Some(room), Some(Party::Participant(who)))?;
    web.store.ban_participant(who, web.now(), act).await?;
    web.services.directory.revoke(room, who, CloseCode::Removed).await;
    Ok(StatusCode::NO_CONTENT)
}

async fn renew_code(
    State(web): State<Web>,
    lead: Lead,
    At((room, who)): At<(RoomId, ParticipantId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<impl IntoResponse, Problem> {
    let person = seat_of_a_member(&web, &lead, who).await?;
    if person.recovery_hash.is_none() {
        return Err(Code::NotFound.into());
    }
    let code = RecoveryCode::random();
    let act =
        web.act(lead.someone.party(), AuditAction::RecoveryRenew, Some(room), Some(Party::Participant(who)))?;
    web.store.renew_recovery(who, code.hash(), act).await?;
    Ok((StatusCode::CREATED, Json(NewCode { recovery_code: code.to_text().to_string() })))
}

/// The seat of a member of the lead's room who is not banned, for its owner alone.
async fn seat_of_a_member(web: &Web, lead: &Lead, who: ParticipantId) -> Result<Participant, Problem> {
    if !lead.standing.owns() {
        return Err(Code::Forbidden.into());
    }
    let person = web.store.participant(who).await?.filter(|person| person.room == lead.room.id);
    let member = person.filter(|person| person.account.is_none() && person.banned_at.is_none());
    member.ok_or_else(|| Code::NotFound.into())
}
