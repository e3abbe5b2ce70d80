use super::fixtures::*;
use crate::store::{Challenge, ChallengePurpose as Purpose, Store};

pub(in crate::store) async fn a_question_is_answered_once_and_in_time(store: &Store) {
    let asked = |mark, purpose, question: &str| Challenge {
        mark: hash(mark),
        purpose,
        question: question.to_owned(),
        expires_at: NOW.plus_ms(1_000),
    };
    let put = async |challenge, after| store.put_challenge(challenge, NOW.plus_ms(after), 2).await.unwrap();
    let take = async |mark, after| store.take_challenge(hash(mark), NOW.plus_ms(after)).await.unwrap();
    assert_eq!(take(1, 0).await, None);
    assert!(put(asked(1, Purpose::AddPasskey, "old"), 0).await);
    assert!(put(asked(1, Purpose::AddPasskey, "new"), 0).await);
    assert!(put(asked(2, Purpose::ShowPasskey, "other"), 0).await);
    assert_eq!(take(1, 999).await.as_deref(), Some("new"));
    assert_eq!(take(1, 999).await, None, "once");
    assert_eq!(take(2, 1_000).await, None, "too late");
    for mark in 3..=4 {
        assert!(put(asked(mark, Purpose::Provider, "a"), 0).await);
    }
    assert!(!put(asked(5, Purpose::Provider, "a"), 999).await, "too many");
    assert!(put(asked(3, Purpose::Provider, "b"), 999).await, "who is there already asks again");
    assert!(put(asked(6, Purpose::AddPasskey, "a"), 999).await, "for something else");
    assert!(put(asked(5, Purpose::Provider, "a"), 1_000).await, "the others did not answer");
    let (one, two) = tokio::join!(take(5, 0), take(5, 0));
    assert!(one.is_some() != two.is_some());
    assert!(put(asked(7, Purpose::Provider, "a"), 0).await);
    store.delete_expired(NOW.plus_ms(1_000)).await.unwrap();
    assert_eq!(take(7, 0).await, None, "it was forgotten");
}
