//! What people read in an API document.

use serde_json::Value;

/// Every description, summary and title of a document, with the pointer to it.
pub(crate) fn texts(document: &Value) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    collect(document, String::new(), &mut found);
    found
}

fn collect<'a>(value: &'a Value, pointer: String, found: &mut Vec<(String, &'a str)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let pointer = format!("{pointer}/{name}");
                match member {
                    Value::String(text) if ["description", "summary", "title"].contains(&name.as_str()) => {
                        found.push((pointer, text));
                    }
                    member => collect(member, pointer, found),
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}
