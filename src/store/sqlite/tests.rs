//! What is particular to SQLite: files, failures, group commit. The rest is in the contract.

use std::{fs, path::PathBuf};

use futures::future::join_all;
use sqlx::Row;
use tempfile::TempDir;

use super::*;
use crate::store::{
    AuditCheck, AuditHead, MeetingLog, Meetings, Store, Trail,
    contract::{self, fixtures::*},
    lifecycle,
};

const CANARY: &[u8] = b"canary-5f0c-was-said-in-confidence";

async fn open_in(dir: &TempDir) -> SqliteStore {
    SqliteStore::open(path(dir).to_str().unwrap(), dir.path())
        .await
        .unwrap()
}

fn path(dir: &TempDir) -> PathBuf {
    dir.path().join("rondo.db")
}

async fn fresh() -> (TempDir, SqliteStore) {
    let dir = tempfile::tempdir().unwrap();
    let store = open_in(&dir).await;
    (dir, store)
}

async fn open() -> (TempDir, Arc<dyn Store>) {
    let (dir, store) = fresh().await;
    (dir, Arc::new(store))
}

contract::suite!(open);

/// Runs SQL as the writer, behind the store's back.
async fn sql(store: &SqliteStore, sql: &'static str) -> Result<()> {
    let statement = sqlx::query(sql);
    store
        .write(|session| Box::pin(async { Ok(statement.execute(session.conn()).await.map(drop)?) }))
        .await
}

async fn number(store: &SqliteStore, sql: &'static str) -> i64 {
    let row = sqlx::query(sql).fetch_one(&store.reads).await.unwrap();
    row.get(0)
}

async fn commits(store: &SqliteStore) -> u64 {
    let (reply, answer) = oneshot::channel();
    let job = Job::Write(Box::new(move |writer: &mut Writer| {
        Box::pin(async move { reply.send(writer.commits).unwrap() })
    }));
    store.submit(job).await.unwrap();
    answer.await.unwrap()
}

#[tokio::test]
async fn appends_that_wait_together_are_committed_together() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 50).await;
    let before = commits(&store).await;
    let results = join_all((1..=50).map(|n| store.append(append(n, 1, 1)))).await;
    assert!(results.iter().all(Result::is_ok));
    let used = commits(&store).await - before;
    assert!(used <= 3, "50 appends took {used} commits");
    assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 50);
}

#[tokio::test]
async fn an_append_nobody_waits_for_is_not_stored() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    // Polled once: it is in the queue, and on this single thread the writer has not run yet.
    let waiting = store.append(append(1, 1, 1));
    assert!(futures::FutureExt::now_or_never(waiting).is_none());
    store.append(append(1, 1, 1)).await.unwrap();
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 3).await;
    for n in 1..=2 {
        for seq in 1..=40 {
            let mut append = append(n, seq, 1);
            append.audit = vec![act("muted", n)];
            store.append(append).await.unwrap();
        }
    }
    let head = store.audit_head().await.unwrap();
    drop(store);

    let store = open_in(&dir).await;
    assert_eq!(lifecycle::recover(&store, NOW).await.unwrap().len(), 3);
    for n in 1..=2 {
        let log = store.read_log(meeting_id(n)).await.unwrap();
        assert_eq!(log.len(), 40);
        assert_eq!(log[39].payload, append(n, 40, 1).payload);
    }
    assert_eq!(
        store.verify_audit(Some(head)).await.unwrap(),
        AuditCheck::Intact(head)
    );
    let fence = StoreError::Fence {
        expected: 41,
        got: 40,
    };
    assert_eq!(store.append(append(1, 40, 1)).await, Err(fence));
    store.append(append(1, 41, 1)).await.unwrap();
    store.append(append(3, 1, 1)).await.unwrap();
    store.append_audit(vec![act("banned", 1)]).await.unwrap();
    assert_eq!(store.audit_head().await.unwrap().count, 81);
}

#[tokio::test]
async fn the_end_of_a_meeting_takes_its_rows_and_no_others() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 2).await;
    for seq in 1..=100 {
        join_all((1..=2).map(|n| store.append(append(n, seq, 1)))).await;
    }
    lifecycle::end_meeting(&store, meeting_id(1), "x", NOW, vec![])
        .await
        .unwrap();
    assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 100);
    store.close().await;
    let store = open_in(&dir).await;
    assert_eq!(store.read_log(meeting_id(2)).await.unwrap().len(), 100);
}

#[tokio::test]
async fn a_full_disk_refuses_and_heals() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 2).await;
    store.append(append(1, 1, 1)).await.unwrap();
    // The limit belongs to the connection, and the store opens a new one after a failure.
    sql(&store, "PRAGMA max_page_count = 1").await.unwrap();
    let mut large = append(1, 2, 1);
    large.payload = vec![7; 100_000];
    large.audit = vec![act("muted", 1)];
    assert!(matches!(
        store.append(large.clone()).await,
        Err(StoreError::Unavailable(_))
    ));
    assert_eq!(store.read_log(meeting_id(1)).await.unwrap().len(), 1);
    assert_eq!(store.audit_head().await.unwrap(), AuditHead::EMPTY);

    store.append(large).await.unwrap();
    assert_eq!(store.read_log(meeting_id(1)).await.unwrap().len(), 2);
    assert_eq!(store.audit_head().await.unwrap().count, 1);
}

#[tokio::test]
async fn while_the_disk_fails_every_caller_is_told_and_reading_works() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 4).await;
    store.append(append(1, 1, 1)).await.unwrap();
    let fault = "CREATE TRIGGER fault BEFORE INSERT ON log WHEN NEW.meeting = x'03030303030303030303030303030303'
                 BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END";
    sql(&store, fault).await.unwrap();
    for _ in 0..3 {
        let results = join_all((2..=4).map(|n| store.append(append(n, 1, 1)))).await;
        assert!(
            results
                .iter()
                .all(|r| matches!(r, Err(StoreError::Unavailable(_))))
        );
        assert_eq!(store.read_log(meeting_id(1)).await.unwrap().len(), 1);
        assert_eq!(
            number(&store, "SELECT COUNT(*) FROM log").await,
            1,
            "all or nothing"
        );
    }
    sql(&store, "DROP TRIGGER fault").await.unwrap();
    let results = join_all((2..=4).map(|n| store.append(append(n, 1, 1)))).await;
    assert!(results.iter().all(Result::is_ok));
}

#[tokio::test]
async fn a_closed_store_refuses() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    store.ready().await.unwrap();
    store.close().await;
    assert!(matches!(
        store.append(append(1, 1, 1)).await,
        Err(StoreError::Unavailable(_))
    ));
    assert!(matches!(
        store.live_meetings().await,
        Err(StoreError::Unavailable(_))
    ));
    assert!(matches!(
        store.ready().await,
        Err(StoreError::Unavailable(_))
    ));
    store.close().await;
    assert!(
        !dir.path().join("rondo.db-wal").exists(),
        "closing leaves one file"
    );
}

#[tokio::test]
async fn two_servers_do_not_share_their_data() {
    let (dir, store) = fresh().await;
    let second = SqliteStore::open(path(&dir).to_str().unwrap(), dir.path()).await;
    let text = second.err().unwrap().to_string();
    assert!(text.contains("another server uses"), "{text}");
    store.close().await;
    open_in(&dir).await;
}

#[tokio::test]
async fn postgres_is_refused_with_a_clear_line() {
    let dir = tempfile::tempdir().unwrap();
    let refused = crate::store::open("postgres://localhost/rondo", dir.path())
        .await
        .err()
        .unwrap();
    assert!(
        refused
            .to_string()
            .ends_with("postgres: is not built yet; use sqlite")
    );
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

fn holds(dir: &TempDir, needle: &[u8]) -> bool {
    let files = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut contents = files
        .filter(|path| path.is_file())
        .map(|path| fs::read(path).unwrap());
    contents.any(|bytes| bytes.windows(needle.len()).any(|window| window == needle))
}

#[tokio::test]
async fn no_content_and_no_sender_is_readable_on_disk() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    for seq in 1..=50 {
        let mut append = append(1, seq, 1);
        append.payload = CANARY.to_vec();
        append.sender = Some(participant_id(0xC7));
        store.append(append).await.unwrap();
    }
    assert!(dir.path().join("rondo.db-wal").exists());
    assert!(
        holds(&dir, meeting_id(1).as_bytes()),
        "the search does find things"
    );
    assert!(!holds(&dir, CANARY));
    assert!(!holds(&dir, participant_id(0xC7).as_bytes()));
}

#[tokio::test]
async fn a_restored_backup_brings_no_content_back() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    store.append(append(1, 1, 1)).await.unwrap();
    store.close().await;
    let backup = fs::read(path(&dir)).unwrap();

    let store = open_in(&dir).await;
    lifecycle::end_meeting(&store, meeting_id(1), "ended_by_lead", NOW, vec![])
        .await
        .unwrap();
    store.close().await;
    fs::write(path(&dir), backup).unwrap();

    let store = open_in(&dir).await;
    assert_eq!(
        store.read_log(meeting_id(1)).await,
        Err(StoreError::KeyGone)
    );
    assert_eq!(lifecycle::recover(&store, NOW).await.unwrap(), []);
    let ended = store.meeting(meeting_id(1)).await.unwrap().unwrap();
    assert_eq!(ended.end_reason.as_deref(), Some(lifecycle::KEY_DESTROYED));
    assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 0);
}

#[tokio::test]
async fn a_moved_or_missing_piece_of_a_log_is_noticed() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    for seq in 1..=3 {
        store.append(append(1, seq, 1)).await.unwrap();
    }
    sql(
        &store,
        "UPDATE log SET first_seq = 9, last_seq = 9 WHERE id = 2",
    )
    .await
    .unwrap();
    assert!(matches!(
        store.read_log(meeting_id(1)).await,
        Err(StoreError::Corrupt(_))
    ));
    sql(&store, "DELETE FROM log WHERE id = 2").await.unwrap();
    assert!(matches!(
        store.read_log(meeting_id(1)).await,
        Err(StoreError::Corrupt(_))
    ));
}

#[tokio::test]
async fn tampering_with_the_trail_is_detected() {
    const UNLOCK: &str = "DROP TRIGGER IF EXISTS audit_is_not_edited";
    const UNLOCK_DELETE: &str = "DROP TRIGGER IF EXISTS audit_is_not_deleted";
    let cases = [
        (
            "UPDATE audit SET reason_code = 'other' WHERE position = 2",
            AuditCheck::Altered { position: 2 },
        ),
        (
            "UPDATE audit SET at = at + 1 WHERE position = 1",
            AuditCheck::Altered { position: 1 },
        ),
        (
            "UPDATE audit SET actor = 'nobody' WHERE position = 3",
            AuditCheck::Altered { position: 3 },
        ),
        (
            "UPDATE audit SET hash = x'00' WHERE position = 3",
            AuditCheck::Altered { position: 3 },
        ),
        (
            "DELETE FROM audit WHERE position = 1",
            AuditCheck::Missing { position: 1 },
        ),
        (
            "DELETE FROM audit WHERE position = 2",
            AuditCheck::Missing { position: 2 },
        ),
        (
            "DELETE FROM audit WHERE position >= 3",
            AuditCheck::Truncated { count: 2 },
        ),
        ("DELETE FROM audit", AuditCheck::Truncated { count: 0 }),
    ];
    for (tampering, verdict) in cases {
        let (_dir, store) = fresh().await;
        let acts = ["muted", "removed", "banned", "unbanned"].map(|action| act(action, 1));
        store.append_audit(acts.to_vec()).await.unwrap();
        let head = store.audit_head().await.unwrap();
        assert!(
            sql(&store, tampering).await.is_err(),
            "the database itself refuses: {tampering}"
        );
        sql(&store, UNLOCK).await.unwrap();
        sql(&store, UNLOCK_DELETE).await.unwrap();
        sql(&store, tampering).await.unwrap();
        assert_eq!(
            store.verify_audit(Some(head)).await.unwrap(),
            verdict,
            "{tampering}"
        );
        store.close().await;
    }
}

#[tokio::test]
async fn an_entry_of_the_trail_is_not_replaced() {
    let (_dir, store) = fresh().await;
    store.append_audit(vec![act("muted", 1)]).await.unwrap();
    let replace =
        "INSERT OR REPLACE INTO audit SELECT position, room, meeting, 0, actor, action, target,
                   reason_code, prev_hash, hash FROM audit WHERE position = 1";
    assert!(sql(&store, replace).await.is_err());
}

#[tokio::test]
async fn the_settings_of_the_connections_hold() {
    let (dir, store) = fresh().await;
    assert_eq!(number(&store, "PRAGMA synchronous").await, 2);
    assert_eq!(number(&store, "PRAGMA foreign_keys").await, 1);
    assert_eq!(number(&store, "PRAGMA trusted_schema").await, 0);
    assert_eq!(number(&store, "PRAGMA wal_autocheckpoint").await, 0);
    assert!(
        sqlx::query("DELETE FROM log")
            .execute(&store.reads)
            .await
            .is_err(),
        "readers only read"
    );
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path(&dir)).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn the_write_ahead_log_is_reused() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    let mut seq = 0;
    for _ in 0..40 {
        seq += 1;
        let mut append = append(1, seq, 1);
        append.payload = vec![1; 1024 * 1024];
        store.append(append).await.unwrap();
        // Give the checkpointer its turn.
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let wal = fs::metadata(dir.path().join("rondo.db-wal")).unwrap().len();
    assert!(
        wal < 30 * 1024 * 1024,
        "40 MiB were written, and the log is {wal} bytes"
    );
}
