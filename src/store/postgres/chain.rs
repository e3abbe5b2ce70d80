//! Puts what was noted into the audit's chain, in an order of its own: acts are committed side by side, and
//! none waits for the one before it.

use futures::FutureExt as _;
use sqlx::{Connection as _, FromRow as _, PgConnection, Row as _};

use super::timed_pool::TimedPool;

use crate::store::{
    audit::{AuditEntry, AuditHead, EntryHash, NewAuditEntry},
    error::Result,
    sql::signed,
};

/// Entries that are put into the chain by one statement.
const AT_ONCE: i64 = 1_000;

/// Puts everything that is committed into the chain.
pub(super) async fn settle_audit(pool: &TimedPool) -> Result<()> {
    let waits = "SELECT EXISTS (SELECT 1 FROM audit WHERE position IS NULL)";
    if !sqlx::query_scalar(waits).fetch_one(pool).await? {
        return Ok(());
    }
    let in_transaction = async |conn: &mut PgConnection| {
        let mut transaction = conn.begin().await?;
        settle(&mut transaction).await?;
        Ok(transaction.commit().await?)
    };
    pool.ask(|conn| in_transaction(conn).boxed()).await
}

/// The same inside a transaction, after which it is done. One does it at a time. Returns the chain's end.
pub(super) async fn settle(conn: &mut PgConnection) -> Result<AuditHead> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtext('rondo.audit'))").execute(&mut *conn).await?;
    let last = sqlx::query_as::<_, (i64, EntryHash)>(
        "SELECT position, hash FROM audit WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1",
    );
    let last = last.fetch_optional(&mut *conn).await?;
    let mut head =
        last.map_or(AuditHead::EMPTY, |(count, hash)| AuditHead { count: count.unsigned_abs(), hash });
    loop {
        let found = sqlx::query("SELECT * FROM audit WHERE position IS NULL ORDER BY number LIMIT $1");
        let found = found.bind(AT_ONCE).fetch_all(&mut *conn).await?;
        if found.is_empty() {
            return Ok(head);
        }
        let (mut numbers, mut entries) = (Vec::new(), Vec::new());
        for row in &found {
            let entry = head.next(NewAuditEntry::from_row(row)?);
            head = AuditHead::from(&entry);
            numbers.push(row.try_get::<i64, _>("number")?);
            entries.push(entry);
        }
        put(conn, &numbers, &entries).await?;
    }
}

async fn put(conn: &mut PgConnection, numbers: &[i64], entries: &[AuditEntry]) -> Result<()> {
    let positions: Vec<i64> = entries.iter().map(|entry| signed(entry.position)).collect::<Result<_>>()?;
    let hashes = |which: fn(&AuditEntry) -> &EntryHash| -> Vec<Vec<u8>> {
        entries.iter().map(|entry| which(entry).as_bytes().to_vec()).collect()
    };
    let rows = sqlx::query(
        "UPDATE audit SET position = new.position, prev_hash = new.prev_hash, hash = new.hash
         FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[])
              AS new (number, position, prev_hash, hash)
         WHERE audit.number = new.number",
    );
    let rows = rows.bind(numbers).bind(positions);
    rows.bind(hashes(|entry| &entry.prev_hash)).bind(hashes(|entry| &entry.hash)).execute(conn).await?;
    Ok(())
}
