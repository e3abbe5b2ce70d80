//! Who is to be reminded and told of changes: jobs made from the dates of a room, again and again, each once.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    changes::{Changes, changes},
    contact::{Dated, NewLetter},
    kind::Kind,
    limits::{DATES_AHEAD_MS, REMINDERS_AHEAD_MS},
};
use crate::{
    clock::SharedClock,
    jobs::Queue,
    meeting::id::{ParticipantId, RoomId},
    room::{
        Room,
        schedule::{Date, Schedule},
    },
    store::{JobState, NewJob, Result, SeriesKey, Store, StoreError},
    time::UnixMs,
};

/// Makes the jobs of reminders and changes.
#[derive(Clone)]
pub(crate) struct Planner {
    store: Arc<Store>,
    clock: SharedClock,
    queue: Queue,
}

impl Planner {
    pub(crate) const fn new(store: Arc<Store>, clock: SharedClock, queue: Queue) -> Self {
        Self { store, clock, queue }
    }

    /// Looks at every room.
    pub(crate) async fn plan_all(&self) {
        match self.store.open_rooms().await {
            Ok(rooms) => {
                for room in rooms {
                    self.plan(room).await;
                }
            }
            Err(error) => tracing::warn!(%error, "reminders were not planned"),
        }
    }

    /// Looks at a room whose dates, addresses or choices may have changed. A failure is made good by the
    /// next look.
    pub(crate) async fn plan(&self, room: RoomId) {
        match self.try_plan(room).await {
            // The host sees that the series has to start over; until then nobody is known in it.
            Ok(()) | Err(StoreError::SeriesLost) => self.queue.wake(),
            Err(error) => tracing::warn!(%error, %room, "reminders were not planned"),
        }
    }

    async fn try_plan(&self, id: RoomId) -> Result<()> {
        let room = self.store.room(id).await?.filter(|room| room.archived_at.is_none());
        let Some(room) = room else { return Ok(()) };
        let told = self.store.told_dates(id).await?;
        if room.schedule.is_none() && told.is_empty() {
            return Ok(());
        }
        let now = self.clock.unix_ms();
        let dates: Vec<_> =
            room.dates_from(now).take_while(|date| date.starts_at <= now.plus_ms(DATES_AHEAD_MS)).collect();
        let to = recipients(&self.store, id).await?;
        let key = self.store.series_key(id).await?;
        let changes = changes(&told, &dates, now);
        let plan = Plan { room: &room, key: &key, to: &to, now };
        let mut jobs = plan.of_changes(&changes, &dates)?;
        let reminders = self.store.room_mail(id).await?.reminders;
        jobs.extend(plan.of_reminders(&reminders, &dates)?);
        self.withdraw(id, &wanted(&reminders, &dates)).await?;
        if !(jobs.is_empty() && changes.told.is_empty() && changes.over.is_empty()) {
            self.store.tell_dates(id, changes.told, changes.over, jobs).await?;
        }
        Ok(())
    }

    /// Takes back the reminders of dates that have moved or don't take place.
    async fn withdraw(&self, room: RoomId, wanted: &BTreeSet<String>) -> Result<()> {
        let jobs = self.store.jobs_of(room, u32::MAX).await?.into_iter();
        let stale = jobs.filter(|job| {
            job.kind == Kind::Reminder.code() && job.state == JobState::Waiting && !wanted.contains(&job.date)
        });
        for date in stale.map(|job| job.date).collect::<BTreeSet<_>>() {
            self.store.withdraw_jobs(room, Some(Kind::Reminder.code()), Some(&date)).await?;
        }
        Ok(())
    }
}

/// Those in a room who have confirmed where they are written to.
///
/// # Errors
/// The store failed.
pub(crate) async fn recipients(store: &Store, room: RoomId) -> Result<Vec<ParticipantId>> {
    let all = store.mail_addresses(room).await?.into_iter();
    let reached = all.filter(|given| given.confirmed_at.is_some() && given.refused_at.is_none());
    Ok(reached.map(|given| given.participant).collect())
}

/// What the reminder of a date is called: a date that has moved has reminders of its own.
fn name(date: &Date, minutes: u32) -> String {
    let place = if date.moved { format!("@{}", date.local) } else { String::new() };
    format!("{}{place}-{minutes}", date.key)
}

fn wanted(reminders: &[u32], dates: &[Date]) -> BTreeSet<String> {
    let held = dates.iter().filter(|date| !date.cancelled);
    held.flat_map(|date| reminders.iter().map(|minutes| name(date, *minutes))).collect()
}

/// One look at a room.
struct Plan<'a> {
    room: &'a Room,
    key: &'a SeriesKey,
    to: &'a [ParticipantId],
    now: UnixMs,
}

impl Plan<'_> {
    /// The mails about what has changed. When dates are gone, others have usually come: one mail says so.
    fn of_changes(&self, changes: &Changes, dates: &[Date]) -> Result<Vec<NewJob>> {
        let mut jobs = Vec::new();
        if let Some((name, was_at)) = changes.gone.first() {
            let next = dates.iter().find(|date| !date.cancelled && date.starts_at > self.now);
            match next {
                Some(next) => {
                    let about = Dated { several: true, ..Dated::of(next) };
                    jobs.extend(self.to_everyone(Kind::DateChanged, name, self.now, about)?);
                }
                None => jobs.extend(self.cancelled(name, *was_at)?),
            }
        }
        for (name, was_at, date) in &changes.moved {
            let about = Dated { was_at: *was_at, ..Dated::of(date) };
            jobs.extend(self.to_everyone(Kind::DateChanged, name, self.now, about)?);
        }
        for (name, was_at) in &changes.cancelled {
            jobs.extend(self.cancelled(name, *was_at)?);
        }
        Ok(jobs)
    }

    fn cancelled(&self, name: &str, was_at: UnixMs) -> Result<Vec<NewJob>> {
        let zone = self.room.schedule.as_ref().map(Schedule::zone);
        let about = Dated::at(was_at, zone);
        self.to_everyone(Kind::DateCancelled, name, self.now, about)
    }

    /// The reminders that are near. One that could come only long after its time is left out.
    fn of_reminders(&self, reminders: &[u32], dates: &[Date]) -> Result<Vec<NewJob>> {
        let mut jobs = Vec::new();
        for date in dates.iter().filter(|date| !date.cancelled && date.starts_at > self.now) {
            for minutes in reminders {
                let before_ms = u64::from(*minutes) * 60_000;
                let left_ms = date.starts_at.since(self.now);
                if left_ms > before_ms + REMINDERS_AHEAD_MS || left_ms < before_ms / 2 {
                    continue;
                }
                let due_at = UnixMs::from_ms(date.starts_at.as_ms().saturating_sub_unsigned(before_ms));
                jobs.extend(self.to_everyone(
                    Kind::Reminder,
                    &name(date, *minutes),
                    due_at,
                    Dated::of(date),
                )?);
            }
        }
        Ok(jobs)
    }

    fn to_everyone(&self, kind: Kind, name: &str, due_at: UnixMs, about: Dated) -> Result<Vec<NewJob>> {
        let lapses_at = (about.start_at > self.now).then_some(about.start_at);
        let letter = |person| {
            let (room, name) = (self.room.id, name.to_owned());
            NewLetter { kind, room, name, person, due_at, lapses_at, about: &about }.into_job(self.key)
        };
        self.to.iter().copied().map(letter).collect()
    }
}
