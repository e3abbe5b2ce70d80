//! What stands behind the question mark of an address.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use super::{
    problem::{Code, Problem},
    web::Web,
};

/// The parameters of a query. `T` must refuse unknown ones.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Web> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let Query(value) = Query::from_request_parts(parts, web).await.map_err(|_| Code::Invalid)?;
        Ok(Self(value))
    }
}
