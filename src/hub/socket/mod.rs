//! One socket: the hello, then frames in and out until it is closed.

mod alarm;
mod end;
mod handshake;
mod heartbeat;
mod pace;
mod pieces;
mod reader;
mod requests;
mod wire;

use std::sync::Arc;

use futures::{FutureExt, SinkExt, StreamExt};
use socket2::SockRef;
use tokio::{net::TcpStream, sync::OwnedSemaphorePermit};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Bytes, Error as SocketError, Message,
        protocol::{Role, WebSocketConfig},
    },
};

use self::{
    alarm::Alarm,
    end::goodbye,
    handshake::{Greeting, greet},
    heartbeat::{Beat, Heartbeat},
    pace::Pieces,
    pieces::Counted,
    reader::{Reader, Received},
    requests::Requests,
    wire::{Drain, Stream, Wire},
};
use super::{
    entry::Admission,
    holds::Hold,
    limits::{FRAMES_PER_READ_MAX, KERNEL_SEND_BYTES, READ_BUFFER_BYTES},
    mailbox::{Attach, RoomHandle, RoomMessage},
    outbox::{End, Outbox},
    services::Services,
};
use crate::{
    clock::SharedClock,
    protocol::{close::CloseCode, limits::MESSAGE_BYTES_MAX},
};

/// Serves one upgraded connection until it is closed. `early` came right behind the request of the upgrade;
/// `place` is given back at the end, and the room held until then.
pub(crate) fn serve_socket(
    tcp: TcpStream,
    early: Bytes,
    hold: Hold,
    services: Arc<Services>,
    place: OwnedSemaphorePermit,
) -> impl Future<Output = ()> + Send {
    // What is passing has its own place, here and below, so that an idle socket takes none of it.
    let hold = Arc::new(hold);
    let opening = Box::pin(open(tcp, early, Arc::clone(&hold), services));
    async move {
        if let Some(mut socket) = opening.await {
            let end = socket.talk().await;
            Box::pin(socket.end(end)).await;
        }
        drop((place, hold));
    }
}

/// Waits for the hello. `None` if it was no good, and the connection is closed.
async fn open(tcp: TcpStream, early: Bytes, hold: Arc<Hold>, services: Arc<Services>) -> Option<Box<Socket>> {
    // What is left to the kernel counts for nothing: a reader that stalls would be found too late.
    if let Err(error) = SockRef::from(&tcp).set_send_buffer_size(KERNEL_SEND_BYTES) {
        tracing::debug!(%error, "the send buffer of a socket has its default size");
    }
    // The default read buffer of tungstenite is 128 KiB for each socket. Nothing is kept to be written:
    // that is the outbox's part.
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(0)
        .max_message_size(Some(MESSAGE_BYTES_MAX))
        .max_frame_size(Some(MESSAGE_BYTES_MAX));
    let outbox = Outbox::new(tcp);
    // A copy: it came in the buffer for the whole request, which is much larger.
    let heard = early.to_vec();
    drop(early);
    let wire = Counted::new(Wire(outbox.clone()), Pieces::new(&services.clock));
    let mut stream = WebSocketStream::from_partially_read(wire, heard, Role::Server, Some(config)).await;
    metrics::gauge!("rondo_sockets").increment(1);
    let drain = Drain::new(outbox.clone(), Arc::clone(&services.clock));
    match greet(&mut stream, hold.room, &services, &outbox).await {
        Ok(greeting) => Some(Box::new(Socket::attach(*greeting, &hold, services, outbox, stream, drain))),
        Err(code) => {
            close(&mut stream, &drain, End::Close(code)).await;
            None
        }
    }
}

async fn close(stream: &mut Stream, drain: &Drain, end: End) {
    metrics::gauge!("rondo_sockets").decrement(1);
    if let End::Close(code) = end {
        metrics::counter!("rondo_sockets_closed_total", "code" => code.number().to_string()).increment(1);
        goodbye(stream, drain, code).await;
    }
}

/// A socket that has said hello with a good token.
struct Socket {
    stream: Stream,
    drain: Drain,
    clock: SharedClock,
    reader: Reader,
    requests: Requests,
    heartbeat: Heartbeat,
    alarm: Alarm,
}

impl Socket {
    /// Puts the socket into its room.
    fn attach(
        greeting: Greeting,
        hold: &Hold,
        services: Arc<Services>,
        outbox: Outbox,
        stream: Stream,
        drain: Drain,
    ) -> Self {
        let clock = Arc::clone(&services.clock);
        let Greeting { admission: Admission { entry, entrant, resting }, resume } = greeting;
        let token_ends_ms = clock.monotonic_ms().saturating_add(entrant.life_ms);
        let room = services.directory.held(hold);
        let connection = services.directory.next_connection();
        let attach = Attach { connection, entrant: Arc::clone(&entrant), resume, outbox: outbox.clone() };
        match &room {
            Some(room) if room.try_tell(RoomMessage::Attach(Box::new(attach))) => {}
            Some(_) => outbox.cut(CloseCode::ServerError),
            None => outbox.cut(CloseCode::Moved),
        }
        let room = room.unwrap_or_else(RoomHandle::gone);
        Self {
            stream,
            drain,
            reader: Reader::new(&clock),
            heartbeat: Heartbeat::new(clock.monotonic_ms()),
            alarm: Alarm::new(Arc::clone(&clock)),
            requests: Requests {
                services,
                entry,
                entrant,
                token_ends_ms,
                resting,
                room,
                connection,
                outbox,
                heard: Vec::new(),
            },
            clock,
        }
    }

    /// Takes the socket out of its room and closes it.
    async fn end(mut self: Box<Self>, end: End) {
        self.requests.detach().await;
        close(&mut self.stream, &self.drain, end).await;
    }

    /// Listens and lets the outbox drain until the socket ends.
    async fn talk(&mut self) -> End {
        loop {
            self.alarm.set(self.wake_ms());
            let step = tokio::select! {
                biased;
                end = self.drain.end() => Err(end),
                // Before the frames: no flood of them puts off the end of a token.
                () = self.alarm.rings() => Box::pin(self.watch()).await,
                frame = self.stream.next() => Box::pin(self.hear(frame)).await,
            };
            if let Err(end) = step {
                return end;
            }
        }
    }

    /// When the token expires, a ping is due or silence has lasted too long.
    fn wake_ms(&self) -> u64 {
        self.requests.token_ends_ms.min(self.heartbeat.due_ms())
    }

    async fn watch(&mut self) -> Result<(), End> {
        if self.clock.monotonic_ms() >= self.requests.token_ends_ms {
            return Err(End::Close(CloseCode::TokenExpired));
        }
        match self.heartbeat.beat(self.clock.monotonic_ms()) {
            Beat::Rest => Ok(()),
            Beat::Ping => self.stream.send(Message::Ping(Bytes::new())).await.map_err(|_| End::Gone),
            Beat::Silent => Err(End::Close(CloseCode::Silent)),
        }
    }

    /// Hears all frames that came together, so that a burst reaches the room as one.
    async fn hear(&mut self, first: Option<Result<Message, SocketError>>) -> Result<(), End> {
        self.heartbeat.heard(self.clock.monotonic_ms());
        let mut heard = self.hear_one(first).await;
        for _ in 1..FRAMES_PER_READ_MAX {
            let Some(frame) = self.stream.next().now_or_never().filter(|_| heard.is_ok()) else { break };
            heard = self.hear_one(frame).await;
        }
        self.requests.pass_on()?;
        heard
    }

    async fn hear_one(&mut self, frame: Option<Result<Message, SocketError>>) -> Result<(), End> {
        match self.reader.read(frame)? {
            Received::Message(message) => self.requests.handle(message).await,
            Received::Refused { reference, refusal } => self.requests.refuse(reference, refusal),
            Received::Control => self.stream.flush().await.map_err(|_| End::Gone)?,
            Received::TooFast => {}
            Received::Close => {
                // tungstenite has queued the answer; a peer that is gone needs none.
                let _ = self.stream.flush().await;
                return Err(End::Gone);
            }
        }
        Ok(())
    }
}
