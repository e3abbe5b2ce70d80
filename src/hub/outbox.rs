//! The bounded outbox of one socket: the room puts frames in, the socket takes them out.
//!
//! A reader that is too slow is cut off rather than waited for; it comes back and resumes.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::sync::{mpsc, watch};
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::protocol::{
    close::CloseCode,
    codec,
    limits::{OUTBOX_BYTES_MAX, OUTBOX_FRAMES_MAX},
    server::ServerMessage,
};

/// The writing end, held by the room and the socket.
#[derive(Debug, Clone)]
pub(crate) struct Outbox {
    items: mpsc::Sender<Item>,
    queued_bytes: Arc<AtomicUsize>,
    cut: watch::Sender<Option<CloseCode>>,
}

/// The reading end: what to write to the socket, in order.
#[derive(Debug)]
pub(crate) struct OutboxReceiver {
    items: mpsc::Receiver<Item>,
    queued_bytes: Arc<AtomicUsize>,
}

/// Tells the reading end to stop at once.
#[derive(Debug, Clone)]
pub(crate) struct Cut(watch::Receiver<Option<CloseCode>>);

/// Something queued for a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// A text frame.
    Frame(Utf8Bytes),
    /// Close, now that everything before was written.
    Finish(CloseCode),
}

impl Item {
    /// The bytes it counts for in the queue. A frame counts for half of the queue at most, so that a
    /// large snapshot has room behind a welcome; a second one that is not read is too much.
    fn bytes(&self) -> usize {
        match self {
            Self::Frame(frame) => frame.len().min(OUTBOX_BYTES_MAX / 2),
            Self::Finish(_) => 0,
        }
    }
}

/// An outbox and its reading ends.
pub(crate) fn outbox() -> (Outbox, OutboxReceiver, Cut) {
    let (items, reader) = mpsc::channel(OUTBOX_FRAMES_MAX);
    let queued_bytes = Arc::new(AtomicUsize::new(0));
    let (cut, cut_reader) = watch::channel(None);
    (
        Outbox { items, queued_bytes: Arc::clone(&queued_bytes), cut },
        OutboxReceiver { items: reader, queued_bytes },
        Cut(cut_reader),
    )
}

impl Outbox {
    /// Queues a frame.
    pub(crate) fn push(&self, frame: Utf8Bytes) {
        self.queue(Item::Frame(frame));
    }

    /// Queues a message for this socket alone.
    pub(crate) fn say(&self, message: &ServerMessage) {
        self.push(codec::encode(message).into());
    }

    /// Closes the socket after what is queued was written.
    pub(crate) fn finish(&self, code: CloseCode) {
        self.queue(Item::Finish(code));
    }

    /// Closes the socket at once; what is still queued is not written. The first reason stays.
    pub(crate) fn cut(&self, code: CloseCode) {
        self.cut.send_if_modified(|cut| {
            let first = cut.is_none();
            cut.get_or_insert(code);
            first
        });
    }

    /// A socket that does not read fast enough is cut off.
    fn queue(&self, item: Item) {
        let bytes = item.bytes();
        let queued = self.queued_bytes.fetch_add(bytes, Ordering::Relaxed);
        let too_much = queued + bytes > OUTBOX_BYTES_MAX;
        if too_much || self.items.try_send(item).is_err() {
            self.queued_bytes.fetch_sub(bytes, Ordering::Relaxed);
            self.cut(CloseCode::SlowReader);
        }
    }
}

impl OutboxReceiver {
    /// Waits for the next item. `None` if no writing end is left.
    pub(crate) async fn next(&mut self) -> Option<Item> {
        let item = self.items.recv().await?;
        self.queued_bytes.fetch_sub(item.bytes(), Ordering::Relaxed);
        Some(item)
    }

    /// The next item if one is queued already, so that many leave in one write.
    pub(crate) fn try_next(&mut self) -> Option<Item> {
        let item = self.items.try_recv().ok()?;
        self.queued_bytes.fetch_sub(item.bytes(), Ordering::Relaxed);
        Some(item)
    }
}

impl Cut {
    /// Returns when the socket is to be closed at once, with the reason.
    pub(crate) async fn wait(&mut self) -> CloseCode {
        let cut = self.0.wait_for(Option::is_some).await.map(|cut| *cut);
        cut.ok().flatten().unwrap_or(CloseCode::ServerError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_slow_reader_is_cut_off_and_a_snapshot_behind_a_welcome_is_not() {
        let (outbox, mut frames, mut cut) = outbox();
        outbox.push("welcome".into());
        outbox.push("a".repeat(2 * OUTBOX_BYTES_MAX).into());
        outbox.push("event".into());
        assert!(cut.0.borrow().is_none());
        for _ in 0..3 {
            assert!(frames.next().await.is_some());
        }
        for _ in 0..4 {
            outbox.push("a".repeat(OUTBOX_BYTES_MAX / 4).into());
        }
        assert!(cut.0.borrow().is_none());
        outbox.push("a".into());
        assert_eq!(cut.wait().await, CloseCode::SlowReader);
        outbox.cut(CloseCode::Removed);
        assert_eq!(cut.wait().await, CloseCode::SlowReader, "the first reason stays");
    }

    #[tokio::test]
    async fn many_small_frames_are_bounded_too() {
        let (outbox, _frames, mut cut) = outbox();
        for _ in 0..=OUTBOX_FRAMES_MAX {
            outbox.push("a".into());
        }
        assert_eq!(cut.wait().await, CloseCode::SlowReader);
    }
}
