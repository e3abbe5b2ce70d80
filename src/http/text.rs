//! Texts of rooms: trimmed, of a limited length, without characters that can't be shown safely.

use super::problem::{Code, Problem};
use crate::meeting::text::{is_unsafe, tidy};

/// One line of at most `chars_max` characters. May be empty.
pub(crate) fn line(text: &str, chars_max: usize, field: &'static str) -> Result<String, Problem> {
    clean(text, chars_max, field, false)
}

/// A text that may have several lines.
pub(crate) fn paragraph(text: &str, chars_max: usize, field: &'static str) -> Result<String, Problem> {
    clean(text, chars_max, field, true)
}

/// Lines of which none is empty.
pub(crate) fn lines(
    texts: &[String],
    count_max: usize,
    chars_max: usize,
    field: &'static str,
) -> Result<Vec<String>, Problem> {
    if texts.len() > count_max {
        return Err(Problem::field(Code::TooMany, field).detail(format!("at most {count_max}")));
    }
    let cleaned = texts.iter().map(|text| line(text, chars_max, field));
    cleaned.filter(|line| line.as_ref().map_or(true, |line| !line.is_empty())).collect()
}

fn clean(text: &str, chars_max: usize, field: &'static str, newlines: bool) -> Result<String, Problem> {
    let text = tidy(text);
    if text.chars().any(|c| is_unsafe(c) && !(newlines && c == '\n')) {
        return Err(Problem::field(Code::TextInvalid, field));
    }
    if text.chars().count() > chars_max {
        return Err(Problem::field(Code::TooLong, field).detail(format!("at most {chars_max} characters")));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_trimmed_and_limited() {
        assert_eq!(line("  Grief after loss ", 16, "title").as_deref(), Ok("Grief after loss"));
        assert_eq!(line("Grief after loss!", 16, "title").unwrap_err().code(), Code::TooLong);
        assert_eq!(line("e\u{301}", 1, "title").as_deref(), Ok("é"));
        assert_eq!(paragraph("one\ntwo", 10, "suits").as_deref(), Ok("one\ntwo"));
        for bad in ["a\nb", "a\0b", "a\u{202E}b", "a\u{2066}b", "a\u{200B}b", "a\u{E0041}b"] {
            assert_eq!(line(bad, 10, "title").unwrap_err().code(), Code::TextInvalid, "{bad:?}");
        }
    }

    #[test]
    fn lists_are_limited_and_lose_empty_lines() {
        let texts = ["a", " ", "b"].map(String::from);
        assert_eq!(lines(&texts, 3, 1, "topics"), Ok(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(lines(&texts, 2, 1, "topics").unwrap_err().code(), Code::TooMany);
    }
}
