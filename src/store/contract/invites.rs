use super::fixtures::*;
use crate::{
    meeting::id::InviteId,
    room::InviteKind,
    store::{AuditBatch, Store, StoreError},
};

pub(in crate::store) async fn invites_work_until_revoked(store: &Store) {
    with_rooms(store, 2).await;
    let (one, two) = (invite(1, 1, InviteKind::Member), invite(2, 2, InviteKind::Member));
    store.create_invite(one, AuditBatch::default()).await.unwrap();
    store.create_invite(two, AuditBatch::default()).await.unwrap();
    let mut same_secret = invite(3, 1, InviteKind::Member);
    same_secret.secret_hash = one.secret_hash;
    assert!(matches!(
        store.create_invite(same_secret, AuditBatch::default()).await,
        Err(StoreError::Conflict(_))
    ));

    for _ in 0..2 {
        assert_eq!(store.usable_invite(hash(1)).await.unwrap(), Some(one));
    }
    assert_eq!(store.usable_invite(hash(9)).await.unwrap(), None);
    let of_another_room = store.revoke_invite(room_id(2), one.id, NOW, AuditBatch::default()).await;
    assert_eq!(of_another_room, Err(StoreError::NotFound));
    store.revoke_invite(room_id(1), one.id, NOW, AuditBatch::default()).await.unwrap();
    store.revoke_invite(room_id(1), one.id, NOW.plus_ms(5), AuditBatch::default()).await.unwrap();
    assert_eq!(store.usable_invite(hash(1)).await.unwrap(), None);
    assert_eq!(store.invites(room_id(1)).await.unwrap()[0].revoked_at, Some(NOW));
    let unknown =
        store.revoke_invite(room_id(1), InviteId::from_bytes([9; 16]), NOW, AuditBatch::default()).await;
    assert_eq!(unknown, Err(StoreError::NotFound));
    store.archive_room(room_id(2), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.usable_invite(hash(2)).await.unwrap(), None);
}

pub(in crate::store) async fn a_co_lead_invite_works_once(store: &Store) {
    with_rooms(store, 1).await;
    for n in 2..=3 {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
    }
    store.create_invite(invite(1, 1, InviteKind::CoLead), AuditBatch::default()).await.unwrap();
    store.create_invite(invite(2, 1, InviteKind::Member), AuditBatch::default()).await.unwrap();
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
