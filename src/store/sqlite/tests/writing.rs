//! Group commit, failures and what is left on disk.

use super::*;
use crate::{meeting::id::ParticipantId, store::Mark};

#[tokio::test]
async fn appends_that_wait_together_are_committed_together() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 50).await;
    let before = commits(&store).await;
    let results = join_all((1..=50).map(|n| store.append(append(n, 1, 1)))).await;
    assert!(results.iter().all(Result::is_ok));
    let used = commits(&store).await - before - 1;
    assert!(used <= 3, "50 appends took {used} commits");
    assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 50);
}

#[tokio::test]
async fn seats_share_a_commit_and_a_refusal_is_each_ones_own() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    store.create_participant(participant(100, 1), None).await.unwrap();
    let before = commits(&store).await;
    let seats = join_all((1..=50).map(|n| {
        let mut new = participant(n, 1);
        if n == 25 {
            new.name_mark = mark(100);
        }
        store.create_participant(new, None)
    }));
    let entered = store.note_entered(vec![participant_id(1), participant_id(2), participant_id(25)]);
    let (seats, entered, appended) = tokio::join!(seats, entered, store.append(append(1, 1, 1)));
    let refused = Err(StoreError::Conflict(Conflict::ParticipantName));
    for (seat, n) in seats.into_iter().zip(1..) {
        assert_eq!(seat, if n == 25 { refused.clone() } else { Ok(()) });
    }
    assert_eq!((entered, appended), (Ok(()), Ok(())));
    let used = commits(&store).await - before - 1;
    assert!(used <= 3, "50 seats took {used} commits");
    assert_eq!(number(&store, "SELECT COUNT(*) FROM participant").await, 50);
    assert_eq!(number(&store, "SELECT COUNT(*) FROM participant WHERE entered").await, 2);
}

#[tokio::test]
async fn the_limit_of_acts_is_each_callers_own() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 5).await;
    let full = |n| {
        let mut append = append(n, 1, 1);
        append.audit = vec![act("muted", n); AUDIT_ENTRIES_MAX];
        append
    };
    let results = join_all((1..=4).map(|n| store.append(full(n)))).await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    let mut more = full(5);
    more.audit.push(act("muted", 5));
    assert!(matches!(store.append(more).await, Err(StoreError::Invalid(_))));
    assert_eq!(store.audit().head().await.unwrap().count, 4 * AUDIT_ENTRIES_MAX as u64);
}

#[tokio::test]
async fn a_writer_whose_memory_no_longer_holds_starts_again() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    sql(&store, "INSERT INTO log VALUES (1, NULL, zeroblob(16), 1, 1, x'00')").await.unwrap();
    assert!(matches!(store.append(append(1, 1, 1)).await, Err(StoreError::Unavailable(_))));
    store.append(append(1, 1, 1)).await.unwrap();
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
async fn a_full_disk_refuses_and_heals() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 2).await;
    store.append(append(1, 1, 1)).await.unwrap();
    // The limit belongs to the connection, and the store opens a new one after a failure.
    sql(&store, "PRAGMA max_page_count = 1").await.unwrap();
    let mut large = append(1, 2, 1);
    large.payload = vec![7; 100_000];
    large.audit = vec![act("muted", 1)];
    assert!(matches!(store.append(large.clone()).await, Err(StoreError::Unavailable(_))));
    assert_eq!(store.read_log(meeting_id(1), ..).await.unwrap().len(), 1);
    assert_eq!(store.audit().head().await.unwrap(), AuditHead::EMPTY);

    store.append(large).await.unwrap();
    assert_eq!(store.read_log(meeting_id(1), ..).await.unwrap().len(), 2);
    assert_eq!(store.audit().head().await.unwrap().count, 1);
}

#[tokio::test]
async fn while_the_disk_fails_every_caller_is_told_and_reading_works() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 4).await;
    store.append(append(1, 1, 1)).await.unwrap();
    let fault =
        "CREATE TRIGGER fault BEFORE INSERT ON log WHEN NEW.meeting = x'03030303030303030303030303030303'
                 BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END";
    sql(&store, fault).await.unwrap();
    for _ in 0..3 {
        let results = join_all((2..=4).map(|n| store.append(append(n, 1, 1)))).await;
        assert!(results.iter().all(|r| matches!(r, Err(StoreError::Unavailable(_)))));
        assert_eq!(store.read_log(meeting_id(1), ..).await.unwrap().len(), 1);
        assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 1, "all or nothing");
    }
    sql(&store, "DROP TRIGGER fault").await.unwrap();
    let results = join_all((2..=4).map(|n| store.append(append(n, 1, 1)))).await;
    assert!(results.iter().all(Result::is_ok));
}

#[tokio::test]
async fn the_end_of_a_meeting_takes_its_rows_and_no_others() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 2).await;
    for seq in 1..=100 {
        join_all((1..=2).map(|n| store.append(append(n, seq, 1)))).await;
    }
    lifecycle::end_meeting(&store, meeting_id(1), "x", NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 100);
    store.close().await;
    let store = open_in(&dir).await;
    assert_eq!(store.read_log(meeting_id(2), ..).await.unwrap().len(), 100);
}

/// Under a load that never pauses, and beside readers, the log is begun again rather than grown.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_write_ahead_log_stays_small_under_a_steady_load() {
    let (dir, store) = fresh().await;
    let writers: u8 = 16;
    with_meetings(&store, writers).await;
    let wal = dir.path().join("rondo.db-wal");
    let write = async |n: u8| {
        for seq in 1..=256 {
            let payload = vec![n; 16 * 1024];
            store.append(Append { payload, ..append(n, seq, 1) }).await.unwrap();
            if seq % 16 == 0 {
                store.read_log(meeting_id(n), seq..).await.unwrap();
            }
        }
    };
    join_all((1..=writers).map(write)).await;
    let size = fs::metadata(&wal).unwrap().len();
    assert!(size < 32 * 1024 * 1024, "64 MiB were written, and the log grew to {size} bytes");
}

/// So it does while very many come in at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_new_people_leave_the_write_ahead_log_small() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    for lap in 0..80u16 {
        let people = (0..250u16).map(|n| {
            let mut id = [0; 16];
            id[..2].copy_from_slice(&(lap * 250 + n).wrapping_mul(40503).to_be_bytes());
            let mut new = participant(1, 1);
            new.id = ParticipantId::from_bytes(id);
            new.recovery_hash = None;
            new.name_mark = Mark::from_bytes(std::array::from_fn(|at| id[at % 16]));
            store.create_participant(new, None)
        });
        assert!(join_all(people).await.iter().all(Result::is_ok));
    }
    let size = fs::metadata(dir.path().join("rondo.db-wal")).unwrap().len();
    assert!(size < 64_000_000, "the log grew to {size} bytes");
}

/// A long read keeps what was written since; after it the log is as short as before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_read_leaves_no_long_write_ahead_log() {
    let (dir, store) = fresh().await;
    let size = || fs::metadata(dir.path().join("rondo.db-wal")).unwrap().len();
    sql(&store, "CREATE TABLE filler (bytes BLOB)").await.unwrap();
    let write = async |megabytes: usize| {
        for _ in 0..megabytes {
            let fill = store.sqlite.write(|conn| {
                conn.note_written(1_000_000);
                let fill = sqlx::query("INSERT INTO filler VALUES (zeroblob(1000000))");
                Box::pin(async { Ok(fill.execute(conn.conn()).await.map(drop)?) })
            });
            fill.await.unwrap();
        }
    };
    let mut reader = store.sqlite.reads.begin().await.unwrap();
    sqlx::query("SELECT COUNT(*) FROM filler").execute(&mut *reader).await.unwrap();
    write(90).await;
    assert!(size() > 90_000_000, "{} bytes", size());
    reader.rollback().await.unwrap();
    write(40).await;
    assert!(size() < 64_000_000, "{} bytes", size());
}

#[tokio::test]
async fn a_moved_or_missing_piece_of_a_log_is_noticed() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    for seq in 1..=3 {
        store.append(append(1, seq, 1)).await.unwrap();
    }
    sql(&store, "UPDATE log SET first_seq = 9, last_seq = 9 WHERE id = 2").await.unwrap();
    assert!(matches!(store.read_log(meeting_id(1), ..).await, Err(StoreError::Corrupt(_))));
    sql(&store, "DELETE FROM log WHERE id = 2").await.unwrap();
    assert!(matches!(store.read_log(meeting_id(1), ..).await, Err(StoreError::Corrupt(_))));
}
