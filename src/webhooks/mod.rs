//! Telling programs of the operator what happened, by requests signed as Standard Webhooks 1.0 has it.
//! What is told is an event, a room and perhaps a meeting, or a date with how many come to it: never what
//! was said, and nobody's name.

mod key;
mod limits;

use std::{collections::BTreeSet, sync::Arc};

use async_trait::async_trait;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::Serialize;
use url::Url;

pub(crate) use self::key::WebhookKey;
use self::limits::{ACTS_AT_ONCE_MAX, PLACE_ACTS_KEPT_MS};
use crate::{
    auth::RandomId,
    clock::SharedClock,
    jobs::{Hold, Outcome, Work},
    meeting::id::{JobId, MeetingId, ParticipantId, RoomId, WebhookId},
    outgoing::{Outgoing, OutgoingError},
    room::{WebhookEvent, places::CountsTold, schedule::DateKey},
    store::{AuditEntry, Job, NewJob, PlaceAct, Result, Store, WEBHOOK_JOB, Webhook},
    time::UnixMs,
};

/// Tells programs what happened.
pub(crate) struct Webhooks {
    key: WebhookKey,
    outgoing: Arc<Outgoing>,
    store: Arc<Store>,
    clock: SharedClock,
}

/// What a program gets.
#[derive(Serialize)]
struct Message {
    r#type: Type,
    /// When it happened, in unix milliseconds.
    at: UnixMs,
    #[serde(skip_serializing_if = "Option::is_none")]
    room: Option<RoomId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting: Option<MeetingId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<DateKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<CountsTold>,
}

/// What a job is about: an entry of the audit, by its position alone, or what became of places.
const PLACE_PREFIX: &str = "place-";

/// Something that happened and is told.
struct Happened {
    event: WebhookEvent,
    at: UnixMs,
    room: RoomId,
    meeting: Option<MeetingId>,
    places: Option<(DateKey, CountsTold)>,
}

impl Happened {
    fn by_act(act: &AuditEntry) -> Option<Self> {
        let (room, event) = (act.entry.room?, WebhookEvent::of_act(&act.entry.action)?);
        Some(Self { event, at: act.entry.at, room, meeting: act.entry.meeting, places: None })
    }

    fn to_places(act: &PlaceAct) -> Self {
        let PlaceAct { event, at, room, date, counts, .. } = *act;
        Self { event, at, room, meeting: None, places: Some((date, counts)) }
    }

    /// What a job is about; `None` if it is not known any more.
    async fn of(store: &Store, job: &Job) -> Result<Option<Self>> {
        let (place, position) = match job.date.strip_prefix(PLACE_PREFIX) {
            Some(position) => (true, position),
            None => (false, job.date.as_str()),
        };
        let Ok(position) = position.parse() else { return Ok(None) };
        Ok(if place {
            store.place_act_at(position).await?.as_ref().map(Self::to_places)
        } else {
            store.act_at(position).await?.as_ref().and_then(Self::by_act)
        })
    }
}

/// What a job tells of; `None` if it is not known any more.
///
/// # Errors
/// The store failed.
pub(crate) async fn event_of(store: &Store, job: &Job) -> Result<Option<WebhookEvent>> {
    Ok(Happened::of(store, job).await?.map(|happened| happened.event))
}

#[derive(Serialize)]
#[serde(untagged)]
enum Type {
    Event(WebhookEvent),
    Test(&'static str),
}

/// Why a program was not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Untold {
    /// It answered with this status.
    Status(u16),
    /// Its address leads to no public place.
    Forbidden,
    /// It can't be reached.
    Unreachable,
}

impl Untold {
    /// The word for it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Status(300..400) => "http_redirect",
            Self::Status(410) => "http_gone",
            Self::Status(400..500) => "http_refused",
            Self::Status(_) => "http_failed",
            Self::Forbidden => "address_forbidden",
            Self::Unreachable => "unreachable",
        }
    }
}

impl Webhooks {
    pub(crate) const fn new(
        key: WebhookKey,
        outgoing: Arc<Outgoing>,
        store: Arc<Store>,
        clock: SharedClock,
    ) -> Self {
        Self { key, outgoing, store, clock }
    }

    /// What the program of a webhook checks signatures with.
    pub(crate) fn secret(&self, hook: &Webhook) -> String {
        self.key.secret(hook.id, hook.serial).to_text()
    }

    /// Whether programs can be told at an address, as far as its name is known now.
    pub(crate) async fn reaches(&self, url: &Url) -> bool {
        self.outgoing.reaches(url).await
    }

    /// Tells a webhook that this is a test.
    ///
    /// # Errors
    /// Why the program did not take it.
    pub(crate) async fn test(&self, hook: &Webhook) -> std::result::Result<(), Untold> {
        let at = self.clock.unix_ms();
        let nothing = Message {
            r#type: Type::Test("webhook.test"),
            at,
            room: None,
            meeting: None,
            date: None,
            places: None,
        };
        self.send(hook, JobId::random(), &nothing).await
    }

    async fn send(&self, hook: &Webhook, id: JobId, message: &Message) -> std::result::Result<(), Untold> {
        let url = Url::parse(&hook.url).map_err(|_| Untold::Forbidden)?;
        let body = serde_json::to_vec(message).map_err(|_| Untold::Forbidden)?;
        let headers = self.headers(hook, id, &body).ok_or(Untold::Forbidden)?;
        match self.outgoing.post(&url, headers, body).await {
            Ok(answered) if answered.status.is_success() => Ok(()),
            Ok(answered) => Err(Untold::Status(answered.status.as_u16())),
            Err(OutgoingError::Forbidden) => Err(Untold::Forbidden),
            Err(_) => Err(Untold::Unreachable),
        }
    }

    fn headers(&self, hook: &Webhook, id: JobId, body: &[u8]) -> Option<HeaderMap> {
        let (id, at_s) = (id.to_string(), self.clock.unix_ms().as_ms() / 1_000);
        let signature = self.key.secret(hook.id, hook.serial).sign(&id, at_s, body);
        let named = [
            (header::CONTENT_TYPE, "application/json".to_owned()),
            (HeaderName::from_static("webhook-id"), id),
            (HeaderName::from_static("webhook-timestamp"), at_s.to_string()),
            (HeaderName::from_static("webhook-signature"), signature),
        ];
        named.into_iter().map(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?))).collect()
    }

    /// The webhooks that are on.
    async fn listening(&self) -> Result<Vec<Webhook>> {
        let mut hooks = self.store.webhooks().await?;
        hooks.retain(|hook| hook.stopped_at.is_none());
        Ok(hooks)
    }

    /// Sees to it that webhooks are told of all that was noted meanwhile.
    async fn follow_audit(&self, hooks: &[Webhook]) -> Result<()> {
        loop {
            let acts = self.store.acts_to_tell(ACTS_AT_ONCE_MAX).await?;
            let Some(last) = acts.last().map(|act| act.position) else { return Ok(()) };
            let noted = acts
                .iter()
                .filter_map(|act| Some((act.position, act.position.to_string(), Happened::by_act(act)?)));
            let jobs = self.jobs(hooks, noted.collect()).await?;
            self.store.tell_webhooks(last, jobs).await?;
        }
    }

    /// The same of what became of places, which is in no audit.
    async fn follow_places(&self, hooks: &[Webhook]) -> Result<()> {
        loop {
            let acts = self.store.place_acts_to_tell(ACTS_AT_ONCE_MAX).await?;
            let Some(last) = acts.last().map(|act| act.position) else { return Ok(()) };
            let noted = acts
                .iter()
                .map(|act| (act.heard, format!("{PLACE_PREFIX}{}", act.position), Happened::to_places(act)));
            let jobs = self.jobs(hooks, noted.collect()).await?;
            let before = UnixMs::from_ms(self.clock.unix_ms().as_ms() - PLACE_ACTS_KEPT_MS);
            self.store.tell_place_acts(last, jobs, before).await?;
        }
    }

    /// The jobs that tell of these, each with where it stands in the audit and with its name.
    async fn jobs(&self, hooks: &[Webhook], noted: Vec<(u64, String, Happened)>) -> Result<Vec<NewJob>> {
        let silent = self.rehearsals(noted.iter().map(|(.., happened)| happened.room).collect()).await?;
        let mut jobs = Vec::new();
        for (position, name, Happened { event, room, .. }) in noted {
            let told = |hook: &&Webhook| hook.since < position && hook.events.contains(&event);
            if !silent.contains(&room) {
                jobs.extend(hooks.iter().filter(told).map(|hook| self.job(hook, &name, room)));
            }
        }
        Ok(jobs)
    }

    /// The rooms of these that only rehearse, of which nobody is told.
    async fn rehearsals(&self, rooms: BTreeSet<RoomId>) -> Result<BTreeSet<RoomId>> {
        let mut found = BTreeSet::new();
        for id in rooms {
            if self.store.room(id).await?.is_none_or(|room| room.rehearsal.is_some()) {
                found.insert(id);
            }
        }
        Ok(found)
    }

    fn job(&self, hook: &Webhook, name: &str, room: RoomId) -> NewJob {
        NewJob {
            id: JobId::random(),
            kind: WEBHOOK_JOB.to_owned(),
            room,
            date: name.to_owned(),
            person: ParticipantId::from_bytes(*hook.id.as_bytes()),
            due_at: self.clock.unix_ms(),
            lapses_at: None,
            sealed: None,
        }
    }

    async fn try_attempt(&self, job: &Job) -> Result<Outcome> {
        let id = WebhookId::from_bytes(*job.person.as_bytes());
        let hook = self.store.webhooks().await?.into_iter().find(|hook| hook.id == id);
        let Some(hook) = hook.filter(|hook| hook.stopped_at.is_none()) else {
            return Ok(Outcome::Unsent("webhook_off"));
        };
        let Some(Happened { event, at, room, meeting, places }) = Happened::of(&self.store, job).await?
        else {
            return Ok(Outcome::Never("act_unknown"));
        };
        let (date, places) = places.unzip();
        let message = Message { r#type: Type::Event(event), at, room: Some(room), meeting, date, places };
        Ok(match self.send(&hook, job.id, &message).await {
            Ok(()) => Outcome::Done,
            Err(untold @ Untold::Status(410)) => {
                self.store.stop_webhook(hook.id, self.clock.unix_ms()).await?;
                Outcome::Never(untold.code())
            }
            Err(untold) => Outcome::Later(untold.code()),
        })
    }
}

#[async_trait]
impl Work for Webhooks {
    fn does(&self, kind: &str) -> bool {
        kind == WEBHOOK_JOB
    }

    async fn look(&self) -> Result<()> {
        let hooks = self.listening().await?;
        if hooks.is_empty() {
            return Ok(());
        }
        self.follow_audit(&hooks).await?;
        self.follow_places(&hooks).await
    }

    /// A program may be told twice, by the same `webhook-id`, when its answer is lost.
    async fn attempt(&self, job: &Job, _: &Hold) -> Outcome {
        self.try_attempt(job).await.unwrap_or_else(Outcome::from)
    }
}
