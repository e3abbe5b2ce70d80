//! Programs of the operator: what a key lets one do, and until when.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::{
    audit::acts,
    directory::{listing, with},
};
use crate::support::{
    Answer, Browser, Server,
    contract::DOCUMENT,
    people::{make_room, peer_room},
};

/// A program with a key.
struct Program {
    browser: Browser,
    key: String,
    id: String,
}

impl Program {
    async fn of(server: &Server, admin: &Browser, scopes: &[&str]) -> Self {
        let body = json!({"name": "calendar", "scopes": scopes, "days": 30});
        let made = admin.post("/api/keys", body).await.good();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self { browser: server.browser(), key: text(&made["secret"]), id: text(&made["key"]["id"]) }
    }

    fn request(&self, method: Method, path: &str, body: Option<Value>) -> RequestBuilder {
        let request = self.browser.request(method, path).bearer_auth(&self.key);
        match body {
            Some(body) => request.json(&body),
            None => request,
        }
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        Answer::of(method.clone(), path, self.request(method, path, body)).await
    }
}

#[tokio::test]
async fn a_key_is_shown_once_and_works_until_it_ends_or_is_revoked() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let program = Program::of(&server, &admin, &["rooms_read"]).await;
    assert!(program.key.starts_with("rondo_"));
    let rooms = async || program.ask(Method::GET, "/api/rooms", None).await;
    rooms().await.good();
    assert_eq!(
        program.ask(Method::GET, "/api/me", None).await.good()["account"],
        Value::Null,
        "nobody's session"
    );
    let listed = admin.get("/api/keys").await.good();
    let secret = program.key.trim_start_matches("rondo_");
    assert!(!listed.to_string().contains(secret), "never again");
    assert_eq!(listed["keys"][0]["scopes"], json!(["rooms_read"]));
    assert!(listed["keys"][0]["last_used_at"].is_number());
    for wrong in ["rondo_", secret, "rondo_7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0", "x"] {
        let request = server.browser().request(Method::GET, "/api/rooms").bearer_auth(wrong);
        Answer::of(Method::GET, "/api/rooms", request).await.refused(401, "key_invalid");
    }
    let both = admin.request(Method::GET, "/api/rooms").bearer_auth("rondo_x");
    Answer::of(Method::GET, "/api/rooms", both).await.refused(401, "key_invalid");

    let expiring = Program::of(&server, &admin, &["rooms_read"]).await;
    server.clock.advance_ms(30 * 24 * 60 * 60_000 - 1);
    expiring.ask(Method::GET, "/api/rooms", None).await.good();
    server.clock.advance_ms(1);
    expiring.ask(Method::GET, "/api/rooms", None).await.refused(401, "key_invalid");
}

#[tokio::test]
async fn a_revoked_key_and_one_of_a_disabled_account_work_no_more() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let second = server.host(&admin, "hugo").await;
    admin.patch(&format!("/api/accounts/{}", second.id), json!({"is_admin": true})).await.good();
    let program = Program::of(&server, &admin, &["rooms_read"]).await;
    let other = Program::of(&server, &second, &["rooms_read"]).await;
    admin.delete(&format!("/api/keys/{}", program.id)).await.good();
    program.ask(Method::GET, "/api/rooms", None).await.refused(401, "key_invalid");
    other.ask(Method::GET, "/api/rooms", None).await.good();
    admin.patch(&format!("/api/accounts/{}", second.id), json!({"disabled": true})).await.good();
    other.ask(Method::GET, "/api/rooms", None).await.refused(401, "key_invalid");
}

/// Every endpoint that asks who comes, with a key that has every scope but one, and with that one alone.
#[tokio::test]
async fn a_program_acts_within_its_scopes_only() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let all = ["rooms_read", "rooms_write", "invites_write", "templates", "accounts_read", "accounts_create"];
    let mut programs = Vec::new();
    for scope in all {
        let others: Vec<_> = all.into_iter().filter(|other| *other != scope).collect();
        let alone = Program::of(&server, &admin, &[scope]).await;
        programs.push((scope, alone, Program::of(&server, &admin, &others).await));
    }
    let everything = Program::of(&server, &admin, &all).await;
    let (mut open, mut closed) = (0, 0);
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        let url =
            path.replace("{room}", &room).replace("{date}", "2030-01-01T19:00").replace("{duty}", "lead");
        let url = [
            "{id}",
            "{invite}",
            "{template}",
            "{session}",
            "{concern}",
            "{request}",
            "{participant}",
            "{account}",
            "{key}",
            "{webhook}",
            "{subscription}",
        ]
        .iter()
        .fold(url, |url, part| url.replace(part, "aaaaaaaaaaaaaaaaaaaaaaaaaa"));
        for (method, operation) in methods.as_object().unwrap() {
            let ways = operation["security"].as_array().unwrap();
            // A seat is no account's.
            if ways.is_empty() || ways.iter().any(|way| way.get("seat").is_some()) {
                continue;
            }
            let method: Method = method.to_uppercase().parse().unwrap();
            // A body that is wrong: who is refused is refused before it is read.
            let body = (method != Method::GET).then(|| json!({"no_such_field": 1}));
            let scope = ways.iter().find_map(|way| way["program"][0].as_str());
            let Some(scope) = scope else {
                closed += 1;
                everything.ask(method, &url, body).await.refused(403, "scope_missing");
                continue;
            };
            open += 1;
            let (_, alone, others) = programs.iter().find(|(name, ..)| *name == scope).unwrap();
            others.ask(method.clone(), &url, body.clone()).await.refused(403, "scope_missing");
            let answer = alone.ask(method.clone(), &url, body).await;
            assert_ne!(answer["code"], "scope_missing", "{method} {url}");
        }
    }
    assert!(open > 15 && closed > 10, "{open} open, {closed} closed");
}

#[tokio::test]
async fn a_program_plans_a_room_and_the_audit_names_its_key() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let program = Program::of(&server, &admin, &["rooms_read", "rooms_write", "invites_write"]).await;
    let made = program.ask(Method::POST, "/api/rooms", Some(peer_room())).await.good();
    let room = made["id"].as_str().unwrap();
    let invites = format!("/api/rooms/{room}/invites");
    program.ask(Method::POST, &invites, Some(json!({"kind": "member"}))).await.good();
    program.ask(Method::PUT, &format!("/api/rooms/{room}/listing"), Some(listing())).await.good();
    assert_eq!(admin.get("/api/rooms").await["rooms"][0]["id"], room, "it is the account's own");
    let id = program.id.clone();
    let data = server.stop().await;
    let audit = rondo::open_audit(&data.path().join("rondo/rondo.db").display().to_string()).await.unwrap();
    let trail = audit.list(None, None, 100).await.unwrap();
    let by_key: Vec<_> =
        trail.iter().filter(|entry| entry.entry.actor.to_string() == format!("key:{id}")).collect();
    let actions: Vec<_> = by_key.iter().rev().map(|entry| entry.entry.action.as_str()).collect();
    assert_eq!(actions, ["room_create", "invite_create", "listing_publish"]);
    assert!(trail.iter().any(|entry| entry.entry.action == "key_create"));
}

pub(crate) async fn keyed(browser: &Browser, path: &str, key: &str, body: Value) -> Answer {
    let request = browser.request(Method::POST, path).header("idempotency-key", key).json(&body);
    Answer::of(Method::POST, path, request).await
}

const KEY: &str = "8c1f5b1e-6a52-4f0e-9d1b-1f2a3b4c5d6e";

#[tokio::test]
async fn what_is_asked_again_under_its_key_is_made_once() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let other = server.host(&admin, "hugo").await;
    let first = keyed(&admin, "/api/rooms", KEY, peer_room()).await;
    let again = keyed(&admin, "/api/rooms", KEY, peer_room()).await;
    assert_eq!((again.status, &again.json), (first.status, &first.json));
    let another = with(peer_room(), json!({"title": "Another"}));
    keyed(&admin, "/api/rooms", KEY, another).await.refused(422, "idempotency_reused");
    keyed(&admin, "/api/templates", KEY, super::templates::template())
        .await
        .refused(422, "idempotency_reused");
    assert_ne!(
        keyed(&other, "/api/rooms", KEY, peer_room()).await.good()["id"],
        first["id"],
        "whose key it is"
    );
    assert_eq!(admin.get("/api/rooms").await["rooms"].as_array().map(Vec::len), Some(1));
    // A link is shown again to whoever has the key, also after a restart, and nobody else can open it.
    let invites = format!("/api/rooms/{}/invites", first["id"].as_str().unwrap());
    let invite = keyed(&admin, &invites, KEY, json!({"kind": "member"})).await;
    invite.refused(422, "idempotency_reused");
    let key = "another key, drawn at random";
    let link = keyed(&admin, &invites, key, json!({"kind": "member"})).await.good()["link"].clone();
    let server = server.restart().await;
    let admin = admin.browser.at(&server);
    assert_eq!(keyed(&admin, &invites, key, json!({"kind": "member"})).await.good()["link"], link);
    for bad in ["short", &"x".repeat(256)] {
        keyed(&admin, "/api/rooms", bad, peer_room()).await.refused(422, "invalid");
    }
    keyed(&server.browser(), "/api/rooms", KEY, peer_room()).await.refused(401, "sign_in_required");
}

#[tokio::test]
async fn what_was_refused_may_be_tried_again_and_what_was_answered_is_sealed() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let wrong = with(peer_room(), json!({"title": ""}));
    keyed(&admin, "/api/rooms", KEY, wrong).await.refused(422, "title_required");
    let made = keyed(&admin, "/api/rooms", KEY, peer_room()).await.good();
    let id = made["id"].as_str().unwrap();
    for file in ["rondo.db", "rondo.db-wal"] {
        let kept = std::fs::read(server.data_dir().join(file)).unwrap_or_default();
        for told in [id, KEY] {
            assert!(!kept.windows(told.len()).any(|part| part == told.as_bytes()), "{told} in {file}");
        }
    }
}

#[tokio::test]
async fn of_many_at_once_under_one_key_one_is_done() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let asked = (0..8).map(|_| {
        let browser = admin.browser.clone();
        tokio::spawn(async move { keyed(&browser, "/api/rooms", KEY, peer_room()).await })
    });
    for answer in futures::future::join_all(asked).await {
        let answer = answer.unwrap();
        assert!(answer.status == 201 || answer["code"] == "idempotency_unfinished", "{}", answer.json);
    }
    assert_eq!(admin.get("/api/rooms").await["rooms"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_a_key_can_t_be_is_refused_by_field() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    for (change, code, field) in [
        (json!({"name": " "}), "name_missing", "name"),
        (json!({"name": "x".repeat(61)}), "too_long", "name"),
        (json!({"scopes": []}), "out_of_range", "scopes"),
        (json!({"days": 0}), "out_of_range", "days"),
        (json!({"days": 367}), "out_of_range", "days"),
        (json!({"scopes": ["everything"]}), "invalid", "scopes[0]"),
    ] {
        let mut key = json!({"name": "calendar", "scopes": ["rooms_read"], "days": 30});
        key.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        admin.post("/api/keys", key).await.refused_field(code, field);
    }
    assert_eq!(acts(server).await.iter().filter(|act| act.starts_with("key")).count(), 0);
}
