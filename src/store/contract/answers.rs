use super::fixtures::*;
use crate::store::{Claim, Question, Store};

pub(in crate::store) async fn an_answer_is_kept_for_a_day(store: &Store) {
    let question = Question { mark: hash(1), asked: hash(2), at: NOW };
    let kept = |sealed: Option<Vec<u8>>| Ok(Claim::Kept { asked: hash(2), sealed });
    assert_eq!(store.claim_answer(question).await, Ok(Claim::First));
    assert_eq!(store.claim_answer(question).await, kept(None), "it is being done");
    store.forget_answer(hash(1)).await.unwrap();
    assert_eq!(store.claim_answer(question).await, Ok(Claim::First), "it made nothing");
    store.keep_answer(hash(1), vec![7]).await.unwrap();
    let other = Question { asked: hash(3), ..question };
    assert_eq!(store.claim_answer(other).await, kept(Some(vec![7])));
    let day_ms = 24 * 60 * 60_000;
    store.delete_expired(NOW.plus_ms(day_ms - 1)).await.unwrap();
    assert_eq!(store.claim_answer(question).await, kept(Some(vec![7])));
    store.delete_expired(NOW.plus_ms(day_ms)).await.unwrap();
    assert_eq!(store.claim_answer(question).await, Ok(Claim::First));
}
