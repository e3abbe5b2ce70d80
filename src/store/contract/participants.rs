use super::fixtures::*;
use crate::{
    secrets::SecretHash,
    store::{AuditBatch, Conflict, Store, StoreError, limits::SEAT_SECRETS_MAX},
};

pub(in crate::store) async fn seats_are_found(store: &Store) {
    with_rooms(store, 2).await;
    let mut lead = participant(1, 1);
    lead.account = Some(account_id(1));
    let mut guest = participant(2, 1);
    guest.external_mark = Some(mark(50));
    store.create_participant(lead.clone(), None).await.unwrap();
    store.create_participant(guest.clone(), Some(hash(60))).await.unwrap();

    let room = room_id(1);
    let guests = [
        store.participant(guest.id).await,
        store.participant_by_secret(hash(60)).await,
        store.participant_by_recovery(hash(2)).await,
        store.participant_by_external(room, mark(50)).await,
        store.participant_by_name(room, mark(2)).await,
    ];
    for found in guests {
        assert_eq!(found.unwrap(), Some(guest.clone()));
    }
    assert_eq!(store.participant_by_account(room, account_id(1)).await.unwrap(), Some(lead.clone()));
    assert_eq!(store.participants(room).await.unwrap(), [lead, guest]);

    let elsewhere = [
        store.participant(participant_id(9)).await,
        store.participant_by_secret(hash(2)).await,
        store.participant_by_recovery(hash(60)).await,
        store.participant_by_external(room_id(2), mark(50)).await,
        store.participant_by_name(room_id(2), mark(2)).await,
        store.participant_by_account(room_id(2), account_id(1)).await,
    ];
    for found in elsewhere {
        assert_eq!(found.unwrap(), None);
    }
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
    let secret = |n: u32| SecretHash::of(&n.to_be_bytes());
    store.create_participant(participant(1, 1), Some(secret(0))).await.unwrap();
    for n in 1..=SEAT_SECRETS_MAX {
        store.add_seat_secret(participant_id(1), secret(n), NOW).await.unwrap();
    }
    assert_eq!(store.participant_by_secret(secret(0)).await.unwrap(), None, "the oldest gave way");
    for n in 1..=SEAT_SECRETS_MAX {
        assert!(store.participant_by_secret(secret(n)).await.unwrap().is_some());
    }
    let nobody = store.add_seat_secret(participant_id(9), secret(99), NOW).await;
    assert_eq!(nobody, Err(StoreError::NotFound));
}

pub(in crate::store) async fn bans_are_noted(store: &Store) {
    with_rooms(store, 1).await;
    let id = participant_id(1);
    store.create_participant(participant(1, 1), Some(hash(60))).await.unwrap();
    store.ban_participant(id, NOW, audit(&["banned"])).await.unwrap();
    store.ban_participant(id, NOW.plus_ms(5), AuditBatch::default()).await.unwrap();
    let banned = store.participant_by_secret(hash(60)).await.unwrap().unwrap();
    assert_eq!(banned.banned_at, Some(NOW));
    store.unban_participant(id, audit(&["unbanned"])).await.unwrap();
    assert_eq!(store.participant(id).await.unwrap().unwrap().banned_at, None);

    let unknown = store.ban_participant(participant_id(9), NOW, audit(&["banned"])).await;
    assert_eq!(unknown, Err(StoreError::NotFound));
    let acts = store.audit().list(Some(room_id(1)), None, 10).await.unwrap();
    let actions: Vec<_> = acts.iter().map(|entry| entry.entry.action.as_str()).collect();
    assert_eq!(actions, ["unbanned", "banned"], "what failed is not in the trail");
}
