//! What was written to everyone in a meeting, for those who were in it, where the room keeps it for some days.
//!
//! Nothing else is kept: no whisper, no word at the door, and nothing that was taken back.

use std::{ops::RangeInclusive, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{history::first_shown, limits::EVENTS_PER_READ, record::Record};
use crate::{
    auth::RandomId,
    meeting::{
        event::Event,
        id::MeetingId,
        state::{Meeting, Message, MessageKind},
    },
    store::{NewTranscript, Store, StoreError, TranscriptLine, lifecycle},
    time::UnixMs,
};

const DAY_MS: u64 = 24 * 60 * 60_000;

/// What somebody wrote, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeptWords {
    /// Who wrote it.
    pub(crate) name: String,
    /// The agenda item in which they did; `None` before the opening.
    pub(crate) item: Option<String>,
    /// What they wrote.
    pub(crate) text: String,
    /// The content note that covers it.
    pub(crate) note: Option<String>,
}

/// Keeps the transcript of a meeting that is about to end, if its room says so and a lead had opened it.
pub(super) async fn keep(store: &Store, meeting: &Meeting, now: UnixMs) -> Result<(), StoreError> {
    let days = u64::from(meeting.config.settings.keep_days);
    if days == 0 || meeting.opened_ms.is_none() {
        return Ok(());
    }
    // The end is tried again: the key went when it was tried first, and everything was kept before that.
    if matches!(store.read_log(meeting.config.meeting, 1..=1).await, Err(StoreError::KeyGone)) {
        return Ok(());
    }
    let readers = meeting.people.values().filter(|known| known.admitted_seq.is_some());
    let transcript = NewTranscript {
        meeting: meeting.config.meeting,
        room: meeting.config.room,
        key: MeetingId::random(),
        until: now.plus_ms(days * DAY_MS),
        readers: readers.map(|known| (known.person.id, first_shown(meeting, known))).collect(),
    };
    lifecycle::begin_transcript(store, transcript.clone(), now).await?;
    let mut next = 1;
    while next <= meeting.seq {
        let last = meeting.seq.min(next + EVENTS_PER_READ - 1);
        lifecycle::add_to_transcript(store, &transcript, lines(store, meeting, next..=last).await?).await?;
        next = last + 1;
    }
    Ok(())
}

/// What was written to everyone, of some events of the log.
async fn lines(
    store: &Store,
    meeting: &Meeting,
    seqs: RangeInclusive<u64>,
) -> Result<Vec<TranscriptLine>, StoreError> {
    let mut lines = Vec::new();
    for piece in store.read_log(meeting.config.meeting, seqs.clone()).await? {
        let events = Record::read(&piece.payload)?.events.into_iter().map(Arc::unwrap_or_clone);
        for numbered in events.filter(|numbered| seqs.contains(&numbered.seq)) {
            if let Event::Posted { message } = numbered.event {
                lines.extend(line(meeting, message)?);
            }
        }
    }
    Ok(lines)
}

fn line(meeting: &Meeting, mut message: Message) -> Result<Option<TranscriptLine>, StoreError> {
    meeting.recall(&mut message);
    meeting.written.amend(&mut message);
    let to_everyone = !matches!(message.kind, MessageKind::Whisper | MessageKind::Door);
    if !to_everyone || message.to.is_some() || message.taken_back_by.is_some() {
        return Ok(None);
    }
    let item = message.item.and_then(|item| meeting.config.agenda.get(item.index()));
    let words = KeptWords {
        name: message.name,
        item: item.map(|item| item.name.clone()),
        text: message.text,
        note: message.note,
    };
    let payload = serde_json::to_vec(&words).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(Some(TranscriptLine { seq: message.id.0, who: message.from, payload }))
}

/// What was kept of a line.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub(crate) fn read(line: &TranscriptLine) -> Result<KeptWords, StoreError> {
    serde_json::from_slice(&line.payload).map_err(|error| StoreError::Corrupt(error.to_string()))
}
