//! Lists come page by page, and nothing is on two pages or on none because something came or went meanwhile.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::templates::template;
use crate::support::{
    Browser, Server,
    contract::DOCUMENT,
    people::{invite, make_room, peer_room},
};

/// What tells an item of a list from the others.
fn key(item: &Value) -> String {
    let key = item.get("id").or(item.get("number")).expect("an id or a number");
    key.as_str().map_or_else(|| key.to_string(), str::to_owned)
}

/// One page, as its ids and what asks for the next one.
async fn page(who: &Browser, path: &str, list: &str, query: &str) -> (Vec<String>, Option<String>) {
    let page = who.get(&format!("{path}?{query}")).await.good();
    let ids = page[list].as_array().unwrap().iter().map(key);
    (ids.collect(), page["next"].as_str().map(str::to_owned))
}

#[tokio::test]
async fn two_hundred_and_fifty_rooms_are_listed_once_each_while_rooms_are_made_and_archived() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let other = server.host(&admin, "hugo").await;
    let mut expected = BTreeSet::new();
    for _ in 0..60 {
        let room = make_room(&other, peer_room()).await;
        let (_, secret) = invite(&other, &room, "co_lead").await;
        server.clock.advance_ms(60_000);
        admin.post("/api/invites/redeem", json!({"secret": secret})).await.good();
        expected.insert(room);
    }
    for n in 0..190 {
        // Several at the same moment.
        server.clock.advance_ms(u64::from(n % 3 == 0));
        expected.insert(make_room(&admin, peer_room()).await);
    }
    let mut seen = Vec::new();
    let mut after = String::new();
    for turn in 0.. {
        let (ids, next) = page(&admin, "/api/rooms", "rooms", &format!("limit=20{after}")).await;
        assert!(ids.len() <= 20);
        seen.extend(ids);
        let Some(next) = next else { break };
        after = format!("&after={next}");
        // One that was seen goes, even the last one that was; one that was not seen goes, and one comes.
        server.clock.advance_ms(1);
        if turn < 5 {
            let unseen = expected.iter().find(|id| !seen.contains(id)).cloned().unwrap();
            let owner: &Browser = if admin.delete(&format!("/api/rooms/{unseen}")).await.status == 204 {
                &admin
            } else {
                &other
            };
            owner.delete(&format!("/api/rooms/{unseen}")).await;
            expected.remove(&unseen);
            admin.delete(&format!("/api/rooms/{}", seen[seen.len() - 1])).await;
            make_room(&admin, peer_room()).await;
        }
    }
    let distinct: BTreeSet<_> = seen.iter().cloned().collect();
    assert_eq!(distinct.len(), seen.len(), "nothing twice");
    assert!(expected.is_subset(&distinct), "nothing lost");
}

#[tokio::test]
async fn every_list_that_grows_is_read_page_by_page() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    for n in 0..3 {
        server.clock.advance_ms(1);
        server.nobody(&admin, &format!("nora{n}")).await;
        admin.post("/api/templates", template()).await.good();
        let key = json!({"name": format!("key {n}"), "scopes": ["rooms_read"], "days": 1});
        admin.post("/api/keys", key).await.good();
        let hook = json!({"url": "https://groups.example/", "events": ["room.created"]});
        admin.post("/api/webhooks", hook).await.good();
        let gone = make_room(&admin, peer_room()).await;
        admin.delete(&format!("/api/rooms/{gone}")).await.good();
        make_room(&admin, peer_room()).await;
    }
    let mut paged = 0;
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        let of = |name: &str| {
            let parameters = methods["get"]["parameters"].as_array();
            parameters.into_iter().flatten().any(|parameter| parameter["name"] == name)
        };
        // What a meeting leaves is read page by page in tests/meeting/transcripts.rs.
        if !of("after") || path == "/api/groups" || path.ends_with("/transcripts/{meeting}") {
            continue;
        }
        paged += 1;
        let hook = admin.get("/api/webhooks").await["webhooks"][0]["id"].as_str().unwrap().to_owned();
        let path = path.replace("{room}", &room).replace("{webhook}", &hook);
        let whole = admin.get(&path).await.good();
        assert_eq!(whole["next"], Value::Null, "{path}");
        let list = whole.as_object().unwrap().iter().find(|(_, value)| value.is_array()).unwrap();
        let all: Vec<_> = list.1.as_array().unwrap().iter().map(key).collect();
        let (mut read, mut after) = (Vec::new(), String::new());
        loop {
            let (ids, next) = page(&admin, &path, list.0, &format!("limit=1{after}")).await;
            read.extend(ids);
            let Some(next) = next else { break };
            after = format!("&after={next}");
        }
        assert_eq!(read, all, "{path}");
        for wrong in ["limit=0", "limit=101", "limit=x", "page=2"] {
            assert_eq!(admin.get(&format!("{path}?{wrong}")).await.status.as_u16(), 422, "{path} {wrong}");
        }
        for wrong in ["", "x", "bm9uc2Vuc2U", "WzFd"] {
            admin.get(&format!("{path}?after={wrong}")).await.refused(400, "cursor_invalid");
        }
    }
    assert!(paged >= 9, "{paged}");
    assert!(admin.get("/api/accounts").await["accounts"].as_array().unwrap().len() == 4);
}
