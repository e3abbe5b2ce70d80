use super::fixtures::*;
use crate::{
    meeting::role::RoomKind,
    room::{InviteKind, Room, Standing, formats::FormatId, places::PlacesRule},
    store::{AuditBatch, Store, StoreError},
};

pub(in crate::store) async fn rooms_are_kept(store: &Store) {
    assert_eq!(
        store.create_room(room(1, 1), PlacesRule::default(), AuditBatch::default()).await,
        Err(StoreError::NotFound),
        "no owner"
    );
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
    let stored = store.update_room(edited.clone(), AuditBatch::default()).await.unwrap();
    assert_eq!(stored.guidelines_version, 1, "they are the same");
    edited.guidelines.push("Say I.".to_owned());
    // What never changes is not changed by accident.
    edited.kind = RoomKind::TherapistLed;
    edited.format = FormatId::stored("other".to_owned());
    let stored = store.update_room(edited.clone(), AuditBatch::default()).await.unwrap();
    let Room { kind, format, .. } = room(1, 1);
    (edited.kind, edited.format) = (kind, format);
    edited.guidelines_version = 2;
    assert_eq!(stored, edited);
    assert_eq!(store.room(room_id(1)).await.unwrap(), Some(edited));
    assert_eq!(store.update_room(room(9, 1), AuditBatch::default()).await, Err(StoreError::NotFound));
}

pub(in crate::store) async fn rooms_are_listed_for_their_leads(store: &Store) {
    with_rooms(store, 3).await;
    store.create_account(account(2), AuditBatch::default()).await.unwrap();
    store.create_room(room(4, 2), PlacesRule::default(), AuditBatch::default()).await.unwrap();
    store.create_invite(invite(1, 1, InviteKind::CoLead), AuditBatch::default()).await.unwrap();
    let accepted = store.accept_co_lead(hash(1), account_id(2), NOW, AuditBatch::default()).await;
    assert!(accepted.unwrap().is_some());
    assert_eq!(store.co_leads(room_id(1)).await.unwrap(), [account(2)]);
    assert_eq!(store.rooms_of(account_id(2)).await.unwrap(), [room(4, 2), room(1, 1)]);
    for (account, standing) in [(1, Some(Standing::Owner)), (2, Some(Standing::CoLead)), (9, None)] {
        assert_eq!(store.standing(room_id(1), account_id(account)).await, Ok(standing));
    }

    store.archive_room(room_id(4), NOW, AuditBatch::default()).await.unwrap();
    store.archive_room(room_id(4), NOW.plus_ms(5), AuditBatch::default()).await.unwrap();
    assert_eq!(store.room(room_id(4)).await.unwrap().unwrap().archived_at, Some(NOW));
    assert_eq!(store.archive_room(room_id(9), NOW, AuditBatch::default()).await, Err(StoreError::NotFound));
    assert_eq!(store.rooms_of(account_id(2)).await.unwrap(), [room(1, 1)]);
    let archived = store.archived_rooms(account_id(2)).await.unwrap();
    assert_eq!(archived.iter().map(|room| room.id).collect::<Vec<_>>(), [room_id(4)]);
    assert_eq!(store.archived_rooms(account_id(1)).await.unwrap(), []);
    store.remove_co_lead(room_id(1), account_id(2), audit(&["co_lead_remove"])).await.unwrap();
    let again = store.remove_co_lead(room_id(1), account_id(2), audit(&["co_lead_remove"])).await;
    assert_eq!(again, Err(StoreError::NotFound));
    assert_eq!(store.rooms_of(account_id(2)).await.unwrap(), []);
}
