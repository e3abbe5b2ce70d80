//! The recovery code of a participant, which opens their seat on another device
//! (docs/rules.md, "Joining and safety").

use std::{fmt, str::FromStr};

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::secret::random_bytes;
use crate::secrets::SecretHash;

/// Crockford's base32: no I, L, O or U, so that a code can be copied by hand.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code, 5 bits each: 125 bits.
const CODE_CHARS: usize = 25;
/// Characters between two dashes.
const GROUP_CHARS: usize = 5;

/// The text was not a recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a recovery code is 25 letters and digits in five groups of five")]
pub(crate) struct InvalidRecoveryCode;

/// 125 random bits as 25 characters of Crockford base32, shown once in five groups of five.
/// Only its [`hash`](Self::hash) is stored. Equality takes constant time.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct RecoveryCode([u8; CODE_CHARS]);

impl RecoveryCode {
    /// A new code.
    #[must_use]
    pub(crate) fn random() -> Self {
        let bytes = Zeroizing::new(random_bytes::<CODE_CHARS>());
        Self(bytes.map(|byte| ALPHABET[usize::from(byte % 32)])) // 256 is a multiple of 32: no bias
    }

    /// The text to show: upper case, `ABCDE-ABCDE-ABCDE-ABCDE-ABCDE`.
    #[must_use]
    pub(crate) fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(CODE_CHARS + CODE_CHARS / GROUP_CHARS));
        for (index, &byte) in self.0.iter().enumerate() {
            if index > 0 && index % GROUP_CHARS == 0 {
                text.push('-');
            }
            text.push(char::from(byte));
        }
        text
    }

    /// The SHA-256 of the 25 characters: what the store keeps and looks up.
    #[must_use]
    pub(crate) fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }
}

impl FromStr for RecoveryCode {
    type Err = InvalidRecoveryCode;

    /// Accepts what people and phones make of a code: either case, spaces, any dash, what nobody sees,
    /// O for 0, I and L for 1.
    fn from_str(text: &str) -> Result<Self, InvalidRecoveryCode> {
        let mut code = Self([0; CODE_CHARS]);
        let mut length = 0;
        for c in text.chars().filter(|&c| !is_separator(c)) {
            *code.0.get_mut(length).ok_or(InvalidRecoveryCode)? = symbol(c).ok_or(InvalidRecoveryCode)?;
            length += 1;
        }
        if length == CODE_CHARS { Ok(code) } else { Err(InvalidRecoveryCode) }
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '.' | '\u{ad}' | '\u{200b}'..='\u{2015}' | '\u{2060}' | '\u{2212}' | '\u{feff}')
}

fn symbol(c: char) -> Option<u8> {
    let upper = u8::try_from(c.to_ascii_uppercase()).ok()?;
    let symbol = match upper {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    ALPHABET.contains(&symbol).then_some(symbol)
}

impl PartialEq for RecoveryCode {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for RecoveryCode {}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_survives_handwriting(noise in "[ \u{2013}\u{ad}\u{200b}.-]{0,3}", lower: bool) {
            let code = RecoveryCode::random();
            let mut text = code.to_text().replace('-', &noise).replace('0', "o").replace('1', "l");
            if lower {
                text.make_ascii_lowercase();
            }
            prop_assert_eq!(text.parse::<RecoveryCode>(), Ok(code));
        }

        #[test]
        fn any_text_parses_or_not_without_panic(text: String) {
            if let Ok(code) = text.parse::<RecoveryCode>() {
                prop_assert_eq!(code.to_text().parse::<RecoveryCode>(), Ok(code));
            }
        }
    }

    #[test]
    fn a_code_is_five_groups_of_five() {
        let code = RecoveryCode::random();
        let text = code.to_text();
        let groups: Vec<_> = text.split('-').collect();
        assert_eq!(groups.len(), 5);
        assert!(groups.iter().all(|group| group.len() == 5));
        assert_eq!(format!("{code:?}"), "RecoveryCode(..)");
        assert_ne!(code, RecoveryCode::random());
    }

    #[test]
    fn what_is_no_code_is_refused() {
        assert!("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA".parse::<RecoveryCode>().is_ok());
        for text in [
            "",
            "AAAAA-AAAAA-AAAAA-AAAAA-AAAA",
            "AAAAA-AAAAA-AAAAA-AAAAA-AAAAAA",
            "AAAAA-AAAAA-AAAAA-AAAAA-AAAAU", // U is not in the alphabet
            "AAAAA_AAAAA_AAAAA_AAAAA_AAAAA",
            "ÄÄÄÄÄ-AAAAA-AAAAA-AAAAA-AAAAA",
        ] {
            assert_eq!(text.parse::<RecoveryCode>(), Err(InvalidRecoveryCode), "{text:?}");
        }
    }

    #[test]
    fn the_hash_is_of_the_code_and_not_of_its_spelling() {
        let code = RecoveryCode::random();
        let spelled = code.to_text().to_ascii_lowercase().replace('-', " ");
        assert_eq!(spelled.parse::<RecoveryCode>().unwrap().hash(), code.hash());
    }
}
