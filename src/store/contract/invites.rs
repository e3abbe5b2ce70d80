use super::fixtures::*;
use crate::{
    meeting::id::InviteId,
    room::InviteKind,
    store::{AuditBatch, InviteChange, Store, StoreError},
};

pub(in crate::store) async fn invites_work_until_revoked(store: &Store) {
    with_rooms(store, 2).await;
    let (one, two) = (invite(1, 1, InviteKind::Member), invite(2, 2, InviteKind::Member));
    store.create_invite(one.clone(), AuditBatch::default()).await.unwrap();
    store.create_invite(two.clone(), AuditBatch::default()).await.unwrap();
    let mut same_secret = invite(3, 1, InviteKind::Member);
    same_secret.secret_hash = one.secret_hash;
    assert!(matches!(
        store.create_invite(same_secret, AuditBatch::default()).await,
        Err(StoreError::Conflict(_))
    ));

    for _ in 0..2 {
        assert_eq!(store.usable_invite(hash(1)).await.unwrap(), Some(one.clone()));
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

pub(in crate::store) async fn an_invite_has_a_label_and_an_end(store: &Store) {
    with_rooms(store, 2).await;
    let room = room_id(1);
    let mut one = invite(1, 1, InviteKind::Member);
    (one.sealed_label, one.expires_at) = (Some(vec![1; 40]), Some(NOW.plus_ms(10)));
    one.sealed_secret = Some(vec![3; 90]);
    store.create_invite(one.clone(), AuditBatch::default()).await.unwrap();
    assert_eq!(store.usable_invite(hash(1)).await.unwrap(), Some(one.clone()));
    assert!(!one.has_expired(NOW.plus_ms(9)) && one.has_expired(NOW.plus_ms(10)));

    let change =
        async |room, change| store.change_invite(room, one.id, change, audit(&["invite_change"])).await;
    let elsewhere = change(room_id(2), InviteChange::default()).await;
    assert_eq!(elsewhere, Err(StoreError::NotFound));
    change(room, InviteChange { expires_at: Some(None), ..InviteChange::default() }).await.unwrap();
    let label = Some(vec![2; 40]);
    let to = |sealed_label| InviteChange { sealed_label: Some(sealed_label), ..InviteChange::default() };
    change(room, to(label.clone())).await.unwrap();
    let changed = store.usable_invite(hash(1)).await.unwrap().unwrap();
    assert_eq!((&changed.sealed_label, changed.expires_at), (&label, None));
    store.revoke_invite(room, one.id, NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(change(room, to(label)).await, Err(StoreError::NotFound));
    let revoked = store.invites(room).await.unwrap().remove(0);
    assert_eq!((revoked.sealed_label, revoked.sealed_secret), (None, None), "forgotten with the link");
    assert_eq!(store.audit().head().await.unwrap().count, 2);

    let mut two = invite(2, 1, InviteKind::CoLead);
    (two.sealed_label, two.expires_at) = (Some(vec![1; 40]), Some(NOW.plus_ms(10)));
    store.create_invite(two, AuditBatch::default()).await.unwrap();
    store.create_account(account(2), AuditBatch::default()).await.unwrap();
    let accept = async |at| store.accept_co_lead(hash(2), account_id(2), at, AuditBatch::default()).await;
    assert_eq!(accept(NOW.plus_ms(10)).await, Ok(None), "it has expired");
    let used = accept(NOW.plus_ms(9)).await.unwrap().unwrap();
    assert_eq!(used.sealed_label, None, "forgotten when it is used");

    let mut three = invite(3, 2, InviteKind::Member);
    three.sealed_label = Some(vec![1; 40]);
    store.create_invite(three, AuditBatch::default()).await.unwrap();
    store.vacate(room_id(2), AuditBatch::default()).await.unwrap();
    assert_eq!(store.invites(room_id(2)).await.unwrap()[0].sealed_label, None, "its key is lost");
}
