//! Acts outside a meeting are in the audit trail exactly when they happened, whoever races.

use std::sync::Arc;

use rondo::open_audit;
use serde_json::json;
use tokio::sync::Barrier;

use crate::support::{
    Browser, PASSWORD, Server,
    people::{invite, make_room, peer_room},
};

/// Asks the same of the server at the same moment, once for each of these people. The statuses, sorted.
async fn at_once<F: Future<Output = u16> + Send + 'static>(
    people: Vec<Browser>,
    ask: impl Fn(Browser) -> F,
) -> Vec<u16> {
    let barrier = Arc::new(Barrier::new(people.len()));
    let races = people.into_iter().map(|person| {
        let (barrier, asking) = (Arc::clone(&barrier), ask(person));
        tokio::spawn(async move {
            barrier.wait().await;
            asking.await
        })
    });
    let mut statuses = Vec::new();
    for race in races.collect::<Vec<_>>() {
        statuses.push(race.await.unwrap());
    }
    statuses.sort_unstable();
    statuses
}

/// The acts of the whole server from the first one on.
pub(crate) async fn acts(server: Server) -> Vec<String> {
    let data = server.stop().await;
    let audit = open_audit(&data.path().join("rondo/rondo.db").display().to_string()).await.unwrap();
    let mut trail = audit.list(None, None, 1_000).await.unwrap();
    trail.reverse();
    trail.into_iter().map(|entry| entry.entry.action).collect()
}

#[tokio::test]
async fn what_was_refused_or_was_so_already_leaves_no_entry() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let carl = server.nobody(&admin, "carl").await;
    let account = json!({"name": "carl", "display_name": "C", "is_host": true, "is_therapist": false});
    admin.post("/api/accounts", account).await.refused(422, "name_taken");
    let carl_at = format!("/api/accounts/{}", carl.id);
    for _ in 0..2 {
        admin.patch(&carl_at, json!({"is_host": true, "is_admin": false})).await.good();
    }
    let admin_at = format!("/api/accounts/{}", admin.id);
    admin.patch(&admin_at, json!({"is_admin": false})).await.refused(409, "last_administrator");
    let changed = json!({"current": "wrong", "new": "four other unlikely rivers"});
    admin.post("/api/me/password", changed).await.refused(403, "password_wrong");
    let weak = json!({"current": PASSWORD, "new": "password1"});
    admin.post("/api/me/password", weak).await.refused(422, "password_weak");

    let mut nameless = peer_room();
    nameless["title"] = "".into();
    admin.post("/api/rooms", nameless).await.refused(422, "title_required");
    let room = make_room(&admin, peer_room()).await;
    let room_at = format!("/api/rooms/{room}");
    admin.patch(&room_at, json!({"capacity": 1})).await.refused(422, "out_of_range");
    let (id, _) = invite(&admin, &room, "member").await;
    for _ in 0..2 {
        admin.delete(&format!("{room_at}/invites/{id}")).await.good();
    }
    admin.post(&format!("{room_at}/invites/{id}/replace"), json!({})).await.refused(404, "not_found");
    admin.delete(&format!("{room_at}/invites/{id}/hold")).await.refused(404, "not_found");
    admin.delete(&format!("{room_at}/co-leads/{}", carl.id)).await.refused(404, "not_found");
    admin.delete(&format!("{room_at}/bans/{}", carl.id)).await.refused(404, "not_found");
    admin.post(&format!("{room_at}/series"), json!({})).await.refused(409, "series_whole");
    let expected = [
        "account_create",
        "account_create",
        "password_set",
        "host_give",
        "room_create",
        "invite_create",
        "invite_revoke",
    ];
    assert_eq!(acts(server).await, expected);
}

#[tokio::test]
async fn acts_that_race_happen_once_and_are_noted_once() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let room_at = format!("/api/rooms/{room}");
    let (id, _) = invite(&admin, &room, "member").await;
    let (_, secret) = invite(&admin, &room, "co_lead").await;
    let mut people = Vec::new();
    for n in 0..6 {
        people.push(server.nobody(&admin, &format!("person{n}")).await.browser);
    }
    let accepted = at_once(people, |person| {
        let secret = secret.clone();
        async move { person.post("/api/invites/redeem", json!({"secret": secret})).await.status.as_u16() }
    });
    assert_eq!(accepted.await, [200, 404, 404, 404, 404, 404]);
    let leads = admin.get(&room_at).await.good()["leads"].as_array().unwrap().clone();
    assert_eq!(leads.len(), 2, "the owner and one co-lead");

    let owners = || vec![admin.browser.clone(); 4];
    let replaced = at_once(owners(), |owner| {
        let path = format!("{room_at}/invites/{id}/replace");
        async move { owner.post(&path, json!({})).await.status.as_u16() }
    });
    assert_eq!(replaced.await, [201, 404, 404, 404]);
    let removed = at_once(owners(), |owner| {
        let path = format!("{room_at}/co-leads/{}", leads[1]["account_id"].as_str().unwrap());
        async move { owner.delete(&path).await.status.as_u16() }
    });
    assert_eq!(removed.await, [204, 404, 404, 404]);
    let archived = at_once(owners(), |owner| {
        let path = room_at.clone();
        async move { owner.delete(&path).await.status.as_u16() }
    });
    assert!(archived.await.iter().all(|status| [204, 404].contains(status)));
    let noted: Vec<_> = acts(server).await;
    let of_accounts = |act: &&String| act.starts_with("account") || act.starts_with("password");
    let noted: Vec<_> = noted.iter().filter(|act| !of_accounts(act)).collect();
    let once = [
        "invite_create",
        "invite_create",
        "co_lead_accept",
        "invite_replace",
        "co_lead_remove",
        "room_archive",
    ];
    assert_eq!(noted[1..], once);
}
