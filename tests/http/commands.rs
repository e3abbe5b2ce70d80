//! The commands of the program beside the running server.

use std::{net::SocketAddr, time::Duration};

use data_encoding::BASE64URL_NOPAD;
use rondo::protocol::server::ServerMessage;
use serde_json::{Value, json};
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
    let logs = stop(program.child).await;
    assert!(logs.contains("the signing keys were rotated"), "{logs}");
}
