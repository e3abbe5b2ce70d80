//! The order in which a key and the rows it opens are made and destroyed, for every backend, so that
//! a crash in between leaves nothing readable that should not be.

use super::{
    audit::AuditBatch,
    crypto::LogPlace,
    error::{Conflict, Result, StoreError},
    jobs::{FAREWELL, Job, JobState},
    meetings::MeetingRecord,
    sealed::Store,
    transcripts::{NewTranscript, Readable, Transcript, TranscriptKey, TranscriptLine},
};
use crate::{
    meeting::id::{MeetingId, RoomId},
    room::schedule::DateKey,
    time::UnixMs,
};

/// The end reason of a meeting that was found without its key.
pub(crate) const KEY_DESTROYED: &str = "key_destroyed";

/// Makes a meeting with its key, for a date of the series if it has dates.
///
/// # Errors
/// [`super::Conflict::LiveMeeting`] if the room has one that has not ended; no key is left then.
pub(crate) async fn begin_meeting(
    store: &Store,
    id: MeetingId,
    room: RoomId,
    date: Option<DateKey>,
    now: UnixMs,
) -> Result<()> {
    store.keys.create_meeting_key(id, now).await?;
    let meeting =
        MeetingRecord { id, room, date, created_at: now, opened_at: None, ended_at: None, end_reason: None };
    if let Err(error) = store.rows.create_meeting(meeting).await {
        store.keys.destroy_meeting_key(id).await?;
        return Err(error);
    }
    Ok(())
}

/// Ends a meeting: destroys its key, so that its content can never be read again, then deletes its
/// log, marks it ended and writes the audit (docs/promises.md, "What is kept"). May be repeated
/// after a failure.
///
/// # Errors
/// [`StoreError::NotLive`] if it has ended.
pub(crate) async fn end_meeting(
    store: &Store,
    id: MeetingId,
    reason: &str,
    now: UnixMs,
    audit: AuditBatch,
) -> Result<()> {
    store.keys.destroy_meeting_key(id).await?;
    store.rows.end_meeting(id, reason, now, audit).await
}

/// Begins to keep what was written in a meeting that is about to end, under a key of its own. Nobody may read it
/// yet. If it is called again after a failure, it starts from the beginning.
///
/// # Errors
/// When the database or the keys can't be used.
pub(crate) async fn begin_transcript(store: &Store, transcript: NewTranscript, now: UnixMs) -> Result<()> {
    let (meeting, key) = (transcript.meeting, transcript.key);
    erase_transcripts(store, now, |kept| kept.over || kept.meeting == meeting).await?;
    store.keys.create_meeting_key(key, now).await?;
    if let Err(error) = store.rows.begin_transcript(transcript).await {
        store.keys.destroy_meeting_key(key).await?;
        return Err(error);
    }
    Ok(())
}

/// Adds lines to a transcript.
///
/// # Errors
/// When the database or the keys can't be used.
pub(crate) async fn add_to_transcript(
    store: &Store,
    transcript: &NewTranscript,
    mut lines: Vec<TranscriptLine>,
) -> Result<()> {
    let key = store.keys.meeting_key(transcript.key).await?.ok_or(StoreError::KeyGone)?;
    for line in &mut lines {
        line.payload = key.seal(&line_place(transcript.room, transcript.key, line.seq), &line.payload)?;
    }
    store.rows.add_transcript_lines(transcript.meeting, lines).await
}

/// Lets people read a transcript that is whole.
///
/// # Errors
/// When the database can't be used.
pub(crate) async fn open_transcript(
    store: &Store,
    transcript: &NewTranscript,
    readable: Vec<Readable>,
) -> Result<()> {
    store.rows.add_transcript_readers(transcript.meeting, readable).await
}

/// The first lines that somebody may read of a meeting that is over, from an event on. None once its key is
/// destroyed.
///
/// # Errors
/// [`StoreError::Corrupt`] if a line was altered.
pub(crate) async fn read_transcript(
    store: &Store,
    transcript: &Transcript,
    from: u64,
    limit: u32,
) -> Result<Vec<TranscriptLine>> {
    let Some(key) = store.keys.meeting_key(transcript.key).await? else { return Ok(Vec::new()) };
    let mut lines = store.rows.transcript_lines(transcript.meeting, transcript.reader, from, limit).await?;
    for line in &mut lines {
        line.payload = key.open(&line_place(transcript.room, transcript.key, line.seq), &line.payload)?;
    }
    Ok(lines)
}

/// Where a line belongs: it opens nowhere else.
const fn line_place(room: RoomId, key: MeetingId, seq: u64) -> LogPlace {
    LogPlace { room, meeting: key, first_seq: seq, last_seq: seq }
}

/// Nobody is left to read what a room kept.
async fn erase_transcripts_of(store: &Store, room: RoomId) -> Result<()> {
    erase_transcripts(store, UnixMs::default(), |kept| kept.room == room).await
}

/// Destroys the keys of some transcripts, and then their rows.
async fn erase_transcripts(
    store: &Store,
    now: UnixMs,
    which: impl Fn(&TranscriptKey) -> bool + Send,
) -> Result<()> {
    for kept in store.rows.transcript_keys(now).await?.iter().filter(|kept| which(kept)) {
        store.keys.destroy_meeting_key(kept.key).await?;
        store.rows.delete_transcript(kept.meeting).await?;
    }
    Ok(())
}

/// Puts a room away and destroys the key of its series, so that the names of its people can never be
/// read again: at once, or when its people's calendars were told. Repeating it changes nothing.
///
/// # Errors
/// [`StoreError::NotFound`] if there is no such room.
pub(crate) async fn archive_room(store: &Store, id: RoomId, now: UnixMs, audit: AuditBatch) -> Result<()> {
    store.archive_room(id, now, audit).await?;
    erase_transcripts(store, now, |kept| kept.over).await?;
    destroy_spent_series_key(store, id).await
}

/// Destroys the key of an archived room, unless its people's calendars are still to be told.
async fn destroy_spent_series_key(store: &Store, room: RoomId) -> Result<()> {
    let open = |job: &Job| job.kind == FAREWELL && matches!(job.state, JobState::Waiting | JobState::Sending);
    if store.jobs_of(room, u32::MAX).await?.iter().any(open) {
        return Ok(());
    }
    Ok(store.keys.destroy_series_key(room).await?)
}

/// Brings an archived room back with a new key and without its seats and links: its people can't be told
/// from others any more. If the server stops in between, its key is noted as lost, and [`renew_series`] puts
/// that right.
///
/// # Errors
/// [`StoreError::NotFound`] if the room is not archived.
pub(crate) async fn restore_room(store: &Store, id: RoomId, now: UnixMs, audit: AuditBatch) -> Result<()> {
    store.keys.note_lost_series(id).await?;
    store.restore_room(id, now, audit).await?;
    erase_transcripts_of(store, id).await?;
    store.keys.destroy_series_key(id).await?;
    store.create_series_key(id).await.map(drop)
}

/// Starts over a series whose key is lost: gives up its seats, since nobody can be told from another
/// any more, and makes a new key. The banned stay banned. If the server stops in between, the series
/// is still lost, and this can be repeated.
///
/// # Errors
/// [`super::Conflict::SeriesKey`] if the series has its key.
pub(crate) async fn renew_series(store: &Store, room: RoomId, audit: AuditBatch) -> Result<()> {
    match store.series_key(room).await {
        Err(StoreError::SeriesLost) => {}
        Ok(_) => return Err(StoreError::Conflict(Conflict::SeriesKey)),
        Err(error) => return Err(error),
    }
    store.vacate(room, audit).await?;
    erase_transcripts_of(store, room).await?;
    store.keys.destroy_series_key(room).await?;
    store.create_series_key(room).await.map(drop)
}

/// The rooms whose series have lost their key.
///
/// # Errors
/// When the database or the keys can't be used.
pub(crate) async fn lost_series(store: &Store) -> Result<Vec<RoomId>> {
    let mut lost = Vec::new();
    for room in store.open_rooms().await? {
        match store.series_key(room).await {
            Ok(_) => {}
            Err(StoreError::SeriesLost) => lost.push(room),
            Err(error) => return Err(error),
        }
    }
    Ok(lost)
}

/// Puts right at start what a crash or a restored backup left. Meetings without their key are marked
/// ended ([`KEY_DESTROYED`]); the keys of meetings that don't exist, of archived rooms and of spent
/// days are destroyed. Returns the meetings that go on.
///
/// # Errors
/// When the database or the keys can't be used.
pub(crate) async fn recover(store: &Store, now: UnixMs) -> Result<Vec<MeetingRecord>> {
    let mut going_on = Vec::new();
    for meeting in store.live_meetings().await? {
        let id = meeting.id;
        match store.keys.meeting_key(id).await.map_err(StoreError::from) {
            Ok(Some(_)) => {
                going_on.push(meeting);
                continue;
            }
            Ok(None) => {}
            // One damaged key must not keep every other group from meeting.
            Err(StoreError::Corrupt(error)) => tracing::error!(%id, error, "a meeting is lost"),
            Err(error) => return Err(error),
        }
        match end_meeting(store, id, KEY_DESTROYED, now, AuditBatch::default()).await {
            // Another server was faster.
            Ok(()) | Err(StoreError::NotLive) => {}
            Err(error) => return Err(error),
        }
    }
    let (transcripts, keys) = (store.rows.transcript_keys(now).await?, store.keys.meetings().await?);
    for kept in transcripts.iter().filter(|kept| !keys.contains(&kept.key)) {
        store.rows.delete_transcript(kept.meeting).await?;
    }
    for id in keys {
        let reads = transcripts.iter().any(|kept| kept.key == id);
        if !reads && store.meeting(id).await?.is_none() {
            store.keys.destroy_meeting_key(id).await?;
        }
    }
    destroy_spent_keys(store, now).await?;
    Ok(going_on)
}

/// Destroys the keys of archived rooms, of transcripts whose time is over and of past days that nothing needs; to be called several times an
/// hour. Returns how many days there were.
///
/// # Errors
/// When the database or the keys can't be used.
pub(crate) async fn destroy_spent_keys(store: &Store, now: UnixMs) -> Result<usize> {
    for id in store.keys.series().await? {
        // One without a room stays: with the wrong database by mistake, every series would lose its names.
        if store.room(id).await?.is_some_and(|room| room.archived_at.is_some()) {
            destroy_spent_series_key(store, id).await?;
        }
    }
    erase_transcripts(store, now, |kept| kept.over).await?;
    Ok(store.keys.destroy_spent_day_keys(now).await?)
}
