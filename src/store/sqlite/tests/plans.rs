//! How SQLite means to run the statements whose cost must not grow with the log.

use super::{
    super::{
        log::{DELETE, PIECES, STATE},
        tails::NEWEST_FIRST,
    },
    *,
};

/// The plan, a line for each step.
async fn plan(store: &Opened, statement: &str) -> Vec<String> {
    let explain = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
    let rows = sqlx::query(explain).fetch_all(&store.sqlite.reads).await.unwrap();
    rows.iter().map(|row| row.get("detail")).collect()
}

#[tokio::test]
async fn a_log_is_walked_by_row_and_not_scanned() {
    let (_dir, store) = fresh().await;
    for statement in [PIECES, DELETE] {
        let plan = plan(&store, statement).await;
        assert!(!plan.iter().any(|step| step.contains("SCAN log")), "{plan:#?}");
        assert!(
            plan.iter().any(|step| step.starts_with("SEARCH log USING INTEGER PRIMARY KEY")),
            "{plan:#?}"
        );
    }
    let state = plan(&store, STATE).await;
    let newest = "SEARCH meeting_state USING INDEX sqlite_autoindex_meeting_state_1 (meeting=? AND seq<?)";
    assert_eq!(state[0], newest, "{state:#?}");
    let pieces = plan(&store, PIECES).await;
    let by_waypoint = |step: &String| step.contains("INDEX log_waypoint (meeting=? AND last_seq>?)");
    assert!(pieces.iter().any(by_waypoint), "{pieces:#?}");
}

/// A join would walk the whole log once for each meeting.
#[tokio::test]
async fn the_ends_of_all_logs_are_found_in_one_walk() {
    let (_dir, store) = fresh().await;
    let plan = plan(&store, NEWEST_FIRST).await;
    assert_eq!(plan[0], "SEARCH log USING INTEGER PRIMARY KEY (rowid<?)", "{plan:#?}");
    assert!(!plan.iter().any(|step| step.contains("SCAN log") || step.contains("TEMP B-TREE")), "{plan:#?}");
}

#[tokio::test]
async fn few_events_have_a_waypoint() {
    let (_dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    for seq in 1..=640 {
        store.append(append(1, seq, 1)).await.unwrap();
    }
    let sql = "SELECT COUNT(*) FROM log INDEXED BY log_waypoint WHERE last_seq / 64 <> (first_seq - 1) / 64";
    assert_eq!(number(&store, sql).await, 10);
}
