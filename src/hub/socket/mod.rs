//! One socket: the hello, then frames in and out until it is closed.

mod end;
mod handshake;
mod heartbeat;
mod pace;
mod pieces;
mod reader;
mod requests;
mod writer;

use std::sync::Arc;

use futures::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Bytes, Error as SocketError, Message,
        protocol::{Role, WebSocketConfig},
    },
};

use self::{
    end::{End, goodbye},
    handshake::{Greeting, greet},
    heartbeat::{Beat, Heartbeat},
    pace::Pieces,
    pieces::Counted,
    reader::{Reader, Received},
    requests::Requests,
    writer::Writer,
};
use super::{
    entry::Admission,
    limits::SOCKET_BUFFER_BYTES,
    mailbox::{Attach, RoomMessage},
    outbox::{Cut, Outbox, OutboxReceiver, outbox},
    services::Services,
};
use crate::{
    clock::SharedClock,
    protocol::{
        close::CloseCode,
        limits::{MESSAGE_BYTES_MAX, OUTBOX_BYTES_MAX, SNAPSHOT_BYTES_MAX},
    },
};

/// Serves one upgraded connection until it is closed.
pub(crate) async fn serve_socket<S>(stream: S, services: Arc<Services>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    // The default read buffer of tungstenite is 128 KiB for each socket.
    let config = WebSocketConfig::default()
        .read_buffer_size(SOCKET_BUFFER_BYTES)
        .write_buffer_size(SOCKET_BUFFER_BYTES)
        .max_write_buffer_size(SNAPSHOT_BYTES_MAX + OUTBOX_BYTES_MAX)
        .max_message_size(Some(MESSAGE_BYTES_MAX))
        .max_frame_size(Some(MESSAGE_BYTES_MAX));
    let stream = Counted::new(stream, Pieces::new(&services.clock));
    let mut stream = WebSocketStream::from_raw_socket(stream, Role::Server, Some(config)).await;
    metrics::gauge!("rondo_sockets").increment(1);
    let (outbox, queue, cut) = outbox();
    let end = match greet(&mut stream, &services, &outbox).await {
        Ok(greeting) => {
            let socket = Socket::attach(greeting, services, outbox, cut);
            socket.talk(queue, &mut stream).await
        }
        Err(code) => End::Close(code),
    };
    metrics::gauge!("rondo_sockets").decrement(1);
    if let End::Close(code) = end {
        metrics::counter!("rondo_sockets_closed_total", "code" => code.number().to_string()).increment(1);
        goodbye(&mut stream, code).await;
    }
}

/// A socket that has said hello with a good token.
struct Socket {
    clock: SharedClock,
    reader: Reader,
    requests: Requests,
    heartbeat: Heartbeat,
    writer: Writer,
}

impl Socket {
    /// Puts the socket into its room.
    fn attach(greeting: Greeting, services: Arc<Services>, outbox: Outbox, cut: Cut) -> Self {
        let clock = Arc::clone(&services.clock);
        let Greeting { admission: Admission { entry, entrant, resting }, resume } = greeting;
        let token_ends_ms = clock.monotonic_ms().saturating_add(entrant.life_ms);
        let room = services.directory.room(entrant.room);
        let connection = services.directory.next_connection();
        let attach = Attach { connection, entrant: entrant.clone(), resume, outbox: outbox.clone() };
        if !room.try_tell(RoomMessage::Attach(Box::new(attach))) {
            outbox.cut(CloseCode::ServerError);
        }
        Self {
            reader: Reader::new(&clock),
            heartbeat: Heartbeat::new(clock.monotonic_ms()),
            writer: Writer::new(Arc::clone(&clock), cut),
            requests: Requests { services, entry, entrant, token_ends_ms, resting, room, connection, outbox },
            clock,
        }
    }

    /// Listens and writes until the socket ends.
    async fn talk<S>(mut self, mut queue: OutboxReceiver, stream: &mut WebSocketStream<S>) -> End
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let end = loop {
            let wake = self.clock.sleep_until(self.wake_ms());
            let step = tokio::select! {
                biased;
                code = self.writer.cut() => Err(End::Close(code)),
                // Before the frames: no flood of them puts off the end of a token.
                () = wake => self.watch(stream).await,
                frame = stream.next() => self.hear(frame, stream).await,
                Some(item) = queue.next() => self.writer.write(stream, item, &mut queue).await,
            };
            if let Err(end) = step {
                break end;
            }
        };
        self.requests.detach().await;
        end
    }

    /// When the token expires, a ping is due or silence has lasted too long.
    fn wake_ms(&self) -> u64 {
        self.requests.token_ends_ms.min(self.heartbeat.due_ms())
    }

    async fn watch<S>(&mut self, stream: &mut WebSocketStream<S>) -> Result<(), End>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        if self.clock.monotonic_ms() >= self.requests.token_ends_ms {
            return Err(End::Close(CloseCode::TokenExpired));
        }
        match self.heartbeat.beat(self.clock.monotonic_ms()) {
            Beat::Rest => Ok(()),
            Beat::Ping => self.writer.within(stream.send(Message::Ping(Bytes::new()))).await,
            Beat::Silent => Err(End::Close(CloseCode::Silent)),
        }
    }

    async fn hear<S>(
        &mut self,
        frame: Option<Result<Message, SocketError>>,
        stream: &mut WebSocketStream<S>,
    ) -> Result<(), End>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        self.heartbeat.heard(self.clock.monotonic_ms());
        match self.reader.read(frame)? {
            Received::Message(message) => self.requests.handle(message).await,
            Received::Refused { reference, refusal } => {
                self.requests.refuse(reference, refusal);
                Ok(())
            }
            Received::Control => self.writer.within(stream.flush()).await,
            Received::TooFast => Ok(()),
            Received::Close => {
                // tungstenite has queued the answer; a peer that is gone needs none.
                let _ = self.writer.within(stream.flush()).await;
                Err(End::Gone)
            }
        }
    }
}
