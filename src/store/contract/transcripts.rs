use super::fixtures::*;
use crate::{
    meeting::id::MeetingId,
    store::{
        AuditBatch, NewTranscript, Readable, Store, StoreError, TranscriptLine,
        lifecycle::{
            add_to_transcript, archive_room, begin_transcript, destroy_spent_keys, end_meeting,
            open_transcript, read_transcript, recover, renew_series,
        },
    },
    time::UnixMs,
};

const DAY_MS: u64 = 24 * 60 * 60_000;

fn line(seq: u64, who: u8, text: &str) -> TranscriptLine {
    TranscriptLine { seq, who: participant_id(who), payload: text.as_bytes().to_vec() }
}

fn new(key: u8) -> NewTranscript {
    NewTranscript {
        meeting: meeting_id(1),
        room: room_id(1),
        key: MeetingId::from_bytes([key; 16]),
        until: NOW.plus_ms(DAY_MS),
    }
}

/// A meeting that is over, with its transcript; two people were in it, and a third who has no seat any more.
async fn kept(store: &Store) {
    with_meetings(store, 1).await;
    for n in 1..=2 {
        store.create_participant(participant(n, 1), Some(device(60 + n, n))).await.unwrap();
    }
    // It is tried, fails, and is tried again.
    begin_transcript(store, new(41), NOW).await.unwrap();
    add_to_transcript(store, &new(41), vec![line(1, 1, "half of it")]).await.unwrap();
    begin_transcript(store, new(42), NOW).await.unwrap();
    assert_eq!(add_to_transcript(store, &new(41), vec![line(1, 1, "late")]).await, Err(StoreError::KeyGone));
    let lines = vec![line(1, 1, "one"), line(3, 2, "three"), line(4, 9, "gone"), line(5, 1, "five")];
    add_to_transcript(store, &new(42), lines).await.unwrap();
    let stretch = |who, first_seq, last_seq| Readable { reader: participant_id(who), first_seq, last_seq };
    let readable = vec![stretch(1, 1, 1), stretch(1, 3, 5), stretch(2, 3, 4), stretch(9, 1, 5)];
    open_transcript(store, &new(42), readable).await.unwrap();
    assert_eq!(store.transcripts(participant_id(1), NOW).await.unwrap(), [], "it has not ended");
    end_meeting(store, meeting_id(1), "ended_by_lead", NOW, AuditBatch::default()).await.unwrap();
}

async fn reads(store: &Store, who: u8, now: UnixMs, from: u64, limit: u32) -> Vec<String> {
    let Some(transcript) = store.transcripts(participant_id(who), now).await.unwrap().pop() else {
        return Vec::new();
    };
    let lines = read_transcript(store, &transcript, from, limit).await.unwrap();
    lines.into_iter().map(|line| String::from_utf8(line.payload).unwrap()).collect()
}

pub(in crate::store) async fn a_transcript_is_read_until_its_time_is_over(store: &Store) {
    kept(store).await;
    recover(store, NOW).await.unwrap();
    assert_eq!(reads(store, 1, NOW, 0, 9).await, ["one", "three", "five"]);
    assert_eq!(reads(store, 1, NOW, 2, 1).await, ["three"]);
    assert_eq!(reads(store, 2, NOW, 0, 9).await, ["three"], "they came later and left before the end");
    assert!(reads(store, 9, NOW, 0, 9).await.is_empty());

    let transcript = store.transcripts(participant_id(1), NOW).await.unwrap().pop().unwrap();
    let end = NOW.plus_ms(DAY_MS);
    assert!(reads(store, 1, end, 0, 9).await.is_empty(), "before anything was erased");
    destroy_spent_keys(store, UnixMs::from_ms(end.as_ms() - 1)).await.unwrap();
    assert_eq!(reads(store, 1, NOW, 0, 9).await.len(), 3);
    destroy_spent_keys(store, end).await.unwrap();
    assert_eq!(store.transcripts(participant_id(1), NOW).await.unwrap(), []);
    assert!(read_transcript(store, &transcript, 0, 9).await.unwrap().is_empty(), "its key is gone");
}

pub(in crate::store) async fn a_transcript_loses_who_leaves_and_goes_with_its_room(store: &Store) {
    kept(store).await;
    store.erase_participant(participant_id(2), AuditBatch::default()).await.unwrap();
    assert_eq!(reads(store, 1, NOW, 0, 9).await, ["one", "five"], "what they wrote went with them");
    let transcript = store.transcripts(participant_id(1), NOW).await.unwrap().pop().unwrap();
    archive_room(store, room_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert!(read_transcript(store, &transcript, 0, 9).await.unwrap().is_empty());
    assert_eq!(store.transcripts(participant_id(1), NOW).await.unwrap(), []);
}

pub(in crate::store) async fn a_transcript_goes_when_its_series_starts_over(store: &Store) {
    kept(store).await;
    store.keys.destroy_series_key(room_id(1)).await.unwrap();
    renew_series(store, room_id(1), AuditBatch::default()).await.unwrap();
    assert_eq!(store.rows.transcript_keys(NOW).await.unwrap(), []);
    assert!(store.keys.meeting_key(new(42).key).await.unwrap().is_none());
}

pub(in crate::store) async fn a_backup_lists_nothing_that_nobody_can_read(store: &Store) {
    kept(store).await;
    store.keys.destroy_meeting_key(new(42).key).await.unwrap();
    recover(store, NOW).await.unwrap();
    assert_eq!(store.transcripts(participant_id(1), NOW).await.unwrap(), []);
}
