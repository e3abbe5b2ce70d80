use super::fixtures::*;
use crate::{
    room::consent::{Consent, ConsentText},
    store::{AuditBatch, Conflict, Store, StoreError},
};

fn text(version: u32, text: &str) -> ConsentText {
    ConsentText { version, text: text.into(), since: NOW }
}

async fn add(store: &Store, version: u32, words: &str) -> Result<(), StoreError> {
    store.add_consent_text(room_id(1), text(version, words), AuditBatch::default()).await
}

const CONFLICT: StoreError = StoreError::Conflict(Conflict::Id);

pub(in crate::store) async fn a_text_has_versions(store: &Store) {
    assert_eq!(store.newest_consent_text(room_id(1)).await, Ok(None));
    assert_eq!(add(store, 2, "of nothing").await, Err(CONFLICT));
    assert_eq!(add(store, 1, "one").await, Ok(()), "before there is a room");
    assert_eq!(add(store, 1, "another").await, Err(CONFLICT), "of two who write, one is told");
    assert_eq!(add(store, 2, "two").await, Ok(()));
    assert_eq!(store.newest_consent_text(room_id(1)).await, Ok(Some(text(2, "two"))));
    assert_eq!(store.consent_text(room_id(1), 1).await, Ok(Some(text(1, "one"))));
    assert_eq!(store.consent_text(room_id(2), 1).await, Ok(None));
}

pub(in crate::store) async fn a_consent_is_to_the_newest_version_and_can_be_taken_back(store: &Store) {
    with_rooms(store, 1).await;
    let who = participant_id(1);
    store.create_participant(participant(1, 1), Some(device(60, 1))).await.unwrap();
    assert_eq!(store.consent(who, 1, NOW).await, Err(CONFLICT), "nothing is asked");
    for (version, words) in [(1, "one"), (2, "two")] {
        add(store, version, words).await.unwrap();
    }
    assert_eq!(store.consent(who, 1, NOW).await, Err(CONFLICT), "an old version");
    assert_eq!(store.consent(participant_id(9), 2, NOW).await, Err(CONFLICT), "nobody");
    for at in [NOW, NOW.plus_ms(5)] {
        store.consent(who, 2, at).await.unwrap();
    }
    let given = |given_at, withdrawn_at| vec![Consent { version: 2, given_at, withdrawn_at }];
    assert_eq!(store.consents_of(who).await, Ok(given(NOW, None)));
    assert_eq!(store.consented(room_id(1), 2).await, Ok(vec![(who, NOW)]));
    for at in [NOW.plus_ms(7), NOW.plus_ms(8)] {
        store.withdraw_consent(who, at).await.unwrap();
    }
    assert_eq!(store.consents_of(who).await, Ok(given(NOW, Some(NOW.plus_ms(7)))));
    assert_eq!(store.consented(room_id(1), 2).await, Ok(Vec::new()));
    store.consent(who, 2, NOW.plus_ms(9)).await.unwrap();
    assert_eq!(store.consents_of(who).await, Ok(given(NOW.plus_ms(9), None)));
    add(store, 3, "").await.unwrap();
    assert_eq!(store.consent(who, 3, NOW).await, Err(CONFLICT), "nothing is asked any more");
}
