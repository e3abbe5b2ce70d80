use futures::future::join_all;

use super::fixtures::*;
use crate::store::{Append, LogRecord, PAYLOAD_BYTES_MAX, Store, StoreError, lifecycle};

fn as_read(append: &Append) -> LogRecord {
    LogRecord {
        first_seq: append.first_seq,
        last_seq: append.last_seq,
        sender: append.sender,
        payload: append.payload.clone(),
    }
}

pub(in crate::store) async fn what_is_appended_is_read(store: &dyn Store) {
    with_meetings(store, 3).await;
    let mut of_the_server = append(1, 4, 1);
    of_the_server.sender = None;
    of_the_server.payload = Vec::new();
    let first = [append(1, 1, 3), of_the_server, append(1, 5, 2)];
    let second = [append(2, 1, 1), append(2, 2, 1)];
    for (index, append) in first.iter().enumerate() {
        store.append(append.clone()).await.unwrap();
        if let Some(append) = second.get(index) {
            store.append(append.clone()).await.unwrap();
        }
    }
    assert_eq!(store.read_log(meeting_id(1)).await.unwrap(), first.each_ref().map(as_read));
    assert_eq!(store.read_log(meeting_id(2)).await.unwrap(), second.each_ref().map(as_read));
    assert_eq!(store.read_log(meeting_id(3)).await.unwrap(), []);
    assert_eq!(store.read_log(meeting_id(9)).await.unwrap(), []);
}

pub(in crate::store) async fn the_fence_holds(store: &dyn Store) {
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
    assert_eq!(store.read_log(meeting_id(1)).await.unwrap().len(), 2);
}

pub(in crate::store) async fn limits_are_kept(store: &dyn Store) {
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

pub(in crate::store) async fn an_ended_meeting_takes_nothing(store: &dyn Store) {
    with_meetings(store, 2).await;
    for n in 1..=2 {
        store.append(append(n, 1, 1)).await.unwrap();
    }
    // Ended, with the key still there: the store refuses by itself.
    store.end_meeting(meeting_id(1), "x", NOW, vec![]).await.unwrap();
    assert_eq!(store.append(append(1, 2, 1)).await, Err(StoreError::NotLive));
    assert_eq!(store.read_log(meeting_id(1)).await.unwrap(), []);
    store.append(append(2, 2, 1)).await.unwrap();
    assert_eq!(store.read_log(meeting_id(2)).await.unwrap().len(), 2);
    // A later meeting of the room begins anew.
    lifecycle::begin_meeting(store, meeting_id(3), room_id(1), NOW).await.unwrap();
    let mut later = append(3, 1, 1);
    later.room = room_id(1);
    store.append(later.clone()).await.unwrap();
    assert_eq!(store.read_log(meeting_id(3)).await.unwrap(), [as_read(&later)]);
}

pub(in crate::store) async fn without_its_key_a_log_is_gone(store: &dyn Store) {
    with_meetings(store, 1).await;
    store.append(append(1, 1, 1)).await.unwrap();
    store.keys().destroy_meeting_key(meeting_id(1)).unwrap();
    assert_eq!(store.read_log(meeting_id(1)).await, Err(StoreError::KeyGone));
    assert_eq!(store.append(append(1, 2, 1)).await, Err(StoreError::KeyGone));
    assert_eq!(store.append(append(9, 1, 1)).await, Err(StoreError::KeyGone));
}

pub(in crate::store) async fn one_fault_does_not_cost_the_others(store: &dyn Store) {
    with_meetings(store, 9).await;
    store.end_meeting(meeting_id(9), "x", NOW, vec![]).await.unwrap();
    let appends = (1..=9).map(|n| store.append(append(n, if n == 5 { 2 } else { 1 }, 1)));
    for (n, result) in (1..=9).zip(join_all(appends).await) {
        match n {
            5 => assert_eq!(result, Err(StoreError::Fence { expected: 1, got: 2 })),
            9 => assert_eq!(result, Err(StoreError::NotLive)),
            _ => assert_eq!(result, Ok(())),
        }
    }
    assert_eq!(store.read_log(meeting_id(5)).await.unwrap(), []);
    assert_eq!(store.read_log(meeting_id(6)).await.unwrap().len(), 1);
}
