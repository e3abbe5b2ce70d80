//! People who wait in a room are told at once whether any account may lead it.

use serde_json::{Value, json};

use crate::support::{
    people::{invite, make_room, peer_room},
    person::Person,
    room::{Invites, Practice, Room},
};

async fn change(room: &Room, account: &str, change: Value) {
    room.admin.patch(&format!("/api/accounts/{account}"), change).await.good();
}

/// Whether somebody who waits knows of an account that may lead.
async fn reads(person: &mut Person, has_lead: bool) {
    person.until("whether anybody leads", |person| person.info.as_ref().unwrap().has_lead == has_lead).await;
    assert!(person.waiting.is_some(), "they wait on");
}

#[tokio::test]
async fn who_waits_is_told_when_the_host_is_disabled_and_when_they_are_back() {
    let server = crate::support::Server::start().await;
    let admin = server.administrator().await;
    let host = server.host(&admin, "Hanne").await;
    let id = make_room(&host, peer_room()).await;
    let invites = Invites::of(&host, &id).await;
    let room = Room { server, admin, id, invites };
    let mut odile = room.member("Odile").await;
    reads(&mut odile, true).await;
    for (change_of_host, has_lead) in [
        (json!({"disabled": true}), false),
        (json!({"disabled": false}), true),
        (json!({"is_host": false}), false),
        (json!({"is_host": true}), true),
        (json!({"disabled": true}), false),
    ] {
        change(&room, &host.id, change_of_host).await;
        reads(&mut odile, has_lead).await;
    }
    let mut kit = room.member("Kit").await;
    reads(&mut kit, false).await;
}

#[tokio::test]
async fn a_co_lead_who_comes_and_goes_is_a_lead_who_comes_and_goes() {
    let practice = Practice::of("process").await;
    let room = &practice.room;
    let mut thea = room.server.helps(&practice.owner, &practice.second, &room.id).await;
    let mut odile = room.member("Odile").await;
    change(room, &practice.owner.id, json!({"is_therapist": false})).await;
    odile.sync().await;
    reads(&mut odile, true).await;
    change(room, &practice.second.id, json!({"is_therapist": false})).await;
    reads(&mut odile, false).await;
    change(room, &practice.second.id, json!({"is_therapist": true})).await;
    reads(&mut odile, true).await;
    thea.come().await;
    let path = format!("/api/rooms/{}/co-leads/{}", room.id, practice.second.id);
    practice.second.delete(&path).await.good();
    assert_eq!(thea.ends().await, Some(4004));
    reads(&mut odile, false).await;
    change(room, &practice.owner.id, json!({"is_therapist": true})).await;
    reads(&mut odile, true).await;
    change(room, &practice.owner.id, json!({"is_therapist": false})).await;
    reads(&mut odile, false).await;
}

#[tokio::test]
async fn an_invitation_that_is_accepted_gives_the_room_a_lead() {
    let practice = Practice::of("process").await;
    let room = &practice.room;
    let (_, secret) = invite(&practice.owner, &room.id, "co_lead").await;
    let mut odile = room.member("Odile").await;
    change(room, &practice.owner.id, json!({"is_therapist": false})).await;
    reads(&mut odile, false).await;
    practice.second.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    reads(&mut odile, true).await;
}
