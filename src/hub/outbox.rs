//! The way out of one socket. Whoever has something to say writes it into the connection at once; only what
//! the kernel does not take waits, and the socket's task writes it when the peer has read.
//!
//! What waits is bounded: a reader that is too slow is cut off rather than waited for; it comes back and
//! resumes.

use std::{
    collections::VecDeque,
    io::{self, ErrorKind, IoSlice},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{net::TcpStream, sync::Notify};
use tokio_tungstenite::tungstenite::Bytes;

use super::{frame::Frame, limits::FRAMES_PER_WRITE_MAX};
use crate::protocol::{
    close::CloseCode,
    limits::{OUTBOX_BYTES_MAX, OUTBOX_FRAMES_MAX},
    server::ServerMessage,
};

/// The writing end, held by the room and the socket.
#[derive(Debug, Clone)]
pub(crate) struct Outbox {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    tcp: TcpStream,
    unsent: Mutex<Unsent>,
    /// Wakes the socket's task when something waits, or when the socket ends.
    news: Notify,
}

/// What waits to be written.
#[derive(Debug, Default)]
struct Unsent {
    frames: VecDeque<Bytes>,
    /// The kernel has taken a part of the first frame.
    begun: bool,
    /// What the frames count for.
    queued_bytes: usize,
    /// All that the kernel has taken so far, in bytes.
    taken_bytes: u64,
    ending: Option<Ending>,
}

/// How a socket ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The server closes it.
    Close(CloseCode),
    /// The peer is gone.
    Gone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// When all that waits has been written.
    Finish(CloseCode),
    /// At once.
    Now(End),
}

/// How far the writing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Everything has been written.
    Idle,
    /// Something waits for the peer. All that the kernel has taken so far, in bytes.
    Waits { taken_bytes: u64 },
    /// The socket is to end.
    Ends(End),
}

impl Outbox {
    /// The way out of a connection.
    pub(crate) fn new(tcp: TcpStream) -> Self {
        Self { shared: Arc::new(Shared { tcp, unsent: Mutex::default(), news: Notify::new() }) }
    }

    /// Puts a frame behind what waits. It leaves with the next [`Self::flush`], in one write with the others.
    pub(crate) fn push(&self, frame: Frame) {
        let mut unsent = self.unsent();
        if unsent.ending.is_none() {
            self.queue(&mut unsent, frame.into_bytes());
        }
    }

    /// Puts a message for this socket alone behind what waits.
    pub(crate) fn say(&self, message: &ServerMessage) {
        self.push(Frame::new(message));
    }

    /// Writes what the kernel takes.
    pub(crate) fn flush(&self) {
        self.write_or_wait(&mut self.unsent());
    }

    /// Closes the socket after what waits was written. What is said from now on is not.
    pub(crate) fn finish(&self, code: CloseCode) {
        self.unsent().ending.get_or_insert(Ending::Finish(code));
        self.shared.news.notify_one();
    }

    /// Closes the socket at once; what waits is not written. The first reason stays.
    pub(crate) fn cut(&self, code: CloseCode) {
        self.end(&mut self.unsent(), End::Close(code));
    }

    /// Bytes of the socket's own, written whatever ends: a pong, the goodbye.
    pub(crate) fn write_own(&self, bytes: &[u8]) {
        let mut unsent = self.unsent();
        self.queue(&mut unsent, Bytes::copy_from_slice(bytes));
        self.write_or_wait(&mut unsent);
    }

    /// Writes what the kernel takes, and says how far that is.
    pub(crate) fn progress(&self) -> Progress {
        let mut unsent = self.unsent();
        self.write(&mut unsent);
        match unsent.ending {
            Some(Ending::Now(end)) => Progress::Ends(end),
            Some(Ending::Finish(code)) if unsent.frames.is_empty() => Progress::Ends(End::Close(code)),
            _ if unsent.frames.is_empty() => Progress::Idle,
            _ => Progress::Waits { taken_bytes: unsent.taken_bytes },
        }
    }

    /// Whether everything has been written, or nothing more can be.
    pub(crate) fn is_empty(&self) -> bool {
        self.unsent().frames.is_empty()
    }

    /// Returns when [`Self::progress`] may have something new to say.
    pub(crate) async fn news(&self) {
        self.shared.news.notified().await;
    }

    /// The connection, to read from it and to wait for it.
    pub(crate) fn tcp(&self) -> &TcpStream {
        &self.shared.tcp
    }

    fn unsent(&self) -> MutexGuard<'_, Unsent> {
        // A panic while it was locked left it whole: it is changed in single steps.
        self.shared.unsent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A socket that does not read fast enough is cut off.
    fn queue(&self, unsent: &mut Unsent, bytes: Bytes) {
        let counts = counts_for(&bytes);
        if unsent.queued_bytes + counts > OUTBOX_BYTES_MAX || unsent.frames.len() >= OUTBOX_FRAMES_MAX {
            self.end(unsent, End::Close(CloseCode::SlowReader));
            return;
        }
        unsent.queued_bytes += counts;
        unsent.frames.push_back(bytes);
    }

    fn end(&self, unsent: &mut Unsent, end: End) {
        if matches!(unsent.ending, Some(Ending::Now(_))) {
            return;
        }
        unsent.ending = Some(Ending::Now(end));
        // A frame that was begun is finished: the goodbye comes behind it.
        unsent.frames.truncate(usize::from(unsent.begun));
        unsent.queued_bytes = unsent.frames.iter().map(counts_for).sum();
        self.shared.news.notify_one();
    }

    /// What the kernel does not take waits for the socket's task.
    fn write_or_wait(&self, unsent: &mut Unsent) {
        self.write(unsent);
        if !unsent.frames.is_empty() {
            self.shared.news.notify_one();
        }
    }

    fn write(&self, unsent: &mut Unsent) {
        while !unsent.frames.is_empty() {
            match write_once(&self.shared.tcp, &unsent.frames) {
                Ok(taken) => unsent.take(taken),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => {
                    self.end(unsent, End::Gone);
                    unsent.frames.clear();
                    return;
                }
            }
        }
    }
}

impl Unsent {
    fn take(&mut self, mut taken: usize) {
        self.taken_bytes += taken as u64;
        while let Some(first) = self.frames.front_mut() {
            if taken < first.len() {
                let before = counts_for(first);
                drop(first.split_to(taken));
                self.queued_bytes -= before - counts_for(first);
                self.begun |= taken > 0;
                return;
            }
            taken -= first.len();
            self.queued_bytes -= counts_for(first);
            self.frames.pop_front();
            self.begun = false;
        }
    }
}

fn write_once(tcp: &TcpStream, frames: &VecDeque<Bytes>) -> io::Result<usize> {
    if let [only] = frames.as_slices().0
        && frames.len() == 1
    {
        return tcp.try_write(only);
    }
    let mut slices = [IoSlice::new(&[]); FRAMES_PER_WRITE_MAX];
    let mut count = 0;
    for (slice, frame) in slices.iter_mut().zip(frames) {
        *slice = IoSlice::new(frame);
        count += 1;
    }
    tcp.try_write_vectored(&slices[..count])
}

/// The bytes that a frame counts for. It is half of what may wait at most, so that a large snapshot has room
/// behind a welcome; a second one that is not read is too much.
fn counts_for(frame: &Bytes) -> usize {
    frame.len().min(OUTBOX_BYTES_MAX / 2)
}

#[cfg(test)]
impl Outbox {
    /// An outbox and the other end of its connection.
    pub(crate) async fn pair() -> (Self, TcpStream) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (peer, accepted) =
            tokio::join!(TcpStream::connect(listener.local_addr().unwrap()), listener.accept());
        (Self::new(accepted.unwrap().0), peer.unwrap())
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;
    use crate::protocol::codec;

    fn pong(reference: u32) -> ServerMessage {
        ServerMessage::Pong { reference, at_ms: crate::meeting::time::MeetingMs::ZERO }
    }

    fn large() -> Bytes {
        vec![b'a'; OUTBOX_BYTES_MAX / 8].into()
    }

    /// An outbox that the kernel takes nothing more for, and its peer.
    async fn stalled() -> (Outbox, TcpStream) {
        let (outbox, peer) = Outbox::pair().await;
        while outbox.progress() == Progress::Idle {
            outbox.write_own(&large());
        }
        (outbox, peer)
    }

    #[tokio::test]
    async fn what_is_said_leaves_in_order_and_the_end_comes_after_it() {
        let (outbox, mut peer) = Outbox::pair().await;
        (0..3).for_each(|reference| outbox.say(&pong(reference)));
        outbox.finish(CloseCode::Finished);
        outbox.say(&pong(3));
        assert_eq!(outbox.progress(), Progress::Ends(End::Close(CloseCode::Finished)));
        drop(outbox);
        let mut heard = Vec::new();
        peer.read_to_end(&mut heard).await.unwrap();
        let said: Vec<u8> = (0..3).flat_map(|n| Frame::new(&pong(n)).into_bytes()).collect();
        assert_eq!(heard, said, "{}", codec::encode(&pong(0)));
    }

    #[tokio::test]
    async fn a_slow_reader_is_cut_off_and_the_first_reason_stays() {
        let (outbox, _peer) = stalled().await;
        while outbox.progress() != Progress::Ends(End::Close(CloseCode::SlowReader)) {
            outbox.write_own(&large());
        }
        outbox.cut(CloseCode::Removed);
        assert_eq!(outbox.progress(), Progress::Ends(End::Close(CloseCode::SlowReader)));
    }

    #[tokio::test]
    async fn many_small_frames_are_bounded_too() {
        let (outbox, _peer) = stalled().await;
        for reference in 0..=OUTBOX_FRAMES_MAX {
            outbox.say(&pong(reference as u32));
        }
        assert_eq!(outbox.progress(), Progress::Ends(End::Close(CloseCode::SlowReader)));
    }

    /// Whoever was removed reads nothing that waited, but the frame that was begun is whole.
    #[tokio::test]
    async fn a_cut_purges_what_waits() {
        let (outbox, mut peer) = stalled().await;
        for reference in 0..9 {
            outbox.say(&pong(reference));
        }
        outbox.cut(CloseCode::Removed);
        outbox.say(&pong(9));
        outbox.write_own(b"goodbye");
        let reader = tokio::spawn(async move {
            let mut heard = Vec::new();
            peer.read_to_end(&mut heard).await.unwrap();
            heard
        });
        while !outbox.is_empty() {
            outbox.tcp().writable().await.unwrap();
            outbox.progress();
        }
        drop(outbox);
        let heard = reader.await.unwrap();
        let (whole, end) = heard.split_at(heard.len() - "goodbye".len());
        assert_eq!(end, b"goodbye");
        assert!(whole.iter().all(|byte| *byte == b'a') && whole.len() % large().len() == 0);
    }
}
