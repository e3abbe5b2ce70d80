//! Group commit: the appends of all rooms that wait, in one transaction.

use std::{collections::HashMap, sync::LazyLock};

use sqlx::SqliteConnection;
use tokio::sync::oneshot;

use super::{
    super::{AuditDraft, Result, StoreError},
    rows,
    session::{Session, Tail},
    writer::Writer,
};
use crate::meeting::id::MeetingId;

/// Rows of one INSERT: a statement is a round trip to SQLite's thread.
const ROWS_PER_INSERT: usize = 32;

/// An append on its way to the writer, sealed and checked.
pub(super) struct PendingAppend {
    pub(super) meeting: MeetingId,
    pub(super) first_seq: u64,
    pub(super) last_seq: u64,
    pub(super) sealed: Vec<u8>,
    pub(super) audit: Vec<AuditDraft>,
    pub(super) reply: oneshot::Sender<Result<()>>,
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

/// Stores a batch in one transaction and answers each caller.
pub(super) async fn commit(writer: &mut Writer, batch: Vec<PendingAppend>) {
    let session = match writer.session().await {
        Ok(session) => session,
        Err(error) => return answer(batch.into_iter().map(|append| append.reply), &Err(error)),
    };
    let Admitted { rows, tails, audit, replies } = admit(session, batch);
    if rows.is_empty() {
        return;
    }
    let bytes: usize = rows.iter().map(|row| row.sealed.len()).sum();
    // One statement is a transaction by itself, and saves two trips to SQLite's thread.
    let result = if rows.len() <= ROWS_PER_INSERT && audit.is_empty() {
        writer.statement(|session| Box::pin(store(session, rows, tails, audit))).await
    } else {
        writer.transaction(|session| Box::pin(store(session, rows, tails, audit))).await
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
        let PendingAppend { meeting, first_seq, last_seq, sealed, audit, reply } = append;
        let tail = admitted.tails.get(&meeting).copied().or_else(|| session.tail(meeting));
        match fence(tail, first_seq) {
            Ok(Tail { row: prev, .. }) => {
                admitted.rows.push(NewRow { id, prev, meeting, first_seq, last_seq, sealed });
                admitted.tails.insert(meeting, Tail { last_seq, row: Some(id) });
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
    if first_seq == expected { Ok(tail) } else { Err(StoreError::Fence { expected, got: first_seq }) }
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
    let inserted = insert(session.conn(), rows).await;
    // Every caller's part was checked, so what fails here is the disk, or what the writer
    // remembers no longer holds. Either way it begins anew.
    inserted.map_err(|error| StoreError::Unavailable(error.to_string()))?;
    session.add_checked_audit(audit).await
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
        let columns: Vec<_> = (1..=6).map(|column| format!("${}", row * 6 + column)).collect();
        format!("({})", columns.join(", "))
    });
    let values: Vec<_> = values.collect();
    format!("INSERT INTO log (id, prev, meeting, first_seq, last_seq, sealed) VALUES {}", values.join(", "))
}

fn answer(replies: impl IntoIterator<Item = oneshot::Sender<Result<()>>>, result: &Result<()>) {
    for reply in replies {
        // A caller who left during the commit reads the log before going on.
        let _ = reply.send(result.clone());
    }
}
