//! The OpenAPI 3.1 document, made from the table of endpoints and the Rust types. The AsyncAPI
//! document of the WebSocket is served next to it.

use std::{collections::BTreeMap, sync::LazyLock};

use axum::{
    body::Bytes,
    extract::State,
    http::{Method, StatusCode, header},
    response::IntoResponse,
};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{
    endpoint::{Access, Endpoint, Payload},
    etag,
    limits::IDEMPOTENCY_KEY_CHARS,
    problem::{Code, ProblemBody},
    web::Web,
};
use crate::{protocol::asyncapi::asyncapi, store::Thing};

const GUIDE: &str = "An account signs in and gets a session cookie; a member follows an invite and gets a cookie for a \
    seat in one room. A program of the operator sends a key that an administrator made, as `Authorization: Bearer`, \
    and may call what names a scope of that key. What can be changed has an `ETag`: a change with `If-Match` is made \
    only of what its asker has read, and is otherwise answered 412. A request that changes something must have `Content-Type: application/json`, even if its body \
    is an empty `{}`, and if it has an `Origin`, that must be an allowed one. Unknown fields are refused. Errors are \
    RFC 9457 problems: switch on `code`, never on text. Fields that end in `_at` are unix times in milliseconds; \
    fields that end in `_ms` are durations in milliseconds. An id has 26 lowercase base32 characters. Every answer \
    has an `X-Request-Id`, which the server's logs also contain. The meeting itself takes place over a WebSocket: see \
    /api/asyncapi.json.";

static ASYNCAPI: LazyLock<Bytes> = LazyLock::new(|| asyncapi().to_string().into());

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/openapi.json", "Returns this document", openapi)
            .text(StatusCode::OK, "OpenAPI 3.1"),
        Endpoint::get("/api/asyncapi.json", "Returns the document of the WebSocket", async || {
            json_text(ASYNCAPI.clone())
        })
        .text(StatusCode::OK, "AsyncAPI 3"),
    ]
}

async fn openapi(State(web): State<Web>) -> impl IntoResponse {
    json_text(web.openapi.clone())
}

fn json_text(text: Bytes) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], text)
}

/// The document of these endpoints.
pub(super) fn document(endpoints: &[Endpoint]) -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator();
    let problem = generator.subschema_for::<ProblemBody>().to_value();
    let mut paths = Map::new();
    for endpoint in endpoints {
        let operation = operation(endpoint, &problem, &mut generator);
        let methods = paths.entry(endpoint.path).or_insert_with(|| json!({}));
        methods[endpoint.method.as_str().to_lowercase()] = operation;
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rondo",
            "version": env!("CARGO_PKG_VERSION"),
            "description": GUIDE,
            "license": { "name": "MIT", "identifier": "MIT" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": "__Host-rondo_session" },
                "program": {
                    "type": "http", "scheme": "bearer",
                    "description": "A key that an administrator made, which has the scope that is named here.",
                },
                "seat": { "type": "apiKey", "in": "cookie", "name": "__Host-rondo_seat_{room}" },
            },
        },
    })
}

fn operation(endpoint: &Endpoint, problem: &Value, generator: &mut SchemaGenerator) -> Value {
    let mut operation = json!({
        "operationId": operation_id(endpoint),
        "summary": endpoint.summary,
        "description": who(endpoint.access),
        "parameters": parameters(endpoint, generator),
        "security": security(endpoint),
        "responses": responses(endpoint, problem, generator),
    });
    if let Some(request) = &endpoint.request {
        operation["requestBody"] = json!({ "required": true, "content": content(request, generator) });
    }
    operation
}

fn operation_id(endpoint: &Endpoint) -> String {
    let words = endpoint.path.split(['/', '{', '}', '.']).filter(|word| !word.is_empty() && *word != "api");
    let method = endpoint.method.as_str().to_lowercase();
    [method.as_str()].into_iter().chain(words).collect::<Vec<_>>().join("_")
}

const fn who(access: Access) -> &'static str {
    match access {
        Access::Anyone => "Open to everyone.",
        Access::Seat => "Requires an account that leads the room, or a seat in the room.",
        Access::Account => "Requires a signed-in account.",
        Access::Administrator => "Requires an administrator.",
        Access::Host => "Requires a host; for a therapist-led room, one who is marked as a therapist.",
        Access::Lead => {
            "Requires the owner or a co-lead of the room, or a host who shares the desk that it is on."
        }
        Access::Owner => "Requires the owner of the room.",
        Access::Planner => "Requires the owner of the room, or a host who shares the desk that it is on.",
    }
}

fn security(endpoint: &Endpoint) -> Value {
    let mut ways = match endpoint.access {
        Access::Anyone => return json!([]),
        Access::Seat => vec![json!({ "session": [] }), json!({ "seat": [] })],
        _ => vec![json!({ "session": [] })],
    };
    if let Some(scope) = endpoint.scope {
        ways.push(json!({ "program": [scope] }));
    }
    ways.into()
}

fn parameters(endpoint: &Endpoint, generator: &mut SchemaGenerator) -> Vec<Value> {
    let names = endpoint.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let schema = json!({ "type": "string", "pattern": "^[a-z2-7]{26}$" });
    let in_path =
        names.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": schema.clone() }));
    let query = endpoint.query.map(|schema| schema(generator).to_value());
    let fields = query.as_ref().and_then(|schema| schema["properties"].as_object());
    let in_query = fields.into_iter().flatten().map(|(name, schema)| in_query(name, schema));
    let key = endpoint.once.then(|| {
        json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "schema": {
                "type": "string", "minLength": IDEMPOTENCY_KEY_CHARS.start(), "maxLength": IDEMPOTENCY_KEY_CHARS.end(),
                "pattern": "^[!-~]+$",
            },
            "description": "Drawn at random. The same request under the same key is done once within a day, and answered again.",
        })
    });
    in_path
        .chain(in_query)
        .chain(key)
        .chain(endpoint.tagged.and_then(|thing| condition(endpoint, thing)))
        .collect()
}

/// The header by which an asker says what they have read.
fn condition(endpoint: &Endpoint, thing: Thing) -> Option<Value> {
    let tags = r#"(W/)?"[!#-~]*"( *, *(W/)?"[!#-~]*")*"#;
    let (name, description) = if endpoint.method == Method::GET {
        let described = "Answers 304 while one of these ETags holds, or `*`.".to_owned();
        endpoint.answers_unchanged().then_some(("If-None-Match", described))?
    } else {
        let described = format!(
            "ETags of `GET {}` or of an earlier answer. The change is made only if one of them still holds; \
             without the header, or with `*`, in any case.",
            etag::shown_at(thing),
        );
        ("If-Match", described)
    };
    Some(json!({
        "name": name, "in": "header", "required": false, "description": description,
        "schema": { "type": "string", "pattern": format!("^(\\*|{tags})$") },
    }))
}

/// A parameter that may be left out, but not be null.
fn in_query(name: &str, schema: &Value) -> Value {
    let mut schema = schema.clone();
    let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
    if let Some(types) = schema.get_mut("type").filter(|types| types.is_array()) {
        *types = types[0].take();
    }
    let variant = schema["anyOf"].as_array().and_then(|variants| variants.first().cloned());
    let schema = variant.unwrap_or(schema);
    json!({ "name": name, "in": "query", "required": false, "schema": schema, "description": description })
}

fn content(payload: &Payload, generator: &mut SchemaGenerator) -> Value {
    let schema = (payload.schema)(generator).to_value();
    json!({ "application/json": { "schema": schema, "example": payload.example } })
}

fn responses(endpoint: &Endpoint, problem: &Value, generator: &mut SchemaGenerator) -> Value {
    let mut responses = Map::new();
    for answer in &endpoint.answers {
        let mut response = json!({ "description": answer.means });
        if let Some(thing) = endpoint.tagged {
            let means = format!(
                "Stands for what can be changed of `{}`. Send it in `If-Match`.",
                etag::shown_at(thing)
            );
            response["headers"] =
                json!({ "ETag": { "description": means, "required": true, "schema": { "type": "string" } } });
        }
        if let Some(payload) = &answer.payload {
            response["content"] = content(payload, generator);
        }
        responses.insert(answer.status.as_str().to_owned(), response);
    }
    if endpoint.answers_unchanged() {
        let unchanged = json!({ "description": "Nothing has changed since the answer with this ETag" });
        responses.insert(StatusCode::NOT_MODIFIED.as_str().to_owned(), unchanged);
    }
    let mut by_status: BTreeMap<u16, Vec<Code>> = BTreeMap::new();
    for code in endpoint.all_errors() {
        by_status.entry(code.status().as_u16()).or_default().push(code);
    }
    for (status, codes) in by_status {
        let titles = codes.iter().map(|code| format!("`{}`: {}", code.text(), code.title()));
        let described = titles.collect::<Vec<_>>().join("; ");
        let texts: Vec<_> = codes.iter().map(|code| code.text()).collect();
        let schema = json!({ "allOf": [problem, { "properties": { "code": { "enum": texts } } }] });
        let response = json!({
            "description": described,
            "content": { "application/problem+json": { "schema": schema } },
        });
        responses.entry(status.to_string()).or_insert(response);
    }
    responses.into()
}
