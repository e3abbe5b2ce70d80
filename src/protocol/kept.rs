//! The list of what a room keeps about people as a table, for docs/promises.md.

use std::fmt::Write as _;

use schemars::{JsonSchema, schema_for};
use serde::Serialize;

use crate::room::kept::{KEPT, Kept};

/// The table, in Markdown.
#[must_use]
pub fn markdown() -> String {
    let mut table = String::from("| What | Of whom | How long | Who can read it |\n|---|---|---|---|\n");
    for Kept { thing, of, until, read_by } in KEPT {
        let row = [described(thing), described(of), described(until), described(read_by)].join(" | ");
        writeln!(table, "| {row} |").unwrap_or_default();
    }
    table
}

/// What the schema says of a value of an enum, without the full stop.
fn described<T: JsonSchema + Serialize>(value: &T) -> String {
    let (schema, name) = (schema_for!(T).to_value(), serde_json::to_value(value).unwrap_or_default());
    let of_value = |one: &&serde_json::Value| one["const"] == name;
    let found = schema["oneOf"].as_array().and_then(|all| all.iter().find(of_value));
    let text = found.and_then(|one| one["description"].as_str()).unwrap_or_default();
    text.trim_end_matches('.').replace('\n', " ")
}
