//! The help lines of the operator's own, for everyone.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{endpoint::Endpoint, web::Web};
use crate::config::HelpLine;

/// Help lines of the operator's own.
#[derive(Serialize, JsonSchema)]
struct HelpLines {
    /// Those of a country take the place of the ones that a client brings.
    lines: Vec<HelpLine>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let line = json!({
        "country": "DE", "emergency": "112", "name": "TelefonSeelsorge", "number": "0800 1110111",
        "checked": "2026-11-20",
    });
    vec![
        Endpoint::get("/api/help-lines", "Lists the help lines of the operator's own", list)
            .answers::<HelpLines>(
                StatusCode::OK,
                "By country, in the operator's order",
                json!({"lines": [line]}),
            ),
    ]
}

async fn list(State(web): State<Web>) -> Json<HelpLines> {
    Json(HelpLines { lines: web.help_lines.clone() })
}
