//! Passwords of accounts: which are accepted, how they are hashed, how they are checked.
//!
//! Hashing takes some 20 ms of CPU and 19 MiB: callers run [`NewPassword::check`],
//! [`NewPassword::hash`] and [`verify_password`] through `spawn_blocking`, a few at a time.

use std::{fmt, sync::LazyLock};

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash as Phc,
};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;
use zxcvbn::zxcvbn;

use super::{
    limits::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, PASSWORD_JUDGED_CHARS_MAX, PASSWORD_SCORE_MIN},
    secret::random_bytes,
};
use crate::secrets::PasswordHash;

/// argon2id with 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet).
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// What a guesser tries first on this server.
const OBVIOUS_HERE: &str = "rondo";

static ARGON2: LazyLock<Argon2<'static>> = LazyLock::new(|| {
    let (memory_kib, passes, lanes) = COST;
    let params = Params::new(memory_kib, passes, lanes, None).expect("the cost is in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
});

/// Why a new password was refused. Its text may be shown to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PasswordError {
    /// Fewer than [`PASSWORD_CHARS_MIN`] characters.
    #[error("use at least {PASSWORD_CHARS_MIN} characters")]
    TooShort,
    /// More than [`PASSWORD_CHARS_MAX`] characters.
    #[error("use at most {PASSWORD_CHARS_MAX} characters")]
    TooLong,
    /// Common, or made from a common word, a date, a pattern or the person's own name.
    #[error("this is easy to guess: use several unrelated words, and not your name")]
    Guessable,
}

/// A password that meets the policy. Only such a password can be hashed.
#[derive(Clone)]
pub(crate) struct NewPassword(Zeroizing<String>);

impl NewPassword {
    /// Accepts `password` if it has a good length and is hard to guess, also for someone who knows
    /// `about_the_person` (sign-in name, display name). Takes milliseconds, some 50 at worst.
    ///
    /// # Errors
    /// The first rule it breaks.
    pub(crate) fn check(password: &str, about_the_person: &[&str]) -> Result<Self, PasswordError> {
        // One character more than the limit is enough to know.
        match password.chars().take(PASSWORD_CHARS_MAX + 1).count() {
            ..PASSWORD_CHARS_MIN => return Err(PasswordError::TooShort),
            count if count > PASSWORD_CHARS_MAX => return Err(PasswordError::TooLong),
            _ => {}
        }
        let known: Vec<&str> = about_the_person.iter().copied().chain([OBVIOUS_HERE]).collect();
        let judged: Zeroizing<String> =
            Zeroizing::new(password.chars().take(PASSWORD_JUDGED_CHARS_MAX).collect());
        if zxcvbn(&judged, &known).score() < PASSWORD_SCORE_MIN {
            return Err(PasswordError::Guessable);
        }
        Ok(Self(normalised(password)))
    }

    /// The argon2id hash under a random salt. Blocks; see the module's note.
    #[must_use]
    pub(crate) fn hash(&self) -> PasswordHash {
        PasswordHash::from_phc(argon2id(&self.0, &random_bytes()).to_string())
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(..)")
    }
}

/// Whether `password` belongs to `hash`. With no hash (an unknown name, an account without a
/// password) it does the same work and answers false, so that the time tells nothing about which
/// names exist. Blocks; see the module's note.
#[must_use]
pub(crate) fn verify_password(password: &str, hash: Option<&PasswordHash>) -> bool {
    let password = normalised(password);
    if let Some(stored) = hash.and_then(|hash| Phc::new(hash.as_phc()).ok()) {
        return ARGON2.verify_password(password.as_bytes(), &stored).is_ok();
    }
    std::hint::black_box(argon2id(&password, &[0; 16]));
    false
}

fn argon2id(password: &str, salt: &[u8; 16]) -> Phc {
    ARGON2
        .hash_password_with_salt(password.as_bytes(), salt)
        .expect("argon2 takes any password below 4 GiB and a salt of 16 bytes")
}

/// NFKC, so that a password typed on another system is the same (NIST SP 800-63B, section 3.1.1.2).
fn normalised(password: &str) -> Zeroizing<String> {
    Zeroizing::new(password.nfkc().collect())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    const GOOD: &str = "marmalade-otter-ninepins";

    fn check(password: &str) -> Result<NewPassword, PasswordError> {
        NewPassword::check(password, &["Margarete", "Margarete Blum"])
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(check("7ß€.qüä").unwrap_err(), PasswordError::TooShort);
        assert!(check("ßqö€-vüŁ7Ð").is_ok());
        let long =
            |count: usize| (0..count).map(|i| char::from(b'a' + (i * i * 7 % 26) as u8)).collect::<String>();
        assert!(check(&format!("{GOOD}{}", long(PASSWORD_CHARS_MAX - GOOD.len()))).is_ok());
        assert_eq!(check(&long(PASSWORD_CHARS_MAX + 1)).unwrap_err(), PasswordError::TooLong);
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for weak in [
            "password",
            "Passw0rd!",
            "12345678",
            "qwertzuiop",
            "aaaaaaaaaaaa",
            "margarete1",
            "MargareteBlum",
            "rondorondo",
            "19840615",
        ] {
            assert_eq!(check(weak).unwrap_err(), PasswordError::Guessable, "{weak}");
        }
        assert!(check(GOOD).is_ok());
    }

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hash = check(GOOD).unwrap().hash();
        assert!(hash.as_phc().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify_password(GOOD, Some(&hash)));
        assert!(!verify_password("marmalade-otter-ninepin", Some(&hash)));
        assert!(!verify_password("", Some(&hash)));
        assert_ne!(hash, check(GOOD).unwrap().hash(), "salted");
        assert!(verify_password(GOOD, Some(&PasswordHash::from_phc(hash.as_phc().to_owned()))));
    }

    #[test]
    fn composed_and_decomposed_spellings_are_one_password() {
        let hash = check("mürbe-otter-ninepins").unwrap().hash();
        assert!(verify_password("mu\u{308}rbe-otter-ninepins", Some(&hash)));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the ratio of real times is what is promised")]
    fn no_account_takes_as_long_as_a_wrong_password() {
        let hash = check(GOOD).unwrap().hash();
        let broken = PasswordHash::from_phc("not a PHC string".to_owned());
        let mut fastest = [Duration::MAX; 3];
        for _ in 0..8 {
            for (fastest, hash) in fastest.iter_mut().zip([Some(&hash), None, Some(&broken)]) {
                let start = Instant::now();
                assert!(!verify_password("wrong", hash));
                *fastest = start.elapsed().min(*fastest);
            }
        }
        // Generous, for a busy machine: without the work it is a thousand times faster.
        assert!(fastest.iter().all(|&other| other > fastest[0] / 4), "{fastest:?}");
    }

    #[test]
    fn nothing_is_shown() {
        let password = check(GOOD).unwrap();
        assert_eq!(format!("{password:?} {:?}", password.hash()), "NewPassword(..) PasswordHash(..)");
    }
}
