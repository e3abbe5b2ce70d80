//! Group commit: the appends of all rooms that wait, and small changes beside them, in one transaction.

use std::{collections::HashMap, sync::LazyLock};

use futures::future::BoxFuture;
use sqlx::SqliteConnection;
use tokio::sync::oneshot;

use super::{tails::Tail, write_connection::WriteConnection};
use crate::{
    meeting::id::MeetingId,
    store::{
        audit::AuditBatch,
        crypto::LogPlace,
        error::{Result, StoreError},
        log::{Appended, SealedPiece},
        sql::signed,
    },
};

/// What a change writes, by estimate: a page of a table and some of its indexes.
const CHANGE_BYTES: usize = 6 * 4096;
/// Rows of one INSERT: a statement is a round trip to SQLite's thread.
const ROWS_PER_INSERT: usize = 32;

type Reply = oneshot::Sender<Result<Appended>>;

/// An append on its way to the writer.
pub(super) struct PendingAppend {
    pub(super) piece: SealedPiece,
    pub(super) audit: AuditBatch,
    pub(super) reply: Reply,
}

/// A change of one statement, or of such as are never refused: a refusal leaves nothing of it, and costs its
/// neighbours nothing.
pub(super) type Change = Box<dyn for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, Result<()>> + Send>;

/// A change on its way to the writer. It is made even if its caller goes away.
pub(super) struct PendingChange {
    pub(super) change: Change,
    pub(super) reply: oneshot::Sender<Result<()>>,
}

/// What is committed together.
#[derive(Default)]
pub(super) struct Group {
    pub(super) appends: Vec<PendingAppend>,
    pub(super) changes: Vec<PendingChange>,
}

struct NewRow {
    id: i64,
    prev: Option<i64>,
    piece: SealedPiece,
}

/// What of a batch may be stored.
#[derive(Default)]
struct Admitted {
    rows: Vec<NewRow>,
    tails: HashMap<MeetingId, Tail>,
    audit: AuditBatch,
    replies: Vec<Reply>,
}

/// Stores a group in one transaction and answers each caller.
pub(super) async fn commit(conn: &mut WriteConnection, group: Group) -> Result<()> {
    let Admitted { rows, tails, audit, replies } = admit(conn, group.appends);
    let changes = group.changes.into_iter().map(|pending| (pending.change, pending.reply));
    let (changes, changers): (Vec<_>, Vec<_>) = changes.unzip();
    if rows.is_empty() && changes.is_empty() {
        return Ok(());
    }
    conn.note_written(rows.iter().map(|row| row.piece.sealed.len()).sum());
    conn.note_written(changes.len() * CHANGE_BYTES);
    // One statement is a transaction by itself, and saves two trips to SQLite's thread.
    let result = if changes.is_empty() && rows.len() <= ROWS_PER_INSERT && audit.is_empty() {
        conn.statement(|conn| Box::pin(store(conn, rows, tails, audit))).await.map(|()| Vec::new())
    } else {
        let work = async |conn: &mut WriteConnection| {
            let changed = make(conn, changes).await?;
            store(conn, rows, tails, audit).await?;
            Ok(changed)
        };
        conn.transaction(|conn| Box::pin(work(conn))).await
    };
    answer(replies, &result.as_ref().map(|_| Appended::Stored).map_err(StoreError::clone));
    match &result {
        Ok(changed) => changers.into_iter().zip(changed).for_each(|(reply, done)| tell(reply, done)),
        Err(error) => changers.into_iter().for_each(|reply| tell(reply, &Err(error.clone()))),
    }
    result.map(drop)
}

/// Answers a whole group with an error.
pub(super) fn refuse(group: Group, error: &StoreError) {
    answer(group.appends.into_iter().map(|append| append.reply), &Err(error.clone()));
    group.changes.into_iter().for_each(|pending| tell(pending.reply, &Err(error.clone())));
}

/// Makes changes, and returns which were refused. What else fails is the disk.
async fn make(conn: &mut WriteConnection, changes: Vec<Change>) -> Result<Vec<Result<()>>> {
    let mut made = Vec::with_capacity(changes.len());
    for change in changes {
        match change(conn).await {
            Err(error @ StoreError::Unavailable(_)) => return Err(error),
            done => made.push(done),
        }
    }
    Ok(made)
}

/// Compares each append with the end of its log and answers those that don't follow it, so that one
/// meeting's mistake costs no other.
fn admit(conn: &WriteConnection, batch: Vec<PendingAppend>) -> Admitted {
    let mut admitted = Admitted::default();
    let mut id = conn.next_row();
    // A caller who no longer waits has been told that nothing happened.
    for PendingAppend { piece, audit, reply } in batch.into_iter().filter(|append| !append.reply.is_closed())
    {
        let LogPlace { meeting, first_seq, last_seq, .. } = piece.place;
        let tail = admitted.tails.get(&meeting).copied().or_else(|| conn.tail(meeting));
        match tail {
            Some(Tail { last_seq: end, row: prev }) if end + 1 == first_seq => {
                admitted.rows.push(NewRow { id, prev, piece });
                admitted.tails.insert(meeting, Tail { last_seq, row: Some(id) });
                admitted.audit.join(audit);
                admitted.replies.push(reply);
                id += 1;
            }
            tail => {
                answer([reply], &Ok(Appended::Elsewhere { last_seq: tail.map(|tail| tail.last_seq) }));
            }
        }
    }
    admitted
}

async fn store(
    conn: &mut WriteConnection,
    rows: Vec<NewRow>,
    tails: HashMap<MeetingId, Tail>,
    audit: AuditBatch,
) -> Result<()> {
    conn.took_rows(rows.len());
    for (meeting, tail) in tails {
        conn.set_tail(meeting, Some(tail));
    }
    let inserted = insert(conn.conn(), rows).await;
    // Every caller's part was checked, so what fails here is the disk, or what the writer remembers no
    // longer holds. Either way it starts again from the tables.
    inserted.map_err(|error| StoreError::Unavailable(error.to_string()))?;
    conn.add_audit(audit).await
}

async fn insert(conn: &mut SqliteConnection, rows: Vec<NewRow>) -> Result<()> {
    static SQL: LazyLock<[String; ROWS_PER_INSERT]> =
        LazyLock::new(|| std::array::from_fn(|index| insert_sql(index + 1)));
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let count = rows.len().min(ROWS_PER_INSERT);
        let sql: &'static str = &SQL[count - 1];
        let mut query = sqlx::query(sql);
        for NewRow { id, prev, piece: SealedPiece { place, sealed } } in rows.by_ref().take(count) {
            query = query
                .bind(id)
                .bind(prev)
                .bind(place.meeting)
                .bind(signed(place.first_seq)?)
                .bind(signed(place.last_seq)?)
                .bind(sealed);
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

fn answer(replies: impl IntoIterator<Item = Reply>, result: &Result<Appended>) {
    for reply in replies {
        // A caller who left during the commit reads the log before going on.
        let _ = reply.send(result.clone());
    }
}

fn tell(reply: oneshot::Sender<Result<()>>, done: &Result<()>) {
    // A caller may have gone; the change stands.
    let _ = reply.send(done.clone());
}
