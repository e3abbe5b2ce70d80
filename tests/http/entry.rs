//! How one gets into a room: by each way in, and what becomes of who asks.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{
    audit::acts,
    directory::{listing, with},
};
use crate::support::{
    Answer, Browser, NOW, PASSWORD, Server,
    people::{Administrator, invite, make_room, peer_room, personal_invite, redeem, therapy_room},
    secret_of,
};

const HOUR_MS: u64 = 60 * 60_000;
const DAY_MS: u64 = 24 * HOUR_MS;
/// Until the first date.
const FIRST_MS: u64 = 173_600_000;
/// What nobody but the leads may read, and nobody after the decision.
const CANARY: &str = "Quendoline-Zwetschge";

struct Scene {
    server: Server,
    admin: Administrator,
    room: String,
    /// A link that many may have.
    secret: String,
}

impl Scene {
    /// A room with this way in, and a link that was made before it had it.
    async fn new(way: Value) -> Self {
        Self::of(peer_room(), way).await
    }

    async fn of(room: Value, way: Value) -> Self {
        let server = Server::start().await;
        let admin = server.administrator().await;
        let room = make_room(&admin, room).await;
        let (_, secret) = invite(&admin, &room, "member").await;
        let scene = Self { server, admin, room, secret };
        scene.is(way).await.good();
        scene
    }

    fn at(&self, rest: &str) -> String {
        format!("/api/rooms/{}{rest}", self.room)
    }

    async fn is(&self, way: Value) -> Answer {
        self.admin.put(&self.at("/entry"), way).await
    }

    async fn asks(&self, browser: &Browser, name: &str, answer: &str) -> Answer {
        let answers = if answer.is_empty() { json!([]) } else { json!([answer]) };
        let body = json!({"secret": self.secret, "name": name, "adult": true, "answers": answers});
        browser.post("/api/invites/ask", body).await
    }

    /// Somebody new who has asked.
    async fn asker(&self, name: &str) -> Browser {
        let browser = self.server.browser();
        self.asks(&browser, name, CANARY).await.good();
        browser
    }

    async fn list(&self) -> Vec<Value> {
        self.admin.get(&self.at("/requests")).await.good()["requests"].as_array().unwrap().clone()
    }

    async fn id_of(&self, name: &str) -> String {
        let list = self.list().await;
        let found = list.iter().find(|request| request["name"] == name).expect("a request");
        found["id"].as_str().unwrap().to_owned()
    }

    async fn decides(&self, who: &Browser, id: &str, how: &str, body: Value) -> Answer {
        who.post(&self.at(&format!("/requests/{id}/{how}")), body).await
    }

    async fn told(&self, browser: &Browser) -> Answer {
        browser.get(&format!("/api/request/{}", self.room)).await
    }

    async fn sits_down(&self, browser: &Browser, body: Value) -> Answer {
        browser.post(&format!("/api/request/{}/seat", self.room), body).await
    }

    async fn takes_back(&self, browser: &Browser) {
        browser.delete(&format!("/api/request/{}", self.room)).await.good();
    }

    async fn personal(&self) -> String {
        let body = json!({"kind": "member", "personal": true, "label": "for Ada"});
        let made = self.admin.post(&self.at("/invites"), body).await.good();
        secret_of(made["link"].as_str().unwrap())
    }

    /// Days go by, and the host signs in again.
    async fn later(&self, ms: u64) {
        self.server.clock.advance_ms(ms);
        let host = json!({"name": "ada", "password": PASSWORD});
        self.admin.post("/api/session", host).await.good();
    }

    async fn restart(self) -> Self {
        let server = self.server.restart().await;
        let admin = Administrator { browser: self.admin.browser.at(&server), id: self.admin.id };
        Self { server, admin, ..self }
    }
}

async fn look(browser: &Browser, secret: &str) -> Answer {
    browser.post("/api/invites/look", json!({"secret": secret})).await
}

fn asking() -> Value {
    json!({"type": "asking", "questions": ["What brings you?"]})
}

/// Twelve Tuesdays in Berlin; the first one is a few days after the tests begin.
fn dated() -> Value {
    let schedule = json!({
        "zone": "Europe/Berlin", "start": "2030-03-19T19:00", "ends": {"type": "after", "dates": 12},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    });
    with(peer_room(), json!({"schedule": schedule}))
}

#[tokio::test]
async fn an_open_room_stays_as_it_was() {
    let scene = Scene::new(json!({"type": "open"})).await;
    let robin = scene.server.browser();
    assert_eq!(look(&robin, &scene.secret).await.good()["offer"], json!({"type": "seat", "begins": null}));
    scene.asks(&robin, "Robin", "").await.refused(409, "not_asking");
    redeem(&robin, &scene.secret, "Robin").await.good();
    assert_eq!(look(&robin, &scene.secret).await.good()["offer"], Value::Null);
}

#[tokio::test]
async fn who_asks_waits_and_takes_the_seat_where_they_asked() {
    let scene = Scene::new(asking()).await;
    let robin = scene.server.browser();
    let offer = look(&robin, &scene.secret).await.good()["offer"].clone();
    assert_eq!(offer, json!({"type": "ask", "questions": ["What brings you?"], "days": 14}));
    redeem(&robin, &scene.secret, "Robin").await.refused(409, "must_ask");
    scene.told(&robin).await.refused(404, "no_request");

    scene.asks(&robin, "Robin", "").await.refused_field("answers_invalid", "answers[0]");
    scene.asks(&robin, "", CANARY).await.refused_field("name_missing", "name");
    let minor = json!({"secret": scene.secret, "name": "Robin", "adult": false, "answers": [CANARY]});
    robin.post("/api/invites/ask", minor).await.refused_field("adult_required", "adult");
    let asked = scene.asks(&robin, "Robin", CANARY).await;
    assert_eq!(asked.status, StatusCode::CREATED);
    assert_eq!(asked["expires_at"], json!(NOW.plus_ms(14 * DAY_MS)));
    assert!(!asked.json.to_string().contains(CANARY));
    scene.asks(&robin, "Robin", CANARY).await.refused(409, "already_asked");
    assert_eq!(look(&robin, &scene.secret).await.good()["offer"], json!({"type": "asked"}));
    scene.sits_down(&robin, json!({})).await.refused(409, "not_accepted");
    let waiting = scene.told(&robin).await.good();
    assert_eq!((&waiting["state"], &waiting["name"]), (&json!("pending"), &json!("Robin")));
    assert_eq!(scene.admin.get("/api/rooms").await.good()["rooms"][0]["asking"], 1);

    let scene = scene.restart().await;
    let robin = robin.at(&scene.server);
    let list = scene.list().await;
    assert_eq!(list.len(), 1);
    assert_eq!(list[0]["answers"], json!([{"question": "What brings you?", "answer": CANARY}]));
    let id = scene.id_of("Robin").await;
    scene.decides(&scene.admin, &id, "accept", json!({"note": "Good that you come."})).await.good();
    assert_eq!(scene.list().await, [] as [Value; 0], "the answers are erased");
    let told = scene.told(&robin).await.good();
    assert_eq!((&told["state"], &told["note"]), (&json!("accepted"), &json!("Good that you come.")));
    let seat = scene.sits_down(&robin, json!({"remember": "month"})).await;
    assert_eq!(seat.status, StatusCode::CREATED);
    let code = seat["recovery_code"].as_str().unwrap().to_owned();
    let here = robin.get(&format!("/api/seat/{}", scene.room)).await.good();
    assert_eq!(here["name"], "Robin");
    robin.post(&scene.at("/token"), json!({})).await.good();
    scene.told(&robin).await.refused(404, "no_request");
    scene.server.browser().post("/api/recover", json!({"code": code})).await.good();
    let acts = acts(scene.server).await;
    assert!(acts.iter().any(|act| act == "request_accept"), "{acts:?}");
}

#[tokio::test]
async fn a_decline_is_told_with_its_note_until_it_is_put_away() {
    let scene = Scene::new(asking()).await;
    let robin = scene.asker("Robin").await;
    let id = scene.id_of("Robin").await;
    let long = json!({"note": "x".repeat(501)});
    scene.decides(&scene.admin, &id, "decline", long).await.refused_field("too_long", "note");
    scene.decides(&scene.admin, &id, "decline", json!({"note": "Full until summer."})).await.good();
    let scene = scene.restart().await;
    let robin = robin.at(&scene.server);
    let told = scene.told(&robin).await.good();
    assert_eq!((&told["state"], &told["note"]), (&json!("declined"), &json!("Full until summer.")));
    assert_eq!(told["name"], Value::Null);
    scene.sits_down(&robin, json!({})).await.refused(409, "not_accepted");
    scene.asks(&robin, "Robin", CANARY).await.refused(409, "already_asked");
    scene.takes_back(&robin).await;
    scene.told(&robin).await.refused(404, "no_request");
    scene.asks(&robin, "Robin", CANARY).await.good();
}

#[tokio::test]
async fn another_group_is_suggested_by_its_page_or_by_a_personal_invitation() {
    let scene = Scene::new(asking()).await;
    let hugo = scene.server.host(&scene.admin, "hugo").await;
    let foreign = make_room(&hugo, peer_room()).await;
    let listed = make_room(&scene.admin, with(peer_room(), json!({"title": "Listed"}))).await;
    scene.admin.put(&format!("/api/rooms/{listed}/listing"), listing()).await.good();
    let hidden = make_room(&scene.admin, with(peer_room(), json!({"title": "Hidden"}))).await;
    let closed = json!({"type": "closed", "until_session": null});
    scene.admin.put(&format!("/api/rooms/{hidden}/entry"), closed).await.good();
    let (robin, kim) = (scene.asker("Robin").await, scene.asker("Kim").await);
    let id = scene.id_of("Robin").await;
    for room in [&foreign, &scene.room, &"a".repeat(26)] {
        let answer = scene.decides(&scene.admin, &id, "suggest", json!({"room": room})).await;
        answer.refused_field("invalid", "room");
    }
    scene.decides(&scene.admin, &id, "suggest", json!({"room": listed})).await.good();
    let told = scene.told(&robin).await.good();
    assert_eq!((&told["state"], &told["suggestion"]["title"]), (&json!("suggested"), &json!("Listed")));
    assert!(told["suggestion"]["link"].as_str().unwrap().ends_with(&format!("/groups/{listed}")));

    let id = scene.id_of("Kim").await;
    scene.decides(&scene.admin, &id, "suggest", json!({"room": hidden, "note": "Soon."})).await.good();
    let told = scene.told(&kim).await.good();
    let secret = secret_of(told["suggestion"]["link"].as_str().unwrap());
    assert_eq!(redeem(&kim, &secret, "Kim").await.good()["room"], hidden);
    redeem(&robin, &secret, "Robin").await.refused(410, "link_used");
    let acts = acts(scene.server).await;
    assert_eq!(acts.iter().filter(|act| *act == "request_suggest").count(), 2);
}

#[tokio::test]
async fn a_request_ends_by_itself_and_is_taken_back() {
    let scene = Scene::new(asking()).await;
    let (robin, kim) = (scene.asker("Robin").await, scene.asker("Kim").await);
    scene.takes_back(&kim).await;
    scene.told(&kim).await.refused(404, "no_request");
    let id = scene.id_of("Robin").await;
    scene.later(14 * DAY_MS - 1).await;
    assert_eq!(scene.list().await.len(), 1);
    scene.later(1).await;
    assert_eq!(scene.list().await.len(), 0);
    assert_eq!(scene.admin.get("/api/rooms").await.good()["rooms"][0]["asking"], 0);
    scene.decides(&scene.admin, &id, "accept", json!({})).await.refused(404, "not_found");
    let told = scene.told(&robin).await.good();
    assert_eq!((&told["state"], &told["name"]), (&json!("expired"), &json!(null)));
    scene.asks(&robin, "Robin", CANARY).await.good();
    let id = scene.id_of("Robin").await;
    scene.decides(&scene.admin, &id, "accept", json!({})).await.good();
    scene.later(30 * DAY_MS).await;
    assert_eq!(scene.told(&robin).await.good()["state"], "expired", "the seat waits for thirty days");
    scene.sits_down(&robin, json!({})).await.refused(409, "not_accepted");
}

#[tokio::test]
async fn of_two_leads_who_decide_at_once_one_does() {
    let scene = Scene::new(asking()).await;
    let carl = scene.server.nobody(&scene.admin, "carl").await;
    let (_, lead_secret) = invite(&scene.admin, &scene.room, "co_lead").await;
    carl.post("/api/invites/redeem", json!({"secret": lead_secret})).await.good();
    for n in 0..4 {
        let robin = scene.asker(&format!("Robin {n}")).await;
        let id = scene.id_of(&format!("Robin {n}")).await;
        let (one, other) = tokio::join!(
            scene.decides(&scene.admin, &id, "accept", json!({"note": "one"})),
            scene.decides(&carl, &id, "decline", json!({"note": "other"})),
        );
        let (done, refused) = if one.status == 204 { (one, other) } else { (other, one) };
        assert_eq!(done.status, 204);
        refused.refused(409, "request_decided");
        let told = scene.told(&robin).await.good();
        assert!(["one", "other"].contains(&told["note"].as_str().unwrap()), "{told}");
    }
    let acts = acts(scene.server).await;
    let decided = acts.iter().filter(|act| ["request_accept", "request_decline"].contains(&act.as_str()));
    assert_eq!(decided.count(), 4, "one entry each: {acts:?}");
}

#[tokio::test]
async fn a_name_that_was_taken_meanwhile_is_chosen_anew_and_a_seat_is_taken_once() {
    let scene = Scene::new(asking()).await;
    let (robin, other) = (scene.asker("Robin").await, scene.asker("R0bin").await);
    for name in ["Robin", "R0bin"] {
        let id = scene.id_of(name).await;
        scene.decides(&scene.admin, &id, "accept", json!({})).await.good();
    }
    let (one, two) = tokio::join!(scene.sits_down(&robin, json!({})), scene.sits_down(&robin, json!({})));
    assert_eq!([one.status, two.status].iter().filter(|status| **status == 201).count(), 1);
    scene.sits_down(&other, json!({})).await.refused_field("name_taken", "name");
    scene.sits_down(&other, json!({"name": "Kim"})).await.good();
}

#[tokio::test]
async fn who_is_banned_and_who_comes_by_a_held_link_are_held_as_ever() {
    let scene = Scene::new(asking()).await;
    let robin = scene.asker("Robin").await;
    let id = scene.id_of("Robin").await;
    scene.decides(&scene.admin, &id, "accept", json!({})).await.good();
    scene.sits_down(&robin, json!({})).await.good();
    scene.asks(&robin, "Robin", CANARY).await.refused(409, "seat_taken");
    let links = scene.admin.get(&scene.at("")).await.good()["invites"].clone();
    let link = links[0]["id"].as_str().unwrap().to_owned();
    scene.admin.delete(&scene.at(&format!("/invites/{link}"))).await.good();
    let kim = scene.server.browser();
    scene.asks(&kim, "Kim", CANARY).await.refused(404, "link_invalid");
}

#[tokio::test]
async fn who_asks_again_and_again_waits() {
    let scene = Scene::new(json!({"type": "asking", "questions": []})).await;
    for n in 0..20 {
        scene.asks(&scene.server.browser(), &format!("Person {n}"), "").await.good();
    }
    let late = scene.server.browser();
    scene.asks(&late, "Late", "").await.refused(429, "too_many_attempts");
    assert_eq!(scene.list().await.len(), 20);
    scene.server.clock.advance_ms(5 * 60_000);
    scene.asks(&late, "Late", "").await.good();
}

#[tokio::test]
async fn answers_are_nowhere_in_words_and_go_with_the_decision() {
    let scene = Scene::new(asking()).await;
    scene.admin.put(&scene.at("/listing"), listing()).await.good();
    let robin = scene.asker("Robin").await;
    let kim = scene.asker("Kim").await;
    let hugo = scene.server.host(&scene.admin, "hugo").await;
    let group = format!("/api/groups/{}", scene.room);
    let told = format!("/api/request/{}", scene.room);
    let (rooms, room) = ("/api/rooms".to_owned(), scene.at(""));
    let reads: [(&Browser, &str); 8] = [
        (&robin, &told),
        (&kim, &told),
        (&kim, &group),
        (&hugo, "/api/groups"),
        (&scene.admin, &rooms),
        (&scene.admin, &room),
        (&hugo, "/metrics"),
        (&hugo, "/api/meetings.json"),
    ];
    for (who, path) in reads {
        let shown = who.get(path).await.json.to_string();
        assert!(!shown.contains(CANARY), "{path}: {shown}");
    }
    hugo.get(&scene.at("/requests")).await.refused(404, "not_found");
    assert!(!look(&kim, &scene.secret).await.json.to_string().contains(CANARY));
    let id = scene.id_of("Robin").await;
    scene.decides(&scene.admin, &id, "decline", json!({})).await.good();
    assert!(!scene.told(&robin).await.json.to_string().contains(CANARY));
    let dir = scene.server.data_dir();
    let data = scene.server.stop().await;
    for file in std::fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path()) {
        let bytes = if file.is_file() { std::fs::read(&file).unwrap() } else { Vec::new() };
        let found = bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes());
        assert!(!found, "{} has the answer in words", file.display());
    }
    drop(data);
}

#[tokio::test]
async fn a_therapist_led_room_gives_seats_by_personal_invitations_alone() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let theo = server.therapist(&admin, "theo").await;
    let room = make_room(&theo, therapy_room()).await;
    let at = |rest: &str| format!("/api/rooms/{room}{rest}");
    let closed = json!({"type": "closed", "until_session": null});
    assert_eq!(theo.get(&at("")).await.good()["entry"], closed);
    let shared = json!({"kind": "member"});
    theo.post(&at("/invites"), shared.clone()).await.refused(409, "personal_only");
    let opened = theo.put(&at("/entry"), json!({"type": "open"})).await;
    opened.refused_field("entry_invalid", "type");
    let open = with(therapy_room(), json!({"entry": {"type": "open"}}));
    theo.post("/api/rooms", open).await.refused_field("entry_invalid", "entry.type");

    // A link that many have leads to the questions, and nowhere once the room asks none.
    theo.put(&at("/entry"), json!({"type": "asking", "questions": []})).await.good();
    let made = theo.post(&at("/invites"), shared.clone()).await.good();
    let link = secret_of(made["link"].as_str().unwrap());
    let visitor = server.browser();
    assert_eq!(look(&visitor, &link).await.good()["offer"]["type"], "ask");
    redeem(&visitor, &link, "Robin").await.refused(409, "must_ask");
    theo.put(&at("/entry"), json!({"type": "slow_open", "places": 3})).await.good();
    look(&visitor, &link).await.refused(409, "room_closed");
    redeem(&visitor, &link, "Robin").await.refused(409, "room_closed");
    theo.post(&at("/invites"), shared).await.refused(409, "personal_only");

    let own = personal_invite(&theo, &room).await;
    redeem(&visitor, &own, "Robin").await.good();
    redeem(&server.browser(), &own, "Kit").await.refused(410, "link_used");
}

#[tokio::test]
async fn a_closed_room_takes_each_invited_person_once_until_its_session() {
    let scene = Scene::of(dated(), json!({"type": "closed", "until_session": 2})).await;
    let visitor = scene.server.browser();
    look(&visitor, &scene.secret).await.refused(409, "room_closed");
    redeem(&visitor, &scene.secret, "Robin").await.refused(409, "room_closed");
    scene.asks(&visitor, "Robin", "").await.refused(409, "room_closed");
    let shared = scene.admin.post(&scene.at("/invites"), json!({"kind": "member"})).await;
    shared.refused(409, "personal_only");
    let (first, second) = (scene.personal().await, scene.personal().await);
    let links = scene.admin.get(&scene.at("")).await.good()["invites"].clone();
    assert!(links.as_array().unwrap().iter().any(|link| link["label"] == "for Ada"));
    assert_eq!(look(&visitor, &first).await.good()["offer"]["type"], "seat");
    let others: Vec<_> = (0..4).map(|_| scene.server.browser()).collect();
    let seats = futures::future::join_all(
        others.iter().enumerate().map(async |(n, other)| redeem(other, &first, &format!("P{n}")).await),
    )
    .await;
    assert_eq!(seats.iter().filter(|seat| seat.status == 201).count(), 1, "one seat");
    for (seat, other) in seats.iter().zip(&others) {
        if seat.status == 201 {
            assert_eq!(look(other, &first).await.good()["known"], true, "who has it comes back");
        } else {
            seat.refused(410, "link_used");
        }
    }
    look(&visitor, &first).await.refused(410, "link_used");
    let used = scene.admin.get(&scene.at("")).await.good()["invites"].clone();
    let used: Vec<_> =
        used.as_array().unwrap().iter().filter(|link| !link["used_at"].is_null()).cloned().collect();
    assert_eq!((used.len(), &used[0]["label"], &used[0]["seats"]), (1, &json!("for Ada"), &json!(1)));
    scene.later(30 * DAY_MS).await;
    look(&visitor, &second).await.refused(409, "newcomers_over");
    redeem(&visitor, &second, "Robin").await.refused(409, "newcomers_over");
    let wrong = scene.is(json!({"type": "closed", "until_session": 13})).await;
    wrong.refused_field("entry_invalid", "until_session");
    scene.is(json!({"type": "closed", "until_session": null})).await.good();
    redeem(&visitor, &second, "Robin").await.good();
}

#[tokio::test]
async fn a_place_is_taken_once_and_the_group_is_told_of_a_newcomer() {
    let scene = Scene::new(json!({"type": "open"})).await;
    let olga = scene.server.browser();
    let body = json!({"secret": scene.secret, "name": "Olga", "adult": true, "remember": "year"});
    olga.post("/api/invites/redeem", body).await.good();
    scene.later(61 * DAY_MS).await;
    let seat = format!("/api/seat/{}", scene.room);
    scene.is(json!({"type": "slow_open", "places": 0})).await.good();
    let visitor = scene.server.browser();
    look(&visitor, &scene.secret).await.refused(409, "no_place_open");
    redeem(&visitor, &scene.personal().await, "Robin").await.refused(409, "no_place_open");
    assert_eq!(olga.get(&seat).await.good()["newcomers"], 0, "who came long ago is no newcomer");

    scene.is(json!({"type": "slow_open", "places": 2})).await.good();
    let others: Vec<_> = (0..6).map(|_| scene.server.browser()).collect();
    let seats = futures::future::join_all(
        others
            .iter()
            .enumerate()
            .map(async |(n, other)| redeem(other, &scene.secret, &format!("P{n}")).await),
    )
    .await;
    assert_eq!(seats.iter().filter(|seat| seat.status == 201).count(), 2, "one for each place");
    for refused in seats.iter().filter(|seat| seat.status != 201) {
        assert!(
            ["no_place_open", "entry_changed"].contains(&refused["code"].as_str().unwrap()),
            "{refused:?}"
        );
    }
    let shown = scene.admin.get(&scene.at("")).await.good();
    assert_eq!(shown["entry"], json!({"type": "slow_open", "places": 0}));
    let told = olga.get(&seat).await.good();
    assert_eq!(told["newcomers"], 2);
    assert!(!told.to_string().contains("P0"), "a count and no name");
    let seated = |(seat, other): (&Answer, Browser)| (seat.status == 201).then_some(other);
    let newcomer = seats.iter().zip(others).find_map(seated).expect("somebody new");
    assert_eq!(newcomer.get(&seat).await.good()["newcomers"], 1, "nobody is told of themselves");
    assert_eq!(newcomer.get(&scene.at("/door")).await.good()["newcomers"], 1);
    assert_eq!(olga.get(&scene.at("/door")).await.good()["newcomers"], 2);
    scene.is(json!({"type": "open"})).await.good();
    assert_eq!(olga.get(&seat).await.good()["newcomers"], 0, "an open group is told of nobody");
}

#[tokio::test]
async fn who_is_let_in_has_a_place_kept() {
    let scene = Scene::new(asking()).await;
    let (robin, kim) = (scene.asker("Robin").await, scene.asker("Kim").await);
    scene.is(json!({"type": "slow_open", "places": 1})).await.good();
    let id = scene.id_of("Robin").await;
    scene.decides(&scene.admin, &id, "accept", json!({})).await.good();
    let id = scene.id_of("Kim").await;
    scene.decides(&scene.admin, &id, "accept", json!({})).await.refused(409, "no_place_open");
    scene.decides(&scene.admin, &id, "decline", json!({})).await.good();
    redeem(&kim, &scene.secret, "Kim").await.refused(409, "no_place_open");
    scene.sits_down(&robin, json!({})).await.good();
}

#[tokio::test]
async fn modules_begin_on_their_dates_and_the_newcomer_waits_for_theirs() {
    let scene = Scene::of(dated(), json!({"type": "open"})).await;
    let olga = scene.server.member(&scene.secret, "Olga").await;
    let way = json!({"type": "modules", "starts": ["2030-03-26T19:00", "2030-04-16T19:00"]});
    scene.is(way).await.good();
    let robin = scene.server.browser();
    let offer = look(&robin, &scene.secret).await.good()["offer"].clone();
    assert_eq!(offer["begins"]["key"], "2030-03-26T19:00");
    redeem(&robin, &scene.secret, "Robin").await.good();
    let seat = format!("/api/seat/{}", scene.room);
    assert_eq!(robin.get(&seat).await.good()["begins"]["key"], "2030-03-26T19:00");
    assert_eq!(olga.get(&seat).await.good()["begins"], Value::Null);
    // The first date is none of theirs.
    scene.server.clock.advance_ms(FIRST_MS - 5 * 60_000);
    let token = scene.at("/token");
    robin.post(&token, json!({})).await.refused(409, "doors_closed");
    olga.post(&token, json!({})).await.good();
    let door = robin.get(&scene.at("/door")).await.good();
    let second = 1_900_173_600_000_i64 + 7 * 24 * 3_600_000;
    assert_eq!(door["opens_at"], json!(second - 15 * 60_000));
    assert_eq!(door["begins"]["key"], "2030-03-26T19:00");
    let scene = scene.restart().await;
    let robin = robin.at(&scene.server);
    scene.later(7 * DAY_MS).await;
    robin.post(&token, json!({})).await.good();
    assert_eq!(robin.get(&scene.at("/door")).await.good()["begins"], Value::Null);

    // Who comes after the start of one module begins with the next, and after the last one with none.
    scene.later(DAY_MS).await;
    let kim = scene.server.browser();
    redeem(&kim, &scene.secret, "Kim").await.good();
    assert_eq!(kim.get(&seat).await.good()["begins"]["key"], "2030-04-16T19:00");
    kim.post(&token, json!({})).await.refused(409, "doors_closed");
    scene.later(28 * DAY_MS).await;
    look(&scene.server.browser(), &scene.secret).await.refused(409, "no_start");
    let unknown = json!({"type": "modules", "starts": ["2030-03-20T19:00"]});
    scene.is(unknown).await.refused_field("entry_invalid", "starts[0]");
    scene.is(json!({"type": "modules", "starts": []})).await.refused_field("entry_invalid", "starts");
}

#[tokio::test]
async fn the_directory_says_how_one_gets_in_and_offers_no_shut_door() {
    let scene = Scene::of(dated(), asking()).await;
    scene.admin.put(&scene.at("/listing"), listing()).await.good();
    let group = format!("/api/groups/{}", scene.room);
    let visitor = scene.server.browser();
    let shown = visitor.get(&group).await.good();
    assert_eq!((&shown["entry"]["way"], &shown["joinable"]), (&json!("asking"), &json!(true)));
    let secret = secret_of(shown["join"].as_str().unwrap());
    assert_eq!(look(&visitor, &secret).await.good()["offer"]["type"], "ask");
    let body = json!({"secret": secret, "name": "Robin", "adult": true, "answers": [CANARY]});
    visitor.post("/api/invites/ask", body).await.good();

    scene.is(json!({"type": "closed", "until_session": 3})).await.good();
    let shown = visitor.get(&group).await.good();
    assert_eq!(shown["entry"], json!({"way": "closed", "until_session": 3, "begins": null}));
    assert_eq!((&shown["joinable"], &shown["join"]), (&json!(false), &json!(null)));
    let listed = visitor.get("/api/groups").await.good()["groups"][0].clone();
    assert_eq!((&listed["joinable"], &listed["entry"]["way"]), (&json!(false), &json!("closed")));
    scene.is(json!({"type": "modules", "starts": ["2030-04-16T19:00"]})).await.good();
    let shown = visitor.get(&group).await.good();
    assert_eq!(shown["entry"]["begins"]["local"], "2030-04-16T19:00");
    assert_eq!(shown["joinable"], true);
    assert_eq!(scene.list().await.len(), 1, "who asked before waits for an answer all the same");
}
