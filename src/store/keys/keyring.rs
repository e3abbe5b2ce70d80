//! The keys that are open, so that each is read once, over whatever keeps them.

use std::{
    collections::HashMap,
    hash::Hash,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::source::{KeyError, Keys};
use crate::{
    meeting::id::{MeetingId, RoomId},
    store::crypto::{MeetingKey, RawKey, SeriesKey},
    time::UnixMs,
};

/// Locked for a moment only: every append asks.
struct Open<I, K>(Mutex<HashMap<I, Arc<K>>>);

impl<I: Eq + Hash, K> Open<I, K> {
    fn new() -> Self {
        Self(Mutex::new(HashMap::new()))
    }

    fn get(&self, id: &I) -> Option<Arc<K>> {
        self.lock().get(id).cloned()
    }

    fn put(&self, id: I, key: K) -> Arc<K> {
        let key = Arc::new(key);
        self.lock().insert(id, Arc::clone(&key));
        key
    }

    fn clear(&self) {
        self.lock().clear();
    }

    fn remove(&self, id: &I) {
        self.lock().remove(id);
    }

    /// What a panic left behind is still whole: every change is one step.
    fn lock(&self) -> MutexGuard<'_, HashMap<I, Arc<K>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The keys of a server. A key that was destroyed is in nobody's memory but that of callers who still
/// hold it.
pub(in crate::store) struct Keyring {
    keys: Arc<dyn Keys>,
    meetings: Open<MeetingId, MeetingKey>,
    series: Open<RoomId, SeriesKey>,
    /// Held while a key is read or destroyed, so that none comes back into memory after its end.
    changing: Arc<tokio::sync::Mutex<()>>,
}

impl Keyring {
    pub(in crate::store) fn new(keys: Arc<dyn Keys>) -> Self {
        Self { keys, meetings: Open::new(), series: Open::new(), changing: Arc::default() }
    }

    pub(in crate::store) async fn create_meeting_key(
        &self,
        meeting: MeetingId,
        now: UnixMs,
    ) -> Result<Arc<MeetingKey>, KeyError> {
        let _changing = self.changing.lock().await;
        let key = self.keys.create_meeting_key(meeting, now).await?;
        Ok(self.meetings.put(meeting, MeetingKey::derive(&key)))
    }

    pub(in crate::store) async fn meeting_key(
        &self,
        meeting: MeetingId,
    ) -> Result<Option<Arc<MeetingKey>>, KeyError> {
        if let Some(key) = self.meetings.get(&meeting) {
            return Ok(Some(key));
        }
        let _changing = self.changing.lock().await;
        let key = self.keys.meeting_key(meeting).await?;
        Ok(key.map(|key| self.meetings.put(meeting, MeetingKey::derive(&key))))
    }

    pub(in crate::store) async fn destroy_meeting_key(&self, meeting: MeetingId) -> Result<(), KeyError> {
        let keys = Arc::clone(&self.keys);
        self.destroy(&self.meetings, meeting, async move { keys.destroy_meeting_key(meeting).await }).await
    }

    pub(in crate::store) async fn meetings(&self) -> Result<Vec<MeetingId>, KeyError> {
        self.keys.meetings().await
    }

    pub(in crate::store) async fn destroy_spent_day_keys(&self, now: UnixMs) -> Result<usize, KeyError> {
        self.keys.destroy_spent_day_keys(now).await
    }

    pub(in crate::store) async fn create_series_key(&self, room: RoomId) -> Result<Arc<SeriesKey>, KeyError> {
        let _changing = self.changing.lock().await;
        let key = self.keys.create_series_key(room).await?;
        Ok(self.series.put(room, SeriesKey::derive(&key)))
    }

    pub(in crate::store) async fn series_key(
        &self,
        room: RoomId,
    ) -> Result<Option<Arc<SeriesKey>>, KeyError> {
        if let Some(key) = self.series.get(&room) {
            return Ok(Some(key));
        }
        let _changing = self.changing.lock().await;
        let key = self.keys.series_key(room).await?;
        Ok(key.map(|key| self.series.put(room, SeriesKey::derive(&key))))
    }

    pub(in crate::store) async fn destroy_series_key(&self, room: RoomId) -> Result<(), KeyError> {
        let keys = Arc::clone(&self.keys);
        self.destroy(&self.series, room, async move { keys.destroy_series_key(room).await }).await
    }

    pub(in crate::store) async fn note_lost_series(&self, room: RoomId) -> Result<(), KeyError> {
        self.keys.note_lost_series(room).await
    }

    /// Goes on to its end even if the caller goes away: `changing` is not let go of in between.
    async fn destroy<I: Eq + Hash, K>(
        &self,
        open: &Open<I, K>,
        id: I,
        work: impl Future<Output = Result<(), KeyError>> + Send + 'static,
    ) -> Result<(), KeyError> {
        let changing = Arc::clone(&self.changing).lock_owned().await;
        open.remove(&id);
        let work = tokio::spawn(async move {
            let _changing = changing;
            work.await
        });
        work.await.map_err(|error| KeyError::Io(io::Error::other(error)))?
    }

    pub(in crate::store) fn peer_secret(&self) -> Option<RawKey> {
        self.keys.peer_secret()
    }

    /// Forgets every key that is open.
    pub(in crate::store) fn forget(&self) {
        self.meetings.clear();
        self.series.clear();
    }

    pub(in crate::store) async fn ready(&self) -> Result<(), KeyError> {
        self.keys.ready().await
    }

    pub(in crate::store) async fn series(&self) -> Result<Vec<RoomId>, KeyError> {
        self.keys.series().await
    }
}
