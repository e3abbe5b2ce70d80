//! What administrators do with accounts.

use serde_json::json;

use crate::support::{
    PASSWORD, Server,
    people::{make_room, peer_room, therapy_room},
};

#[tokio::test]
async fn an_administrator_makes_hosts_and_marks_therapists() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let host = server.host(&admin, "bea").await;
    let list = admin.get("/api/accounts").await.good();
    let bea = list["accounts"].as_array().unwrap().iter().find(|account| account["name"] == "bea").unwrap();
    assert_eq!((&bea["has_password"], &bea["disabled"]), (&json!(true), &json!(false)));
    assert!(list.to_string().find("argon2").is_none());
    host.post("/api/rooms", therapy_room()).await.refused(403, "therapist_required");
    let path = format!("/api/accounts/{}", host.id);
    assert_eq!(admin.patch(&path, json!({"is_therapist": true})).await.good()["is_therapist"], true);
    make_room(&host, therapy_room()).await;
}

#[tokio::test]
async fn sign_in_names_are_unique_in_whatever_case() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let body = json!({"name": "ADA", "display_name": "Other", "is_host": false, "is_therapist": false});
    admin.post("/api/accounts", body).await.refused_field("name_taken", "name");
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let own = format!("/api/accounts/{}", admin.id);
    for change in [json!({"is_admin": false}), json!({"disabled": true})] {
        admin.patch(&own, change).await.refused(409, "last_administrator");
    }
    let host = server.host(&admin, "bea").await;
    admin.patch(&format!("/api/accounts/{}", host.id), json!({"is_admin": true})).await.good();
    assert_eq!(admin.patch(&own, json!({"is_admin": false})).await.good()["is_admin"], false);
    admin.get("/api/accounts").await.refused(403, "forbidden");
    host.get("/api/accounts").await.good();
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let host = server.host(&admin, "bea").await;
    let room = make_room(&host, peer_room()).await;
    host.post(&format!("/api/rooms/{room}/token"), json!({})).await.good();
    admin.patch(&format!("/api/accounts/{}", host.id), json!({"disabled": true})).await.good();
    host.get("/api/rooms").await.refused(401, "sign_in_required");
    host.post(&format!("/api/rooms/{room}/token"), json!({})).await.refused(403, "no_seat");
    host.post("/api/session", json!({"name": "bea", "password": PASSWORD}))
        .await
        .refused(401, "sign_in_failed");
    admin.post(&format!("/api/accounts/{}/link", host.id), json!({})).await.refused(404, "not_found");
}

#[tokio::test]
async fn powers_that_are_taken_are_gone_at_once() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let therapist = server.therapist(&admin, "theo").await;
    let room = make_room(&therapist, therapy_room()).await;
    let token = format!("/api/rooms/{room}/token");
    therapist.post(&token, json!({})).await.good();
    let path = format!("/api/accounts/{}", therapist.id);
    admin.patch(&path, json!({"is_therapist": false})).await.good();
    therapist.post(&token, json!({})).await.refused(403, "therapist_required");
    therapist.get(&format!("/api/rooms/{room}")).await.refused(403, "therapist_required");
    admin.patch(&path, json!({"is_therapist": true, "is_host": false})).await.good();
    therapist.post(&token, json!({})).await.refused(403, "forbidden");
    therapist.post("/api/rooms", peer_room()).await.refused(403, "forbidden");
}
