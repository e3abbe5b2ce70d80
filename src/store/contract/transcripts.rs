use super::fixtures::*;
use crate::{
    meeting::id::MeetingId,
    store::{
        AuditBatch, NewTranscript, Store, StoreError, TranscriptLine,
        lifecycle::{
            add_to_transcript, archive_room, begin_transcript, destroy_spent_keys, end_meeting,
            read_transcript, recover,
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
        readers: vec![(participant_id(1), 1), (participant_id(2), 3), (participant_id(9), 1)],
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
    assert_eq!(reads(store, 2, NOW, 0, 9).await, ["three", "five"], "they came later");
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
