//! Who is to be reminded and told of changes: jobs made from the dates of a room, again and again, each once.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    changes::{Changes, changes},
    contact::{Contact, Dated, Farewell, ForCalendar, NewLetter, closed, opened},
    entries::{Entries, entries},
    kind::{Kind, confirmation_of},
    limits::{DATES_AHEAD_MS, REMINDERS_AHEAD_MS},
};
use crate::{
    auth::RandomId,
    clock::SharedClock,
    jobs::Queue,
    meeting::id::{JobId, ParticipantId, RoomId},
    room::{
        Room,
        schedule::{Date, DateKey, Schedule},
    },
    store::{JobState, MailAddress, NewJob, Result, SeriesKey, Store, StoreError, Telling},
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
        let told_entries = self.store.told_entries(id).await?;
        if room.schedule.is_none() && told.is_empty() && told_entries.is_empty() {
            return Ok(());
        }
        let now = self.clock.unix_ms();
        let dates: Vec<_> =
            room.dates_from(now).take_while(|date| date.starts_at <= now.plus_ms(DATES_AHEAD_MS)).collect();
        let to = readers(&self.store, id).await?;
        let key = self.store.series_key(id).await?;
        let room_mail = self.store.room_mail(id).await?;
        let changes = changes(&told, &dates, now);
        let mut entries = entries(&told_entries, &room, room_mail.names_group, now);
        let plan = Plan { room: &room, key: &key, to: &to, now };
        let mut jobs = plan.of_changes(&changes, &mut entries, &dates)?;
        jobs.extend(plan.of_entries(&entries, &dates)?);
        let reminders = &room_mail.reminders;
        jobs.extend(plan.of_reminders(reminders, &dates)?);
        self.withdraw(id, &wanted(reminders, &dates)).await?;
        let telling = Telling {
            dates: changes.told,
            dates_over: changes.over,
            entries: entries.told,
            entries_over: entries.over,
            jobs,
        };
        if !telling.is_empty() {
            self.store.tell(id, telling).await?;
        }
        Ok(())
    }

    /// Gives the dates of a room to the calendar of somebody who has just confirmed where they are written
    /// to. Others have them already.
    pub(crate) async fn welcome(&self, room: RoomId, who: &MailAddress) -> Result<()> {
        let found = self.store.room(room).await?.filter(|room| room.archived_at.is_none());
        let Some(found) = found else { return Ok(()) };
        let now = self.clock.unix_ms();
        let dates: Vec<_> = found.dates_from(now).filter(|date| !date.cancelled).take(1).collect();
        let key = self.store.series_key(room).await?;
        let mut to = readers(&self.store, room).await?;
        to.retain(|reader| reader.who == who.participant);
        let plan = Plan { room: &found, key: &key, to: &to, now };
        let names_group = self.store.room_mail(room).await?.names_group;
        let all = entries(&[], &found, names_group, now);
        let mut jobs = plan.of_entries(&all, &dates)?;
        for job in &mut jobs {
            job.date = format!("{}@{}", job.date, confirmation_of(who));
        }
        self.queue.add(jobs).await?;
        Ok(())
    }

    /// Takes the dates of a room out of the calendars of its people, before it is put away.
    pub(crate) async fn farewell(&self, room: &Room) -> Result<()> {
        let told = self.store.told_entries(room.id).await?;
        let without = Room { schedule: None, ..room.clone() };
        let gone = entries(&told, &without, false, self.clock.unix_ms()).gone;
        let mut jobs = Vec::new();
        let key = match self.store.series_key(room.id).await {
            // Nobody is known in it any more.
            Err(StoreError::SeriesLost) => return Ok(()),
            other => other?,
        };
        for given in reached(&self.store, room.id).await? {
            let contact: Contact = opened(&key.open_address(given.participant, &given.sealed)?)?;
            for (entry, above) in &gone {
                let about = Farewell { contact: contact.clone(), entry: entry.clone(), above: *above };
                let id = JobId::random();
                jobs.push(NewJob {
                    id,
                    kind: Kind::Farewell.code().to_owned(),
                    room: room.id,
                    date: format!("{entry}#{above}"),
                    person: given.participant,
                    due_at: self.clock.unix_ms(),
                    lapses_at: None,
                    sealed: Some(key.seal_job(id, &closed(&about)?)?),
                });
            }
        }
        self.queue.add(jobs).await?;
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
    Ok(reached(store, room).await?.into_iter().map(|given| given.participant).collect())
}

/// Somebody in a room who is written to.
struct Reader {
    who: ParticipantId,
    /// The first date that is theirs, where newcomers begin on certain dates.
    begins: Option<DateKey>,
}

/// Those in a room who have confirmed where they are written to, with what is theirs of its dates.
async fn readers(store: &Store, room: RoomId) -> Result<Vec<Reader>> {
    let to = recipients(store, room).await?;
    if to.is_empty() {
        return Ok(Vec::new());
    }
    let seats = store.participants(room).await?.into_iter().filter(|seat| to.contains(&seat.id));
    Ok(seats.map(|seat| Reader { who: seat.id, begins: seat.begins }).collect())
}

/// Where those are written to who have confirmed it.
async fn reached(store: &Store, room: RoomId) -> Result<Vec<MailAddress>> {
    let all = store.mail_addresses(room).await?.into_iter();
    Ok(all.filter(|given| given.confirmed_at.is_some() && given.refused_at.is_none()).collect())
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
    to: &'a [Reader],
    now: UnixMs,
}

impl Plan<'_> {
    /// The mails about what has changed. When dates are gone, others have usually come: one mail says so.
    /// What these mails tell a calendar of an entry is taken from `entries`.
    fn of_changes(&self, changes: &Changes, entries: &mut Entries, dates: &[Date]) -> Result<Vec<NewJob>> {
        let mut jobs = Vec::new();
        if let Some((name, was_at)) = changes.gone.first() {
            match next(dates, self.now) {
                Some(next) => {
                    let calendar = self.entry_to_tell(entries, next);
                    let about = Dated { several: true, calendar, ..Dated::of(next) };
                    jobs.extend(self.of_several(Kind::DateChanged, name, next, &about)?);
                }
                None => {
                    let calendar = entries.gone.pop().map(|(entry, above)| ForCalendar::Gone(entry, above));
                    jobs.extend(self.cancelled(name, None, *was_at, calendar)?);
                }
            }
        }
        for (name, was_at, date) in &changes.moved {
            let calendar = Some(ForCalendar::Date(date.key));
            let about = Dated { was_at: *was_at, calendar, ..Dated::of(date) };
            jobs.extend(self.to_whom_it_is(Some(date.key), Kind::DateChanged, name, self.now, &about)?);
        }
        for (key, name, was_at) in &changes.cancelled {
            jobs.extend(self.cancelled(name, Some(*key), *was_at, Some(ForCalendar::Date(*key)))?);
        }
        Ok(jobs)
    }

    /// The entry in which a date is, if calendars have to be told of it, or else one that is gone.
    fn entry_to_tell(&self, entries: &mut Entries, date: &Date) -> Option<ForCalendar> {
        let (name, _) = self.room.schedule.as_ref()?.entry_name(date.key);
        if let Some(at) = entries.asked.iter().position(|asked| *asked == name) {
            return Some(ForCalendar::Entry(entries.asked.swap_remove(at)));
        }
        entries.gone.pop().map(|(entry, above)| ForCalendar::Gone(entry, above))
    }

    /// A mail for each entry that calendars have to be told of: in one message there can be one entry.
    fn of_entries(&self, entries: &Entries, dates: &[Date]) -> Result<Vec<NewJob>> {
        let mut jobs = Vec::new();
        if let Some(next) = next(dates, self.now) {
            for entry in &entries.asked {
                let name = format!("{entry}#{}", self.room.schedule.as_ref().map_or(0, Schedule::sequence));
                let about = Dated { calendar: Some(ForCalendar::Entry(entry.clone())), ..Dated::of(next) };
                let lasting = self.of_several(Kind::Dates, &name, next, &about)?.into_iter();
                // It is not about the next date alone.
                jobs.extend(lasting.map(|job| NewJob { lapses_at: None, ..job }));
            }
        }
        for (entry, above) in &entries.gone {
            let calendar = Some(ForCalendar::Gone(entry.clone(), *above));
            let about = Dated { calendar, ..Dated::at(self.now, None) };
            let name = format!("{entry}#{above}");
            jobs.extend(self.to_whom_it_is(None, Kind::DatesOver, &name, self.now, &about)?);
        }
        Ok(jobs)
    }

    fn cancelled(
        &self,
        name: &str,
        date: Option<DateKey>,
        was_at: UnixMs,
        calendar: Option<ForCalendar>,
    ) -> Result<Vec<NewJob>> {
        let zone = self.room.schedule.as_ref().map(Schedule::zone);
        let about = Dated { calendar, ..Dated::at(was_at, zone) };
        self.to_whom_it_is(date, Kind::DateCancelled, name, self.now, &about)
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
                let name = name(date, *minutes);
                let about = Dated::of(date);
                jobs.extend(self.to_whom_it_is(Some(date.key), Kind::Reminder, &name, due_at, &about)?);
            }
        }
        Ok(jobs)
    }

    /// Letters about a date to those whose it is, and about all dates to everyone.
    fn to_whom_it_is(
        &self,
        date: Option<DateKey>,
        kind: Kind,
        name: &str,
        due_at: UnixMs,
        about: &Dated,
    ) -> Result<Vec<NewJob>> {
        let theirs = |reader: &&Reader| date.is_none_or(|date| self.room.has_begun(reader.begins, date));
        self.to.iter().filter(theirs).map(|reader| self.letter(reader, kind, name, due_at, about)).collect()
    }

    /// Letters to everyone about several dates, of which each names the first that is the reader's.
    fn of_several(&self, kind: Kind, name: &str, next: &Date, rest: &Dated) -> Result<Vec<NewJob>> {
        let letter = |reader: &Reader| {
            let begins = reader.begins.filter(|_| !self.room.has_begun(reader.begins, next.key));
            let later = begins.and_then(|begins| self.room.first_date(Some(begins), self.now));
            let date = Dated::of(later.as_ref().unwrap_or(next));
            let about = Dated { calendar: rest.calendar.clone(), several: rest.several, ..date };
            self.letter(reader, kind, name, self.now, &about)
        };
        self.to.iter().map(letter).collect()
    }

    fn letter(&self, to: &Reader, kind: Kind, name: &str, due_at: UnixMs, about: &Dated) -> Result<NewJob> {
        let lapses_at = (about.start_at > self.now).then_some(about.start_at);
        let (room, name, person) = (self.room.id, name.to_owned(), to.who);
        NewLetter { kind, room, name, person, due_at, lapses_at, about }.into_job(self.key)
    }
}

fn next(dates: &[Date], now: UnixMs) -> Option<&Date> {
    dates.iter().find(|date| !date.cancelled && date.starts_at > now)
}
