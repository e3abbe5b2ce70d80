//! A batch is stored, and only then answered and told.

use std::{pin::pin, sync::Arc, time::Duration};

use tokio::time::timeout;

use super::Room;
use crate::{
    hub::{batch::Batch, effects, limits::OUTAGE_MS_MIN, live::Live, meetings, outage::Outage, publish},
    meeting::{event::Event, input::Signal, state::Phase, time::MeetingMs},
    protocol::close::CloseCode,
    store::{Append, StoreError},
};

impl Room {
    /// Appends, then answers and tells. Returns the meeting that now stands.
    pub(super) async fn finish(&mut self, live: Live, batch: Batch) -> Option<Live> {
        let stood = self.outage.is_some_and(|outage| outage.stands());
        let stored = match (batch.append(), self.outage) {
            // It was tried a moment ago.
            (_, Some(outage)) if stood && self.clock.monotonic_ms() < outage.retry_ms() => {
                self.refuse(&live, &batch);
                return Some(live);
            }
            (Some(append), _) => self.append(append, batch.at_ms()).await,
            // Whether it takes something again has to be asked.
            (None, Some(outage)) if self.clock.monotonic_ms() >= outage.retry_ms() => {
                self.store.rows_ready().await
            }
            (None, _) => return self.tell(live, batch).await,
        };
        if let Err(error) = stored {
            return self.fail(live, &batch, &error).await;
        }
        let at_ms = batch.at_ms();
        let live = self.tell(live, batch).await;
        match &mut self.outage {
            // It took long, and the floor goes on with the next batch.
            Some(outage) if outage.stands() && !stood => outage.at_ms = at_ms,
            Some(_) => {
                self.outage = None;
                publish::outage(&mut self.connections, false, at_ms);
                self.connections.flush();
            }
            None => {}
        }
        live
    }

    /// Appends. When it takes long, everyone is told meanwhile that the floor stands still.
    async fn append(&mut self, append: Append, at_ms: MeetingMs) -> Result<(), StoreError> {
        let store = Arc::clone(&self.store);
        let mut append = pin!(store.append(append));
        // Real time, not the server's clock: it is the disk that takes long.
        match timeout(Duration::from_millis(OUTAGE_MS_MIN), &mut append).await {
            Ok(stored) => stored,
            Err(_) => {
                let now_ms = self.clock.monotonic_ms();
                self.outage.get_or_insert_with(|| Outage::new(at_ms, now_ms)).stand();
                publish::outage(&mut self.connections, true, at_ms);
                self.connections.flush();
                append.await
            }
        }
    }

    /// Answers and tells what was stored.
    async fn tell(&mut self, live: Live, batch: Batch) -> Option<Live> {
        self.owed.clear();
        let (mut live, outcome) = live.advance(batch);
        // Before the end that it is about: a client goes when it hears of that.
        publish::debrief(&self.connections, &live, &outcome);
        let noted = effects::note(&self.store, &self.clock, live.meeting(), &outcome).await;
        if outcome.events().any(|event| matches!(event, Event::HelpUnread { .. })) {
            self.on_call.hurry();
        }
        publish::outcome(&mut self.connections, &mut live, &outcome);
        self.states.after(&live, noted.all);
        // Who was let in is not expected any more.
        if live.info().newcomers > 0 && outcome.lets_in() {
            self.note_room_of(&mut live).await;
        }
        self.owed.extend(noted.held.into_iter().map(|who| Signal::Held { who }));
        effects::close(&mut self.connections, &self.grounds, live.meeting(), &outcome);
        self.notices.after(&self.connections, live.meeting(), &outcome);
        publish::notified(&mut self.connections, live.meeting(), &self.notices.notified());
        self.connections.flush();
        self.close_if_ended(live).await
    }

    /// Nothing happened, and everyone who asked is told so.
    async fn fail(&mut self, live: Live, batch: &Batch, error: &StoreError) -> Option<Live> {
        tracing::error!(room = %self.id, %error, "a batch was not stored");
        metrics::counter!("rondo_appends_failed_total").increment(1);
        let now_ms = self.clock.monotonic_ms();
        self.outage.get_or_insert_with(|| Outage::new(batch.at_ms(), now_ms)).failed(now_ms);
        self.refuse(&live, batch);
        match error {
            // Someone else wrote, or the end of the log is not known: what is stored is the truth.
            StoreError::Fence { .. } | StoreError::NotLive | StoreError::KeyGone => {
                self.outage = None;
                self.connections.cut_all(CloseCode::ServerError);
                // What fails is logged; whoever comes next finds the room without a meeting.
                let _ = self.restore().await;
                self.live.take()
            }
            _ => Some(live),
        }
    }

    /// Tells everyone who asked that nothing happened, and everyone if the meeting stands still.
    fn refuse(&mut self, live: &Live, batch: &Batch) {
        publish::failure(&mut self.connections, live, batch.outcome());
        if let Some(outage) = self.outage.filter(Outage::stands) {
            publish::outage(&mut self.connections, true, outage.at_ms);
        }
        self.connections.flush();
    }

    /// Ending destroys the key: what was said can't be read any more.
    async fn close_if_ended(&mut self, live: Live) -> Option<Live> {
        let Phase::Ended { .. } = live.meeting().phase else { return Some(live) };
        if let Err(error) = meetings::end(&self.store, &self.clock, live.meeting()).await {
            tracing::error!(room = %self.id, %error, "the end of a meeting was not stored; it will be at the next start");
        }
        // After it is stored, so that whoever is sent home finds nothing left of it.
        self.connections.finish(|_| true);
        None
    }
}
