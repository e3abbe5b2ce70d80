//! Programs of the operator are told what happened, signed, and again until they take it.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use aws_lc_rs::hmac;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use data_encoding::BASE64;
use reqwest::Method;
use rondo::{clock::Clock, meeting::command::Command};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::mpsc, time::timeout};

use crate::support::{
    Browser, Server,
    people::{make_room, peer_room},
    roles::Leads,
    room::{Room, peers, time_passes},
};

const LOOK_MS: u64 = 30_000;
const DAY_MS: u64 = 24 * 60 * 60_000;
const DATE: &str = "2030-03-24T19:20";

/// What the program got.
pub(super) struct Told {
    headers: HeaderMap,
    body: Bytes,
}

impl Told {
    fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn is_signed_with(&self, secret: &str) -> bool {
        let key = BASE64.decode(secret.strip_prefix("whsec_").unwrap().as_bytes()).unwrap();
        let signed = format!(
            "{}.{}.{}",
            self.header("webhook-id"),
            self.header("webhook-timestamp"),
            std::str::from_utf8(&self.body).unwrap()
        );
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), signed.as_bytes());
        self.header("webhook-signature") == format!("v1,{}", BASE64.encode(tag.as_ref()))
    }
}

#[derive(Clone)]
struct Answers {
    told: mpsc::UnboundedSender<Told>,
    next: Arc<Mutex<VecDeque<StatusCode>>>,
}

/// A program that is told, and answers as it is asked to, otherwise with 204.
pub(super) struct Program {
    url: String,
    told: mpsc::UnboundedReceiver<Told>,
    next: Arc<Mutex<VecDeque<StatusCode>>>,
}

impl Program {
    pub(super) async fn start() -> Self {
        let (sender, told) = mpsc::unbounded_channel();
        let next = Arc::default();
        let answers = Answers { told: sender, next: Arc::clone(&next) };
        let answer = async |State(answers): State<Answers>, headers: HeaderMap, body: Bytes| {
            let _ = answers.told.send(Told { headers, body });
            answers.next.lock().unwrap().pop_front().unwrap_or(StatusCode::NO_CONTENT)
        };
        let router = Router::new().route("/rondo", post(answer)).with_state(answers);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/rondo", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, router).await });
        Self { url, told, next }
    }

    pub(super) fn answers(&self, status: u16) {
        self.next.lock().unwrap().push_back(StatusCode::from_u16(status).unwrap());
    }

    async fn is_told(&mut self) -> Told {
        timeout(Duration::from_secs(20), self.told.recv()).await.expect("it is told").unwrap()
    }

    /// The server looks every half minute; it may have looked just before the clock was set.
    pub(super) async fn is_told_soon(&mut self, server: &Server) -> Told {
        for _ in 0..50 {
            server.clock.advance_ms(LOOK_MS);
            if let Ok(told) = timeout(Duration::from_millis(400), self.told.recv()).await {
                return told.unwrap();
            }
        }
        panic!("it is not told")
    }

    /// Hours or weeks pass meanwhile; the server keeps house every ten minutes.
    async fn is_told_later(&mut self, server: &Server) -> Told {
        for _ in 0..2_000 {
            server.clock.advance_ms(15 * 60_000);
            if let Ok(told) = timeout(Duration::from_millis(10), self.told.recv()).await {
                return told.unwrap();
            }
        }
        panic!("it is not told")
    }

    fn was_told_no_more(&mut self) -> bool {
        self.told.try_recv().is_err()
    }
}

pub(super) async fn server() -> Server {
    Server::start_with(|config| config.outgoing_loopback = true).await
}

pub(super) const PLACES: [&str; 8] = [
    "place.taken",
    "place.cancelled",
    "place.declined",
    "place.late",
    "place.waited",
    "place.offered",
    "place.offer_taken",
    "place.offer_lapsed",
];

const ALL: [&str; 14] = [
    "room.created",
    "room.changed",
    "room.archived",
    "room.restored",
    "schedule.changed",
    "schedule.cleared",
    "date.added",
    "date.changed",
    "date.cancelled",
    "date.restored",
    "date.missed",
    "meeting.opened",
    "meeting.ended",
    "help.unread",
];

pub(super) async fn hook(admin: &Browser, program: &Program, events: &[&str]) -> (String, String) {
    let made = admin.post("/api/webhooks", json!({"url": program.url, "events": events})).await.good();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&made["webhook"]["id"]), text(&made["secret"]))
}

pub(super) async fn deliveries(admin: &Browser, id: &str) -> Value {
    admin.get(&format!("/api/webhooks/{id}/deliveries")).await.good()["deliveries"].clone()
}

/// The newest delivery, once it is so.
pub(super) async fn until(admin: &Browser, id: &str, is_so: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..2_000 {
        let last = deliveries(admin, id).await[0].clone();
        if is_so(&last) {
            return last;
        }
    }
    panic!("not so: {}", deliveries(admin, id).await)
}

async fn last_is(admin: &Browser, id: &str, state: &str) -> Value {
    until(admin, id, |last| last["state"] == state).await
}

#[tokio::test]
async fn a_program_is_told_each_event_once_signed_and_without_content() {
    let mut program = Program::start().await;
    let mut room = peers("peer_checkin");
    room["title"] = "Canary of the title".into();
    let room = Room::on(server().await, room).await;
    let (id, secret) = hook(&room.admin, &program, &ALL).await;
    let path = |rest: &str| format!("/api/rooms/{}{rest}", room.id);
    let schedule = json!({
        "zone": "Europe/Berlin", "start": "2030-03-17T19:20", "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["sunday"]},
    });
    let date = format!("/dates/{DATE}");
    for (method, rest, body) in [
        (Method::PATCH, "", json!({"title": "Canary of another title"})),
        (Method::PUT, "/schedule", json!({"schedule": schedule})),
        (Method::PATCH, &date, json!({"starts": "2030-03-25T19:20", "note": "Canary of a note"})),
        (Method::PATCH, &date, json!({"cancelled": true})),
        (Method::DELETE, &date, json!({})),
        (Method::POST, "/dates", json!({"starts": "2030-03-26T10:00"})),
        (Method::DELETE, "/schedule", json!({})),
    ] {
        room.admin.ask(method, &path(rest), Some(body)).await;
    }
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Canary of a name").await;
    odile.does(Command::AskForHelp {}).await;
    time_passes(&room.server.clock, 61_000, &mut [&mut *ada, &mut *odile]).await;
    ada.ends_the_meeting().await;
    room.admin.delete(&path("")).await.good();
    let mut told = Vec::new();
    let expected = [
        "room.changed",
        "schedule.changed",
        "date.changed",
        "date.cancelled",
        "date.restored",
        "date.added",
        "schedule.cleared",
        "meeting.opened",
        "help.unread",
        "meeting.ended",
        "room.archived",
    ];
    for _ in expected {
        let one = program.is_told_soon(&room.server).await;
        assert!(one.is_signed_with(&secret));
        assert_eq!(one.header("content-type"), "application/json");
        let now_s = room.server.clock.unix_ms().as_ms() / 1_000;
        let at_s: i64 = one.header("webhook-timestamp").parse().unwrap();
        assert!((now_s - 600..=now_s).contains(&at_s), "{at_s}");
        let body = one.json();
        let keys: Vec<_> = body.as_object().unwrap().keys().cloned().collect();
        let kind = body["type"].as_str().unwrap();
        let meeting = kind.starts_with("meeting.") || kind == "help.unread";
        let named = if meeting { vec!["at", "meeting", "room", "type"] } else { vec!["at", "room", "type"] };
        assert_eq!(keys, named, "{body}");
        assert_eq!(body["room"], room.id);
        told.push(kind.to_owned());
    }
    told.sort();
    let mut expected = expected.map(str::to_owned);
    expected.sort();
    assert_eq!(told, expected, "several go out at a time");
    room.server.clock.advance_ms(LOOK_MS);
    last_is(&room.admin, &id, "done").await;
    assert!(program.was_told_no_more());
    let listed = room.admin.get("/api/webhooks").await.good();
    assert!(!listed.to_string().contains(&secret), "shown once");
}

#[tokio::test]
async fn what_is_refused_is_told_again_for_a_day_with_the_same_id_and_then_given_up() {
    let mut program = Program::start().await;
    let server = server().await;
    let admin = server.administrator().await;
    let (id, _) = hook(&admin, &program, &["room.created"]).await;
    program.answers(500);
    program.answers(302);
    make_room(&admin, peer_room()).await;
    let first = program.is_told_soon(&server).await.header("webhook-id").to_owned();
    let failed = until(&admin, &id, |last| last["failure"] == "http_failed").await;
    assert_eq!((&failed["state"], &failed["attempts"]), (&json!("waiting"), &json!(1)));
    assert_eq!(failed["event"], "room.created");
    server.clock.advance_ms(60_000);
    assert_eq!(program.is_told_soon(&server).await.header("webhook-id"), first);
    // It does not wait for its turn when somebody asks for it.
    until(&admin, &id, |last| last["failure"] == "http_redirect").await;
    let path = format!("/api/webhooks/{id}/deliveries/{first}/again");
    admin.post(&path, json!({})).await.good();
    assert_eq!(program.is_told().await.header("webhook-id"), first);
    last_is(&admin, &id, "done").await;
    admin.post(&path, json!({})).await.refused(404, "not_found");

    for _ in 0..40 {
        program.answers(503);
    }
    make_room(&admin, peer_room()).await;
    let begun = server.clock.unix_ms();
    let mut tries = 0;
    loop {
        program.is_told_soon(&server).await;
        tries += 1;
        let now = u64::try_from(server.clock.unix_ms().as_ms()).unwrap();
        let waits = |last: &Value| last["retry_at"].as_u64().is_some_and(|retry_at| retry_at > now);
        let tried = until(&admin, &id, |last| last["state"] == "failed" || waits(last)).await;
        let Some(retry_at) = tried["retry_at"].as_u64() else { break };
        server.clock.advance_ms(retry_at - now);
    }
    let took_ms = server.clock.unix_ms().since(begun);
    assert!((DAY_MS..2 * DAY_MS).contains(&took_ms), "given up after {took_ms} ms");
    assert_eq!(tries, 16);
}

#[tokio::test]
async fn a_restart_forgets_nothing_and_what_happens_while_it_is_off_is_not_told() {
    let mut program = Program::start().await;
    let server = server().await;
    let admin = server.administrator().await;
    let (id, secret) = hook(&admin, &program, &["room.created"]).await;
    let room = make_room(&admin, peer_room()).await;
    let server = server.restart_with(|config| config.outgoing_loopback = true).await;
    let admin = admin.at(&server);
    let told = program.is_told_soon(&server).await;
    assert!(told.is_signed_with(&secret), "the key is the same");
    assert_eq!(told.json()["room"], room);

    let path = format!("/api/webhooks/{id}");
    admin.patch(&path, json!({"on": false})).await.good();
    make_room(&admin, peer_room()).await;
    server.clock.advance_ms(LOOK_MS);
    admin.patch(&path, json!({"on": true})).await.good();
    let renewed = admin.post(&format!("{path}/secret"), json!({})).await.good()["secret"].clone();
    let later = make_room(&admin, peer_room()).await;
    let told = program.is_told_soon(&server).await;
    assert_eq!(told.json()["room"], later);
    assert!(told.is_signed_with(renewed.as_str().unwrap()) && !told.is_signed_with(&secret));

    program.answers(410);
    make_room(&admin, peer_room()).await;
    program.is_told_soon(&server).await;
    last_is(&admin, &id, "failed").await;
    let listed = admin.get("/api/webhooks").await.good();
    assert!(listed["webhooks"][0]["stopped_at"].is_number(), "the program wants no more");
    admin.delete(&path).await.good();
    admin.get(&format!("{path}/deliveries")).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_name_that_leads_to_this_machine_later_is_told_nothing() {
    let mut program = Program::start().await;
    let server = server().await;
    let admin = server.administrator().await;
    let unknown = json!({"url": "https://groups.example/", "events": ["person.joined"]});
    assert_eq!(admin.post("/api/webhooks", unknown).await.status.as_u16(), 422);
    let (id, _) = hook(&admin, &program, &["room.created"]).await;
    let inside = json!({"url": "https://localhost/rondo"});
    admin.patch(&format!("/api/webhooks/{id}"), inside).await.good();
    // This machine is closed again.
    let server = server.restart().await;
    let admin = admin.at(&server);
    let tested = admin.post(&format!("/api/webhooks/{id}/test"), json!({})).await.good();
    assert_eq!(tested, json!({"taken": false, "failure": "address_forbidden"}));
    assert!(program.was_told_no_more());
}

#[tokio::test]
async fn a_test_is_told_at_once_and_a_rehearsal_never_is() {
    let mut program = Program::start().await;
    let server = server().await;
    let admin = server.administrator().await;
    let (id, secret) = hook(&admin, &program, &ALL).await;
    let path = format!("/api/webhooks/{id}/test");
    let tested = admin.post(&path, json!({})).await.good();
    assert_eq!(tested, json!({"taken": true, "failure": null}));
    let told = program.is_told().await;
    assert!(told.is_signed_with(&secret));
    assert_eq!(told.json()["type"], "webhook.test");
    program.answers(500);
    assert_eq!(admin.post(&path, json!({})).await.good()["failure"], "http_failed");
    for _ in 0..8 {
        admin.post(&path, json!({})).await.good();
    }
    admin.post(&path, json!({})).await.refused(429, "too_many_attempts");
    while !program.was_told_no_more() {}

    let room = make_room(&admin, peer_room()).await;
    let rehearsal = admin.post(&format!("/api/rooms/{room}/rehearsal"), json!({})).await.good();
    assert_eq!(program.is_told_soon(&server).await.json()["room"], room);
    server.clock.advance_ms(LOOK_MS);
    let told = deliveries(&admin, &id).await.to_string();
    assert!(!told.contains(rehearsal["id"].as_str().unwrap()), "{told}");
}

#[tokio::test]
async fn a_program_is_told_once_of_a_date_that_nobody_opened_and_of_none_that_was_cancelled_or_moved() {
    let mut program = Program::start().await;
    let server = server().await;
    let admin = server.administrator().await;
    let mut room = peer_room();
    room["schedule"] = json!({
        "zone": "Europe/Berlin", "start": "2030-03-17T20:20", "ends": {"type": "after", "dates": 3},
        "repeat": {"type": "weekly", "every": 1, "on": ["sunday"]},
    });
    let id = make_room(&admin, room).await;
    hook(&admin, &program, &["date.missed"]).await;
    let date = |key: &str| format!("/api/rooms/{id}/dates/{key}");
    admin.ask(Method::PATCH, &date("2030-03-17T20:20"), Some(json!({"starts": "2030-03-17T21:20"}))).await;
    admin.ask(Method::PATCH, &date("2030-03-24T20:20"), Some(json!({"cancelled": true}))).await.good();
    let told = program.is_told_later(&server).await.json();
    assert_eq!((&told["type"], &told["room"]), (&json!("date.missed"), &json!(id)));
    let first_over_ms = 1_900_000_000_000_i64 + 90 * 60_000;
    assert!(told["at"].as_i64().unwrap() >= first_over_ms, "not before the date that was moved is missed");
    let last = program.is_told_later(&server).await.json();
    let two_weeks_ms = 13 * i64::try_from(DAY_MS).unwrap();
    assert!(last["at"].as_i64().unwrap() - told["at"].as_i64().unwrap() > two_weeks_ms, "{last}");
    server.clock.advance_ms(DAY_MS);
    assert!(timeout(Duration::from_millis(400), program.told.recv()).await.is_err());
}
