//! What is sealed of a request: first what somebody wrote, then what they are told.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    http::problem::{Code, Problem},
    meeting::id::RequestId,
    room::entry::Answered,
    store::{JoinRequest, SeriesKey},
};

/// What somebody wrote. It is erased when a lead decides and when the request ends.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) name: String,
    pub(super) answers: Vec<Answered>,
}

/// What they are told.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Told {
    /// The name they wanted, while they may take a seat under it.
    pub(super) name: Option<String>,
    /// What the lead wrote. May be empty.
    pub(super) note: String,
    pub(super) suggestion: Option<Suggested>,
}

/// Another group.
#[derive(Serialize, Deserialize)]
pub(super) struct Suggested {
    pub(super) title: String,
    /// Its public page, or an invitation that is theirs alone.
    pub(super) link: String,
}

pub(super) fn seal(key: &SeriesKey, id: RequestId, content: &impl Serialize) -> Result<Vec<u8>, Problem> {
    let bytes = serde_json::to_vec(content).map_err(|_| Code::Internal)?;
    key.seal_request(id, &bytes).map_err(|_| Code::Internal.into())
}

/// What is sealed; `None` once it is erased.
pub(super) fn open<T: DeserializeOwned>(
    key: &SeriesKey,
    request: &JoinRequest,
) -> Result<Option<T>, Problem> {
    let Some(sealed) = &request.sealed else { return Ok(None) };
    let bytes = key.open_request(request.id, sealed).map_err(|_| Code::Internal)?;
    Ok(Some(serde_json::from_slice(&bytes).map_err(|_| Code::Internal)?))
}
