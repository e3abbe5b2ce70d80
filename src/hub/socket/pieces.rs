//! Counts the pieces in which messages arrive. A message may come in any number of frames, and
//! tungstenite reads on until it is whole: a message that never ends would be no message, and nobody
//! would notice what reading it costs.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::pace::{Pieces, Verdict};

/// The longest head of a frame (RFC 6455, section 5.2): two bytes, eight of length, four of mask.
const LONGEST_HEAD_BYTES: usize = 14;
const OPCODE: u8 = 0x0f;
const CONTINUATION: u8 = 0;

/// More pieces than the pace allows.
#[derive(Debug, thiserror::Error)]
#[error("a message in too many pieces")]
pub(super) struct TooManyPieces;

/// A stream that counts the frames it carries in. When they are too many, one read fails with
/// [`TooManyPieces`]; later ones pass, so that a goodbye can be said.
pub(super) struct Counted<S> {
    stream: S,
    heads: Heads,
    pieces: Option<Pieces>,
}

impl<S> Counted<S> {
    pub(super) fn new(stream: S, pieces: Pieces) -> Self {
        Self { stream, heads: Heads::default(), pieces: Some(pieces) }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        ready!(Pin::new(&mut this.stream).poll_read(cx, buffer))?;
        let Some(pieces) = &this.pieces else { return Poll::Ready(Ok(())) };
        for _ in 0..this.heads.pieces_in(&buffer.filled()[before..]) {
            if pieces.piece() == Verdict::Close {
                this.pieces = None;
                return Poll::Ready(Err(io::Error::other(TooManyPieces)));
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

/// Finds the heads of frames in bytes that arrive as they like. What breaks the protocol is for
/// tungstenite to notice.
#[derive(Default)]
struct Heads {
    head: [u8; LONGEST_HEAD_BYTES],
    /// Bytes of the head that have come.
    come: usize,
    /// Bytes of the payload that are still to come.
    payload: u64,
}

impl Heads {
    /// How many frames that continue a message have their head completed by these bytes.
    fn pieces_in(&mut self, mut bytes: &[u8]) -> usize {
        let mut pieces = 0;
        while let Some((&byte, rest)) = bytes.split_first() {
            if self.payload > 0 {
                let skipped = bytes.len().min(usize::try_from(self.payload).unwrap_or(usize::MAX));
                self.payload -= skipped as u64;
                bytes = &bytes[skipped..];
                continue;
            }
            self.head[self.come] = byte;
            self.come += 1;
            bytes = rest;
            if self.come >= 2 && self.come == self.head_bytes() {
                self.payload = self.payload_bytes();
                self.come = 0;
                pieces += usize::from(self.head[0] & OPCODE == CONTINUATION);
            }
        }
        pieces
    }

    const fn head_bytes(&self) -> usize {
        let mask = if self.head[1] & 0x80 == 0 { 0 } else { 4 };
        2 + self.length_bytes() + mask
    }

    const fn length_bytes(&self) -> usize {
        match self.head[1] & 0x7f {
            126 => 2,
            127 => 8,
            _ => 0,
        }
    }

    fn payload_bytes(&self) -> u64 {
        let long = &self.head[2..2 + self.length_bytes()];
        match long {
            [] => u64::from(self.head[1] & 0x7f),
            long => long.iter().fold(0, |length, byte| length << 8 | u64::from(*byte)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tokio_tungstenite::tungstenite::protocol::frame::{
        Frame,
        coding::{Data, OpCode},
    };

    use super::*;

    proptest! {
        /// Whatever the sizes of the frames and of the chunks they arrive in.
        #[test]
        fn every_piece_is_counted_once(
            frames in prop::collection::vec((any::<bool>(), 0_usize..70_000), 0..8),
            chunk in 1_usize..5_000,
        ) {
            let mut bytes = Vec::new();
            for (continues, size) in &frames {
                let opcode = if *continues { Data::Continue } else { Data::Text };
                let mut frame = Frame::message(vec![0x80; *size], OpCode::Data(opcode), false);
                frame.header_mut().mask = Some([1, 2, 3, 4]);
                frame.format(&mut bytes).unwrap();
            }
            let mut heads = Heads::default();
            let counted: usize = bytes.chunks(chunk).map(|chunk| heads.pieces_in(chunk)).sum();
            prop_assert_eq!(counted, frames.iter().filter(|(continues, _)| *continues).count());
        }
    }
}
