//! Whoever changes something can say what they have read: a change that was made of something older is
//! refused, and nothing of it happens.

use futures::future::join_all;
use reqwest::{Method, header};
use serde_json::{Value, json};

use super::{
    directory::{listing, with},
    templates::template,
};
use crate::support::{
    Answer, Browser, Server,
    contract::DOCUMENT,
    people::{Administrator, invite, make_room, peer_room},
};

/// What replaces what one said oneself, whatever that was: there is nothing to lose.
const OWN_WORD: [&str; 8] = [
    "/api/me/calendar",
    "/api/seat/{room}/calendar",
    "/api/seat/{room}/mail",
    "/api/seat/{room}/push",
    "/api/seat/{room}/dates/{date}",
    // The maker alone gives the desk its name.
    "/api/me/desk",
    // An offer replaces an earlier one of the same owner.
    "/api/rooms/{room}/offer",
    // A place is there or not, and refused with a code of its own.
    "/api/rooms/{room}/dates/{date}/places/{participant}",
];

fn tag(answer: &Answer) -> String {
    assert!(answer.status.is_success(), "{} {}", answer.status, answer.json);
    let tag = answer.headers.get(header::ETAG).expect("an ETag").to_str().unwrap();
    assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 2, "strong: {tag}");
    tag.to_owned()
}

async fn ask_if(who: &Browser, method: Method, path: &str, tags: &str, body: Value) -> Answer {
    let request = who.request(method.clone(), path).header(header::IF_MATCH, tags).json(&body);
    Answer::of(method, path, request).await
}

/// What is changed at an address, where it is shown, and two changes of it.
struct Edit {
    method: Method,
    path: String,
    shown: String,
    bodies: [Value; 2],
}

async fn edits(server: &Server, admin: &Administrator) -> Vec<Edit> {
    let room = make_room(admin, peer_room()).await;
    let (link, _) = invite(admin, &room, "member").await;
    let made = admin.post("/api/templates", template()).await.good();
    let kept = made["id"].as_str().unwrap();
    let hook = json!({"url": "https://groups.example/", "events": ["room.created"]});
    let hook = admin.post("/api/webhooks", hook).await.good()["webhook"]["id"].as_str().unwrap().to_owned();
    let nora = server.nobody(admin, "nora").await;
    let at = |rest: &str| format!("/api/rooms/{room}{rest}");
    let edit = |method: Method, path: String, shown: &str, bodies| {
        let shown = if shown.is_empty() { path.clone() } else { shown.to_owned() };
        Edit { method, path, shown, bodies }
    };
    let plan = |start: &str| {
        json!({"schedule": {
            "zone": "Europe/Berlin", "start": start, "ends": {"type": "never"},
            "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
        }})
    };
    let note = |note: &str| json!({"note": note});
    let way = |way: &str| json!({"way": {"type": way}});
    vec![
        edit(Method::PATCH, at(""), "", [json!({"capacity": 9}), json!({"capacity": 10})]),
        edit(Method::PUT, at("/schedule"), &at(""), [plan("2030-03-19T19:00"), plan("2030-03-19T20:00")]),
        edit(Method::PATCH, at("/dates/2030-03-26T19:00"), &at(""), [note("a"), note("b")]),
        edit(
            Method::PUT,
            at("/entry"),
            &at(""),
            [json!({"type": "asking", "questions": ["What brings you?"]}), json!({"type": "open"})],
        ),
        edit(Method::PUT, at("/listing"), "", [listing(), with(listing(), json!({"cost": "A coin."}))]),
        edit(Method::PATCH, at("/mail"), "", [json!({"reminders": [60]}), json!({"reminders": [90]})]),
        edit(
            Method::PUT,
            at("/places"),
            "",
            [json!({"sign_up": true}), json!({"sign_up": true, "capacity": 3})],
        ),
        edit(Method::PUT, at("/duties/greeter"), &at("/duties"), [way("sign_up"), way("by_hand")]),
        edit(
            Method::PUT,
            at("/dates/2030-03-26T19:00/duties/lead"),
            &at("/duties"),
            [
                json!({"who": {"type": "account", "account": admin.get("/api/me").await.good()["account"]["id"]}}),
                json!({"who": null}),
            ],
        ),
        edit(
            Method::PATCH,
            at(&format!("/invites/{link}")),
            "",
            [json!({"label": "a"}), json!({"label": "b"})],
        ),
        edit(
            Method::PUT,
            format!("/api/templates/{kept}"),
            "",
            [template(), with(template(), json!({"name": "Another"}))],
        ),
        edit(Method::PATCH, format!("/api/webhooks/{hook}"), "", [json!({"on": false}), json!({"on": true})]),
        edit(
            Method::PATCH,
            format!("/api/accounts/{}", nora.id),
            "",
            [json!({"is_host": true}), json!({"is_host": false})],
        ),
    ]
}

#[tokio::test]
async fn a_change_is_made_only_of_what_its_asker_has_read() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    for Edit { method, path, shown, bodies: [one, other] } in edits(&server, &admin).await {
        let first = tag(&admin.get(&shown).await);
        let changed = ask_if(&admin, method.clone(), &path, &first, one.clone()).await;
        let second = tag(&changed);
        assert_ne!(first, second, "{path}");
        assert_eq!(tag(&admin.get(&shown).await), second, "{path}: as it was answered");

        let before = admin.get(&shown).await.good();
        let late = ask_if(&admin, method.clone(), &path, &first, other.clone()).await;
        late.refused(412, "changed_meanwhile");
        assert!(late["title"].as_str().unwrap().contains("ETag"), "it says what to do");
        let after = admin.get(&shown).await;
        assert_eq!(tag(&after), second, "{path}");
        assert_eq!(steady(after.json), steady(before), "{path}: nothing of it happened");

        for wrong in ["", "x", "\"a", "*, \"a\""] {
            let refused = ask_if(&admin, method.clone(), &path, wrong, other.clone()).await;
            refused.refused(400, "if_match_invalid");
        }
        let weak = format!("W/{second}");
        ask_if(&admin, method.clone(), &path, &weak, other.clone()).await.refused(412, "changed_meanwhile");
        let several = format!("\"x\" , {second}");
        let third = tag(&ask_if(&admin, method.clone(), &path, &several, other).await);
        ask_if(&admin, method.clone(), &path, "*", one.clone()).await.good();
        let plain = admin.ask(method, &path, Some(one)).await;
        assert_ne!(tag(&plain), third, "{path}: without the header as ever");
    }
}

/// Without what passes by itself.
fn steady(mut shown: Value) -> Value {
    shown["now"] = Value::Null;
    shown["planned"]["now"] = Value::Null;
    shown
}

#[tokio::test]
async fn of_eight_who_read_the_same_one_writes() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    for Edit { method, path, shown, bodies } in edits(&server, &admin).await {
        if path.contains("/dates/") {
            continue; // Who won before decides whether the date is there.
        }
        let read = tag(&admin.get(&shown).await);
        let asked = (0..8).map(|n| ask_if(&admin, method.clone(), &path, &read, bodies[n % 2].clone()));
        let mut won = Vec::new();
        for answer in join_all(asked).await {
            if answer.status.is_success() {
                // What is so already needs no change.
                won.extend(Some(tag(&answer)).filter(|made| *made != read));
            } else {
                answer.refused(412, "changed_meanwhile");
            }
        }
        assert_eq!(won, [tag(&admin.get(&shown).await)], "{path}");
    }
}

#[tokio::test]
async fn what_is_older_is_said_before_what_is_wrong_and_after_who_asks() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let path = format!("/api/rooms/{room}");
    let read = tag(&admin.get(&path).await);
    admin.patch(&path, json!({"capacity": 9})).await.good();
    let wrong = json!({"capacity": 0});
    ask_if(&admin, Method::PATCH, &path, &read, wrong.clone()).await.refused(412, "changed_meanwhile");
    ask_if(&admin, Method::PATCH, &path, "*", wrong).await.refused(422, "out_of_range");
    let other = server.host(&admin, "hugo").await;
    ask_if(&other, Method::PATCH, &path, &read, json!({"capacity": 7})).await.refused(404, "not_found");
    ask_if(&server.visitor(), Method::PATCH, &path, &read, json!({})).await.refused(401, "sign_in_required");
    // A date that was added is a change of the room, and so is its end.
    ask_if(&admin, Method::DELETE, &path, &read, json!({})).await.refused(412, "changed_meanwhile");
    let read = tag(&admin.get(&path).await);
    ask_if(&admin, Method::DELETE, &path, &read, json!({})).await.good();
}

#[tokio::test]
async fn who_has_it_already_is_told_that_nothing_has_changed() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let made = admin.post("/api/templates", template()).await.good();
    let path = format!("/api/templates/{}", made["id"].as_str().unwrap());
    let read = tag(&admin.get(&path).await);
    let again = async || {
        let request = admin.request(Method::GET, &path).header(header::IF_NONE_MATCH, &read);
        Answer::of(Method::GET, &path, request).await
    };
    let same = again().await;
    assert_eq!((same.status.as_u16(), &same.json), (304, &json!("")));
    admin.put(&path, with(template(), json!({"name": "Another"}))).await.good();
    assert_eq!(again().await.good()["name"], "Another");
}

/// Each PUT and PATCH takes `If-Match`, each answer of it has the tag, and so has what shows the same.
#[test]
fn no_change_forgets_its_tag() {
    let has = |operation: &Value, name: &str| {
        let parameters = operation["parameters"].as_array().unwrap();
        parameters.iter().any(|parameter| parameter["name"] == name)
    };
    let tagged = |operation: &Value| {
        let answers = operation["responses"].as_object().unwrap().iter();
        let mut good = answers.filter(|(status, _)| status.starts_with('2'));
        good.all(|(_, answer)| answer["headers"]["ETag"]["required"] == true)
    };
    let mut edits = 0;
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        for method in ["put", "patch"] {
            let operation = &methods[method];
            if operation.is_null() || OWN_WORD.contains(&path.as_str()) {
                continue;
            }
            edits += 1;
            assert!(has(operation, "If-Match"), "{method} {path}");
            assert!(!operation["responses"]["412"].is_null(), "{method} {path}");
            assert!(tagged(operation), "{method} {path}");
            let parameters = operation["parameters"].as_array().unwrap();
            let told = parameters.iter().find(|parameter| parameter["name"] == "If-Match").unwrap();
            let shown = told["description"].as_str().unwrap().split('`').nth(1).unwrap();
            let shown = &DOCUMENT["paths"][shown.trim_start_matches("GET ")]["get"];
            assert!(!shown.is_null() && tagged(shown), "{method} {path}");
            assert!(methods["get"].is_null() || tagged(&methods["get"]), "{method} {path}");
        }
    }
    assert!(edits >= 13, "{edits}");
}
