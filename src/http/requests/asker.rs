//! A request to join, on the device from which somebody asked.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{AppendHeaders, IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    content::{Asked, Suggested, Told, open},
    own::of,
};
use crate::{
    http::{
        body::{Body, Empty},
        cookies::Cookie,
        endpoint::Endpoint,
        extract::{At, Client},
        names,
        origins::Site,
        problem::{Code, Problem},
        rooms::Face,
        seating::{self, Newcomer, Redeemed},
        seats,
        web::Web,
    },
    meeting::id::RoomId,
    room::{
        Remember,
        entry::{Admission, Coming},
        schedule::DateView,
    },
    store::RequestState,
    time::UnixMs,
};

/// What has become of a request.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum AskedState {
    /// Nobody has decided yet.
    Pending,
    /// The person may take a seat.
    Accepted,
    /// The person was declined.
    Declined,
    /// Another group was suggested.
    Suggested,
    /// It ended by itself: nobody decided in time, or the seat was not taken in time.
    Expired,
}

/// Another group that a lead suggests.
#[derive(Serialize, JsonSchema)]
struct Suggestion {
    /// The name of the group.
    title: String,
    /// Its public page, or an invitation into it that works for one seat.
    link: String,
}

/// A request to join, for whoever made it.
#[derive(Serialize, JsonSchema)]
struct AskedView {
    /// What has become of it.
    state: AskedState,
    /// The room.
    room: Face,
    /// The name that the person wants in the room, while it is pending or accepted; null otherwise.
    name: Option<String>,
    /// What a lead wrote; empty if nothing.
    note: String,
    /// The group that a lead suggests; null if none.
    suggestion: Option<Suggestion>,
    /// The date on which the person would begin, where newcomers begin on certain dates; null elsewhere.
    begins: Option<DateView>,
    /// When the person asked, in unix milliseconds.
    asked_at: UnixMs,
    /// When a lead decided, in unix milliseconds; null if none did.
    decided_at: Option<UnixMs>,
    /// When it ends by itself, or ended, in unix milliseconds.
    expires_at: UnixMs,
}

/// Taking the seat.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TakeSeat {
    /// The pseudonym to use in the room, if it is not to be the one that was asked for.
    name: Option<String>,
    /// How long this device remembers the seat after it was last used here.
    #[serde(default = "seats::remember")]
    remember: Remember,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    let at = 1_900_000_000_000_i64;
    vec![
        Endpoint::get("/api/request/{room}", "Returns the request of this browser to join a room", get)
            .answers::<AskedView>(
                StatusCode::OK,
                "The request",
                json!({
                    "state": "pending", "room": Face::example(), "name": "Robin", "note": "", "suggestion": null,
                    "begins": null, "asked_at": at, "decided_at": null, "expires_at": at,
                }),
            )
            .refuses(&[Code::NoRequest, Code::NotFound, Code::SeriesLost]),
        Endpoint::delete(
            "/api/request/{room}",
            "Takes back the request of this browser, or puts away its answer. Repeating this changes nothing",
            take_back,
        )
        .body::<Empty>(json!({}))
        .done("What was written is erased; the cookie is deleted")
        .refuses(&[Code::NotFound]),
        Endpoint::post("/api/request/{room}/seat", "Takes the seat that a lead agreed to", take_seat)
            .body::<TakeSeat>(json!({"name": "Robin", "remember": "month"}))
            .answers::<Redeemed>(
                StatusCode::CREATED,
                "A new seat was taken; its cookie is set",
                json!({"room": ID, "participant": ID, "recovery_code": "ABCDE-FGHJK-MNPQR-STVWX-YZ012"}),
            )
            .refuses(&[
                Code::NoRequest,
                Code::NotFound,
                Code::NotAccepted,
                Code::SeriesLost,
                Code::NoStart,
                Code::EntryChanged,
                Code::LinkInvalid,
                Code::SeatTaken,
                Code::RoomFull,
                Code::NameTaken,
                Code::NameMissing,
                Code::NameLetterless,
                Code::NameTooLong,
                Code::NameCharacter,
                Code::NameMarks,
                Code::NameClaimsRole,
                Code::Banned,
                Code::InsecureConnection,
                Code::TooManyAttempts,
            ]),
    ]
}

async fn get(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(id): At<RoomId>,
) -> Result<Json<AskedView>, Problem> {
    let request = of(&web, &headers, site, id).await?.ok_or(Code::NoRequest)?;
    let room = seats::open_room(&web, id).await?.ok_or(Code::NoRequest)?;
    let (now, key) = (web.now(), web.store.series_key(id).await?);
    let (state, told) = match request.state {
        _ if request.expires_at <= now => (AskedState::Expired, Told::default()),
        RequestState::Pending => {
            let name = open::<Asked>(&key, &request)?.map(|asked| asked.name);
            (AskedState::Pending, Told { name, ..Told::default() })
        }
        RequestState::Accepted => (AskedState::Accepted, open(&key, &request)?.unwrap_or_default()),
        RequestState::Declined => (AskedState::Declined, open(&key, &request)?.unwrap_or_default()),
        RequestState::Suggested => (AskedState::Suggested, open(&key, &request)?.unwrap_or_default()),
    };
    let begins = match room.admits(Coming::Accepted, now) {
        Ok(Admission::SeatFrom(date)) => room.schedule.as_ref().map(|schedule| schedule.date_view(date)),
        Ok(Admission::Seat | Admission::Ask) | Err(_) => None,
    };
    Ok(Json(AskedView {
        state,
        room: Face::of(&web, &room).await?,
        name: told.name,
        note: told.note,
        suggestion: told.suggestion.map(|Suggested { title, link }| Suggestion { title, link }),
        begins,
        asked_at: request.asked_at,
        decided_at: request.decided_at,
        expires_at: request.expires_at,
    }))
}

async fn take_back(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(room): At<RoomId>,
    Body(Empty {}): Body<Empty>,
) -> Result<impl IntoResponse, Problem> {
    if let Some(request) = of(&web, &headers, site, room).await? {
        web.store.erase_request(request.id).await?;
    }
    Ok((StatusCode::NO_CONTENT, AppendHeaders([Cookie::Request(room).clear(site)])))
}

async fn take_seat(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    headers: HeaderMap,
    At(id): At<RoomId>,
    Body(wish): Body<TakeSeat>,
) -> Result<Response, Problem> {
    site.must_be_safe()?;
    web.throttles.redeem.attempt(&client).await?;
    let request = of(&web, &headers, site, id).await?.ok_or(Code::NoRequest)?;
    if seats::of(&web, &headers, site, id).await?.is_some() {
        return Err(Code::SeatTaken.into());
    }
    if request.state != RequestState::Accepted || request.expires_at <= web.now() {
        return Err(Code::NotAccepted.into());
    }
    let key = web.store.series_key(id).await?;
    let told: Told = open(&key, &request)?.unwrap_or_default();
    let name = wish.name.or(told.name).unwrap_or_default();
    let newcomer = Newcomer {
        coming: Coming::Accepted,
        invite: request.invite,
        request: Some(request.id),
        name: names::pseudonym(&name)?,
        adult_declared_at: request.adult_declared_at,
        remember: wish.remember,
    };
    let seated = seating::take(&web, site, id, &newcomer).await?;
    Ok((AppendHeaders([Cookie::Request(id).clear(site)]), seated).into_response())
}
