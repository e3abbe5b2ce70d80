//! The texts of rooms: trimmed, of a limited length, without characters that can't be shown safely.

use unicode_normalization::UnicodeNormalization;

use super::error::EditError;

/// How many lines a text may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Many,
}

/// Why a text can't be used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextFault {
    NotText,
    TooLong,
}

/// The text as it is kept: trimmed, composed (NFC), its lines ended by a line feed.
pub(super) fn tidy(raw: &str) -> String {
    raw.trim().replace("\r\n", "\n").nfc().collect()
}

/// Checks a tidy text.
pub(super) fn check(text: &str, chars_max: usize, lines: Lines) -> Result<(), TextFault> {
    let is_shown = |c: char| !is_unsafe(c) || (lines == Lines::Many && c == '\n');
    if !text.chars().all(is_shown) {
        Err(TextFault::NotText)
    } else if text.chars().count() > chars_max {
        Err(TextFault::TooLong)
    } else {
        Ok(())
    }
}

/// Control characters, and what turns the direction of text or is invisible and could hide words.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// One line of at most `chars_max` characters. May be empty.
pub(super) fn line(raw: &str, chars_max: usize, field: &'static str) -> Result<String, EditError> {
    clean(raw, chars_max, field, Lines::One)
}

/// A text that may have several lines. May be empty.
pub(super) fn paragraph(raw: &str, chars_max: usize, field: &'static str) -> Result<String, EditError> {
    clean(raw, chars_max, field, Lines::Many)
}

/// At most `count_max` lines. Empty ones are left out.
pub(super) fn lines(
    raw: &[String],
    count_max: usize,
    chars_max: usize,
    field: &'static str,
) -> Result<Vec<String>, EditError> {
    if raw.len() > count_max {
        return Err(EditError::TooMany { field, count_max });
    }
    let cleaned = raw.iter().map(|text| line(text, chars_max, field));
    cleaned.filter(|line| line.as_ref().map_or(true, |line| !line.is_empty())).collect()
}

fn clean(raw: &str, chars_max: usize, field: &'static str, lines: Lines) -> Result<String, EditError> {
    let text = tidy(raw);
    match check(&text, chars_max, lines) {
        Ok(()) => Ok(text),
        Err(TextFault::NotText) => Err(EditError::NotText { field }),
        Err(TextFault::TooLong) => Err(EditError::TooLong { field, chars_max }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_trimmed_and_limited() {
        assert_eq!(line("  Grief after loss ", 16, "title").as_deref(), Ok("Grief after loss"));
        let too_long = EditError::TooLong { field: "title", chars_max: 16 };
        assert_eq!(line("Grief after loss!", 16, "title"), Err(too_long));
        assert_eq!(line("e\u{301}", 1, "title").as_deref(), Ok("é"));
        assert_eq!(paragraph("one\r\ntwo", 10, "suits").as_deref(), Ok("one\ntwo"));
        for bad in ["a\nb", "a\0b", "a\u{202E}b", "a\u{2066}b", "a\u{200B}b", "a\u{E0041}b"] {
            assert_eq!(line(bad, 10, "title"), Err(EditError::NotText { field: "title" }), "{bad:?}");
        }
    }

    #[test]
    fn lists_are_limited_and_lose_empty_lines() {
        let texts = ["a", " ", "b"].map(String::from);
        assert_eq!(lines(&texts, 3, 1, "topics"), Ok(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(lines(&texts, 2, 1, "topics"), Err(EditError::TooMany { field: "topics", count_max: 2 }));
    }
}
