//! Somebody asks to join, by a link that many may have.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{AppendHeaders, IntoResponse},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    content::{Asked, seal},
    own,
};
use crate::{
    auth::{RandomId, Secret},
    http::{
        body::Body,
        cookies::Cookie,
        endpoint::Endpoint,
        extract::{Client, digest},
        invites,
        limits::{REQUESTS_PENDING_MAX, SEATS_PER_ROOM_MAX},
        names,
        origins::Site,
        problem::{Code, Problem},
        seats,
        web::Web,
    },
    meeting::id::{RequestId, RoomId},
    room::{
        EditError, InviteKind, WayIn,
        entry::{Admission, answers},
        limits::{REQUEST_DECIDED_MS, REQUEST_PENDING_MS},
    },
    store::{JoinRequest, RequestState},
    time::UnixMs,
};

/// What somebody writes who asks to join.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewRequest {
    /// The secret in the fragment of the link.
    secret: String,
    /// The pseudonym to use in the room.
    name: String,
    /// Must be true: the person declares to be an adult.
    adult: bool,
    /// An answer to each of the host's questions, in their order: at most 1000 characters each.
    answers: Vec<String>,
}

/// A request that was made.
#[derive(Serialize, JsonSchema)]
struct MadeRequest {
    /// The room's id, under which this device finds the request.
    room: RoomId,
    /// When it ends by itself unless a lead has decided, in unix milliseconds.
    expires_at: UnixMs,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const SECRET: &str = "7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0";
    vec![
        Endpoint::post("/api/invites/ask", "Asks to join a room", ask)
            .body::<NewRequest>(
                json!({"secret": SECRET, "name": "Robin", "adult": true, "answers": ["My father died in May."]}),
            )
            .answers::<MadeRequest>(
                StatusCode::CREATED,
                "The leads of the room read it; its cookie is set",
                json!({"room": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "expires_at": 1_900_000_000_000_i64}),
            )
            .refuses(&[
                Code::SeriesLost,
                Code::LinkInvalid,
                Code::LinkExpired,
                Code::LinkUsed,
                Code::LinkPaused,
                Code::RoomClosed,
                Code::NewcomersOver,
                Code::NoPlaceOpen,
                Code::NoStart,
                Code::NotAsking,
                Code::AlreadyAsked,
                Code::TooManyRequests,
                Code::SeatTaken,
                Code::RoomFull,
                Code::NameTaken,
                Code::NameMissing,
                Code::NameLetterless,
                Code::NameTooLong,
                Code::NameCharacter,
                Code::NameMarks,
                Code::NameClaimsRole,
                Code::AdultRequired,
                Code::AnswersInvalid,
                Code::Banned,
                Code::InsecureConnection,
                Code::TooManyAttempts,
            ]),
    ]
}

async fn ask(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    headers: HeaderMap,
    Body(new): Body<NewRequest>,
) -> Result<impl IntoResponse, Problem> {
    site.must_be_safe()?;
    web.throttles.look.attempt(&client).await?;
    let (invite, room) = invites::find(&web, &new.secret).await?;
    if invite.kind != InviteKind::Member {
        return Err(Code::LinkInvalid.into());
    }
    if seats::of(&web, &headers, site, room.id).await?.is_some() {
        return Err(Code::SeatTaken.into());
    }
    let now = web.now();
    let earlier = own::of(&web, &headers, site, room.id).await?;
    if earlier.is_some_and(|earlier| now < earlier.expires_at) {
        return Err(Code::AlreadyAsked.into());
    }
    invites::must_take_newcomers(&web, &invite).await?;
    let questions = match (room.admits(invites::coming(&invite), now)?, &room.entry) {
        (Admission::Ask, WayIn::Asking { questions }) => questions,
        _ => return Err(Code::NotAsking.into()),
    };
    let name = names::pseudonym(&new.name)?;
    if !new.adult {
        return Err(Problem::field(Code::AdultRequired, "adult"));
    }
    let answers = answers(questions, &new.answers).map_err(EditError::Answers)?;
    names::must_be_free(&web, room.id, &name).await?;
    if web.store.pending_requests(room.id, now).await? >= REQUESTS_PENDING_MAX {
        return Err(Code::TooManyRequests.into());
    }
    if web.store.participants(room.id).await?.len() >= SEATS_PER_ROOM_MAX {
        return Err(Code::RoomFull.into());
    }
    // What was only mistyped does not count.
    web.throttles.ask.attempt(&client).await?;
    let (id, secret, key) = (RequestId::random(), Secret::random(), web.store.series_key(room.id).await?);
    let expires_at = now.plus_ms(REQUEST_PENDING_MS);
    let request = JoinRequest {
        id,
        room: room.id,
        invite: invite.id,
        secret_hash: digest(&secret),
        state: RequestState::Pending,
        sealed: Some(seal(&key, id, &Asked { name: name.as_str().to_owned(), answers })?),
        adult_declared_at: now,
        asked_at: now,
        decided_at: None,
        expires_at,
    };
    web.store.add_request(request).await?;
    let cookie = Cookie::Request(room.id).set(&secret, Some(REQUEST_PENDING_MS + REQUEST_DECIDED_MS), site);
    Ok((StatusCode::CREATED, AppendHeaders([cookie]), Json(MadeRequest { room: room.id, expires_at })))
}
