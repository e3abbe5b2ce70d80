//! What a person may write.

use super::{
    limits::{NOTE_CHARS_MAX, TEXT_BYTES_MAX, TEXT_CHARS_MAX, TOPIC_CHARS_MAX},
    refusal::Refusal,
};
use crate::text;

/// A message's text, trimmed.
///
/// # Errors
/// `TextEmpty`, `TextTooLong`, `TextInvalid`.
pub fn message(raw: &str) -> Result<String, Refusal> {
    checked(raw, text::tidy, TEXT_CHARS_MAX)
}

/// A content note, one trimmed line; `None` if it is empty.
///
/// # Errors
/// `TextTooLong`, `TextInvalid`.
pub fn note(raw: Option<&str>) -> Result<Option<String>, Refusal> {
    match raw.map(|raw| checked(raw, text::tidy_line, NOTE_CHARS_MAX)) {
        None | Some(Err(Refusal::TextEmpty)) => Ok(None),
        Some(result) => result.map(Some),
    }
}

/// A topic, one trimmed line.
///
/// # Errors
/// `TextEmpty`, `TextTooLong`, `TextInvalid`.
pub fn topic(raw: &str) -> Result<String, Refusal> {
    checked(raw, text::tidy_line, TOPIC_CHARS_MAX)
}

fn checked(raw: &str, tidy: fn(&str) -> String, chars_max: usize) -> Result<String, Refusal> {
    if raw.len() > TEXT_BYTES_MAX {
        return Err(Refusal::TextTooLong);
    }
    let text = tidy(raw);
    if text.is_empty() {
        return Err(Refusal::TextEmpty);
    }
    if let Some(unfit) = text::unfit(&text) {
        return Err(Refusal::TextInvalid(unfit));
    }
    if text.chars().count() > chars_max {
        return Err(Refusal::TextTooLong);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Unfit;

    #[test]
    fn a_text_is_trimmed_and_measured_in_characters() {
        assert_eq!(message("  hé\r\nhó \n"), Ok("hé\nhó".to_owned()));
        assert_eq!(message(" \n\t "), Err(Refusal::TextEmpty));
        assert_eq!(message(&"ä".repeat(TEXT_CHARS_MAX)).map(|t| t.chars().count()), Ok(TEXT_CHARS_MAX));
        assert_eq!(message(&"ä".repeat(TEXT_CHARS_MAX + 1)), Err(Refusal::TextTooLong));
        assert_eq!(message(&"💚".repeat(TEXT_CHARS_MAX)).map(|t| t.len()), Ok(TEXT_BYTES_MAX));
    }

    #[test]
    fn what_people_paste_is_cleaned_and_what_can_t_be_is_named() {
        assert_eq!(message("week 1\tgood"), Ok("week 1\tgood".to_owned()));
        assert_eq!(message("a\rb\u{2028}c"), Ok("a\nb\nc".to_owned()));
        assert_eq!(message("\u{200B}\u{200D}"), Err(Refusal::TextEmpty), "it only looks empty");
        for bad in ['\0', '\u{7}', '\u{202E}'] {
            assert_eq!(message(&format!("a{bad}b")), Err(Refusal::TextInvalid(Unfit(bad))), "{bad:?}");
        }
    }

    #[test]
    fn a_note_is_one_short_line_or_none() {
        assert_eq!(note(None), Ok(None));
        assert_eq!(note(Some("  ")), Ok(None));
        assert_eq!(note(Some(" loss ")), Ok(Some("loss".to_owned())));
        assert_eq!(note(Some("a\nb\tc")), Ok(Some("a b c".to_owned())));
        assert_eq!(note(Some(&"x".repeat(NOTE_CHARS_MAX + 1))), Err(Refusal::TextTooLong));
    }
}
