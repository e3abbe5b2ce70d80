//! Consent in therapist-led rooms: asked once for each version, recorded, shown again, and taken back.

use rondo::{clock::Clock, meeting::command::Command};
use serde_json::{Value, json};

use crate::support::{
    people::{invite, make_room, peer_room},
    roles::Leads,
    room::{Practice, Room, therapy},
};

fn of_room(room: &Room) -> String {
    format!("/api/rooms/{}/consent", room.id)
}

fn of_seat(room: &Room) -> String {
    format!("/api/seat/{}/consent", room.id)
}

fn token(room: &Room) -> String {
    format!("/api/rooms/{}/token", room.id)
}

/// How often the trail of the room says that another text is asked for.
async fn changes(practice: &Practice) -> usize {
    let trail = practice.owner.get(&format!("/api/rooms/{}/trail", practice.room.id)).await.good();
    let acts = trail["acts"].as_array().unwrap();
    acts.iter().filter(|act| act["action"] == "consent_text_change").count()
}

#[tokio::test]
async fn nobody_comes_into_a_therapy_room_without_consent_and_each_is_asked_once_a_version() {
    let practice = Practice::of("cbt").await;
    let room = &practice.room;
    let mut theo = practice.therapist().await;
    theo.opens().await;
    let mut uma = room.server.comes(&room.invites.secret().await, "Uma", &room.id).await;
    uma.browser.post(&token(room), json!({})).await.refused(403, "consent_missing");
    let asked = uma.browser.get(&of_seat(room)).await.good();
    assert_eq!((&asked["given"], &asked["consents"]), (&json!(false), &json!([])));
    assert!(asked["asked"]["text"].as_str().unwrap().starts_with("Confidentiality."));
    for version in [0, 2] {
        let answer = json!({"version": version});
        uma.browser.post(&of_seat(room), answer).await.refused(409, "consent_changed");
    }
    let given_at = room.server.clock.unix_ms();
    uma.browser.post(&of_seat(room), json!({"version": 1})).await.good();
    room.server.clock.advance_ms(1_000);
    uma.browser.post(&of_seat(room), json!({"version": 1})).await.good();
    uma.come().await;
    let who = uma.id();
    theo.admits(who).await;
    uma.sees("the meeting", |_| true).await;
    let members = practice.owner.get(&format!("/api/rooms/{}/members", room.id)).await.good();
    let consented = |leads: bool| {
        let mut members = members["members"].as_array().unwrap().iter();
        members.find(|member| member["leads"] == leads).expect("listed")["consented_at"].clone()
    };
    assert_eq!(consented(false), json!(given_at));
    assert_eq!(consented(true), Value::Null, "the therapist is not asked");

    // Another text: whoever is in stays in, and is asked when they next come.
    let next = json!({"text": "  We meet on Tuesdays.  ", "replaces": 1});
    let made = practice.owner.post(&of_room(room), next.clone()).await.good();
    assert_eq!((&made["version"], &made["text"]), (&json!(2), &json!("We meet on Tuesdays.")));
    practice.owner.post(&of_room(room), next).await.refused(409, "consent_changed");
    let same = json!({"text": "We meet on Tuesdays.", "replaces": 2});
    assert_eq!(
        practice.owner.post(&of_room(room), same).await.good()["version"],
        2,
        "the same is no version"
    );
    assert_eq!(changes(&practice).await, 1);
    let to_leads = Command::Whisper { to: None, text: "I am still here.".into() };
    uma.does(to_leads).await;
    uma.browser.post(&token(room), json!({})).await.refused(403, "consent_missing");
    uma.browser.post(&of_seat(room), json!({"version": 1})).await.refused(409, "consent_changed");
    uma.browser.post(&of_seat(room), json!({"version": 2})).await.good();
    uma.browser.post(&token(room), json!({})).await.good();
    let kept = uma.browser.get(&of_seat(room)).await.good();
    let texts: Vec<&Value> = kept["consents"].as_array().unwrap().iter().map(|one| &one["version"]).collect();
    assert_eq!(texts, [&json!(2), &json!(1)], "all that one consented to is shown");
    assert_eq!(kept["consents"][1]["given_at"], json!(given_at), "the first time counts");

    // Whoever takes it back stays in too, over a lost connection, and is asked for the next token.
    uma.browser.delete(&of_seat(room)).await.good();
    uma.cut();
    uma.connect().await;
    uma.does(Command::Whisper { to: None, text: "And still.".into() }).await;
    uma.browser.post(&token(room), json!({})).await.refused(403, "consent_missing");
}

#[tokio::test]
async fn a_consent_is_taken_back_and_a_text_that_is_empty_asks_for_nothing() {
    let practice = Practice::of("cbt").await;
    let room = &practice.room;
    let mut uma = room.server.comes(&room.invites.secret().await, "Uma", &room.id).await;
    uma.consents().await;
    uma.browser.delete(&of_seat(room)).await.good();
    uma.browser.post(&token(room), json!({})).await.refused(403, "consent_missing");
    let kept = uma.browser.get(&of_seat(room)).await.good();
    assert!(kept["consents"][0]["withdrawn_at"].is_u64() && kept["given"] == false);
    practice.owner.post(&of_room(room), json!({"text": " ", "replaces": 1})).await.good();
    uma.leaves_for_an_emergency("", "").await;
    uma.browser.post(&token(room), json!({})).await.good();
    assert_eq!(uma.browser.get(&of_seat(room)).await.good()["asked"], Value::Null);
    let long = json!({"text": "a".repeat(8_001), "replaces": 2});
    practice.owner.post(&of_room(room), long).await.refused(422, "too_long");
    // A co-therapist reads it, and changes nothing.
    let _ = practice.co_therapist().await;
    practice.second.get(&of_room(room)).await.good();
    let own = json!({"text": "Mine.", "replaces": 2});
    practice.second.post(&of_room(room), own).await.refused(403, "forbidden");
}

#[tokio::test]
async fn a_room_begins_with_a_text_of_its_own_or_of_its_kind() {
    let practice = Practice::of("cbt").await;
    let admin = &practice.room.admin;
    let asks = async |wish: Value| {
        let id = make_room(&practice.owner, wish).await;
        practice.owner.get(&format!("/api/rooms/{id}/consent")).await.good()
    };
    let mut german = therapy("cbt");
    german["lang"] = "de".into();
    assert!(asks(german).await["text"].as_str().unwrap().starts_with("Vertraulichkeit."));
    let mut own = therapy("cbt");
    own["consent"] = "Ours.".into();
    assert_eq!(asks(own).await["text"], "Ours.");
    let mut none = therapy("cbt");
    none["consent"] = "".into();
    assert_eq!(asks(none).await, json!({"version": 0, "text": "", "since": null}));
    let mut peers = peer_room();
    peers["consent"] = "Ours.".into();
    admin.post("/api/rooms", peers).await.refused(409, "therapy_only");
    let peers = make_room(admin, peer_room()).await;
    let (_, secret) = invite(admin, &peers, "member").await;
    let kit = practice.room.server.comes(&secret, "Kit", &peers).await;
    kit.browser.post(&format!("/api/rooms/{peers}/token"), json!({})).await.good();
}
