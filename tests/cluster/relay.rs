//! What lies between a server and its database: it can be shut for a while, and then delivers what came meanwhile.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
};

/// Hands on what both sides say. Ends with its test.
pub(crate) struct Relay {
    pub(crate) address: SocketAddr,
    shut: watch::Sender<bool>,
    /// Where connections go. Those to another port end.
    port: watch::Sender<u16>,
}

impl Relay {
    pub(crate) async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (shut, watched) = watch::channel(false);
        let (port, ports) = watch::channel(port);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let mut ports = ports.clone();
                let port = *ports.borrow_and_update();
                let Ok(far) = TcpStream::connect(("127.0.0.1", port)).await else { continue };
                let _ = (near.set_nodelay(true), far.set_nodelay(true));
                let ((from_near, to_near), (from_far, to_far)) = (near.into_split(), far.into_split());
                let both = [
                    tokio::spawn(hand_on(from_near, to_far, watched.clone())),
                    tokio::spawn(hand_on(from_far, to_near, watched.clone())),
                ];
                tokio::spawn(async move {
                    if ports.changed().await.is_ok() {
                        both.iter().for_each(tokio::task::JoinHandle::abort);
                    }
                });
            }
        });
        Self { address, shut, port }
    }

    /// From now on nothing gets through.
    pub(crate) fn shut(&self) {
        self.shut.send_replace(true);
    }

    /// From now on everything goes to another server.
    pub(crate) fn turn_to(&self, port: u16) {
        self.port.send_replace(port);
    }

    /// What came meanwhile is delivered.
    pub(crate) fn open(&self) {
        self.shut.send_replace(false);
    }
}

async fn hand_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut shut: watch::Receiver<bool>) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if shut.wait_for(|shut| !shut).await.is_err() || to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
    // What was said before the end is delivered before it.
    let _ = shut.wait_for(|shut| !shut).await;
}
