//! What somebody who asks to join writes, and what a lead writes back.

use serde::{Deserialize, Serialize};

use super::super::{
    error::EditError,
    limits::{DECISION_NOTE_CHARS_MAX, ENTRY_ANSWER_CHARS_MAX},
    text::{self, Lines, TextFault},
    wrong::{Reason, Wrong},
};

/// A question as it was asked, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Answered {
    pub(crate) question: String,
    pub(crate) answer: String,
}

/// The answers beside their questions.
///
/// # Errors
/// Every answer that is missing or can't be used, as `answers[0]`.
pub(crate) fn answers(questions: &[String], raw: &[String]) -> Result<Vec<Answered>, Vec<Wrong>> {
    if raw.len() > questions.len() {
        return Err(vec![Wrong::beyond("answers", Reason::TooMany, questions.len())]);
    }
    let (mut answered, mut wrongs) = (Vec::new(), Vec::new());
    for (place, question) in questions.iter().enumerate() {
        let field = format!("answers[{place}]");
        let answer = text::tidy(raw.get(place).map_or("", String::as_str), Lines::Many);
        match text::check(&answer, ENTRY_ANSWER_CHARS_MAX) {
            Ok(()) if answer.is_empty() => wrongs.push(Wrong::new(field, Reason::Required)),
            Ok(()) => answered.push(Answered { question: question.clone(), answer }),
            Err(TextFault::NotText(unfit)) => wrongs.push(Wrong::unfit(field, unfit)),
            Err(TextFault::TooLong) => {
                wrongs.push(Wrong::beyond(field, Reason::TooLong, ENTRY_ANSWER_CHARS_MAX));
            }
        }
    }
    if wrongs.is_empty() { Ok(answered) } else { Err(wrongs) }
}

/// What a lead writes to somebody who asked. May be empty.
///
/// # Errors
/// It is too long, or has a character that can't be shown safely.
pub(crate) fn note(raw: &str) -> Result<String, EditError> {
    text::paragraph(raw, DECISION_NOTE_CHARS_MAX, "note")
}
