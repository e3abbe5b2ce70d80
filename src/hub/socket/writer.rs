//! Writing to a socket, for as long as it is not cut off and the peer reads.

use futures::SinkExt;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Error as SocketError, Message},
};

use super::end::End;
use crate::{
    clock::SharedClock,
    hub::outbox::{Cut, Item, OutboxReceiver},
    protocol::{close::CloseCode, limits::WRITE_MS_MAX},
};

/// Bounds every write of one socket.
pub(super) struct Writer {
    clock: SharedClock,
    cut: Cut,
}

impl Writer {
    pub(super) const fn new(clock: SharedClock, cut: Cut) -> Self {
        Self { clock, cut }
    }

    /// Returns when the socket is to be closed at once, with the code.
    pub(super) async fn cut(&mut self) -> CloseCode {
        self.cut.wait().await
    }

    /// Writes an item and all that is queued behind it in one go.
    ///
    /// # Errors
    /// How the socket ends, if it does.
    pub(super) async fn write<S>(
        &mut self,
        stream: &mut WebSocketStream<S>,
        first: Item,
        queue: &mut OutboxReceiver,
    ) -> Result<(), End>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let mut item = Some(first);
        while let Some(Item::Frame(frame)) = item {
            self.within(stream.feed(Message::Text(frame))).await?;
            item = queue.try_next();
        }
        self.within(stream.flush()).await?;
        match item {
            Some(Item::Finish(code)) => Err(End::Close(code)),
            _ => Ok(()),
        }
    }

    /// Waits for a write, which ends early when the socket is cut off or the peer takes too long to
    /// read.
    ///
    /// # Errors
    /// How the socket ends, if it does.
    pub(super) async fn within(
        &mut self,
        write: impl Future<Output = Result<(), SocketError>>,
    ) -> Result<(), End> {
        let timeout = self.clock.sleep_until(self.clock.monotonic_ms() + WRITE_MS_MAX);
        tokio::select! {
            // A write that is done was in time, also when the clock jumped meanwhile.
            biased;
            written = write => written.map_err(|_| End::Gone),
            code = self.cut.wait() => Err(End::Close(code)),
            () = timeout => Err(End::Close(CloseCode::SlowReader)),
        }
    }
}
