//! The people who have a seat, as those who lead the room see them, and what its owner does about a seat.

use rondo::{
    clock::Clock,
    meeting::{command::Command, refusal::Refusal},
};
use serde_json::{Value, json};

use crate::support::{
    Server,
    people::{invite, make_room, peer_room, redeem},
    roles::Leads,
    room::Room,
    secret_of,
};

async fn listed(room: &Room) -> Vec<Value> {
    let list = room.admin.get(&format!("/api/rooms/{}/members", room.id)).await.good();
    list["members"].as_array().unwrap().clone()
}

async fn one(room: &Room, name: &str) -> Value {
    listed(room).await.into_iter().find(|member| member["name"] == name).expect("listed")
}

fn at(room: &Room, who: impl std::fmt::Display, act: &str) -> String {
    format!("/api/rooms/{}/members/{who}/{act}", room.id)
}

#[tokio::test]
async fn leads_see_who_has_a_seat_and_by_which_invitation_and_when_they_were_here() {
    let room = Room::peer_led("peer_checkin").await;
    let wish = json!({"kind": "member", "personal": true, "label": "Uma, Monday"});
    let made = room.admin.post(&format!("/api/rooms/{}/invites", room.id), wish).await.good();
    let secret = secret_of(made["link"].as_str().unwrap());
    let taken_at = room.server.clock.unix_ms();
    let mut kit = room.server.comes(&secret, "Kit", &room.id).await;
    let member = one(&room, "Kit").await;
    let told = json!({
        "participant": member["participant"], "name": "Kit", "leads": false, "since": taken_at, "entered": false,
        "last_seen": taken_at, "label": "Uma, Monday", "consented_at": null, "banned_at": null,
    });
    assert_eq!(member, told);
    let mut ada = room.lead().await;
    ada.opens().await;
    kit.come().await;
    kit.sees("the meeting", |_| true).await;
    let member = one(&room, "Kit").await;
    assert_eq!((&member["participant"], &member["entered"]), (&json!(kit.id()), &json!(true)));
    let lead = listed(&room).await.into_iter().find(|member| member["leads"] == true).expect("the lead");
    assert_eq!((&lead["last_seen"], &lead["label"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn an_owner_bans_outside_and_inside_of_a_meeting_and_the_invitation_is_held() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = room.member("Kit").await;
    kit.sees("the meeting", |_| true).await;
    let who = kit.id();
    room.admin.post(&at(&room, ada.id(), "ban"), json!({})).await.refused(404, "not_found");
    let elsewhere = make_room(&room.admin, peer_room()).await;
    let other = format!("/api/rooms/{elsewhere}/members/{who}/ban");
    room.admin.post(&other, json!({})).await.refused(404, "not_found");
    room.admin.post(&at(&room, who, "ban"), json!({})).await.good();
    assert_eq!(kit.ends().await, Some(4005), "out of the running meeting at once, and told why");
    room.admin.post(&at(&room, who, "ban"), json!({})).await.refused(404, "not_found");
    room.admin.post(&at(&room, who, "code"), json!({})).await.refused(404, "not_found");
    assert!(one(&room, "Kit").await["banned_at"].is_u64());
    kit.browser.post(&format!("/api/rooms/{}/token", room.id), json!({})).await.refused(403, "banned");
    let mut twin = room.member("Twin").await;
    ada.sync().await;
    twin.refused(Command::Post { text: "me again".into(), note: None }, Refusal::NotPresent).await;
    room.admin.delete(&format!("/api/rooms/{}/bans/{who}", room.id)).await.good();
    assert!(one(&room, "Kit").await["banned_at"].is_null());
}

#[tokio::test]
async fn a_new_recovery_code_is_shown_once_and_takes_the_place_of_the_old_one() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let (_, secret) = invite(&admin, &room, "member").await;
    let robin = server.visitor();
    let seat = redeem(&robin, &secret, "Robin").await.good();
    let path = format!("/api/rooms/{room}/members/{}/code", seat["participant"].as_str().unwrap());
    let made = admin.post(&path, json!({})).await.good();
    let phone = server.visitor();
    let old = json!({"code": seat["recovery_code"]});
    phone.post("/api/recover", old).await.refused(404, "code_invalid");
    let opened = phone.post("/api/recover", json!({"code": made["recovery_code"]})).await.good();
    assert_eq!(opened["participant"], seat["participant"]);
    assert_eq!(robin.get(&format!("/api/seat/{room}")).await["name"], "Robin", "the first device stays");
    let again = admin.post(&path, json!({})).await.good();
    assert_ne!(again["recovery_code"], made["recovery_code"]);
}
