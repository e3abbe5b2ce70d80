//! Whom to call in an emergency, and where somebody is: left by the members of therapist-led rooms, confirmed for
//! each meeting, and opened by their therapists alone, with an entry in the audit.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    body::{Body, Empty},
    endpoint::{Access, Endpoint},
    extract::{At, Lead},
    problem::{Code, Problem},
    seats::{self, SeatHere},
    web::Web,
};
use crate::{
    meeting::{
        id::{ParticipantId, RoomId},
        role::RoomKind,
    },
    room::{Room, check_emergency, limits::EMERGENCY_OPEN_MS},
    store::{AuditAction, Emergency, Participant, Party},
    time::UnixMs,
};

/// What somebody leaves for this meeting.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewEmergency {
    /// Whom to call, and how: at most 200 characters. May be empty.
    contact: String,
    /// Where they are in this meeting: at most 200 characters. May be empty.
    place: String,
}

/// What somebody left for an emergency.
#[derive(Serialize, JsonSchema)]
pub(super) struct LeftEmergency {
    /// Whom to call, and how; empty if they left nobody.
    contact: String,
    /// Where they are in this meeting; empty if they did not say, and once it has ended.
    place: String,
    /// When they confirmed it for this meeting, in unix milliseconds; null if they did not.
    confirmed_at: Option<UnixMs>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let left = json!({
        "contact": "My sister Bea, 030 123456", "place": "At home, Lindenweg 3",
        "confirmed_at": 1_900_000_000_000_i64,
    });
    vec![
        Endpoint::get(
            "/api/seat/{room}/emergency",
            "Returns what the person of a seat left for an emergency",
            own,
        )
        .needs(Access::Seat)
        .answers::<LeftEmergency>(StatusCode::OK, "What they left", left.clone())
        .refuses(&[Code::Banned, Code::TherapyOnly]),
        Endpoint::post(
            "/api/seat/{room}/emergency",
            "Leaves whom to call in an emergency and where one is in this meeting, or confirms it",
            leave,
        )
        .needs(Access::Seat)
        .body::<NewEmergency>(json!({"contact": "My sister Bea, 030 123456", "place": "At home"}))
        .done("Kept for this meeting; the contact until the person erases it")
        .refuses(&[Code::Banned, Code::TherapyOnly, Code::TooLong, Code::TextInvalid]),
        Endpoint::delete(
            "/api/seat/{room}/emergency",
            "Erases what one left for an emergency. Repeating this changes nothing",
            erase,
        )
        .needs(Access::Seat)
        .body::<Empty>(json!({}))
        .done("Erased. The room asks again when the person next comes")
        .refuses(&[Code::Banned, Code::TherapyOnly]),
        Endpoint::post(
            "/api/rooms/{room}/members/{participant}/emergency",
            "Opens what a member left for an emergency, while a meeting takes place and for a day after it. \
             Each opening is in the audit",
            open,
        )
        .needs(Access::Lead)
        .body::<Empty>(json!({}))
        .answers::<LeftEmergency>(StatusCode::OK, "What they left", left)
        .refuses(&[Code::TherapyOnly, Code::EmergencyClosed]),
    ]
}

/// Whoever has a seat in a therapist-led room comes in once they have answered for this meeting, also with
/// nothing.
pub(super) async fn must_be_confirmed(web: &Web, room: &Room, who: ParticipantId) -> Result<(), Problem> {
    if room.kind != RoomKind::TherapistLed {
        return Ok(());
    }
    let left = web.store.emergency(who).await?;
    let confirmed = left.is_some_and(|left| left.confirmed_at.is_some());
    if confirmed { Ok(()) } else { Err(Code::EmergencyUnconfirmed.into()) }
}

async fn own(
    State(web): State<Web>,
    SeatHere { person, .. }: SeatHere,
) -> Result<Json<LeftEmergency>, Problem> {
    must_be_in_therapy(&web, &person).await?;
    of(&web, &person).await.map(Json)
}

/// What somebody left.
pub(super) async fn of(web: &Web, person: &Participant) -> Result<LeftEmergency, Problem> {
    left(web, person, web.store.emergency(person.id).await?).await
}

async fn leave(
    State(web): State<Web>,
    SeatHere { person, .. }: SeatHere,
    Body(new): Body<NewEmergency>,
) -> Result<StatusCode, Problem> {
    must_be_in_therapy(&web, &person).await?;
    let id = person.id;
    let contact = check_emergency(&new.contact, "contact")?;
    let place = check_emergency(&new.place, "place")?;
    let key = web.store.series_key(person.room).await?;
    let emergency = Emergency {
        participant: id,
        sealed: key.seal_emergency(id, &contact).map_err(|_| Code::Internal)?,
        sealed_place: Some(key.seal_whereabouts(id, &place).map_err(|_| Code::Internal)?),
        confirmed_at: Some(web.now()),
    };
    web.store.keep_emergency(emergency).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn erase(
    State(web): State<Web>,
    SeatHere { person, .. }: SeatHere,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    must_be_in_therapy(&web, &person).await?;
    web.store.erase_emergency(person.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn open(
    State(web): State<Web>,
    lead: Lead,
    At((room, who)): At<(RoomId, ParticipantId)>,
    Body(Empty {}): Body<Empty>,
) -> Result<Json<LeftEmergency>, Problem> {
    must_be_therapy(&lead.room)?;
    let person = web.store.participant(who).await?.filter(|person| person.room == room);
    let person = person.filter(|person| person.account.is_none()).ok_or(Code::NotFound)?;
    if !is_open(&web, room).await? {
        return Err(Code::EmergencyClosed.into());
    }
    let act =
        web.act(lead.someone.party(), AuditAction::EmergencyOpen, Some(room), Some(Party::Participant(who)))?;
    left(&web, &person, web.store.open_emergency(who, act).await?).await.map(Json)
}

/// Whether a meeting takes place, or the last one ended less than a day ago.
async fn is_open(web: &Web, room: RoomId) -> Result<bool, Problem> {
    if web.store.current_meeting(room).await?.is_some() {
        return Ok(true);
    }
    let ended_at = web.store.last_ended_meeting(room).await?.and_then(|meeting| meeting.ended_at);
    Ok(ended_at.is_some_and(|ended_at| web.now().since(ended_at) < EMERGENCY_OPEN_MS))
}

async fn left(web: &Web, person: &Participant, left: Option<Emergency>) -> Result<LeftEmergency, Problem> {
    let Some(left) = left else {
        return Ok(LeftEmergency { contact: String::new(), place: String::new(), confirmed_at: None });
    };
    let key = web.store.series_key(person.room).await?;
    let contact = key.open_emergency(person.id, &left.sealed).map_err(|_| Code::Internal)?;
    let place = left.sealed_place.map_or_else(
        || Ok(String::new()),
        |sealed| key.open_whereabouts(person.id, &sealed).map_err(|_| Code::Internal),
    )?;
    Ok(LeftEmergency { contact, place, confirmed_at: left.confirmed_at })
}

fn must_be_therapy(room: &Room) -> Result<(), Problem> {
    if room.kind == RoomKind::TherapistLed { Ok(()) } else { Err(Code::TherapyOnly.into()) }
}

async fn must_be_in_therapy(web: &Web, person: &Participant) -> Result<(), Problem> {
    must_be_therapy(&seats::open_room(web, person.room).await?.ok_or(Code::NotFound)?)
}
