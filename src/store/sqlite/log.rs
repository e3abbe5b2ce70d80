//! The logs of the live meetings: sealing, reading back, removal. [`super::commit`] stores them.

use std::sync::Arc;

use async_trait::async_trait;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use tokio::sync::oneshot;

use super::{
    super::{
        Append, KeyStore, LogRecord, MeetingLog, PAYLOAD_BYTES_MAX, Result, StoreError,
        crypto::{LogPlace, MeetingKey},
    },
    SqliteStore,
    commit::PendingAppend,
    rows, session, stopped,
    writer::Job,
};
use crate::meeting::id::{MeetingId, RoomId};

#[async_trait]
impl MeetingLog for SqliteStore {
    async fn append(&self, append: Append) -> Result<()> {
        check(&append)?;
        // The key is in memory but for the first append after a start.
        let key = self.keys.open_meeting_key(append.meeting)?.ok_or(StoreError::KeyGone)?;
        let Append { meeting, room, first_seq, last_seq, sender, payload, audit } = append;
        let place = LogPlace { room, meeting, first_seq, last_seq };
        let sealed = key.seal(&place, sender, &payload)?;
        let (reply, answer) = oneshot::channel();
        let pending = PendingAppend { meeting, first_seq, last_seq, sealed, audit, reply };
        self.submit(Job::Append(pending)).await?;
        answer.await.map_err(|_| stopped())?
    }

    async fn read_log(&self, meeting: MeetingId) -> Result<Vec<LogRecord>> {
        let found = sqlx::query(
            "WITH RECURSIVE piece (id, prev) AS (
                 SELECT * FROM (SELECT id, prev FROM log WHERE meeting = $1 ORDER BY id DESC LIMIT 1)
                 UNION ALL
                 SELECT log.id, log.prev FROM log JOIN piece ON log.id = piece.prev
             )
             SELECT meeting.room, log.first_seq, log.last_seq, log.sealed
             FROM log JOIN piece ON piece.id = log.id JOIN meeting ON meeting.id = log.meeting
             ORDER BY log.id",
        );
        let found = found.bind(&meeting.as_bytes()[..]).fetch_all(&self.reads).await?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.keys.open_meeting_key(meeting)?.ok_or(StoreError::KeyGone)?;
        let records = found.iter().map(|row| open_row(&key, meeting, row));
        whole(records.collect::<Result<_>>()?)
    }

    fn keys(&self) -> Arc<KeyStore> {
        Arc::clone(&self.keys)
    }
}

/// The rules that need no look at the database.
fn check(append: &Append) -> Result<()> {
    if append.first_seq == 0 || append.last_seq < append.first_seq || i64::try_from(append.last_seq).is_err()
    {
        return Err(StoreError::Invalid("the numbers of an append"));
    }
    if append.payload.len() > PAYLOAD_BYTES_MAX {
        return Err(StoreError::Invalid("an append over its size"));
    }
    session::check_audit(&append.audit)
}

fn open_row(key: &MeetingKey, meeting: MeetingId, row: &SqliteRow) -> Result<LogRecord> {
    let room = RoomId::from_bytes(rows::blob(row, "room")?);
    let (first_seq, last_seq) = (rows::unsigned(row, "first_seq")?, rows::unsigned(row, "last_seq")?);
    let place = LogPlace { room, meeting, first_seq, last_seq };
    let sealed: &[u8] = row.try_get("sealed")?;
    let (sender, payload) = key.open(&place, sealed)?;
    Ok(LogRecord { first_seq, last_seq, sender, payload })
}

/// From 1 on and without a gap, or it is not the log that was written.
fn whole(records: Vec<LogRecord>) -> Result<Vec<LogRecord>> {
    let mut next = 1;
    for record in &records {
        if record.first_seq != next {
            return Err(StoreError::Corrupt("a log with a gap".to_owned()));
        }
        next = record.last_seq + 1;
    }
    Ok(records)
}

/// Removes a meeting's rows, back from the last one.
pub(super) async fn delete(conn: &mut SqliteConnection, last_row: i64) -> Result<()> {
    let rows = sqlx::query(
        "WITH RECURSIVE piece (id, prev) AS (
             SELECT id, prev FROM log WHERE id = $1
             UNION ALL
             SELECT log.id, log.prev FROM log JOIN piece ON log.id = piece.prev
         )
         DELETE FROM log WHERE id IN (SELECT id FROM piece)",
    );
    rows.bind(last_row).execute(conn).await?;
    Ok(())
}
