//! What changed of the room outside of its meeting, and is told to it.

use super::Room;
use crate::{
    hub::{duties, live::Live, meetings, publish},
    meeting::{duty::Assignment, input::Signal},
    room::schedule::DateView,
    store::StoreError,
};

impl Room {
    /// What changed of the room is told to everyone. People who gather for a date that was moved or
    /// cancelled are sent home.
    pub(super) async fn note_room(&mut self) {
        if let Some(mut live) = self.live.take() {
            self.note_room_of(&mut live).await;
            self.live = Some(live);
        }
    }

    pub(super) async fn note_room_of(&mut self, live: &mut Live) {
        let date = live.status().date;
        let series = self.store.room(self.id).await.and_then(|room| room.ok_or(StoreError::NotFound));
        let now = match &series {
            Ok(series) => {
                let sends_mail = self.on_call.sends;
                meetings::room_now(&self.store, &self.clock, sends_mail, series, date).await
            }
            Err(error) => Err(error.clone()),
        };
        let now = match now {
            Ok(now) => now,
            Err(error) => {
                tracing::warn!(room = %self.id, %error, "what changed of a room could not be read");
                return;
            }
        };
        let starts = |date: Option<&DateView>| date.map(|date| date.starts_at);
        if starts(live.info().date.as_ref()) != starts(now.date.as_ref()) && date.is_some() {
            self.owed.push(Signal::DateChanged {});
        }
        if live.note(now) {
            publish::room(&self.connections, live);
        }
    }

    /// Who serves at this meeting is told to it, as far as it does not know yet.
    pub(super) async fn note_duties(&mut self) {
        let Some(live) = &self.live else { return };
        let Some(date) = live.status().date else { return };
        let serving = match self.store.room(self.id).await {
            Ok(Some(room)) => duties::on(&self.store, &room, date, self.clock.unix_ms()).await,
            Ok(None) => return,
            Err(error) => Err(error),
        };
        match serving {
            Ok(serving) => {
                let known = &live.meeting().duties;
                let same = |(known, planned): (&Assignment, &Assignment)| known.is_planned_as(planned);
                if known.len() != serving.len() || !known.iter().zip(&serving).all(same) {
                    self.owed.push(Signal::Duties { duties: serving });
                }
            }
            Err(error) => tracing::warn!(room = %self.id, %error, "who serves could not be read"),
        }
    }
}
