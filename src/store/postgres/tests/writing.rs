//! Writes and appends side by side.

use super::*;
use crate::store::{Conflict, Participant};

/// Each reads that there is another administrator, and takes away the right of one.
#[tokio::test]
async fn of_two_writes_that_rule_each_other_out_one_is_refused() {
    let store = fresh().await;
    for n in 1..=2 {
        let mut admin = account(n);
        admin.is_admin = true;
        store.create_account(admin, AuditBatch::default()).await.unwrap();
    }
    for round in 0..20 {
        let lower = |n, is_admin| {
            let change = AccountChange { is_admin: Some(is_admin), ..AccountChange::default() };
            store.update_account(account_id(n), change, AuditBatch::default())
        };
        let (one, two) = tokio::join!(lower(1, false), lower(2, false));
        let refused = [one, two].into_iter().filter_map(Result::err).collect::<Vec<_>>();
        assert_eq!(refused, [StoreError::LastAdministrator], "round {round}");
        for n in 1..=2 {
            lower(n, true).await.unwrap();
        }
    }
}

/// Many change one row at once: each is tried until it is done.
#[tokio::test]
async fn writes_of_one_thing_all_happen() {
    let store = fresh().await;
    with_rooms(&store, 1).await;
    let edits = join_all((0..24).map(|n| {
        let mut room = room(1, 1);
        room.guidelines = vec![format!("Rule {n}.")];
        store.update_room(room, AuditBatch::default())
    }));
    assert!(edits.await.iter().all(Result::is_ok));
    assert_eq!(store.room(room_id(1)).await.unwrap().unwrap().guidelines_version, 25);
}

#[tokio::test]
async fn of_many_who_take_one_name_one_gets_it() {
    let store = fresh().await;
    with_rooms(&store, 1).await;
    let seats =
        join_all((1..=24).map(|n| {
            store.create_participant(Participant { name_mark: mark(1), ..participant(n, 1) }, None)
        }));
    let (taken, refused): (Vec<_>, Vec<_>) = seats.await.into_iter().partition(Result::is_ok);
    assert_eq!(taken.len(), 1);
    let refusal = Err(StoreError::Conflict(Conflict::ParticipantName));
    assert!(refused.iter().all(|seat| *seat == refusal), "{refused:?}");
}

#[tokio::test]
async fn appends_that_wait_together_share_a_commit() {
    let store = fresh().await;
    with_meetings(&store, 100).await;
    let transactions = "SELECT CAST(COUNT(DISTINCT CAST(xmin AS TEXT)) AS BIGINT) FROM log";
    let results = join_all((1..=100).map(|n| store.append(append(n, 1, 1)))).await;
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 100);
    let used = number(&store, transactions).await;
    assert!(used <= 40, "100 appends took {used} commits");
}

/// One piece has a statement of its own.
#[tokio::test]
async fn one_piece_is_stored_on_the_terms_of_many() {
    let store = fresh().await;
    with_meetings(&store, 80).await;
    for n in (2..=80).step_by(4) {
        store.append(append(n, 1, 1)).await.unwrap();
    }
    for n in (3..=80).step_by(4) {
        store.rows.end_meeting(meeting_id(n), "x", NOW, AuditBatch::default()).await.unwrap();
    }
    let append = |n| store.append(append(n, if n % 4 == 1 { 5 } else { 1 }, 1));
    let mut alone = Vec::new();
    for n in 1..=40 {
        alone.push(append(n).await);
    }
    assert_eq!(alone, join_all((41..=80).map(append)).await);
    let stored = alone.iter().filter(|done| done.is_ok()).count();
    assert_eq!((alone.len(), stored), (40, 10), "{alone:?}");
}

#[tokio::test]
async fn an_append_and_the_end_of_its_meeting_leave_nothing() {
    let store = fresh().await;
    with_meetings(&store, 20).await;
    let both = (1..=20).map(|n| {
        let store = &store;
        async move {
            let ends = store.rows.end_meeting(meeting_id(n), "x", NOW, AuditBatch::default());
            tokio::join!(store.append(append(n, 1, 1)), ends)
        }
    });
    for (appended, ended) in join_all(both).await {
        assert!(matches!(appended, Ok(()) | Err(StoreError::NotLive)), "{appended:?}");
        assert_eq!(ended, Ok(()));
    }
    assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 0);
}

/// What is appended once the end has begun, and before the meeting is its own.
#[tokio::test]
async fn the_end_of_a_meeting_leaves_nothing_that_was_appended_while_it_waited() {
    let store = fresh().await;
    with_meetings(&store, 1).await;
    let mut append = store.beside.begin().await.unwrap();
    let piece = "WITH live AS (SELECT id FROM meeting FOR KEY SHARE)
                 INSERT INTO log (meeting, first_seq, last_seq, sealed) SELECT id, 1, 1, CAST('x' AS BYTEA) FROM live";
    sqlx::query(piece).execute(&mut *append).await.unwrap();
    let waits = "SELECT COUNT(*) FROM pg_stat_activity
                 WHERE wait_event_type = 'Lock' AND query LIKE '%FROM meeting WHERE id = $1%FOR UPDATE'";
    let appended = async {
        while number(&store, waits).await == 0 {}
        append.commit().await.unwrap();
    };
    let ends = store.rows.end_meeting(meeting_id(1), "x", NOW, AuditBatch::default());
    assert_eq!(tokio::join!(ends, appended).0, Ok(()));
    assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 0);
}
