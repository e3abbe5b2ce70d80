//! A series outlives its owner: it is handed on to another host.

use rondo::meeting::{command::Command, role::Role, view::MeetingView};
use serde_json::{Value, json};

use crate::support::{
    Browser, Server,
    people::{Administrator, Host, invite, make_room, peer_room, therapy_room},
    person::Person,
};

struct Scene {
    server: Server,
    admin: Administrator,
    olga: Host,
    hugo: Host,
    room: String,
}

impl Scene {
    async fn new() -> Self {
        let server = Server::start().await;
        let (admin, olga, hugo, room) = server.two_hosts().await;
        Self { server, admin, olga, hugo, room }
    }

    fn offer(&self) -> String {
        format!("/api/rooms/{}/offer", self.room)
    }

    fn mine(&self, end: &str) -> String {
        format!("/api/me/handings/{}{end}", self.room)
    }

    async fn offered(&self) {
        self.olga.put(&self.offer(), json!({"name": " HUGO "})).await.good();
    }
}

async fn steps(browser: &Browser) -> Vec<(String, String)> {
    let list = browser.get("/api/me/handings").await.good();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let handings = list["handings"].as_array().unwrap().iter();
    handings.map(|handing| (text(&handing["step"]), text(&handing["other"]))).collect()
}

/// What is in the audit.
async fn acts(server: Server) -> Vec<String> {
    let data = server.stop().await;
    let audit = rondo::open_audit(&data.path().join("rondo/rondo.db").display().to_string()).await.unwrap();
    audit.list(None, None, 100).await.unwrap().into_iter().map(|entry| entry.entry.action).collect()
}

fn says(step: &str, other: &str) -> Vec<(String, String)> {
    vec![(step.to_owned(), other.to_owned())]
}

#[tokio::test]
async fn a_room_changes_hands_when_the_other_host_takes_it() {
    let scene = Scene::new().await;
    let path = format!("/api/rooms/{}", scene.room);
    scene.offered().await;
    let shown = scene.olga.get(&path).await.good();
    assert_eq!((&shown["offered"]["display_name"], &shown["may"]["own"]), (&json!("hugo"), &json!(true)));
    scene.hugo.get(&path).await.refused(404, "not_found");
    assert_eq!(steps(&scene.hugo).await, says("offered", "olga"));
    assert_eq!(steps(&scene.olga).await, []);

    scene.hugo.post(&scene.mine("/take"), json!({})).await.good();
    scene.olga.get(&path).await.refused(404, "not_found");
    assert_eq!(scene.olga.get("/api/rooms").await.good()["rooms"], json!([]));
    let taken = scene.hugo.get(&path).await.good();
    assert_eq!((&taken["may"]["own"], taken.get("offered")), (&json!(true), None));
    assert_eq!(taken["leads"].as_array().unwrap().len(), 1);
    assert_eq!(steps(&scene.hugo).await, []);
    assert_eq!(steps(&scene.olga).await, says("taken", "hugo"));
    scene.olga.delete(&scene.mine("")).await.good();
    assert_eq!(steps(&scene.olga).await, []);

    let acts = acts(scene.server).await;
    assert!(["room_offer", "room_take"].iter().all(|act| acts.iter().any(|done| done == act)), "{acts:?}");
}

#[tokio::test]
async fn an_offer_is_declined_or_taken_back() {
    let scene = Scene::new().await;
    let path = format!("/api/rooms/{}", scene.room);
    scene.offered().await;
    scene.hugo.post(&scene.mine("/decline"), json!({})).await.good();
    scene.hugo.post(&scene.mine("/take"), json!({})).await.refused(409, "offer_gone");
    assert_eq!(steps(&scene.hugo).await, []);
    assert_eq!(steps(&scene.olga).await, says("declined", "hugo"));
    assert_eq!(scene.olga.get(&path).await.good()["offered"]["declined"], true);
    scene.olga.delete(&scene.mine("")).await.good();

    scene.offered().await;
    scene.olga.delete(&scene.offer()).await.good();
    scene.olga.delete(&scene.offer()).await.refused(409, "offer_gone");
    assert_eq!(steps(&scene.hugo).await, []);
    scene.hugo.post(&scene.mine("/take"), json!({})).await.refused(409, "offer_gone");
    assert_eq!(scene.olga.get(&path).await.good()["may"]["own"], true);
}

#[tokio::test]
async fn who_can_not_own_the_room_is_not_told_from_who_does_not_exist() {
    let scene = Scene::new().await;
    let nora = scene.server.nobody(&scene.admin, "nora").await;
    let gone = scene.server.host(&scene.admin, "gone").await;
    scene.admin.patch(&format!("/api/accounts/{}", gone.id), json!({"disabled": true})).await.good();
    for name in ["nobody of this name", "nora", "gone", "", "hug"] {
        scene.olga.put(&scene.offer(), json!({"name": name})).await.refused_field("heir_unfit", "name");
    }
    scene.olga.put(&scene.offer(), json!({"name": "olga"})).await.refused_field("heir_owns", "name");
    nora.post(&scene.mine("/take"), json!({})).await.refused(409, "offer_gone");
    for _ in 0..4 {
        scene.olga.put(&scene.offer(), json!({"name": "guess"})).await;
    }
    scene.olga.put(&scene.offer(), json!({"name": "guess"})).await.refused(429, "too_many_attempts");
}

#[tokio::test]
async fn a_therapist_led_room_goes_to_a_therapist_only() {
    let scene = Scene::new().await;
    let theo = scene.server.therapist(&scene.admin, "theo").await;
    let tina = scene.server.therapist(&scene.admin, "tina").await;
    let room = make_room(&theo, therapy_room()).await;
    let offer = format!("/api/rooms/{room}/offer");
    theo.put(&offer, json!({"name": "hugo"})).await.refused_field("heir_unfit", "name");
    theo.put(&offer, json!({"name": "tina"})).await.good();
    let account = format!("/api/accounts/{}", tina.id);
    let take = format!("/api/me/handings/{room}/take");
    scene.admin.patch(&account, json!({"is_therapist": false})).await.good();
    tina.post(&take, json!({})).await.refused(403, "therapist_required");
    scene.admin.patch(&account, json!({"is_therapist": true})).await.good();
    tina.post(&take, json!({})).await.good();
    tina.get(&format!("/api/rooms/{room}")).await.good();
}

#[tokio::test]
async fn of_answers_that_race_one_counts() {
    for _ in 0..8 {
        let scene = Scene::new().await;
        scene.offered().await;
        let (take, offer) = (scene.mine("/take"), scene.offer());
        let (one, two, back) = tokio::join!(
            scene.hugo.post(&take, json!({})),
            scene.hugo.post(&take, json!({})),
            scene.olga.delete(&offer),
        );
        let good = [&one, &two, &back].into_iter().filter(|answer| answer.status == 204).count();
        assert_eq!(good, 1, "{} {} {}", one.json, two.json, back.json);
        let owner = if back.status == 204 { &scene.olga } else { &scene.hugo };
        let path = format!("/api/rooms/{}", scene.room);
        assert_eq!(owner.get(&path).await.good()["may"]["own"], true);
    }
}

#[tokio::test]
async fn an_offer_ends_with_its_room() {
    let scene = Scene::new().await;
    scene.offered().await;
    scene.olga.delete(&format!("/api/rooms/{}", scene.room)).await.good();
    assert_eq!(steps(&scene.hugo).await, []);
    scene.hugo.post(&scene.mine("/take"), json!({})).await.refused(409, "offer_gone");
    scene.olga.post(&format!("/api/me/archive/{}/restore", scene.room), json!({})).await.good();
    scene.hugo.post(&scene.mine("/take"), json!({})).await.refused(409, "offer_gone");
}

#[tokio::test]
async fn an_offer_outlives_a_restart_and_a_co_lead_becomes_the_owner() {
    let scene = Scene::new().await;
    let (_, secret) = invite(&scene.olga, &scene.room, "co_lead").await;
    scene.hugo.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    scene.offered().await;
    let Scene { server, olga, hugo, room, .. } = scene;
    let server = server.restart().await;
    let (olga, hugo) = (olga.at(&server), hugo.at(&server));
    hugo.post(&format!("/api/me/handings/{room}/take"), json!({})).await.good();
    let taken = hugo.get(&format!("/api/rooms/{room}")).await.good();
    assert_eq!(taken["leads"].as_array().unwrap().len(), 1, "no co-lead of the own room");
    olga.get(&format!("/api/rooms/{room}")).await.refused(404, "not_found");
}

#[tokio::test]
async fn an_administrator_hands_on_the_rooms_of_a_disabled_account() {
    let scene = Scene::new().await;
    let theo = scene.server.therapist(&scene.admin, "theo").await;
    let tina = scene.server.therapist(&scene.admin, "tina").await;
    make_room(&theo, therapy_room()).await;
    let peer = make_room(&theo, peer_room()).await;
    let archived = make_room(&theo, peer_room()).await;
    theo.delete(&format!("/api/rooms/{archived}")).await.good();
    let account = format!("/api/accounts/{}", theo.id);
    let path = format!("{account}/rooms");
    let owned = |peers: Value, therapy: Value| json!({"owned": [peers, therapy]});
    let peers = json!({"kind": "peer_led", "rooms": 1, "with_dates": 0, "archived": 1});
    let therapy = json!({"kind": "therapist_led", "rooms": 1, "with_dates": 0, "archived": 0});
    assert_eq!(scene.admin.get(&path).await.good(), owned(peers, therapy.clone()));

    let hand_on = format!("{path}/hand-on");
    let to = |id: &str, kind: &str| json!({"to": id, "kind": kind});
    scene.admin.post(&hand_on, to(&scene.hugo.id, "peer_led")).await.refused(409, "account_enabled");
    scene.admin.patch(&account, json!({"disabled": true})).await.good();
    scene.admin.post(&hand_on, to(&theo.id, "peer_led")).await.refused_field("heir_owns", "to");
    let therapies = to(&scene.hugo.id, "therapist_led");
    scene.admin.post(&hand_on, therapies).await.refused_field("heir_unfit", "to");
    let left = scene.admin.post(&hand_on, to(&scene.hugo.id, "peer_led")).await.good();
    assert_eq!(left, json!({"owned": [therapy]}));
    assert_eq!(steps(&scene.hugo).await, says("given", "theo"));
    scene.hugo.get(&format!("/api/rooms/{peer}")).await.good();
    scene.hugo.delete(&format!("/api/me/handings/{peer}")).await.good();
    assert_eq!(steps(&scene.hugo).await, []);
    scene.hugo.post(&format!("/api/me/archive/{archived}/restore"), json!({})).await.good();
    let left = scene.admin.post(&hand_on, to(&tina.id, "therapist_led")).await.good();
    assert_eq!(left, json!({"owned": []}));

    let given = acts(scene.server).await.iter().filter(|act| *act == "room_hand_on").count();
    assert_eq!(given, 3);
}

#[tokio::test]
async fn a_running_meeting_goes_on_with_the_new_owner() {
    let scene = Scene::new().await;
    let mut olga = Person::new(&scene.server, &scene.olga.browser, &scene.room);
    olga.come().await;
    olga.does(Command::OpenMeeting {}).await;
    scene.offered().await;
    scene.hugo.post(&scene.mine("/take"), json!({})).await.good();
    assert_eq!(olga.ends().await, Some(4004));
    let mut hugo = Person::new(&scene.server, &scene.hugo.browser, &scene.room);
    hugo.come().await;
    hugo.sees("the meeting", |_| true).await;
}

#[tokio::test]
async fn a_helper_who_takes_the_room_in_its_meeting_is_a_lead_of_it_at_once() {
    let scene = Scene::new().await;
    let nora = scene.server.host(&scene.admin, "nora").await;
    for browser in [&scene.hugo.browser, &nora.browser] {
        let (_, secret) = invite(&scene.olga, &scene.room, "co_lead").await;
        browser.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    }
    let person = |browser: &Browser| Person::new(&scene.server, browser, &scene.room);
    let [mut olga, mut nora, mut hugo] =
        [person(&scene.olga.browser), person(&nora.browser), person(&scene.hugo.browser)];
    olga.come().await;
    nora.come().await;
    hugo.come().await;
    olga.does(Command::OpenMeeting {}).await;
    olga.does(Command::HandOverLead { to: nora.id() }).await;
    nora.takes_the_offer().await;
    let me = hugo.id();
    let leads =
        |view: &MeetingView| view.people.iter().any(|one| (one.id, one.role) == (me, Role::Facilitator));
    assert!(!leads(hugo.view()));

    scene.offered().await;
    scene.hugo.post(&scene.mine("/take"), json!({})).await.good();
    nora.sees("the new owner as a lead", leads).await;
    assert_eq!(olga.ends().await, Some(4004));
    assert_eq!(hugo.ends().await, Some(4003));
    hugo.token.clear();
    hugo.connect().await;
    hugo.sees("themselves as a lead", leads).await;
    assert_eq!(hugo.view().lead, Some(nora.id()), "who leads goes on leading");
}
