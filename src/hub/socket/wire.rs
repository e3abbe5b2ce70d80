//! The connection of a socket: as tungstenite reads and writes it, and as its outbox drains into it.

use std::{
    io::{self, ErrorKind},
    net::Shutdown,
    pin::Pin,
    task::{Context, Poll, ready},
};

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_tungstenite::WebSocketStream;

use super::pieces::Counted;
use crate::{
    clock::SharedClock,
    hub::{
        limits::SLOWEST_READER_BYTES,
        outbox::{End, Outbox, Progress},
    },
    protocol::{close::CloseCode, limits::WRITE_MS_MAX},
};

/// The WebSocket of a connection.
pub(super) type Stream = WebSocketStream<Counted<Wire>>;

/// The stream under tungstenite. What it writes goes behind what waits in the outbox, so that nothing but
/// the outbox writes to the connection.
pub(super) struct Wire(pub(super) Outbox);

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let tcp = self.0.tcp();
        loop {
            ready!(tcp.poll_read_ready(cx))?;
            match tcp.try_read(buffer.initialize_unfilled()) {
                Ok(read) => {
                    buffer.advance(read);
                    return Poll::Ready(Ok(()));
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.0.write_own(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    /// The outbox drains by itself, see [`Drain`].
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(SockRef::from(self.0.tcp()).shutdown(Shutdown::Write))
    }
}

/// Writes what waits in an outbox when the peer has read, for as long as it reads.
pub(super) struct Drain {
    outbox: Outbox,
    clock: SharedClock,
    waits: Option<Waits>,
}

/// Since when something waits, and what the kernel had taken by then.
#[derive(Clone, Copy)]
struct Waits {
    since_ms: u64,
    taken_bytes: u64,
}

impl Drain {
    pub(super) const fn new(outbox: Outbox, clock: SharedClock) -> Self {
        Self { outbox, clock, waits: None }
    }

    /// Returns when the socket is to end, and how. May be dropped and called again.
    pub(super) async fn end(&mut self) -> End {
        loop {
            // What can be written is, before it is called late: the clock may have jumped.
            match self.outbox.progress() {
                Progress::Ends(end) => return end,
                Progress::Idle => {
                    self.waits = None;
                    self.outbox.news().await;
                }
                Progress::Waits { taken_bytes } => {
                    let Some(late_ms) = self.late_ms(taken_bytes) else {
                        return End::Close(CloseCode::SlowReader);
                    };
                    // In a place of its own, since a socket seldom waits.
                    Box::pin(self.wait(late_ms)).await;
                }
            }
        }
    }

    /// Returns when the peer has read, something else waits, or the peer is late.
    async fn wait(&self, late_ms: u64) {
        tokio::select! {
            // An error shows at the next write.
            _ = self.outbox.tcp().writable() => {}
            () = self.outbox.news() => {}
            () = self.clock.sleep_until(late_ms) => {}
        }
    }

    /// Until when the peer has to take more. `None` if it has not.
    fn late_ms(&mut self, taken_bytes: u64) -> Option<u64> {
        let now_ms = self.clock.monotonic_ms();
        let new = Waits { since_ms: now_ms, taken_bytes };
        let waits = self.waits.get_or_insert(new);
        if taken_bytes >= waits.taken_bytes + SLOWEST_READER_BYTES {
            *waits = new;
        }
        let late_ms = waits.since_ms + WRITE_MS_MAX;
        (now_ms < late_ms).then_some(late_ms)
    }

    /// Returns when all that waits was written, or can't be.
    pub(super) async fn finish(&self) {
        while !self.outbox.is_empty() && self.outbox.tcp().writable().await.is_ok() {
            self.outbox.progress();
        }
    }
}
