//! Where a member is written to, for the member.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::recipient::{contact, may_write_to};
use crate::{
    auth::{RandomId, Secret},
    http::{
        body::{Body, Empty},
        endpoint::Endpoint,
        extract::{At, digest},
        origins::Site,
        problem::{Code, Problem},
        seats,
        web::Web,
    },
    mail::{Address, Contact, Kind, confirmation_of},
    meeting::id::{JobId, RoomId},
    room::{language::Language, schedule::Zone},
    store::{MailAddress, NewJob, Participant},
};

/// Where a member is written to.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewAddress {
    /// The address, at most 254 characters.
    address: String,
    /// The language of the mail.
    lang: Language,
    /// The time zone of the member, as the IANA database names it.
    zone: String,
}

/// Whether and where a member is written to.
#[derive(Serialize, JsonSchema)]
struct SeatMail {
    /// Whether this server sends mail at all.
    sends: bool,
    /// The address; null if the member gave none.
    address: Option<String>,
    /// Whether the address is confirmed. Before that only the mail that asks for it is sent.
    confirmed: bool,
    /// Whether a mail server refused the address for good, so that nothing more is sent to it.
    refused: bool,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mine = json!({"sends": true, "address": "robin@example.org", "confirmed": true, "refused": false});
    let zone = "Europe/Berlin";
    vec![
        Endpoint::get("/api/seat/{room}/mail", "Returns where the person of this seat is written to", get)
            .answers::<SeatMail>(StatusCode::OK, "The address", mine.clone())
            .refuses(&[Code::NoSeatHere, Code::NotFound, Code::Banned, Code::SeriesLost]),
        Endpoint::put(
            "/api/seat/{room}/mail",
            "Sets where the person of this seat is written to, and sends a mail to confirm it",
            set,
        )
        .body::<NewAddress>(json!({"address": "robin@example.org", "lang": "en", "zone": zone}))
        .answers::<SeatMail>(StatusCode::OK, "The address, to be confirmed", mine)
        .refuses(&[
            Code::NoSeatHere,
            Code::NotFound,
            Code::Banned,
            Code::SeriesLost,
            Code::AddressInvalid,
            Code::ZoneUnknown,
            Code::TooManyAttempts,
        ]),
        Endpoint::delete(
            "/api/seat/{room}/mail",
            "Erases where the person of this seat is written to",
            erase,
        )
        .body::<Empty>(json!({}))
        .done("Erased. Repeating this changes nothing")
        .refuses(&[Code::NoSeatHere, Code::NotFound, Code::Banned]),
    ]
}

async fn person(web: &Web, headers: &HeaderMap, site: Site, room: RoomId) -> Result<Participant, Problem> {
    seats::open_room(web, room).await?.ok_or(Code::NoSeatHere)?;
    Ok(seats::of(web, headers, site, room).await?.ok_or(Code::NoSeatHere)?.person)
}

async fn get(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(room): At<RoomId>,
) -> Result<Json<SeatMail>, Problem> {
    let person = person(&web, &headers, site, room).await?;
    Ok(Json(view(&web, &person).await?))
}

async fn set(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(room): At<RoomId>,
    Body(request): Body<NewAddress>,
) -> Result<Json<SeatMail>, Problem> {
    let person = person(&web, &headers, site, room).await?;
    let address: Address =
        request.address.parse().map_err(|_| Problem::field(Code::AddressInvalid, "address"))?;
    let zone: Zone = request.zone.parse().map_err(|_| Problem::field(Code::ZoneUnknown, "zone"))?;
    web.throttles.mail_seat.attempt(&person.id).await?;
    may_write_to(&web, address.as_str()).await?;
    let secret = Secret::random();
    let contact = Contact {
        address: address.as_str().to_owned(),
        language: request.lang,
        zone,
        secret: secret.to_text().to_string(),
    };
    let content = serde_json::to_vec(&contact).map_err(|_| Code::Internal)?;
    let key = web.store.series_key(room).await?;
    let sealed = key.seal_address(person.id, &content).map_err(|_| Code::Internal)?;
    let now = web.now();
    let given = MailAddress {
        participant: person.id,
        sealed,
        secret_hash: digest(&secret),
        created_at: now,
        confirmed_at: None,
        refused_at: None,
    };
    let job = NewJob {
        id: JobId::random(),
        kind: Kind::Confirmation.code().to_owned(),
        room,
        date: confirmation_of(&given),
        person: person.id,
        due_at: now,
        lapses_at: None,
        sealed: None,
    };
    web.store.set_mail_address(given).await?;
    web.background.queue.add(vec![job]).await?;
    Ok(Json(view(&web, &person).await?))
}

async fn erase(
    State(web): State<Web>,
    site: Site,
    headers: HeaderMap,
    At(room): At<RoomId>,
    Body(Empty {}): Body<Empty>,
) -> Result<StatusCode, Problem> {
    let person = person(&web, &headers, site, room).await?;
    web.store.erase_mail_address(person.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn view(web: &Web, person: &Participant) -> Result<SeatMail, Problem> {
    let none = SeatMail { sends: web.background.sends_mail, address: None, confirmed: false, refused: false };
    let Some(given) = web.store.mail_address(person.id).await? else { return Ok(none) };
    let key = web.store.series_key(person.room).await?;
    Ok(SeatMail {
        address: Some(contact(&key, &given)?.address),
        confirmed: given.confirmed_at.is_some(),
        refused: given.refused_at.is_some(),
        ..none
    })
}
