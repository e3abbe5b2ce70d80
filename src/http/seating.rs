//! How somebody new takes a seat, by a link or because a lead let them in.

use axum::{
    Json,
    http::StatusCode,
    response::{AppendHeaders, IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    limits::{SEATINGS_TRIED_MAX, SEATS_PER_ROOM_MAX},
    names,
    origins::Site,
    problem::{Code, Problem},
    seats,
    web::Web,
};
use crate::{
    auth::{Pseudonym, RandomId, RecoveryCode},
    meeting::id::{InviteId, ParticipantId, RequestId, RoomId},
    room::{
        Remember, Room,
        entry::{Admission, Coming},
    },
    store::{Conflict, EntryChange, Participant, Seating, StoreError},
    time::UnixMs,
};

/// The seat that was taken.
#[derive(Serialize, JsonSchema)]
pub(super) struct Redeemed {
    /// The room's id.
    pub(super) room: RoomId,
    /// The person's id in this room; absent for a co-lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) participant: Option<ParticipantId>,
    /// The code that opens the seat on another device. It is shown only once; null for a co-lead and
    /// for a seat that existed already.
    pub(super) recovery_code: Option<String>,
}

/// Somebody who takes a seat.
pub(super) struct Newcomer {
    pub(super) coming: Coming,
    /// The link by which they came.
    pub(super) invite: InviteId,
    /// Their request, if a lead let them in.
    pub(super) request: Option<RequestId>,
    pub(super) name: Pseudonym,
    pub(super) adult_declared_at: UnixMs,
    pub(super) remember: Remember,
}

/// Takes a seat, however the way in changes meanwhile.
pub(super) async fn take(web: &Web, site: Site, room: RoomId, new: &Newcomer) -> Result<Response, Problem> {
    if web.store.participants(room).await?.len() >= SEATS_PER_ROOM_MAX {
        return Err(Code::RoomFull.into());
    }
    names::must_be_free(web, room, &new.name).await?;
    for _ in 0..SEATINGS_TRIED_MAX {
        let room = seats::open_room(web, room).await?.ok_or(Code::LinkInvalid)?;
        match try_once(web, site, &room, new).await {
            Err(problem) if problem.code() == Code::EntryChanged => {}
            done => return done,
        }
    }
    Err(Code::EntryChanged.into())
}

async fn try_once(web: &Web, site: Site, room: &Room, new: &Newcomer) -> Result<Response, Problem> {
    let now = web.now();
    let begins = match room.admits(new.coming, now)? {
        Admission::Seat => None,
        Admission::SeatFrom(date) => Some(date.key),
        Admission::Ask => return Err(Code::MustAsk.into()),
    };
    // Who was let in has had a place since then.
    let entry = match new.coming {
        Coming::Accepted => room.entry.clone(),
        Coming::ByLink | Coming::Invited => room.entry.after_a_seat(),
    };
    let (id, code) = (ParticipantId::random(), RecoveryCode::random());
    let participant = Participant {
        id,
        room: room.id,
        account: None,
        external_mark: None,
        recovery_hash: Some(code.hash()),
        name_mark: names::mark(web, room.id, &new.name).await?,
        sealed_name: names::seal(web, room.id, id, &new.name).await?,
        invite: Some(new.invite),
        adult_declared_at: Some(new.adult_declared_at),
        created_at: now,
        banned_at: None,
        entered: false,
        start_order: None,
        guidelines_version: None,
        begins,
    };
    let (device, cookie) = seats::device(web, site, id, room.id, new.remember);
    let seating = Seating {
        participant,
        device,
        uses: (new.coming == Coming::Invited).then_some(new.invite),
        request: new.request,
        entry: EntryChange { old: room.entry.clone(), new: entry },
    };
    web.store.take_seat(seating).await.map_err(|error| match error {
        StoreError::NotFound => Problem::from(match new.request {
            Some(_) => Code::NoRequest,
            None => Code::LinkUsed,
        }),
        StoreError::Conflict(Conflict::Entry) => Code::EntryChanged.into(),
        error => error.into(),
    })?;
    web.services.directory.room_changed(room.id).await;
    let recovery_code = Some(code.to_text().to_string());
    let redeemed = Redeemed { room: room.id, participant: Some(id), recovery_code };
    Ok((StatusCode::CREATED, AppendHeaders([cookie]), Json(redeemed)).into_response())
}
