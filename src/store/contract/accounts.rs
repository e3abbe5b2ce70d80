use super::fixtures::*;
use crate::{
    secrets::PasswordHash,
    store::{AccountChange, AuditBatch, Conflict, KnownBrowser, Store, StoreError, limits::LINKS_TOLD_MS},
};

pub(in crate::store) async fn names_are_unique(store: &Store) {
    assert_eq!(store.count_accounts().await.unwrap(), 0);
    let mut robin = account(1);
    robin.name = "Rübin".to_owned();
    store.create_account(robin.clone(), AuditBatch::default()).await.unwrap();
    let mut other = account(2);
    other.name = "RU\u{308}BIN".to_owned();
    let refused = store.create_account(other.clone(), audit(&["account_create"])).await;
    assert_eq!(refused, Err(StoreError::Conflict(Conflict::AccountName)));
    assert_eq!(store.audit().head().await.unwrap().count, 0, "what was refused did not happen");
    other.name = "Rubin".to_owned();
    store.create_account(other.clone(), AuditBatch::default()).await.unwrap();
    let twice = store.create_account(other.clone(), AuditBatch::default()).await;
    assert!(matches!(twice, Err(StoreError::Conflict(_))));

    assert_eq!(store.account(robin.id).await.unwrap(), Some(robin.clone()));
    assert_eq!(store.account_by_name("rÜbin").await.unwrap(), Some(robin.clone()));
    assert_eq!(store.account_by_name("nobody").await.unwrap(), None);
    assert_eq!(store.accounts().await.unwrap(), [robin, other]);
    assert_eq!(store.count_accounts().await.unwrap(), 2);
}

pub(in crate::store) async fn the_last_administrator_stays(store: &Store) {
    for n in 1..=2 {
        let mut admin = account(n);
        admin.is_admin = true;
        store.create_account(admin, AuditBatch::default()).await.unwrap();
    }
    let disable = AccountChange { disabled: Some(true), ..AccountChange::default() };
    let demote = AccountChange { is_admin: Some(false), ..AccountChange::default() };
    store.create_session(session(9, 2)).await.unwrap();
    store.create_link(link(8, Some(2)), AuditBatch::default()).await.unwrap();
    assert!(store.update_account(account_id(2), disable, AuditBatch::default()).await.unwrap().disabled);
    assert_eq!(store.session(hash(9), NOW).await.unwrap(), None);
    assert_eq!(store.peek_link(hash(8)).await.unwrap(), None);

    for change in [disable, demote] {
        let refused = store.update_account(account_id(1), change, AuditBatch::default()).await;
        assert_eq!(refused, Err(StoreError::LastAdministrator));
    }
    let kept = store.account(account_id(1)).await.unwrap().unwrap();
    assert!(kept.is_admin && !kept.disabled);
    let therapist = AccountChange { is_therapist: Some(true), ..AccountChange::default() };
    assert!(
        store.update_account(account_id(1), therapist, AuditBatch::default()).await.unwrap().is_therapist
    );
    assert_eq!(
        store.update_account(account_id(9), therapist, AuditBatch::default()).await,
        Err(StoreError::NotFound)
    );
}

pub(in crate::store) async fn passwords_end_sessions(store: &Store) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    for n in 1..=3 {
        store.create_session(session(n, 1)).await.unwrap();
    }
    let new = PasswordHash::from_phc("$argon2id$new".to_owned());
    let mut ended =
        store.set_password(account_id(1), new.clone(), Some(hash(2)), AuditBatch::default()).await.unwrap();
    ended.sort_unstable();
    assert_eq!(ended, [hash(1), hash(3)]);
    assert_eq!(store.account(account_id(1)).await.unwrap().unwrap().password_hash, Some(new.clone()));
    assert_eq!(store.sessions_of(account_id(1), NOW).await.unwrap(), [session(2, 1)]);
    assert_eq!(
        store.set_password(account_id(9), new, None, AuditBatch::default()).await,
        Err(StoreError::NotFound)
    );
}

pub(in crate::store) async fn sessions_expire(store: &Store) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    for n in 1..=3 {
        store.create_session(session(n, 1)).await.unwrap();
    }
    assert_eq!(store.create_session(session(9, 9)).await, Err(StoreError::NotFound));
    let found = store.session(hash(1), NOW.plus_ms(999)).await.unwrap();
    assert_eq!(found, Some((session(1, 1), account(1))));
    assert_eq!(store.session(hash(1), NOW.plus_ms(1_000)).await.unwrap(), None);
    assert_eq!(store.session(hash(9), NOW).await.unwrap(), None);

    store.touch_session(hash(1), NOW.plus_ms(500), NOW.plus_ms(2_000)).await.unwrap();
    let (touched, _) = store.session(hash(1), NOW.plus_ms(1_000)).await.unwrap().unwrap();
    assert_eq!((touched.last_seen_at, touched.expires_at), (NOW.plus_ms(500), NOW.plus_ms(2_000)));
    assert_eq!(store.touch_session(hash(9), NOW, NOW).await, Err(StoreError::NotFound));

    let all = store.sessions_of(account_id(1), NOW).await.unwrap();
    let hashes: Vec<_> = all.iter().map(|s| s.token_hash).collect();
    assert_eq!(hashes, [hash(1), hash(3), hash(2)]);
    store.delete_session(hash(3)).await.unwrap();
    store.delete_session(hash(3)).await.unwrap();
    assert_eq!(store.delete_sessions_of(account_id(1), Some(hash(1))).await.unwrap(), [hash(2)]);
    assert_eq!(store.delete_sessions_of(account_id(1), None).await.unwrap(), [hash(1)]);
    assert_eq!(store.session(hash(1), NOW).await.unwrap(), None);
}

pub(in crate::store) async fn links_work_once(store: &Store) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    for setup in [1, 2] {
        store.create_link(link(setup, None), AuditBatch::default()).await.unwrap();
    }
    assert_eq!(store.peek_link(hash(1)).await.unwrap(), None, "a newer one was made");
    let found = store.peek_link(hash(2)).await.unwrap().unwrap();
    assert_eq!(found, link(2, None));
    assert!(!found.has_expired(NOW.plus_ms(999)) && found.has_expired(NOW.plus_ms(1_000)));
    assert_eq!(store.take_link(hash(2), NOW.plus_ms(1_000)).await.unwrap(), None, "expired");
    let (one, two) = tokio::join!(store.take_link(hash(2), NOW), store.take_link(hash(2), NOW));
    assert!(one.unwrap().is_some() != two.unwrap().is_some());
    assert_eq!(store.peek_link(hash(2)).await.unwrap(), None);

    store.create_link(link(3, Some(1)), AuditBatch::default()).await.unwrap();
    store.create_link(link(4, None), AuditBatch::default()).await.unwrap();
    let disabled = AccountChange { disabled: Some(true), ..AccountChange::default() };
    store.update_account(account_id(1), disabled, AuditBatch::default()).await.unwrap();
    assert_eq!(store.take_link(hash(3), NOW).await.unwrap(), None);
    assert!(store.take_link(hash(4), NOW).await.unwrap().is_some(), "of nobody, so not revoked");
}

pub(in crate::store) async fn browsers_are_known(store: &Store) {
    for n in 1..=2 {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
    }
    let browser = |account| KnownBrowser {
        secret_hash: hash(5),
        account: account_id(account),
        expires_at: NOW.plus_ms(1_000),
    };
    let known = async |account, after_ms| {
        store.knows_browser(account_id(account), hash(5), NOW.plus_ms(after_ms)).await.unwrap()
    };
    assert!(!known(1, 0).await);
    store.know_browser(browser(1)).await.unwrap();
    store.know_browser(browser(1)).await.unwrap();
    assert!(known(1, 999).await && !known(1, 1_000).await && !known(2, 0).await);
    store.know_browser(browser(2)).await.unwrap();
    assert!(known(2, 0).await && !known(1, 0).await, "one account a browser");
    assert_eq!(store.know_browser(browser(9)).await, Err(StoreError::NotFound));
}

pub(in crate::store) async fn expired_things_are_forgotten(store: &Store) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    store.create_session(session(1, 1)).await.unwrap();
    store.create_link(link(2, Some(1)), AuditBatch::default()).await.unwrap();
    assert_eq!(store.delete_expired(NOW).await.unwrap(), 0);
    assert_eq!(store.delete_expired(NOW.plus_ms(1_000)).await.unwrap(), 1);
    let told = NOW.plus_ms(1_000 + LINKS_TOLD_MS);
    assert_eq!(store.delete_expired(told).await.unwrap(), 1, "told of for a while");
    assert_eq!(store.peek_link(hash(2)).await.unwrap(), None);
}
