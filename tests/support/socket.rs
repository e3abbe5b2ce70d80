//! One WebSocket as any client could use it, kindly or not.

use std::{net::SocketAddr, time::Duration};

use data_encoding::BASE64URL_NOPAD;
use futures::{SinkExt, StreamExt};
use rondo::{
    meeting::{command::Command, id::MeetingId},
    protocol::{
        client::{ClientMessage, Resume},
        server::{RefusalCode, ServerMessage},
    },
};
use serde_json::Value;
use tokio::{
    net::{TcpSocket, TcpStream},
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{
        Message,
        client::IntoClientRequest,
        http::header::SEC_WEBSOCKET_PROTOCOL,
        protocol::frame::{
            Frame,
            coding::{Data, OpCode},
        },
    },
};

/// How long real time may take over anything: only a fault takes this long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The room that a token is for; some room, if it can't be read.
fn room_of(token: &str) -> String {
    let claims = || {
        let claims = BASE64URL_NOPAD.decode(token.split('.').nth(1)?.as_bytes()).ok()?;
        let claims: Value = serde_json::from_slice(&claims).ok()?;
        Some(claims["aud"].as_str()?.strip_prefix("rondo:")?.to_owned())
    };
    claims().unwrap_or_else(|| "a".repeat(26))
}

/// An open socket.
pub(crate) struct Socket {
    stream: WebSocketStream<TcpStream>,
    /// Every byte of text that came.
    pub(crate) heard: String,
    /// The code of the server's close frame, once it came.
    pub(crate) closed: Option<u16>,
    refs: u32,
}

/// What the server said about a command or another question.
pub(crate) type Verdict = Result<u64, RefusalCode>;

impl Socket {
    /// A socket that has not said hello, to the room that the token is for.
    pub(crate) async fn open(address: SocketAddr, token: &str) -> Self {
        Self::try_open(address, token).await.expect("a WebSocket")
    }

    /// The same from a server that may be gone.
    pub(crate) async fn try_open(address: SocketAddr, token: &str) -> Option<Self> {
        let tcp = timeout(PATIENCE, TcpStream::connect(address)).await.ok()?.ok()?;
        Self::over(tcp, address, &room_of(token)).await
    }

    /// A socket whose system takes in little that is not read.
    pub(crate) async fn open_narrow(address: SocketAddr, token: &str) -> Self {
        let tcp = TcpSocket::new_v4().expect("a socket");
        tcp.set_recv_buffer_size(4_096).expect("a small buffer");
        let tcp = tcp.connect(address).await.expect("a connection");
        Self::over(tcp, address, &room_of(token)).await.expect("a WebSocket")
    }

    async fn over(tcp: TcpStream, address: SocketAddr, room: &str) -> Option<Self> {
        tcp.set_nodelay(true).ok()?;
        let mut request = format!("ws://{address}/ws/{room}").into_client_request().ok()?;
        request.headers_mut().insert(SEC_WEBSOCKET_PROTOCOL, "rondo.v2".parse().ok()?);
        let (stream, _) = timeout(PATIENCE, client_async(request, tcp)).await.ok()?.ok()?;
        Some(Self { stream, heard: String::new(), closed: None, refs: 1_000 })
    }

    /// A socket that has said hello.
    pub(crate) async fn hello(address: SocketAddr, token: &str, resume: Option<(MeetingId, u64)>) -> Self {
        let mut socket = Self::open(address, token).await;
        socket.greet(token, resume).await;
        socket
    }

    pub(crate) async fn greet(&mut self, token: &str, resume: Option<(MeetingId, u64)>) {
        let resume = resume.map(|(meeting, seq)| Resume { meeting, seq });
        self.say(&ClientMessage::Hello { token: token.to_owned(), resume }).await;
    }

    /// Sends a message; a socket that is gone shows when it is read.
    pub(crate) async fn say(&mut self, message: &ClientMessage) {
        self.text(&serde_json::to_string(message).expect("a client's message")).await;
    }

    pub(crate) async fn text(&mut self, text: &str) {
        self.send(Message::Text(text.to_owned().into())).await;
    }

    pub(crate) async fn send(&mut self, message: Message) {
        let _ = timeout(PATIENCE, self.stream.send(message)).await.expect("the server reads");
    }

    /// One frame of a message, or of a broken one.
    pub(crate) async fn frame(&mut self, bytes: &[u8], opcode: Data, last: bool) {
        let frame = Frame::message(bytes.to_vec(), OpCode::Data(opcode), last);
        self.send(Message::Frame(frame)).await;
    }

    /// The connection underneath.
    pub(crate) fn tcp(&mut self) -> &mut TcpStream {
        self.stream.get_mut()
    }

    /// A command under an id; its ref.
    pub(crate) async fn command(&mut self, id: &str, command: Command) -> u32 {
        self.refs += 1;
        let (reference, id) = (self.refs, id.to_owned());
        self.say(&ClientMessage::Command { reference, id, command }).await;
        reference
    }

    /// The next message of the server; none when it closed the socket.
    pub(crate) async fn next(&mut self) -> Option<ServerMessage> {
        loop {
            let frame = timeout(PATIENCE, self.stream.next()).await.expect("the server says something");
            match frame {
                Some(Ok(Message::Text(text))) => {
                    self.heard.push_str(text.as_str());
                    let message = serde_json::from_str(text.as_str());
                    return Some(message.unwrap_or_else(|error| panic!("{error} in {text}")));
                }
                Some(Ok(Message::Close(frame))) => {
                    self.closed = self.closed.or(frame.map(|frame| frame.code.into()));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }

    /// Reads up to the first message that fits.
    pub(crate) async fn find<T>(&mut self, what: &str, fits: impl Fn(ServerMessage) -> Option<T>) -> T {
        loop {
            let message = self.next().await;
            let message = message.unwrap_or_else(|| panic!("closed with {:?} before {what}", self.closed));
            if let Some(found) = fits(message) {
                return found;
            }
        }
    }

    /// The answer to a command.
    pub(crate) async fn answer(&mut self, reference: u32) -> Verdict {
        self.find("an answer", |message| answer_to(reference, &message)).await
    }

    /// Sends a command and waits for its answer.
    pub(crate) async fn ask(&mut self, id: &str, command: Command) -> Verdict {
        let reference = self.command(id, command).await;
        self.answer(reference).await
    }

    /// The refusal of a frame.
    pub(crate) async fn refusal(&mut self) -> (Option<u32>, RefusalCode) {
        self.find("a refusal", |message| match message {
            ServerMessage::Refused { reference, code, .. } => Some((reference, code)),
            _ => None,
        })
        .await
    }

    /// A ping of the protocol's own, which shows that the socket lives.
    pub(crate) async fn lives(&mut self) {
        self.refs += 1;
        let reference = self.refs;
        self.say(&ClientMessage::Ping { reference }).await;
        self.find("a pong", |message| match message {
            ServerMessage::Pong { reference: to, .. } if to == reference => Some(()),
            _ => None,
        })
        .await;
    }

    /// Reads to the end; the code it was closed with. Every close is announced by the same goodbye.
    pub(crate) async fn ends(&mut self) -> Option<u16> {
        let mut said = None;
        while let Some(message) = self.next().await {
            if let ServerMessage::Goodbye { code, .. } = message {
                said = Some(code.number());
            }
        }
        if self.closed.is_some() {
            assert_eq!(self.closed, said, "the goodbye names the code");
        }
        self.closed
    }

    /// Closes as a good client does, and waits until the server has noticed.
    pub(crate) async fn leave(mut self) -> String {
        self.send(Message::Close(None)).await;
        while self.next().await.is_some() {}
        self.heard
    }
}

/// What a message says about a command.
pub(crate) fn answer_to(reference: u32, message: &ServerMessage) -> Option<Verdict> {
    match message {
        ServerMessage::Accepted { reference: to, seq } if *to == reference => Some(Ok(*seq)),
        ServerMessage::Refused { reference: Some(to), code, .. } if *to == reference => Some(Err(*code)),
        _ => None,
    }
}
