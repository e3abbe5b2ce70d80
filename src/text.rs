//! What people write: how it is cleaned, what looks empty, and which characters it can't have.
//!
//! The client has the same in `web-client/src/lib/text.ts`; `tests/text/cases.json` holds the two together.

use std::fmt;

use schemars::JsonSchema;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A character that a text or a name can't have. It is written as it is looked up: `U+202E`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
pub struct Unfit(pub char);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "U+{:04X}", u32::from(self.0))
    }
}

/// The text as it is kept: trimmed, composed (NFC), every line ended by a line feed. It is empty if
/// nothing of it can be seen.
#[must_use]
pub(crate) fn tidy(raw: &str) -> String {
    if is_plain(raw) {
        return raw.trim().to_owned();
    }
    let text = composed(lines_fed(raw).replace(BYTE_ORDER_MARK, ""));
    if looks_empty(&text) { String::new() } else { text.trim().to_owned() }
}

/// The same for a text of one line: a tab or the end of a line is a space.
#[must_use]
pub(crate) fn tidy_line(raw: &str) -> String {
    tidy(raw).replace(['\n', '\t'], " ")
}

/// The first character that a tidy text can't have: a control, or what turns other characters round,
/// stands for something else, or hides words.
#[must_use]
pub(crate) fn unfit(text: &str) -> Option<Unfit> {
    let mut in_flag = false;
    for c in text.chars() {
        let is_tag = matches!(c, '\u{E0020}'..='\u{E007F}');
        in_flag = c == FLAG || (in_flag && is_tag);
        if (c.is_control() && c != '\n' && c != '\t') || is_hiding(c) || (is_tag && !in_flag) {
            return Some(Unfit(c));
        }
    }
    None
}

/// Whether nothing of the text can be seen.
#[must_use]
pub(crate) fn looks_empty(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c) || c == BLANK_BRAILLE)
}

/// Some programs put it before a text that they copy.
const BYTE_ORDER_MARK: char = '\u{FEFF}';
/// Tags after it make the flags of regions.
const FLAG: char = '\u{1F3F4}';
const BLANK_BRAILLE: char = '\u{2800}';

/// Most texts are composed as they come, and to find that out is quicker than to compose them.
fn composed(text: String) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text } else { text.nfc().collect() }
}

/// Whether a text need only be trimmed. Many are like that, and it is found out quickly.
fn is_plain(raw: &str) -> bool {
    raw.bytes().all(|byte| byte.is_ascii() && !matches!(byte, b'\r' | b'\x0B' | b'\x0C'))
}

fn lines_fed(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

/// Overrides of direction, deprecated format characters, annotations, and tags of languages.
const fn is_hiding(c: char) -> bool {
    matches!(c, '\u{202D}' | '\u{202E}' | '\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E001F}')
}

/// `Default_Ignorable_Code_Point` of UAX 44.
pub(crate) const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Case {
        raw: String,
        tidy: String,
        line: String,
        #[serde(default)]
        unfit: Option<String>,
    }

    #[test]
    fn a_text_is_cleaned_and_checked_as_the_client_does_it() {
        let cases: Vec<Case> = serde_json::from_str(include_str!("../tests/text/cases.json")).unwrap();
        assert!(cases.len() > 20);
        for case in cases {
            assert_eq!(tidy(&case.raw), case.tidy, "{:?}", case.raw);
            assert_eq!(tidy_line(&case.raw), case.line, "{:?}", case.raw);
            assert_eq!(unfit(&case.tidy).map(|unfit| unfit.to_string()), case.unfit, "{:?}", case.raw);
            assert_eq!(tidy(&case.tidy), case.tidy, "tidy is settled");
        }
    }

    #[test]
    fn a_character_is_named_as_it_is_looked_up() {
        assert_eq!(Unfit('\0').to_string(), "U+0000");
        assert_eq!(Unfit('\u{E0041}').to_string(), "U+E0041");
    }
}
