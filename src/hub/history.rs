//! Pages of older messages, read back from the log.

use std::sync::Arc;

use super::{outbox::Outbox, record::Record};
use crate::{
    meeting::{
        audience::shows_message,
        command::MessageId,
        event::Event,
        id::ParticipantId,
        state::{Meeting, Message, Place, ReactionMark},
    },
    protocol::{
        limits::PAGE_BYTES_MAX,
        server::{ProtocolRefusal, RefusalCode, ServerMessage},
    },
    store::{Store, StoreError},
};

/// What was asked for.
pub(crate) struct Request {
    pub(crate) reference: u32,
    pub(crate) before: MessageId,
    pub(crate) viewer: ParticipantId,
}

/// Reads a page and says it to the one who asked.
pub(crate) async fn answer(store: Arc<dyn Store>, meeting: Meeting, request: Request, outbox: Outbox) {
    let reference = request.reference;
    outbox.say(&match page(&*store, &meeting, &request).await {
        Ok((messages, more)) => ServerMessage::Page { reference, messages, more },
        Err(error) => {
            tracing::error!(%error, "a page of history could not be read");
            let code = RefusalCode::from(ProtocolRefusal::Unavailable);
            ServerMessage::Refused { reference: Some(reference), code, reason: code.reason() }
        }
    });
}

/// The last messages before the one named, oldest first, and whether there are older ones.
async fn page(
    store: &dyn Store,
    meeting: &Meeting,
    request: &Request,
) -> Result<(Vec<Message>, bool), StoreError> {
    let viewer = meeting.people.get(&request.viewer).filter(|p| p.person.place == Place::Present);
    let Some(viewer) = viewer else { return Ok((Vec::new(), false)) };
    let mut messages: Vec<Message> = Vec::new();
    for piece in store.read_log(meeting.config.meeting).await? {
        let record = Record::read(&piece.payload)?;
        for numbered in record.events {
            match numbered.event {
                Event::Posted { message }
                    if message.id < request.before && shows_message(meeting, viewer, &message) =>
                {
                    messages.push(message);
                }
                Event::Reacted { message, who, reaction, on } => {
                    let found = messages.iter_mut().rfind(|known| known.id == message);
                    found.into_iter().for_each(|known| mark(known, ReactionMark { who, reaction }, on));
                }
                _ => {}
            }
        }
    }
    Ok(last_page(messages))
}

fn mark(message: &mut Message, mark: ReactionMark, on: bool) {
    if on {
        message.reactions.insert(mark);
    } else {
        message.reactions.remove(&mark);
    }
}

fn last_page(mut messages: Vec<Message>) -> (Vec<Message>, bool) {
    let mut bytes = 0;
    let fitting = messages
        .iter()
        .rev()
        .take_while(|message| {
            bytes += serde_json::to_vec(message).map_or(0, |json| json.len());
            bytes <= PAGE_BYTES_MAX
        })
        .count();
    let page = messages.split_off(messages.len() - fitting);
    let more = !messages.is_empty();
    (page, more)
}
