use super::fixtures::*;
use crate::{
    meeting::{id::InviteId, role::RoomKind},
    room::{InviteKind, Room, Standing, formats::FormatId},
    store::{AuditBatch, Store, StoreError},
};

pub(in crate::store) async fn rooms_are_kept(store: &Store) {
    assert_eq!(store.create_room(room(1, 1)).await, Err(StoreError::NotFound), "no owner");
    with_rooms(store, 1).await;
    assert_eq!(store.room(room_id(1)).await.unwrap(), Some(room(1, 1)));
    assert_eq!(store.room(room_id(9)).await.unwrap(), None);
}

pub(in crate::store) async fn an_edit_counts_the_guidelines(store: &Store) {
    with_rooms(store, 1).await;
    let mut edited = room(1, 1);
    edited.title = "Another".to_owned();
    edited.settings.reactions = true;
    edited.guidelines_version = 9;
    let stored = store.update_room(edited.clone()).await.unwrap();
    assert_eq!(stored.guidelines_version, 1, "they are the same");
    edited.guidelines.push("Say I.".to_owned());
    // What never changes is not changed by accident.
    edited.kind = RoomKind::TherapistLed;
    edited.format = FormatId::stored("other".to_owned());
    let stored = store.update_room(edited.clone()).await.unwrap();
    let Room { kind, format, .. } = room(1, 1);
    (edited.kind, edited.format) = (kind, format);
    edited.guidelines_version = 2;
    assert_eq!(stored, edited);
    assert_eq!(store.room(room_id(1)).await.unwrap(), Some(edited));
    assert_eq!(store.update_room(room(9, 1)).await, Err(StoreError::NotFound));
}

pub(in crate::store) async fn rooms_are_listed_for_their_leads(store: &Store) {
    with_rooms(store, 3).await;
    store.create_account(account(2), AuditBatch::default()).await.unwrap();
    store.create_room(room(4, 2)).await.unwrap();
    for n in 1..=2 {
        store.create_invite(invite(n, 1, InviteKind::CoLead)).await.unwrap();
        assert!(
            store.accept_co_lead(hash(n), account_id(2), NOW, AuditBatch::default()).await.unwrap().is_some()
        );
    }
    assert_eq!(store.co_leads(room_id(1)).await.unwrap(), [account(2)]);
    assert_eq!(store.rooms_of(account_id(2)).await.unwrap(), [room(4, 2), room(1, 1)]);
    for (account, standing) in [(1, Some(Standing::Owner)), (2, Some(Standing::CoLead)), (9, None)] {
        assert_eq!(store.standing(&room(1, 1), account_id(account)).await, Ok(standing));
    }

    store.archive_room(room_id(4), NOW).await.unwrap();
    store.archive_room(room_id(4), NOW.plus_ms(5)).await.unwrap();
    assert_eq!(store.room(room_id(4)).await.unwrap().unwrap().archived_at, Some(NOW));
    assert_eq!(store.archive_room(room_id(9), NOW).await, Err(StoreError::NotFound));
    assert_eq!(store.rooms_of(account_id(2)).await.unwrap(), [room(1, 1)]);
    store.remove_co_lead(room_id(1), account_id(2)).await.unwrap();
    store.remove_co_lead(room_id(1), account_id(2)).await.unwrap();
    assert_eq!(store.rooms_of(account_id(2)).await.unwrap(), []);
}

pub(in crate::store) async fn invites_work_until_revoked(store: &Store) {
    with_rooms(store, 2).await;
    let (one, two) = (invite(1, 1, InviteKind::Member), invite(2, 2, InviteKind::Member));
    store.create_invite(one).await.unwrap();
    store.create_invite(two).await.unwrap();
    let mut same_secret = invite(3, 1, InviteKind::Member);
    same_secret.secret_hash = one.secret_hash;
    assert!(matches!(store.create_invite(same_secret).await, Err(StoreError::Conflict(_))));

    for _ in 0..2 {
        assert_eq!(store.usable_invite(hash(1)).await.unwrap(), Some(one));
    }
    assert_eq!(store.usable_invite(hash(9)).await.unwrap(), None);
    let of_another_room = store.revoke_invite(room_id(2), one.id, NOW).await;
    assert_eq!(of_another_room, Err(StoreError::NotFound));
    store.revoke_invite(room_id(1), one.id, NOW).await.unwrap();
    store.revoke_invite(room_id(1), one.id, NOW.plus_ms(5)).await.unwrap();
    assert_eq!(store.usable_invite(hash(1)).await.unwrap(), None);
    assert_eq!(store.invites(room_id(1)).await.unwrap()[0].revoked_at, Some(NOW));
    let unknown = store.revoke_invite(room_id(1), InviteId::from_bytes([9; 16]), NOW).await;
    assert_eq!(unknown, Err(StoreError::NotFound));
    store.archive_room(room_id(2), NOW).await.unwrap();
    assert_eq!(store.usable_invite(hash(2)).await.unwrap(), None);
}

pub(in crate::store) async fn a_co_lead_invite_works_once(store: &Store) {
    with_rooms(store, 1).await;
    for n in 2..=3 {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
    }
    store.create_invite(invite(1, 1, InviteKind::CoLead)).await.unwrap();
    store.create_invite(invite(2, 1, InviteKind::Member)).await.unwrap();
    let nobody = store.accept_co_lead(hash(1), account_id(9), NOW, AuditBatch::default()).await;
    assert_eq!(nobody, Err(StoreError::NotFound));
    assert!(store.usable_invite(hash(1)).await.unwrap().is_some(), "a failure uses nothing up");

    let (one, two) = tokio::join!(
        store.accept_co_lead(hash(1), account_id(2), NOW, audit(&["co_lead_accept"])),
        store.accept_co_lead(hash(1), account_id(3), NOW, audit(&["co_lead_accept"])),
    );
    assert!(one.unwrap().is_some() != two.unwrap().is_some());
    assert_eq!(store.audit().head().await.unwrap().count, 1, "one act, one entry");
    assert_eq!(store.co_leads(room_id(1)).await.unwrap().len(), 1);
    assert_eq!(store.usable_invite(hash(1)).await.unwrap(), None);
    let member = store.accept_co_lead(hash(2), account_id(2), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(member, None, "a member's link gives no lead");
    let listed = store.invites(room_id(1)).await.unwrap();
    assert_eq!((listed[0].used_at, listed[1].used_at), (None, Some(NOW)));
}
