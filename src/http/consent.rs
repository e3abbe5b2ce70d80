//! Consent in therapist-led rooms: the text that members are asked to consent to, with its versions, and what
//! each of them answered.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    body::{Body, Empty},
    endpoint::{Access, Endpoint},
    extract::{Lead, Owner},
    problem::{Code, Problem},
    seats::{self, SeatHere},
    web::Web,
};
use crate::{
    meeting::{id::ParticipantId, role::RoomKind},
    room::{
        Room, check_consent_text,
        consent::{Consent, ConsentText},
    },
    store::{AuditAction, AuditBatch, Participant, StoreError},
    time::UnixMs,
};

/// What members are asked to consent to.
#[derive(Serialize, JsonSchema)]
struct ConsentAsked {
    /// Counts the versions of the text from 1; 0 if there never was one.
    version: u32,
    /// The text; empty if nothing is asked.
    text: String,
    /// Since when it is asked, in unix milliseconds; null if there never was a text.
    since: Option<UnixMs>,
}

/// Another text.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewConsentText {
    /// The text: at most 8,000 characters; empty to ask for nothing.
    text: String,
    /// The version that it replaces, so that nobody else's is lost.
    replaces: u32,
}

/// That somebody consents.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ConsentAnswer {
    /// The version that they read.
    version: u32,
}

/// A consent of one's own.
#[derive(Serialize, JsonSchema)]
pub(super) struct OwnConsent {
    /// The version.
    version: u32,
    /// The text of that version.
    text: String,
    /// When it was given, in unix milliseconds.
    given_at: UnixMs,
    /// When it was taken back, in unix milliseconds; null while it stands.
    withdrawn_at: Option<UnixMs>,
}

/// The consent of the person of this browser's seat.
#[derive(Serialize, JsonSchema)]
struct SeatConsent {
    /// What is asked now; null if nothing is.
    asked: Option<ConsentAsked>,
    /// Whether they consent to what is asked.
    given: bool,
    /// All that they consented to, newest version first.
    consents: Vec<OwnConsent>,
}

fn asked_example() -> Value {
    json!({"version": 2, "text": "What is said here stays here.", "since": 1_900_000_000_000_i64})
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let own = json!({
        "version": 2, "text": "What is said here stays here.", "given_at": 1_900_000_000_000_i64, "withdrawn_at": null,
    });
    let seat = json!({"asked": asked_example(), "given": true, "consents": [own]});
    vec![
        Endpoint::get(
            "/api/rooms/{room}/consent",
            "Returns what a room's members are asked to consent to",
            get,
        )
        .needs(Access::Lead)
        .answers::<ConsentAsked>(StatusCode::OK, "The newest version", asked_example()),
        Endpoint::post(
            "/api/rooms/{room}/consent",
            "Asks a room's members for consent to another text",
            change,
        )
        .needs(Access::Owner)
        .body::<NewConsentText>(json!({"text": "What is said here stays here.", "replaces": 1}))
        .answers::<ConsentAsked>(
            StatusCode::CREATED,
            "The new version. Each member is asked when they next come",
            asked_example(),
        )
        .refuses(&[Code::TooLong, Code::TextInvalid, Code::ConsentChanged, Code::TherapyOnly]),
        Endpoint::get(
            "/api/seat/{room}/consent",
            "Returns what the person of a seat consented to",
            own_consent,
        )
        .needs(Access::Seat)
        .answers::<SeatConsent>(StatusCode::OK, "What is asked, and what was given", seat)
        .refuses(&[Code::Banned]),
        Endpoint::post(
            "/api/seat/{room}/consent",
            "Consents to what the room asks. Repeating this changes nothing",
            give,
        )
        .needs(Access::Seat)
        .body::<ConsentAnswer>(json!({"version": 2}))
        .done("Noted, with the time")
        .refuses(&[Code::Banned, Code::ConsentChanged]),
        Endpoint::delete(
            "/api/seat/{room}/consent",
            "Takes one's consent back; from then on no new token is made. Repeating this changes nothing",
            withdraw,
        )
        .needs(Access::Seat)
        .body::<Empty>(json!({}))
        .done("Taken back. The room asks again when the person next comes")
        .refuses(&[Code::Banned]),
    ]
}

impl ConsentAsked {
    fn of(text: Option<ConsentText>) -> Self {
        match text {
            Some(ConsentText { version, text, since }) => Self { version, text, since: Some(since) },
            None => Self { version: 0, text: String::new(), since: None },
        }
    }
}

/// What the room asks of its members; `None` if it asks for nothing, as a peer-led room always does.
pub(super) async fn asked(web: &Web, room: &Room) -> Result<Option<ConsentText>, Problem> {
    if room.kind != RoomKind::TherapistLed {
        return Ok(None);
    }
    let newest = web.store.newest_consent_text(room.id).await?;
    Ok(newest.filter(|asked| !asked.text.is_empty()))
}

/// The first text of a new room, before the room is made.
pub(super) async fn begin(web: &Web, room: &Room, text: Option<String>) -> Result<(), Problem> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(()) };
    if room.kind != RoomKind::TherapistLed {
        return Err(Code::TherapyOnly.into());
    }
    let first = ConsentText { version: 1, text, since: room.created_at };
    Ok(web.store.add_consent_text(room.id, first, AuditBatch::default()).await?)
}

/// Whoever has a seat comes in only with their consent to what is asked.
pub(super) async fn must_be_given(web: &Web, room: &Room, who: ParticipantId) -> Result<(), Problem> {
    let Some(asked) = asked(web, room).await? else { return Ok(()) };
    let consents = web.store.consents_of(who).await?;
    let versions = consents.iter().map(|given| (given.version, given.withdrawn_at));
    if stands(versions, &asked) { Ok(()) } else { Err(Code::ConsentMissing.into()) }
}

/// Whether one of these versions, each with when it was taken back, is what is asked and stands.
fn stands(mut versions: impl Iterator<Item = (u32, Option<UnixMs>)>, asked: &ConsentText) -> bool {
    versions.any(|(version, withdrawn_at)| version == asked.version && withdrawn_at.is_none())
}

async fn get(State(web): State<Web>, lead: Lead) -> Result<Json<ConsentAsked>, Problem> {
    Ok(Json(ConsentAsked::of(web.store.newest_consent_text(lead.room.id).await?)))
}

async fn change(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(NewConsentText { text, replaces }): Body<NewConsentText>,
) -> Result<impl IntoResponse, Problem> {
    let room = lead.room.id;
    if lead.room.kind != RoomKind::TherapistLed {
        return Err(Code::TherapyOnly.into());
    }
    let text = check_consent_text(&text, "text")?;
    let newest = web.store.newest_consent_text(room).await?;
    let (version, before) = newest.map_or((0, String::new()), |newest| (newest.version, newest.text));
    if version != replaces {
        return Err(Code::ConsentChanged.into());
    }
    if before != text {
        let next = ConsentText { version: version + 1, text, since: web.now() };
        let act = web.act(lead.someone.party(), AuditAction::ConsentTextChange, Some(room), None)?;
        web.store.add_consent_text(room, next, act).await.map_err(changed)?;
    }
    Ok((StatusCode::CREATED, Json(ConsentAsked::of(web.store.newest_consent_text(room).await?))))
}

fn changed(error: StoreError) -> Problem {
    match error {
        StoreError::Conflict(_) => Code::ConsentChanged.into(),
        error => error.into(),
    }
}

async fn own_consent(
    State(web): State<Web>,
    SeatHere { person, .. }: SeatHere,
) -> Result<Json<SeatConsent>, Problem> {
    let room = seats::open_room(&web, person.room).await?.ok_or(Code::NotFound)?;
    let asked = asked(&web, &room).await?;
    let consents = of(&web, &person).await?;
    let versions = || consents.iter().map(|own| (own.version, own.withdrawn_at));
    let given = asked.as_ref().is_some_and(|asked| stands(versions(), asked));
    let asked = asked.map(|asked| ConsentAsked::of(Some(asked)));
    Ok(Json(SeatConsent { asked, given, consents }))
}

/// What somebody consented to, newest version first.
pub(super) async fn of(web: &Web, person: &Participant) -> Result<Vec<OwnConsent>, Problem> {
    let mut consents = Vec::new();
    for Consent { version, given_at, withdrawn_at } in web.store.consents_of(person.id).await? {
        let text = web.store.consent_text(person.room, version).await?;
        let text = text.map_or_else(String::new, |text| text.text);
        consents.push(OwnConsent { version, text, given_at, withdrawn_at });
    }
    Ok(consents)
}

async fn give(
    State(web): State<Web>,
    SeatHere { person, .. }: SeatHere,
    Body(ConsentAnswer { version }): Body<ConsentAnswer>,
) -> Result<StatusCode, Problem> {
    web.store.consent(person.id, version, web.now()).await.map_err(changed)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn withdraw(
    State(web): State<Web>,
    SeatHere { person, .. }: SeatHere,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    web.store.withdraw_consent(person.id, web.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
