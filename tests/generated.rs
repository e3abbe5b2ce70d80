//! Generated files are fresh. `RONDO_BLESS=1 cargo test --test generated` makes them again.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use rondo::formats::{Language, formats};
use serde_json::json;

fn fresh(path: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("RONDO_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&path, made).expect("the file can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "{} is stale: run RONDO_BLESS=1 cargo test --test generated", path.display());
}

#[test]
fn typescript_types_are_fresh() {
    fresh("web-client/src/protocol/generated.ts", &rondo::protocol::typescript::typescript());
}

/// The table of what is kept stands between two marks of a page.
#[test]
fn the_table_of_what_is_kept_is_fresh() {
    const BEGIN: &str = "<!-- made from the list in src/room/kept.rs -->\n\n";
    const END: &str = "\n<!-- end of the list -->";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/promises.md");
    let page = fs::read_to_string(path).expect("the page");
    let (before, rest) = page.split_once(BEGIN).expect("the mark before the table");
    let (_, after) = rest.split_once(END).expect("the mark after the table");
    let made = format!("{before}{BEGIN}{}{END}{after}", rondo::protocol::kept::markdown());
    fresh("docs/promises.md", &made);
}

#[test]
fn http_limits_are_fresh() {
    let limits = serde_json::to_string_pretty(&rondo::client_limits()).expect("limits");
    let text = format!(
        "// Made from the server's limits; `RONDO_BLESS=1 cargo test --test generated` makes it again.\n\n\
         /** What the server holds what people write to, in its own units. */\n\
         export const LIMITS = {limits} as const;\n"
    );
    fresh("web-client/src/api/limits.ts", &text);
}

#[test]
fn names_of_formats_are_fresh() {
    let names = |language| -> BTreeMap<&str, &str> {
        formats().iter().map(|format| (format.id.as_str(), format.words(language).name.as_str())).collect()
    };
    let all: BTreeMap<_, _> =
        Language::ALL.into_iter().map(|language| (language.code(), names(language))).collect();
    let text = format!(
        "// Made from the server's formats; `RONDO_BLESS=1 cargo test --test generated` makes it again.\n\n\
         /** The names of the built-in formats, by language and id. */\n\
         export const FORMAT_NAMES: Record<string, Record<string, string>> = {};\n",
        serde_json::to_string_pretty(&all).expect("names")
    );
    fresh("web-client/src/i18n/format-names.ts", &text);
}

/// The schemas are what the client's HTTP types are made from (`npm run generate`); one of the client's own
/// tests says whether those are fresh.
#[test]
fn http_schemas_are_fresh() {
    let document = rondo::openapi();
    let schemas = json!({
        "openapi": document["openapi"],
        "info": { "title": document["info"]["title"], "version": document["info"]["version"] },
        "paths": {},
        "components": { "schemas": document["components"]["schemas"] },
    });
    let text = serde_json::to_string_pretty(&schemas).expect("a document") + "\n";
    fresh("web-client/src/api/schemas.json", &text);
    if std::env::var_os("RONDO_BLESS").is_some() {
        let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("web-client");
        let made = Command::new("npm").args(["run", "--silent", "generate"]).current_dir(client).status();
        assert!(
            made.expect("npm").success(),
            "the client's packages must be installed: npm ci in web-client"
        );
    }
}

#[test]
fn every_schema_reference_of_the_protocol_document_leads_somewhere() {
    let document = rondo::protocol::asyncapi::asyncapi();
    let text = document.to_string();
    let mut references = 0;
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().expect("a closing quote");
        assert!(document.pointer(pointer).is_some(), "#{pointer} leads nowhere");
        references += 1;
    }
    assert!(references > 20);
}
