use super::fixtures::*;
use crate::{
    secrets::PasswordHash,
    store::{Account, AccountChange, AuditBatch, Conflict, Identity, Store, StoreError},
};

fn identity(mark: u8, account: u8) -> Identity {
    Identity { mark: hash(mark), account: account_id(account), since: NOW }
}

pub(in crate::store) async fn an_identity_opens_one_account(store: &Store) {
    for n in 1..=2 {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
    }
    let connect = async |mark, account| {
        store.connect_identity(identity(mark, account), audit(&["identity_connect"])).await
    };
    assert_eq!(connect(11, 9).await, Err(StoreError::NotFound));
    assert_eq!(connect(11, 1).await, Ok(()));
    assert_eq!(connect(11, 2).await, Err(StoreError::Conflict(Conflict::Id)), "it opens another account");
    assert_eq!(connect(12, 1).await, Err(StoreError::Conflict(Conflict::Id)), "the account has another");
    let known = async |mark| store.account_of_identity(hash(mark)).await.unwrap().map(|account| account.id);
    assert_eq!((known(11).await, known(12).await), (Some(account_id(1)), None));
    assert_eq!(store.identity_of(account_id(1)).await.unwrap(), Some(identity(11, 1)));

    let new =
        |n, mark| store.create_connected_account(account(n), identity(mark, n), audit(&["account_create"]));
    let namesake = Account { name: account(2).name, ..account(3) };
    let refused = store.create_connected_account(namesake, identity(13, 3), audit(&["account_create"])).await;
    assert_eq!(refused, Err(StoreError::Conflict(Conflict::AccountName)));
    assert_eq!(new(3, 11).await, Err(StoreError::Conflict(Conflict::Id)));
    assert_eq!(store.account(account_id(3)).await.unwrap(), None, "all or nothing");
    assert_eq!(new(3, 13).await, Ok(()));
    assert_eq!(known(13).await, Some(account_id(3)));

    let gone =
        async |account| store.disconnect_identity(account_id(account), audit(&["identity_disconnect"])).await;
    assert_eq!((gone(1).await, gone(1).await), (Ok(()), Err(StoreError::NotFound)));
    assert_eq!(known(11).await, None);
    assert_eq!(store.audit().head().await.unwrap().count, 3);
}

pub(in crate::store) async fn a_disabled_account_and_a_reset_take_the_way_in(store: &Store) {
    for n in 1..=2 {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
        store.connect_identity(identity(10 + n, n), AuditBatch::default()).await.unwrap();
    }
    let off = AccountChange { disabled: Some(true), ..AccountChange::default() };
    store.update_account(account_id(2), off, AuditBatch::default()).await.unwrap();
    assert_eq!(store.account_of_identity(hash(12)).await.unwrap(), None);
    let phc = || PasswordHash::from_phc("$argon2id$new".to_owned());
    store.set_password(account_id(1), phc(), Some(hash(1)), AuditBatch::default()).await.unwrap();
    assert!(store.account_of_identity(hash(11)).await.unwrap().is_some(), "the password alone was changed");
    store.set_password(account_id(1), phc(), None, AuditBatch::default()).await.unwrap();
    assert_eq!(store.account_of_identity(hash(11)).await.unwrap(), None);
}
