//! Names of accounts, and pseudonyms with the mark by which look-alikes are found.

use std::sync::Arc;

use tokio::task::spawn_blocking;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    limits::NAME_CHARS,
    problem::{Code, Problem},
    web::Web,
};
use crate::{
    auth::{NameError, Pseudonym},
    meeting::id::{ParticipantId, RoomId},
    store::{Digest, Participant, StoreError, crypto::SeriesKey},
};

/// A sign-in name: safe to show and of a good length.
pub(crate) fn sign_in_name(text: &str) -> Result<String, Problem> {
    let name = Pseudonym::parse_display(text).map_err(|error| refusal(error, "name"))?;
    if name.as_str().graphemes(true).count() < NAME_CHARS.0 {
        let (least, most) = NAME_CHARS;
        return Err(Problem::field(Code::NameInvalid, "name").detail(format!("{least} to {most} characters")));
    }
    Ok(name.as_str().to_owned())
}

/// The display name of an account, which may carry a title.
pub(crate) fn display_name(text: &str) -> Result<String, Problem> {
    let name = Pseudonym::parse_display(text).map_err(|error| refusal(error, "display_name"))?;
    Ok(name.as_str().to_owned())
}

/// A member's pseudonym.
pub(crate) fn pseudonym(text: &str) -> Result<Pseudonym, Problem> {
    Pseudonym::parse(text).map_err(|error| refusal(error, "name"))
}

fn refusal(error: NameError, field: &'static str) -> Problem {
    let code = if error == NameError::ClaimsRole { Code::NameClaimsRole } else { Code::NameInvalid };
    Problem::field(code, field).detail(error.to_string())
}

/// The mark of a name in a room: equal for names that look alike, useless outside the room.
pub(crate) fn mark(web: &Web, room: RoomId, name: &Pseudonym) -> Result<Digest, Problem> {
    Ok(series_key(web, room)?.name_mark(&name.skeleton()))
}

/// The name under the series key.
pub(crate) fn seal(
    web: &Web,
    room: RoomId,
    who: ParticipantId,
    name: &Pseudonym,
) -> Result<Vec<u8>, Problem> {
    series_key(web, room)?.seal_name(who, name.as_str()).map_err(|_| Code::Internal.into())
}

/// The name of a participant.
pub(crate) fn open(web: &Web, participant: &Participant) -> Result<String, Problem> {
    let key = series_key(web, participant.room)?;
    key.open_name(participant.id, &participant.sealed_name).map_err(|_| Code::Internal.into())
}

/// Makes the key of a new room, under which its people's names are kept.
pub(crate) async fn make_series_key(web: &Web, room: RoomId) -> Result<(), Problem> {
    let keys = web.store.keys();
    let made = spawn_blocking(move || keys.create_series_key(room)).await.map_err(|_| Code::Internal)?;
    made.map(|_| ()).map_err(|error| StoreError::from(error).into())
}

fn series_key(web: &Web, room: RoomId) -> Result<Arc<SeriesKey>, Problem> {
    let key = web.store.keys().open_series_key(room).map_err(StoreError::from)?;
    Ok(key.ok_or(StoreError::KeyGone)?)
}
