//! Arrows go one way: time <- meeting <- protocol <- auth, store <- hub <- http <- app.

use std::{fs, path::Path};

/// Each layer and the parts of ours it may use.
const LAYERS: [(&str, &[&str]); 10] = [
    ("time.rs", &[]),
    ("secrets", &["secrets"]),
    ("meeting", &["time", "meeting"]),
    ("clock.rs", &["time"]),
    ("protocol", &["time", "meeting", "protocol"]),
    ("auth", &["time", "secrets", "meeting", "protocol", "auth"]),
    ("store", &["time", "secrets", "meeting", "store"]),
    ("hub", &["time", "secrets", "meeting", "clock", "protocol", "auth", "store", "hub"]),
    ("http", &["time", "secrets", "meeting", "clock", "protocol", "auth", "store", "hub", "config", "http"]),
    ("config", &["meeting", "auth", "config"]),
];

fn sources(path: &Path) -> Vec<std::path::PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).expect("a folder of sources");
    entries.flat_map(|entry| sources(&entry.expect("an entry").path())).collect()
}

/// The parts of ours that a file names: `crate::part` in any of its spellings.
fn parts(text: &str) -> Vec<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let word =
        |text: &str| -> String { text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect() };
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        match after.trim_start().strip_prefix('{') {
            None => found.push(word(after.trim_start())),
            Some(group) => found.extend(top_level(group).iter().map(|part| word(part.trim()))),
        }
    }
    found
}

/// The members of a `use crate::{…}` group.
fn top_level(group: &str) -> Vec<String> {
    let (mut depth, mut members) = (0, vec![String::new()]);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => members.push(String::new()),
            c if depth == 0 => members.last_mut().expect("a member").push(c),
            _ => {}
        }
    }
    members.retain(|member| !member.trim().is_empty());
    members
}

#[test]
fn arrows_go_one_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut checked = 0;
    for (layer, allowed) in LAYERS {
        for file in
            sources(&src.join(layer)).iter().filter(|file| file.extension().is_some_and(|e| e == "rs"))
        {
            for part in parts(&fs::read_to_string(file).expect("a source file")) {
                let fine = allowed.contains(&part.as_str());
                assert!(fine, "{} uses {part}, which {layer} may not", file.display());
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "only {checked} uses were found");
}

#[test]
fn the_meeting_is_pure() {
    let meeting = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/meeting");
    let is_code = |file: &&std::path::PathBuf| {
        file.extension().is_some_and(|e| e == "rs") && !file.starts_with(meeting.join("tests"))
    };
    for file in sources(&meeting).iter().filter(is_code) {
        let text = fs::read_to_string(file).expect("a source file");
        for word in ["tokio", "async ", "HashMap", "HashSet", "std::time", "getrandom", "std::fs", "std::env"]
        {
            assert!(!text.contains(word), "{} has {word}", file.display());
        }
    }
}
