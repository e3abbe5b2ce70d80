//! One socket: the greeting, then frames in and out until it is closed.

use std::sync::Arc;

use futures::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Bytes, Error as SocketError, Message, Utf8Bytes,
        protocol::{Role, WebSocketConfig},
    },
};

use super::{
    entry::{self, Seat},
    goodbye::{close_code_of, goodbye},
    mailbox::{Attach, ConnectionId, RoomHandle, RoomMessage},
    names,
    outbox::{Cut, Frames, Item, Outbox, outbox},
    pace::{Pace, Verdict},
    services::Services,
};
use crate::{
    auth::VerifiedEntry,
    clock::SharedClock,
    meeting::command::Command,
    protocol::{
        client::{ClientMessage, Resume},
        close::CloseCode,
        codec::{self, Malformed},
        limits::{
            HEARTBEAT_MS, HELLO_MS_MAX, MESSAGE_BYTES_MAX, OUTBOX_BYTES_MAX, SILENCE_MS_MAX,
            SNAPSHOT_BYTES_MAX, WRITE_MS_MAX,
        },
        server::{ProtocolRefusal, RefusalCode, ServerMessage},
    },
};

/// The read buffer of a socket; tungstenite's default is 128 KiB each.
const READ_BUFFER_BYTES: usize = 4 * 1024;

/// Serves one upgraded connection until it is closed.
pub async fn run<S>(stream: S, services: Arc<Services>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(READ_BUFFER_BYTES)
        .max_write_buffer_size(SNAPSHOT_BYTES_MAX + OUTBOX_BYTES_MAX)
        .max_message_size(Some(MESSAGE_BYTES_MAX))
        .max_frame_size(Some(MESSAGE_BYTES_MAX));
    let mut socket = WebSocketStream::from_raw_socket(stream, Role::Server, Some(config)).await;
    metrics::gauge!("rondo_sockets").increment(1);
    let code = match greet(&mut socket, &services).await {
        Ok(greeting) => {
            let (session, frames) = Session::attach(greeting, services);
            session.talk(frames, &mut socket).await
        }
        Err(code) => Some(code),
    };
    metrics::gauge!("rondo_sockets").decrement(1);
    if let Some(code) = code {
        metrics::counter!("rondo_sockets_closed_total", "code" => code.number().to_string()).increment(1);
        goodbye(&mut socket, code).await;
    }
}

/// A socket that has said hello with a good token.
struct Greeting {
    entry: VerifiedEntry,
    seat: Seat,
    resume: Option<Resume>,
}

/// Waits for `hello` and checks its token.
async fn greet<S>(socket: &mut WebSocketStream<S>, services: &Services) -> Result<Greeting, CloseCode>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let clock = &services.clock;
    let timeout = clock.sleep_until(clock.monotonic_ms() + HELLO_MS_MAX);
    let text = tokio::select! {
        text = first_text(socket) => text?,
        () = timeout => return Err(CloseCode::HelloTimeout),
    };
    match codec::decode(&text) {
        Ok(ClientMessage::Hello { token, resume }) => {
            let (entry, seat) = entry::check(services, &token).await?;
            Ok(Greeting { entry, seat, resume })
        }
        Ok(_) | Err(_) => Err(CloseCode::TokenInvalid),
    }
}

async fn first_text<S>(socket: &mut WebSocketStream<S>) -> Result<Utf8Bytes, CloseCode>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    // Control frames before the hello are few; a flood of them ends with the hello's timeout.
    while let Some(frame) = socket.next().await {
        match frame.map_err(|error| close_code_of(&error))? {
            Message::Text(text) => return Ok(text),
            Message::Binary(_) => return Err(CloseCode::NotText),
            Message::Close(_) => return Err(CloseCode::Finished),
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
        }
    }
    Err(CloseCode::Finished)
}

struct Session {
    services: Arc<Services>,
    clock: SharedClock,
    /// The token it entered with.
    entry: VerifiedEntry,
    seat: Seat,
    room: RoomHandle,
    connection: ConnectionId,
    outbox: Outbox,
    cut: Cut,
    pace: Pace,
    heard_ms: u64,
    pinged_ms: u64,
}

/// What to do after a frame.
enum Next {
    Listen,
    Close(CloseCode),
    Gone,
}

impl Session {
    fn attach(greeting: Greeting, services: Arc<Services>) -> (Self, Frames) {
        let clock = Arc::clone(&services.clock);
        let now = clock.monotonic_ms();
        let (outbox, frames, cut) = outbox();
        let Greeting { entry, seat, resume } = greeting;
        let room = services.directory.room(seat.room);
        let connection = services.directory.next_connection();
        let attach = Attach { connection, seat: seat.clone(), resume, outbox: outbox.clone() };
        if !room.try_tell(RoomMessage::Attach(Box::new(attach))) {
            outbox.cut(CloseCode::ServerError);
        }
        // A revocation since the token was checked did not find this socket in the room.
        if services.revoked().contains(&entry) {
            outbox.cut(CloseCode::Revoked);
        }
        let pace = Pace::new(now);
        let session = Self {
            services,
            clock,
            entry,
            seat,
            room,
            connection,
            outbox,
            cut,
            pace,
            heard_ms: now,
            pinged_ms: now,
        };
        (session, frames)
    }

    /// Returns the code to close with, or none when the peer is gone.
    async fn talk<S>(mut self, mut frames: Frames, socket: &mut WebSocketStream<S>) -> Option<CloseCode>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let code = loop {
            let wake = self.clock.sleep_until(self.wake_ms());
            let next = tokio::select! {
                biased;
                code = self.cut.wait() => Next::Close(code),
                // Before the frames: no flood of them puts off the end of a token.
                () = wake => self.watch(socket).await,
                frame = socket.next() => self.hear(frame, socket).await,
                Some(item) = frames.next() => self.write(socket, item, &mut frames).await,
            };
            match next {
                Next::Listen => {}
                Next::Close(code) => break Some(code),
                Next::Gone => break None,
            }
        };
        self.room.tell(RoomMessage::Detach { connection: self.connection }).await;
        code
    }

    /// When the token ends, a ping is due or silence has lasted too long.
    fn wake_ms(&self) -> u64 {
        let expires_in = self.seat.expires_at.since(self.clock.unix_ms());
        let ping_ms = self.heard_ms.max(self.pinged_ms) + HEARTBEAT_MS;
        let silent_ms = self.heard_ms + SILENCE_MS_MAX;
        (self.clock.monotonic_ms() + expires_in).min(ping_ms).min(silent_ms)
    }

    async fn watch<S>(&mut self, socket: &mut WebSocketStream<S>) -> Next
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let now = self.clock.monotonic_ms();
        if self.clock.unix_ms() >= self.seat.expires_at {
            return Next::Close(CloseCode::TokenExpired);
        }
        if now >= self.heard_ms + SILENCE_MS_MAX {
            return Next::Close(CloseCode::Silent);
        }
        if now >= self.heard_ms.max(self.pinged_ms) + HEARTBEAT_MS {
            self.pinged_ms = now;
            return self.within(socket.send(Message::Ping(Bytes::new()))).await;
        }
        Next::Listen
    }

    /// Writes an item and all that is queued behind it in one go.
    async fn write<S>(&mut self, socket: &mut WebSocketStream<S>, first: Item, frames: &mut Frames) -> Next
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let mut item = Some(first);
        let mut finish = None;
        while let Some(Item::Frame(frame)) = item {
            match self.within(socket.feed(Message::Text(frame))).await {
                Next::Listen => item = frames.try_next(),
                other => return other,
            }
        }
        if let Some(Item::Finish(code)) = item {
            finish = Some(code);
        }
        match (self.within(socket.flush()).await, finish) {
            (Next::Listen, Some(code)) => Next::Close(code),
            (next, _) => next,
        }
    }

    /// A write ends early when the socket is cut off, or when the peer takes too long to read.
    async fn within(&mut self, write: impl Future<Output = Result<(), SocketError>>) -> Next {
        let timeout = self.clock.sleep_until(self.clock.monotonic_ms() + WRITE_MS_MAX);
        tokio::select! {
            written = write => if written.is_ok() { Next::Listen } else { Next::Gone },
            code = self.cut.wait() => Next::Close(code),
            () = timeout => Next::Close(CloseCode::SlowReader),
        }
    }

    async fn hear<S>(
        &mut self,
        frame: Option<Result<Message, SocketError>>,
        socket: &mut WebSocketStream<S>,
    ) -> Next
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        self.heard_ms = self.clock.monotonic_ms();
        match frame {
            None => Next::Gone,
            Some(Err(error)) => match close_code_of(&error) {
                CloseCode::Finished => Next::Gone,
                code => Next::Close(code),
            },
            Some(Ok(Message::Text(text))) => self.hear_text(&text).await,
            Some(Ok(Message::Binary(_))) => Next::Close(CloseCode::NotText),
            Some(Ok(Message::Close(_))) => {
                // The answer to it is written by tungstenite; a peer that is gone needs none.
                let _ = self.within(socket.flush()).await;
                Next::Gone
            }
            // tungstenite queues the pong; a flood of either counts like a flood of commands.
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {
                match self.pace.frame(self.heard_ms) {
                    Verdict::Ok => self.within(socket.flush()).await,
                    Verdict::TooFast => Next::Listen,
                    Verdict::Close => Next::Close(CloseCode::TooFast),
                }
            }
        }
    }

    async fn hear_text(&mut self, text: &str) -> Next {
        let decoded = codec::decode(text);
        let reference = match &decoded {
            Ok(message) => message.reference(),
            Err(Malformed { reference }) => *reference,
        };
        let (verdict, refusal) = match (self.pace.frame(self.heard_ms), &decoded) {
            (Verdict::Ok, Err(_)) => (self.pace.offence(self.heard_ms), ProtocolRefusal::Malformed),
            (verdict, _) => (verdict, ProtocolRefusal::TooFast),
        };
        match (verdict, decoded) {
            (Verdict::Close, _) => Next::Close(CloseCode::TooFast),
            (Verdict::Ok, Ok(message)) => self.obey(message).await,
            _ => {
                self.refuse(reference, refusal);
                Next::Listen
            }
        }
    }

    async fn obey(&mut self, message: ClientMessage) -> Next {
        let connection = self.connection;
        match message {
            ClientMessage::Hello { .. } => self.refuse(None, ProtocolRefusal::AlreadyWelcome),
            ClientMessage::Ping { reference } => {
                return self.tell(Some(reference), RoomMessage::Ping { connection, reference });
            }
            ClientMessage::Typing { turn, more } => {
                return self.tell(None, RoomMessage::Typing { connection, turn, more });
            }
            ClientMessage::History { reference, before } => {
                return self.tell(Some(reference), RoomMessage::History { connection, reference, before });
            }
            ClientMessage::Renew { reference, token } => self.renew(reference, token).await,
            ClientMessage::Command { reference, id, command } => {
                return self.command(reference, id, command).await;
            }
        }
        Next::Listen
    }

    async fn command(&mut self, reference: u32, id: String, mut command: Command) -> Next {
        if let Command::Join { name, .. } = &mut command {
            let asked = name.take();
            match names::settle(&self.services, &self.seat, asked).await {
                Ok(seat) => self.seat = seat,
                Err(refusal) => {
                    self.refuse(Some(reference), refusal);
                    return Next::Listen;
                }
            }
        }
        let actor = self.seat.actor();
        let message = RoomMessage::Command { connection: self.connection, actor, reference, id, command };
        self.tell(Some(reference), message)
    }

    async fn renew(&mut self, reference: u32, token: Option<String>) {
        if self.services.revoked().contains(&self.entry) {
            return self.refuse(Some(reference), ProtocolRefusal::NotRenewable);
        }
        match entry::renew(&self.services, &self.seat, token).await {
            Ok(renewed) => {
                self.seat.expires_at = renewed.expires_at;
                let entry::Renewed { token, expires_at } = renewed;
                self.outbox.say(&ServerMessage::Token { reference, token, expires_at });
            }
            Err(refusal) => self.refuse(Some(reference), refusal),
        }
    }

    /// Passes on to the room; a room that can't keep up refuses rather than blocks.
    fn tell(&self, reference: Option<u32>, message: RoomMessage) -> Next {
        if !self.room.try_tell(message) {
            if self.room.is_gone() {
                return Next::Close(CloseCode::ServerError);
            }
            self.refuse(reference, ProtocolRefusal::Unavailable);
        }
        Next::Listen
    }

    fn refuse(&self, reference: Option<u32>, refusal: ProtocolRefusal) {
        let code = RefusalCode::from(refusal);
        self.outbox.say(&ServerMessage::Refused { reference, code, reason: code.reason() });
    }
}
