use super::fixtures::*;
use crate::{
    secrets::PasswordHash,
    store::{
        AuditBatch, Conflict, Passkey, SecondFactor, Store, StoreError, UsedPasskey,
        second_factors::{Added, App},
    },
};

fn app(salt: u8, last_step: i64) -> App {
    App { account: account_id(1), salt: vec![salt; 16], confirmed_at: Some(NOW), last_step }
}

fn passkey(id: &str) -> Passkey {
    let (account, credential) = (account_id(1), "{}".to_owned());
    Passkey {
        id: id.to_owned(),
        account,
        name: "phone".to_owned(),
        credential,
        created_at: NOW,
        used_at: None,
    }
}

async fn set_up(store: &Store) {
    for n in 1..=2 {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
    }
    store.begin_app(account_id(1), vec![1; 16]).await.unwrap();
    let codes = vec![hash(11), hash(12)];
    store.confirm_app(app(1, 5), codes, hash(1), AuditBatch::default()).await.unwrap();
}

pub(in crate::store) async fn a_factor_counts_once_confirmed(store: &Store) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    for n in 1..=2 {
        store.create_session(session(n, 1)).await.unwrap();
    }
    assert_eq!(store.second_factor(account_id(1)).await.unwrap(), SecondFactor::default());
    assert_eq!(store.begin_app(account_id(9), vec![1; 16]).await, Err(StoreError::NotFound));
    for salt in [1, 2] {
        store.begin_app(account_id(1), vec![salt; 16]).await.unwrap();
    }
    assert!(!store.second_factor(account_id(1)).await.unwrap().counts());
    assert!(!store.use_app(account_id(1), 7).await.unwrap(), "it does not count yet");

    let confirm = async |salt| {
        let codes = vec![hash(11), hash(12)];
        store.confirm_app(app(salt, 5), codes, hash(1), audit(&["second_factor_set"])).await
    };
    assert_eq!(confirm(1).await, Err(StoreError::NotFound), "another was begun");
    assert_eq!(confirm(2).await, Ok(Added { ended: vec![hash(2)], codes_taken: true }));
    assert_eq!(confirm(2).await, Err(StoreError::NotFound));
    assert_eq!(store.audit().head().await.unwrap().count, 1);
    let expected = SecondFactor { app: Some(app(2, 5)), passkeys: Vec::new(), codes_left: 2 };
    assert_eq!(store.second_factor(account_id(1)).await.unwrap(), expected);
    let again = store.begin_app(account_id(1), vec![3; 16]).await;
    assert_eq!(again, Err(StoreError::Conflict(Conflict::Id)));
}

pub(in crate::store) async fn each_code_works_once(store: &Store) {
    set_up(store).await;
    let step = async |step| store.use_app(account_id(1), step).await.unwrap();
    assert!(!step(5).await, "it was used to set it up");
    let (one, two) = tokio::join!(step(6), step(6));
    assert!(one != two);
    assert!(!step(5).await && !store.use_app(account_id(2), 9).await.unwrap());

    let recover = async |account, code| {
        store.use_recovery_code(account_id(account), hash(code), audit(&["recovery_code_use"])).await
    };
    assert_eq!(recover(2, 11).await, Err(StoreError::NotFound));
    assert_eq!(recover(1, 11).await, Ok(()));
    assert_eq!(recover(1, 11).await, Err(StoreError::NotFound));
    assert_eq!(store.audit().head().await.unwrap().count, 1);
    assert_eq!(store.second_factor(account_id(1)).await.unwrap().codes_left, 1);
}

pub(in crate::store) async fn new_codes_take_the_place_of_the_old(store: &Store) {
    set_up(store).await;
    let renew = async |account, codes: Vec<u8>| {
        let codes = codes.into_iter().map(hash).collect();
        store.renew_recovery_codes(account_id(account), codes, audit(&["recovery_codes_renew"])).await
    };
    assert_eq!(renew(2, vec![21]).await, Err(StoreError::NotFound), "no second factor counts there");
    assert_eq!(renew(1, vec![21, 22, 23]).await, Ok(()));
    assert_eq!(store.second_factor(account_id(1)).await.unwrap().codes_left, 3);
    let recover =
        async |code| store.use_recovery_code(account_id(1), hash(code), AuditBatch::default()).await;
    assert_eq!(recover(11).await, Err(StoreError::NotFound), "an old one");
    assert_eq!(recover(22).await, Ok(()));
    assert_eq!(store.audit().head().await.unwrap().count, 1);
}

pub(in crate::store) async fn a_reset_takes_the_factor_away(store: &Store) {
    set_up(store).await;
    let phc = || PasswordHash::from_phc("$argon2id$new".to_owned());
    store.add_passkey(passkey("a"), Vec::new(), hash(1), AuditBatch::default()).await.unwrap();
    store.set_password(account_id(1), phc(), Some(hash(1)), AuditBatch::default()).await.unwrap();
    let factor = store.second_factor(account_id(1)).await.unwrap();
    assert!(factor.app.is_some() && factor.passkeys.len() == 1, "the password alone was changed");
    store.set_password(account_id(1), phc(), None, AuditBatch::default()).await.unwrap();
    assert_eq!(store.second_factor(account_id(1)).await.unwrap(), SecondFactor::default());

    let gone = store.remove_app(account_id(1), audit(&["second_factor_remove"])).await;
    assert_eq!(gone, Err(StoreError::NotFound));
    store.begin_app(account_id(1), vec![1; 16]).await.unwrap();
    let codes = vec![hash(11), hash(12)];
    store.confirm_app(app(1, 5), codes, hash(1), AuditBatch::default()).await.unwrap();
    store.remove_app(account_id(1), audit(&["second_factor_remove"])).await.unwrap();
    assert_eq!(store.second_factor(account_id(1)).await.unwrap(), SecondFactor::default());
    assert_eq!(store.audit().head().await.unwrap().count, 1);
}

pub(in crate::store) async fn recovery_codes_last_as_long_as_an_app_or_a_passkey(store: &Store) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    store.create_account(account(2), AuditBatch::default()).await.unwrap();
    for n in 1..=2 {
        store.create_session(session(n, 1)).await.unwrap();
    }
    let add = async |id, codes: Vec<u8>| {
        let codes = codes.into_iter().map(hash).collect();
        store.add_passkey(passkey(id), codes, hash(1), audit(&["passkey_add"])).await
    };
    assert_eq!(add("a", vec![11, 12]).await, Ok(Added { ended: vec![hash(2)], codes_taken: true }));
    assert_eq!(add("b", vec![13]).await, Ok(Added { ended: vec![], codes_taken: false }));
    assert_eq!(add("b", vec![14]).await, Err(StoreError::Conflict(Conflict::Id)), "somebody has it");
    let factor = store.second_factor(account_id(1)).await.unwrap();
    assert_eq!(factor, SecondFactor { app: None, passkeys: vec![passkey("a"), passkey("b")], codes_left: 2 });
    assert!(factor.counts());

    let used = UsedPasskey { id: "a".into(), credential: "[]".into(), at: NOW };
    assert_eq!(store.use_passkey(account_id(2), used.clone()).await, Ok(false), "it is another's");
    assert_eq!(store.use_passkey(account_id(1), used.clone()).await, Ok(true));
    let now = &store.second_factor(account_id(1)).await.unwrap().passkeys[0];
    assert_eq!((now.credential.as_str(), now.used_at), ("[]", Some(NOW)));

    store.begin_app(account_id(1), vec![1; 16]).await.unwrap();
    let confirmed = store.confirm_app(app(1, 5), vec![hash(15)], hash(1), AuditBatch::default()).await;
    assert_eq!(confirmed, Ok(Added { ended: vec![], codes_taken: false }));
    let remove = async |account, id: &str| {
        store.remove_passkey(account_id(account), id.into(), audit(&["passkey_remove"])).await
    };
    assert_eq!(remove(2, "a").await, Err(StoreError::NotFound));
    assert_eq!(remove(1, "a").await, Ok(()));
    assert_eq!(store.use_passkey(account_id(1), used).await, Ok(false), "it was taken away");
    store.remove_app(account_id(1), AuditBatch::default()).await.unwrap();
    assert_eq!(store.second_factor(account_id(1)).await.unwrap().codes_left, 2);
    assert_eq!(remove(1, "b").await, Ok(()));
    assert_eq!(store.second_factor(account_id(1)).await.unwrap(), SecondFactor::default());
    assert_eq!(store.audit().head().await.unwrap().count, 4);
}
