//! Changes of places, and the look that follows each.

use std::{collections::BTreeSet, sync::Arc};

use super::{limits::GONE_SHOWN_MS, missed, plan};
use crate::{
    clock::SharedClock,
    jobs::Queue,
    mail::recipients,
    meeting::id::RoomId,
    room::{
        Room,
        places::{PlaceChange, PlaceRefusal, Stand},
        schedule::DateKey,
    },
    store::{AuditBatch, PlaceRow, Result, Store, StoreError},
    time::UnixMs,
};

/// Makes changes of places.
#[derive(Clone)]
pub(crate) struct Keeper {
    store: Arc<Store>,
    clock: SharedClock,
    queue: Queue,
}

impl Keeper {
    pub(crate) const fn new(store: Arc<Store>, clock: SharedClock, queue: Queue) -> Self {
        Self { store, clock, queue }
    }

    /// Makes these changes, all or none, and lets people be told.
    ///
    /// # Errors
    /// The store failed, and nothing was changed.
    pub(crate) async fn change(
        &self,
        room: RoomId,
        changes: Vec<(DateKey, PlaceChange)>,
        audit: AuditBatch,
    ) -> Result<std::result::Result<(), PlaceRefusal>> {
        let before = self.store.places(room).await?;
        let done = self.store.change_places(room, changes, self.clock.unix_ms(), audit).await?;
        if done.is_ok() {
            if let Err(error) = self.tell_who_left(room, &before).await {
                tracing::warn!(%error, %room, "who has no place any more is not told");
            }
            self.look(room).await;
        }
        Ok(done)
    }

    /// Whoever gives a place up may leave nothing behind from which a look could tell it.
    async fn tell_who_left(&self, id: RoomId, before: &[PlaceRow]) -> Result<()> {
        if !self.store.room_places(id).await?.sign_up {
            return Ok(());
        }
        let Some(room) = self.store.room(id).await? else { return Ok(()) };
        let (after, now) = (self.store.places(id).await?, self.clock.unix_ms());
        let to = recipients(&self.store, id).await?;
        let key = self.store.series_key(id).await?;
        let jobs = plan::left(&room, &key, &to, (before, &after), now)?;
        if !jobs.is_empty() {
            self.queue.add(jobs).await?;
        }
        Ok(())
    }

    /// Looks at every room.
    pub(crate) async fn look_at_all(&self) {
        match self.store.open_rooms().await {
            Ok(rooms) => {
                for room in rooms {
                    self.look(room).await;
                }
            }
            Err(error) => tracing::warn!(%error, "places were not looked at"),
        }
    }

    /// Looks at a room whose places, dates or choices may have changed. A failure is made good by the next
    /// look.
    pub(crate) async fn look(&self, room: RoomId) {
        match self.try_look(room).await {
            // The host sees that the series has to start over; until then nobody is known in it.
            Ok(()) | Err(StoreError::SeriesLost) => {}
            Err(error) => tracing::warn!(%error, %room, "places were not looked at"),
        }
    }

    /// Lets time pass in a room, puts away what is over, and makes the jobs that tell people.
    pub(super) async fn try_look(&self, id: RoomId) -> Result<()> {
        let rows = self.store.places(id).await?;
        let Some(room) = self.store.room(id).await?.filter(|room| room.archived_at.is_none()) else {
            return Ok(());
        };
        let now = self.clock.unix_ms();
        if let Some(job) = missed::look_at_next(&room, now) {
            self.queue.add(vec![job]).await?;
        }
        if rows.is_empty() {
            return Ok(());
        }
        let running = self.store.current_meeting(id).await?.and_then(|meeting| meeting.date);
        let dates: BTreeSet<_> = rows.iter().map(|row| row.date).collect();
        let (over, coming): (Vec<_>, Vec<_>) =
            dates.into_iter().partition(|date| Some(*date) != running && is_over(&room, *date, &rows, now));
        if !over.is_empty() {
            self.store.forget_places(id, over).await?;
        }
        let settles = coming.into_iter().map(|date| (date, PlaceChange::Settle)).collect();
        // To settle is never refused.
        let _ = self.store.change_places(id, settles, now, AuditBatch::default()).await?;
        let rule = self.store.room_places(id).await?;
        if !rule.sign_up {
            return Ok(());
        }
        let rows = self.store.places(id).await?;
        let to = recipients(&self.store, id).await?;
        let key = self.store.series_key(id).await?;
        let jobs = plan::jobs(&room, &key, &to, &rows, now)?;
        if !jobs.is_empty() {
            self.queue.add(jobs).await?;
        }
        Ok(())
    }
}

/// Whether a date is past, or was gone long enough for people to read it.
fn is_over(room: &Room, date: DateKey, rows: &[PlaceRow], now: UnixMs) -> bool {
    let planned = room.schedule.as_ref().and_then(|schedule| schedule.date(date, room.planned_minutes()));
    if let Some(planned) = planned {
        return planned.ends_at <= now;
    }
    let mut of_date = rows.iter().filter(|row| row.date == date);
    of_date.all(|row| row.place.stand != Stand::Gone || row.place.since.plus_ms(GONE_SHOWN_MS) <= now)
}
