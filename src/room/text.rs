//! The texts of rooms: trimmed, of a limited length, without characters that can't be shown safely.

use super::error::EditError;
use crate::text::{self, Unfit};

/// How many lines a text may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Many,
}

/// Why a text can't be used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextFault {
    NotText(Unfit),
    TooLong,
}

/// The text as it is kept.
pub(super) fn tidy(raw: &str, lines: Lines) -> String {
    match lines {
        Lines::One => text::tidy_line(raw),
        Lines::Many => text::tidy(raw),
    }
}

/// Checks a tidy text.
pub(super) fn check(text: &str, chars_max: usize) -> Result<(), TextFault> {
    if let Some(unfit) = text::unfit(text) {
        Err(TextFault::NotText(unfit))
    } else if text.chars().count() > chars_max {
        Err(TextFault::TooLong)
    } else {
        Ok(())
    }
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
    let text = tidy(raw, lines);
    match check(&text, chars_max) {
        Ok(()) => Ok(text),
        Err(TextFault::NotText(unfit)) => Err(EditError::NotText { field, unfit }),
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
        assert_eq!(line("a\nb\tc", 10, "title").as_deref(), Ok("a b c"));
        assert_eq!(paragraph("•\tWe listen", 20, "suits").as_deref(), Ok("•\tWe listen"));
        assert_eq!(line("\u{200B}", 10, "title").as_deref(), Ok(""), "it only looks empty");
        for bad in ['\0', '\u{202E}', '\u{E0041}'] {
            let error = EditError::NotText { field: "title", unfit: Unfit(bad) };
            assert_eq!(line(&format!("a{bad}b"), 10, "title"), Err(error), "{bad:?}");
        }
    }

    #[test]
    fn lists_are_limited_and_lose_empty_lines() {
        let texts = ["a", " ", "b"].map(String::from);
        assert_eq!(lines(&texts, 3, 1, "topics"), Ok(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(lines(&texts, 2, 1, "topics"), Err(EditError::TooMany { field: "topics", count_max: 2 }));
    }
}
