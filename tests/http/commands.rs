//! The commands of the program beside the running server.

use std::{net::SocketAddr, time::Duration};

use data_encoding::BASE64URL_NOPAD;
use rondo::protocol::server::ServerMessage;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use tempfile::TempDir;
use tokio::{process::Child, time::timeout};

use super::settings::{first_lines, rondo, stop};
use crate::support::{
    Browser, PASSWORD,
    people::{make_room, peer_room},
    secret_of,
    socket::Socket,
};

/// A running program and its administrator.
struct Program {
    data: TempDir,
    child: Child,
    address: SocketAddr,
    admin: Browser,
}

impl Program {
    async fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut child = rondo(data.path()).env("RONDO_LISTEN", "127.0.0.1:0").spawn().unwrap();
        let lines = first_lines(&mut child, 3).await;
        let origin = lines[0].split_whitespace().last().unwrap();
        let admin = Browser::of(origin);
        let body = json!({
            "secret": secret_of(lines[2].trim()), "name": "ada", "display_name": "Ada", "password": PASSWORD,
        });
        admin.post("/api/setup", body).await.good();
        let address = origin.trim_start_matches("http://").parse().unwrap();
        Self { data, child, address, admin }
    }

    /// Runs a command on the server's data: exit code, stdout, stderr.
    async fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = rondo(self.data.path()).args(arguments).output().await.unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    async fn welcomes(&self, token: &str) -> bool {
        let mut socket = Socket::hello(self.address, token, None).await;
        matches!(socket.next().await, Some(ServerMessage::Welcome { .. }))
    }

    async fn token(&self, room: &str) -> String {
        let entry = self.admin.post(&format!("/api/rooms/{room}/token"), json!({})).await.good();
        entry["token"].as_str().unwrap().to_owned()
    }
}

fn kid(token: &str) -> String {
    let header = BASE64URL_NOPAD.decode(token.split('.').next().unwrap().as_bytes()).unwrap();
    serde_json::from_slice::<Value>(&header).unwrap()["kid"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn rotated_keys_are_used_at_once_and_the_old_tokens_still_count() {
    let program = Program::start().await;
    let room = make_room(&program.admin, peer_room()).await;
    let old = program.token(&room).await;
    let (code, said, _) = program.run(&["keys", "rotate"]).await;
    assert_eq!(code, Some(0));
    assert!(program.welcomes(&old).await);

    let new = timeout(Duration::from_secs(30), async {
        loop {
            let token = program.token(&room).await;
            if kid(&token) != kid(&old) {
                return token;
            }
            let _ = timeout(Duration::from_millis(200), std::future::pending::<()>()).await;
        }
    });
    let new = new.await.expect("the running server takes the new key");
    assert!(said.contains(&kid(&new)) && said.lines().count() == 1, "{said}");
    assert!(program.welcomes(&new).await && program.welcomes(&old).await);
    let (_, printed, _) = program.run(&["token", "--room", &room, "--role", "member"]).await;
    assert_eq!(kid(printed.trim()), kid(&new));
    // With time to bring the file to other servers.
    let (_, said, _) = program.run(&["keys", "rotate", "--after", "60"]).await;
    assert!(said.contains("signs with it in 60 minutes"), "{said}");
    let (_, printed, _) = program.run(&["token", "--room", &room, "--role", "member"]).await;
    assert!(!said.contains(&kid(printed.trim())));
    assert!(program.welcomes(printed.trim()).await);
    let logs = stop(program.child).await;
    assert!(logs.contains("the signing keys were rotated"), "{logs}");
}

#[tokio::test]
async fn whoever_has_the_machine_lets_an_administrator_back_in() {
    let program = Program::start().await;
    let (code, _, error) = program.run(&["admin", "reset", "ada"]).await;
    assert_eq!(code, Some(2), "the server runs: {error}");
    assert!(error.contains("another server uses") && error.lines().count() == 1, "{error}");
    let Program { data, child, .. } = program;
    stop(child).await;
    let run = async |name: &str| {
        let output = rondo(data.path()).args(["admin", "reset", name]).output().await.unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, said, _) = run("nobody").await;
    assert_eq!((code, said.as_str()), (Some(1), ""));
    let (code, said, _) = run("ADA").await;
    assert_eq!(code, Some(0));
    let secret = secret_of(said.lines().last().unwrap().trim());
    let mut child = rondo(data.path()).env("RONDO_LISTEN", "127.0.0.1:0").spawn().unwrap();
    let lines = first_lines(&mut child, 1).await;
    let browser = Browser::of(lines[0].split_whitespace().last().unwrap());
    let claim = json!({"secret": secret, "password": "four other unlikely rivers"});
    let me = browser.post("/api/claim", claim).await.good();
    assert_eq!((&me["name"], &me["is_admin"]), (&json!("ada"), &json!(true)));
    stop(child).await;
}

/// Writes to the database as nobody should.
async fn tamper(program: &Program, sql: &str) {
    let path = program.data.path().join("rondo.db");
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    // An operator with the file can drop the triggers that protect the trail.
    let triggers: Vec<(String,)> = sqlx::query_as("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    for (name,) in triggers {
        sqlx::query(AssertSqlSafe(format!("DROP TRIGGER {name}"))).execute(&mut connection).await.unwrap();
    }
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn the_audit_is_listed_while_the_server_runs() {
    let program = Program::start().await;
    let room = make_room(&program.admin, peer_room()).await;
    let other = make_room(&program.admin, peer_room()).await;
    program.admin.patch(&format!("/api/rooms/{room}"), json!({"title": "A secret title"})).await.good();
    let list = async |arguments: &[&str]| {
        let (code, said, error) = program.run(&[&["audit", "list"], arguments].concat()).await;
        assert_eq!((code, error.as_str()), (Some(0), ""));
        assert!(!said.contains("secret") && !said.contains("Ada"), "codes and ids only: {said}");
        said.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let lines = list(&["--room", &room]).await;
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains(" room_change ") && lines[1].contains(" room_create "), "{lines:?}");
    assert!(lines.iter().all(|line| line.contains(" account:") && !line.contains(&other)), "{lines:?}");
    assert_eq!(list(&["--room", &room, "--limit", "1"]).await, lines[..1]);
    let position = lines[0].split(' ').next().unwrap();
    assert_eq!(list(&["--room", &room, "--before", position]).await, lines[1..]);
    assert!(list(&[]).await.len() > 3, "of the whole server");
    let json = list(&["--room", &room, "--json", "--limit", "1"]).await;
    let entry: Value = serde_json::from_str(&json[0]).unwrap();
    assert_eq!((&entry["action"], &entry["room"]), (&json!("room_change"), &json!(room)), "{entry}");
    assert!(entry["at"].is_u64() && entry["position"].is_u64() && entry["target"].is_null(), "{entry}");
}

#[tokio::test]
async fn the_audit_is_checked_against_a_head_from_outside() {
    let program = Program::start().await;
    make_room(&program.admin, peer_room()).await;
    let (code, kept, _) = program.run(&["audit", "head"]).await;
    let kept = kept.trim().to_owned();
    assert_eq!((code, kept.split_once(':').unwrap().1.len()), (Some(0), 64), "{kept}");
    make_room(&program.admin, peer_room()).await;
    let verify = async |head: &str| program.run(&["audit", "verify", "--head", head]).await;
    let (code, now, _) = verify(&kept).await;
    assert_eq!(code, Some(0));
    assert_ne!(now.trim(), kept, "it has gone on");
    let (code, _, error) = verify("3:abc").await;
    assert_eq!(code, Some(2));
    assert!(error.starts_with("rondo: --head: ") && error.lines().count() == 1, "{error}");

    let finds = async |head: &str, finding: &str| {
        let (code, said, error) = verify(head).await;
        assert_eq!(
            (code, said.as_str(), error.as_str()),
            (Some(1), "", format!("rondo: {finding}\n").as_str())
        );
    };
    let count: u64 = now.split_once(':').unwrap().0.parse().unwrap();
    finds(&format!("{count}:{}", "0".repeat(64)), &format!("entry {count} of the audit trail was altered"))
        .await;
    tamper(&program, &format!("DELETE FROM audit WHERE position = {count}")).await;
    let (code, ..) = program.run(&["audit", "verify"]).await;
    assert_eq!(code, Some(0), "without a head nothing shows that the end is gone");
    let left = count - 1;
    let cut = format!("the audit trail was cut off: it ends after entry {left}, before the given head");
    finds(now.trim(), &cut).await;
    tamper(&program, "UPDATE audit SET action = 'other' WHERE position = 2").await;
    finds(&kept, "entry 2 of the audit trail was altered").await;
    tamper(&program, "DELETE FROM audit WHERE position = 1").await;
    finds(&kept, "entry 1 of the audit trail is missing").await;
}

#[tokio::test]
async fn without_a_database_there_is_no_audit() {
    let data = tempfile::tempdir().unwrap();
    let output = rondo(data.path()).args(["audit", "head"]).output().await.unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.starts_with("rondo: ") && error.lines().count() == 1, "{error}");
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0, "nothing is made");
}
