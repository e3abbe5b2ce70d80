use super::fixtures::*;
use crate::{
    room::language::Language,
    store::{AuditBatch, Feed, FeedOf, Store, StoreError},
};

const SEAT: FeedOf = FeedOf::Seat(participant_id(1));
const ACCOUNT: FeedOf = FeedOf::Account(account_id(1));
const ROOM: FeedOf = FeedOf::Room(room_id(1));

fn feed(n: u8, of: FeedOf) -> Feed {
    let secret_hash = (!matches!(of, FeedOf::Room(_))).then(|| hash(n));
    Feed { of, secret_hash, language: Language::De, created_at: NOW.plus_ms(u64::from(n)) }
}

async fn with_feeds(store: &Store) {
    with_rooms(store, 1).await;
    store.create_participant(participant(1, 1), None).await.unwrap();
    for (n, of) in [(1, SEAT), (2, ACCOUNT), (3, ROOM)] {
        store.put_feed(feed(n, of)).await.unwrap();
    }
}

pub(in crate::store) async fn a_calendar_has_one_address(store: &Store) {
    with_feeds(store).await;
    for (n, of) in [(1, SEAT), (2, ACCOUNT), (3, ROOM)] {
        assert_eq!(store.feed(of).await, Ok(Some(feed(n, of))));
    }
    assert_eq!(store.feed_by_secret(hash(2)).await, Ok(Some(feed(2, ACCOUNT))));
    store.put_feed(feed(4, ACCOUNT)).await.unwrap();
    assert_eq!(store.feed_by_secret(hash(2)).await, Ok(None), "another took its place");
    assert_eq!(store.feed_by_secret(hash(4)).await, Ok(Some(feed(4, ACCOUNT))));
    for _ in 0..2 {
        store.erase_feed(ACCOUNT).await.unwrap();
    }
    assert_eq!(store.feed(ACCOUNT).await, Ok(None));
    let nobodys = store.put_feed(feed(5, FeedOf::Seat(participant_id(9)))).await;
    assert_eq!(nobodys, Err(StoreError::NotFound));
}

pub(in crate::store) async fn a_calendar_knows_since_when_it_says_so(store: &Store) {
    with_feeds(store).await;
    for of in [SEAT, ACCOUNT, ROOM] {
        let says = |digest: u8, ms: u64| store.feed_says(of, [digest; 32], NOW.plus_ms(ms));
        assert_eq!(says(1, 10).await, Ok(NOW.plus_ms(10)));
        assert_eq!(says(1, 20).await, Ok(NOW.plus_ms(10)));
        assert_eq!(says(2, 30).await, Ok(NOW.plus_ms(30)));
        assert_eq!(says(1, 40).await, Ok(NOW.plus_ms(40)));
    }
}

pub(in crate::store) async fn a_calendar_goes_with_its_seat(store: &Store) {
    with_feeds(store).await;
    store.ban_participant(participant_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.feed(SEAT).await, Ok(None));
    store.create_participant(participant(2, 1), None).await.unwrap();
    let second = FeedOf::Seat(participant_id(2));
    store.put_feed(feed(5, second)).await.unwrap();
    store.vacate(room_id(1), AuditBatch::default()).await.unwrap();
    assert_eq!(store.feed(second).await, Ok(None));
    store.create_participant(participant(3, 1), None).await.unwrap();
    store.put_feed(feed(6, FeedOf::Seat(participant_id(3)))).await.unwrap();
    store.archive_room(room_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.feed(FeedOf::Seat(participant_id(3))).await, Ok(None));
    assert_eq!(store.feed(ROOM).await, Ok(None));
    assert!(store.feed(ACCOUNT).await.unwrap().is_some(), "it has the other rooms");
}
