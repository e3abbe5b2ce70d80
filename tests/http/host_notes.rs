//! What a host is told outside the meetings: calls for help that nobody read, and concerns.

use reqwest::Method;
use rondo::{clock::Clock, meeting::command::Command};
use serde_json::json;

use crate::support::{
    Server,
    roles::Leads,
    room::{Room, peers},
};

#[tokio::test]
async fn calls_that_nobody_read_are_told_to_the_host_until_they_have_read_of_them() {
    let room = Room::on(Server::start().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = room.member("Kit").await;
    let mut odile = room.member("Odile").await;
    for person in [&mut *kit, &mut *odile] {
        person.sees("the meeting", |_| true).await;
        person.does(Command::AskForHelp {}).await;
    }
    ada.does(Command::SeeHelp { who: odile.id() }).await;
    assert_eq!(room.admin.get("/api/me/notes").await.good(), json!({"notes": []}), "not while it runs");
    ada.ends_the_meeting().await;
    ada.ends().await;
    kit.ends().await;
    // The next meeting begins when the end of this one is stored.
    kit.connect().await;
    let ended_at = room.server.clock.unix_ms();
    let note = json!({"room": room.id, "missed_calls": 1, "missed_at": ended_at, "concerns": 0});
    assert_eq!(room.admin.get("/api/me/notes").await.good(), json!({"notes": [note]}));
    let path = format!("/api/rooms/{}/missed-calls", room.id);
    room.admin.ask(Method::DELETE, &path, Some(json!({"missed_at": 1}))).await.good();
    assert_eq!(room.admin.get("/api/me/notes").await.good()["notes"].as_array().map(Vec::len), Some(1));
    room.admin.ask(Method::DELETE, &path, Some(json!({"missed_at": ended_at}))).await.good();
    assert_eq!(room.admin.get("/api/me/notes").await.good(), json!({"notes": []}));
}

#[tokio::test]
async fn a_concern_is_for_the_host_alone_who_erases_it() {
    let room = Room::on(Server::start().await, peers("peer_checkin")).await;
    let kit = room.member("Kit").await;
    let leave = format!("/api/seat/{}/concerns", room.id);
    let path = format!("/api/rooms/{}/concerns", room.id);
    for (text, named) in [("I was not let finish.", false), ("Please call me.", true)] {
        kit.browser.post(&leave, json!({"text": text, "named": named})).await.good();
        room.server.clock.advance_ms(1_000);
    }
    for text in ["", "   "] {
        kit.browser.post(&leave, json!({"text": text, "named": false})).await.refused(422, "text_invalid");
    }
    let long = "a".repeat(4_001);
    kit.browser.post(&leave, json!({"text": long, "named": false})).await.refused(422, "too_long");
    kit.browser.get(&path).await.refused(401, "sign_in_required");
    let listed = room.admin.get(&path).await.good();
    let told: Vec<_> =
        listed["concerns"].as_array().unwrap().iter().map(|c| json!([c["text"], c["from"]])).collect();
    assert_eq!(told, [json!(["Please call me.", "Kit"]), json!(["I was not let finish.", null])]);
    assert_eq!(room.admin.get("/api/me/notes").await.good()["notes"][0]["concerns"], 2);
    for concern in listed["concerns"].as_array().unwrap() {
        room.admin.delete(&format!("{path}/{}", concern["id"].as_str().unwrap())).await.good();
    }
    assert_eq!(room.admin.get(&path).await.good(), json!({"concerns": []}));
}
