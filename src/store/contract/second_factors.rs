use super::fixtures::*;
use crate::{
    secrets::PasswordHash,
    store::{AuditBatch, Conflict, SecondFactor, Store, StoreError},
};

fn factor(salt: u8, last_step: i64) -> SecondFactor {
    let (account, confirmed_at) = (account_id(1), Some(NOW));
    SecondFactor { account, salt: vec![salt; 16], confirmed_at, last_step, codes_left: 2 }
}

async fn set_up(store: &Store) {
    for n in 1..=2 {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
    }
    store.begin_second_factor(account_id(1), vec![1; 16]).await.unwrap();
    let codes = vec![hash(11), hash(12)];
    store.confirm_second_factor(factor(1, 5), codes, hash(1), AuditBatch::default()).await.unwrap();
}

pub(in crate::store) async fn a_factor_counts_once_confirmed(store: &Store) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    for n in 1..=2 {
        store.create_session(session(n, 1)).await.unwrap();
    }
    assert_eq!(store.second_factor(account_id(1)).await.unwrap(), None);
    assert_eq!(store.begin_second_factor(account_id(9), vec![1; 16]).await, Err(StoreError::NotFound));
    for salt in [1, 2] {
        store.begin_second_factor(account_id(1), vec![salt; 16]).await.unwrap();
    }
    assert_eq!(store.second_factor(account_id(1)).await.unwrap().unwrap().confirmed_at, None);
    assert!(!store.use_second_factor(account_id(1), 7).await.unwrap(), "it does not count yet");

    let confirm = async |salt| {
        let codes = vec![hash(11), hash(12)];
        store.confirm_second_factor(factor(salt, 5), codes, hash(1), audit(&["second_factor_set"])).await
    };
    assert_eq!(confirm(1).await, Err(StoreError::NotFound), "another was begun");
    assert_eq!(confirm(2).await, Ok(vec![hash(2)]));
    assert_eq!(confirm(2).await, Err(StoreError::NotFound));
    assert_eq!(store.audit().head().await.unwrap().count, 1);
    assert_eq!(store.second_factor(account_id(1)).await.unwrap(), Some(factor(2, 5)));
    let again = store.begin_second_factor(account_id(1), vec![3; 16]).await;
    assert_eq!(again, Err(StoreError::Conflict(Conflict::Id)));
}

pub(in crate::store) async fn each_code_works_once(store: &Store) {
    set_up(store).await;
    let step = async |step| store.use_second_factor(account_id(1), step).await.unwrap();
    assert!(!step(5).await, "it was used to set it up");
    let (one, two) = tokio::join!(step(6), step(6));
    assert!(one != two);
    assert!(!step(5).await && !store.use_second_factor(account_id(2), 9).await.unwrap());

    let recover = async |account, code| {
        store.use_recovery_code(account_id(account), hash(code), audit(&["recovery_code_use"])).await
    };
    assert_eq!(recover(2, 11).await, Err(StoreError::NotFound));
    assert_eq!(recover(1, 11).await, Ok(()));
    assert_eq!(recover(1, 11).await, Err(StoreError::NotFound));
    assert_eq!(store.audit().head().await.unwrap().count, 1);
    assert_eq!(store.second_factor(account_id(1)).await.unwrap().unwrap().codes_left, 1);
}

pub(in crate::store) async fn new_codes_take_the_place_of_the_old(store: &Store) {
    set_up(store).await;
    let renew = async |account, codes: Vec<u8>| {
        let codes = codes.into_iter().map(hash).collect();
        store.renew_recovery_codes(account_id(account), codes, audit(&["recovery_codes_renew"])).await
    };
    assert_eq!(renew(2, vec![21]).await, Err(StoreError::NotFound), "no second factor counts there");
    assert_eq!(renew(1, vec![21, 22, 23]).await, Ok(()));
    assert_eq!(store.second_factor(account_id(1)).await.unwrap().unwrap().codes_left, 3);
    let recover =
        async |code| store.use_recovery_code(account_id(1), hash(code), AuditBatch::default()).await;
    assert_eq!(recover(11).await, Err(StoreError::NotFound), "an old one");
    assert_eq!(recover(22).await, Ok(()));
    assert_eq!(store.audit().head().await.unwrap().count, 1);
}

pub(in crate::store) async fn a_reset_takes_the_factor_away(store: &Store) {
    set_up(store).await;
    let phc = || PasswordHash::from_phc("$argon2id$new".to_owned());
    store.set_password(account_id(1), phc(), Some(hash(1)), AuditBatch::default()).await.unwrap();
    assert!(store.second_factor(account_id(1)).await.unwrap().is_some(), "the password alone was changed");
    store.set_password(account_id(1), phc(), None, AuditBatch::default()).await.unwrap();
    assert_eq!(store.second_factor(account_id(1)).await.unwrap(), None);

    let gone = store.remove_second_factor(account_id(1), audit(&["second_factor_remove"])).await;
    assert_eq!(gone, Err(StoreError::NotFound));
    store.begin_second_factor(account_id(1), vec![1; 16]).await.unwrap();
    let codes = vec![hash(11), hash(12)];
    store.confirm_second_factor(factor(1, 5), codes, hash(1), AuditBatch::default()).await.unwrap();
    store.remove_second_factor(account_id(1), audit(&["second_factor_remove"])).await.unwrap();
    assert_eq!(store.second_factor(account_id(1)).await.unwrap(), None);
    assert_eq!(store.audit().head().await.unwrap().count, 1);
}
