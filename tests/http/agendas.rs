//! Agendas and clocks that can't be: refused when they are made, every field with its reason.

use serde_json::{Value, json};

use crate::support::{
    Server,
    people::{invite, make_room, peer_room, redeem, therapy_room},
};

fn item() -> Value {
    json!({"name": "Check-in", "minutes": 10, "mode": "round", "crosstalk": "none", "share_ms": 60_000})
}

fn items(changes: &[Value]) -> Value {
    let change = |change: &Value| {
        let mut item = item();
        item.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        item
    };
    changes.iter().map(change).collect()
}

#[tokio::test]
async fn everything_that_is_wrong_with_an_agenda_is_said_at_once() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let mut room = peer_room();
    room["agenda"] = items(&[
        json!({"minutes": -5}),
        json!({"minutes": 2.5, "name": " "}),
        json!({"mode": "dance", "minutes": "ten"}),
        json!({"share_ms": 3_600_000, "pages": [{"title": "", "text": ""}]}),
        json!({"closing": true, "mode": "open"}),
    ]);
    let answer = admin.post("/api/rooms", room.clone()).await;
    answer.refused_field("agenda_invalid", "agenda[0].minutes");
    assert_eq!(
        admin.post("/api/rooms", room).await["errors"],
        json!([
            {"field": "agenda[0].minutes", "reason": "too_small", "limit": 1},
            {"field": "agenda[1].name", "reason": "required"},
            {"field": "agenda[1].minutes", "reason": "not_whole"},
            {"field": "agenda[2].minutes", "reason": "not_a_number"},
            {"field": "agenda[2].mode", "reason": "unknown"},
            {"field": "agenda[3].pages[0].text", "reason": "required"},
            {"field": "agenda[3].share_ms", "reason": "longer_than_item"},
            {"field": "agenda[4].closing", "reason": "closing_without_round"},
        ])
    );
    let mut room = peer_room();
    room["agenda"] = vec![item(); 100].into();
    let answer = admin.post("/api/rooms", room).await;
    assert_eq!(answer["errors"], json!([{"field": "agenda", "reason": "too_many", "limit": 20}]));
}

#[tokio::test]
async fn every_wrong_clock_is_said_at_once() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let path = format!("/api/rooms/{}", make_room(&admin, peer_room()).await);
    let mut settings = admin.get(&path).await["settings"].clone();
    settings["timing"]["grace_ms"] = json!(0);
    settings["timing"]["held_ms"] = json!(-1);
    settings["timing"]["silence_ms"] = json!(3_600_001);
    let answer = admin.patch(&path, json!({"settings": settings})).await;
    answer.refused_field("settings_invalid", "settings.timing.grace_ms");
    let wrong = admin.patch(&path, json!({"settings": settings})).await["errors"].clone();
    assert_eq!(
        wrong,
        json!([
            {"field": "settings.timing.grace_ms", "reason": "too_small", "limit": 1_000},
            {"field": "settings.timing.held_ms", "reason": "too_small", "limit": 1_000},
            {"field": "settings.timing.silence_ms", "reason": "too_large", "limit": 3_600_000},
        ])
    );
    for (broken, field) in [
        (json!("x"), "settings"),
        (json!([]), "settings"),
        (json!({"timing": {}, "no_such": 1}), "settings"),
        (json!({"timing": 5}), "settings.timing"),
        (json!({"timing": []}), "settings.timing"),
    ] {
        admin.patch(&path, json!({"settings": broken})).await.refused_field("invalid", field);
    }
    assert_eq!(admin.get(&path).await["settings"]["timing"]["grace_ms"], 30_000);
}

#[tokio::test]
async fn clocks_that_leave_no_time_for_anyone_are_refused() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let path = format!("/api/rooms/{}", make_room(&admin, peer_room()).await);
    let mut settings = admin.get(&path).await["settings"].clone();
    settings["timing"]["handover_ms"] = json!(900_000);
    let answer = admin.patch(&path, json!({"settings": settings})).await;
    answer.refused_field("agenda_invalid", "agenda[5].minutes");
    // With an agenda of its own it fits, and what it is then is checked together.
    let long = items(&[json!({"minutes": 60})]);
    let room = admin.patch(&path, json!({"settings": settings, "agenda": long})).await.good();
    assert_eq!(room["tight"], json!([{"item": 0, "people": 3}]), "held, and said to be tight");
    admin.patch(&path, json!({"title": "Another"})).await.good();
}

#[tokio::test]
async fn a_tight_round_is_kept_and_a_therapist_is_not_counted() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let therapist = server.therapist(&admin, "theo").await;
    for (host, mut room, tight) in [
        (&admin.browser, peer_room(), json!([{"item": 0, "people": 7}])),
        (&therapist.browser, therapy_room(), json!([])),
    ] {
        // Seven minutes have seven times 45 s with 10 s between; the room holds eight.
        room["agenda"] = items(&[json!({"minutes": 7})]);
        room["capacity"] = json!(8);
        assert_eq!(host.post("/api/rooms", room).await.good()["tight"], tight);
    }
}

#[tokio::test]
async fn an_invitation_shows_the_agenda_as_it_is_now() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let (_, secret) = invite(&admin, &room, "member").await;
    let agenda = items(&[json!({"name": "Only this", "text": "read in the meeting", "minutes": 25})]);
    admin.patch(&format!("/api/rooms/{room}"), json!({"agenda": agenda})).await.good();
    let look = server.visitor().post("/api/invites/look", json!({"secret": secret})).await.good();
    let announced = json!([{"name": "Only this", "minutes": 25, "mode": "round"}]);
    assert_eq!((&look["room"]["agenda"], &look["room"]["minutes"]), (&announced, &json!(25)));
    let browser = server.browser();
    redeem(&browser, &secret, "Robin").await.good();
    assert_eq!(browser.get(&format!("/api/seat/{room}")).await["room"]["agenda"], announced);
}
