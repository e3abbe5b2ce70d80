//! The program itself: settings that are wrong, the start, the stop.

use std::{net::TcpListener, path::Path, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

fn rondo(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rondo"));
    command.env_clear().arg("--data-dir").arg(data).stdin(Stdio::null()).kill_on_drop(true);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[tokio::test]
async fn a_wrong_setting_stops_the_start_with_one_line() {
    let data = tempfile::tempdir().unwrap();
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let busy = busy.local_addr().unwrap().to_string();
    let file = data.path().join("file");
    std::fs::write(&file, "not a directory").unwrap();
    let file = file.to_str().unwrap();
    let cases = [
        (&["--listen", "nowhere"][..], "--listen"),
        (&["--listen", &busy], "in use"),
        (&["--listen", "203.0.113.1:1"], "--listen"),
        (&["--data-dir", file], "--data-dir"),
        (&["--database-url", "postgres://db/rondo"], "not built yet"),
        (&["--database-url", "mysql://db/rondo"], "mysql"),
        (&["--database-url", file, "--listen", "127.0.0.1:0"], "file"),
        (&["--allowed-origins", "https://rondo.example/path"], "path"),
        (&["--public-url", "rondo.example"], "http"),
        (&["--log-level", "loud=="], "--log-level"),
        (&["--log-format", "xml"], "--log-format"),
        (&["--issuers", "/no/such/file.json"], "/no/such/file.json"),
        (&["--nonsense"], "--nonsense"),
        (&["nonsense"], "nonsense"),
        (&["token", "--room", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "--role", "member"], "no server"),
    ];
    for (number, (arguments, part)) in cases.into_iter().enumerate() {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rondo"));
        command.env_clear().env("RONDO_LOG_LEVEL", "error").kill_on_drop(true);
        if !arguments.contains(&"--data-dir") {
            command.arg("--data-dir").arg(data.path().join(number.to_string()));
        }
        // A flag given twice is an error of its own.
        if arguments.contains(&"--log-level") {
            command.env_remove("RONDO_LOG_LEVEL");
        }
        let output = timeout(Duration::from_secs(10), command.args(arguments).output()).await;
        let output = output.unwrap_or_else(|_| panic!("{arguments:?} did not stop the start")).unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
        assert_eq!(error.trim_end().lines().count(), 1, "{arguments:?}: {error}");
        assert!(error.starts_with("rondo: ") && error.contains(part), "{arguments:?}: {error}");
        assert!(output.stdout.is_empty());
    }
}

async fn first_lines(child: &mut Child, count: usize) -> Vec<String> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut read = Vec::new();
    while read.len() < count {
        let line =
            timeout(Duration::from_secs(20), lines.next_line()).await.expect("a line in time").unwrap();
        read.push(line.expect("another line"));
    }
    read
}

#[tokio::test]
async fn it_says_where_it_is_makes_tokens_and_stops_when_asked() {
    let data = tempfile::tempdir().unwrap();
    let mut child = rondo(data.path())
        .env("RONDO_LISTEN", "127.0.0.1:0")
        .env("RONDO_LOG_LEVEL", "trace")
        .spawn()
        .unwrap();
    let lines = first_lines(&mut child, 3).await;
    let origin = lines[0].split_whitespace().last().unwrap().to_owned();
    assert!(origin.starts_with("http://127.0.0.1:"), "{lines:?}");
    let link = lines[2].trim();
    assert!(link.starts_with(&format!("{origin}/setup#")), "{lines:?}");
    assert_eq!(reqwest::get(format!("{origin}/readyz")).await.unwrap().status(), 200);

    let room = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    let token =
        rondo(data.path()).args(["token", "--room", room, "--role", "member"]).output().await.unwrap();
    let token = String::from_utf8(token.stdout).unwrap();
    assert_eq!(token.trim().split('.').count(), 3, "{token}");

    let id = child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
    let output = timeout(Duration::from_secs(12), child.wait_with_output()).await.expect("it stops").unwrap();
    assert_eq!(output.status.code(), Some(0));
    let logs = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(logs.contains("serving") && logs.contains("stopped"), "{logs}");
    let secret = link.split_once('#').unwrap().1;
    assert!(!logs.contains(secret), "secrets stay out of the logs, however much they say");
}

#[tokio::test]
async fn help_lists_every_setting() {
    let output = Command::new(env!("CARGO_BIN_EXE_rondo")).env_clear().arg("--help").output().await.unwrap();
    let help = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success());
    for setting in [
        "listen",
        "data-dir",
        "database-url",
        "allowed-origins",
        "public-url",
        "log-level",
        "log-format",
        "issuers",
    ] {
        let variable = format!("RONDO_{}", setting.to_uppercase().replace('-', "_"));
        assert!(help.contains(&format!("--{setting}")) && help.contains(&variable), "{setting}\n{help}");
    }
    for command in ["serve", "demo", "token"] {
        assert!(help.contains(command), "{help}");
    }
}
