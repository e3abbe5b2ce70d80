//! The requests to join a room, for those who lead it.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::content::{Asked, Suggested, Told, open, seal};
use crate::{
    auth::RandomId,
    http::{
        body::Body,
        cursor::PageQuery,
        endpoint::{Access, Endpoint},
        extract::{At, Lead},
        problem::{Code, Problem},
        query,
        rooms::personal_invite,
        seats,
        web::Web,
    },
    meeting::id::{InviteId, RequestId, RoomId},
    room::{
        Room,
        entry::{Coming, note},
        limits::REQUEST_DECIDED_MS,
    },
    store::{
        AuditAction, AuditBatch, Conflict, Decision, EntryChange, Invite, JoinRequest, NewAuditEntry, Party,
        RequestState, StoreError,
    },
    time::UnixMs,
};

/// A question of the host and its answer.
#[derive(Serialize, JsonSchema)]
struct AnsweredView {
    /// The question as it was asked.
    question: String,
    /// The answer.
    answer: String,
}

/// Somebody who asks to join.
#[derive(Serialize, JsonSchema)]
struct RequestView {
    /// The id of the request.
    id: RequestId,
    /// The name that they want in the room.
    name: String,
    /// What they answered. It is erased when a lead decides and when the request ends.
    answers: Vec<AnsweredView>,
    /// When they asked, in unix milliseconds.
    asked_at: UnixMs,
    /// When the request ends by itself, in unix milliseconds.
    expires_at: UnixMs,
}

/// Those who ask to join a room.
#[derive(Serialize, JsonSchema)]
struct RequestList {
    /// Those who wait for a decision, the first who asked first.
    requests: Vec<RequestView>,
    /// The time of the server, in unix milliseconds: a device's own clock may differ.
    now: UnixMs,
    /// What asks for the next page as `after`; null on the last one.
    next: Option<String>,
}

/// A decision.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Answer {
    /// What the person reads beside it, at most 500 characters. May be empty or left out.
    #[serde(default)]
    note: String,
}

/// A suggestion of another group.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Suggest {
    /// The other group: a room that the caller leads as well.
    room: RoomId,
    /// What the person reads beside it, at most 500 characters. May be empty or left out.
    #[serde(default)]
    note: String,
}

const REFUSALS: [Code; 4] = [Code::RequestDecided, Code::SeriesLost, Code::TooLong, Code::TextInvalid];

pub(super) fn endpoints() -> Vec<Endpoint> {
    const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    let at = 1_900_000_000_000_i64;
    vec![
        Endpoint::get("/api/rooms/{room}/requests", "Lists those who ask to join a room", list)
            .needs(Access::Lead)
            .paged()
            .answers::<RequestList>(
                StatusCode::OK,
                "Those who wait for a decision",
                json!({"requests": [{
                    "id": ID, "name": "Robin", "asked_at": at, "expires_at": at,
                    "answers": [{"question": "What brings you?", "answer": "My father died in May."}],
                }], "now": at, "next": null}),
            )
            .refuses(&[Code::SeriesLost]),
        Endpoint::post("/api/rooms/{room}/requests/{request}/accept", "Lets somebody in who asked", accept)
            .needs(Access::Lead)
            .body::<Answer>(json!({"note": "Good that you come."}))
            .done("They take their seat on the device from which they asked")
            .refuses(&REFUSALS)
            .refuses(&[Code::NewcomersOver, Code::NoPlaceOpen, Code::NoStart, Code::EntryChanged]),
        Endpoint::post(
            "/api/rooms/{room}/requests/{request}/decline",
            "Declines somebody who asked",
            decline,
        )
        .needs(Access::Lead)
        .body::<Answer>(json!({"note": "The group is full until summer."}))
        .done("They are told kindly")
        .refuses(&REFUSALS),
        Endpoint::post(
            "/api/rooms/{room}/requests/{request}/suggest",
            "Suggests another group to somebody who asked",
            suggest,
        )
        .needs(Access::Lead)
        .body::<Suggest>(json!({"room": ID, "note": "This one begins next week."}))
        .done("They read its name, with its public page or an invitation that is theirs alone")
        .refuses(&REFUSALS)
        .refuses(&[Code::NewcomersOver, Code::NoPlaceOpen, Code::NoStart, Code::Invalid]),
    ]
}

async fn list(
    State(web): State<Web>,
    lead: Lead,
    query::Asked(asked): query::Asked<PageQuery>,
) -> Result<Json<RequestList>, Problem> {
    let (room, now) = (lead.room.id, web.now());
    let kept = pending(web.store.requests(room, now).await?);
    let page = asked.of(kept, |request| (request.asked_at, request.id))?;
    let mut requests = Vec::new();
    if !page.items.is_empty() {
        let key = web.store.series_key(room).await?;
        for request in page.items {
            let Some(Asked { name, answers }) = open(&key, &request)? else { continue };
            let answers = answers.into_iter();
            let answers =
                answers.map(|answered| AnsweredView { question: answered.question, answer: answered.answer });
            let JoinRequest { id, asked_at, expires_at, .. } = request;
            requests.push(RequestView { id, name, answers: answers.collect(), asked_at, expires_at });
        }
    }
    Ok(Json(RequestList { requests, now, next: page.next }))
}

fn pending(mut requests: Vec<JoinRequest>) -> Vec<JoinRequest> {
    requests.retain(|request| request.state == RequestState::Pending);
    requests
}

async fn accept(
    State(web): State<Web>,
    lead: Lead,
    At((_, id)): At<(RoomId, RequestId)>,
    Body(answer): Body<Answer>,
) -> Result<StatusCode, Problem> {
    let note = note(&answer.note)?;
    let request = find(&web, &lead, id).await?;
    lead.room.admits(Coming::Invited, web.now())?;
    let key = web.store.series_key(lead.room.id).await?;
    let name = open::<Asked>(&key, &request)?.map(|asked| asked.name);
    let told = Told { name, note, suggestion: None };
    let (old, new) = (lead.room.entry.clone(), lead.room.entry.after_a_seat());
    let entry = Some(EntryChange { old, new });
    decide(&web, &lead, id, RequestState::Accepted, &told, Uses { entry, invite: None }).await
}

async fn decline(
    State(web): State<Web>,
    lead: Lead,
    At((_, id)): At<(RoomId, RequestId)>,
    Body(answer): Body<Answer>,
) -> Result<StatusCode, Problem> {
    let told = Told { note: note(&answer.note)?, ..Told::default() };
    find(&web, &lead, id).await?;
    decide(&web, &lead, id, RequestState::Declined, &told, Uses::default()).await
}

async fn suggest(
    State(web): State<Web>,
    lead: Lead,
    At((_, id)): At<(RoomId, RequestId)>,
    Body(Suggest { room, note: raw }): Body<Suggest>,
) -> Result<StatusCode, Problem> {
    let note = note(&raw)?;
    find(&web, &lead, id).await?;
    let other = other_room(&web, &lead, room).await?;
    let (link, invite) = way_there(&web, &other).await?;
    let suggestion = Some(Suggested { title: other.title, link });
    let told = Told { name: None, note, suggestion };
    decide(&web, &lead, id, RequestState::Suggested, &told, Uses { entry: None, invite }).await
}

/// A request of the room that waits for a decision.
async fn find(web: &Web, lead: &Lead, id: RequestId) -> Result<JoinRequest, Problem> {
    let all = web.store.requests(lead.room.id, web.now()).await?;
    let known = all.into_iter().find(|request| request.id == id).ok_or(Code::NotFound)?;
    if known.state == RequestState::Pending { Ok(known) } else { Err(Code::RequestDecided.into()) }
}

/// Another room that the caller leads.
async fn other_room(web: &Web, lead: &Lead, id: RoomId) -> Result<Room, Problem> {
    let unknown = || Problem::field(Code::Invalid, "room");
    let room =
        seats::open_room(web, id).await?.filter(|room| room.id != lead.room.id && room.rehearsal.is_none());
    let room = room.ok_or_else(unknown)?;
    let standing = web.store.standing(room.id, lead.someone.id()).await?.ok_or_else(unknown)?;
    standing.may_lead(room.kind, lead.someone.account.rights())?;
    Ok(room)
}

/// How somebody gets into another group: by its public page if newcomers join there, and otherwise by an
/// invitation that is theirs alone.
async fn way_there(web: &Web, room: &Room) -> Result<(String, Option<Invite>), Problem> {
    let now = web.now();
    let listed = web.store.listed_room(room.id, now).await?;
    let joinable = listed.is_some_and(|listed| listed.join_secret.is_some());
    if joinable && room.admits(Coming::ByLink, now).is_ok() {
        return Ok((web.page(&format!("groups/{}", room.id)), None));
    }
    room.admits(Coming::Invited, now)?;
    let (mut invite, secret) = personal_invite(web, InviteId::random(), room.id);
    invite.expires_at = Some(now.plus_ms(REQUEST_DECIDED_MS));
    Ok((web.link("join", &secret), Some(invite)))
}

/// What a decision brings with it.
#[derive(Default)]
struct Uses {
    entry: Option<EntryChange>,
    invite: Option<Invite>,
}

async fn decide(
    web: &Web,
    lead: &Lead,
    id: RequestId,
    state: RequestState,
    told: &Told,
    Uses { entry, invite }: Uses,
) -> Result<StatusCode, Problem> {
    let (room, at, party) = (lead.room.id, web.now(), lead.someone.party());
    let action = match state {
        RequestState::Accepted => AuditAction::RequestAccept,
        RequestState::Suggested => AuditAction::RequestSuggest,
        RequestState::Declined | RequestState::Pending => AuditAction::RequestDecline,
    };
    let mut acts = vec![NewAuditEntry::new(at, party, action, Some(room), Some(Party::Request(id)))];
    if let Some(invite) = &invite {
        let target = Some(Party::Invite(invite.id));
        acts.push(NewAuditEntry::new(at, party, AuditAction::InviteCreate, Some(invite.room), target));
    }
    let sealed = seal(&*web.store.series_key(room).await?, id, told)?;
    let expires_at = at.plus_ms(REQUEST_DECIDED_MS);
    let decision = Decision { id, room, state, sealed, at, expires_at, entry, invite };
    let decided = web.store.decide_request(decision, AuditBatch::new(acts)?).await;
    decided.map_err(|error| match error {
        // It was taken back meanwhile.
        StoreError::NotFound => Problem::from(Code::RequestDecided),
        StoreError::Conflict(Conflict::Entry) => Code::EntryChanged.into(),
        error => error.into(),
    })?;
    Ok(StatusCode::NO_CONTENT)
}
