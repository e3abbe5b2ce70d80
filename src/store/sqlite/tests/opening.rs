//! Starting, closing, starting again.

use super::*;
use crate::room::WayIn;

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
    let head = store.audit().head().await.unwrap();
    drop(store);

    let store = open_in(&dir).await;
    assert_eq!(lifecycle::recover(&store, NOW).await.unwrap().len(), 3);
    for n in 1..=2 {
        let log = store.read_log(meeting_id(n), ..).await.unwrap();
        assert_eq!(log.len(), 40);
        assert_eq!(log[39].payload, append(n, 40, 1).payload);
    }
    assert_eq!(store.audit().verify(Some(head)).await.unwrap(), AuditCheck::Intact(head));
    let fence = StoreError::Fence { expected: 41, got: 40 };
    assert_eq!(store.append(append(1, 40, 1)).await, Err(fence));
    store.append(append(1, 41, 1)).await.unwrap();
    store.append(append(3, 1, 1)).await.unwrap();
    note(&store, vec![act("banned", 1)]).await.unwrap();
    assert_eq!(store.audit().head().await.unwrap().count, 81);
}

/// Between the ends of two logs lies more than is looked through at once.
#[tokio::test]
async fn the_end_of_a_log_is_found_however_long_its_meeting_was_silent() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 3).await;
    for (meeting, seq) in [(1, 1), (1, 2), (2, 1)] {
        store.append(append(meeting, seq, 1)).await.unwrap();
    }
    let others = "INSERT INTO log (id, prev, meeting, first_seq, last_seq, sealed)
         WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 3000)
         SELECT id + n, id + n - 1, meeting, last_seq + n, last_seq + n, sealed FROM log CROSS JOIN number
         WHERE id = (SELECT MAX(id) FROM log)";
    sql(&store, others).await.unwrap();
    drop(store);

    let store = open_in(&dir).await;
    for (meeting, end) in [(1, 2), (2, 3_001), (3, 0)] {
        assert_eq!(store.log_end(meeting_id(meeting)).await, Ok(end));
        store.append(append(meeting, end + 1, 1)).await.unwrap();
    }
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_crash() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    for seq in 1..=40 {
        store.append(append(1, seq, 1)).await.unwrap();
    }
    // The files as a killed process leaves them.
    let crashed = tempfile::tempdir().unwrap();
    for name in ["rondo.db", "rondo.db-wal"] {
        fs::copy(dir.path().join(name), crashed.path().join(name)).unwrap();
    }
    for folder in ["keys", "meeting-keys"] {
        fs::create_dir(crashed.path().join(folder)).unwrap();
        for file in fs::read_dir(dir.path().join(folder)).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), crashed.path().join(folder).join(file.file_name())).unwrap();
        }
    }
    let store = open_in(&crashed).await;
    assert_eq!(store.read_log(meeting_id(1), ..).await.unwrap().len(), 40);
    store.append(append(1, 41, 1)).await.unwrap();
}

#[tokio::test]
async fn a_closed_store_refuses() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    store.rows_ready().await.unwrap();
    store.close().await;
    assert!(matches!(store.append(append(1, 1, 1)).await, Err(StoreError::Unavailable(_))));
    assert!(matches!(store.live_meetings().await, Err(StoreError::Unavailable(_))));
    assert!(matches!(store.rows_ready().await, Err(StoreError::Unavailable(_))));
    store.close().await;
    assert!(!dir.path().join("rondo.db-wal").exists(), "closing leaves one file");
}

#[tokio::test]
async fn two_servers_do_not_share_their_data() {
    let dir = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let database = path(&dir);
    let first = crate::store::open(database.to_str().unwrap(), dir.path()).await.unwrap();
    // The same database from another folder, and by another path.
    let link = elsewhere.path().join("link.db");
    std::os::unix::fs::symlink(&database, &link).unwrap();
    for (database, folder) in [
        (database.as_path(), elsewhere.path()),
        (&link, elsewhere.path()),
        (&elsewhere.path().join("other.db"), dir.path()),
    ] {
        let second = crate::store::open(database.to_str().unwrap(), folder).await;
        let text = second.err().unwrap().to_string();
        assert!(text.contains("another server uses"), "{text}");
    }
    first.close().await;
    open_in(&dir).await;
}

/// Every meeting would look as if its key were left over from a crash.
#[tokio::test]
async fn keys_are_not_destroyed_for_a_database_they_do_not_belong_to() {
    let dir = tempfile::tempdir().unwrap();
    let (right, wrong) = (path(&dir), dir.path().join("wrong.db"));
    let store = crate::store::open(right.to_str().unwrap(), dir.path()).await.unwrap();
    with_meetings(&store, 1).await;
    store.create_series_key(room_id(1)).await.unwrap();
    store.close().await;
    let refused = crate::store::open(wrong.to_str().unwrap(), dir.path()).await.err().unwrap();
    assert!(refused.to_string().contains("belongs to another database"), "{refused}");

    let store = crate::store::open(right.to_str().unwrap(), dir.path()).await.unwrap();
    assert_eq!(lifecycle::recover(&store, NOW).await.unwrap().len(), 1);
    store.close().await;
}

#[tokio::test]
async fn the_audit_is_read_beside_a_running_server() {
    let (dir, store) = fresh().await;
    let url = path(&dir);
    let url = url.to_str().unwrap();
    note(&store, vec![act("muted", 1)]).await.unwrap();
    let audit = crate::store::open_audit(url).await.unwrap();
    let head = audit.head().await.unwrap();
    assert_eq!(head.count, 1);
    note(&store, vec![act("removed", 1)]).await.unwrap();
    assert_eq!(audit.list(Some(room_id(1)), None, 9).await.unwrap().len(), 2);
    let AuditCheck::Intact(later) = audit.verify(Some(head)).await.unwrap() else { panic!("damaged") };
    store.close().await;
    drop(audit);

    // And beside none.
    let audit = crate::store::open_audit(url).await.unwrap();
    assert_eq!(audit.verify(Some(later)).await.unwrap(), AuditCheck::Intact(later));
    let nowhere = dir.path().join("nowhere.db");
    let refused = crate::store::open_audit(nowhere.to_str().unwrap()).await.err().unwrap();
    assert!(matches!(refused, StoreError::Open(_)) && !nowhere.exists());
}

#[tokio::test]
async fn the_settings_of_the_connections_hold() {
    let (dir, store) = fresh().await;
    assert_eq!(number(&store, "PRAGMA synchronous").await, 2);
    assert_eq!(number(&store, "PRAGMA foreign_keys").await, 1);
    assert_eq!(number(&store, "PRAGMA trusted_schema").await, 0);
    assert_eq!(number(&store, "PRAGMA wal_autocheckpoint").await, 0);
    assert!(sqlx::query("DELETE FROM log").execute(&store.sqlite.reads).await.is_err(), "readers only read");
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path(&dir)).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn a_store_from_before_the_templates_gets_a_place_for_them() {
    let (dir, store) = fresh().await;
    with_rooms(&store, 1).await;
    sql(&store, "DROP TABLE template").await.unwrap();
    sql(&store, "DELETE FROM _sqlx_migrations WHERE version = 2").await.unwrap();
    store.close().await;

    let store = open_in(&dir).await;
    store.create_template(template(1, 1)).await.unwrap();
    assert_eq!(store.templates_of(account_id(1)).await.unwrap(), [template(1, 1)]);
    assert_eq!(store.room(room_id(1)).await.unwrap(), Some(room(1, 1)), "what was there stays");
}

#[tokio::test]
async fn a_therapist_led_room_that_was_open_takes_newcomers_by_invitation() {
    let (dir, store) = fresh().await;
    with_rooms(&store, 2).await;
    sql(&store, "UPDATE room SET kind = 'therapist_led' WHERE id = (SELECT MIN(id) FROM room)")
        .await
        .unwrap();
    sql(&store, "DELETE FROM _sqlx_migrations WHERE version = 38").await.unwrap();
    store.close().await;

    let store = open_in(&dir).await;
    let entry_of = async |n| store.room(room_id(n)).await.unwrap().unwrap().entry;
    assert_eq!(entry_of(1).await, WayIn::Closed { until_session: None });
    assert_eq!(entry_of(2).await, WayIn::Open {}, "a peer-led one stays as it is");
}
