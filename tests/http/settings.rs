//! The program itself: settings that are wrong, the start, the stop.

use std::{net::TcpListener, path::Path, process::Stdio, time::Duration};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

pub(crate) fn rondo(data: &Path) -> Command {
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
        (&["--database-url", "postgres://127.0.0.1:1/rondo"], "refused"),
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
        (&["keys", "rotate"], "no server"),
        (&["import"], "no server"),
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

pub(crate) async fn first_lines(child: &mut Child, count: usize) -> Vec<String> {
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
    let mut child = rondo(data.path()).env("RONDO_LISTEN", "127.0.0.1:0").spawn().unwrap();
    let lines = first_lines(&mut child, 3).await;
    let origin = lines[0].split_whitespace().last().unwrap().to_owned();
    assert!(origin.starts_with("http://127.0.0.1:"), "{lines:?}");
    assert!(lines[2].trim().starts_with(&format!("{origin}/setup#")), "{lines:?}");
    assert_eq!(reqwest::get(format!("{origin}/readyz")).await.unwrap().status(), 200);

    let room = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    let token =
        rondo(data.path()).args(["token", "--room", room, "--role", "member"]).output().await.unwrap();
    let token = String::from_utf8(token.stdout).unwrap();
    assert_eq!(token.trim().split('.').count(), 3, "{token}");

    let logs = stop(child).await;
    assert!(logs.contains("serving") && logs.contains("stopped"), "{logs}");
}

/// What is printed is what answers, on whichever address it listens.
#[tokio::test]
async fn the_address_that_is_printed_answers() {
    for (arguments, origin) in [
        (&["--listen", "127.0.0.1:0"][..], "http://127.0.0.1:"),
        (&["--listen", "127.0.0.7:0"], "http://127.0.0.7:"),
        (&["--listen", "0.0.0.0:0"], "http://127.0.0.1:"),
        (&["--listen", "[::1]:0"], "http://[::1]:"),
        (&["--listen", "[::]:0"], "http://[::1]:"),
    ] {
        let data = tempfile::tempdir().unwrap();
        let mut child = rondo(data.path()).args(arguments).spawn().unwrap();
        let lines = first_lines(&mut child, 3).await;
        let printed = lines[0].split_whitespace().last().unwrap();
        assert!(printed.starts_with(origin), "{arguments:?}: {lines:?}");
        let body = json!({
            "secret": crate::support::secret_of(lines[2].trim()),
            "name": "ada",
            "display_name": "Ada",
            "password": crate::support::PASSWORD,
        });
        let client = reqwest::Client::new();
        let request = client.post(format!("{printed}/api/setup")).header("origin", printed).json(&body);
        assert_eq!(request.send().await.unwrap().status(), 201, "{arguments:?}");
        stop(child).await;
    }
    // The origin that others open is printed, and the address behind it as well.
    for (url, printed, refuses) in [
        ("https://Rondo.Example/", "https://rondo.example", false),
        ("http://192.168.1.5:8080", "http://192.168.1.5:8080", true),
    ] {
        let data = tempfile::tempdir().unwrap();
        let arguments = ["--listen", "127.0.0.1:0", "--public-url", url];
        let mut child = rondo(data.path()).args(arguments).spawn().unwrap();
        let lines = first_lines(&mut child, if refuses { 5 } else { 4 }).await;
        assert!(lines[0].ends_with(printed) && lines[2].contains(&format!("{printed}/setup#")), "{lines:?}");
        let address = lines[3].strip_prefix("It listens on ").unwrap().trim_end_matches('.');
        assert_eq!(reqwest::get(format!("http://{address}/readyz")).await.unwrap().status(), 200);
        assert!(!refuses || lines[4].contains("--public-url"), "{lines:?}");
        stop(child).await;
    }
}

#[tokio::test]
async fn a_second_server_on_the_same_database_is_refused() {
    let (data, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut child = rondo(data.path()).args(["--listen", "127.0.0.1:0"]).spawn().unwrap();
    let lines = first_lines(&mut child, 3).await;
    let database = data.path().join("rondo.db");
    let second = rondo(elsewhere.path())
        .args(["--listen", "127.0.0.1:0", "--database-url", database.to_str().unwrap()])
        .output();
    let second = timeout(Duration::from_secs(10), second).await.expect("it does not start").unwrap();
    let error = String::from_utf8_lossy(&second.stderr).into_owned();
    assert_eq!(second.status.code(), Some(2), "{error}");
    assert!(error.contains("another server uses") && error.contains("rondo.db"), "{error}");
    // And it has done nothing to the first one.
    let origin = lines[0].split_whitespace().last().unwrap();
    let secret = crate::support::secret_of(lines[2].trim());
    let body =
        json!({"secret": secret, "name": "ada", "display_name": "Ada", "password": crate::support::PASSWORD});
    let made = reqwest::Client::new().post(format!("{origin}/api/setup")).json(&body).send().await.unwrap();
    assert_eq!(made.status(), 201);
    stop(child).await;
}

#[tokio::test]
async fn a_socket_that_arrives_without_its_upgrade_is_told_to_the_operator() {
    let data = tempfile::tempdir().unwrap();
    let mut child = rondo(data.path()).args(["--listen", "127.0.0.1:0"]).spawn().unwrap();
    let lines = first_lines(&mut child, 3).await;
    let url = format!("{}/ws/aaaaaaaaaaaaaaaaaaaaaaaaaa", lines[0].split_whitespace().last().unwrap());
    // As nginx sends it without `proxy_set_header Upgrade` and `Connection`.
    for _ in 0..3 {
        let request =
            reqwest::Client::new().get(&url).header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
        assert_eq!(request.send().await.unwrap().status(), 426);
    }
    assert_eq!(reqwest::get(&url).await.unwrap().status(), 426, "somebody who is curious");
    let logs = stop(child).await;
    assert_eq!(logs.matches("without its upgrade").count(), 1, "{logs}");
}

/// Asks the server to stop; what it logged.
pub(crate) async fn stop(child: Child) -> String {
    let id = child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
    let output = timeout(Duration::from_secs(5), child.wait_with_output()).await.expect("it stops").unwrap();
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn the_most_verbose_log_holds_no_names_texts_or_secrets() {
    let data = tempfile::tempdir().unwrap();
    let mut child = rondo(data.path())
        .env("RONDO_LISTEN", "127.0.0.1:0")
        .env("RONDO_LOG_LEVEL", "trace")
        .env("RONDO_LOG_FORMAT", "json")
        .spawn()
        .unwrap();
    // A full pipe would stop the server.
    let mut errors = child.stderr.take().unwrap();
    let reading = tokio::spawn(async move {
        let mut logs = String::new();
        errors.read_to_string(&mut logs).await.map(|_| logs)
    });
    let lines = first_lines(&mut child, 3).await;
    let origin = lines[0].split_whitespace().last().unwrap();
    let setup = lines[2].trim().split_once('#').unwrap().1.to_owned();
    let client = reqwest::Client::builder().cookie_store(true).build().unwrap();
    let mut canaries = vec![setup.clone()];
    let send = async |path: &str, body: Value| -> Value {
        let answer = client.post(format!("{origin}{path}")).json(&body).send().await.unwrap();
        assert!(answer.status().is_success() || answer.status() == 401, "{path}: {}", answer.status());
        answer.json().await.unwrap()
    };
    let password = "canary lantern over seven rivers";
    send(
        "/api/setup",
        json!({"secret": setup, "name": "canaryada", "display_name": "Canary Ada", "password": password}),
    )
    .await;
    send("/api/session", json!({"name": "canaryeve", "password": "canary guess"})).await;
    let title = json!({
        "kind": "peer_led", "format": "mini", "title": "Canary title", "topics": ["canary topic"], "suits": "Canary suits",
        "not_for": "Canary not", "capacity": 8,
    });
    let room = send("/api/rooms", title).await["id"].as_str().unwrap().to_owned();
    let link = send(&format!("/api/rooms/{room}/invites"), json!({"kind": "member"})).await;
    let secret = link["link"].as_str().unwrap().split_once('#').unwrap().1.to_owned();
    let seat =
        send("/api/invites/redeem", json!({"secret": secret, "name": "Canary Robin", "adult": true})).await;
    let token = send(&format!("/api/rooms/{room}/token"), json!({})).await;
    let answer = client.get(format!("{origin}/canarypath?canaryquery=1")).send().await.unwrap();
    let request_id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let recovery = seat["recovery_code"].as_str().unwrap().to_owned();
    canaries.extend([secret, recovery, token["token"].as_str().unwrap().to_owned()]);
    stop(child).await;
    let logs = reading.await.unwrap().unwrap();
    assert!(logs.lines().count() >= 8 && logs.contains("/api/rooms/{room}/token"), "{logs}");
    assert!(logs.contains(&request_id), "a request is found by its id");
    for canary in
        canaries.iter().map(String::as_str).chain(["canary", "Canary", "rondo_session", "argon2id$"])
    {
        let found = logs.lines().find(|line| line.contains(canary));
        assert_eq!(found, None, "{canary}");
    }
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
        "trusted-proxies",
    ] {
        let variable = format!("RONDO_{}", setting.to_uppercase().replace('-', "_"));
        assert!(help.contains(&format!("--{setting}")) && help.contains(&variable), "{setting}\n{help}");
    }
    for command in ["serve", "demo", "token", "keys", "audit"] {
        assert!(help.contains(command), "{help}");
    }
}
