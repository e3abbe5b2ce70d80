//! Whom to call in an emergency, and where somebody is: asked for each meeting, opened by therapists alone, each
//! opening in the trail, and where somebody is gone at the end.

use rondo::clock::Clock;
use serde_json::{Value, json};

use crate::support::{
    Browser,
    people::{make_room, peer_room},
    roles::{Leads, Member},
    room::{Practice, Room, time_passes},
};

const HOUR_MS: u64 = 60 * 60_000;
const CONTACT: &str = "My sister Quendoline, 030 123456";
const PLACE: &str = "Lindenweg 3, second floor";

fn own(room: &Room) -> String {
    format!("/api/seat/{}/emergency", room.id)
}

fn of(room: &Room, member: &Member) -> String {
    format!("/api/rooms/{}/members/{}/emergency", room.id, member.me.expect("a seat"))
}

/// How often the trail says that somebody opened it.
async fn openings(practice: &Practice) -> Vec<Value> {
    let trail = practice.owner.get(&format!("/api/rooms/{}/trail", practice.room.id)).await.good();
    let acts = trail["acts"].as_array().unwrap().iter();
    acts.filter(|act| act["action"] == "emergency_open").cloned().collect()
}

/// A meeting with one member, who left both.
async fn held() -> (Practice, crate::support::roles::Therapist, Member) {
    let practice = Practice::of("cbt").await;
    let mut theo = practice.therapist().await;
    theo.opens().await;
    let room = &practice.room;
    let mut uma = room.server.comes(&room.invites.secret().await, "Uma", &room.id).await;
    uma.consents().await;
    let token = format!("/api/rooms/{}/token", room.id);
    uma.browser.post(&token, json!({})).await.refused(403, "emergency_unconfirmed");
    uma.leaves_for_an_emergency(CONTACT, PLACE).await;
    uma.come().await;
    theo.admits(uma.id()).await;
    uma.sees("the meeting", |_| true).await;
    (practice, theo, uma)
}

#[tokio::test]
async fn therapists_open_it_in_a_meeting_and_for_a_day_after_it_and_each_opening_is_in_the_trail() {
    let (practice, mut theo, mut uma) = held().await;
    let room = &practice.room;
    let confirmed_at = uma.browser.get(&own(room)).await.good()["confirmed_at"].clone();
    let left = json!({"contact": CONTACT, "place": PLACE, "confirmed_at": confirmed_at});
    assert_eq!(openings(&practice).await, [] as [Value; 0], "looking at one's own is no opening");
    assert_eq!(practice.owner.post(&of(room, &uma), json!({})).await.good(), left);
    let opened = openings(&practice).await;
    assert_eq!(opened.len(), 1);
    assert!(!opened[0].to_string().contains("Quendoline"));
    // Neither an administrator nor another therapist, nor the person themselves by that way.
    room.admin.post(&of(room, &uma), json!({})).await.refused(404, "not_found");
    practice.second.post(&of(room, &uma), json!({})).await.refused(404, "not_found");
    uma.browser.post(&of(room, &uma), json!({})).await.refused(401, "sign_in_required");
    assert_eq!(openings(&practice).await.len(), 1, "what was refused was not opened");

    theo.ends_the_meeting().await;
    uma.ends().await;
    let after = json!({"contact": CONTACT, "place": "", "confirmed_at": null});
    assert_eq!(practice.owner.post(&of(room, &uma), json!({})).await.good(), after, "they are nowhere now");
    room.server.clock.advance_ms(24 * HOUR_MS);
    practice.owner.post("/api/session", json!({"name": "theo", "password": crate::support::PASSWORD})).await;
    practice.owner.post(&of(room, &uma), json!({})).await.refused(409, "emergency_closed");
    assert_eq!(openings(&practice).await.len(), 2);
}

#[tokio::test]
async fn it_is_asked_again_for_each_meeting_and_may_be_left_empty() {
    let (practice, mut theo, mut uma) = held().await;
    let room = &practice.room;
    // A token is renewed in the same meeting without being asked again.
    let token = format!("/api/rooms/{}/token", room.id);
    uma.browser.post(&token, json!({})).await.good();
    theo.ends_the_meeting().await;
    uma.ends().await;
    uma.browser.post(&token, json!({})).await.refused(403, "emergency_unconfirmed");
    let kept = uma.browser.get(&own(room)).await.good();
    assert_eq!(kept, json!({"contact": CONTACT, "place": "", "confirmed_at": null}), "nothing to type again");
    uma.leaves_for_an_emergency("", "").await;
    uma.browser.post(&token, json!({})).await.good();
    theo.come().await;
    let nothing = practice.owner.post(&of(room, &uma), json!({})).await.good();
    assert_eq!((&nothing["contact"], &nothing["place"]), (&json!(""), &json!("")));
    for _ in 0..2 {
        uma.browser.delete(&own(room)).await.good();
    }
    uma.browser.post(&token, json!({})).await.refused(403, "emergency_unconfirmed");
}

#[tokio::test]
async fn where_somebody_is_lasts_a_day_if_no_meeting_takes_place_and_all_of_it_as_long_as_the_seat() {
    let practice = Practice::of("process").await;
    let room = &practice.room;
    let uma = room.server.comes(&room.invites.secret().await, "Uma", &room.id).await;
    uma.leaves_for_an_emergency(CONTACT, PLACE).await;
    for (at_ms, place) in [(23 * HOUR_MS, PLACE), (2 * HOUR_MS, "")] {
        time_passes(&room.server.clock, at_ms, &mut []).await;
        until(room, &uma.browser, place).await;
    }
    let data = room.server.data_dir();
    for file in std::fs::read_dir(data).unwrap().filter_map(|entry| std::fs::read(entry.unwrap().path()).ok())
    {
        let found = file.windows(10).any(|window| window == b"Quendoline" || window == b"Lindenweg ");
        assert!(!found, "sealed");
    }
}

/// The server keeps house every ten minutes, and may have just begun to when time passed.
async fn until(room: &Room, browser: &Browser, place: &str) {
    for _ in 0..1_000 {
        if browser.get(&own(room)).await.good()["place"] == place {
            return;
        }
        room.server.clock.advance_ms(1_000);
    }
    panic!("{place:?}");
}

#[tokio::test]
async fn what_is_too_long_or_of_another_kind_of_room_is_refused() {
    let (practice, _theo, uma) = held().await;
    let room = &practice.room;
    for (contact, place, code, field) in [
        ("x".repeat(201), String::new(), "too_long", "contact"),
        (String::new(), "x".repeat(201), "too_long", "place"),
        ("a\u{202E}b".to_owned(), String::new(), "text_invalid", "contact"),
    ] {
        let answer = uma.browser.post(&own(room), json!({"contact": contact, "place": place})).await;
        answer.refused_field(code, field);
    }
    let kept = uma.browser.get(&own(room)).await.good();
    assert_eq!((&kept["contact"], &kept["place"]), (&json!(CONTACT), &json!(PLACE)), "nothing was lost");

    let peers = make_room(&room.admin, peer_room()).await;
    let invites = crate::support::room::Invites::of(&room.admin, &peers).await;
    let kit = room.server.comes(&invites.secret().await, "Kit", &peers).await;
    kit.browser.get(&format!("/api/seat/{peers}/emergency")).await.refused(409, "therapy_only");
    kit.browser.post(&format!("/api/rooms/{peers}/token"), json!({})).await.good();
    let stranger = format!("/api/rooms/{}/members/aaaaaaaaaaaaaaaaaaaaaaaaaa/emergency", room.id);
    practice.owner.post(&stranger, json!({})).await.refused(404, "not_found");
    let now = room.server.clock.unix_ms();
    assert!(kept["confirmed_at"].as_i64().unwrap() <= now.as_ms());
}
