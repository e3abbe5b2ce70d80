//! What a person may write.

use super::{
    limits::{NOTE_CHARS_MAX, TEXT_BYTES_MAX, TEXT_CHARS_MAX, TOPIC_CHARS_MAX},
    refusal::Refusal,
};

/// A message's text, trimmed.
///
/// # Errors
/// `TextEmpty`, `TextTooLong`, `TextInvalid`.
pub fn message(raw: &str) -> Result<String, Refusal> {
    checked(raw, TEXT_CHARS_MAX)
}

/// A content note, one trimmed line; `None` if it is empty.
///
/// # Errors
/// `TextTooLong`, `TextInvalid`.
pub fn note(raw: Option<&str>) -> Result<Option<String>, Refusal> {
    match raw.map(|raw| checked(raw, NOTE_CHARS_MAX)) {
        None | Some(Err(Refusal::TextEmpty)) => Ok(None),
        Some(Ok(text)) if text.contains('\n') => Err(Refusal::TextInvalid),
        Some(result) => result.map(Some),
    }
}

/// A topic, one trimmed line.
///
/// # Errors
/// `TextEmpty`, `TextTooLong`, `TextInvalid`.
pub fn topic(raw: &str) -> Result<String, Refusal> {
    let text = checked(raw, TOPIC_CHARS_MAX)?;
    if text.contains('\n') { Err(Refusal::TextInvalid) } else { Ok(text) }
}

/// A text with line feeds as its only control characters. Some systems end a line with a carriage
/// return and a line feed.
fn checked(raw: &str, chars_max: usize) -> Result<String, Refusal> {
    if raw.len() > TEXT_BYTES_MAX {
        return Err(Refusal::TextTooLong);
    }
    let text = raw.trim().replace("\r\n", "\n");
    if text.is_empty() {
        return Err(Refusal::TextEmpty);
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Refusal::TextInvalid);
    }
    if text.chars().count() > chars_max {
        return Err(Refusal::TextTooLong);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_trimmed_and_measured_in_characters() {
        assert_eq!(message("  hé\r\nhó \n"), Ok("hé\nhó".to_owned()));
        assert_eq!(message(" \n\t "), Err(Refusal::TextEmpty));
        assert_eq!(message(&"ä".repeat(TEXT_CHARS_MAX)).map(|t| t.chars().count()), Ok(TEXT_CHARS_MAX));
        assert_eq!(message(&"ä".repeat(TEXT_CHARS_MAX + 1)), Err(Refusal::TextTooLong));
        assert_eq!(message(&"💚".repeat(TEXT_CHARS_MAX)).map(|t| t.len()), Ok(TEXT_BYTES_MAX));
    }

    #[test]
    fn control_characters_are_refused() {
        for bad in ["a\0b", "a\u{7}b", "a\tb", "a\rb", "a\u{85}b"] {
            assert_eq!(message(bad), Err(Refusal::TextInvalid), "{bad:?}");
        }
    }

    #[test]
    fn a_note_is_one_short_line_or_none() {
        assert_eq!(note(None), Ok(None));
        assert_eq!(note(Some("  ")), Ok(None));
        assert_eq!(note(Some(" loss ")), Ok(Some("loss".to_owned())));
        assert_eq!(note(Some("a\nb")), Err(Refusal::TextInvalid));
        assert_eq!(note(Some(&"x".repeat(NOTE_CHARS_MAX + 1))), Err(Refusal::TextTooLong));
    }
}
