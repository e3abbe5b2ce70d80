//! The names of accounts, and pseudonyms with the mark that finds look-alikes.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    limits::NAME_CHARS,
    problem::{Code, Problem},
    web::Web,
};
use crate::{
    auth::{NameError, Pseudonym},
    meeting::id::{ParticipantId, RoomId},
    store::{Mark, Participant, StoreError},
};

/// Checks a sign-in name: safe to show, and neither too short nor too long.
pub(crate) fn sign_in_name(text: &str) -> Result<String, Problem> {
    let name = Pseudonym::parse_display(text).map_err(|error| refusal(error, "name"))?;
    if name.as_str().graphemes(true).count() < NAME_CHARS.0 {
        let (least, most) = NAME_CHARS;
        return Err(Problem::field(Code::NameInvalid, "name").detail(format!("{least} to {most} characters")));
    }
    Ok(name.as_str().to_owned())
}

/// Checks the display name of an account, which may contain a title.
pub(crate) fn display_name(text: &str) -> Result<String, Problem> {
    let name = Pseudonym::parse_display(text).map_err(|error| refusal(error, "display_name"))?;
    Ok(name.as_str().to_owned())
}

/// Checks a member's pseudonym.
pub(crate) fn pseudonym(text: &str) -> Result<Pseudonym, Problem> {
    Pseudonym::parse(text).map_err(|error| refusal(error, "name"))
}

fn refusal(error: NameError, field: &'static str) -> Problem {
    let code = if error == NameError::ClaimsRole { Code::NameClaimsRole } else { Code::NameInvalid };
    Problem::field(code, field).detail(error.to_string())
}

/// The mark of a name in a room: equal for names that look alike, useless outside the room.
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
