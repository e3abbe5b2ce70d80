//! The first frame of a socket: a hello with a token.

use futures::StreamExt;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use super::{end::close_code_of, wire::Stream};
use crate::{
    hub::{
        entry::{self, Admission},
        outbox::Outbox,
        services::Services,
    },
    meeting::id::RoomId,
    protocol::{
        client::{ClientMessage, Resume},
        close::CloseCode,
        codec,
        limits::HELLO_MS_MAX,
    },
};

/// A hello whose token is good.
pub(super) struct Greeting {
    pub(super) admission: Admission,
    /// Where the client left off, if it was here before.
    pub(super) resume: Option<Resume>,
}

/// Waits for the hello and checks its token, which has to be for the room that the address names.
///
/// # Errors
/// The code to close the socket with.
pub(super) async fn greet(
    stream: &mut Stream,
    room: RoomId,
    services: &Services,
    outbox: &Outbox,
) -> Result<Box<Greeting>, CloseCode> {
    let clock = &services.clock;
    let timeout = clock.sleep_until(clock.monotonic_ms() + HELLO_MS_MAX);
    let text = tokio::select! {
        text = first_text(stream) => text?,
        () = timeout => return Err(CloseCode::HelloTimeout),
    };
    match codec::decode(&text) {
        Ok(ClientMessage::Hello { token, resume }) => {
            let admission = entry::check(services, room, &token, outbox).await?;
            Ok(Box::new(Greeting { admission, resume }))
        }
        Ok(_) | Err(_) => Err(CloseCode::TokenInvalid),
    }
}

async fn first_text(stream: &mut Stream) -> Result<Utf8Bytes, CloseCode> {
    // Control frames before the hello are few; a flood of them ends with the hello's timeout.
    while let Some(frame) = stream.next().await {
        match frame.map_err(|error| close_code_of(&error))? {
            Message::Text(text) => return Ok(text),
            Message::Binary(_) => return Err(CloseCode::NotText),
            Message::Close(_) => return Err(CloseCode::Finished),
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
        }
    }
    Err(CloseCode::Finished)
}
