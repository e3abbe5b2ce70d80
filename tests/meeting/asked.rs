//! People who were let in by asking, where somebody is kept out: a ban and a held link hold for them too.

use rondo::meeting::{command::Command, reason::RemovalReason, settings::Door};
use serde_json::json;

use crate::support::{
    Browser,
    person::Person,
    roles::{Leads, Member},
    room::Room,
    secret_of,
};

/// A room that one asks to join, where a lead is, and the meeting is open.
async fn asking() -> Room {
    let room = Room::peer_led("peer_checkin").await;
    let way = json!({"type": "asking", "questions": []});
    room.admin.put(&format!("/api/rooms/{}/entry", room.id), way).await.good();
    room
}

/// Somebody new whom a lead has let in, and who has not taken the seat.
async fn accepted(room: &Room, name: &str) -> Browser {
    let browser = room.server.browser();
    let body = json!({"secret": room.invites.secret().await, "name": name, "adult": true, "answers": []});
    browser.post("/api/invites/ask", body).await.good();
    let requests = format!("/api/rooms/{}/requests", room.id);
    let asked = room.admin.get(&requests).await.good();
    let id = asked["requests"][0]["id"].as_str().unwrap();
    room.admin.post(&format!("{requests}/{id}/accept"), json!({})).await.good();
    browser
}

fn seat(room: &Room) -> String {
    format!("/api/request/{}/seat", room.id)
}

async fn comes(room: &Room, browser: &Browser) -> Member {
    let mut member = Member(Person::new(&room.server, browser, &room.id));
    member.come().await;
    member
}

#[tokio::test]
async fn who_is_banned_takes_no_other_seat_by_a_request_that_was_accepted() {
    let room = asking().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let robin = accepted(&room, "Robin").await;
    // They have a personal invitation as well, and come by that one first.
    let personal = json!({"kind": "member", "personal": true});
    let made = room.admin.post(&format!("/api/rooms/{}/invites", room.id), personal).await.good();
    let secret = secret_of(made["link"].as_str().unwrap());
    let body = json!({"secret": secret, "name": "Other", "adult": true});
    robin.post("/api/invites/redeem", body).await.good();
    let mut person = comes(&room, &robin).await;
    ada.does(Command::Ban { who: person.id(), reason: RemovalReason::Safety }).await;
    person.ends().await;
    robin.post(&seat(&room), json!({})).await.refused(404, "no_request");
    // Nor does a browser help that forgets the seat.
    let forgets = robin.delete(&format!("/api/seat/{}", room.id)).await;
    assert!(forgets.status.is_success() || forgets["code"] == "banned");
    robin.post(&seat(&room), json!({})).await.refused(404, "no_request");
    let bans = room.admin.get(&format!("/api/rooms/{}/bans", room.id)).await.good();
    assert_eq!(bans["bans"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn who_was_let_in_by_a_link_that_is_held_waits_at_the_door() {
    let room = asking().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let (kit, robin) = (accepted(&room, "Kit").await, accepted(&room, "Robin").await);
    kit.post(&seat(&room), json!({})).await.good();
    let mut kit = comes(&room, &kit).await;
    ada.sync().await;
    kit.sees("the meeting", |_| true).await;
    ada.does(Command::Ban { who: kit.id(), reason: RemovalReason::Safety }).await;
    kit.ends().await;
    // The same person may have asked twice. A lead sees who comes before they are in.
    robin.post(&seat(&room), json!({})).await.good();
    let mut robin = comes(&room, &robin).await;
    ada.sync().await;
    assert_eq!(robin.waiting.as_ref().expect("they wait").door, Door::OneByOne);
    ada.admits(robin.id()).await;
    robin.sees("the meeting", |_| true).await;
    // Who asks by the held link is decided upon as ever, and waits as well.
    let late = accepted(&room, "Late").await;
    late.post(&seat(&room), json!({})).await.good();
    let late = comes(&room, &late).await;
    ada.sync().await;
    assert_eq!(late.waiting.as_ref().expect("they wait").door, Door::OneByOne);
}
