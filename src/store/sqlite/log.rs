//! The logs of the live meetings: group commit, reading back, removal.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use async_trait::async_trait;
use sqlx::{SqliteConnection, sqlite::SqliteRow};
use tokio::sync::oneshot;

use super::{
    super::{
        Append, AuditDraft, KeyStore, LogRecord, MeetingLog, PAYLOAD_BYTES_MAX, Result, StoreError,
        crypto::{LogPlace, MeetingKey},
    },
    SqliteStore, rows,
    session::{self, Session, Tail},
    stopped,
    writer::{Job, Writer},
};
use crate::meeting::id::{MeetingId, RoomId};

/// Rows of one INSERT: a statement is a round trip to SQLite's thread.
const ROWS_PER_INSERT: usize = 32;

/// An append on its way to the writer, sealed and checked.
pub(super) struct PendingAppend {
    meeting: MeetingId,
    first_seq: u64,
    last_seq: u64,
    pub(super) sealed: Vec<u8>,
    audit: Vec<AuditDraft>,
    reply: oneshot::Sender<Result<()>>,
}

struct NewRow {
    id: i64,
    prev: Option<i64>,
    meeting: MeetingId,
    first_seq: u64,
    last_seq: u64,
    sealed: Vec<u8>,
}

/// What of a batch may be stored.
#[derive(Default)]
struct Admitted {
    rows: Vec<NewRow>,
    tails: HashMap<MeetingId, Tail>,
    audit: Vec<AuditDraft>,
    replies: Vec<oneshot::Sender<Result<()>>>,
}

#[async_trait]
impl MeetingLog for SqliteStore {
    async fn append(&self, append: Append) -> Result<()> {
        check(&append)?;
        // The key is in memory but for the first append after a start.
        let key = self
            .keys
            .open_meeting_key(append.meeting)?
            .ok_or(StoreError::KeyGone)?;
        let Append {
            meeting,
            room,
            first_seq,
            last_seq,
            sender,
            payload,
            audit,
        } = append;
        let place = LogPlace {
            room,
            meeting,
            first_seq,
            last_seq,
        };
        let sealed = key.seal(&place, sender, &payload)?;
        let (reply, answer) = oneshot::channel();
        let pending = PendingAppend {
            meeting,
            first_seq,
            last_seq,
            sealed,
            audit,
            reply,
        };
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
        let found = found
            .bind(&meeting.as_bytes()[..])
            .fetch_all(&self.reads)
            .await?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let key = self
            .keys
            .open_meeting_key(meeting)?
            .ok_or(StoreError::KeyGone)?;
        let records = found.iter().map(|row| open_row(&key, meeting, row));
        whole(records.collect::<Result<_>>()?)
    }

    fn keys(&self) -> Arc<KeyStore> {
        Arc::clone(&self.keys)
    }
}

/// The rules that need no look at the database.
fn check(append: &Append) -> Result<()> {
    if append.first_seq == 0
        || append.last_seq < append.first_seq
        || i64::try_from(append.last_seq).is_err()
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
    let (first_seq, last_seq) = (
        rows::unsigned(row, "first_seq")?,
        rows::unsigned(row, "last_seq")?,
    );
    let place = LogPlace {
        room,
        meeting,
        first_seq,
        last_seq,
    };
    let sealed: &[u8] = sqlx::Row::try_get(row, "sealed")?;
    let (sender, payload) = key.open(&place, sealed)?;
    Ok(LogRecord {
        first_seq,
        last_seq,
        sender,
        payload,
    })
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

/// Stores a batch in one transaction and answers each caller.
pub(super) async fn commit(writer: &mut Writer, batch: Vec<PendingAppend>) {
    let session = match writer.session().await {
        Ok(session) => session,
        Err(error) => return answer(batch.into_iter().map(|append| append.reply), &Err(error)),
    };
    let Admitted {
        rows,
        tails,
        audit,
        replies,
    } = admit(session, batch);
    if rows.is_empty() {
        return;
    }
    let bytes: usize = rows.iter().map(|row| row.sealed.len()).sum();
    // One statement is a transaction by itself, and saves two trips to SQLite's thread.
    let result = if rows.len() <= ROWS_PER_INSERT && audit.is_empty() {
        writer
            .statement(|session| Box::pin(store(session, rows, tails, audit)))
            .await
    } else {
        writer
            .transaction(|session| Box::pin(store(session, rows, tails, audit)))
            .await
    };
    if result.is_ok() {
        writer.note_bytes(bytes);
    }
    answer(replies, &result);
}

/// Checks each append against the end of its log (the fence) and answers those that are refused,
/// so that one meeting's mistake costs no other.
fn admit(session: &Session, batch: Vec<PendingAppend>) -> Admitted {
    let mut admitted = Admitted::default();
    let mut id = session.next_row();
    // A caller who no longer waits has been told that nothing happened.
    for append in batch.into_iter().filter(|append| !append.reply.is_closed()) {
        let PendingAppend {
            meeting,
            first_seq,
            last_seq,
            sealed,
            audit,
            reply,
        } = append;
        let tail = admitted
            .tails
            .get(&meeting)
            .copied()
            .or_else(|| session.tail(meeting));
        match fence(tail, first_seq) {
            Ok(Tail { row: prev, .. }) => {
                admitted.rows.push(NewRow {
                    id,
                    prev,
                    meeting,
                    first_seq,
                    last_seq,
                    sealed,
                });
                admitted.tails.insert(
                    meeting,
                    Tail {
                        last_seq,
                        row: Some(id),
                    },
                );
                admitted.audit.extend(audit);
                admitted.replies.push(reply);
                id += 1;
            }
            Err(refusal) => answer([reply], &Err(refusal)),
        }
    }
    admitted
}

fn fence(tail: Option<Tail>, first_seq: u64) -> Result<Tail> {
    let tail = tail.ok_or(StoreError::NotLive)?;
    let expected = tail.last_seq + 1;
    if first_seq == expected {
        Ok(tail)
    } else {
        Err(StoreError::Fence {
            expected,
            got: first_seq,
        })
    }
}

async fn store(
    session: &mut Session,
    rows: Vec<NewRow>,
    tails: HashMap<MeetingId, Tail>,
    audit: Vec<AuditDraft>,
) -> Result<()> {
    session.took_rows(rows.len());
    for (meeting, tail) in tails {
        session.set_tail(meeting, Some(tail));
    }
    insert(session.conn(), rows).await?;
    session.add_audit(audit).await
}

async fn insert(conn: &mut SqliteConnection, rows: Vec<NewRow>) -> Result<()> {
    static SQL: LazyLock<[String; ROWS_PER_INSERT]> =
        LazyLock::new(|| std::array::from_fn(|index| insert_sql(index + 1)));
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let count = rows.len().min(ROWS_PER_INSERT);
        let sql: &'static str = &SQL[count - 1];
        let mut query = sqlx::query(sql);
        for row in rows.by_ref().take(count) {
            query = query
                .bind(row.id)
                .bind(row.prev)
                .bind(row.meeting.as_bytes().to_vec())
                .bind(rows::signed(row.first_seq)?)
                .bind(rows::signed(row.last_seq)?)
                .bind(row.sealed);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

fn insert_sql(rows: usize) -> String {
    let values = (0..rows).map(|row| {
        let at = |column: usize| row * 6 + column;
        format!(
            "(${}, ${}, ${}, ${}, ${}, ${})",
            at(1),
            at(2),
            at(3),
            at(4),
            at(5),
            at(6)
        )
    });
    let values: Vec<_> = values.collect();
    format!(
        "INSERT INTO log (id, prev, meeting, first_seq, last_seq, sealed) VALUES {}",
        values.join(", ")
    )
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

fn answer(replies: impl IntoIterator<Item = oneshot::Sender<Result<()>>>, result: &Result<()>) {
    for reply in replies {
        // A caller who left during the commit reads the log before going on.
        let _ = reply.send(result.clone());
    }
}
