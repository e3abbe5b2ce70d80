//! What a room keeps of a person, to take along and to erase, from their seat.

use serde_json::{Value, json};

use crate::support::{
    Server,
    people::redeem,
    roles::Leads,
    room::{Practice, Room, peers},
};

const CONTACT: &str = "My sister Quendoline";

fn data(room: &Room) -> String {
    format!("/api/seat/{}/data", room.id)
}

#[tokio::test]
async fn one_reads_all_that_is_kept_and_nothing_of_others() {
    let practice = Practice::of("cbt").await;
    let room = &practice.room;
    let mut theo = practice.therapist().await;
    theo.opens().await;
    let mut uma = room.server.comes(&room.invites.secret().await, "Uma", &room.id).await;
    uma.consents().await;
    uma.leaves_for_an_emergency(CONTACT, "At home").await;
    uma.come().await;
    theo.admits(uma.id()).await;
    let mut ben = room.member("Ben").await;
    theo.admits(ben.id()).await;
    ben.sees("the meeting", |_| true).await;
    let address = json!({"address": "uma@example.org", "lang": "en", "zone": "Europe/Berlin"});
    uma.browser.put(&format!("/api/seat/{}/mail", room.id), address).await.good();
    let kept = uma.browser.get(&data(room)).await.good();
    assert_eq!((&kept["name"], &kept["entered"]), (&json!("Uma"), &json!(true)));
    assert_eq!(kept["guidelines_version"], 1, "as accepted on coming to the meeting");
    assert_eq!(kept["emergency"]["contact"], CONTACT);
    assert!(kept["consents"][0]["text"].as_str().unwrap().starts_with("Confidentiality."));
    assert_eq!(kept["browsers"].as_array().unwrap().len(), 1);
    assert_eq!(kept["mail"]["address"], "uma@example.org");
    let acts = kept["acts"].as_array().unwrap();
    assert!(acts.iter().any(|act| act["action"] == "admitted" && act["own"] == false), "{acts:?}");
    let of_ben = ben.browser.get(&data(room)).await.good().to_string();
    assert!(!of_ben.contains("Uma") && !of_ben.contains("Quendoline"));
    room.server.browser().get(&data(room)).await.refused(403, "no_seat");
}

#[tokio::test]
async fn a_seat_is_given_up_with_everything_and_nobody_opens_it_again() {
    let room = Room::on(Server::start().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let browser = room.server.browser();
    let secret = room.invites.secret().await;
    let code = redeem(&browser, &secret, "Odile").await.good()["recovery_code"].clone();
    let mut odile = crate::support::person::Person::new(&room.server, &browser, &room.id);
    odile.come().await;
    odile.sees("the meeting", |_| true).await;
    let who = odile.id();
    browser.delete(&data(&room)).await.good();
    assert_eq!(odile.ends().await, Some(4011), "in the meeting too");
    ada.sees("that somebody is gone", |view| !view.people.iter().any(|p| p.id == who && p.connected)).await;
    browser.get(&data(&room)).await.refused(403, "no_seat");
    browser.delete(&data(&room)).await.refused(403, "no_seat");
    let token = format!("/api/rooms/{}/token", room.id);
    browser.post(&token, json!({})).await.refused(403, "no_seat");
    let recover = json!({"code": code, "close_elsewhere": false, "remember": "month"});
    room.server.browser().post("/api/recover", recover).await.refused(404, "code_invalid");
    let members = room.admin.get(&format!("/api/rooms/{}/members", room.id)).await.good();
    assert!(!members.to_string().contains("Odile"));
    let trail = room.admin.get(&format!("/api/rooms/{}/trail", room.id)).await.good();
    let acts: Vec<&Value> = trail["acts"].as_array().unwrap().iter().collect();
    assert!(acts.iter().any(|act| act["action"] == "seat_erase"));
    assert!(!trail.to_string().contains("Odile"), "a number without a name");
    // Somebody else may be called that now.
    redeem(&room.server.browser(), &secret, "Odile").await.good();
}
