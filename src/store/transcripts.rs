//! What was written to everyone in a meeting, kept for some days after it where the room says so.

use async_trait::async_trait;

use super::error::Result;
use crate::{
    meeting::id::{MeetingId, ParticipantId, RoomId},
    time::UnixMs,
};

/// A transcript to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewTranscript {
    /// The meeting, which has not ended.
    pub(crate) meeting: MeetingId,
    /// The room it is a meeting of.
    pub(crate) room: RoomId,
    /// The id of its key, a new one. It is another than the meeting's: nothing else can be read with it.
    pub(crate) key: MeetingId,
    /// From this moment on it can't be read.
    pub(crate) until: UnixMs,
}

/// A stretch of a transcript that somebody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Readable {
    /// The person who may read it.
    pub(crate) reader: ParticipantId,
    /// The first event of the stretch.
    pub(crate) first_seq: u64,
    /// Its last event.
    pub(crate) last_seq: u64,
}

/// Something that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TranscriptLine {
    /// Number of the event that posted it.
    pub(crate) seq: u64,
    /// Who wrote it.
    pub(crate) who: ParticipantId,
    /// What they wrote. Opaque to the store, sealed before it is stored.
    pub(crate) payload: Vec<u8>,
}

/// A transcript that somebody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transcript {
    /// The meeting.
    pub meeting: MeetingId,
    /// The room it is a meeting of.
    pub room: RoomId,
    /// The id of its key.
    pub key: MeetingId,
    /// When a lead opened the meeting.
    pub opened_at: UnixMs,
    /// From this moment on it can't be read.
    pub until: UnixMs,
    /// Who may read it, in part or whole.
    pub reader: ParticipantId,
}

/// The key of a transcript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TranscriptKey {
    /// The meeting.
    pub(super) meeting: MeetingId,
    /// The room it is a meeting of.
    pub(super) room: RoomId,
    /// The id of the key.
    pub(super) key: MeetingId,
    /// Whether its time is over, or the room is archived.
    pub(super) over: bool,
}

/// The transcripts as anybody may list them.
#[async_trait]
pub trait Transcripts {
    /// What somebody may read at `now`, the newest meeting first.
    async fn transcripts(&self, reader: ParticipantId, now: UnixMs) -> Result<Vec<Transcript>>;
}

/// The rows of transcripts, which are made and erased together with a key: see [`super::lifecycle`].
#[async_trait]
pub(super) trait TranscriptRows {
    /// Begins a transcript, which nobody may read yet. Fails with [`super::Conflict::Id`] if the meeting has one.
    async fn begin_transcript(&self, transcript: NewTranscript) -> Result<()>;
    /// Adds sealed lines, without those of people who have no seat any more.
    async fn add_transcript_lines(&self, meeting: MeetingId, lines: Vec<TranscriptLine>) -> Result<()>;
    /// Adds what people may read, without those who have no seat any more.
    async fn add_transcript_readers(&self, meeting: MeetingId, readable: Vec<Readable>) -> Result<()>;
    /// The first sealed lines that somebody may read from an event on, in order.
    async fn transcript_lines(
        &self,
        meeting: MeetingId,
        reader: ParticipantId,
        from: u64,
        limit: u32,
    ) -> Result<Vec<TranscriptLine>>;
    /// The keys of the transcripts that there are at `now`.
    async fn transcript_keys(&self, now: UnixMs) -> Result<Vec<TranscriptKey>>;
    /// Deletes a transcript. Repeating it changes nothing.
    async fn delete_transcript(&self, meeting: MeetingId) -> Result<()>;
}
