//! What leads call a link, when it ends, and when it pauses.

use serde_json::{Value, json};

use crate::support::{
    Browser, PASSWORD, Server,
    people::{Administrator, invite, make_room, peer_room, redeem},
    secret_of,
};

const HOUR_MS: u64 = 60 * 60_000;
const DAY_MS: u64 = 24 * HOUR_MS;

struct Scene {
    server: Server,
    admin: Administrator,
    room: String,
}

impl Scene {
    async fn new() -> Self {
        let server = Server::start().await;
        let admin = server.administrator().await;
        let room = make_room(&admin, peer_room()).await;
        Self { server, admin, room }
    }

    fn at(&self, rest: &str) -> String {
        format!("/api/rooms/{}{rest}", self.room)
    }

    /// Makes a link; its id, its secret and the whole answer.
    async fn invite(&self, body: Value) -> (String, String, Value) {
        let made = self.admin.post(&self.at("/invites"), body).await.good();
        (made["id"].as_str().unwrap().to_owned(), secret_of(made["link"].as_str().unwrap()), made)
    }

    async fn listed(&self) -> Vec<Value> {
        self.admin.get(&self.at("")).await.good()["invites"].as_array().unwrap().clone()
    }

    async fn one(&self, id: &str) -> Value {
        self.listed().await.into_iter().find(|link| link["id"] == id).unwrap()
    }
}

async fn look(browser: &Browser, secret: &str) -> crate::support::Answer {
    browser.post("/api/invites/look", json!({"secret": secret})).await
}

#[tokio::test]
async fn a_link_that_has_expired_gives_no_seat_and_takes_none_away() {
    let scene = Scene::new().await;
    let (id, secret, made) = scene.invite(json!({"kind": "member", "lasts": "day"})).await;
    let end = crate::support::NOW.plus_ms(DAY_MS);
    assert_eq!(made["expires_at"], json!(end));
    scene.server.clock.advance_ms(DAY_MS - 1);
    let robin = scene.server.member(&secret, "Robin").await;
    scene.server.clock.advance_ms(1);

    let visitor = scene.server.visitor();
    look(&visitor, &secret).await.refused(410, "link_expired");
    redeem(&visitor, &secret, "Kim").await.refused(410, "link_expired");
    assert_eq!(look(&robin, &secret).await.good()["name"], "Robin", "who has a seat comes in");
    assert_eq!(redeem(&robin, &secret, "Robin").await.status, 200);
    robin.post(&scene.at("/token"), json!({})).await.good();
    let shown = scene.one(&id).await;
    assert_eq!(
        (&shown["expired"], &shown["expires_at"], &shown["seats"]),
        (&json!(true), &json!(end), &json!(1))
    );
    scene.admin.post(&scene.at(&format!("/invites/{id}/replace")), json!({})).await.refused(404, "not_found");

    // The host lets it work again.
    let path = scene.at(&format!("/invites/{id}"));
    scene.admin.patch(&path, json!({"lasts": "week"})).await.good();
    let shown = scene.one(&id).await;
    let week = json!(end.plus_ms(7 * DAY_MS));
    assert_eq!((&shown["expired"], &shown["expires_at"]), (&json!(false), &week));
    redeem(&visitor, &secret, "Kim").await.good();
    scene.admin.patch(&path, json!({"lasts": "endless"})).await.good();
    assert_eq!(scene.one(&id).await["expires_at"], Value::Null);
}

#[tokio::test]
async fn links_to_lead_and_links_for_a_password_say_that_they_have_expired() {
    let scene = Scene::new().await;
    let (_, secret, _) = scene.invite(json!({"kind": "co_lead", "lasts": "week"})).await;
    let carl = scene.server.nobody(&scene.admin, "carl").await;
    let made = scene.admin.post(&format!("/api/accounts/{}/link", carl.id), json!({})).await.good();
    let claim = json!({"secret": secret_of(made["link"].as_str().unwrap()), "password": PASSWORD});
    scene.server.clock.advance_ms(3 * DAY_MS);
    let visitor = scene.server.visitor();
    visitor.post("/api/claim", claim.clone()).await.refused(410, "link_expired");
    scene.server.clock.advance_ms(4 * DAY_MS);
    visitor.post("/api/claim", claim).await.refused(410, "link_expired");
    look(&visitor, &secret).await.refused(410, "link_expired");
    carl.post("/api/session", json!({"name": "carl", "password": PASSWORD})).await.good();
    carl.post("/api/invites/redeem", json!({"secret": secret})).await.refused(410, "link_expired");
}

#[tokio::test]
async fn a_label_is_for_leads_alone_and_is_kept_nowhere_in_words() {
    let scene = Scene::new().await;
    let carl = scene.server.nobody(&scene.admin, "carl").await;
    let (_, lead_secret) = invite(&scene.admin, &scene.room, "co_lead").await;
    carl.post("/api/invites/redeem", json!({"secret": lead_secret})).await.good();
    let (id, secret, made) = scene.invite(json!({"kind": "member", "label": " sent to\tQuendoline "})).await;
    assert!(made.get("label").is_none());
    assert_eq!(scene.one(&id).await["label"], "sent to Quendoline");
    let seen = carl.get(&scene.at("")).await.good();
    assert!(seen.to_string().contains("Quendoline"), "co-leads read it at the door");
    assert!(!scene.admin.get("/api/rooms").await.good().to_string().contains("Quendoline"));
    assert!(!look(&scene.server.visitor(), &secret).await.good().to_string().contains("Quendoline"));

    let path = scene.at(&format!("/invites/{id}"));
    scene.admin.patch(&path, json!({"label": "x".repeat(61)})).await.refused_field("too_long", "label");
    scene.admin.patch(&path, json!({"label": "a\u{202E}b"})).await.refused_field("text_invalid", "label");
    scene.admin.patch(&path, json!({"lasts": "ever"})).await.refused_field("invalid", "lasts");
    scene.admin.patch(&path, json!({"lasts": "month"})).await.good();
    assert_eq!(scene.one(&id).await["label"], "sent to Quendoline", "what is left out stays");

    let replaced = scene.admin.post(&format!("{path}/replace"), json!({})).await.good();
    let new = scene.one(replaced["id"].as_str().unwrap()).await;
    let old = scene.one(&id).await;
    assert_eq!((&new["label"], &old["label"]), (&json!("sent to Quendoline"), &Value::Null));
    assert_eq!(new["expires_at"], old["expires_at"], "it ends when the old one would have");
    let dir = scene.server.data_dir();
    let data = scene.server.stop().await;
    for file in
        std::fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file())
    {
        let bytes = std::fs::read(&file).unwrap();
        let found = bytes.windows(10).any(|window| window == b"Quendoline");
        assert!(!found, "{} has the label in words", file.display());
    }
    drop(data);
}

#[tokio::test]
async fn a_link_is_shown_again_while_it_works_and_its_secret_is_kept_nowhere_in_words() {
    let scene = Scene::new().await;
    let carl = scene.server.nobody(&scene.admin, "carl").await;
    let (lead_id, lead_secret, lead_made) = scene.invite(json!({"kind": "co_lead"})).await;
    carl.post("/api/session", json!({"name": "carl", "password": PASSWORD})).await.good();
    let link = |id: &str| scene.at(&format!("/invites/{id}/link"));
    assert_eq!(scene.admin.get(&link(&lead_id)).await.good()["link"], lead_made["link"]);
    carl.post("/api/invites/redeem", json!({"secret": lead_secret})).await.good();
    scene.admin.get(&link(&lead_id)).await.refused(404, "not_found");
    let (other_lead, ..) = scene.invite(json!({"kind": "co_lead"})).await;
    carl.get(&link(&other_lead)).await.refused(403, "forbidden");

    let (id, secret, made) = scene.invite(json!({"kind": "member"})).await;
    assert_eq!(scene.one(&id).await["shows"], true);
    assert_eq!(carl.get(&link(&id)).await.good(), json!({"link": made["link"]}));
    scene.server.member(&secret, "Robin").await;
    assert_eq!(scene.admin.get(&link(&id)).await.good()["link"], made["link"], "many use it");
    let replaced = scene.admin.post(&scene.at(&format!("/invites/{id}/replace")), json!({})).await.good();
    scene.admin.get(&link(&id)).await.refused(404, "not_found");
    let new = replaced["id"].as_str().unwrap();
    assert_eq!(scene.admin.get(&link(new)).await.good()["link"], replaced["link"]);
    scene.admin.delete(&scene.at(&format!("/invites/{new}"))).await.good();
    scene.admin.get(&link(new)).await.refused(404, "not_found");

    let (single, secret, _) = scene.invite(json!({"kind": "member", "personal": true, "label": "Uma"})).await;
    scene.server.member(&secret, "Kim").await;
    scene.admin.get(&link(&single)).await.refused(404, "not_found");
    assert_eq!(scene.one(&single).await["label"], "Uma", "the note of who came by it stays");
    scene.admin.patch(&scene.at(&format!("/invites/{single}")), json!({"label": "Uma K"})).await.good();
    assert_eq!(scene.one(&single).await["label"], "Uma K");

    let (_, kept, _) = scene.invite(json!({"kind": "member"})).await;
    let dir = scene.server.data_dir();
    let data = scene.server.stop().await;
    let files = std::fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path());
    for file in files.filter(|path| path.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        let found = bytes.windows(kept.len()).any(|window| window == kept.as_bytes());
        assert!(!found, "{} has the secret in words", file.display());
    }
    drop(data);
}

#[tokio::test]
async fn the_links_that_work_are_listed_first() {
    let scene = Scene::new().await;
    let (endless, ..) = scene.invite(json!({"kind": "member"})).await;
    scene.server.clock.advance_ms(1);
    let (brief, ..) = scene.invite(json!({"kind": "member", "lasts": "day"})).await;
    scene.server.clock.advance_ms(1);
    let (revoked, ..) = scene.invite(json!({"kind": "member"})).await;
    scene.admin.delete(&scene.at(&format!("/invites/{revoked}"))).await.good();
    let order = async || {
        let card = scene.admin.get("/api/rooms").await.good()["rooms"][0]["invites"].clone();
        let ids = |list: &[Value]| list.iter().map(|link| link["id"].clone()).collect::<Vec<_>>();
        let full = ids(&scene.listed().await);
        assert_eq!(ids(card.as_array().unwrap()), full);
        full
    };
    assert_eq!(order().await, [json!(brief), json!(endless), json!(revoked)]);
    scene.server.clock.advance_ms(DAY_MS);
    assert_eq!(order().await, [json!(endless), json!(revoked), json!(brief)]);
}

#[tokio::test]
async fn a_link_that_many_join_by_within_an_hour_pauses() {
    let scene = Scene::new().await;
    let (id, secret, _) = scene.invite(json!({"kind": "member"})).await;
    let (_, other, _) = scene.invite(json!({"kind": "member"})).await;
    let first = scene.server.member(&secret, "Person 0").await;
    scene.server.clock.advance_ms(HOUR_MS / 2);
    let taken = async |from: u32, to: u32| {
        for n in from..to {
            // No address takes so many at once that its own limit is met.
            scene.server.clock.advance_ms(2_000);
            scene.server.member(&secret, &format!("Person {n}")).await;
        }
    };
    taken(1, 40).await;
    let visitor = scene.server.visitor();
    look(&visitor, &secret).await.refused(429, "link_paused");
    redeem(&visitor, &secret, "Kim").await.refused(429, "link_paused");
    assert_eq!(look(&first, &secret).await.good()["known"], true);
    let until = scene.one(&id).await["paused_until"].clone();
    assert_eq!(until, json!(crate::support::NOW.plus_ms(HOUR_MS)), "when the first is an hour old");
    redeem(&scene.server.visitor(), &other, "Bo").await.good();

    let left = HOUR_MS / 2 - 39 * 2_000;
    scene.server.clock.advance_ms(left - 1);
    look(&visitor, &secret).await.refused(429, "link_paused");
    scene.server.clock.advance_ms(1);
    assert_eq!(scene.one(&id).await["paused_until"], Value::Null);
    let kim = scene.server.visitor();
    redeem(&kim, &secret, "Kim").await.good();
    look(&scene.server.visitor(), &secret).await.refused(429, "link_paused");
    let replaced = scene.admin.post(&scene.at(&format!("/invites/{id}/replace")), json!({})).await.good();
    let new = secret_of(replaced["link"].as_str().unwrap());
    redeem(&scene.server.visitor(), &new, "Mo").await.good();
}
