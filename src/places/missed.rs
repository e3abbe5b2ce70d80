//! A date that no lead opens in time is noted in the audit, from which programs are told of it, whether
//! anybody waited or not.

use std::sync::Arc;

use async_trait::async_trait;

use crate::{
    auth::RandomId,
    clock::SharedClock,
    jobs::{Hold, Outcome, Work},
    meeting::id::{JobId, ParticipantId},
    room::{Room, schedule::DateKey},
    store::{AuditAction, AuditBatch, Job, NewAuditEntry, NewJob, Party, Result, Store},
    time::UnixMs,
};

/// The kind of the job that looks whether a date was missed.
const DATE_MISSED: &str = "date_missed";
/// Between the key of a date and what tells it from others.
const SEPARATOR: char = '~';

/// The look at the next date of a room, when it can't be opened any more. `None` if it has none.
pub(super) fn look_at_next(room: &Room, now: UnixMs) -> Option<NewJob> {
    let schedule = room.schedule.as_ref().filter(|_| room.rehearsal.is_none())?;
    let next = schedule.next(now, room.planned_minutes(), None)?;
    let due_at = schedule.passage(&next).missed_at;
    Some(NewJob {
        id: JobId::random(),
        kind: DATE_MISSED.to_owned(),
        room: room.id,
        // A date that is moved is looked at once more.
        date: format!("{}{SEPARATOR}{due_at}", next.key),
        person: ParticipantId::from_bytes(*room.id.as_bytes()),
        due_at,
        lapses_at: None,
        sealed: None,
    })
}

/// Notes that dates were missed.
pub(crate) struct MissedWork {
    store: Arc<Store>,
    clock: SharedClock,
}

impl MissedWork {
    pub(crate) const fn new(store: Arc<Store>, clock: SharedClock) -> Self {
        Self { store, clock }
    }

    async fn try_attempt(&self, job: &Job, hold: &Hold) -> Result<Outcome> {
        let now = self.clock.unix_ms();
        let room = self.store.room(job.room).await?.filter(|room| room.archived_at.is_none());
        let (Some(room), Some(key)) = (room, key_of(job)) else { return Ok(Outcome::Done) };
        if !is_past(&room, key, now) || self.store.held_meeting(room.id, key).await?.is_some() {
            return Ok(Outcome::Done);
        }
        if !hold.begin().await? {
            return Ok(Outcome::Elsewhere);
        }
        let act = NewAuditEntry::new(now, Party::Server, AuditAction::DateMissed, Some(room.id), None);
        self.store.note_act(AuditBatch::new(vec![act])?).await?;
        Ok(Outcome::Done)
    }
}

fn key_of(job: &Job) -> Option<DateKey> {
    job.date.split(SEPARATOR).next()?.parse().ok()
}

/// Whether the date stands and can't be opened any more.
fn is_past(room: &Room, key: DateKey, now: UnixMs) -> bool {
    let planned = room.schedule.as_ref().and_then(|schedule| {
        let date = schedule.date(key, room.planned_minutes())?;
        Some((schedule.passage(&date).missed_at, date.cancelled))
    });
    planned.is_some_and(|(missed_at, cancelled)| !cancelled && missed_at <= now)
}

#[async_trait]
impl Work for MissedWork {
    fn does(&self, kind: &str) -> bool {
        kind == DATE_MISSED
    }

    async fn attempt(&self, job: &Job, hold: &Hold) -> Outcome {
        self.try_attempt(job, hold).await.unwrap_or_else(Outcome::from)
    }
}
