//! Generated files are fresh. `RONDO_BLESS=1 cargo test --test generated` makes them anew.

use std::{fs, path::Path};

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
