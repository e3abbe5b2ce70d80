use crate::{
    meeting::id::KeyId,
    room::Scope,
    store::{AccountChange, AuditBatch, ProgramKey, Store, StoreError},
};

use super::fixtures::*;

fn key(n: u8, account: u8) -> ProgramKey {
    ProgramKey {
        id: KeyId::from_bytes([n; 16]),
        account: account_id(account),
        name: format!("Key {n}"),
        secret_hash: hash(n),
        scopes: [Scope::RoomsRead, Scope::InvitesWrite].into(),
        created_at: NOW.plus_ms(u64::from(n)),
        expires_at: NOW.plus_ms(1_000),
        last_used_at: None,
    }
}

pub(in crate::store) async fn a_key_works_until_it_ends_or_is_revoked(store: &Store) {
    with_rooms(store, 0).await;
    store.create_account(account(2), AuditBatch::default()).await.unwrap();
    assert_eq!(store.create_key(key(9, 9), AuditBatch::default()).await, Err(StoreError::NotFound));
    for n in 1..=2 {
        store.create_key(key(n, n), AuditBatch::default()).await.unwrap();
    }
    assert_eq!(store.keys().await, Ok(vec![key(2, 2), key(1, 1)]), "newest first");
    assert_eq!(store.usable_key(hash(2), NOW).await, Ok(Some((key(2, 2), account(2)))));
    assert_eq!(store.usable_key(hash(3), NOW).await, Ok(None));
    assert_eq!(store.usable_key(hash(2), NOW.plus_ms(1_000)).await, Ok(None), "it has run out");
    store.touch_key(key(2, 2).id, NOW).await.unwrap();
    assert_eq!(store.keys().await.unwrap()[0].last_used_at, Some(NOW));
    let disabled = AccountChange { disabled: Some(true), ..AccountChange::default() };
    let _ = store.update_account(account_id(2), disabled, AuditBatch::default()).await;
    assert_eq!(store.usable_key(hash(2), NOW).await, Ok(None), "its account is disabled");
    store.revoke_key(key(1, 1).id, AuditBatch::default()).await.unwrap();
    assert_eq!(store.usable_key(hash(1), NOW).await, Ok(None));
    assert_eq!(store.revoke_key(key(1, 1).id, AuditBatch::default()).await, Err(StoreError::NotFound));
}
