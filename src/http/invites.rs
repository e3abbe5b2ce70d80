//! Following an invite link. The secret travels in the body, so that it appears in no log and no
//! history, and nothing happens on GET.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    body::Body,
    endpoint::Endpoint,
    extract::{Client, SignedIn, Visitor, digest},
    limits::{DAY_MS, HOUR_MS, SEATS_PER_INVITE_AND_HOUR_MAX},
    names,
    origins::Site,
    problem::{Code, Problem},
    requests,
    rooms::Face,
    seating::{self, Newcomer, Redeemed},
    seats,
    web::Web,
};
use crate::{
    auth::Secret,
    meeting::id::{InviteId, ParticipantId},
    room::{
        InviteKind, Remember, Room, Standing, WayIn,
        entry::{Admission, Coming},
        limits::REQUEST_PENDING_MS,
        schedule::DateView,
    },
    store::{AuditAction, Invite, Participant, Party},
    time::UnixMs,
};

/// The secret of an invite link.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Look {
    /// The secret in the fragment of the link.
    secret: String,
}

/// What an invite link leads to.
#[derive(Serialize, JsonSchema)]
struct Seen {
    /// What the link makes of the person who follows it.
    kind: InviteKind,
    /// Whether a signed-in account is required to use it.
    needs_account: bool,
    /// The room.
    room: Face,
    /// Whether this browser already has a seat in the room.
    known: bool,
    /// The name of that seat; absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// What the link gives; null if there is a seat already, and for a co-lead's link.
    offer: Option<Offer>,
}

/// What a member's link gives to somebody who has no seat.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Offer {
    /// A seat.
    Seat {
        /// The date on which they begin, where newcomers begin on certain dates; null elsewhere.
        begins: Option<DateView>,
    },
    /// They can ask for one.
    Ask {
        /// What the host asks. May be empty.
        questions: Vec<String>,
        /// After so many days without a decision the request ends by itself.
        days: u64,
    },
    /// They have asked for one from this browser.
    Asked {},
}

/// The days for which a request waits.
const PENDING_DAYS: u64 = REQUEST_PENDING_MS / DAY_MS;

/// Taking a seat, or accepting to lead.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Redeem {
    /// The secret in the fragment of the link.
    secret: String,
    /// The pseudonym to use in the room. Not used with a co-lead's link, which takes the account's
    /// name.
    name: Option<String>,
    /// Must be true: the person declares to be an adult. Not used with a co-lead's link.
    adult: Option<bool>,
    /// How long this device remembers the seat after it was last used here. Not used with a co-lead's
    /// link.
    #[serde(default = "seats::remember")]
    remember: Remember,
}

/// A name to check.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NameQuestion {
    /// The secret in the fragment of the link.
    secret: String,
    /// The name to check.
    name: String,
}

/// Whether a name could be taken.
#[derive(Serialize, JsonSchema)]
struct NameAnswer {
    /// Whether the name can be taken.
    free: bool,
    /// Why it can't be taken: `name_taken`, `name_missing`, `name_letterless`, `name_too_long`,
    /// `name_character`, `name_marks` or `name_claims_role`; absent if it can.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    /// The character that is refused, such as `U+202E`; absent if that is not the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    character: Option<String>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    const SECRET: &str = "7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0";
    const ID: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    vec![
        Endpoint::post("/api/invites/look", "Shows what an invite link leads to", look)
            .body::<Look>(json!({"secret": SECRET}))
            .answers::<Seen>(
                StatusCode::OK,
                "The room and the kind of invite",
                json!({
                    "kind": "member", "needs_account": false, "room": Face::example(),
                    "known": true, "name": "Robin", "offer": null,
                }),
            )
            .refuses(&[
                Code::LinkInvalid,
                Code::LinkExpired,
                Code::LinkPaused,
                Code::LinkUsed,
                Code::RoomClosed,
                Code::NewcomersOver,
                Code::NoPlaceOpen,
                Code::NoStart,
                Code::Banned,
                Code::SeriesLost,
                Code::TooManyAttempts,
            ]),
        Endpoint::post("/api/invites/name", "Checks whether a name can be taken", check_name)
            .body::<NameQuestion>(json!({"secret": SECRET, "name": "Robin"}))
            .answers::<NameAnswer>(StatusCode::OK, "The result", json!({"free": false, "code": "name_taken"}))
            .refuses(&[Code::LinkInvalid, Code::SeriesLost, Code::TooManyAttempts]),
        Endpoint::post("/api/invites/redeem", "Takes a seat in a room, or accepts to co-lead it", redeem)
            .body::<Redeem>(json!({"secret": SECRET, "name": "Robin", "adult": true, "remember": "month"}))
            .answers::<Redeemed>(
                StatusCode::CREATED,
                "A new seat was taken; its cookie is set",
                json!({"room": ID, "participant": ID, "recovery_code": "ABCDE-FGHJK-MNPQR-STVWX-YZ012"}),
            )
            .answers::<Redeemed>(
                StatusCode::OK,
                "This browser already had a seat of this name, or the account now co-leads the room",
                json!({"room": ID, "participant": ID, "recovery_code": null}),
            )
            .refuses(&[
                Code::SeriesLost,
                Code::LinkInvalid,
                Code::LinkExpired,
                Code::LinkPaused,
                Code::LinkUsed,
                Code::RoomClosed,
                Code::NewcomersOver,
                Code::NoPlaceOpen,
                Code::NoStart,
                Code::MustAsk,
                Code::EntryChanged,
                Code::SeatTaken,
                Code::NameTaken,
                Code::NameMissing,
                Code::NameLetterless,
                Code::NameTooLong,
                Code::NameCharacter,
                Code::NameMarks,
                Code::NameClaimsRole,
                Code::AdultRequired,
                Code::SignInRequired,
                Code::SecondFactorMissing,
                Code::TherapistRequired,
                Code::Banned,
                Code::RoomFull,
                Code::InsecureConnection,
                Code::TooManyAttempts,
            ]),
    ]
}

pub(super) async fn find(web: &Web, secret: &str) -> Result<(Invite, Room), Problem> {
    let secret: Secret = secret.parse().map_err(|_| Code::LinkInvalid)?;
    let invite = web.store.usable_invite(digest(&secret)).await?.ok_or(Code::LinkInvalid)?;
    let room = web.store.room(invite.room).await?.ok_or(Code::LinkInvalid)?;
    if invite.kind == InviteKind::Member {
        seats::must_be_whole(web, room.id).await?;
    }
    Ok((invite, room))
}

/// How somebody comes by a link.
pub(super) const fn coming(invite: &Invite) -> Coming {
    if invite.personal { Coming::Invited } else { Coming::ByLink }
}

/// Refuses to give a new seat by a member's link that is used or whose time is over, or by which many
/// people took one within an hour. People with a seat come in all the same.
pub(super) async fn must_take_newcomers(web: &Web, invite: &Invite) -> Result<(), Problem> {
    if invite.used_at.is_some() {
        return Err(Code::LinkUsed.into());
    }
    if invite.has_expired(web.now()) {
        return Err(Code::LinkExpired.into());
    }
    let seats = web.store.participants(invite.room).await?;
    if paused_until(&seats, invite.id, web.now()).is_some() {
        return Err(Code::LinkPaused.into());
    }
    Ok(())
}

/// Until when a link takes nobody new, because many of these seats of its room were taken by it within
/// an hour. `None` if it takes newcomers.
pub(super) fn paused_until(seats: &[Participant], invite: InviteId, now: UnixMs) -> Option<UnixMs> {
    let by_it = seats.iter().filter(|seat| seat.invite == Some(invite)).map(|seat| seat.created_at);
    let mut lately: Vec<_> = by_it.filter(|taken_at| now.since(*taken_at) < HOUR_MS).collect();
    lately.sort_unstable_by(|one, other| other.cmp(one));
    let oldest = lately.get(SEATS_PER_INVITE_AND_HOUR_MAX - 1)?;
    Some(oldest.plus_ms(HOUR_MS))
}

async fn look(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    headers: HeaderMap,
    Body(request): Body<Look>,
) -> Result<Json<Seen>, Problem> {
    web.throttles.look.attempt(&client).await?;
    let (invite, room) = find(&web, &request.secret).await?;
    let seat = match invite.kind {
        InviteKind::Member => seats::of(&web, &headers, site, room.id).await?,
        InviteKind::CoLead if invite.has_expired(web.now()) => return Err(Code::LinkExpired.into()),
        InviteKind::CoLead => None,
    };
    let offer = match (&seat, invite.kind) {
        (None, InviteKind::Member) => Some(offer(&web, &headers, site, &invite, &room).await?),
        (Some(_), InviteKind::Member) | (_, InviteKind::CoLead) => None,
    };
    let name = match &seat {
        Some(seat) => Some(names::open(&web, &seat.person).await?),
        None => None,
    };
    Ok(Json(Seen {
        kind: invite.kind,
        needs_account: invite.kind == InviteKind::CoLead,
        room: Face::of(&web, &room).await?,
        known: name.is_some(),
        name,
        offer,
    }))
}

/// What a link gives to somebody who has no seat.
async fn offer(
    web: &Web,
    headers: &HeaderMap,
    site: Site,
    invite: &Invite,
    room: &Room,
) -> Result<Offer, Problem> {
    let asked = requests::of(web, headers, site, room.id).await?;
    if asked.is_some_and(|asked| web.now() < asked.expires_at) {
        return Ok(Offer::Asked {});
    }
    must_take_newcomers(web, invite).await?;
    let date = |date| room.schedule.as_ref().map(|schedule| schedule.date_view(date));
    Ok(match room.admits(coming(invite), web.now())? {
        Admission::Seat => Offer::Seat { begins: None },
        Admission::SeatFrom(begins) => Offer::Seat { begins: date(begins) },
        Admission::Ask => match &room.entry {
            WayIn::Asking { questions } => Offer::Ask { questions: questions.clone(), days: PENDING_DAYS },
            _ => Offer::Seat { begins: None },
        },
    })
}

async fn check_name(
    State(web): State<Web>,
    Client(client): Client,
    Body(request): Body<NameQuestion>,
) -> Result<Json<NameAnswer>, Problem> {
    web.throttles.look.attempt(&client).await?;
    let (_, room) = find(&web, &request.secret).await?;
    let checked = match names::pseudonym(&request.name) {
        Ok(name) => names::must_be_free(&web, room.id, &name).await,
        Err(refused) => Err(refused),
    };
    Ok(Json(match checked {
        Ok(()) => NameAnswer { free: true, code: None, character: None },
        Err(refused) => NameAnswer {
            free: false,
            code: Some(refused.code().text()),
            character: refused.refused_character(),
        },
    }))
}

async fn redeem(
    State(web): State<Web>,
    site: Site,
    Client(client): Client,
    Visitor(someone): Visitor,
    headers: HeaderMap,
    Body(request): Body<Redeem>,
) -> Result<Response, Problem> {
    site.must_be_safe()?;
    web.throttles.redeem.attempt(&client).await?;
    let (invite, room) = find(&web, &request.secret).await?;
    match invite.kind {
        InviteKind::CoLead => {
            accept(&web, &someone.ok_or(Code::SignInRequired)?, &invite, &room).await?;
            let redeemed = Redeemed { room: room.id, participant: None, recovery_code: None };
            Ok(Json(redeemed).into_response())
        }
        InviteKind::Member => match seats::of(&web, &headers, site, room.id).await? {
            Some(seat) => {
                let participant = known_again(&web, &seat.person, request.name.as_deref()).await?;
                let redeemed =
                    Redeemed { room: room.id, participant: Some(participant), recovery_code: None };
                Ok(Json(redeemed).into_response())
            }
            None => {
                let seated = take_seat(&web, site, &invite, request).await?;
                requests::end(&web, &headers, site, room.id).await?;
                Ok(seated)
            }
        },
    }
}

/// Accepts to co-lead. The store uses up the link and adds the co-lead in one step.
async fn accept(web: &Web, someone: &SignedIn, invite: &Invite, room: &Room) -> Result<(), Problem> {
    Standing::CoLead.may_lead(room.kind, someone.account.rights())?;
    // An account that already leads the room does not use up the link.
    let leads = |standing| matches!(standing, Some(Standing::Owner | Standing::CoLead));
    if leads(web.store.standing(room.id, someone.id()).await?) {
        return Ok(());
    }
    if invite.has_expired(web.now()) {
        return Err(Code::LinkExpired.into());
    }
    let act =
        web.act(someone.party(), AuditAction::CoLeadAccept, Some(room.id), Some(Party::Invite(invite.id)))?;
    let used = web.store.accept_co_lead(invite.secret_hash, someone.id(), web.now(), act).await?;
    // Who accepts twice at once leads the room all the same.
    if used.is_none() && !leads(web.store.standing(room.id, someone.id()).await?) {
        return Err(Code::LinkInvalid.into());
    }
    web.services.directory.room_changed(room.id).await;
    Ok(())
}

/// The seat that this browser has already, for the person whose it is. Who types another name is
/// somebody else, and has to give that seat up on this device first.
async fn known_again(web: &Web, seat: &Participant, name: Option<&str>) -> Result<ParticipantId, Problem> {
    if let Some(name) = name {
        let own = names::open(web, seat).await?;
        if !names::pseudonym(name)?.looks_like_any([own]) {
            return Err(Code::SeatTaken.into());
        }
    }
    Ok(seat.id)
}

async fn take_seat(web: &Web, site: Site, invite: &Invite, request: Redeem) -> Result<Response, Problem> {
    let name = request.name.ok_or_else(|| Problem::field(Code::NameMissing, "name"))?;
    let name = names::pseudonym(&name)?;
    if request.adult != Some(true) {
        return Err(Problem::field(Code::AdultRequired, "adult"));
    }
    must_take_newcomers(web, invite).await?;
    let newcomer = Newcomer {
        coming: coming(invite),
        invite: invite.id,
        request: None,
        name,
        adult_declared_at: web.now(),
        remember: request.remember,
    };
    seating::take(web, site, invite.room, &newcomer).await
}
