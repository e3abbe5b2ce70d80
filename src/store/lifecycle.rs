//! The order in which a meeting's key and its rows are made and destroyed, for every backend:
//! the key comes first and goes first, so that a crash in between leaves nothing readable.

use std::sync::Arc;

use super::{
    AuditDraft, KeyStore, MeetingRecord, Result, Store, StoreError, crypto::MeetingKey, keys::KeyError,
};
use crate::{
    meeting::id::{MeetingId, RoomId},
    time::UnixMs,
};

/// The end reason of a meeting that was found without its key.
pub const KEY_DESTROYED: &str = "key_destroyed";

/// Makes a meeting with its key.
///
/// # Errors
/// [`super::Conflict::LiveMeeting`] when the room has one that has not ended; no key is left then.
pub async fn begin_meeting(
    store: &dyn Store,
    id: MeetingId,
    room: RoomId,
    now: UnixMs,
) -> Result<Arc<MeetingKey>> {
    let key = with_keys(store, move |keys| keys.create_meeting_key(id, now)).await?;
    let meeting =
        MeetingRecord { id, room, created_at: now, opened_at: None, ended_at: None, end_reason: None };
    if let Err(error) = store.create_meeting(meeting).await {
        with_keys(store, move |keys| keys.destroy_meeting_key(id)).await?;
        return Err(error);
    }
    Ok(key)
}

/// Ends a meeting for ever: destroys its key, then deletes its log, marks it ended and writes the
/// trail (domain.md, "What is kept"). Who holds the key in memory must let go of it. May be
/// repeated after a failure.
///
/// # Errors
/// [`StoreError::NotLive`] when it has ended.
pub async fn end_meeting(
    store: &dyn Store,
    id: MeetingId,
    reason: &str,
    now: UnixMs,
    audit: Vec<AuditDraft>,
) -> Result<()> {
    with_keys(store, move |keys| keys.destroy_meeting_key(id)).await?;
    store.end_meeting(id, reason, now, audit).await
}

/// Puts right what a crash or a restored backup left, at start. Meetings without their key are
/// marked ended ([`KEY_DESTROYED`]), keys without a meeting and spent day keys are destroyed.
/// Returns the meetings that go on.
///
/// # Errors
/// When the store or the key directory fails.
pub async fn recover(store: &dyn Store, now: UnixMs) -> Result<Vec<MeetingRecord>> {
    let mut going_on = Vec::new();
    for meeting in store.live_meetings().await? {
        let id = meeting.id;
        match with_keys(store, move |keys| keys.open_meeting_key(id)).await {
            Ok(Some(_)) => {
                going_on.push(meeting);
                continue;
            }
            Ok(None) => {}
            // One damaged file must not keep every other group from meeting.
            Err(StoreError::Corrupt(error)) => tracing::error!(%id, error, "a meeting is lost"),
            Err(error) => return Err(error),
        }
        end_meeting(store, id, KEY_DESTROYED, now, Vec::new()).await?;
    }
    for id in with_keys(store, KeyStore::meetings).await? {
        if store.meeting(id).await?.is_none() {
            with_keys(store, move |keys| keys.destroy_meeting_key(id)).await?;
        }
    }
    destroy_spent_keys(store, now).await?;
    Ok(going_on)
}

/// Destroys the keys of past days that nothing needs; to be called about once an hour.
/// Returns how many.
///
/// # Errors
/// When the key directory fails.
pub async fn destroy_spent_keys(store: &dyn Store, now: UnixMs) -> Result<usize> {
    with_keys(store, move |keys| keys.destroy_spent_day_keys(now)).await
}

/// Key files are written with blocking calls.
async fn with_keys<T: Send + 'static>(
    store: &dyn Store,
    work: impl FnOnce(&KeyStore) -> Result<T, KeyError> + Send + 'static,
) -> Result<T> {
    let keys = store.keys();
    let done = tokio::task::spawn_blocking(move || work(&keys)).await;
    done.map_err(|error| StoreError::Unavailable(error.to_string()))?.map_err(StoreError::from)
}
