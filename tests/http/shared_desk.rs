//! Several hosts share a desk: each sees and leads the rooms that the others have on it.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{
    Browser, Server,
    contract::DOCUMENT,
    people::{Administrator, Host, invite, make_room, therapy_room},
    person::Person,
};

struct Scene {
    server: Server,
    admin: Administrator,
    olga: Host,
    hugo: Host,
    room: String,
    desk: String,
}

impl Scene {
    /// Olga has made a desk and invited Hugo.
    async fn new() -> Self {
        let server = Server::start().await;
        let (admin, olga, hugo, room) = server.two_hosts().await;
        let made = olga.post("/api/me/desk", json!({"name": " Hospice "})).await.good();
        let desk = made["id"].as_str().unwrap().to_owned();
        olga.post("/api/me/desk/hosts", json!({"name": " HUGO "})).await.good();
        Self { server, admin, olga, hugo, room, desk }
    }

    /// Hugo has joined, and the room is on the desk.
    async fn shared() -> Self {
        let scene = Self::new().await;
        scene.answer(&scene.hugo, "join").await;
        scene.share(true).await;
        scene
    }

    async fn answer(&self, who: &Browser, answer: &str) {
        // Who comes later is listed later.
        self.server.clock.advance_ms(1);
        who.post(&format!("/api/me/desk/{}/{answer}", self.desk), json!({})).await.good();
    }

    async fn share(&self, shared: bool) {
        self.olga.patch(&self.path(""), json!({"shared": shared})).await.good();
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/rooms/{}{rest}", self.room)
    }
}

async fn rooms(browser: &Browser) -> usize {
    browser.get("/api/rooms").await.good()["rooms"].as_array().unwrap().len()
}

async fn desk(browser: &Browser) -> Value {
    browser.get("/api/me/desk").await.good()
}

/// The display names of those on a desk, invited ones in brackets.
async fn hosts(browser: &Browser) -> String {
    let page = desk(browser).await;
    let hosts = page["desk"]["hosts"].as_array().unwrap().iter().map(|host| {
        let name = host["display_name"].as_str().unwrap();
        if host["joined"] == true { name.to_owned() } else { format!("({name})") }
    });
    hosts.collect::<Vec<_>>().join(" ")
}

fn host_path(host: &Host) -> String {
    format!("/api/me/desk/hosts/{}", host.id)
}

#[tokio::test]
async fn a_room_on_the_desk_is_seen_led_and_planned_by_the_others() {
    let scene = Scene::new().await;
    let asked = desk(&scene.hugo).await;
    let invitation = json!([{"id": scene.desk, "name": "Hospice", "from": "olga", "hosts": 1}]);
    assert_eq!((&asked["desk"], &asked["invitations"]), (&Value::Null, &invitation));
    assert_eq!(hosts(&scene.olga).await, "olga (hugo)");
    scene.share(true).await;
    scene.hugo.get(&scene.path("")).await.refused(404, "not_found");
    assert_eq!(rooms(&scene.hugo).await, 0);

    scene.answer(&scene.hugo, "join").await;
    assert_eq!(hosts(&scene.hugo).await, "olga hugo");
    assert_eq!(rooms(&scene.hugo).await, 1);
    let seen = scene.hugo.get(&scene.path("")).await.good();
    assert_eq!(seen["may"], json!({"own": false, "plan": true, "rehearse": true, "leave": false}));
    assert_eq!(seen["leads"].as_array().unwrap().len(), 1, "the owner leads it, and no co-lead");
    assert_eq!(seen["desk_leads"], json!(["hugo"]));
    scene.hugo.get(&scene.path("/places")).await.good();
    scene.hugo.get(&scene.path("/requests")).await.good();
    scene.hugo.get("/api/me/dates").await.good();
    let weekly = json!({
        "zone": "Europe/Berlin", "start": "2030-03-19T19:00", "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    });
    scene.hugo.put(&scene.path("/schedule"), json!({"schedule": weekly})).await.good();

    for (method, rest, body) in [
        ("patch", "", json!({"title": "Mine"})),
        ("delete", "", json!({})),
        ("put", "/offer", json!({"name": "hugo"})),
        ("post", "/invites", json!({"kind": "co_lead"})),
        ("get", "/concerns", Value::Null),
    ] {
        let path = scene.path(rest);
        let answer = match method {
            "patch" => scene.hugo.patch(&path, body).await,
            "delete" => scene.hugo.delete(&path).await,
            "put" => scene.hugo.put(&path, body).await,
            "post" => scene.hugo.post(&path, body).await,
            _ => scene.hugo.get(&path).await,
        };
        answer.refused(403, "forbidden");
    }
}

/// What the owner keeps, and the pages say so; everything else is for every host of the desk.
const OWNERS: [&str; 21] = [
    "DELETE /api/rooms/{room}",
    "PATCH /api/rooms/{room}",
    "DELETE /api/rooms/{room}/co-leads/{account}",
    "POST /api/rooms/{room}/consent",
    "GET /api/rooms/{room}/concerns",
    "DELETE /api/rooms/{room}/concerns/{concern}",
    "PUT /api/rooms/{room}/entry",
    "PUT /api/rooms/{room}/listing",
    "GET /api/rooms/{room}/mail",
    "GET /api/rooms/{room}/trail",
    "PATCH /api/rooms/{room}/mail",
    "DELETE /api/rooms/{room}/mail/on-call",
    "PUT /api/rooms/{room}/mail/on-call",
    "POST /api/rooms/{room}/mail/invitations",
    "DELETE /api/rooms/{room}/missed-calls",
    "DELETE /api/rooms/{room}/offer",
    "PUT /api/rooms/{room}/offer",
    "POST /api/rooms/{room}/members/{participant}/ban",
    "POST /api/rooms/{room}/members/{participant}/code",
    "POST /api/rooms/{room}/series",
    // With the invite of a co-lead, and with a label.
    "POST /api/rooms/{room}/invites",
];

#[tokio::test]
async fn a_host_of_the_desk_is_refused_what_is_the_owners_and_nothing_else() {
    let scene = Scene::shared().await;
    let mut refused = Vec::new();
    for (route, methods) in DOCUMENT["paths"].as_object().unwrap() {
        let Some(rest) = route.strip_prefix("/api/rooms/{room}") else { continue };
        let mut path = scene.path(rest);
        for id in ["account", "concern", "invite", "participant", "request"] {
            path = path.replace(&format!("{{{id}}}"), "aaaaaaaaaaaaaaaaaaaaaaaaaa");
        }
        let path = path.replace("{date}", "2030-03-19T19:00").replace("{duty}", "lead");
        for method in methods.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let body = match rest {
                "/invites" => json!({"kind": "co_lead"}),
                "/invites/{invite}" if method == Method::PATCH => json!({"label": "a"}),
                _ => json!({}),
            };
            let body = (method != Method::GET).then_some(body);
            let answer = scene.hugo.ask(method.clone(), &path, body).await;
            if answer.status == 403 {
                assert_eq!(answer["code"], "forbidden", "{method} {path}");
                refused.push(format!("{method} {route}"));
            }
        }
    }
    let mut owners = OWNERS.map(str::to_owned);
    owners.sort();
    refused.sort();
    assert_eq!(refused, owners);
    scene.hugo.post(&scene.path("/invites"), json!({"kind": "member"})).await.good();
}

#[tokio::test]
async fn a_host_of_the_desk_opens_the_meeting() {
    let scene = Scene::shared().await;
    let mut hugo = Person::new(&scene.server, &scene.hugo.browser, &scene.room);
    hugo.come().await;
    hugo.does(rondo::meeting::command::Command::OpenMeeting {}).await;
    hugo.sees("the meeting", |_| true).await;
    scene.share(false).await;
    assert_eq!(hugo.ends().await, Some(4004));
    scene.hugo.get(&scene.path("")).await.refused(404, "not_found");
}

#[tokio::test]
async fn an_account_is_on_one_desk_and_leaves_it_with_its_rooms() {
    let scene = Scene::shared().await;
    scene.hugo.post("/api/me/desk", json!({"name": "Another"})).await.refused(409, "desk_joined");
    let vera = scene.server.host(&scene.admin, "vera").await;
    let made = vera.post("/api/me/desk", json!({"name": "Second"})).await.good();
    vera.post("/api/me/desk/hosts", json!({"name": "hugo"})).await.good();
    let second = format!("/api/me/desk/{}", made["id"].as_str().unwrap());
    scene.hugo.post(&format!("{second}/join"), json!({})).await.refused(409, "desk_joined");

    // The maker leaves: whoever joined next follows, and her room is on the desk no more.
    scene.olga.delete(&host_path(&scene.olga)).await.good();
    assert_eq!(rooms(&scene.hugo).await, 0);
    assert_eq!(scene.olga.get(&scene.path("")).await.good()["shared"], false);
    assert_eq!(desk(&scene.hugo).await["desk"]["manages"], true);
    let refused = scene.olga.patch(&scene.path(""), json!({"shared": true})).await;
    refused.refused(409, "no_desk");
    assert_eq!(refused["field"], "shared");

    // The last one takes the desk with them, and may join the other.
    scene.hugo.delete(&host_path(&scene.hugo)).await.good();
    scene.server.clock.advance_ms(1);
    scene.hugo.post(&format!("{second}/join"), json!({})).await.good();
    assert_eq!(hosts(&vera).await, "vera hugo");
    scene.hugo.post(&format!("{second}/decline"), json!({})).await.refused(409, "desk_gone");
    assert_eq!(hosts(&vera).await, "vera hugo", "a late answer takes nobody off");
}

#[tokio::test]
async fn an_invitation_is_declined_or_taken_back_and_the_maker_alone_manages() {
    let scene = Scene::new().await;
    scene.answer(&scene.hugo, "decline").await;
    assert_eq!(hosts(&scene.olga).await, "olga");
    let join = format!("/api/me/desk/{}/join", scene.desk);
    scene.hugo.post(&join, json!({})).await.refused(409, "desk_gone");
    scene.olga.post("/api/me/desk/hosts", json!({"name": "hugo"})).await.good();
    scene.olga.delete(&host_path(&scene.hugo)).await.good();
    assert_eq!(desk(&scene.hugo).await["invitations"], json!([]));

    scene.olga.post("/api/me/desk/hosts", json!({"name": "hugo"})).await.good();
    scene.answer(&scene.hugo, "join").await;
    scene.olga.post("/api/me/desk/hosts", json!({"name": "hugo"})).await.good();
    assert_eq!(hosts(&scene.olga).await, "olga hugo", "nothing changes");
    scene.hugo.post("/api/me/desk/hosts", json!({"name": "olga"})).await.refused(403, "forbidden");
    scene.hugo.delete(&host_path(&scene.olga)).await.refused(403, "forbidden");
    scene.olga.delete(&host_path(&scene.hugo)).await.good();
    assert_eq!(desk(&scene.hugo).await["desk"], Value::Null);
}

#[tokio::test]
async fn the_maker_renames_the_desk() {
    let scene = Scene::shared().await;
    let renamed = scene.olga.put("/api/me/desk", json!({"name": " Hospice North "})).await.good();
    assert_eq!((&renamed["name"], &renamed["manages"]), (&json!("Hospice North"), &json!(true)));
    assert_eq!(desk(&scene.hugo).await["desk"]["name"], "Hospice North");
    scene.hugo.put("/api/me/desk", json!({"name": "Mine"})).await.refused(403, "forbidden");
    for (name, code) in [(" ".to_owned(), "name_missing"), ("a".repeat(81), "too_long")] {
        let answer = scene.olga.put("/api/me/desk", json!({"name": name})).await;
        answer.refused_field(code, "name");
    }
    let vera = scene.server.host(&scene.admin, "vera").await;
    vera.put("/api/me/desk", json!({"name": "Mine"})).await.refused(409, "no_desk");
}

#[tokio::test]
async fn who_can_not_share_a_desk_is_not_told_from_who_does_not_exist() {
    let scene = Scene::new().await;
    let nora = scene.server.nobody(&scene.admin, "nora").await;
    let gone = scene.server.host(&scene.admin, "gone").await;
    scene.admin.patch(&format!("/api/accounts/{}", gone.id), json!({"disabled": true})).await.good();
    for name in ["nobody of this name", "nora", "gone", "", "hug"] {
        let answer = scene.olga.post("/api/me/desk/hosts", json!({"name": name})).await;
        answer.refused_field("desk_unfit", "name");
    }
    nora.post("/api/me/desk", json!({"name": "Mine"})).await.refused(403, "forbidden");
    for _ in 0..4 {
        scene.olga.post("/api/me/desk/hosts", json!({"name": "guess"})).await;
    }
    let throttled = scene.olga.post("/api/me/desk/hosts", json!({"name": "guess"})).await;
    throttled.refused(429, "too_many_attempts");
}

#[tokio::test]
async fn only_therapists_see_the_therapy_on_the_desk() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let theo = server.therapist(&admin, "theo").await;
    let tina = server.therapist(&admin, "tina").await;
    let hugo = server.host(&admin, "hugo").await;
    let made = theo.post("/api/me/desk", json!({"name": "Clinic"})).await.good();
    let join = format!("/api/me/desk/{}/join", made["id"].as_str().unwrap());
    for (name, other) in [("tina", &tina.browser), ("hugo", &hugo.browser)] {
        theo.post("/api/me/desk/hosts", json!({"name": name})).await.good();
        other.post(&join, json!({})).await.good();
    }
    let mut new = therapy_room();
    new["shared"] = json!(true);
    let room = make_room(&theo, new).await;
    let path = format!("/api/rooms/{room}");
    assert_eq!((rooms(&tina).await, rooms(&hugo).await), (1, 0));
    hugo.get(&path).await.refused(403, "therapist_required");
    hugo.post(&format!("{path}/token"), json!({})).await.refused(403, "therapist_required");
    assert_eq!(theo.get(&path).await.good()["desk_leads"], json!(["tina"]));
    let mut inside = Person::new(&server, &tina.browser, &room);
    inside.come().await;
    let account = format!("/api/accounts/{}", tina.id);
    admin.patch(&account, json!({"is_therapist": false})).await.good();
    assert_eq!(inside.ends().await, Some(4004));
    assert_eq!(rooms(&tina).await, 0);
    admin.patch(&account, json!({"is_therapist": true, "is_host": false})).await.good();
    tina.get(&path).await.refused(403, "forbidden");
}

#[tokio::test]
async fn a_room_that_is_handed_on_stays_within_the_desk_only() {
    let scene = Scene::shared().await;
    let vera = scene.server.host(&scene.admin, "vera").await;
    scene.olga.put(&scene.path("/offer"), json!({"name": "hugo"})).await.good();
    scene.hugo.post(&format!("/api/me/handings/{}/take", scene.room), json!({})).await.good();
    let seen = scene.olga.get(&scene.path("")).await.good();
    assert_eq!((&seen["shared"], &seen["may"]["own"]), (&json!(true), &json!(false)));
    scene.hugo.put(&scene.path("/offer"), json!({"name": "vera"})).await.good();
    vera.post(&format!("/api/me/handings/{}/take", scene.room), json!({})).await.good();
    scene.olga.get(&scene.path("")).await.refused(404, "not_found");
    scene.hugo.get(&scene.path("")).await.refused(404, "not_found");
    assert_eq!(vera.get(&scene.path("")).await.good()["shared"], false);
}

#[tokio::test]
async fn a_co_lead_stays_one_without_the_desk() {
    let scene = Scene::shared().await;
    let (_, secret) = invite(&scene.olga, &scene.room, "co_lead").await;
    scene.hugo.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    let mut hugo = Person::new(&scene.server, &scene.hugo.browser, &scene.room);
    hugo.come().await;
    scene.hugo.delete(&host_path(&scene.hugo)).await.good();
    hugo.sync().await;
    assert_eq!(scene.hugo.get(&scene.path("")).await.good()["may"]["leave"], true);
}

#[tokio::test]
async fn a_desk_has_room_for_twenty() {
    let scene = Scene::new().await;
    for n in 0..18 {
        let name = format!("host{n}");
        scene.server.host(&scene.admin, &name).await;
        scene.server.clock.advance_ms(60_000);
        scene.olga.post("/api/me/desk/hosts", json!({"name": name})).await.good();
    }
    scene.server.host(&scene.admin, "last").await;
    scene.server.clock.advance_ms(60_000);
    let full = scene.olga.post("/api/me/desk/hosts", json!({"name": "last"})).await;
    full.refused(409, "desk_full");
    assert!(!hosts(&scene.olga).await.contains("last"));
}

#[tokio::test]
async fn an_administrator_takes_an_account_off_and_a_desk_outlives_a_restart() {
    let Scene { server, admin, olga, hugo, room, .. } = Scene::shared().await;
    let server = server.restart().await;
    let (olga, boss) = (olga.at(&server), admin.browser.at(&server));
    let mine = format!("/api/rooms/{room}");
    hugo.at(&server).get(&mine).await.good();
    let path = format!("/api/accounts/{}/desk", hugo.id);
    assert_eq!(boss.get(&path).await.good()["name"], "Hospice");
    olga.put("/api/me/desk", json!({"name": "Hospice North"})).await.good();
    boss.delete(&path).await.good();
    boss.delete(&path).await.refused(409, "no_desk");
    hugo.at(&server).get(&mine).await.refused(404, "not_found");
    assert_eq!(hosts(&olga).await, "olga");

    let data = server.stop().await;
    let audit = rondo::open_audit(&data.path().join("rondo/rondo.db").display().to_string()).await.unwrap();
    let acts: Vec<_> = audit.list(None, None, 100).await.unwrap();
    for act in ["desk_create", "desk_invite", "desk_join", "desk_remove", "desk_rename", "room_on_desk"] {
        assert!(acts.iter().any(|entry| entry.entry.action == act), "{act}");
    }
}
