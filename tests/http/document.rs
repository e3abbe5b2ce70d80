//! The OpenAPI document and the router are one.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;

use crate::support::{
    Server,
    contract::{DOCUMENT, valid},
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
    for unknown in ["/api", "/api/", "/api/nothing", "/api/rooms/x/y/z", "/ws/x"] {
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
