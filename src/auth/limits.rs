//! The limits of the auth layer, in one place.

use std::ops::RangeInclusive;

use zxcvbn::Score;

/// Longest life of an entry token, `exp - iat`, in seconds.
pub(crate) const LIFETIME_S_MAX: u64 = 15 * 60;
/// The same in milliseconds.
pub(crate) const LIFETIME_MS_MAX: u64 = LIFETIME_S_MAX * 1000;
/// How far the clock of an issuer may run ahead of this server's, in seconds: a token may be issued,
/// and not be valid before, so much later than now. Its end has no such leeway.
pub(crate) const CLOCK_AHEAD_S_MAX: u64 = 60;
/// Longest entry token, in bytes.
pub(crate) const TOKEN_BYTES_MAX: usize = 4096;
/// Most tokens whose signature is remembered as good: 3 MiB. One lives for [`LIFETIME_S_MAX`].
pub(super) const CHECKED_TOKENS_MAX: usize = 1 << 16;
/// Longest `iss`, in bytes.
pub(crate) const ISSUER_BYTES_MAX: usize = 255;
/// Longest `sub` of an operator's token, in bytes.
pub(crate) const SUBJECT_BYTES_MAX: usize = 255;
/// Longest `jti`, in bytes.
pub(crate) const TOKEN_ID_BYTES_MAX: usize = 128;
/// Shortest and longest RSA modulus, in bits (RFC 7518, section 3.3, and what the verifier takes).
pub(crate) const RSA_BITS: RangeInclusive<usize> = 2048..=8192;
/// A running server notices within this time, in milliseconds, that its signing keys were rotated.
pub(crate) const KEY_RELOAD_MS: u64 = 5_000;

/// Longest name of a person, in characters as people count them (grapheme clusters, UAX 29).
pub(crate) const NAME_GRAPHEMES_MAX: usize = 32;
/// Longest name of a person, in bytes of UTF-8.
pub(crate) const NAME_BYTES_MAX: usize = 128;
/// Most accents and the like on one letter: enough for written languages, too few to spill over the page.
pub(crate) const NAME_MARKS_MAX: usize = 2;
/// Most marks of its own script on one letter. A Burmese syllable has five.
pub(crate) const NAME_OWN_MARKS_MAX: usize = 6;

/// Shortest password, in Unicode characters (NIST SP 800-63B, section 3.1.1; OWASP ASVS 6.2.1).
pub(crate) const PASSWORD_CHARS_MIN: usize = 8;
/// Longest password, in Unicode characters: long phrases are welcome, abuse is not.
pub(crate) const PASSWORD_CHARS_MAX: usize = 128;
/// Only this many characters of a new password are judged: the estimator's work explodes with
/// crafted long ones, and these are plenty to be hard to guess.
pub(crate) const PASSWORD_JUDGED_CHARS_MAX: usize = 40;
/// The lowest accepted score of a new password: below it, a patient guesser finds it.
pub(super) const PASSWORD_SCORE_MIN: Score = Score::Three;
