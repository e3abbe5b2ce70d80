//! A member's socket: it counts what it hears and posts what it is told to.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc, Mutex as StdMutex,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use futures::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    sync::{Mutex, Notify},
    task::JoinHandle,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Error, Message, client::IntoClientRequest, protocol::WebSocketConfig},
};

use crate::times::{Times, now_us};

/// Before the moment at which a message was due, in its text.
const DUE: &str = "due:";
const DUE_DIGITS: usize = 12;
/// The text of every message has this many characters.
pub(crate) const TEXT_BYTES: usize = 200;
/// Nothing takes this long unless something is wrong.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
const BUFFER_BYTES: usize = 4 * 1_024;

/// How a server wants to be spoken to.
#[derive(Clone)]
pub(crate) enum Speech {
    /// Rondo's own protocol.
    Rondo { room: String, token: String, name: String, opens: bool, resume: Option<(String, u64)> },
    /// A frame is a text for everyone in the room that the path names.
    Plain { path: String },
    /// socket.io over a WebSocket, protocol 5 of engine.io 4.
    SocketIo { room: String },
}

/// What the members of a room have heard.
#[derive(Default)]
pub(crate) struct Heard {
    pub(crate) deliveries: AtomicU64,
    pub(crate) bytes: AtomicU64,
    /// Pages of older messages.
    pub(crate) pages: AtomicU64,
    pub(crate) more: Notify,
    pub(crate) delivered: StdMutex<Times>,
    pub(crate) acknowledged: StdMutex<Times>,
}

/// One member, connected.
pub(crate) struct Member {
    speech: Speech,
    sink: Mutex<SplitSink<Stream, Message>>,
    /// The number of the last event that came.
    seq: Arc<AtomicU64>,
    meeting: String,
    listener: JoinHandle<()>,
}

type Stream = WebSocketStream<Counted>;
type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Member {
    /// Connects and joins. It is there when it has seen the meeting.
    pub(crate) async fn connect(
        address: SocketAddr,
        speech: Speech,
        heard: Arc<Heard>,
    ) -> Result<Self, Failure> {
        timeout(PATIENCE, Self::try_connect(address, speech, heard)).await?
    }

    async fn try_connect(address: SocketAddr, speech: Speech, heard: Arc<Heard>) -> Result<Self, Failure> {
        let tcp = TcpStream::connect(address).await?;
        tcp.set_nodelay(true)?;
        let path = match &speech {
            Speech::Rondo { room, .. } => &format!("/ws/{room}"),
            Speech::Plain { path } => path,
            Speech::SocketIo { .. } => "/socket.io/?EIO=4&transport=websocket",
        };
        let mut request = format!("ws://{address}{path}").into_client_request()?;
        if let Speech::Rondo { .. } = speech {
            request.headers_mut().insert("sec-websocket-protocol", "rondo.v2".parse()?);
        }
        let config =
            WebSocketConfig::default().read_buffer_size(BUFFER_BYTES).write_buffer_size(BUFFER_BYTES);
        let counted = Counted { tcp, heard: Arc::clone(&heard) };
        let (mut stream, _) = client_async_with_config(request, counted, Some(config)).await?;
        let (meeting, seq) = greet(&mut stream, &speech).await?;
        let seq = Arc::new(AtomicU64::new(seq));
        let (sink, source) = stream.split();
        let listener = tokio::spawn(listen(source, heard, Arc::clone(&seq)));
        Ok(Self { speech, sink: Mutex::new(sink), seq, meeting, listener })
    }

    /// Posts a message for each moment at which one was due, in one write.
    pub(crate) async fn post(&self, due_us: &[u64]) -> Result<(), Error> {
        let mut sink = self.sink.lock().await;
        for due_us in due_us {
            sink.feed(Message::Text(self.frame(*due_us).into())).await?;
        }
        sink.flush().await
    }

    fn frame(&self, due_us: u64) -> String {
        let text = format!("{DUE}{due_us:0DUE_DIGITS$} {}", "lorem ipsum ".repeat(TEXT_BYTES / 12));
        let text = &text[..TEXT_BYTES];
        match &self.speech {
            Speech::Rondo { .. } => json!({
                "type": "command", "ref": reference(due_us), "id": format!("m{due_us}"),
                "command": { "type": "post", "text": text },
            })
            .to_string(),
            Speech::Plain { .. } => text.to_owned(),
            Speech::SocketIo { .. } => format!("42{}", json!(["post", text])),
        }
    }

    /// Asks for the page of messages before one.
    pub(crate) async fn ask_page(&self, before: u64) -> Result<(), Error> {
        let ask = json!({"type": "history", "ref": 7, "before": before});
        self.sink.lock().await.send(Message::Text(ask.to_string().into())).await
    }

    /// How the member comes back after their connection is lost.
    pub(crate) fn returning(&self) -> Speech {
        let Speech::Rondo { room, token, name, .. } = self.speech.clone() else { return self.speech.clone() };
        let resume = Some((self.meeting.clone(), self.seq.load(Ordering::Relaxed)));
        Speech::Rondo { room, token, name, opens: false, resume }
    }
}

impl Drop for Member {
    /// The connection is lost without a word.
    fn drop(&mut self) {
        self.listener.abort();
    }
}

/// The `ref` of a command tells when it was due.
fn reference(due_us: u64) -> u32 {
    due_us as u32
}

/// Speaks until the member is in. The meeting, and the number of its last event.
async fn greet(stream: &mut Stream, speech: &Speech) -> Result<(String, u64), Failure> {
    match speech {
        Speech::Plain { .. } => Ok((String::new(), 0)),
        Speech::SocketIo { room } => {
            until(stream, |text| text.starts_with('0')).await?;
            say(stream, "40".to_owned()).await?;
            until(stream, |text| text.starts_with("40")).await?;
            say(stream, format!("42{}", json!(["join", room]))).await?;
            Ok((String::new(), 0))
        }
        Speech::Rondo { token, name, opens, resume, .. } => {
            let resume = resume.as_ref().map(|(meeting, seq)| json!({"meeting": meeting, "seq": seq}));
            say(stream, json!({"type": "hello", "token": token, "resume": resume}).to_string()).await?;
            let welcome: Value = serde_json::from_str(&until(stream, is("welcome")).await?)?;
            let meeting = welcome["meeting"].as_str().unwrap_or_default().to_owned();
            if resume.is_some() {
                return Ok((meeting, upto(&until(stream, is("events")).await?).unwrap_or_default()));
            }
            let join = json!({"type": "join", "guidelines_version": 1, "adult": true, "name": name});
            say(stream, json!({"type": "command", "ref": 1, "id": "join", "command": join}).to_string())
                .await?;
            let snapshot: Value = serde_json::from_str(&until(stream, is("snapshot")).await?)?;
            if *opens {
                let open = json!({"type": "open_meeting"});
                say(stream, json!({"type": "command", "ref": 2, "id": "open", "command": open}).to_string())
                    .await?;
                until(stream, |text| text.contains("meeting_opened") || text.contains("\"opened\"")).await?;
            }
            Ok((meeting, snapshot["seq"].as_u64().unwrap_or_default()))
        }
    }
}

fn is(kind: &str) -> impl Fn(&str) -> bool {
    let start = format!(r#"{{"type":"{kind}""#);
    move |text| text.starts_with(&start)
}

async fn say(stream: &mut Stream, text: String) -> Result<(), Error> {
    stream.send(Message::Text(text.into())).await
}

async fn until(stream: &mut Stream, wanted: impl Fn(&str) -> bool) -> Result<String, Failure> {
    while let Some(message) = stream.next().await {
        match message? {
            Message::Text(text) if wanted(&text) => return Ok(text.to_string()),
            Message::Text(text) if text.starts_with(r#"{"type":"refused""#) => {
                return Err(text.to_string().into());
            }
            Message::Close(frame) => return Err(format!("closed: {frame:?}").into()),
            _ => {}
        }
    }
    Err("the server closed the connection".into())
}

/// Counts until the connection ends.
async fn listen(mut source: SplitStream<Stream>, heard: Arc<Heard>, seq: Arc<AtomicU64>) {
    while let Some(Ok(message)) = source.next().await {
        let Message::Text(text) = message else { continue };
        let now = now_us();
        if let Some(rest) = text.strip_prefix(r#"{"type":"accepted","ref":"#) {
            let due = digits(rest);
            let took = reference(now).wrapping_sub(reference(due));
            note(&heard.acknowledged, [u64::from(took)]);
        }
        if text.starts_with(r#"{"type":"page""#) {
            heard.pages.fetch_add(1, Ordering::Relaxed);
            heard.more.notify_one();
            continue;
        }
        if text.starts_with(r#"{"type":"events""#)
            && let Some(upto) = upto(&text)
        {
            seq.store(upto, Ordering::Relaxed);
        }
        let due: Vec<u64> = text.match_indices(DUE).map(|(at, _)| digits(&text[at + DUE.len()..])).collect();
        if !due.is_empty() {
            note(&heard.delivered, due.iter().map(|due| now.saturating_sub(*due)));
            heard.deliveries.fetch_add(due.len() as u64, Ordering::Relaxed);
            heard.more.notify_one();
        }
    }
}

/// The number of the last event of the meeting, which a frame leaves out if it is the last of its events.
fn upto(frame: &str) -> Option<u64> {
    let (_, rest) = frame.split_once(r#""upto":"#).or_else(|| frame.rsplit_once(r#""seq":"#))?;
    Some(digits(rest))
}

fn note(times: &StdMutex<Times>, took_us: impl IntoIterator<Item = u64>) {
    if let Ok(mut times) = times.lock() {
        took_us.into_iter().for_each(|us| times.note(us));
    }
}

fn digits(text: &str) -> u64 {
    text.bytes().take_while(u8::is_ascii_digit).fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
}

/// A connection that counts the bytes it gets.
struct Counted {
    tcp: TcpStream,
    heard: Arc<Heard>,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.tcp).poll_read(cx, buf);
        self.heard.bytes.fetch_add((buf.filled().len() - before) as u64, Ordering::Relaxed);
        read
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tcp).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(cx)
    }
}
