//! JSON request bodies: limited in size, unknown fields refused.

use axum::{
    body,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use http_body_util::LengthLimitError;
use schemars::JsonSchema;
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    limits::{BODY_BYTES_MAX, DETAIL_CHARS_MAX},
    problem::{Code, Problem},
    web::Web,
};
use crate::object::Object;

/// A JSON body: an object, and nothing that serde would take for one. `T` must refuse unknown fields.
pub(crate) struct Body<T>(pub(crate) T);

/// An empty object. It is required because its content type is one that a form on another site's
/// page can't send.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Empty {}

impl<T: DeserializeOwned> FromRequest<Web> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Web) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if !is_json(&parts.headers) {
            return Err(Code::ContentTypeUnsupported.into());
        }
        if declared_length(&parts.headers).is_some_and(|length| length > BODY_BYTES_MAX) {
            return Err(Code::TooLarge.into());
        }
        let bytes = body::to_bytes(body, BODY_BYTES_MAX).await.map_err(|error| match error.into_inner() {
            inner if inner.is::<LengthLimitError>() => Code::TooLarge,
            _ => Code::Malformed,
        })?;
        let body = &mut serde_json::Deserializer::from_slice(&bytes);
        let Object(value) = serde_path_to_error::deserialize(&mut *body).map_err(|error| refusal(&error))?;
        body.end().map_err(|_| Code::Malformed)?;
        Ok(Self(value))
    }
}

/// Names the field that could not be read, unless it is the body as a whole.
fn refusal(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let detail: String = error.inner().to_string().chars().take(DETAIL_CHARS_MAX).collect();
    let problem = if !error.inner().is_data() {
        Problem::from(Code::Malformed)
    } else if error.path().iter().len() == 0 {
        Problem::from(Code::Invalid)
    } else {
        Problem::field(Code::Invalid, error.path().to_string())
    };
    problem.detail(detail)
}

fn is_json(headers: &HeaderMap) -> bool {
    let mut given = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(one), None) = (given.next(), given.next()) else {
        return false;
    };
    let essence = one.to_str().ok().and_then(|text| text.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

fn declared_length(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
