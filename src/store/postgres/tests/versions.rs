//! Servers of several versions on one database.

use super::*;
use crate::store::{Taking, backend::Backend as _, cluster::LOG_FORMAT, lifecycle};

/// As if a newer version had been here.
const NEWER: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                     VALUES (9999, 'later', TRUE, '', 0)";

#[tokio::test]
async fn an_older_version_starts_if_the_newer_schema_says_that_it_may() {
    let store = fresh().await;
    with_rooms(&store, 1).await;
    sql(&store, NEWER).await.unwrap();
    store.close().await;
    let older = over(store.address.clone()).await;
    assert_eq!(older.open_rooms().await.unwrap(), [room_id(1)]);
    older.close().await;
    sql(&older, "UPDATE schema_info SET compat = 9999").await.unwrap();
    let refused = super::super::open(&target(&store.address), None).await.err().expect("it is refused");
    assert!(refused.to_string().contains("migration 9999 of the database is unknown to this version"));
}

#[tokio::test]
async fn a_log_is_one_that_every_server_reads_and_a_newer_one_is_left_to_the_others() {
    let store = shared().await;
    let cluster = store.tables.cluster().expect("it is shared");
    with_meetings(&store, 1).await;
    let forms = "SELECT SUM(log_format)::BIGINT FROM meeting";
    assert_eq!(number(&store, forms).await, LOG_FORMAT);
    let older = "INSERT INTO node_lease (peer, build, log_format, draining, expires_at)
                 VALUES ('10.0.0.2:1', '0.0.1', 0, FALSE, now() + interval '1 hour')";
    sql(&store, older).await.unwrap();
    lifecycle::end_meeting(&store, meeting_id(1), "done", NOW, AuditBatch::default()).await.unwrap();
    lifecycle::begin_meeting(&store, meeting_id(2), room_id(1), None, NOW).await.unwrap();
    assert_eq!(number(&store, forms).await, LOG_FORMAT, "the form of the older one is 0");
    assert_eq!(cluster.claim(room_id(1)).await, Ok(Taking::Mine));
    cluster.release(room_id(1)).await.unwrap();
    // As a newer server would have begun it.
    sql(&store, "UPDATE meeting SET log_format = 2").await.unwrap();
    assert_eq!(cluster.claim(room_id(1)).await, Ok(Taking::Refused));
    assert_eq!(cluster.without_others().await, Ok(vec![]));
}
