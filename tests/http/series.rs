//! A series that is made on one page: its dates, its places and its way in, or nothing of it.

use serde_json::{Value, json};

use super::{programs::keyed, schedule::weekly};
use crate::support::{
    Browser, Server,
    people::{invite, peer_room, therapy_room},
    secret_of,
};

const KEY: &str = "the series that is made on one page";
const SECOND: &str = "2030-03-26T19:00";

/// Twelve Tuesdays, with sign-up, for newcomers until the third.
fn series(changes: Value) -> Value {
    let mut room = peer_room();
    room["schedule"] = weekly("2030-03-19T19:00");
    room["schedule"]["ends"] = json!({"type": "after", "dates": 12});
    room["entry"] = json!({"type": "closed", "until_session": 3});
    room["places"] = json!({"sign_up": true, "capacity": 6});
    room.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    room
}

async fn places_of(host: &Browser, room: &Value) -> Value {
    host.get(&format!("/api/rooms/{}/places", room["id"].as_str().unwrap())).await.good()
}

async fn rooms(host: &Browser) -> usize {
    host.get("/api/rooms").await.good()["rooms"].as_array().unwrap().len()
}

#[tokio::test]
async fn one_request_makes_a_series_with_its_places_and_its_way_in() {
    let server = Server::start().await;
    let host = server.host(&server.administrator().await, "hanne").await;
    let room = host.post("/api/rooms", series(json!({}))).await.good();
    assert_eq!(room["entry"], json!({"type": "closed", "until_session": 3}));
    let places = places_of(&host, &room).await;
    assert_eq!(places["rule"], json!({"sign_up": true, "capacity": 6, "absence": null}));
    assert_eq!((&places["seats"], &places["dates"][0]["free"]), (&json!(6), &json!(6)));

    // Whoever is invited reads of both.
    let by = json!({"kind": "member", "personal": true});
    let invites = format!("/api/rooms/{}/invites", room["id"].as_str().unwrap());
    let link = host.post(&invites, by).await.good()["link"].clone();
    let secret = secret_of(link.as_str().unwrap());
    let seen = server.visitor().post("/api/invites/look", json!({"secret": secret})).await.good();
    assert_eq!(seen["room"]["places"], json!({"seats": 6, "absence": null}));

    // Dates that start a module are those of the new schedule.
    let modules = json!({"type": "modules", "starts": [SECOND]});
    let room = host.post("/api/rooms", series(json!({"entry": modules.clone()}))).await.good();
    assert_eq!(room["entry"], modules);
    let (_, secret) = invite(&host, room["id"].as_str().unwrap(), "member").await;
    let seen = server.visitor().post("/api/invites/look", json!({"secret": secret})).await.good();
    assert_eq!(seen["offer"]["begins"]["key"], SECOND);
}

#[tokio::test]
async fn what_is_left_out_or_null_is_as_it_was() {
    let server = Server::start().await;
    let host = server.host(&server.administrator().await, "hanne").await;
    let nulls = host.post("/api/rooms", series(json!({"entry": null, "places": null}))).await.good();
    let plain = host.post("/api/rooms", peer_room()).await.good();
    for room in [nulls, plain] {
        assert_eq!(room["entry"], json!({"type": "open"}));
        let rule = json!({"sign_up": false, "capacity": null, "absence": null});
        assert_eq!(places_of(&host, &room).await["rule"], rule);
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_by_its_part_and_nothing_is_made() {
    let server = Server::start().await;
    let host = server.host(&server.administrator().await, "hanne").await;
    let never = weekly("2030-03-19T19:00");
    let (entry, places) = ("entry_invalid", "settings_invalid");
    let modules = |starts: Value| json!({"entry": {"type": "modules", "starts": starts}});
    let of_places = |rule: Value| json!({"places": rule});
    for (change, code, field, reason) in [
        (
            json!({"entry": {"type": "closed", "until_session": 13}}),
            entry,
            "entry.until_session",
            "too_large",
        ),
        (json!({"entry": {"type": "closed", "until_session": 0}}), entry, "entry.until_session", "too_small"),
        (json!({"schedule": never}), entry, "entry.until_session", "not_counted"),
        (json!({"schedule": null}), entry, "entry.until_session", "not_counted"),
        (json!({"entry": {"type": "slow_open", "places": 61}}), entry, "entry.places", "too_large"),
        (
            json!({"entry": {"type": "asking", "questions": ["x".repeat(201)]}}),
            entry,
            "entry.questions[0]",
            "too_long",
        ),
        (modules(json!([])), entry, "entry.starts", "too_few"),
        (modules(json!([SECOND, "2030-03-27T19:00"])), entry, "entry.starts[1]", "unknown"),
        // Of a room without dates none starts a module.
        (
            json!({"schedule": null, "entry": {"type": "modules", "starts": [SECOND]}}),
            entry,
            "entry.starts[0]",
            "unknown",
        ),
        (of_places(json!({"sign_up": true, "capacity": 0})), places, "places.capacity", "too_small"),
        // One less than the room holds.
        (of_places(json!({"sign_up": true, "capacity": 8})), places, "places.capacity", "too_large"),
        (
            of_places(json!({"sign_up": true, "absence": {"notice_hours": 24, "missed_in_a_row": 3}})),
            places,
            "places.absence",
            "unknown",
        ),
    ] {
        let answer = host.post("/api/rooms", series(change)).await;
        answer.refused_field(code, field);
        assert_eq!(answer["errors"][0]["reason"], reason, "{field}");
    }
    // The room itself is told of without a part.
    host.post("/api/rooms", series(json!({"capacity": 1}))).await.refused_field("out_of_range", "capacity");
    for unreadable in [
        json!({"entry": []}),
        json!({"entry": {"type": "door"}}),
        json!({"entry": {"type": "open", "places": 1}}),
        json!({"places": {}}),
        json!({"places": [true]}),
        json!({"places": {"sign_up": true, "capacity": -1}}),
        json!({"places": {"sign_up": true, "absence": [24, 3]}}),
    ] {
        host.post("/api/rooms", series(unreadable)).await.refused(422, "invalid");
    }
    assert_eq!(rooms(&host).await, 0);
}

#[tokio::test]
async fn therapy_asks_for_notice_from_the_first_day() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let therapist = server.therapist(&admin, "theo").await;
    let absence = json!({"notice_hours": 48, "missed_in_a_row": 2});
    let mut room = therapy_room();
    room["schedule"] = weekly("2030-03-19T19:00");
    room["places"] = json!({"sign_up": false, "absence": absence});
    let made = therapist.post("/api/rooms", room.clone()).await.good();
    assert_eq!(places_of(&therapist, &made).await["rule"]["absence"], absence);
    room["places"]["absence"]["notice_hours"] = json!(169);
    let answer = therapist.post("/api/rooms", room).await;
    answer.refused_field("settings_invalid", "places.absence.notice_hours");
    assert_eq!(rooms(&therapist).await, 1);
}

#[tokio::test]
async fn a_repeated_request_makes_one_series() {
    let server = Server::start().await;
    let host = server.administrator().await;
    let first = keyed(&host, "/api/rooms", KEY, series(json!({}))).await.good();
    let again = keyed(&host, "/api/rooms", KEY, series(json!({}))).await.good();
    assert_eq!((&again["id"], rooms(&host).await), (&first["id"], 1));
    let other = series(json!({"places": {"sign_up": true, "capacity": 5}}));
    keyed(&host, "/api/rooms", KEY, other).await.refused(422, "idempotency_reused");
    assert_eq!(places_of(&host, &first).await["rule"]["capacity"], 6);
}
