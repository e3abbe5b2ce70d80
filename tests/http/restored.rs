//! A backup without keys was restored, as docs/operating.md says to make it: what is gone has words of
//! its own, and can start over.

use serde_json::json;

use crate::support::{
    Server,
    people::{invite, make_room, peer_room},
    socket::Socket,
};

#[tokio::test]
async fn a_series_without_its_key_is_said_and_starts_over() {
    let server = Server::start().await;
    let owner = server.administrator().await;
    let room = make_room(&owner, peer_room()).await;
    let (_, secret) = invite(&owner, &room, "member").await;
    let (_, lead_secret) = invite(&owner, &room, "co_lead").await;
    let labelled = json!({"kind": "member", "label": "sent to Ada"});
    let labelled = owner.post(&format!("/api/rooms/{room}/invites"), labelled).await.good();
    let member = server.browser();
    let robin = json!({"secret": secret, "name": "Robin", "adult": true});
    let redeemed = member.post("/api/invites/redeem", robin.clone()).await.good();
    let code = redeemed["recovery_code"].clone();
    let (token_at, seat_at) = (format!("/api/rooms/{room}/token"), format!("/api/seat/{room}"));
    let (room_at, series_at) = (format!("/api/rooms/{room}"), format!("/api/rooms/{room}/series"));
    let token = member.post(&token_at, json!({})).await.good()["token"].as_str().unwrap().to_owned();
    owner.post(&token_at, json!({})).await.good();
    owner.post(&series_at, json!({})).await.refused(409, "series_whole");
    assert!(owner.get(&room_at).await.good().get("series_lost").is_none());

    let server = server.restore().await;
    let (owner, member, visitor) = (owner.at(&server), member.at(&server), server.browser());
    assert!(visitor.get("/readyz").await.good().as_str().unwrap().starts_with("ready; series have lost"));
    assert_eq!(server.app.lost_series, 1);
    assert_eq!(owner.get(&room_at).await.good()["series_lost"], true);
    assert_eq!(owner.get("/api/rooms").await.good()["rooms"][0]["series_lost"], true);
    assert_eq!(owner.get(&format!("{room_at}/bans")).await.good()["bans"], json!([]));
    // What the owner called a link can't be read; the list works, and so do links.
    let invite_at = format!("{room_at}/invites/{}", labelled["id"].as_str().unwrap());
    let listed = async |label, lost| {
        let shown = owner.get(&room_at).await.good();
        let shown = shown["invites"].as_array().unwrap().iter().find(|link| link["id"] == labelled["id"]);
        let shown = shown.unwrap();
        assert_eq!((&shown["label"], shown.get("label_lost").is_some()), (&label, lost));
    };
    listed(json!(null), true).await;
    owner.patch(&invite_at, json!({"lasts": "day"})).await.good();
    owner.patch(&invite_at, json!({"label": "sent to Bo"})).await.refused(410, "series_lost");
    // Nobody is asked for anything that would be of no use.
    for (person, path, body) in [
        (&visitor, "/api/invites/look", json!({"secret": secret})),
        (&member, "/api/invites/look", json!({"secret": secret})),
        (&visitor, "/api/invites/name", json!({"secret": secret, "name": "Marlow"})),
        (&visitor, "/api/invites/redeem", json!({"secret": secret, "name": "Marlow", "adult": true})),
        (&visitor, "/api/recover", json!({"code": code})),
        (&member, &token_at, json!({})),
        (&owner, &token_at, json!({})),
    ] {
        person.post(path, body).await.refused(410, "series_lost");
    }
    member.get(&seat_at).await.refused(410, "series_lost");
    let mut socket = Socket::hello(server.app.address, &token, None).await;
    assert_eq!(socket.ends().await, Some(4012));
    visitor.post("/api/invites/look", json!({"secret": lead_secret})).await.good();

    let renewed = owner.post(&series_at, json!({})).await.good();
    assert!(renewed.get("series_lost").is_none(), "{renewed}");
    listed(json!(null), false).await;
    owner.patch(&invite_at, json!({"label": "sent to Bo"})).await.good();
    listed(json!("sent to Bo"), false).await;
    owner.post(&series_at, json!({})).await.refused(409, "series_whole");
    assert_eq!(visitor.get("/readyz").await.good(), "ready");
    member.get(&seat_at).await.refused(404, "no_seat");
    visitor.post("/api/recover", json!({"code": code})).await.refused(404, "code_invalid");
    assert_eq!(member.post("/api/invites/look", json!({"secret": secret})).await.good()["known"], false);
    let again = member.post("/api/invites/redeem", robin).await;
    assert_eq!(again.status, 201);
    assert_ne!(again["participant"], redeemed["participant"]);
    member.post(&token_at, json!({})).await.good();
    owner.post(&token_at, json!({})).await.good();
    assert_eq!(member.get(&seat_at).await.good()["name"], "Robin");
}
