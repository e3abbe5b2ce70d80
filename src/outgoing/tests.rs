//! Against servers of the test's own on this machine.

use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{ServerConfig, pki_types::PrivateKeyDer};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

use super::*;

/// Answers one request with these bytes, and returns what was asked.
async fn answers_once(listener: TcpListener, tls: Option<TlsAcceptor>, answer: &'static str) -> String {
    let (stream, _) = listener.accept().await.unwrap();
    match tls {
        Some(tls) => match tls.accept(stream).await {
            Ok(stream) => serve(stream, answer).await,
            Err(_) => String::new(),
        },
        None => serve(stream, answer).await,
    }
}

async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, answer: &str) -> String {
    let mut asked = String::new();
    let mut piece = [0; 1024];
    while !asked.ends_with("\r\n\r\nhello") {
        let read = stream.read(&mut piece).await.unwrap();
        if read == 0 {
            break;
        }
        asked.push_str(std::str::from_utf8(&piece[..read]).unwrap());
    }
    stream.write_all(answer.as_bytes()).await.unwrap();
    stream.flush().await.unwrap();
    asked
}

fn nothing_trusted(loopback: bool) -> Outgoing {
    Outgoing::trusting(RootCertStore::empty(), Reach { loopback, private: false })
}

async fn listen() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

async fn post(outgoing: &Outgoing, url: &str) -> Result<Answered, OutgoingError> {
    outgoing.post(&url.parse().unwrap(), HeaderMap::new(), b"hello".to_vec()).await
}

#[tokio::test]
async fn a_redirect_is_an_answer() {
    let (listener, port) = listen().await;
    let answer = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    let server = tokio::spawn(answers_once(listener, None, answer));
    let url = format!("http://127.0.0.1:{port}/a/b?c=d");
    let answered = post(&nothing_trusted(true), &url).await.unwrap();
    assert_eq!(answered.status, StatusCode::FOUND);
    let asked = server.await.unwrap();
    assert!(asked.starts_with("POST /a/b?c=d HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains(&format!("host: 127.0.0.1:{port}\r\n")), "{asked}");
}

#[tokio::test]
async fn a_name_that_leads_to_this_machine_is_refused_unless_it_is_opened() {
    let (listener, port) = listen().await;
    for scheme in ["http", "https"] {
        let refused = post(&nothing_trusted(false), &format!("{scheme}://localhost:{port}/")).await;
        assert!(matches!(refused, Err(OutgoingError::Forbidden)), "{refused:?}");
    }
    let server = tokio::spawn(answers_once(listener, None, "HTTP/1.1 201 Created\r\n\r\n"));
    let answered = post(&nothing_trusted(true), &format!("http://localhost:{port}/")).await.unwrap();
    assert_eq!(answered.status, StatusCode::CREATED);
    server.await.unwrap();
}

#[tokio::test]
async fn a_certificate_is_checked_and_so_is_its_name() {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let mut roots = RootCertStore::empty();
    roots.add(cert.der().clone()).unwrap();
    let trusting = Outgoing::trusting(roots, Reach { loopback: true, private: false });
    for (outgoing, host, good) in [
        (&trusting, "localhost", true),
        (&trusting, "127.0.0.1", false),
        (&nothing_trusted(true), "localhost", false),
    ] {
        let (listener, port) = listen().await;
        let answer = "HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n";
        let server = tokio::spawn(answers_once(listener, Some(acceptor.clone()), answer));
        let answered = post(outgoing, &format!("https://{host}:{port}/")).await;
        assert_eq!(answered.is_ok(), good, "{host}: {answered:?}");
        assert_eq!(server.await.unwrap().contains("hello"), good, "{host}");
    }
}

#[tokio::test]
async fn a_server_that_answers_without_end_or_not_as_http_is_left() {
    for answer in ["SSH-2.0-OpenSSH_9.2\r\n", ""] {
        let (listener, port) = listen().await;
        let server = tokio::spawn(answers_once(listener, None, answer));
        let answered = post(&nothing_trusted(true), &format!("http://127.0.0.1:{port}/")).await;
        assert!(answered.is_err(), "{answered:?}");
        server.await.unwrap();
    }
}
