//! Every answer a test gets is held against the OpenAPI document.

use std::sync::LazyLock;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

pub(crate) static DOCUMENT: LazyLock<Value> = LazyLock::new(rondo::openapi);

/// The path of the document that a request's path is an instance of.
pub(crate) fn route(path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap_or(path);
    let paths = DOCUMENT["paths"].as_object().expect("paths");
    let fits = |route: &str| {
        let (mut parts, mut wanted) = (path.split('/'), route.split('/'));
        loop {
            match (parts.next(), wanted.next()) {
                (None, None) => return true,
                (Some(part), Some(want)) if want.starts_with('{') || part == want => {}
                _ => return false,
            }
        }
    };
    // A word beats a parameter.
    let mut found: Vec<&String> = paths.keys().filter(|route| fits(route)).collect();
    found.sort_by_key(|route| route.matches('{').count());
    found.first().map(|route| route.as_str())
}

/// Panics when the document does not know this answer of this endpoint.
#[track_caller]
pub(crate) fn check(method: &Method, path: &str, status: StatusCode, body: &Value) {
    let Some(route) = route(path).filter(|_| path.starts_with("/api/")) else {
        return;
    };
    let operation = &DOCUMENT["paths"][route][method.as_str().to_lowercase()];
    if operation.is_null() {
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{method} {route} is not in the document");
        return;
    }
    let response = &operation["responses"][status.as_str()];
    assert!(!response.is_null(), "{method} {route} may not answer {status}: {body}");
    for kind in ["application/json", "application/problem+json"] {
        let schema = &response["content"][kind]["schema"];
        if !schema.is_null() {
            valid(schema, body);
        }
    }
}

/// Panics when a value does not fit a schema of the document.
#[track_caller]
pub(crate) fn valid(schema: &Value, value: &Value) {
    let whole = json!({ "allOf": [schema], "components": DOCUMENT["components"] });
    let validator = jsonschema::validator_for(&whole).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\nin {value}");
}
