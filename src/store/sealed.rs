//! The store as the server uses it: checks and seals what goes to a backend, opens and checks what
//! comes from one.

use std::{
    fs::File,
    ops::{Bound, Deref, RangeBounds},
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    audit::AuditBatch,
    backend::{Backend, Records},
    cluster::Cluster,
    crypto::{LogPlace, MeetingKey, SeriesKey},
    error::{Result, StoreError},
    keys::{KeyError, Keyring},
    limits::{PAYLOAD_BYTES_MAX, STATE_BYTES_MAX},
    log::{Append, Appended, LogRecord, MeetingState, SealedPiece},
};
use crate::meeting::id::{MeetingId, RoomId};

/// A database, and the keys to what is sealed in it. What needs neither seal nor check is reached as
/// [`Records`], to which it dereferences.
pub struct Store {
    pub(super) rows: Arc<dyn Backend>,
    pub(super) keys: Keyring,
    /// Keeps other servers away from the folder, until it is closed.
    lock: Mutex<Option<File>>,
}

impl Deref for Store {
    type Target = dyn Records;

    fn deref(&self) -> &Self::Target {
        &*self.rows
    }
}

impl Store {
    pub(super) fn new(rows: Arc<dyn Backend>, keys: Keyring, lock: Option<File>) -> Self {
        Self { rows, keys, lock: Mutex::new(lock) }
    }

    /// Appends to a meeting's log durably: when this returns `Ok`, the piece is on disk and survives a
    /// crash (docs/promises.md, promise 1). A caller who stops waiting during the commit can't know
    /// whether it happened, and must read the log before going on.
    ///
    /// # Errors
    /// [`StoreError::Fence`] unless `first_seq` follows the last stored number,
    /// [`StoreError::NotLive`] without a running meeting, [`StoreError::KeyGone`] without its key,
    /// [`StoreError::Invalid`] over a limit. Nothing is stored then, nor with
    /// [`StoreError::Unavailable`], unless the server crashes right after a failed sync.
    pub async fn append(&self, append: Append) -> Result<()> {
        check(&append)?;
        let Append { meeting, room, first_seq, last_seq, payload, audit } = append;
        let audit = AuditBatch::new(audit)?;
        let key = self.meeting_key(meeting).await?;
        let place = LogPlace { room, meeting, first_seq, last_seq };
        let sealed = key.seal(&place, &payload)?;
        match self.rows.append(SealedPiece { place, sealed }, audit).await? {
            Appended::Stored => Ok(()),
            Appended::Elsewhere { last_seq: None } => Err(StoreError::NotLive),
            Appended::Elsewhere { last_seq: Some(last) } => {
                Err(StoreError::Fence { expected: last + 1, got: first_seq })
            }
        }
    }

    /// The pieces of a live meeting's log that hold these events, in order: `..` is all of it. Empty
    /// if the meeting has ended or the log does not reach them. Costs about what is asked for,
    /// however long the log is.
    ///
    /// # Errors
    /// [`StoreError::KeyGone`] if there is something to read and its key was destroyed,
    /// [`StoreError::Corrupt`] if a piece is missing, moved or altered.
    pub async fn read_log(
        &self,
        meeting: MeetingId,
        events: impl RangeBounds<u64> + Send,
    ) -> Result<Vec<LogRecord>> {
        let (first, last) = bounds(&events);
        if last < first {
            return Ok(Vec::new());
        }
        let pieces = self.rows.pieces(meeting, first, last).await?;
        if pieces.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.meeting_key(meeting).await?;
        let records: Vec<_> = pieces.iter().map(|piece| open(&key, meeting, piece)).collect::<Result<_>>()?;
        check_whole(&records, first)?;
        Ok(records)
    }

    /// The last number of a live meeting's log; 0 before the first and for any other meeting.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn log_end(&self, meeting: MeetingId) -> Result<u64> {
        self.rows.log_end(meeting).await
    }

    /// Keeps the state of a meeting after one of its events, with which it is opened later. Of a meeting
    /// that is over nothing is kept.
    ///
    /// # Errors
    /// [`StoreError::KeyGone`] without the meeting's key, [`StoreError::Invalid`] over the limit.
    pub async fn keep_state(&self, state: MeetingState) -> Result<()> {
        let MeetingState { meeting, room, seq, payload } = state;
        if payload.len() > STATE_BYTES_MAX {
            return Err(StoreError::Invalid("a state over its size"));
        }
        let key = self.meeting_key(meeting).await?;
        let place = LogPlace { room, meeting, first_seq: 1, last_seq: seq };
        let sealed = key.seal_state(&place, &payload)?;
        self.rows.keep_state(SealedPiece { place, sealed }).await
    }

    /// The newest state of a live meeting after an event up to `last`.
    ///
    /// # Errors
    /// [`StoreError::KeyGone`] if there is one and its key was destroyed, [`StoreError::Corrupt`] if it was
    /// altered.
    pub async fn state(&self, meeting: MeetingId, last: u64) -> Result<Option<Vec<u8>>> {
        let Some(state) = self.rows.state(meeting, last).await? else { return Ok(None) };
        let key = self.meeting_key(meeting).await?;
        let place = LogPlace { meeting, ..state.place };
        Ok(Some(key.open_state(&place, &state.sealed)?))
    }

    /// The key under which the names of a series are kept.
    ///
    /// # Errors
    /// [`StoreError::SeriesLost`] if there is none that can be used.
    pub async fn series_key(&self, room: RoomId) -> Result<Arc<SeriesKey>> {
        match self.keys.series_key(room).await {
            Ok(Some(key)) => Ok(key),
            Ok(None) | Err(KeyError::Damaged(_)) => Err(StoreError::SeriesLost),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes the key of a new series.
    ///
    /// # Errors
    /// [`super::Conflict::Id`] if the series has one.
    pub async fn create_series_key(&self, room: RoomId) -> Result<Arc<SeriesKey>> {
        Ok(self.keys.create_series_key(room).await?)
    }

    /// Whether rows can be written now. It writes to find out.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if they can't.
    pub(crate) async fn rows_ready(&self) -> Result<()> {
        self.rows.ready().await
    }

    /// Whether a key could be made now. It writes to find out.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if it could not.
    pub(crate) async fn keys_ready(&self) -> Result<()> {
        Ok(self.keys.ready().await?)
    }

    /// What servers that share this store know and nobody else does; `None` if it is one server's.
    pub(crate) fn peer_secret(&self) -> Option<zeroize::Zeroizing<[u8; 32]>> {
        self.keys.peer_secret()
    }

    /// Forgets every key that is open. Each is read again when it is needed.
    pub(crate) fn forget_keys(&self) {
        self.keys.forget();
    }

    /// The servers that share the database; `None` if this one has it for itself.
    pub(crate) fn cluster(&self) -> Option<Arc<dyn Cluster>> {
        self.rows.cluster()
    }

    /// Finishes what waits and closes. Later calls fail with [`StoreError::Unavailable`].
    pub async fn close(&self) {
        self.rows.close().await;
        drop(self.lock.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    /// What was done with a power in a room, the latest first, before an entry's number.
    ///
    /// # Errors
    /// When the database fails or an entry can't be read.
    pub(crate) async fn acts_of(
        &self,
        room: RoomId,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<super::audit::AuditEntry>> {
        self.rows.newest(Some(room), before, limit).await
    }

    /// The audit, for reading.
    #[cfg(test)]
    pub(super) fn audit(&self) -> super::audit::AuditTrail {
        super::audit::AuditTrail::new(Arc::clone(&self.rows) as Arc<dyn super::audit::AuditReader>)
    }

    async fn meeting_key(&self, meeting: MeetingId) -> Result<Arc<MeetingKey>> {
        self.keys.meeting_key(meeting).await?.ok_or(StoreError::KeyGone)
    }
}

/// The rules of an append that need no look at the database.
fn check(append: &Append) -> Result<()> {
    if append.first_seq == 0 || append.last_seq < append.first_seq || i64::try_from(append.last_seq).is_err()
    {
        return Err(StoreError::Invalid("the numbers of an append"));
    }
    if append.payload.len() > PAYLOAD_BYTES_MAX {
        return Err(StoreError::Invalid("an append over its size"));
    }
    Ok(())
}

/// The first and the last event of a range, within what a database can count.
fn bounds(events: &impl RangeBounds<u64>) -> (u64, u64) {
    let first = match events.start_bound() {
        Bound::Included(first) => *first,
        Bound::Excluded(before) => before.saturating_add(1),
        Bound::Unbounded => 1,
    };
    let last = match events.end_bound() {
        Bound::Included(last) => *last,
        Bound::Excluded(after) => after.saturating_sub(1),
        Bound::Unbounded => u64::MAX,
    };
    (first.max(1), last.min(i64::MAX.unsigned_abs()))
}

/// Opens a piece as one of this meeting, whatever its row says.
fn open(key: &MeetingKey, meeting: MeetingId, piece: &SealedPiece) -> Result<LogRecord> {
    let place = LogPlace { meeting, ..piece.place };
    let payload = key.open(&place, &piece.sealed)?;
    Ok(LogRecord { first_seq: place.first_seq, last_seq: place.last_seq, payload })
}

/// From the first event that was asked for and without a gap, or it is not the log that was written.
fn check_whole(records: &[LogRecord], first: u64) -> Result<()> {
    let begins = records.first().is_some_and(|record| record.first_seq <= first);
    let follows = |pair: &[LogRecord]| pair[1].first_seq == pair[0].last_seq + 1;
    match begins && records.windows(2).all(follows) {
        true => Ok(()),
        false => Err(StoreError::Corrupt("a log with a gap".to_owned())),
    }
}
