//! When a room meets: its schedule and its dates. The clock of the tests stands at Sunday, 2030-03-17,
//! 18:46 in Berlin; summer time begins there on the 31st.

use reqwest::Method;
use serde_json::{Value, json};

use super::audit::acts;
use crate::support::{
    Server,
    people::{invite, make_room, peer_room},
};

const HOUR_MS: u64 = 3_600_000;
const DAY_MS: u64 = 24 * HOUR_MS;

pub(crate) fn weekly(start: &str) -> Value {
    json!({
        "zone": "Europe/Berlin", "start": start, "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    })
}

pub(crate) fn scheduled(start: &str) -> Value {
    let mut room = peer_room();
    room["schedule"] = weekly(start);
    room
}

/// The local starts of the dates in an answer, cancelled ones in brackets.
fn starts(planned: &Value) -> Vec<String> {
    let dates = planned["dates"].as_array().unwrap().iter();
    let start = |date: &Value| date["local"].as_str().unwrap().to_owned();
    dates
        .map(|date| if date["cancelled"] == true { format!("({})", start(date)) } else { start(date) })
        .collect()
}

#[tokio::test]
async fn a_room_is_made_with_its_dates_and_everyone_who_comes_sees_them() {
    let server = Server::start().await;
    let host = server.host(&server.administrator().await, "hanne").await;
    let room = host.post("/api/rooms", scheduled("2030-03-19T19:00")).await.good();
    assert_eq!(room["planned"]["schedule"]["zone"], "Europe/Berlin");
    assert_eq!(room["planned"]["schedule"]["doors"]["members_minutes"], 15);
    assert_eq!(room["planned"]["dates"].as_array().unwrap().len(), 12);
    let next = &room["next"];
    assert_eq!((&next["local"], &next["key"]), (&json!("2030-03-19T19:00"), &json!("2030-03-19T19:00")));
    assert_eq!(next["starts_at"], 1_900_173_600_000_i64);
    let third = &room["planned"]["dates"][2];
    let weeks_ms = third["starts_at"].as_i64().unwrap() - next["starts_at"].as_i64().unwrap();
    assert_eq!(weeks_ms, (14 * 24 - 1) * 3_600_000, "an hour is skipped in between");

    let id = room["id"].as_str().unwrap();
    let (_, secret) = invite(&host, id, "member").await;
    let visitor = server.visitor();
    let found = visitor.post("/api/invites/look", json!({"secret": secret})).await.good();
    assert_eq!((found["room"]["scheduled"].clone(), starts(&found["room"]).len()), (json!(true), 4));
    let member = server.member(&secret, "Kit").await;
    let seat = member.get(&format!("/api/seat/{id}")).await.good();
    assert_eq!(seat["room"]["dates"][0]["local"], "2030-03-19T19:00");
    assert_eq!(host.get("/api/rooms").await.good()["rooms"][0]["next"]["key"], "2030-03-19T19:00");
}

#[tokio::test]
async fn a_room_without_dates_says_so() {
    let server = Server::start().await;
    let host = server.host(&server.administrator().await, "hanne").await;
    let room = host.post("/api/rooms", peer_room()).await.good();
    assert_eq!((&room["next"], &room["planned"]["schedule"]), (&json!(null), &json!(null)));
    let dates = format!("/api/rooms/{}/dates", room["id"].as_str().unwrap());
    host.post(&dates, json!({"starts": "2030-03-19T19:00"})).await.refused(404, "not_found");
}

#[tokio::test]
async fn the_host_sees_what_a_change_does_before_it_is_made() {
    let server = Server::start().await;
    let host = server.host(&server.administrator().await, "hanne").await;
    let id = make_room(&host, scheduled("2030-03-19T19:00")).await;
    let mut wednesdays = scheduled("2030-03-20T18:30");
    wednesdays["schedule"]["repeat"]["on"] = json!(["wednesday"]);
    let other = make_room(&host, wednesdays).await;
    let date = |key: &str| format!("/api/rooms/{id}/dates/{key}");
    host.ask(Method::PATCH, &date("2030-03-26T19:00"), Some(json!({"cancelled": true}))).await.good();
    let mut plan = json!({"schedule": weekly("2030-03-20T18:00")});
    plan["schedule"]["repeat"]["on"] = json!(["wednesday"]);

    let shown = host.post(&format!("/api/rooms/{id}/schedule/preview"), plan.clone()).await.good();
    assert_eq!(starts(&shown)[..2], ["2030-03-20T18:00", "(2030-03-27T18:00)"]);
    assert_eq!(shown["effects"][0]["date"]["key"], "2030-03-26T19:00");
    assert_eq!(shown["effects"][0]["effect"], json!({"type": "follows", "to": "2030-03-27T18:00"}));
    let overlap = &shown["overlaps"][0];
    assert_eq!((&overlap["room"], &overlap["other"]["local"]), (&json!(other), &json!("2030-03-20T18:30")));
    let unchanged = host.get(&format!("/api/rooms/{id}/dates")).await.good();
    assert_eq!(starts(&unchanged)[..2], ["2030-03-19T19:00", "(2030-03-26T19:00)"]);

    let kept = host.ask(Method::PUT, &format!("/api/rooms/{id}/schedule"), Some(plan)).await.good();
    assert_eq!(starts(&kept)[..2], ["2030-03-20T18:00", "(2030-03-27T18:00)"]);
}

#[tokio::test]
async fn dates_change_one_by_one_and_are_put_back() {
    let server = Server::start().await;
    let host = server.host(&server.administrator().await, "hanne").await;
    let id = make_room(&host, scheduled("2030-03-19T19:00")).await;
    let date = |key: &str| format!("/api/rooms/{id}/dates/{key}");
    let patch = async |key: &str, change: Value| host.ask(Method::PATCH, &date(key), Some(change)).await;
    let moved =
        patch("2030-03-26T19:00", json!({"starts": "2030-03-27T18:00", "note": "A day later"})).await.good();
    assert_eq!(starts(&moved)[..2], ["2030-03-19T19:00", "2030-03-27T18:00"]);
    assert_eq!(moved["dates"][1]["note"], "A day later");
    assert_eq!(moved["dates"][1]["moved"], true);
    let back = host.ask(Method::DELETE, &date("2030-03-26T19:00"), Some(json!({}))).await.good();
    assert_eq!(starts(&back)[1], "2030-03-26T19:00");
    let added =
        host.post(&format!("/api/rooms/{id}/dates"), json!({"starts": "2030-03-21T10:00"})).await.good();
    assert_eq!(starts(&added)[1], "2030-03-21T10:00");

    for nothing in ["2030-03-25T19:00", "2030-03-26", "x", "2030-03-26T19:00:00"] {
        patch(nothing, json!({"cancelled": true})).await.refused(404, "not_found");
    }
    server.clock.advance_ms(3 * 24 * 3_600_000);
    patch("2030-03-19T19:00", json!({"cancelled": true})).await.refused_field("schedule_invalid", "date");
}

#[tokio::test]
async fn only_the_owner_plans_and_what_they_did_is_in_the_audit_trail() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let host = server.host(&admin, "hanne").await;
    let helper = server.host(&admin, "hugo").await;
    let id = make_room(&host, scheduled("2030-03-19T19:00")).await;
    let (_, secret) = invite(&host, &id, "co_lead").await;
    helper.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    assert_eq!(starts(&helper.get(&format!("/api/rooms/{id}/dates")).await.good()).len(), 100);
    let path = format!("/api/rooms/{id}/schedule");
    let plan = json!({"schedule": weekly("2030-03-19T20:00")});
    helper.ask(Method::PUT, &path, Some(plan.clone())).await.refused(403, "forbidden");
    admin.ask(Method::PUT, &path, Some(plan.clone())).await.refused(404, "not_found");
    host.ask(Method::PUT, &path, Some(plan)).await.good();
    host.ask(Method::DELETE, &path, Some(json!({}))).await.good();
    host.ask(Method::DELETE, &path, Some(json!({}))).await.good();
    assert_eq!(host.get(&format!("/api/rooms/{id}")).await.good()["planned"]["schedule"], json!(null));
    let acts: Vec<_> = acts(server).await.into_iter().filter(|act| act.starts_with("schedule")).collect();
    assert_eq!(acts, ["schedule_change", "schedule_clear"], "what changes nothing leaves no entry");
}

#[tokio::test]
async fn a_date_that_nobody_opened_is_told_until_the_next_and_not_again_after_a_stay_in_the_archive() {
    let server = Server::start().await;
    let host = server.host(&server.administrator().await, "hanne").await;
    let mut room = scheduled("2030-03-19T19:00");
    room["schedule"]["repeat"]["on"] = json!(["tuesday", "wednesday", "thursday"]);
    let id = make_room(&host, room).await;
    let card = async || host.get("/api/rooms").await.good()["rooms"][0].clone();
    server.clock.advance_ms(2 * DAY_MS);
    assert_eq!(card().await["missed"], json!(null), "a lead may still open it");
    server.clock.advance_ms(HOUR_MS);
    let missed = card().await;
    assert_eq!(missed["missed"]["key"], "2030-03-19T19:00");
    assert_eq!(missed["next"]["key"], "2030-03-20T19:00");
    assert_eq!(host.get(&format!("/api/rooms/{id}")).await.good()["missed"]["key"], "2030-03-19T19:00");

    let path = format!("/api/rooms/{id}/dates/2030-03-20T19:00");
    host.ask(Method::PATCH, &path, Some(json!({"cancelled": true}))).await.good();
    server.clock.advance_ms(DAY_MS);
    assert_eq!(card().await["missed"]["key"], "2030-03-19T19:00", "nobody misses a cancelled one");
    host.delete(&format!("/api/rooms/{id}")).await.good();
    server.clock.advance_ms(DAY_MS);
    host.post(&format!("/api/me/archive/{id}/restore"), json!({})).await.good();
    assert_eq!(card().await["missed"], json!(null));
    server.clock.advance_ms(5 * DAY_MS);
    assert_eq!(card().await["missed"]["key"], "2030-03-26T19:00");
}
