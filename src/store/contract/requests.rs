use super::fixtures::*;
use crate::{
    meeting::id::{InviteId, RequestId},
    room::{InviteKind, WayIn},
    store::{
        AuditBatch, Conflict, Decision, EntryChange, Invite, JoinRequest, RequestState, Seating, Store,
        StoreError,
    },
};

fn request(n: u8) -> JoinRequest {
    JoinRequest {
        id: RequestId::from_bytes([n; 16]),
        room: room_id(1),
        invite: InviteId::from_bytes([1; 16]),
        secret_hash: hash(n),
        state: RequestState::Pending,
        sealed: Some(vec![n; 40]),
        adult_declared_at: NOW,
        asked_at: NOW.plus_ms(u64::from(n)),
        decided_at: None,
        expires_at: NOW.plus_ms(100),
    }
}

fn decision(n: u8, state: RequestState) -> Decision {
    Decision {
        id: request(n).id,
        room: room_id(1),
        state,
        sealed: vec![0; 9],
        at: NOW.plus_ms(50),
        expires_at: NOW.plus_ms(200),
        entry: None,
        invite: None,
    }
}

async fn with_requests(store: &Store, count: u8) {
    with_rooms(store, 2).await;
    store.create_invite(invite(1, 1, InviteKind::Member), AuditBatch::default()).await.unwrap();
    for n in 1..=count {
        store.add_request(request(n)).await.unwrap();
    }
}

const fn places(places: u32) -> WayIn {
    WayIn::SlowOpen { places }
}

fn to(old: WayIn, new: WayIn) -> EntryChange {
    EntryChange { old, new }
}

fn seating(n: u8, entry: EntryChange) -> Seating {
    let (participant, device) = (participant(n, 1), device(n, n));
    Seating { participant, device, uses: None, request: None, entry }
}

pub(in crate::store) async fn a_request_is_decided_once(store: &Store) {
    with_requests(store, 2).await;
    assert_eq!(store.requests(room_id(1), NOW).await.unwrap(), [request(1), request(2)]);
    assert_eq!(store.request_by_secret(hash(2)).await.unwrap(), Some(request(2)));
    assert_eq!(store.request_by_secret(hash(9)).await.unwrap(), None);
    let (one, two) = tokio::join!(
        store.decide_request(decision(1, RequestState::Accepted), audit(&["request_accept"])),
        store.decide_request(decision(1, RequestState::Declined), audit(&["request_decline"])),
    );
    assert!(one.is_ok() != two.is_ok());
    assert_eq!(one.and(two), Err(StoreError::Conflict(Conflict::Request)));
    assert_eq!(store.audit().head().await.unwrap().count, 1, "one act, one entry");
    let decided = store.request_by_secret(hash(1)).await.unwrap().unwrap();
    assert_eq!((decided.sealed, decided.decided_at), (Some(vec![0; 9]), Some(NOW.plus_ms(50))));
    assert_eq!(store.pending_requests(room_id(1), NOW).await, Ok(1));
    let elsewhere = Decision { room: room_id(2), ..decision(2, RequestState::Declined) };
    assert_eq!(store.decide_request(elsewhere, AuditBatch::default()).await, Err(StoreError::NotFound));
    let late = Decision { at: NOW.plus_ms(100), ..decision(2, RequestState::Declined) };
    let late = store.decide_request(late, AuditBatch::default()).await;
    assert_eq!(late, Err(StoreError::Conflict(Conflict::Request)), "it has ended");
}

pub(in crate::store) async fn what_was_written_goes_with_the_request(store: &Store) {
    with_requests(store, 3).await;
    store.erase_request(request(1).id).await.unwrap();
    store.erase_request(request(1).id).await.unwrap();
    assert_eq!(store.requests(room_id(1), NOW).await.unwrap().len(), 2);
    store.erase_expired_requests(NOW.plus_ms(99), NOW).await.unwrap();
    assert_eq!(store.requests(room_id(1), NOW).await.unwrap(), [request(2), request(3)]);
    store.erase_expired_requests(NOW.plus_ms(100), NOW).await.unwrap();
    assert_eq!(store.request_by_secret(hash(2)).await.unwrap().unwrap().sealed, None);
    assert_eq!(store.pending_requests(room_id(1), NOW.plus_ms(100)).await, Ok(0));
    store.erase_expired_requests(NOW.plus_ms(300), NOW.plus_ms(100)).await.unwrap();
    assert_eq!(store.request_by_secret(hash(2)).await.unwrap(), None);
    store.add_request(request(4)).await.unwrap();
    store.archive_room(room_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.request_by_secret(hash(4)).await.unwrap(), None);
}

pub(in crate::store) async fn a_seat_uses_up_what_it_rests_on(store: &Store) {
    with_requests(store, 1).await;
    let room = room_id(1);
    let personal = Invite { personal: true, ..invite(2, 1, InviteKind::Member) };
    store.create_invite(personal.clone(), AuditBatch::default()).await.unwrap();
    let opened = to(WayIn::Open {}, places(1));
    store.replace_entry(room, opened.clone(), audit(&["entry_change"])).await.unwrap();
    let stale = store.replace_entry(room, opened.clone(), AuditBatch::default()).await;
    assert_eq!(stale, Err(StoreError::Conflict(Conflict::Entry)));
    let stale = store.take_seat(seating(1, opened)).await;
    assert_eq!(stale, Err(StoreError::Conflict(Conflict::Entry)));

    let uses = |n, uses| Seating { uses: Some(uses), ..seating(n, to(places(1), places(0))) };
    let (one, two) =
        tokio::join!(store.take_seat(uses(1, personal.id)), store.take_seat(uses(2, personal.id)));
    assert!(one.is_ok() != two.is_ok(), "one place, one seat");
    assert_eq!(store.room(room).await.unwrap().unwrap().entry, places(0));
    assert_eq!(store.participants(room).await.unwrap().len(), 1);
    let used = store.usable_invite(hash(2)).await.unwrap().unwrap();
    assert!(used.used_at.is_some(), "it is found, as used");
    let again = Seating { uses: Some(personal.id), ..seating(3, to(places(0), places(0))) };
    assert_eq!(store.take_seat(again).await, Err(StoreError::NotFound));

    let asked = Seating { request: Some(request(1).id), ..seating(4, to(places(0), places(0))) };
    assert_eq!(store.take_seat(asked.clone()).await, Err(StoreError::NotFound), "nobody has let them in");
    store.decide_request(decision(1, RequestState::Accepted), AuditBatch::default()).await.unwrap();
    store.take_seat(asked).await.unwrap();
    assert_eq!(store.request_by_secret(hash(1)).await.unwrap(), None);
    assert_eq!(store.newcomers(room, NOW).await, Ok(2));
    assert_eq!(store.newcomers(room, NOW.plus_ms(1_000)).await, Ok(0));
}
