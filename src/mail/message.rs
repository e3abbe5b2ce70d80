//! A letter as a message of mail (RFC 5322): text and HTML, and a calendar's part if there is one.

use std::time::{Duration, UNIX_EPOCH};

use lettre::{
    Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

use super::{address::Address, letter::Letter};
use crate::{calendar::Itip, meeting::id::JobId, room::language::Language, time::UnixMs};

/// The message of a job. Its id is the job's: who gets it twice can tell.
///
/// # Errors
/// With the code of a failure, when it can't be written as mail.
pub(super) fn message(
    letter: &Letter,
    message: Option<&Itip>,
    (from, to): (&Mailbox, &Address),
    (job, at): (JobId, UnixMs),
    language: Language,
) -> Result<Message, &'static str> {
    let parts = MultiPart::alternative().singlepart(SinglePart::plain(letter.text()));
    let parts = parts.singlepart(SinglePart::html(letter.html(language.code())));
    let parts = match message {
        Some(message) => parts.singlepart(calendar(message)?),
        None => parts,
    };
    let sent_at = UNIX_EPOCH + Duration::from_millis(at.since(UnixMs::from_ms(0)));
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to.inner().clone()))
        .subject(&letter.subject)
        .date(sent_at)
        .message_id(Some(format!("<{job}@{}>", from.email.domain())))
        .raw_header(header("Content-Language", language.code()))
        // Nobody's absence is answered to it (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .multipart(parts)
        .map_err(|_| "message")
}

/// For the calendar of who reads it (RFC 6047).
fn calendar(message: &Itip) -> Result<SinglePart, &'static str> {
    let kind = format!("text/calendar; charset=utf-8; method={}", message.method.as_str());
    let kind = ContentType::parse(&kind).map_err(|_| "message")?;
    Ok(SinglePart::builder().header(kind).body(message.text.clone()))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
