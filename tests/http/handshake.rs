//! The WebSocket handshake, good and bad.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::support::Server;

/// The room need not exist: the first frame says who wants to come in, and only then is it looked for.
const PATH: &str = "/ws/aaaaaaaaaaaaaaaaaaaaaaaaaa";
const GOOD: [(&str, &str); 5] = [
    ("Upgrade", "websocket"),
    ("Connection", "Upgrade"),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ("Sec-WebSocket-Protocol", "rondo.v2"),
];

/// The head of the answer to a handshake with some headers set otherwise; an empty one is left out.
async fn handshake(server: &Server, path: &str, changes: &[(&str, &str)]) -> String {
    let mut request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", server.app.address);
    let kept = GOOD.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    for (name, value) in kept.chain(changes).filter(|(_, value)| !value.is_empty()) {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    let mut stream = TcpStream::connect(server.app.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = timeout(Duration::from_secs(5), stream.read(&mut answer)).await.unwrap().unwrap();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}

#[tokio::test]
async fn a_good_handshake_is_upgraded() {
    let server = Server::start().await;
    let origin = format!("http://{}", server.app.address);
    for changes in [&[("Origin", origin.as_str())][..], &[], &[("Sec-WebSocket-Protocol", "other, rondo.v2")]]
    {
        let answer = handshake(&server, PATH, changes).await.to_lowercase();
        assert!(answer.starts_with("http/1.1 101"), "{answer}");
        // The answer to the key of RFC 6455, section 1.3.
        assert!(answer.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo="), "{answer}");
        assert!(answer.contains("sec-websocket-protocol: rondo.v2"), "{answer}");
    }
}

#[tokio::test]
async fn a_bad_handshake_is_refused_with_its_reason() {
    let server = Server::start().await;
    for (changes, status, code) in [
        (&[("Upgrade", "")][..], "426", "upgrade_required"),
        (&[("Upgrade", "h2c")], "426", "upgrade_required"),
        (&[("Connection", "")], "426", "upgrade_required"),
        (&[("Sec-WebSocket-Version", "8")], "426", "upgrade_required"),
        (&[("Sec-WebSocket-Key", "")], "400", "websocket_invalid"),
        (&[("Sec-WebSocket-Key", "short")], "400", "websocket_invalid"),
        (&[("Sec-WebSocket-Protocol", "")], "400", "subprotocol_unsupported"),
        (&[("Sec-WebSocket-Protocol", "rondo.v1")], "400", "subprotocol_unsupported"),
        (&[("Origin", "https://evil.example")], "403", "origin_forbidden"),
        (&[("Origin", "null")], "403", "origin_forbidden"),
        (&[("Origin", "http://127.0.0.1:8081")], "403", "origin_forbidden"),
    ] {
        let answer = handshake(&server, PATH, changes).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{changes:?}: {answer}");
        assert!(answer.contains(&format!(r#""code":"{code}""#)), "{changes:?}: {answer}");
    }
    let answer = handshake(&server, &format!("{PATH}?token=abc"), &[]).await;
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("never in the URL"), "{answer}");
}
