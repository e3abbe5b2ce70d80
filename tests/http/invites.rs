//! Links into a room, seats, names, recovery.

use std::collections::HashMap;

use serde_json::json;

use crate::support::{
    Server,
    people::{Administrator, invite, make_room, peer_room, redeem, therapy_room},
};

async fn with_room() -> (Server, Administrator, String, String) {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let (_, secret) = invite(&admin, &room, "member").await;
    (server, admin, room, secret)
}

#[tokio::test]
async fn a_member_looks_takes_a_seat_and_comes_back() {
    let (server, _, room, secret) = with_room().await;
    let robin = server.visitor();
    let look = robin.post("/api/invites/look", json!({"secret": secret})).await.good();
    assert_eq!((&look["known"], &look["needs_account"]), (&json!(false), &json!(false)));
    assert_eq!(look["room"]["title"], "Grief");
    robin.get(&format!("/api/seat/{room}")).await.refused(404, "no_seat");
    let seat = redeem(&robin, &secret, "Robin").await;
    let cookie = seat.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with(&format!("rondo_seat_{room}=")), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let seat = seat.good();
    assert_eq!(seat["recovery_code"].as_str().unwrap().len(), 29);
    let look = robin.post("/api/invites/look", json!({"secret": secret})).await.good();
    assert_eq!((&look["known"], &look["name"]), (&json!(true), &json!("Robin")));
    let again = redeem(&robin, &secret, "robin").await;
    assert_eq!(again.status, 200);
    assert_eq!((&again["participant"], &again["recovery_code"]), (&seat["participant"], &json!(null)));
    let own = robin.get(&format!("/api/seat/{room}")).await.good();
    assert_eq!((&own["participant"], &own["name"]), (&seat["participant"], &json!("Robin")));
}

#[tokio::test]
async fn a_name_is_nobody_else_s_and_claims_no_role() {
    let (server, admin, _, secret) = with_room().await;
    server.member(&secret, "Robin").await;
    let visitor = server.visitor();
    for (name, code) in [
        ("Robin", "name_taken"),
        ("robin", "name_taken"),
        ("R0bin", "name_taken"),
        ("Ro\u{301}bin", "name_taken"),
        ("Robin ❤\u{fe0f}", "name_taken"),
        ("Robin\u{200b}", "name_character"),
        ("Rоbin", "name_taken"), // a Cyrillic o
        ("Ｒobin", "name_taken"),
        ("Dr Robin", "name_claims_role"),
        ("Therapist", "name_claims_role"),
        ("M0derator", "name_claims_role"),
        ("", "name_missing"),
        (" \u{200d}\u{2800}", "name_missing"),
        ("!!!", "name_letterless"),
        ("Z\u{321}\u{335}\u{353}algo", "name_marks"),
        ("a\u{202e}b", "name_character"),
    ] {
        redeem(&visitor, &secret, name).await.refused_field(code, "name");
        let check = visitor.post("/api/invites/name", json!({"secret": secret, "name": name})).await.good();
        assert_eq!((&check["free"], &check["code"]), (&json!(false), &json!(code)), "{name}");
    }
    let refused = redeem(&visitor, &secret, "a\u{202e}b").await;
    assert_eq!(refused["character"], "U+202E");
    for name in ["Kim", "علی\u{200c}رضا", "ශ්\u{200d}රී", "Maria ❤\u{fe0f}", "Roiin", "Rolin"]
    {
        let check = visitor.post("/api/invites/name", json!({"secret": secret, "name": name})).await.good();
        assert_eq!(check, json!({"free": true}), "{name}");
        redeem(&server.visitor(), &secret, name).await.good();
    }
    let elsewhere = make_room(&admin, peer_room()).await;
    let (_, elsewhere) = invite(&admin, &elsewhere, "member").await;
    redeem(&visitor, &elsewhere, "Robin").await.good();
}

#[tokio::test]
async fn two_who_want_one_name_at_once_do_not_both_get_it() {
    let (server, _, _, secret) = with_room().await;
    let take = |name: &'static str| {
        let (visitor, secret) = (server.visitor(), secret.clone());
        async move { redeem(&visitor, &secret, name).await.status.as_u16() }
    };
    let statuses = tokio::join!(take("Robin"), take("robin"), take("R0BIN"), take("ROBIN"));
    let mut statuses = [statuses.0, statuses.1, statuses.2, statuses.3];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422, 422, 422]);
}

#[tokio::test]
async fn only_adults_take_a_seat() {
    let (server, _, _, secret) = with_room().await;
    let visitor = server.visitor();
    for body in
        [json!({"secret": secret, "name": "Kim"}), json!({"secret": secret, "name": "Kim", "adult": false})]
    {
        visitor.post("/api/invites/redeem", body).await.refused_field("adult_required", "adult");
    }
}

#[tokio::test]
async fn a_revoked_link_opens_nothing_and_seats_stay() {
    let (server, admin, room, _) = with_room().await;
    let (id, secret) = invite(&admin, &room, "member").await;
    let robin = server.member(&secret, "Robin").await;
    admin.delete(&format!("/api/rooms/{room}/invites/{id}")).await.good();
    admin.delete(&format!("/api/rooms/{room}/invites/{id}")).await.good();
    let visitor = server.visitor();
    visitor.post("/api/invites/look", json!({"secret": secret})).await.refused(404, "link_invalid");
    redeem(&visitor, &secret, "Kim").await.refused(404, "link_invalid");
    for nonsense in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        visitor.post("/api/invites/look", json!({"secret": nonsense})).await.refused(404, "link_invalid");
    }
    let token = robin.post(&format!("/api/rooms/{room}/token"), json!({})).await.good();
    assert_eq!(token["participant"], json!(robin.id));
    let shown = admin.get(&format!("/api/rooms/{room}")).await.good();
    let invites: HashMap<String, bool> = shown["invites"]
        .as_array()
        .unwrap()
        .iter()
        .map(|invite| (invite["id"].as_str().unwrap().to_owned(), invite["revoked_at"].is_number()))
        .collect();
    assert!(invites[&id] && invites.values().filter(|revoked| **revoked).count() == 1);
}

#[tokio::test]
async fn a_co_lead_s_link_needs_an_account_and_works_once_whoever_races() {
    let (server, admin, room, _) = with_room().await;
    let (_, secret) = invite(&admin, &room, "co_lead").await;
    let look = server.visitor().post("/api/invites/look", json!({"secret": secret})).await.good();
    assert_eq!((&look["kind"], &look["needs_account"]), (&json!("co_lead"), &json!(true)));
    redeem(&server.visitor(), &secret, "Kim").await.refused(401, "sign_in_required");
    admin.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    let mut people = Vec::new();
    for name in ["ben", "cleo", "dora", "emil", "fay"] {
        people.push(server.nobody(&admin, name).await);
    }
    let races = people.iter().map(|person| {
        let (person, secret) = (person.clone(), secret.clone());
        tokio::spawn(async move {
            person.post("/api/invites/redeem", json!({"secret": secret})).await.status.as_u16()
        })
    });
    let mut statuses = Vec::new();
    for race in races.collect::<Vec<_>>() {
        statuses.push(race.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404, 404, 404, 404], "the owner did not use it up, and one got it");
    let room = admin.get(&format!("/api/rooms/{room}")).await.good();
    assert_eq!(room["leads"].as_array().unwrap().len(), 2);
    assert!(room["invites"].as_array().unwrap().iter().any(|invite| invite["used_at"].is_number()));
}

#[tokio::test]
async fn only_a_therapist_accepts_to_co_lead_therapy() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let theo = server.therapist(&admin, "theo").await;
    let thea = server.therapist(&admin, "thea").await;
    let room = make_room(&theo, therapy_room()).await;
    let (_, secret) = invite(&theo, &room, "co_lead").await;
    admin.post("/api/invites/redeem", json!({"secret": secret})).await.refused(403, "therapist_required");
    thea.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    assert_eq!(thea.get("/api/rooms").await["rooms"][0]["id"], json!(room));
}

#[tokio::test]
async fn a_recovery_code_opens_the_seat_elsewhere_however_it_is_typed() {
    let (server, _, room, secret) = with_room().await;
    let robin = server.visitor();
    let seat = redeem(&robin, &secret, "Robin").await.good();
    let code = seat["recovery_code"].as_str().unwrap().to_lowercase().replace('-', " ");
    let phone = server.visitor();
    let opened = phone.post("/api/recover", json!({"code": code})).await.good();
    assert_eq!(opened, json!({"room": room, "participant": seat["participant"]}));
    assert_eq!(phone.get(&format!("/api/seat/{room}")).await["name"], "Robin");
    assert_eq!(robin.get(&format!("/api/seat/{room}")).await["name"], "Robin", "the first device stays");
    let guesser = server.visitor();
    let mut tries = 0;
    while guesser.post("/api/recover", json!({"code": "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"})).await.status == 404 {
        tries += 1;
        assert!(tries < 20, "guessing is never stopped");
    }
}

#[tokio::test]
async fn ids_and_cookies_of_two_rooms_have_nothing_in_common() {
    let (server, admin, _, secret) = with_room().await;
    let other = make_room(&admin, peer_room()).await;
    let (_, other_secret) = invite(&admin, &other, "member").await;
    let robin = server.visitor();
    let one = redeem(&robin, &secret, "Robin").await.good();
    let two = redeem(&robin, &other_secret, "Robin").await.good();
    assert_ne!(one["participant"], two["participant"]);
    assert_ne!(one["recovery_code"], two["recovery_code"]);
    robin.post(&format!("/api/rooms/{other}/token"), json!({})).await.good();
}

#[tokio::test]
async fn a_lead_whose_name_is_taken_by_a_member_gets_a_numbered_one() {
    let (server, admin, room, secret) = with_room().await;
    server.member(&secret, "Ada").await;
    let path = format!("/api/rooms/{room}/token");
    admin.post(&path, json!({})).await.good();
    redeem(&server.visitor(), &secret, "Ada 2").await.refused_field("name_taken", "name");
}
