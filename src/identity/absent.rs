//! Who is at the provider, and what was asked there.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use openidconnect::{CsrfToken, Nonce, PkceCodeVerifier};
use subtle::ConstantTimeEq as _;

use super::limits::{ABSENT_MAX, ABSENT_MS};
use crate::{secrets::SecretHash, time::UnixMs};

/// What was asked at the provider, and why.
pub(super) struct Question<P> {
    pub(super) state: CsrfToken,
    pub(super) nonce: Nonce,
    pub(super) verifier: PkceCodeVerifier,
    pub(super) purpose: P,
}

/// The browsers that are at the provider, one question each.
pub(super) struct Absent<P>(Mutex<HashMap<SecretHash, (UnixMs, Question<P>)>>);

impl<P> Default for Absent<P> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<P> Absent<P> {
    /// False if too many are there.
    pub(super) fn put(&self, browser: SecretHash, question: Question<P>, now: UnixMs) -> bool {
        let mut absent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        absent.retain(|_, (until, _)| *until > now);
        let fits = absent.len() < ABSENT_MAX || absent.contains_key(&browser);
        if fits {
            absent.insert(browser, (now.plus_ms(ABSENT_MS), question));
        }
        fits
    }

    /// What this browser was asked, once, if the answer is to it.
    pub(super) fn take(&self, browser: SecretHash, state: &str, now: UnixMs) -> Option<Question<P>> {
        let (until, question) = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&browser)?;
        let same = question.state.secret().as_bytes().ct_eq(state.as_bytes());
        (until > now && bool::from(same)).then_some(question)
    }
}

#[cfg(test)]
mod tests {
    use openidconnect::PkceCodeChallenge;

    use super::*;

    fn question(state: &str) -> Question<u8> {
        let (_, verifier) = PkceCodeChallenge::new_random_sha256();
        Question { state: CsrfToken::new(state.to_owned()), nonce: Nonce::new_random(), verifier, purpose: 1 }
    }

    fn browser(n: u32) -> SecretHash {
        let mut bytes = [0; 32];
        bytes[..4].copy_from_slice(&n.to_be_bytes());
        SecretHash::from_bytes(bytes)
    }

    #[test]
    fn an_answer_counts_once_in_time_and_for_its_browser() {
        let absent = Absent::default();
        let at = UnixMs::from_ms;
        let ask = || assert!(absent.put(browser(1), question("a"), at(0)));
        ask();
        assert!(absent.take(browser(2), "a", at(0)).is_none(), "another browser");
        assert_eq!(absent.take(browser(1), "a", at(0)).unwrap().purpose, 1);
        assert!(absent.take(browser(1), "a", at(0)).is_none(), "a second time");
        ask();
        assert!(absent.take(browser(1), "b", at(0)).is_none(), "another question");
        assert!(absent.take(browser(1), "a", at(0)).is_none(), "a guess uses it up");
        ask();
        assert!(absent.take(browser(1), "a", at(ABSENT_MS as i64)).is_none(), "too late");
    }

    #[test]
    fn a_flood_is_refused_and_passes() {
        let absent = Absent::default();
        let at = UnixMs::from_ms;
        for n in 0..u32::try_from(ABSENT_MAX).unwrap() {
            assert!(absent.put(browser(n), question("a"), at(0)));
        }
        assert!(!absent.put(browser(1_000_000), question("a"), at(0)));
        assert!(absent.put(browser(3), question("b"), at(0)), "who is there already asks again");
        assert!(absent.put(browser(1_000_000), question("a"), at(ABSENT_MS as i64)));
    }
}
