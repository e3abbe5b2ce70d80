//! What every answer has, and what the server does with bad requests.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use reqwest::Method;
use rondo::{
    app::App,
    clock::ManualClock,
    config::{Cli, Config},
    time::UnixMs,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::support::{
    Answer, PASSWORD, Server,
    people::{invite, make_room, peer_room},
};

#[tokio::test]
async fn every_answer_carries_the_headers_of_security() {
    let server = Server::start().await;
    for path in ["/", "/join", "/api/me", "/api/nothing", "/healthz", "/assets/none.js"] {
        let answer = server.visitor().get(path).await;
        let header = |name: &str| answer.headers.get(name).map_or("", |value| value.to_str().unwrap());
        let policy = header("content-security-policy");
        for directive in
            ["default-src 'none'", "require-trusted-types-for 'script'", "frame-ancestors 'none'"]
        {
            assert!(policy.contains(directive), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(header("permissions-policy").contains("microphone=()"), "{path}");
        let kept = header("cache-control");
        assert!(kept == "no-store" || (kept == "no-cache" && !path.starts_with("/api")), "{path}: {kept}");
    }
}

#[tokio::test]
async fn the_client_is_served_on_every_page_and_its_hashed_files_are_kept() {
    let server = Server::start().await;
    let visitor = server.visitor();
    let page = visitor.get("/").await;
    let text = page.json.as_str().unwrap().to_owned();
    assert_eq!(page.status, 200);
    assert_eq!(visitor.get("/rooms/new").await.json, page.json);
    visitor.get("/assets/none.js").await.refused(404, "not_found");
    visitor.post("/join", json!({})).await.refused(405, "method_not_allowed");
    let Some((_, rest)) = text.split_once("src=\"/assets/") else {
        assert!(text.contains("was not built"), "{text}");
        return;
    };
    let file = visitor.get(&format!("/assets/{}", rest.split('"').next().unwrap())).await;
    assert_eq!(file.headers["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(file.headers["content-type"], "text/javascript; charset=utf-8");
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    let known = visitor.request(Method::GET, "/").header("if-none-match", &page.headers["etag"]);
    assert_eq!(Answer::of(Method::GET, "/", known).await.status, 304);
}

#[tokio::test]
async fn help_lines_of_the_operators_own_are_for_everyone() {
    let server = Server::start().await;
    assert_eq!(server.visitor().get("/api/help-lines").await.good(), json!({"lines": []}));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines.json");
    let line = json!({
        "country": "DE", "emergency": "112", "name": "TelefonSeelsorge", "number": "0800 1110111",
        "checked": "2026-11-20",
    });
    std::fs::write(&path, json!([line]).to_string()).unwrap();
    let words = ["rondo", "--help-lines", path.to_str().unwrap(), "--data-dir"];
    let data = folder.path().join("data");
    let words = words.map(std::ffi::OsString::from).into_iter().chain([data.into_os_string()]);
    let config = Cli::read(words).unwrap().config().unwrap();
    let config = Config { listen: SocketAddr::from(([127, 0, 0, 1], 0)), ..config };
    let clock = Arc::new(ManualClock::new(UnixMs::from_ms(0)));
    let app = App::start(config, clock).await.unwrap();
    let address = format!("http://{}/api/help-lines", app.address);
    let told: Value = reqwest::get(address).await.unwrap().json().await.unwrap();
    assert_eq!(told, json!({"lines": [line]}));
    app.shutdown().await;
}

#[tokio::test]
async fn health_readiness_and_metrics_answer() {
    let server = Server::start().await;
    let visitor = server.visitor();
    assert_eq!(visitor.get("/healthz").await.good(), "ok");
    assert_eq!(visitor.get("/readyz").await.good(), "ready");
    let metrics = visitor.get("/metrics").await.good();
    assert!(metrics.as_str().unwrap().contains("rondo_http_requests_total"), "{metrics}");
    assert!(!metrics.as_str().unwrap().contains("/api/rooms/a"), "routes, not paths");
}

#[tokio::test]
async fn a_page_of_another_origin_changes_nothing() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = json!(peer_room());
    let port = server.app.address.port();
    for (origin, good) in [
        (format!("http://127.0.0.1:{port}"), true),
        (format!("http://localhost:{port}"), true),
        ("https://evil.example".into(), false),
        (format!("http://127.0.0.1:{port}.evil.example"), false),
        ("http://127.0.0.1".into(), false),
        ("null".into(), false),
    ] {
        let request = admin.request(Method::POST, "/api/rooms").header("origin", &origin).json(&room);
        let answer = Answer::of(Method::POST, "/api/rooms", request).await;
        if good {
            answer.good();
        } else {
            answer.refused(403, "origin_forbidden");
        }
    }
    let request =
        admin.request(Method::POST, "/api/rooms").header("sec-fetch-site", "cross-site").json(&room);
    Answer::of(Method::POST, "/api/rooms", request).await.refused(403, "origin_forbidden");
}

#[tokio::test]
async fn over_https_cookies_are_secure_and_bound_to_the_host() {
    let server = Server::start_with(|config| config.public_url = "https://rondo.example".parse().ok()).await;
    assert!(server.app.setup_link.as_ref().unwrap().starts_with("https://rondo.example/setup#"));
    let visitor = server.visitor();
    let body =
        json!({"secret": server.setup_secret(), "name": "ada", "display_name": "Ada", "password": PASSWORD});
    let request =
        visitor.request(Method::POST, "/api/setup").header("origin", "https://rondo.example").json(&body);
    let answer = Answer::of(Method::POST, "/api/setup", request).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("__Host-rondo_session="), "{cookie}");
    for attribute in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert_eq!(answer.headers["strict-transport-security"], "max-age=31536000");
    let value = cookie.split(';').next().unwrap();
    let me = |name: &str, host: &str| {
        let request =
            server.browser().request(Method::GET, "/api/me").header("host", host).header("cookie", name);
        Answer::of(Method::GET, "/api/me", request)
    };
    assert_eq!(me(value, "rondo.example").await["account"]["name"], "ada");
    let plain = value.trim_start_matches("__Host-");
    assert!(me(plain, "rondo.example").await["account"].is_null(), "a neighbour may have set a plain one");
}

#[tokio::test]
async fn signing_in_over_plain_http_from_elsewhere_is_refused_with_the_reason() {
    let server = Server::start_with(|config| {
        config.allowed_origins = vec!["http://192.168.1.5:8080".parse().unwrap()];
    })
    .await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let (_, secret) = invite(&admin, &room, "member").await;
    let cases = [
        ("/api/session", json!({"name": "ada", "password": PASSWORD})),
        ("/api/setup", json!({"secret": "x", "name": "ada", "display_name": "Ada", "password": PASSWORD})),
        ("/api/claim", json!({"secret": "x", "password": PASSWORD})),
        ("/api/invites/redeem", json!({"secret": secret, "name": "Robin", "adult": true})),
        ("/api/recover", json!({"code": "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"})),
    ];
    for (path, body) in cases {
        for (name, value) in
            [("origin", "http://192.168.1.5:8080"), ("host", "192.168.1.5:8080"), ("host", "chat.lan")]
        {
            let request = server.browser().request(Method::POST, path).header(name, value).json(&body);
            let answer = Answer::of(Method::POST, path, request).await;
            answer.refused(403, "insecure_connection");
            assert!(answer["detail"].as_str().unwrap().contains("https"));
            assert!(answer.headers.get("set-cookie").is_none());
        }
    }
}

#[tokio::test]
async fn bodies_are_json_of_a_limited_size_without_unknown_fields() {
    let server = Server::start().await;
    let visitor = server.visitor();
    let path = "/api/session";
    let send = |kind: &'static str, body: String| {
        Answer::of(
            Method::POST,
            path,
            visitor.request(Method::POST, path).header("content-type", kind).body(body),
        )
    };
    let good = r#"{"name":"a","password":"b"}"#;
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx", ""]
    {
        send(kind, good.into()).await.refused(415, "content_type_unsupported");
    }
    send("application/json; charset=utf-8", good.into()).await.refused(401, "sign_in_failed");
    for bad in ["", "{", "nonsense", "{\"name\":\"a\",}", "\u{0}"] {
        send("application/json", bad.into()).await.refused(400, "malformed");
    }
    let deep = format!(r#"{{"name":{}1{}}}"#, "[".repeat(5000), "]".repeat(5000));
    assert!(send("application/json", deep).await.status.is_client_error());
    for bad in [
        "[]",
        r#"["ada","correct"]"#,
        "null",
        r#"{"name":"a"}"#,
        r#"{"name":"a","password":1}"#,
        r#"{"name":"a","password":"b","is_admin":true}"#,
        r#"{"name":"a","password":"b","name":"c"}"#,
        r#"{"name":"a","password":"b","__proto__":{}}"#,
    ] {
        send("application/json", bad.into()).await.refused(422, "invalid");
    }
    let large = format!(r#"{{"name":"{}","password":"b"}}"#, "a".repeat(300_000));
    send("application/json", large).await.refused(413, "too_large");
}

async fn raw(server: &Server, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.app.address).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    let _ = timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_body_without_a_length_is_limited_too() {
    let server = Server::start().await;
    let mut request = b"POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..80 {
        request.extend_from_slice(b"1000\r\n");
        request.extend_from_slice(&[b' '; 4096]);
        request.extend_from_slice(b"\r\n");
    }
    let answer = raw(&server, &request).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[tokio::test]
async fn heads_that_are_too_much_are_refused() {
    let server = Server::start().await;
    let many = "X-A: b\r\n".repeat(2000);
    let long = format!("X-A: {}\r\n", "b".repeat(100_000));
    for headers in [many, long] {
        let answer =
            raw(&server, format!("GET /api/me HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n").as_bytes())
                .await;
        assert!(answer.starts_with("HTTP/1.1 431") || answer.is_empty(), "{answer}");
    }
    for garbage in
        [&b"\x16\x03\x01\x02\x00\x01"[..], b"nonsense\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", &[0xff; 64]]
    {
        let answer = raw(&server, garbage).await;
        assert!(answer.starts_with("HTTP/1.1 4") || answer.is_empty(), "{answer}");
    }
    assert_eq!(server.visitor().get("/healthz").await.good(), "ok");
}

#[tokio::test]
async fn a_request_names_one_host() {
    let server = Server::start().await;
    for (request, status) in [
        ("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200),
        ("GET /healthz HTTP/1.0\r\n\r\n", 200),
        ("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        ("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", 400),
        ("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: a\r\nConnection: close\r\n\r\n", 400),
        ("GET /healthz HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ] {
        let answer = raw(&server, request.as_bytes()).await;
        assert!(answer.contains(&format!(" {status} ")), "{request}: {answer}");
    }
}

/// Ten wrong codes in a row are too many from one address, whichever proxy they come through.
#[tokio::test]
async fn behind_a_trusted_proxy_each_client_is_counted_alone() {
    let guess = async |server: &Server, client: &str| {
        let request = server
            .browser()
            .request(Method::POST, "/api/recover")
            .header("x-forwarded-for", format!("6.6.6.6, {client}, 10.0.0.2"))
            .json(&json!({"code": "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"}));
        Answer::of(Method::POST, "/api/recover", request).await.status.as_u16()
    };
    let trusting = Server::start_with(|config| {
        config.trusted_proxies = Some(vec!["127.0.0.1/32".parse().unwrap(), "10.0.0.0/8".parse().unwrap()]);
    })
    .await;
    let alone = Server::start().await;
    for n in 0..40 {
        assert_eq!(guess(&trusting, &format!("192.0.2.{n}")).await, 404, "each is another client");
        let expected = if n < 10 { 404 } else { 429 };
        assert_eq!(guess(&alone, &format!("192.0.2.{n}")).await, expected, "the header is anybody's word");
    }
}

#[tokio::test]
async fn a_slow_head_is_closed() {
    let server = Server::start().await;
    let mut stream = TcpStream::connect(server.app.address).await.unwrap();
    let trickle = async {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n").await.unwrap();
        for _ in 0..30 {
            let mut byte = [0; 512];
            match timeout(Duration::from_millis(500), stream.read(&mut byte)).await {
                Ok(Ok(0) | Err(_)) => return,
                Ok(Ok(_)) => {}
                Err(_) => {
                    let _ = stream.write_all(b"X-Slow: yes\r\n").await;
                }
            }
        }
        panic!("the connection is still open");
    };
    timeout(Duration::from_secs(13), trickle).await.expect("closed within the limit");
}

/// One does not finish its request, one does not begin it, and one does not read its socket.
#[tokio::test]
async fn a_stop_takes_five_seconds_at_most_whatever_clients_do() {
    let server = Server::start().await;
    let connect = async |text: String| {
        let mut stream = TcpStream::connect(server.app.address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    };
    let mut clients = Vec::new();
    for text in [
        "",
        "GET / HTTP/1.1\r\nHost: localhost\r\n",
        "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
        "GET /ws/aaaaaaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
         Sec-WebSocket-Protocol: rondo.v2\r\n\r\n",
    ] {
        clients.push(connect(text.to_owned()).await);
    }
    assert_eq!(server.visitor().get("/healthz").await.good(), "ok");
    let data = timeout(Duration::from_secs(5), server.stop()).await.expect("it stops in time");
    drop((data, clients));
}

#[tokio::test]
async fn a_stopped_server_lets_go_of_its_port_and_its_data() {
    let server = Server::start().await;
    server.administrator().await;
    let idle = TcpStream::connect(server.app.address).await.unwrap();
    let server = timeout(Duration::from_secs(10), server.restart())
        .await
        .expect("an idle connection holds nothing up");
    assert_eq!(server.visitor().get("/api/about").await["setup_needed"], false);
    drop(idle);
}
