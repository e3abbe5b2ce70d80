//! Who is on call for a room, for its host: written to when nobody who leads reads a call for help in time.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    recipient::{address_mark, may_write_to},
    room::{RoomMailView, example, view},
};
use crate::{
    auth::RandomId,
    http::{
        body::Body,
        endpoint::{Access, Endpoint},
        extract::Owner,
        problem::{Code, Problem},
        web::Web,
    },
    mail::{
        Address, Kind,
        on_call::{Named, OnCall},
    },
    meeting::id::{JobId, RoomId},
    room::language::Language,
    store::{NewJob, RoomMail, SeriesKey, Thing},
};

/// Whom to put on call.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OnCallGiven {
    /// Their address.
    address: String,
    /// The language of the mail.
    lang: Language,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::put(
            "/api/rooms/{room}/mail/on-call",
            "Puts somebody on call, who is told so by mail, and written to when nobody who leads reads a call for help within a minute",
            put,
        )
        .tagged(Thing::Mail)
        .needs(Access::Owner)
        .body::<OnCallGiven>(json!({"address": "on-call@example.org", "lang": "en"}))
        .answers::<RoomMailView>(StatusCode::OK, "The mail as it is now", example())
        .refuses(&[Code::AddressInvalid, Code::SeriesLost, Code::TooManyAttempts]),
        Endpoint::delete("/api/rooms/{room}/mail/on-call", "Puts nobody on call any more", delete)
            .tagged(Thing::Mail)
            .needs(Access::Owner)
            .answers::<RoomMailView>(StatusCode::OK, "The mail as it is now", example()),
    ]
}

async fn put(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(OnCallGiven { address, lang }): Body<OnCallGiven>,
) -> Result<Json<RoomMailView>, Problem> {
    let room = lead.room.id;
    let address: Address = address.parse().map_err(|_| Problem::field(Code::AddressInvalid, "address"))?;
    let given = OnCall { address: address.as_str().to_owned(), language: lang };
    if OnCall::of(&web.store, room).await?.as_ref() != Some(&given) {
        may_write_to(&web, address.as_str()).await?;
        let key = web.store.series_key(room).await?;
        let known = web.store.room_mail(room).await?;
        let on_call = Some(given.sealed(&key, room)?);
        web.store.set_room_mail(room, RoomMail { on_call, ..known }).await?;
        let host = lead.someone.account.display_name.clone();
        web.background.queue.add(vec![named(&web, &key, room, &address, &Named { host })?]).await?;
        web.services.directory.room_changed(room).await;
    }
    Ok(Json(view(&web, room).await?))
}

async fn delete(State(web): State<Web>, Owner(lead): Owner) -> Result<Json<RoomMailView>, Problem> {
    let room = lead.room.id;
    let known = web.store.room_mail(room).await?;
    web.store.set_room_mail(room, RoomMail { on_call: None, ..known }).await?;
    web.services.directory.room_changed(room).await;
    Ok(Json(view(&web, room).await?))
}

/// The letter that tells them.
fn named(
    web: &Web,
    key: &SeriesKey,
    room: RoomId,
    address: &Address,
    named: &Named,
) -> Result<NewJob, Problem> {
    let (id, now) = (JobId::random(), web.now());
    let content = serde_json::to_vec(named).map_err(|_| Code::Internal)?;
    Ok(NewJob {
        id,
        kind: Kind::OnCallNamed.code().to_owned(),
        room,
        // Whoever is named again is told again.
        date: id.to_string(),
        person: address_mark(key, address),
        due_at: now,
        lapses_at: None,
        sealed: Some(key.seal_job(id, &content).map_err(|_| Code::Internal)?),
    })
}
