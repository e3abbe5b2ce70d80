//! The names of accounts, and pseudonyms with the mark that finds look-alikes.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    limits::{NAME_CHARS, NUMBER_CHARS_MAX},
    problem::{Code, Problem},
    web::Web,
};
use crate::{
    auth::{NameError, Pseudonym, limits::NAME_GRAPHEMES_MAX},
    hub::is_taken,
    meeting::id::{ParticipantId, RoomId},
    store::{Mark, Participant, StoreError},
};

/// Checks a sign-in name: safe to show, and neither too short nor too long.
pub(crate) fn sign_in_name(text: &str) -> Result<String, Problem> {
    let name = Pseudonym::parse_display(text).map_err(|error| refusal(error, "name"))?;
    if name.as_str().graphemes(true).count() < NAME_CHARS.0 {
        let (least, most) = NAME_CHARS;
        let detail = format!("{least} to {most} characters");
        return Err(Problem::field(Code::NameTooShort, "name").detail(detail));
    }
    Ok(name.as_str().to_owned())
}

/// Checks what an account or a passkey is called, which may contain a title.
pub(crate) fn display_name(text: &str, field: &'static str) -> Result<String, Problem> {
    let name = Pseudonym::parse_display(text).map_err(|error| refusal(error, field))?;
    Ok(name.as_str().to_owned())
}

/// Checks a member's pseudonym.
pub(crate) fn pseudonym(text: &str) -> Result<Pseudonym, Problem> {
    Pseudonym::parse(text).map_err(|error| refusal(error, "name"))
}

fn refusal(error: NameError, field: &'static str) -> Problem {
    let code = match error {
        NameError::Missing => Code::NameMissing,
        NameError::Letterless => Code::NameLetterless,
        NameError::TooLong => Code::NameTooLong,
        NameError::Character(_) => Code::NameCharacter,
        NameError::Marks => Code::NameMarks,
        NameError::ClaimsRole => Code::NameClaimsRole,
    };
    let problem = Problem::field(code, field).detail(error.to_string());
    if let NameError::Character(unfit) = error { problem.character(unfit) } else { problem }
}

/// A name with a number behind it, cut between characters so that it stays within its limit.
pub(crate) fn numbered(name: &str, number: u32) -> String {
    let room_for = NAME_GRAPHEMES_MAX.saturating_sub(NUMBER_CHARS_MAX);
    let start: String = name.graphemes(true).take(room_for).collect();
    format!("{} {number}", start.trim_end())
}

/// Refuses a name that a person would take for another's in the room.
pub(crate) async fn must_be_free(web: &Web, room: RoomId, name: &Pseudonym) -> Result<(), Problem> {
    if is_taken(&web.store, room, name).await? {
        return Err(Problem::field(Code::NameTaken, "name"));
    }
    Ok(())
}

/// The mark of a name in a room: equal for names that differ in nothing that counts, useless outside
/// the room.
pub(crate) async fn mark(web: &Web, room: RoomId, name: &Pseudonym) -> Result<Mark, Problem> {
    Ok(web.store.series_key(room).await?.name_mark(&name.skeleton()))
}

/// The name under the series key.
pub(crate) async fn seal(
    web: &Web,
    room: RoomId,
    who: ParticipantId,
    name: &Pseudonym,
) -> Result<Vec<u8>, Problem> {
    let key = web.store.series_key(room).await?;
    key.seal_name(who, name.as_str()).map_err(|_| Code::Internal.into())
}

/// The name of a participant; `None` if it was sealed with a key that is lost.
pub(crate) async fn legible(web: &Web, participant: &Participant) -> Result<Option<String>, Problem> {
    match web.store.series_key(participant.room).await {
        Ok(key) => Ok(key.open_name(participant.id, &participant.sealed_name).ok()),
        Err(StoreError::SeriesLost) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The name of a participant.
pub(crate) async fn open(web: &Web, participant: &Participant) -> Result<String, Problem> {
    let key = web.store.series_key(participant.room).await?;
    key.open_name(participant.id, &participant.sealed_name).map_err(|_| Code::Internal.into())
}
