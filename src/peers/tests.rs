use std::{net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use super::{Identity, Peers, Tunnels, serve};

const SOON: Duration = Duration::from_secs(20);

fn identity(secret: u8) -> Arc<Identity> {
    Arc::new(Identity::from_secret(&[secret; 32]).unwrap())
}

/// A server that answers each line with the same line, and where its peers come in.
async fn echo(secret: u8) -> (String, Tunnels) {
    let inside = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (outside, tunnels) = (TcpListener::bind("127.0.0.1:0").await.unwrap(), Tunnels::default());
    let (inside_at, outside_at) = (inside.local_addr().unwrap(), outside.local_addr().unwrap());
    tokio::spawn(serve(outside, identity(secret), inside_at, tunnels.clone()));
    let known = tunnels.clone();
    tokio::spawn(async move {
        loop {
            let (mut stream, from): (TcpStream, SocketAddr) = inside.accept().await.unwrap();
            let mut heard = [0; 5];
            stream.read_exact(&mut heard).await.unwrap();
            assert!(known.lead_to(from));
            stream.write_all(&heard).await.unwrap();
        }
    });
    (outside_at.to_string(), tunnels)
}

#[tokio::test]
async fn servers_with_one_secret_reach_each_other() {
    let (address, tunnels) = echo(1).await;
    let mut stream = Peers::new(&identity(1)).dial(&address).await.unwrap();
    stream.write_all(b"hello").await.unwrap();
    let mut heard = [0; 5];
    stream.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b"hello");
    assert!(!tunnels.lead_to("127.0.0.1:9".parse().unwrap()));
    drop(stream);
    let forgotten = async {
        while !tunnels.0.is_empty() {
            tokio::task::yield_now().await;
        }
    };
    timeout(SOON, forgotten).await.expect("what is closed counts no more");
}

#[tokio::test]
async fn a_stranger_reaches_nothing() {
    let (address, tunnels) = echo(1).await;
    // In TLS 1.3 the client learns of a refusal when it reads.
    if let Ok(mut stream) = Peers::new(&identity(2)).dial(&address).await {
        let _ = stream.write_all(b"hello").await;
        assert!(stream.read_exact(&mut [0; 5]).await.is_err());
    }
    for nonsense in [&b"GET / HTTP/1.1\r\n\r\n"[..], b"\x16\x03\x01", b""] {
        let mut stream = TcpStream::connect(&address).await.unwrap();
        stream.write_all(nonsense).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut heard = Vec::new();
        let _ = timeout(SOON, stream.read_to_end(&mut heard)).await.expect("it is closed");
        assert!(!String::from_utf8_lossy(&heard).contains("HTTP"));
    }
    assert!(tunnels.0.is_empty());
}

#[tokio::test]
async fn nobody_answers_for_a_server_that_is_none_of_ours() {
    let (address, _) = echo(2).await;
    assert!(Peers::new(&identity(1)).dial(&address).await.is_err(), "its certificate is another authority's");
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let refused = Peers::new(&identity(1)).dial(&silent.local_addr().unwrap().to_string()).await;
    assert!(matches!(refused, Err(super::PeerError::Late)));
}
