//! What does not belong together is refused with one line, and nothing is half done.

use std::process::Stdio;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    process::Command,
    time::timeout,
};

use crate::{
    nodes::{Cluster, a_while, copy_keys},
    postgres::Postgres,
    support::socket::PATIENCE,
};

/// The one line with which a server does not start.
async fn refusal(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rondo"));
    command.env_clear().args(["--listen", "127.0.0.1:0", "--log-level", "error"]).args(arguments);
    command.stdin(Stdio::null()).kill_on_drop(true);
    let output = timeout(PATIENCE, command.output()).await.expect("it stops").expect("it starts");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    said
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_belong_together_is_refused() {
    let cluster = Cluster::start(1).await;
    let (rows, keys) = (cluster.postgres.url("rows"), cluster.postgres.url("keys"));
    for database in ["others", "new"] {
        cluster.postgres.psql("postgres", &format!("CREATE DATABASE {database}")).await;
    }
    let (others, new) = (cluster.postgres.url("others"), cluster.postgres.url("new"));
    let (empty, stranger, alone, same) = (dir(), dir(), dir(), dir());
    copy_keys(&cluster.nodes[0].data_dir(), &same.path().join("rondo"));
    let shared = |rows, keys, data: &tempfile::TempDir| {
        let data = data.path().join("rondo").display().to_string();
        let arguments =
            ["--database-url", rows, "--keys-url", keys, "--peer-listen", "127.0.0.1:0", "--data-dir", &data];
        arguments.map(str::to_owned)
    };
    for (arguments, part) in [
        (shared(&rows, &keys, &empty), "copy it into the folder keys"),
        (shared(&rows, &others, &stranger), "servers with another root.key use this database"),
        (shared(&new, &keys, &same), "another database"),
        (shared(&keys, &rows, &same), "unknown to this version"),
    ] {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let said = refusal(&arguments).await;
        assert!(said.contains(part), "{said}");
    }
    let data = alone.path().join("rondo").display().to_string();
    let said = refusal(&["--database-url", &rows, "--data-dir", &data]).await;
    assert!(said.contains("another server uses the database"), "{said}");
    let leases = cluster
        .postgres
        .psql("rows", "SELECT count(*) FROM node_lease WHERE expires_at > clock_timestamp()")
        .await;
    assert_eq!(leases.trim(), "1", "the first server goes on, and nobody else is left");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_that_would_be_archived_are_refused() {
    let postgres = Postgres::start_with(&["archive_mode=on", "archive_command=/bin/true"]).await;
    let data = dir();
    let data = data.path().join("rondo").display().to_string();
    let (rows, keys) = (postgres.url("rows"), postgres.url("keys"));
    let arguments =
        ["--database-url", &rows, "--keys-url", &keys, "--peer-listen", "127.0.0.1:0", "--data-dir", &data];
    let said = refusal(&arguments).await;
    assert!(said.contains("turn archive_mode off"), "{said}");
}

/// A stranger at the peer port, and a client who claims to be another server.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_but_a_server_is_answered_as_one() {
    let cluster = Cluster::start(1).await;
    let ask = "POST /peer/ask HTTP/1.1\r\nHost: rondo-peer\r\nX-Forwarded-For: 127.0.0.1\r\n\
               Content-Type: application/json\r\nContent-Length: 63\r\nConnection: close\r\n\r\n\
               {\"call\":{\"type\":\"status\",\"room\":\"aaaaaaaaaaaaaaaaaaaaaaaaaa\"}}";
    let public = said(&cluster.nodes[0].address.to_string(), ask).await;
    assert!(public.starts_with("HTTP/1.1 404"), "{public}");
    let peer = said(&cluster.nodes[0].peer_address(), ask).await;
    assert!(!peer.contains("HTTP/1.1"), "{peer}");
    let logged = async {
        while !cluster.nodes[0].log().contains("a stranger came to the peer port") {
            a_while(20).await;
        }
    };
    timeout(PATIENCE, logged).await.expect("the operator is told");
}

async fn said(address: &str, ask: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(ask.as_bytes()).await.expect("it reads");
    let mut heard = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut heard)).await.expect("it ends");
    String::from_utf8_lossy(&heard).into_owned()
}

fn dir() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}
