//! What was done with a power in a room, as its owner reads it.

use rondo::meeting::{command::Command, reason::RemovalReason};
use serde_json::{Value, json};

use crate::support::{
    Server,
    people::{invite, make_room, peer_room},
    roles::Leads,
    room::Room,
};

fn acts(trail: &Value) -> Vec<(String, Option<String>, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let acts = trail["acts"].as_array().expect("acts").iter();
    acts.map(|act| {
        (
            text(&act["action"]).expect("an act that is known"),
            text(&act["by"]["name"]),
            text(&act["to"]["name"]),
        )
    })
    .collect()
}

#[tokio::test]
async fn an_owner_reads_who_did_what_to_whom_and_nothing_of_what_was_said() {
    let room = Room::peer_led("peer_checkin").await;
    let trail = format!("/api/rooms/{}/trail", room.id);
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = room.member("Kit").await;
    kit.sees("the meeting", |_| true).await;
    ada.says("quetzal").await;
    ada.does(Command::Mute { who: kit.id(), for_ms: None }).await;
    ada.does(Command::Ban { who: kit.id(), reason: RemovalReason::Safety }).await;

    let read = room.admin.get(&trail).await.good();
    assert!(!read.to_string().contains("quetzal"));
    let me = ada.id();
    let ada_name = ada.view().people.iter().find(|person| person.id == me).map(|person| person.name.clone());
    let expected =
        [("banned", Some("Kit")), ("muted", Some("Kit")), ("agenda_advanced", None), ("opened", None)];
    for ((action, by, to), (expected, whom)) in acts(&read).into_iter().zip(expected) {
        assert_eq!((action.as_str(), by, to.as_deref()), (expected, ada_name.clone(), whom));
    }
    let latest = &read["acts"][0];
    assert_eq!((&latest["reason"], &latest["in_meeting"]), (&json!("safety"), &json!(true)));
    assert_eq!(
        acts(&read).last().map(|(action, ..)| action.as_str()),
        Some("room_create"),
        "the first of all"
    );
}

#[tokio::test]
async fn a_trail_is_read_page_by_page_and_is_that_of_one_room() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let elsewhere = make_room(&admin, peer_room()).await;
    for _ in 0..5 {
        invite(&admin, &room, "member").await;
        invite(&admin, &elsewhere, "member").await;
    }
    let path = format!("/api/rooms/{room}/trail");
    let whole = admin.get(&path).await.good();
    let numbers = |trail: &Value| -> Vec<u64> {
        trail["acts"]
            .as_array()
            .expect("acts")
            .iter()
            .map(|act| act["number"].as_u64().expect("a number"))
            .collect()
    };
    assert!(numbers(&whole).is_sorted_by(|one, next| one > next), "the latest first");
    assert_eq!((acts(&whole).len(), &whole["next"]), (6, &Value::Null));
    let first = admin.get(&format!("{path}?limit=4")).await.good();
    let after = first["next"].as_str().expect("more");
    // What is done meanwhile is on no later page.
    invite(&admin, &room, "member").await;
    let second = admin.get(&format!("{path}?limit=4&after={after}")).await.good();
    assert_eq!([numbers(&first), numbers(&second)].concat(), numbers(&whole));
    assert_eq!(second["next"], Value::Null);
}

#[tokio::test]
async fn whoever_has_no_name_any_more_is_somebody() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let hugo = server.host(&admin, "hugo").await;
    let (_, secret) = invite(&admin, &room, "co_lead").await;
    hugo.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    let path = format!("/api/rooms/{room}/trail");
    hugo.get(&path).await.refused(403, "forbidden");
    let read = admin.get(&path).await.good();
    let latest = &read["acts"][0];
    assert_eq!((&latest["action"], &latest["by"]["kind"]), (&json!("co_lead_accept"), &json!("account")));
    assert_eq!(latest["to"], json!({"kind": "invite", "name": null}));
}
