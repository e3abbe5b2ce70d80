use super::fixtures::*;
use crate::{
    meeting::id::SubscriptionId,
    room::places::PlacesRule,
    store::{AuditBatch, BrowserSecret, PushSubscription, Store, StoreError},
};

fn subscription(n: u8, who: u8) -> PushSubscription {
    PushSubscription {
        id: SubscriptionId::from_bytes([n; 16]),
        participant: participant_id(who),
        sealed: vec![n; 40],
        created_at: NOW.plus_ms(u64::from(n)),
    }
}

const fn seat(n: u8) -> BrowserSecret {
    BrowserSecret::Seat(hash(n))
}

async fn ids(store: &Store, who: u8) -> Vec<u8> {
    let found = store.subscriptions(participant_id(who), NOW).await.unwrap();
    found.iter().map(|subscription| subscription.id.as_bytes()[0]).collect()
}

/// A room with two people: each has a seat on a device, the second on two.
async fn two_people(store: &Store) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    store.create_room(room(1, 1), PlacesRule::default(), AuditBatch::default()).await.unwrap();
    for n in 1..=2 {
        store.create_participant(participant(n, 1), Some(device(n, n))).await.unwrap();
    }
    store.add_seat_device(device(3, 2), NOW, false).await.unwrap();
}

pub(in crate::store) async fn a_browser_has_one_subscription(store: &Store) {
    two_people(store).await;
    let nobodys = store.put_subscription(subscription(1, 1), seat(9)).await;
    assert_eq!(nobodys, Err(StoreError::NotFound), "no such device");
    for (n, who, device) in [(1, 1, 1), (2, 2, 2), (3, 2, 3), (4, 1, 1)] {
        store.put_subscription(subscription(n, who), seat(device)).await.unwrap();
    }
    assert_eq!((ids(store, 1).await, ids(store, 2).await), (vec![4], vec![2, 3]));
    let found = store.subscription(participant_id(1), seat(1)).await.unwrap();
    assert_eq!(found, Some(subscription(4, 1)));
    assert_eq!(store.subscription(participant_id(1), seat(2)).await.unwrap(), None);
    store.erase_subscription_of(participant_id(2), seat(2)).await.unwrap();
    store.erase_subscription(SubscriptionId::from_bytes([4; 16])).await.unwrap();
    store.erase_subscription(SubscriptionId::from_bytes([4; 16])).await.unwrap();
    assert_eq!((ids(store, 1).await, ids(store, 2).await), (vec![], vec![3]));
}

pub(in crate::store) async fn a_subscription_goes_with_what_it_rests_on(store: &Store) {
    two_people(store).await;
    store.create_session(session(8, 1)).await.unwrap();
    let mut lead = participant(3, 1);
    lead.account = Some(account_id(1));
    store.create_participant(lead, None).await.unwrap();
    for (n, who, browser) in
        [(1, 1, seat(1)), (2, 2, seat(2)), (3, 2, seat(3)), (5, 3, BrowserSecret::Session(hash(8)))]
    {
        store.put_subscription(subscription(n, who), browser).await.unwrap();
    }
    assert_eq!(ids(store, 3).await, [5]);
    store.remove_seat_device(hash(2)).await.unwrap();
    assert_eq!(ids(store, 2).await, [3], "the device forgot the seat");
    let later = NOW.plus_ms(10_000_000_000_000);
    assert_eq!(store.subscriptions(participant_id(2), later).await.unwrap(), [], "the device has expired");
    store.ban_participant(participant_id(2), NOW, AuditBatch::default()).await.unwrap();
    store.unban_participant(participant_id(2), AuditBatch::default()).await.unwrap();
    assert_eq!(ids(store, 2).await, [0; 0], "erased by the ban");
    store.delete_session(hash(8)).await.unwrap();
    assert_eq!(ids(store, 3).await, [0; 0], "signed out");
    store.archive_room(room_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(ids(store, 1).await, [0; 0], "the room is archived");
}
