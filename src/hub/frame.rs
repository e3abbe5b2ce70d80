//! A message of the server as the frame that every socket it is for gets.

use tokio_tungstenite::tungstenite::{
    Bytes,
    protocol::frame::{
        FrameHeader,
        coding::{Data, OpCode},
    },
};

use crate::protocol::{codec, server::ServerMessage};

/// The longest head of a frame that is not masked (RFC 6455, section 5.2).
const LONGEST_HEAD_BYTES: usize = 10;

/// One text frame with its head, shared by all who are told the same.
#[derive(Debug, Clone)]
pub(crate) struct Frame(Bytes);

impl Frame {
    pub(crate) fn new(message: &ServerMessage) -> Self {
        let mut bytes = vec![0; LONGEST_HEAD_BYTES];
        codec::encode_into(message, &mut bytes);
        let payload = bytes.len() - LONGEST_HEAD_BYTES;
        let mut head = Vec::with_capacity(LONGEST_HEAD_BYTES);
        let header = FrameHeader { opcode: OpCode::Data(Data::Text), ..FrameHeader::default() };
        // Writing into memory does not fail.
        let _ = header.format(payload as u64, &mut head);
        let start = LONGEST_HEAD_BYTES - head.len();
        bytes[start..LONGEST_HEAD_BYTES].copy_from_slice(&head);
        Self(Bytes::from(bytes).slice(start..))
    }

    pub(crate) fn into_bytes(self) -> Bytes {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::protocol::server::ServerMessage;

    #[test]
    fn a_frame_of_any_length_is_read_as_it_was_written() {
        for length in [0, 100, 200, 70_000] {
            let message = ServerMessage::Page { reference: 1, messages: Vec::new(), more: false };
            let mut message = message;
            if length > 0 {
                message = ServerMessage::Token {
                    reference: 1,
                    token: Some("a".repeat(length)),
                    expires_at: crate::time::UnixMs::default(),
                    expires_in_ms: 0,
                };
            }
            let bytes = Frame::new(&message).into_bytes();
            let mut cursor = Cursor::new(&bytes[..]);
            let (header, payload) = FrameHeader::parse(&mut cursor).unwrap().unwrap();
            assert!(header.is_final && header.mask.is_none());
            assert_eq!(header.opcode, OpCode::Data(Data::Text));
            let text = &bytes[usize::try_from(cursor.position()).unwrap()..];
            assert_eq!(text.len() as u64, payload);
            assert_eq!(text, codec::encode(&message).as_bytes());
        }
    }
}
