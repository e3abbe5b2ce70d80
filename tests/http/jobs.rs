//! Background work as administrators see it, on the page and beside the running program.

use std::path::Path;

use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use super::settings::rondo;
use crate::support::{
    Server,
    people::{make_room, peer_room},
};

/// A job as an earlier start of the server left it. Nobody knows its kind, so that it stays.
async fn left(database: &Path, id: u8, state: &str, due_at: i64) {
    let mut conn = SqliteConnection::connect(&format!("sqlite:{}", database.display())).await.unwrap();
    let id = format!("{id:02x}").repeat(16);
    let sql = format!(
        "INSERT INTO job (id, kind, room, date, person, state, due_at, attempts, failure, changed_at)
         SELECT x'{id}', 'from_the_future', id, '2030-03-17T19:00', x'{id}', '{state}', {due_at}, 3, 'smtp_550',
                {due_at} FROM room LIMIT 1"
    );
    sqlx::query(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

#[tokio::test]
async fn an_administrator_sees_what_failed_and_lets_it_be_tried_again() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    assert_eq!(admin.get("/api/jobs").await.good(), json!({"jobs": [], "next": null}));
    let room = make_room(&admin, peer_room()).await;
    let database = server.data_dir().join("rondo.db");
    let now = 1_900_000_000_000_i64;
    left(&database, 1, "failed", now - 60_000).await;
    left(&database, 2, "unsure", now - 30_000).await;
    left(&database, 3, "done", now - 60_000).await;
    left(&database, 4, "waiting", now + 3_600_000).await;
    let jobs = admin.get("/api/jobs").await.good();
    let listed: Vec<_> =
        jobs["jobs"].as_array().unwrap().iter().map(|job| (&job["state"], &job["failure"])).collect();
    let smtp = json!("smtp_550");
    assert_eq!(listed, [(&json!("failed"), &smtp), (&json!("unsure"), &smtp)]);
    assert_eq!(jobs["jobs"][0]["room"], room);

    let id = jobs["jobs"][0]["id"].as_str().unwrap().to_owned();
    admin.post(&format!("/api/jobs/{id}/retry"), json!({})).await.good();
    // The runner takes it at once, and finds that it does not know the kind.
    loop {
        let jobs = admin.get("/api/jobs").await.good();
        let job = jobs["jobs"].as_array().unwrap().iter().find(|job| job["id"] == id.as_str()).cloned();
        if let Some(job) = job
            && job["failure"] == "kind_unknown"
        {
            assert_eq!((&job["state"], &job["attempts"]), (&json!("waiting"), &json!(4)));
            assert_eq!(job["retry_at"], now + 8 * 60_000, "after eight minutes");
            break;
        }
    }
    admin.post("/api/jobs/aaaaaaaaaaaaaaaaaaaaaaaaaa/retry", json!({})).await.refused(404, "not_found");
    let metrics = server.visitor().get("/metrics").await.good();
    let metrics = metrics.as_str().unwrap();
    for name in ["rondo_jobs_due", "rondo_jobs_total", "rondo_job_lag_seconds"] {
        assert!(metrics.contains(name), "{name}");
    }
}

#[tokio::test]
async fn the_command_lists_and_retries_while_the_server_runs() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    make_room(&admin, peer_room()).await;
    // By the real clock this is long due; by the server's it was due in another year.
    left(&server.data_dir().join("rondo.db"), 7, "failed", 1_000).await;
    let run = async |arguments: &[&str]| {
        let output = rondo(&server.data_dir()).args(arguments).output().await.unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, said, error) = run(&["jobs", "list"]).await;
    assert_eq!((code, error.as_str()), (Some(0), ""));
    assert!(said.contains("1970-01-01T00:00:01Z failed from_the_future room "), "{said}");
    assert!(said.contains("(smtp_550, attempt 3)"), "{said}");
    let (_, said, _) = run(&["jobs", "list", "--json"]).await;
    let job: Value = serde_json::from_str(said.trim()).unwrap();
    assert_eq!((&job["state"], &job["due_at"]), (&json!("failed"), &json!(1_000)));
    let id = job["id"].as_str().unwrap();
    let (code, said, error) = run(&["jobs", "retry", id]).await;
    assert_eq!((code, said.as_str(), error.as_str()), (Some(0), "", ""));
    let (code, _, error) = run(&["jobs", "retry", "aaaaaaaaaaaaaaaaaaaaaaaaaa"]).await;
    assert_eq!((code, error.lines().count()), (Some(1), 1), "{error}");
    // The running server finds it when it looks the next time.
    loop {
        server.clock.advance_ms(30_000);
        let jobs = admin.get("/api/jobs").await.good();
        if jobs["jobs"][0]["failure"] == "kind_unknown" {
            break;
        }
    }
}
