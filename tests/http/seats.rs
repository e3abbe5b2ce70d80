//! A seat on a shared computer: given up, forgotten, and never given to the next person.

use reqwest::Method;
use serde_json::json;

use crate::support::{
    Answer, Server,
    people::{Administrator, invite, make_room, peer_room, redeem},
    person::Person,
};

const DAY: u64 = 24 * 60 * 60 * 1000;

async fn with_room() -> (Server, Administrator, String, String) {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let (_, secret) = invite(&admin, &room, "member").await;
    (server, admin, room, secret)
}

#[tokio::test]
async fn a_typed_name_is_never_answered_with_another_persons_seat() {
    let (server, _, room, secret) = with_room().await;
    let library = server.visitor();
    let bea = redeem(&library, &secret, "Bea").await.good();
    redeem(&library, &secret, "Cy").await.refused(409, "seat_taken");
    assert_eq!(library.get(&format!("/api/seat/{room}")).await["name"], "Bea", "nothing was changed");
    let again = redeem(&library, &secret, "bea").await.good();
    assert_eq!(again["participant"], bea["participant"], "one's own name, however it is typed");

    library.delete(&format!("/api/seat/{room}")).await.good();
    library.delete(&format!("/api/seat/{room}")).await.good();
    library.get(&format!("/api/seat/{room}")).await.refused(404, "no_seat");
    let seen = library.post("/api/invites/look", json!({"secret": secret})).await.good();
    assert_eq!((&seen["known"], seen.get("name")), (&json!(false), None));
    let cy = redeem(&library, &secret, "Cy").await.good();
    assert_ne!(cy["participant"], bea["participant"]);
    assert_eq!(library.get(&format!("/api/seat/{room}")).await["name"], "Cy");
    // The seat itself stays, and the code opens it.
    let phone = server.visitor();
    phone.post("/api/recover", json!({"code": bea["recovery_code"]})).await.good();
    assert_eq!(phone.get(&format!("/api/seat/{room}")).await["name"], "Bea");
}

#[tokio::test]
async fn a_forgotten_seat_is_gone_on_the_server_too() {
    let (server, _, room, secret) = with_room().await;
    let library = server.browser();
    let taken = redeem(&library, &secret, "Bea").await;
    let cookie = taken.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let mut bea = Person::new(&server, &library, &room);
    bea.come().await;
    let cleared = library.delete(&format!("/api/seat/{room}")).await;
    let cleared = cleared.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(cleared.contains("Max-Age=0"), "{cleared}");
    assert_eq!(bea.ends().await, Some(4011), "an open page of hers is closed");
    let path = format!("/api/rooms/{room}/token");
    let kept = server.browser().request(Method::POST, &path).header("cookie", cookie).json(&json!({}));
    Answer::of(Method::POST, &path, kept).await.refused(403, "no_seat");
}

#[tokio::test]
async fn a_device_remembers_a_seat_for_as_long_as_one_said() {
    let (server, _, room, secret) = with_room().await;
    let seat = format!("/api/seat/{room}");
    let take = async |name: &str, remember: &str| {
        let browser = server.browser();
        let body = json!({"secret": secret, "name": name, "adult": true, "remember": remember});
        let taken = browser.post("/api/invites/redeem", body).await;
        let cookie = taken.headers["set-cookie"].to_str().unwrap().to_owned();
        taken.good();
        (browser, cookie)
    };
    let (visit, cookie) = take("Vi", "visit").await;
    assert!(!cookie.contains("Max-Age") && !cookie.contains("Expires"), "goes with the browser: {cookie}");
    let (month, cookie) = take("Mo", "month").await;
    assert!(cookie.contains(&format!("Max-Age={}", 30 * 24 * 60 * 60)), "{cookie}");
    let (year, cookie) = take("Yu", "year").await;
    assert!(cookie.contains(&format!("Max-Age={}", 365 * 24 * 60 * 60)), "{cookie}");
    let token = format!("/api/rooms/{room}/token");
    server.clock.advance_ms(DAY);
    visit.get(&seat).await.refused(404, "no_seat");
    // Each use starts the time again.
    for _ in 0..3 {
        server.clock.advance_ms(20 * DAY);
        let entered = month.post(&token, json!({})).await;
        assert!(entered.headers["set-cookie"].to_str().unwrap().contains("Max-Age=2592000"));
        assert!(month.post(&token, json!({})).await.headers.get("set-cookie").is_none(), "once a day");
    }
    server.clock.advance_ms(30 * DAY);
    month.get(&seat).await.refused(404, "no_seat");
    month.post(&token, json!({})).await.refused(403, "no_seat");
    year.get(&seat).await.good();
    server.clock.advance_ms(300 * DAY);
    year.get(&seat).await.refused(404, "no_seat");
}

#[tokio::test]
async fn a_recovery_code_closes_the_seat_on_other_devices_if_asked() {
    let (server, _, room, secret) = with_room().await;
    let lost = server.visitor();
    let code = redeem(&lost, &secret, "Bea").await.good()["recovery_code"].clone();
    let second = server.visitor();
    second.post("/api/recover", json!({"code": code})).await.good();
    lost.get(&format!("/api/seat/{room}")).await.good();
    let third = server.visitor();
    third.post("/api/recover", json!({"code": code, "close_elsewhere": true})).await.good();
    for browser in [&lost, &second] {
        browser.get(&format!("/api/seat/{room}")).await.refused(404, "no_seat");
    }
    assert_eq!(third.get(&format!("/api/seat/{room}")).await["name"], "Bea");
}
