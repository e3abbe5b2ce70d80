//! The look at what is open on the dates of the coming day.

use std::sync::Arc;

use super::{Ask, limits::TOLD_BEFORE_MS, name};
use crate::{
    auth::RandomId,
    clock::SharedClock,
    hub::duties::{self, Lacking, Taker},
    jobs::Queue,
    mail::{Dated, NewLetter, recipients},
    meeting::id::{JobId, ParticipantId, RoomId},
    room::Room,
    store::{NewJob, Result, Store, StoreError},
    time::UnixMs,
};

/// Asks people to take what is open.
#[derive(Clone)]
pub(crate) struct Asking {
    pub(super) store: Arc<Store>,
    pub(super) clock: SharedClock,
    queue: Queue,
}

impl Asking {
    pub(crate) const fn new(store: Arc<Store>, clock: SharedClock, queue: Queue) -> Self {
        Self { store, clock, queue }
    }

    /// Looks at every room. A failure is made good by the next look.
    pub(crate) async fn look_at_all(&self) {
        match self.store.open_rooms().await {
            Ok(rooms) => {
                for room in rooms {
                    match self.look(room).await {
                        // Nobody is known in it until the series starts over.
                        Ok(()) | Err(StoreError::SeriesLost) => {}
                        Err(error) => tracing::warn!(%error, %room, "what is open was not looked at"),
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "what is open was not looked at"),
        }
    }

    async fn look(&self, id: RoomId) -> Result<()> {
        let Some(room) = self.store.room(id).await?.filter(|room| room.archived_at.is_none()) else {
            return Ok(());
        };
        let mut jobs = Vec::new();
        for lacking in self.open(&room).await? {
            jobs.extend(self.jobs(&room, &lacking).await?);
        }
        if !jobs.is_empty() {
            self.queue.add(jobs).await?;
        }
        Ok(())
    }

    /// What is open within a day, with those who may take it.
    pub(super) async fn open(&self, room: &Room) -> Result<Vec<Lacking>> {
        let now = self.clock.unix_ms();
        duties::lacking(&self.store, room, now, now.plus_ms(TOLD_BEFORE_MS)).await
    }

    async fn jobs(&self, room: &Room, Lacking { date, takers, .. }: &Lacking) -> Result<Vec<NewJob>> {
        let (now, mut jobs) = (self.clock.unix_ms(), Vec::new());
        let written = recipients(&self.store, room.id).await?;
        for (who, Taker { duty, .. }) in takers {
            let (ask, name) = (Ask::of(*duty), name(date));
            if !self.store.subscriptions(*who, now).await?.is_empty() {
                jobs.push(self.notice(room.id, *who, ask, name.clone(), date.starts_at));
            }
            if written.contains(who) {
                let about = Dated::of(date);
                let (room, person, lapses_at) = (room.id, *who, Some(date.starts_at));
                let letter =
                    NewLetter { kind: ask.mail(), room, name, person, due_at: now, lapses_at, about: &about };
                jobs.push(letter.into_job(&*self.store.series_key(room).await?)?);
            }
        }
        Ok(jobs)
    }

    fn notice(
        &self,
        room: RoomId,
        person: ParticipantId,
        ask: Ask,
        date: String,
        starts_at: UnixMs,
    ) -> NewJob {
        NewJob {
            id: JobId::random(),
            kind: ask.notice_job().to_owned(),
            room,
            date,
            person,
            due_at: self.clock.unix_ms(),
            lapses_at: Some(starts_at),
            sealed: None,
        }
    }
}
