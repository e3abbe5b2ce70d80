//! What was written to everyone in a meeting, for those who were in it, where the room keeps it for some days.
//!
//! Nothing else is kept: no whisper, no word at the door, and nothing that was taken back.

use std::{ops::RangeInclusive, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{limits::EVENTS_PER_READ, record::Record};
use crate::{
    auth::RandomId,
    meeting::{
        audience::shows_message,
        event::Event,
        id::MeetingId,
        reason::Departure,
        state::{Meeting, Message, MessageKind, Participant, Place},
    },
    store::{NewTranscript, Readable, Store, StoreError, TranscriptLine, lifecycle},
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
    let transcript = NewTranscript {
        meeting: meeting.config.meeting,
        room: meeting.config.room,
        key: MeetingId::random(),
        until: now.plus_ms(days * DAY_MS),
    };
    lifecycle::begin_transcript(store, transcript.clone(), now).await?;
    let mut readers: Vec<Reader> = meeting.people.values().filter_map(Reader::of).collect();
    let mut next = 1;
    while next <= meeting.seq {
        let last = meeting.seq.min(next + EVENTS_PER_READ - 1);
        let messages = messages(store, meeting, next..=last).await?;
        for message in &messages {
            readers.iter_mut().for_each(|reader| reader.pass(meeting, message));
        }
        let lines = messages.into_iter().map(|message| line(meeting, message)).collect::<Result<_, _>>()?;
        lifecycle::add_to_transcript(store, &transcript, lines).await?;
        next = last + 1;
    }
    let readable = readers.into_iter().flat_map(|reader| reader.readable).collect();
    lifecycle::open_transcript(store, &transcript, readable).await
}

/// Somebody who may read what they could read in the meeting, and what that is.
struct Reader {
    /// As they were at the end, or when they left.
    viewer: Participant,
    /// The event with which they left; `None` if they stayed to the end.
    left_seq: Option<u64>,
    readable: Vec<Readable>,
    /// The last message was shown to them.
    reads: bool,
}

impl Reader {
    /// `None` for whoever was never in, or was sent away: they read nothing of the meeting any more.
    fn of(known: &Participant) -> Option<Self> {
        let mut viewer = known.clone();
        let mut left_seq = None;
        if known.person.place != Place::Present {
            use Departure::{Banned, Denied, NotAgreed, Removed};
            if matches!(known.departed, Some(Banned | Denied | NotAgreed | Removed)) {
                return None;
            }
            left_seq = Some(known.stays.last()?.before);
            viewer.admitted_seq = None;
        }
        viewer.admitted_seq.or(left_seq)?;
        Some(Self { viewer, left_seq, readable: Vec::new(), reads: false })
    }

    /// The next message, whether or not it is shown to them.
    fn pass(&mut self, meeting: &Meeting, message: &Message) {
        let seq = message.id.0;
        let before_left = self.left_seq.is_none_or(|left| seq < left);
        let shown = before_left && shows_message(meeting, &self.viewer, message);
        match self.readable.last_mut() {
            Some(stretch) if shown && self.reads => stretch.last_seq = seq,
            _ if shown => {
                let reader = self.viewer.person.id;
                self.readable.push(Readable { reader, first_seq: seq, last_seq: seq });
            }
            _ => {}
        }
        self.reads = shown;
    }
}

/// What was written to everyone and stands, of some events of the log.
async fn messages(
    store: &Store,
    meeting: &Meeting,
    seqs: RangeInclusive<u64>,
) -> Result<Vec<Message>, StoreError> {
    let mut messages = Vec::new();
    for piece in store.read_log(meeting.config.meeting, seqs.clone()).await? {
        let events = Record::read(&piece.payload)?.events.into_iter().map(Arc::unwrap_or_clone);
        for numbered in events.filter(|numbered| seqs.contains(&numbered.seq)) {
            let Event::Posted { mut message } = numbered.event else { continue };
            meeting.recall(&mut message);
            meeting.written.amend(&mut message);
            if is_kept(&message) {
                messages.push(message);
            }
        }
    }
    Ok(messages)
}

fn is_kept(message: &Message) -> bool {
    let to_everyone = !matches!(message.kind, MessageKind::Whisper | MessageKind::Door);
    to_everyone && message.to.is_none() && message.taken_back_by.is_none()
}

fn line(meeting: &Meeting, message: Message) -> Result<TranscriptLine, StoreError> {
    let item = message.item.and_then(|item| meeting.config.agenda.get(item.index()));
    let words = KeptWords {
        name: message.name,
        item: item.map(|item| item.name.clone()),
        text: message.text,
        note: message.note,
    };
    let payload = serde_json::to_vec(&words).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(TranscriptLine { seq: message.id.0, who: message.from, payload })
}

/// What was kept of a line.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub(crate) fn read(line: &TranscriptLine) -> Result<KeptWords, StoreError> {
    serde_json::from_slice(&line.payload).map_err(|error| StoreError::Corrupt(error.to_string()))
}
