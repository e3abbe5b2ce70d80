//! The OpenAPI document and the router are one.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{
    Server,
    contract::{DOCUMENT, valid},
    people::{invite, make_room, peer_room},
};

fn operations() -> impl Iterator<Item = (&'static str, Method, &'static Value)> {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    paths.iter().flat_map(|(path, methods)| {
        methods.as_object().unwrap().iter().map(move |(method, operation)| {
            (path.as_str(), method.to_uppercase().parse().unwrap(), operation)
        })
    })
}

#[tokio::test]
async fn it_is_served_and_every_reference_leads_somewhere() {
    let server = Server::start().await;
    let served = server.visitor().get("/api/openapi.json").await.good();
    assert_eq!(served, *DOCUMENT);
    let text = served.to_string();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().unwrap();
        assert!(served.pointer(pointer).is_some(), "#{pointer} leads nowhere");
    }
    assert!(server.visitor().get("/api/asyncapi.json").await.good()["asyncapi"].is_string());
}

#[tokio::test]
async fn the_router_has_what_the_document_lists_and_nothing_else() {
    let server = Server::start().await;
    let visitor = server.visitor();
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for (path, method, _) in operations() {
        known.insert((path.to_owned(), method.to_string()));
    }
    for path in known.iter().map(|(path, _)| path).collect::<BTreeSet<_>>() {
        let url = path
            .replace("{room}", "x")
            .replace("{id}", "x")
            .replace("{invite}", "x")
            .replace("{template}", "x");
        for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let status = visitor.request(method.clone(), &url).send().await.unwrap().status();
            let listed = known.contains(&(path.clone(), method.to_string()));
            assert_eq!(status == 405, !listed, "{method} {path}: {status}");
        }
    }
    for unknown in ["/api", "/api/", "/api/nothing", "/api/rooms/x/y/z", "/ws", "/ws/x"] {
        visitor.get(unknown).await.refused(404, "not_found");
    }
}

#[test]
fn every_example_fits_its_schema() {
    let mut examples = 0;
    for (path, method, operation) in operations() {
        let responses = operation["responses"].as_object().unwrap().values();
        for content in [&operation["requestBody"]].into_iter().chain(responses) {
            let json = &content["content"]["application/json"];
            if !json.is_null() {
                assert!(!json["example"].is_null(), "{method} {path}");
                valid(&json["schema"], &json["example"]);
                examples += 1;
            }
        }
    }
    assert!(examples > 30, "{examples}");
}

#[test]
fn operations_have_names_of_their_own_and_say_what_they_refuse() {
    let mut names = BTreeSet::new();
    for (path, method, operation) in operations() {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name), "{name} twice");
        assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{path}");
        let refusals = operation["responses"].as_object().unwrap().keys();
        let refusals = refusals.filter(|status| status.starts_with(['4', '5'])).count();
        assert!(refusals > 0, "{method} {path}");
    }
}

/// Every object in a body: what it is called in an answer, and the body with an array of the same
/// values in its place.
fn arrays_for_objects(body: &Value, path: &str) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let mut inside = |at: String, value: &Value, put: &dyn Fn(&mut Value, Value)| {
        for (at, value) in arrays_for_objects(value, &at) {
            let mut changed = body.clone();
            put(&mut changed, value);
            found.push((at, changed));
        }
    };
    if let Some(members) = body.as_object() {
        for (name, value) in members {
            let at = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            inside(at, value, &|body, value| body[name] = value);
        }
        found.push((path.to_owned(), members.values().cloned().collect()));
    } else {
        for (number, value) in body.as_array().into_iter().flatten().enumerate() {
            inside(format!("{path}[{number}]"), value, &|body, value| body[number] = value);
        }
    }
    found
}

/// The body of an operation with everything in it that can be left out.
fn full_body(path: &str, example: &Value) -> Value {
    let mut body = example.clone();
    if path.starts_with("/api/rooms") && body.get("title").is_some() {
        body["agenda"] = json!([{
            "name": "Check-in", "minutes": 30, "mode": "round", "crosstalk": "none", "share_ms": 60_000,
            "pages": [{"title": "Breathing", "text": "In, and out."}],
        }]);
        body["settings"] =
            DOCUMENT["paths"]["/api/rooms/{room}"]["get"]["responses"]["200"]["content"]["application/json"]
                ["example"]["settings"]
                .clone();
    }
    // A Tuesday to come.
    if let Some(schedule) = body.get_mut("schedule").filter(|_| path == "/api/rooms") {
        schedule["start"] = "2030-03-19T19:00".into();
    }
    body
}

#[tokio::test]
async fn no_array_stands_for_an_object_in_any_body() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let (_, secret) = invite(&admin, &room, "member").await;
    admin.post("/api/invites/redeem", json!({"secret": secret, "name": "Robin", "adult": true})).await.good();
    let (mut bodies, mut nested) = (0, 0);
    for (path, method, operation) in operations() {
        let example = &operation["requestBody"]["content"]["application/json"]["example"];
        if example.is_null() {
            continue;
        }
        let url = path.replace("{room}", &room);
        let url = [
            "{id}",
            "{invite}",
            "{template}",
            "{session}",
            "{concern}",
            "{request}",
            "{participant}",
            "{account}",
            "{date}",
            "{duty}",
            "{key}",
            "{job}",
            "{webhook}",
        ]
        .iter()
        .fold(url, |url, part| url.replace(part, "aaaaaaaaaaaaaaaaaaaaaaaaaa"));
        bodies += 1;
        for (field, body) in arrays_for_objects(&full_body(path, example), "") {
            let answer = admin.ask(method.clone(), &url, Some(body)).await;
            let said = format!("{method} {path} {field}: {} {}", answer.status, answer.json);
            assert_eq!((answer.status.as_u16(), &answer["code"]), (422, &json!("invalid")), "{said}");
            let named = if field.is_empty() { Value::Null } else { field.into() };
            assert_eq!(answer.json.get("field").unwrap_or(&Value::Null), &named, "{said}");
            nested += usize::from(!named.is_null());
        }
    }
    assert!(bodies > 30 && nested >= 10, "{bodies} bodies, {nested} objects in them");
}
