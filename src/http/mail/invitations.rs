//! Invitations by mail, from the host.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::recipient::{address_mark, day, may_write_to};
use crate::{
    auth::RandomId,
    http::{
        body::Body,
        endpoint::{Access, Endpoint},
        extract::Owner,
        limits::{INVITED_AT_ONCE_MAX, INVITES_PER_ROOM_MAX},
        problem::{Code, Problem},
        rooms::{member_invite, personal_invite},
        web::Web,
    },
    mail::{Address, Invitation, Kind},
    meeting::id::{InviteId, JobId, ParticipantId, RoomId},
    room::language::Language,
    store::{AuditAction, NewJob, Party, SeriesKey},
    time::UnixMs,
};

/// Whom to invite.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Invited {
    /// The addresses, at most 50.
    addresses: Vec<String>,
    /// The language of the mail.
    lang: Language,
}

/// What became of it.
#[derive(Serialize, JsonSchema)]
struct InvitedAnswer {
    /// How many mails are to be sent.
    queued: usize,
    /// How many of the addresses were invited today already, and are not written to again.
    already: usize,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/api/rooms/{room}/mail/invitations",
            "Invites people by mail, with a new invite link of the room, and one for each of them if it is closed. Each address once a day.",
            invite,
        )
        .needs(Access::Owner)
        .body::<Invited>(json!({"addresses": ["robin@example.org"], "lang": "en"}))
        .answers::<InvitedAnswer>(
            StatusCode::CREATED,
            "They are to be sent",
            json!({"queued": 1, "already": 0}),
        )
        .refuses(&[
            Code::AddressInvalid,
            Code::TooMany,
            Code::TooManyInvites,
            Code::SeriesLost,
            Code::TooManyAttempts,
        ]),
    ]
}

async fn invite(
    State(web): State<Web>,
    Owner(lead): Owner,
    Body(Invited { addresses, lang }): Body<Invited>,
) -> Result<impl IntoResponse, Problem> {
    if addresses.len() > INVITED_AT_ONCE_MAX {
        let detail = format!("at most {INVITED_AT_ONCE_MAX}");
        return Err(Problem::field(Code::TooMany, "addresses").detail(detail));
    }
    let room = lead.room.id;
    let addresses = read(&addresses)?;
    let (key, now) = (web.store.series_key(room).await?, web.now());
    let day = day(now);
    let known = web.store.jobs_of(room, u32::MAX).await?;
    let was_invited = |who: ParticipantId| {
        known.iter().any(|job| job.kind == Kind::Invitation.code() && job.date == day && job.person == who)
    };
    let all = addresses.len();
    let new: Vec<_> =
        addresses.into_iter().filter(|address| !was_invited(address_mark(&key, address))).collect();
    let answer = InvitedAnswer { queued: new.len(), already: all - new.len() };
    if new.is_empty() {
        return Ok((StatusCode::CREATED, Json(answer)));
    }
    // In a closed room and in therapy each person has an invitation that is theirs alone.
    let personal = !lead.room.entry.takes_links(lead.room.kind);
    let links = if personal { new.len() } else { 1 };
    if web.store.invites(room).await?.len() + links > INVITES_PER_ROOM_MAX {
        return Err(Code::TooManyInvites.into());
    }
    for address in &new {
        web.throttles.mail_invitations.attempt(&lead.someone.id()).await?;
        may_write_to(&web, address.as_str()).await?;
    }
    let host = &lead.someone.account.display_name;
    let mut jobs = Vec::new();
    for some in new.chunks(new.len() / links) {
        let id = InviteId::random();
        let (invite, secret) =
            if personal { personal_invite(&web, id, room) } else { member_invite(&web, id, room) };
        for address in some {
            let invitation = Invitation {
                address: address.as_str().to_owned(),
                language: lang,
                link: web.link("join", &secret),
                host: host.clone(),
            };
            jobs.push(job(&key, room, &day, address_mark(&key, address), &invitation, now)?);
        }
        let act =
            web.act(lead.someone.party(), AuditAction::InviteByMail, Some(room), Some(Party::Invite(id)))?;
        web.store.create_invite(invite, act).await?;
    }
    web.background.queue.add(jobs).await?;
    Ok((StatusCode::CREATED, Json(answer)))
}

fn job(
    key: &SeriesKey,
    room: RoomId,
    day: &str,
    person: ParticipantId,
    invitation: &Invitation,
    now: UnixMs,
) -> Result<NewJob, Problem> {
    let id = JobId::random();
    let content = serde_json::to_vec(invitation).map_err(|_| Code::Internal)?;
    Ok(NewJob {
        id,
        kind: Kind::Invitation.code().to_owned(),
        room,
        date: day.to_owned(),
        person,
        due_at: now,
        lapses_at: None,
        sealed: Some(key.seal_job(id, &content).map_err(|_| Code::Internal)?),
    })
}

/// The addresses, each once. The refusal names the first that is none by its place in the list.
fn read(given: &[String]) -> Result<Vec<Address>, Problem> {
    let mut addresses: Vec<Address> = Vec::new();
    for (place, text) in given.iter().enumerate() {
        let address: Address =
            text.parse().map_err(|_| Problem::field(Code::AddressInvalid, format!("addresses.{place}")))?;
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    Ok(addresses)
}
