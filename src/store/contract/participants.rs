use std::sync::Arc;

use super::fixtures::*;
use crate::{
    meeting::id::SubscriptionId,
    room::Room,
    store::{
        AuditBatch, BrowserSecret, Conflict, Entering, Participant, PushSubscription, Result, SeatOf, Store,
        StoreError, limits::SEAT_SECRETS_MAX,
    },
};

pub(in crate::store) async fn seats_are_found(store: &Store) {
    with_rooms(store, 2).await;
    let mut lead = participant(1, 1);
    lead.account = Some(account_id(1));
    let mut guest = participant(2, 1);
    guest.external_mark = Some(mark(50));
    store.create_participant(lead.clone(), None).await.unwrap();
    store.create_participant(guest.clone(), Some(device(60, 2))).await.unwrap();

    let room = room_id(1);
    let guests = [
        store.participant(guest.id).await,
        by_secret(store, 60).await,
        store.participant_by_recovery(hash(2)).await,
    ];
    for found in guests {
        assert_eq!(found.unwrap(), Some(guest.clone()));
    }
    assert_eq!(store.participant_by_account(room, account_id(1)).await.unwrap(), Some(lead.clone()));
    assert_eq!(store.participants(room).await.unwrap(), [lead, guest]);

    let elsewhere = [
        store.participant(participant_id(9)).await,
        by_secret(store, 2).await,
        store.participant_by_recovery(hash(60)).await,
        store.participant_by_account(room_id(2), account_id(1)).await,
    ];
    for found in elsewhere {
        assert_eq!(found.unwrap(), None);
    }
}

pub(in crate::store) async fn whoever_enters_is_found_with_the_room(store: &Store) {
    with_rooms(store, 2).await;
    let enters = async |room, who, device: Option<u8>| {
        store.entering(room_id(room), who, device.map(hash), NOW).await.unwrap()
    };
    let (id, user) = (SeatOf::Participant(participant_id(1)), SeatOf::User(mark(50)));
    assert_eq!(enters(9, id, None).await, None, "no such room");
    let nobody = Entering {
        room: Arc::new(room(1, 1)),
        seat: None,
        sealed_label: None,
        reachable: false,
        device_until: None,
    };
    assert_eq!(enters(1, id, None).await, Some(nobody.clone()));

    let mut guest = participant(1, 1);
    guest.external_mark = Some(mark(50));
    store.create_participant(guest.clone(), Some(device(60, 1))).await.unwrap();
    store.create_participant(participant(2, 1), Some(device(61, 2))).await.unwrap();
    let found = Entering { seat: Some(guest.clone()), ..nobody };
    for who in [id, user] {
        assert_eq!(enters(1, who, None).await.as_ref(), Some(&found));
        assert_eq!(enters(1, who, Some(61)).await.as_ref(), Some(&found), "another's device");
        assert_eq!(enters(2, who, Some(60)).await.unwrap().seat, None, "a seat in another room");
        assert_eq!(enters(2, who, Some(60)).await.unwrap().device_until, None);
        let until = enters(1, who, Some(60)).await.unwrap().device_until;
        assert_eq!(until, Some(device(60, 1).expires_at));
    }
    let late = store.entering(room_id(1), id, Some(hash(60)), device(60, 1).expires_at).await.unwrap();
    assert_eq!(late.unwrap().device_until, None);

    let subscription = PushSubscription {
        id: SubscriptionId::from_bytes([1; 16]),
        participant: guest.id,
        sealed: vec![1; 40],
        created_at: NOW,
    };
    store.put_subscription(subscription, BrowserSecret::Seat(hash(60))).await.unwrap();
    assert!(enters(1, id, None).await.unwrap().reachable);
    assert!(!enters(1, SeatOf::Participant(participant_id(2)), None).await.unwrap().reachable);
    let late = store.entering(room_id(1), id, None, device(60, 1).expires_at).await.unwrap();
    assert!(!late.unwrap().reachable, "the browser is not known any more");
    store.ban_participant(guest.id, NOW, AuditBatch::default()).await.unwrap();
    let banned = enters(1, id, None).await.unwrap();
    assert_eq!((banned.seat.unwrap().banned_at, banned.reachable), (Some(NOW), false));
}

/// A room that was read before is never an old one.
pub(in crate::store) async fn whoever_enters_finds_the_room_as_it_is(store: &Store) {
    with_rooms(store, 1).await;
    let enters = async || {
        let found = store.entering(room_id(1), SeatOf::Participant(participant_id(1)), None, NOW).await;
        Room::clone(&found.unwrap().unwrap().room)
    };
    assert_eq!(enters().await, room(1, 1));
    for n in 0..3 {
        let edited = Room { title: format!("Another {n}"), ..room(1, 1) };
        let stored = store.update_room(edited, AuditBatch::default()).await.unwrap();
        assert_eq!(enters().await, stored);
        assert_eq!(enters().await, stored);
    }
    store.archive_room(room_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(enters().await.archived_at, Some(NOW));
}

pub(in crate::store) async fn names_and_seats_are_unique_in_a_room(store: &Store) {
    with_rooms(store, 2).await;
    let mut first = participant(1, 1);
    first.account = Some(account_id(1));
    first.external_mark = Some(mark(50));
    store.create_participant(first.clone(), None).await.unwrap();

    let mut same_name = participant(2, 1);
    same_name.name_mark = first.name_mark;
    let mut same_account = participant(2, 1);
    same_account.account = first.account;
    let mut same_user = participant(2, 1);
    same_user.external_mark = first.external_mark;
    for (second, conflict) in
        [(same_name, Conflict::ParticipantName), (same_account, Conflict::Seat), (same_user, Conflict::Seat)]
    {
        let refused = store.create_participant(second, None).await;
        assert_eq!(refused, Err(StoreError::Conflict(conflict)));
    }
    let mut in_another_room = participant(2, 2);
    in_another_room.name_mark = first.name_mark;
    in_another_room.account = first.account;
    store.create_participant(in_another_room, None).await.unwrap();
    let nowhere = store.create_participant(participant(5, 9), None).await;
    assert_eq!(nowhere, Err(StoreError::NotFound));
}

pub(in crate::store) async fn a_seat_opens_on_several_devices(store: &Store) {
    with_rooms(store, 1).await;
    let devices = u8::try_from(SEAT_SECRETS_MAX).unwrap();
    let add = async |n, alone| store.add_seat_device(device(n, 1), NOW, alone).await;
    store.create_participant(participant(1, 1), Some(device(0, 1))).await.unwrap();
    for n in 1..devices {
        assert_eq!(add(n, false).await, Ok(vec![]));
    }
    assert_eq!(add(devices, false).await, Ok(vec![hash(0)]), "the oldest gave way");
    assert_eq!(by_secret(store, 0).await.unwrap(), None);
    for n in 1..=devices {
        assert!(by_secret(store, n).await.unwrap().is_some());
    }
    store.remove_seat_device(hash(1)).await.unwrap();
    store.remove_seat_device(hash(1)).await.unwrap();
    assert_eq!(by_secret(store, 1).await.unwrap(), None);
    let mut others = add(99, true).await.unwrap();
    others.sort_unstable();
    assert_eq!(others, (2..=devices).map(hash).collect::<Vec<_>>(), "open on this device alone");
    let nobody = store.add_seat_device(device(98, 9), NOW, false).await;
    assert_eq!(nobody, Err(StoreError::NotFound));
}

pub(in crate::store) async fn a_recovery_code_is_renewed_and_devices_are_listed(store: &Store) {
    with_rooms(store, 2).await;
    let mut person = participant(1, 1);
    person.recovery_hash = Some(hash(40));
    store.create_participant(person.clone(), Some(device(1, 1))).await.unwrap();
    let renew = async |id, to| store.renew_recovery(id, to, audit(&["recovery_renew"])).await;
    assert_eq!(renew(participant_id(9), hash(41)).await, Err(StoreError::NotFound));
    renew(person.id, hash(41)).await.unwrap();
    assert_eq!(store.participant_by_recovery(hash(40)).await.unwrap(), None);
    let found = store.participant_by_recovery(hash(41)).await.unwrap();
    assert_eq!(found.map(|found| found.id), Some(person.id));
    assert_eq!(store.audit().head().await.unwrap().count, 1);
    assert_eq!(store.seat_devices(room_id(1)).await.unwrap(), [device(1, 1)]);
    assert_eq!(store.seat_devices(room_id(2)).await.unwrap(), []);
}

pub(in crate::store) async fn a_device_forgets(store: &Store) {
    with_rooms(store, 1).await;
    let device = device(60, 1);
    store.create_participant(participant(1, 1), Some(device)).await.unwrap();
    let found = store.participant_by_secret(hash(60), NOW.plus_ms(999)).await.unwrap();
    assert_eq!(found, Some((device, participant(1, 1))));
    assert_eq!(store.participant_by_secret(hash(60), NOW.plus_ms(1_000)).await.unwrap(), None);
    store.touch_seat_device(hash(60), NOW.plus_ms(2_000)).await.unwrap();
    store.touch_seat_device(hash(61), NOW.plus_ms(2_000)).await.unwrap();
    assert!(store.participant_by_secret(hash(60), NOW.plus_ms(1_000)).await.unwrap().is_some());
    assert_eq!(store.delete_expired(NOW.plus_ms(1_999)).await.unwrap(), 0);
    assert_eq!(store.delete_expired(NOW.plus_ms(2_000)).await.unwrap(), 1);
}

async fn by_secret(store: &Store, n: u8) -> Result<Option<Participant>> {
    Ok(store.participant_by_secret(hash(n), NOW).await?.map(|(_, participant)| participant))
}

pub(in crate::store) async fn bans_are_noted(store: &Store) {
    with_rooms(store, 1).await;
    let id = participant_id(1);
    store.create_participant(participant(1, 1), Some(device(60, 1))).await.unwrap();
    store.ban_participant(id, NOW, audit(&["banned"])).await.unwrap();
    store.ban_participant(id, NOW.plus_ms(5), AuditBatch::default()).await.unwrap();
    let banned = by_secret(store, 60).await.unwrap().unwrap();
    assert_eq!(banned.banned_at, Some(NOW));
    store.unban_participant(id, audit(&["unbanned"])).await.unwrap();
    assert_eq!(store.participant(id).await.unwrap().unwrap().banned_at, None);

    let unknown = store.ban_participant(participant_id(9), NOW, audit(&["banned"])).await;
    assert_eq!(unknown, Err(StoreError::NotFound));
    let acts = store.audit().list(Some(room_id(1)), None, 10).await.unwrap();
    let actions: Vec<_> = acts.iter().map(|entry| entry.entry.action.as_str()).collect();
    assert_eq!(actions, ["unbanned", "banned"], "what failed is not in the trail");
}

pub(in crate::store) async fn what_was_accepted_is_noted(store: &Store) {
    with_rooms(store, 1).await;
    for n in [1, 2] {
        store.create_participant(participant(n, 1), None).await.unwrap();
    }
    let accepted = async |n| store.participant(participant_id(n)).await.unwrap().unwrap().guidelines_version;
    assert_eq!(accepted(1).await, None);
    store.note_guidelines(vec![(participant_id(1), 1), (participant_id(9), 1)]).await.unwrap();
    store.note_guidelines(vec![(participant_id(1), 3), (participant_id(2), 3)]).await.unwrap();
    assert_eq!((accepted(1).await, accepted(2).await), (Some(3), Some(3)));
}
