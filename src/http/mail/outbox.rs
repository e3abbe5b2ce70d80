//! What a room's mail looks like to its host: by name and never by address, but for those the host wrote to.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::recipient;
use crate::{
    http::{limits::OUTBOX_MAX, names, problem::Problem, web::Web},
    mail::{Invitation, Kind},
    meeting::id::{JobId, ParticipantId, RoomId},
    store::{Job, JobState, SeriesKey, StoreError},
    time::UnixMs,
};

/// What is sent.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum MailKind {
    /// Asks whether an address is right.
    Confirmation,
    /// Invites somebody who has no seat.
    Invitation,
    /// Says that a place is theirs.
    SignUp,
    /// Reminds of a date.
    Reminder,
    /// Says that a date has moved.
    DateChanged,
    /// Says that a date does not take place.
    DateCancelled,
    /// Gives dates to a calendar, or changes them there.
    Dates,
    /// Takes dates out of a calendar.
    DatesOver,
    /// Offers a place that has become free.
    WaitlistOffer,
    /// Says that a lead took their place back.
    PlaceRemoved,
    /// Says that they have no place any more, after they gave it up or it went to another date.
    PlaceLeft,
    /// Says that nobody leads a date that is near, to who may.
    LeadOpen,
    /// Says that nobody has another duty of a date that is near, to who may take it.
    DutyOpen,
    /// Says that nobody who leads has read a call for help, to whoever is on call.
    OnCall,
    /// Says to somebody that they are on call.
    OnCallNamed,
}

impl From<Kind> for MailKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Confirmation => Self::Confirmation,
            Kind::Invitation => Self::Invitation,
            Kind::SignUp => Self::SignUp,
            Kind::Reminder => Self::Reminder,
            Kind::DateChanged => Self::DateChanged,
            Kind::DateCancelled => Self::DateCancelled,
            Kind::Dates => Self::Dates,
            Kind::DatesOver | Kind::Farewell => Self::DatesOver,
            Kind::WaitlistOffer => Self::WaitlistOffer,
            Kind::PlaceRemoved => Self::PlaceRemoved,
            Kind::PlaceLeft => Self::PlaceLeft,
            Kind::LeadOpen => Self::LeadOpen,
            Kind::DutyOpen => Self::DutyOpen,
            Kind::OnCall => Self::OnCall,
            Kind::OnCallNamed => Self::OnCallNamed,
        }
    }
}

/// How far a mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum MailState {
    /// It is to be sent at its time, or again after the mail server had no time for it.
    Waiting,
    /// The mail server took it.
    Sent,
    /// It was given up, or refused for good.
    Failed,
    /// The server stopped while it was sent; it may have arrived.
    Unsure,
    /// It was not sent, because this server has no mail server.
    NoServer,
    /// It was not sent, because there is nobody to write to any more or its time is over.
    Dropped,
}

/// One mail of a room.
#[derive(Serialize, JsonSchema)]
pub(super) struct OutMail {
    /// Identifies it.
    id: JobId,
    /// What it is.
    kind: MailKind,
    /// Whom it is for: a name in the room, an address that the host invited and that it was not yet sent to,
    /// or the one of who is on call now; null if that is no longer known.
    to: Option<String>,
    /// When it is or was to be sent, in unix milliseconds.
    due_at: UnixMs,
    /// How far it is.
    state: MailState,
}

/// The mail of a room, the last first.
pub(super) async fn list(web: &Web, room: RoomId) -> Result<Vec<OutMail>, Problem> {
    let jobs = web.store.jobs_of(room, OUTBOX_MAX).await?;
    if jobs.is_empty() {
        return Ok(Vec::new());
    }
    let names = names_in(web, room).await?;
    let on_call = recipient::on_call(web, room).await?;
    let key = match web.store.series_key(room).await {
        Ok(key) => Some(key),
        Err(StoreError::SeriesLost) => None,
        Err(error) => return Err(error.into()),
    };
    let mails = jobs.into_iter().filter_map(|job| {
        let kind = Kind::of(&job.kind)?;
        let to = match kind {
            Kind::Invitation => key.as_deref().and_then(|key| invited(key, &job)),
            Kind::OnCall | Kind::OnCallNamed => on_call.as_ref().map(|on_call| on_call.address.clone()),
            _ => names.get(&job.person).cloned().flatten(),
        };
        let state = state(&job, web.now());
        Some(OutMail { id: job.id, kind: kind.into(), to, due_at: job.due_at, state })
    });
    Ok(mails.collect())
}

/// The names of those whose address was refused for good.
pub(super) async fn undelivered(web: &Web, room: RoomId) -> Result<Vec<String>, Problem> {
    let refused =
        web.store.mail_addresses(room).await?.into_iter().filter(|given| given.refused_at.is_some());
    let refused: Vec<_> = refused.map(|given| given.participant).collect();
    if refused.is_empty() {
        return Ok(Vec::new());
    }
    let names = names_in(web, room).await?;
    Ok(refused.iter().filter_map(|who| names.get(who).cloned().flatten()).collect())
}

async fn names_in(web: &Web, room: RoomId) -> Result<BTreeMap<ParticipantId, Option<String>>, Problem> {
    let mut known = BTreeMap::new();
    for person in web.store.participants(room).await? {
        known.insert(person.id, names::legible(web, &person).await?);
    }
    Ok(known)
}

fn invited(key: &SeriesKey, job: &Job) -> Option<String> {
    let content = key.open_job(job.id, job.sealed.as_deref()?).ok()?;
    serde_json::from_slice::<Invitation>(&content).ok().map(|invitation| invitation.address)
}

fn state(job: &Job, now: UnixMs) -> MailState {
    let is_late = job.lapses_at.is_some_and(|end| end <= now);
    match job.state {
        JobState::Waiting if is_late => MailState::Dropped,
        JobState::Waiting | JobState::Sending => MailState::Waiting,
        JobState::Done => MailState::Sent,
        JobState::Failed => MailState::Failed,
        JobState::Unsure => MailState::Unsure,
        JobState::Unsent if job.failure.as_deref() == Some("no_mail_server") => MailState::NoServer,
        JobState::Unsent => MailState::Dropped,
    }
}
