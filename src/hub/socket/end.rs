//! The end of a socket: why, in a last frame and in the close frame, so that both arrive.

use futures::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio_tungstenite::tungstenite::{
    Error as SocketError, Message, Utf8Bytes,
    error::CapacityError,
    protocol::{CloseFrame, frame::coding::CloseCode as WireCode},
};

use super::{
    pieces::TooManyPieces,
    wire::{Drain, Stream},
};
use crate::{
    auth::random_bytes,
    hub::limits::CLOSE_MAX,
    protocol::{close::CloseCode, codec, limits::RESTART_SPREAD_MS, server::ServerMessage},
};

/// What is taken in at a time after the close.
const LEFT_BYTES: usize = 1024;

/// The code for an error of the WebSocket protocol, on which tungstenite sends no close frame itself;
/// [`CloseCode::Finished`] if the peer is gone.
pub(super) fn close_code_of(error: &SocketError) -> CloseCode {
    match error {
        SocketError::Capacity(CapacityError::MessageTooLong { .. }) => CloseCode::TooLarge,
        SocketError::Utf8(_) => CloseCode::NotUtf8,
        SocketError::Protocol(_) => CloseCode::ProtocolError,
        SocketError::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<TooManyPieces>()) => {
            CloseCode::TooFast
        }
        _ => CloseCode::Finished,
    }
}

/// Says goodbye and closes. A peer that does not answer is left after [`CLOSE_MAX`].
pub(super) async fn goodbye(socket: &mut Stream, drain: &Drain, code: CloseCode) {
    let frame = CloseFrame { code: WireCode::from(code.number()), reason: Utf8Bytes::default() };
    let message = ServerMessage::Goodbye { code, retry_after_ms: retry_after_ms(code) };
    let close = async {
        socket.feed(Message::Text(codec::encode(&message).into())).await?;
        socket.send(Message::Close(Some(frame))).await?;
        drain.finish().await;
        while let Some(Ok(_)) = socket.next().await {}
        linger(socket.get_mut()).await?;
        Ok::<(), SocketError>(())
    };
    // Real time, not the server's clock: how a peer closes is no part of a meeting.
    if tokio::time::timeout(CLOSE_MAX, close).await.is_err() {
        tracing::debug!("a socket did not finish its closing handshake");
    }
}

/// Waits for the peer's end. What it still sends is taken in: left unread it would reset the
/// connection, and the close frame would be lost with it.
async fn linger(stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> std::io::Result<()> {
    stream.shutdown().await?;
    let mut left = [0; LEFT_BYTES];
    while stream.read(&mut left).await? > 0 {}
    Ok(())
}

/// After a restart not everyone comes back in the same moment.
fn retry_after_ms(code: CloseCode) -> Option<u64> {
    let spread = match code {
        CloseCode::Restarting => u64::from(u16::from_be_bytes(random_bytes())) % RESTART_SPREAD_MS,
        _ => 0,
    };
    code.retry_after_ms().map(|least| least + spread)
}
