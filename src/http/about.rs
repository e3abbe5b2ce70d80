//! What a client needs to know about the server.

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{endpoint::Endpoint, problem::Problem, web::Web};
use crate::{
    meeting::role::RoomKind,
    room::{
        guidelines::{default_for, topics_for},
        kept::{KEPT, Kept},
        language::Language,
    },
};

/// Texts for each kind of room.
#[derive(Serialize, JsonSchema)]
struct ByKind {
    /// The texts for peer-led rooms.
    peer_led: Vec<String>,
    /// The texts for therapist-led rooms.
    therapist_led: Vec<String>,
}

/// The server, and what a new room starts with.
#[derive(Serialize, JsonSchema)]
struct About {
    /// Always `Rondo`.
    name: &'static str,
    /// The version of the server.
    version: &'static str,
    /// True until the first account is created.
    setup_needed: bool,
    /// Whether the server was started as a demonstration, with simulated members.
    demo: bool,
    /// What people know the identity provider as, by which they can sign in; null if there is none.
    identity_provider: Option<String>,
    /// The guidelines of a new peer-led room, in the language of the request.
    guidelines_default: Vec<String>,
    /// The guidelines of a new room, by kind.
    guidelines: ByKind,
    /// Suggested topics, by kind of room.
    topics: ByKind,
    /// All that a room keeps about people.
    kept: &'static [Kept],
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let example = json!({
        "name": "Rondo", "version": env!("CARGO_PKG_VERSION"), "setup_needed": false, "demo": false,
        "identity_provider": null,
        "guidelines_default": ["What is said here stays here."],
        "guidelines": {"peer_led": ["What is said here stays here."], "therapist_led": []},
        "topics": {"peer_led": ["grief"], "therapist_led": ["anxiety"]},
        "kept": [{"thing": "name", "of": "everyone", "until": "room_archived", "read_by": "group"}],
    });
    vec![
        Endpoint::get("/api/about", "Describes the server and what a new room starts with", about)
            .answers::<About>(
                StatusCode::OK,
                "Texts are in the language of Accept-Language, English or German",
                example,
            ),
    ]
}

async fn about(State(web): State<Web>, language: Language) -> Result<Json<About>, Problem> {
    let by_kind = |lines: fn(RoomKind, Language) -> Vec<String>| ByKind {
        peer_led: lines(RoomKind::PeerLed, language),
        therapist_led: lines(RoomKind::TherapistLed, language),
    };
    Ok(Json(About {
        name: "Rondo",
        version: env!("CARGO_PKG_VERSION"),
        setup_needed: web.store.count_accounts().await? == 0,
        demo: web.demo.get().is_some(),
        identity_provider: web.identity.as_ref().map(|provider| provider.config().name.clone()),
        guidelines_default: default_for(RoomKind::PeerLed, language),
        guidelines: by_kind(default_for),
        topics: by_kind(topics_for),
        kept: KEPT,
    }))
}
