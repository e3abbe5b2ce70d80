use futures::future::join_all;

use super::fixtures::*;
use crate::store::{
    Append, AuditBatch, MeetingState, Store, StoreError, lifecycle,
    limits::{PAYLOAD_BYTES_MAX, STATE_BYTES_MAX},
    log::LogRecord,
};

fn as_read(append: &Append) -> LogRecord {
    LogRecord { first_seq: append.first_seq, last_seq: append.last_seq, payload: append.payload.clone() }
}

pub(in crate::store) async fn what_is_appended_is_read(store: &Store) {
    with_meetings(store, 3).await;
    let mut empty = append(1, 4, 1);
    empty.payload = Vec::new();
    let first = [append(1, 1, 3), empty, append(1, 5, 2)];
    let second = [append(2, 1, 1), append(2, 2, 1)];
    for (index, append) in first.iter().enumerate() {
        store.append(append.clone()).await.unwrap();
        if let Some(append) = second.get(index) {
            store.append(append.clone()).await.unwrap();
        }
    }
    assert_eq!(store.read_log(meeting_id(1), ..).await.unwrap(), first.each_ref().map(as_read));
    assert_eq!(store.read_log(meeting_id(2), ..).await.unwrap(), second.each_ref().map(as_read));
    assert_eq!(store.read_log(meeting_id(3), ..).await.unwrap(), []);
    assert_eq!(store.read_log(meeting_id(9), ..).await.unwrap(), []);
}

pub(in crate::store) async fn a_part_of_a_log_is_read(store: &Store) {
    with_meetings(store, 2).await;
    let mut first_seq = 1;
    let mut all = Vec::new();
    for size in (1..=60).map(|n| n * 7 % 5 + 1) {
        let append = append(1, first_seq, size);
        store.append(append.clone()).await.unwrap();
        store.append(super::fixtures::append(2, first_seq, size)).await.unwrap();
        all.push(as_read(&append));
        first_seq += size;
    }
    let end = first_seq;
    for first in [0, 1, 2, 3, 64, 65, 100, end - 1, end, end + 9] {
        for last in [0, 1, 2, 63, 64, 65, 128, 129, end - 2, end - 1, end, u64::MAX] {
            let wanted = |record: &&LogRecord| record.last_seq >= first && record.first_seq <= last;
            let expected: Vec<_> = all.iter().filter(wanted).filter(|_| first <= last).cloned().collect();
            let read = store.read_log(meeting_id(1), first..=last).await.unwrap();
            assert_eq!(read, expected, "{first}..={last}");
        }
    }
    assert_eq!(store.read_log(meeting_id(1), ..2).await.unwrap(), all[..1]);
    assert_eq!(store.read_log(meeting_id(1), 5..5).await.unwrap(), []);
}

pub(in crate::store) async fn the_newest_states_are_kept_until_the_end(store: &Store) {
    with_meetings(store, 2).await;
    for n in 1..=2 {
        store.append(append(n, 1, 60)).await.unwrap();
    }
    let state = |n: u8, seq: u64| MeetingState {
        meeting: meeting_id(n),
        room: room_id(n),
        seq,
        payload: format!("{n} after {seq}").into_bytes(),
    };
    let kept = async |n, last| store.state(meeting_id(n), last).await.unwrap();
    for seq in [10, 20, 30, 40, 50] {
        store.keep_state(state(1, seq)).await.unwrap();
    }
    store.keep_state(state(2, 25)).await.unwrap();
    store.keep_state(state(2, 61)).await.unwrap();
    for (n, last, expected) in [
        (1, 29, None),
        (1, 30, Some(30)),
        (1, 49, Some(40)),
        (1, 60, Some(50)),
        (2, 90, Some(25)),
        (9, 90, None),
    ] {
        assert_eq!(kept(n, last).await, expected.map(|seq| state(n, seq).payload), "{n} {last}");
    }
    assert_eq!(store.log_end(meeting_id(1)).await.unwrap(), 60);
    let mut large = state(2, 60);
    large.payload = vec![0; STATE_BYTES_MAX + 1];
    assert!(matches!(store.keep_state(large).await, Err(StoreError::Invalid(_))));

    store.rows.end_meeting(meeting_id(1), "x", NOW, AuditBatch::default()).await.unwrap();
    store.keep_state(state(1, 60)).await.unwrap();
    assert_eq!(kept(1, 60).await, None, "nothing is kept of a meeting that is over");
    assert_eq!(store.log_end(meeting_id(1)).await.unwrap(), 0);
    store.keys.destroy_meeting_key(meeting_id(2)).await.unwrap();
    assert_eq!(store.state(meeting_id(2), 60).await, Err(StoreError::KeyGone));
    assert_eq!(store.keep_state(state(2, 60)).await, Err(StoreError::KeyGone));
}

pub(in crate::store) async fn the_fence_holds(store: &Store) {
    with_meetings(store, 1).await;
    let fence = |expected, got| Err(StoreError::Fence { expected, got });
    assert_eq!(store.append(append(1, 2, 1)).await, fence(1, 2));
    store.append(append(1, 1, 3)).await.unwrap();
    for wrong in [1, 3, 5] {
        assert_eq!(store.append(append(1, wrong, 1)).await, fence(4, wrong));
    }
    // Of two that race for the same place one is stored.
    let (one, two) = tokio::join!(store.append(append(1, 4, 1)), store.append(append(1, 4, 1)));
    assert!(one.is_ok() != two.is_ok());
    assert_eq!(store.read_log(meeting_id(1), ..).await.unwrap().len(), 2);
}

pub(in crate::store) async fn limits_are_kept(store: &Store) {
    with_meetings(store, 1).await;
    let mut backwards = append(1, 2, 1);
    backwards.last_seq = 1;
    let mut from_zero = append(1, 1, 1);
    from_zero.first_seq = 0;
    let mut beyond = append(1, 1, 1);
    beyond.last_seq = u64::MAX;
    let mut large = append(1, 1, 1);
    large.payload = vec![0; PAYLOAD_BYTES_MAX + 1];
    for append in [backwards, from_zero, beyond, large.clone()] {
        assert!(matches!(store.append(append).await, Err(StoreError::Invalid(_))));
    }
    large.payload.pop();
    store.append(large).await.unwrap();
}

pub(in crate::store) async fn an_ended_meeting_takes_nothing(store: &Store) {
    with_meetings(store, 2).await;
    for n in 1..=2 {
        store.append(append(n, 1, 1)).await.unwrap();
    }
    // Ended, with the key still there: the store refuses by itself.
    store.rows.end_meeting(meeting_id(1), "x", NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.append(append(1, 2, 1)).await, Err(StoreError::NotLive));
    assert_eq!(store.read_log(meeting_id(1), ..).await.unwrap(), []);
    store.append(append(2, 2, 1)).await.unwrap();
    assert_eq!(store.read_log(meeting_id(2), ..).await.unwrap().len(), 2);
    // A later meeting of the room has a log of its own.
    lifecycle::begin_meeting(store, meeting_id(3), room_id(1), None, NOW).await.unwrap();
    let mut later = append(3, 1, 1);
    later.room = room_id(1);
    store.append(later.clone()).await.unwrap();
    assert_eq!(store.read_log(meeting_id(3), ..).await.unwrap(), [as_read(&later)]);
}

pub(in crate::store) async fn without_its_key_a_log_is_gone(store: &Store) {
    with_meetings(store, 1).await;
    store.append(append(1, 1, 1)).await.unwrap();
    store.keys.destroy_meeting_key(meeting_id(1)).await.unwrap();
    assert_eq!(store.read_log(meeting_id(1), ..).await, Err(StoreError::KeyGone));
    assert_eq!(store.append(append(1, 2, 1)).await, Err(StoreError::KeyGone));
    assert_eq!(store.append(append(9, 1, 1)).await, Err(StoreError::KeyGone));
}

pub(in crate::store) async fn one_fault_does_not_cost_the_others(store: &Store) {
    with_meetings(store, 9).await;
    store.rows.end_meeting(meeting_id(9), "x", NOW, AuditBatch::default()).await.unwrap();
    let appends = (1..=9).map(|n| store.append(append(n, if n == 5 { 2 } else { 1 }, 1)));
    for (n, result) in (1..=9).zip(join_all(appends).await) {
        match n {
            5 => assert_eq!(result, Err(StoreError::Fence { expected: 1, got: 2 })),
            9 => assert_eq!(result, Err(StoreError::NotLive)),
            _ => assert_eq!(result, Ok(())),
        }
    }
    assert_eq!(store.read_log(meeting_id(5), ..).await.unwrap(), []);
    assert_eq!(store.read_log(meeting_id(6), ..).await.unwrap().len(), 1);
}
