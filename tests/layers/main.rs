//! The compiler's part of a workspace, played by a test: which part of the crate may use which.
//!
//! It reads every `use` and every path in `src/`, test code left out, and follows re-exports to
//! the file that defines the name. ARCHITECTURE.md has the layers in words.

mod circles;
mod purity;
mod source;
mod uses;

use std::collections::BTreeMap;

use uses::{Use, uses};

/// Each layer and the other layers that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("time", &[]),
    ("text", &[]),
    ("object", &[]),
    ("secrets", &[]),
    ("clock", &["time"]),
    ("meeting", &["time", "text"]),
    ("room", &["time", "text", "object", "meeting"]),
    ("protocol", &["time", "text", "object", "meeting", "room"]),
    ("auth", &["time", "text", "secrets", "meeting", "room", "protocol"]),
    ("store", &["time", "secrets", "clock", "meeting", "room"]),
    ("calendar", &["time", "meeting", "room"]),
    ("outgoing", &[]),
    ("push", &["time", "secrets", "clock", "meeting", "room", "store", "outgoing"]),
    ("jobs", &["time", "clock", "auth", "store"]),
    ("mail", &["time", "clock", "meeting", "room", "calendar", "auth", "store", "jobs", "config"]),
    (
        "hub",
        &[
            "peers", "time", "secrets", "clock", "meeting", "room", "protocol", "auth", "store", "push",
            "mail",
        ],
    ),
    ("places", &["time", "clock", "meeting", "room", "auth", "store", "push", "jobs", "mail"]),
    ("eve", &["time", "clock", "meeting", "room", "auth", "store", "push", "hub", "jobs", "mail"]),
    ("webhooks", &["time", "clock", "secrets", "meeting", "room", "auth", "store", "jobs", "outgoing"]),
    ("identity", &["time", "secrets", "outgoing", "config"]),
    ("config", &["time", "meeting", "auth"]),
    (
        "http",
        &[
            "peers", "time", "text", "object", "secrets", "clock", "meeting", "room", "protocol", "auth",
            "store", "calendar", "push", "hub", "jobs", "mail", "places", "eve", "webhooks", "config",
            "identity",
        ],
    ),
    ("peers", &[]),
    ("open_files", &[]),
    ("telemetry", &["config"]),
    ("app", &["*"]),
    ("commands", &["time", "clock", "meeting", "auth", "store", "config", "telemetry", "app"]),
    ("main", &["*"]),
];

/// The layer of a file: the folder or the file right under `src`.
fn layer(file: &str) -> &str {
    let top = file.split('/').next().expect("a path has a first part");
    top.strip_suffix(".rs").unwrap_or(top)
}

#[test]
fn arrows_go_one_way() {
    let allowed: BTreeMap<_, _> = LAYERS.iter().copied().collect();
    let all = uses();
    assert!(all.len() > 500, "only {} uses were found", all.len());
    let wrong: Vec<String> = all
        .iter()
        .filter(|found| layer(&found.from) != layer(&found.to))
        .filter(|Use { from, to, .. }| {
            let may = allowed.get(layer(from)).unwrap_or_else(|| panic!("{from} is in no layer"));
            !may.contains(&layer(to)) && *may != ["*"]
        })
        .map(ToString::to_string)
        .collect();
    assert!(wrong.is_empty(), "against the layers:\n{}", wrong.join("\n"));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let circles = circles::circles(&uses());
    let shown: Vec<String> = circles.iter().map(ToString::to_string).collect();
    assert!(circles.is_empty(), "{} circles:\n{}", circles.len(), shown.join("\n"));
}

#[test]
fn the_meeting_and_the_room_are_pure() {
    let wrong = purity::faults(&["text", "meeting", "room", "calendar"]);
    assert!(wrong.is_empty(), "not pure:\n{}", wrong.join("\n"));
}

/// `TURN_MS_MAX` and its like stand in the `limits.rs` of their layer, where one finds them all.
#[test]
fn limits_stand_in_the_files_of_limits() {
    let mut wrong = Vec::new();
    for file in source::files() {
        if file.path.ends_with("limits.rs") {
            continue;
        }
        for name in file.constants().filter(|name| name.ends_with("_MAX") || name.ends_with("_MIN")) {
            wrong.push(format!("{}: {name}", file.path));
        }
    }
    assert!(wrong.is_empty(), "limits outside a limits.rs:\n{}", wrong.join("\n"));
}
