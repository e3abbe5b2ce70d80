use super::fixtures::*;
use crate::{
    meeting::role::RoomKind,
    room::{ShareMs, formats::FormatId},
    store::{AuditBatch, Store, StoreError},
    time::UnixMs,
};

pub(in crate::store) async fn templates_are_kept(store: &Store) {
    assert_eq!(store.create_template(template(1, 1)).await, Err(StoreError::NotFound), "no owner");
    for n in 1..=2 {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
    }
    for (n, owner) in [(2, 1), (1, 1), (3, 2)] {
        store.create_template(template(n, owner)).await.unwrap();
    }
    let kept = store.templates_of(account_id(1)).await.unwrap();
    assert_eq!(kept, [template(1, 1), template(2, 1)], "one's own, oldest first");
    assert_eq!(store.templates_of(account_id(9)).await.unwrap(), []);
}

pub(in crate::store) async fn a_template_is_replaced_by_its_owner(store: &Store) {
    for n in 1..=2 {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
    }
    store.create_template(template(1, 1)).await.unwrap();
    let mut new = template(1, 1);
    new.name = "Another".to_owned();
    new.kind = RoomKind::TherapistLed;
    new.format = FormatId::stored("process".to_owned());
    new.share_ms = ShareMs::from_ms(0);
    new.agenda.clear();
    new.changed_at = NOW.plus_ms(50);
    let mut sent = new.clone();
    sent.created_at = UnixMs::default();
    assert_eq!(store.replace_template(sent).await, Ok(new.clone()), "made when it was made");
    let mut of_another = new.clone();
    of_another.owner = account_id(2);
    assert_eq!(store.replace_template(of_another).await, Err(StoreError::NotFound));
    assert_eq!(store.replace_template(template(9, 1)).await, Err(StoreError::NotFound));
    assert_eq!(store.templates_of(account_id(1)).await.unwrap(), [new]);
}

pub(in crate::store) async fn a_template_is_deleted_by_its_owner(store: &Store) {
    for n in 1..=2 {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
    }
    store.create_template(template(1, 1)).await.unwrap();
    assert_eq!(store.delete_template(account_id(2), template_id(1)).await, Err(StoreError::NotFound));
    assert_eq!(store.templates_of(account_id(1)).await.unwrap().len(), 1);
    store.delete_template(account_id(1), template_id(1)).await.unwrap();
    assert_eq!(store.templates_of(account_id(1)).await.unwrap(), []);
    assert_eq!(store.delete_template(account_id(1), template_id(1)).await, Err(StoreError::NotFound));
}
