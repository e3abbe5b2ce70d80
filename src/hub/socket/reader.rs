//! What a frame from the client means, and whether it came too fast.

use tokio_tungstenite::tungstenite::{Error as SocketError, Message};

use super::{
    end::close_code_of,
    pace::{Pace, Verdict},
};
use crate::{
    clock::SharedClock,
    hub::outbox::End,
    protocol::{
        client::ClientMessage,
        close::CloseCode,
        codec::{self, Malformed},
        server::ProtocolRefusal,
    },
};

/// A frame that was read.
pub(super) enum Received {
    /// A message to handle.
    Message(ClientMessage),
    /// A message that is malformed or came too fast.
    Refused {
        /// The client's number for the message, if it could be read.
        reference: Option<u32>,
        refusal: ProtocolRefusal,
    },
    /// A ping or a pong. tungstenite has queued the answer to a ping.
    Control,
    /// A ping or a pong that came too fast.
    TooFast,
    /// The client closes.
    Close,
}

/// Reads the frames of one socket.
pub(super) struct Reader {
    pace: Pace,
}

impl Reader {
    pub(super) fn new(clock: &SharedClock) -> Self {
        Self { pace: Pace::new(clock) }
    }

    /// Reads a frame; `None` is the end of the stream.
    ///
    /// # Errors
    /// How the socket ends, if it does: the peer is gone, breaks the protocol or does not slow down.
    pub(super) fn read(&self, frame: Option<Result<Message, SocketError>>) -> Result<Received, End> {
        match frame {
            None => Err(End::Gone),
            Some(Err(error)) => Err(match close_code_of(&error) {
                CloseCode::Finished => End::Gone,
                code => End::Close(code),
            }),
            Some(Ok(Message::Text(text))) => self.text(&text),
            Some(Ok(Message::Binary(_))) => Err(End::Close(CloseCode::NotText)),
            Some(Ok(Message::Close(_))) => Ok(Received::Close),
            // A flood of these counts like a flood of commands.
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => match self.pace.frame() {
                Verdict::Ok => Ok(Received::Control),
                Verdict::TooFast => Ok(Received::TooFast),
                Verdict::Close => Err(End::Close(CloseCode::TooFast)),
            },
        }
    }

    fn text(&self, text: &str) -> Result<Received, End> {
        let decoded = codec::decode(text);
        let reference = match &decoded {
            Ok(message) => message.reference(),
            Err(Malformed { reference }) => *reference,
        };
        let (verdict, refusal) = match (self.pace.frame(), &decoded) {
            (Verdict::Ok, Err(_)) => (self.pace.offence(), ProtocolRefusal::Malformed),
            (verdict, _) => (verdict, ProtocolRefusal::TooFast),
        };
        match (verdict, decoded) {
            (Verdict::Close, _) => Err(End::Close(CloseCode::TooFast)),
            (Verdict::Ok, Ok(message)) => Ok(Received::Message(message)),
            _ => Ok(Received::Refused { reference, refusal }),
        }
    }
}
