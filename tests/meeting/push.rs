//! People who look elsewhere are told on their devices, by a push service of the test's own.

mod service;

use rondo::{clock::Clock, meeting::command::Command};
use serde_json::{Value, json};

use self::service::{Device, Handed, PushService};
use crate::support::{
    Server,
    person::Person,
    roles::{Facilitator, Leads, Member},
    room::{Room, peers, time_passes},
};

/// A room whose notices go to this machine.
async fn room_of(room: Value) -> Room {
    Room::on(Server::start_with(|config| config.outgoing_loopback = true).await, room).await
}

fn path_of(person: &Person) -> String {
    format!("/api/seat/{}/push", person.room)
}

/// A member who is told on a device, and looks elsewhere.
async fn away(room: &Room, name: &str, service: &PushService, language: &str) -> (Member, Device) {
    let mut member = room.member(name).await;
    let device = Device::at(service, &format!("/{name}"));
    member.browser.put(&path_of(&member), device.wish(language)).await.good();
    member.looks(false).await;
    (member, device)
}

async fn starts_a_round(ada: &mut Facilitator) {
    ada.opens().await;
    ada.goes_to_the_round().await;
}

fn says(handed: &Handed, device: &Device) -> (String, String) {
    let told = device.reads(handed);
    (told["title"].as_str().unwrap().to_owned(), told["body"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_turn_reaches_a_device_in_neutral_words_and_the_lead_sees_it() {
    let room = room_of(peers("peer_checkin")).await;
    let mut service = PushService::start().await;
    let mut ada = room.lead().await;
    let (mut kit, phone) = away(&room, "Kit", &service, "en").await;
    ada.opens().await;
    let opened = service.next().await;
    assert_eq!(says(&opened, &phone), ("It has begun".into(), "Open to join in.".into()));
    ada.goes_to_the_round().await;
    let next = service.next().await;
    assert_eq!(says(&next, &phone).0, "You are next");
    ada.until("the notice", |ada| ada.notified == [kit.id()]).await;

    ada.passes().await;
    let turn = service.next().await;
    assert_eq!(turn.path, "/Kit");
    assert_eq!((turn.header("ttl"), turn.header("urgency")), ("90", "high"));
    let told = phone.reads(&turn);
    assert_eq!(told["title"], "It’s your turn");
    assert_eq!(told["page"], format!("/meet/{}", room.id));
    assert_eq!((&told["sound"], &told["vibration"]), (&json!(false), &json!(true)));
    let text = told.to_string();
    for secret in ["Kit", "Ada", "grief", "checkin"] {
        assert!(!text.contains(secret), "{text}");
    }
    assert_eq!(turn.header("topic"), next.header("topic"), "the newer replaces the older");
    assert_ne!(turn.header("topic"), opened.header("topic"));
    assert!(turn.header("topic").len() <= 32);

    let key = room.server.browser().get("/api/push").await.good();
    let claims = turn.claims(key["key"].as_str().unwrap());
    assert_eq!(claims["aud"], service.origin);
    let ends = claims["exp"].as_i64().unwrap() - room.server.clock.unix_ms().as_ms() / 1_000;
    assert!((1..=86_400).contains(&ends), "{ends}");

    ada.until("the notice", |ada| ada.notified == [kit.id()]).await;
    kit.looks(true).await;
    ada.until("that they look", |ada| ada.notified.is_empty()).await;
    assert!(!kit.heard().contains("\"notified\""), "for leads alone");
}

#[tokio::test]
async fn whoever_looks_at_the_page_is_told_nothing_and_so_is_whoever_did_not_ask() {
    let room = room_of(peers("peer_checkin")).await;
    let mut service = PushService::start().await;
    let mut ada = room.lead().await;
    let (mut kit, _) = away(&room, "Kit", &service, "en").await;
    kit.looks(true).await;
    let mut odile = room.member("Odile").await;
    odile.looks(false).await;
    starts_a_round(&mut ada).await;
    ada.passes().await;
    kit.passes().await;
    odile.passes().await;
    ada.sync().await;
    assert!(service.is_idle() && ada.notified.is_empty());

    // One of two pages is enough, and turned off is off.
    let mut laptop = kit.twin();
    laptop.connect().await;
    kit.looks(false).await;
    ada.does(Command::Whisper { to: Some(kit.id()), text: "Hello.".into() }).await;
    laptop.looks(false).await;
    kit.browser.delete(&path_of(&kit)).await.good();
    ada.does(Command::Whisper { to: Some(kit.id()), text: "Are you there?".into() }).await;
    ada.sync().await;
    assert!(service.is_idle());
}

#[tokio::test]
async fn a_phone_whose_screen_is_off_is_called_and_has_as_long_as_anyone_to_answer() {
    let room = room_of(peers("peer_checkin")).await;
    let mut service = PushService::start().await;
    let mut ada = room.lead().await;
    let (mut kit, phone) = away(&room, "Kit", &service, "en").await;
    let mut odile = room.member("Odile").await;
    starts_a_round(&mut ada).await;
    for _ in ["opened", "next"] {
        service.next().await;
    }
    // Both are gone from the wire; only one of them asked to be told.
    kit.cut();
    odile.cut();
    let offline = [kit.id(), odile.id()];
    ada.sees("both offline", |view| {
        view.people.iter().filter(|p| offline.contains(&p.id)).all(|p| !p.connected)
    })
    .await;
    ada.passes().await;
    let turn = service.next().await;
    assert_eq!((says(&turn, &phone).0.as_str(), turn.header("ttl")), ("It’s your turn", "90"));
    ada.until("the notice", |ada| ada.notified == [kit.id()]).await;
    time_passes(&room.server.clock, 85_000, all![ada]).await;
    assert_eq!(ada.holder(), Some(kit.id()), "the offer stands");
    kit.connect().await;
    ada.until("that they are back", |ada| ada.notified.is_empty()).await;
    kit.accepts().await;
    kit.says("I am here.").await;
    let turn = kit.turn().unwrap().id;
    kit.does(Command::Done { turn }).await;
    ada.sees("that the other is passed over", |view| view.floor.turn.is_none()).await;
    assert!(service.is_idle());
}

#[tokio::test]
async fn after_a_restart_the_next_is_told_and_nobody_waits_for_a_browser_that_is_gone() {
    let server = Server::start_with(|config| config.outgoing_loopback = true).await;
    let mut room = Room::on(server, peers("peer_checkin")).await;
    let mut service = PushService::start().await;
    let mut ada = room.lead().await;
    let (mut kit, _) = away(&room, "Kit", &service, "en").await;
    starts_a_round(&mut ada).await;
    for _ in ["opened", "next"] {
        service.next().await;
    }
    kit.cut();
    let gone = kit.id();
    ada.sees("offline", |view| view.people.iter().any(|p| p.id == gone && !p.connected)).await;
    room.server = room.server.restart_with(|config| config.outgoing_loopback = true).await;
    ada.find(&room.server);
    // The room has come back before anybody does.
    ada.browser.get(&format!("/api/rooms/{}", room.id)).await.good();
    service.answers(410, None).await;
    ada.connect().await;
    // The floor goes on, and the next is told; the push service says that the browser is gone.
    assert_eq!(service.next().await.header("urgency"), "normal");
    time_passes(&room.server.clock, 60_000, all![ada]).await;
    ada.passes().await;
    ada.sees("that they are passed over", |view| view.floor.turn.is_none()).await;
    assert!(service.is_idle() && ada.notified.is_empty());
}

#[tokio::test]
async fn people_at_the_door_are_told_that_they_may_come_in_each_in_their_language() {
    let room = room_of(one_by_one()).await;
    let mut service = PushService::start().await;
    let mut ada = room.lead().await;
    let (kit, phone) = away(&room, "Kit", &service, "de").await;
    ada.opens().await;
    let opened = service.next().await;
    assert_eq!(says(&opened, &phone).0, "Es hat begonnen");
    ada.until("the notice", |ada| ada.notified == [kit.id()]).await;
    ada.admits(kit.id()).await;
    let admitted = service.next().await;
    assert_eq!(says(&admitted, &phone).0, "Du kannst hereinkommen");
    assert_eq!((admitted.header("ttl"), admitted.header("urgency")), ("300", "high"));
    for _ in 0..5 {
        ada.does(Command::Whisper { to: Some(kit.id()), text: "Welcome.".into() }).await;
    }
    let reply = service.next().await;
    assert_eq!(
        says(&reply, &phone),
        ("Du hast eine Antwort".into(), "Öffne die Seite, um sie zu lesen.".into())
    );
    ada.sync().await;
    assert!(service.is_idle(), "one notice for as many whispers as wait unread");
}

/// A peer-led room with a lead at the door.
fn one_by_one() -> Value {
    let mut room = peers("peer_checkin");
    let mut settings =
        json!(rondo::meeting::settings::Settings::for_kind(rondo::meeting::role::RoomKind::PeerLed));
    settings["admission"] = "one_by_one".into();
    room["settings"] = settings;
    room
}

#[tokio::test]
async fn a_service_that_asks_for_patience_is_asked_again_within_the_life_of_the_notice_only() {
    let room = room_of(peers("peer_checkin")).await;
    let mut service = PushService::start().await;
    let mut ada = room.lead().await;
    let (kit, _) = away(&room, "Kit", &service, "en").await;
    ada.opens().await;
    service.next().await;
    ada.until("the notice", |ada| !ada.notified.is_empty()).await;
    for (status, retry) in [(429, Some(20)), (503, None), (201, None)] {
        service.answers(status, retry).await;
    }
    ada.does(Command::Whisper { to: Some(kit.id()), text: "Hello.".into() }).await;
    assert_eq!(service.next().await.header("ttl"), "600");
    let (again, after_s) = handed_after(&room, &mut ada, &mut service).await;
    assert!(after_s >= 20, "as long as it asked for, not {after_s} s");
    let ttl_s: u64 = again.header("ttl").parse().unwrap();
    assert!(ttl_s <= 600 - after_s && ttl_s > 560, "what is left of its life: {ttl_s} s");
    let (_, after_s) = handed_after(&room, &mut ada, &mut service).await;
    assert!((4..30).contains(&after_s), "twice the first wait, not {after_s} s");
    ada.until("the notice", |ada| ada.notified == [kit.id()]).await;
}

/// The next notice, and the seconds of meeting time until it came.
async fn handed_after(room: &Room, ada: &mut Facilitator, service: &mut PushService) -> (Handed, u64) {
    for second in 0..60 {
        if let Some(handed) = service.handed() {
            return (handed, second);
        }
        time_passes(&room.server.clock, 1_000, all![ada]).await;
    }
    panic!("nothing was handed over");
}

#[tokio::test]
async fn a_notice_is_given_up_when_it_is_of_no_use_any_more() {
    let room = room_of(peers("peer_checkin")).await;
    let mut service = PushService::start().await;
    let mut ada = room.lead().await;
    let (mut kit, phone) = away(&room, "Kit", &service, "en").await;
    ada.opens().await;
    assert_eq!(says(&service.next().await, &phone).0, "It has begun");
    ada.goes_to_the_round().await;
    assert_eq!(says(&service.next().await, &phone).0, "You are next");
    service.answers(503, None).await;
    ada.passes().await;
    assert_eq!(says(&service.next().await, &phone).0, "It’s your turn");
    kit.passes().await;
    time_passes(&room.server.clock, 60_000, all![ada, kit]).await;
    assert!(service.is_idle(), "the turn is over");
}

#[tokio::test]
async fn a_browser_that_is_gone_is_forgotten_and_a_forbidden_answer_is_not_repeated() {
    let room = room_of(peers("peer_checkin")).await;
    let mut service = PushService::start().await;
    let mut ada = room.lead().await;
    let (mut kit, _) = away(&room, "Kit", &service, "en").await;
    ada.opens().await;
    service.next().await;
    for (status, on) in [(403, true), (410, false)] {
        service.answers(status, None).await;
        ada.does(Command::Whisper { to: Some(kit.id()), text: "Hello.".into() }).await;
        service.next().await;
        kit.looks(true).await;
        kit.looks(false).await;
        let mut left = kit.browser.get(&path_of(&kit)).await.good()["on"].clone();
        for _ in 0..100 {
            if left == on {
                break;
            }
            ada.sync().await;
            left = kit.browser.get(&path_of(&kit)).await.good()["on"].clone();
        }
        assert_eq!(left, on, "after {status}");
    }
    ada.does(Command::Whisper { to: Some(kit.id()), text: "Hello again.".into() }).await;
    ada.sync().await;
    time_passes(&room.server.clock, 60_000, all![ada, kit]).await;
    assert!(service.is_idle());
}

#[tokio::test]
async fn a_service_that_never_answers_holds_nobody_up() {
    let room = room_of(peers("peer_checkin")).await;
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut ada = room.lead().await;
    let mut kit = room.member("Kit").await;
    let service = PushService::start().await;
    let mut wish = Device::at(&service, "/x").wish("en");
    wish["endpoint"] = format!("http://{}/x", silent.local_addr().unwrap()).into();
    kit.browser.put(&path_of(&kit), wish).await.good();
    kit.looks(false).await;
    starts_a_round(&mut ada).await;
    ada.passes().await;
    kit.passes().await;
    ada.says("We go on.").await;
    assert!(ada.notified.is_empty(), "nothing was handed over");
}

#[tokio::test]
async fn what_is_no_address_of_a_push_service_is_refused() {
    let service = PushService::start().await;
    let open = room_of(peers("peer_checkin")).await;
    let kit = open.member("Kit").await;
    let good = Device::at(&service, "/x").wish("en");
    let with = |field: &str, value: &str| {
        let mut wish = good.clone();
        wish[field] = value.into();
        wish
    };
    for (field, value, code) in [
        ("endpoint", "http://10.0.0.1/x", "push_endpoint"),
        ("endpoint", "https://192.168.1.1/x", "push_endpoint"),
        ("endpoint", "https://[fe80::1]/x", "push_endpoint"),
        ("endpoint", "https://me@push.example/x", "push_endpoint"),
        ("endpoint", "no address", "push_endpoint"),
        ("key", "AAAA", "push_key"),
        ("key", &"_".repeat(87), "push_key"),
        ("auth", "AAAA", "push_key"),
    ] {
        let refused = kit.browser.put(&path_of(&kit), with(field, value)).await;
        refused.refused_field(code, field);
    }
    assert_eq!(kit.browser.get(&path_of(&kit)).await.good(), json!({"on": false}));
    let stranger = open.server.browser();
    stranger.put(&path_of(&kit), good.clone()).await.refused(403, "no_seat");

    let closed = Room::on(Server::start().await, peers("peer_checkin")).await;
    let kit = closed.member("Kit").await;
    kit.browser.put(&path_of(&kit), good.clone()).await.refused_field("push_endpoint", "endpoint");
    let localhost = with("endpoint", "https://localhost:9/x");
    kit.browser.put(&path_of(&kit), localhost).await.good();
}

#[tokio::test]
async fn a_device_that_forgets_the_seat_is_told_nothing_more() {
    let room = room_of(peers("peer_checkin")).await;
    let mut service = PushService::start().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let (kit, _) = away(&room, "Kit", &service, "en").await;
    kit.browser.delete(&format!("/api/seat/{}", room.id)).await.good();
    let (mut bea, _) = away(&room, "Bea", &service, "en").await;
    let who = bea.id();
    ada.does(Command::Ban { who, reason: rondo::meeting::reason::RemovalReason::Safety }).await;
    bea.ends().await;
    bea.browser.get(&path_of(&bea)).await.refused(403, "banned");
    ada.does(Command::Whisper { to: Some(kit.id()), text: "Hello.".into() }).await;
    ada.sync().await;
    assert!(service.is_idle());
}

#[tokio::test]
async fn a_place_that_becomes_free_reaches_the_device_of_the_next_in_line() {
    const DATE: &str = "2030-03-19T19:00";
    let mut group = peers("peer_checkin");
    group["schedule"] = json!({
        "zone": "Europe/Berlin", "start": DATE, "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    });
    let room = room_of(group).await;
    let places = format!("/api/rooms/{}/places", room.id);
    room.admin.put(&places, json!({"sign_up": true, "capacity": 1})).await.good();
    let mut service = PushService::start().await;
    let path = format!("/api/seat/{}/dates/{DATE}", room.id);
    let mut line = Vec::new();
    for (name, answer) in [("Bea", "coming"), ("Kit", "waiting"), ("Odile", "waiting")] {
        let member = room.server.member(&room.invites.secret().await, name).await;
        let device = Device::at(&service, &format!("/{name}"));
        let push = format!("/api/seat/{}/push", room.id);
        member.put(&push, device.wish("en")).await.good();
        member.put(&path, json!({"answer": answer})).await.good();
        line.push((member, device));
    }
    assert!(service.is_idle(), "a place of one's own is no news");
    line[0].0.put(&path, json!({"answer": "absent"})).await.good();
    let offered = service.next().await;
    assert_eq!((offered.path.as_str(), offered.header("urgency")), ("/Kit", "normal"));
    let told = line[1].1.reads(&offered);
    assert_eq!(told["title"], "A place is free");
    assert_eq!(told["page"], format!("/seat/{}", room.id));
    assert!(!told.to_string().contains("Kit") && !told.to_string().contains("grief"), "{told}");
    let half_a_day_s = 12 * 60 * 60;
    let ttl_s: u64 = offered.header("ttl").parse().unwrap();
    assert!((half_a_day_s - 60..=half_a_day_s).contains(&ttl_s), "for as long as it is kept: {ttl_s}");
    // Not taken in time, it goes to the next, and nobody is told twice.
    room.server.clock.advance_ms(12 * 60 * 60_000);
    let passed_on = service.next().await;
    assert_eq!(passed_on.path, "/Odile");
    line[2].0.get(&format!("/api/seat/{}/dates", room.id)).await.good();
    assert!(service.is_idle());
}

#[tokio::test]
async fn a_date_without_a_lead_reaches_the_devices_of_who_may_lead_the_day_before() {
    const DATE: &str = "2030-03-19T19:00";
    let mut group = peers("peer_checkin");
    group["schedule"] = json!({
        "zone": "Europe/Berlin", "start": DATE, "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    });
    let mut room = room_of(group).await;
    let lead = format!("/api/rooms/{}/duties/lead", room.id);
    room.admin.put(&lead, json!({"way": {"type": "sign_up"}})).await.good();
    let mut service = PushService::start().await;
    let own = format!("/api/seat/{}/duties", room.id);
    let mut people = Vec::new();
    for name in ["Kit", "Odile"] {
        let member = room.server.member(&room.invites.secret().await, name).await;
        let device = Device::at(&service, &format!("/{name}"));
        member.put(&format!("/api/seat/{}/push", room.id), device.wish("en")).await.good();
        people.push((member, device));
    }
    people[1].0.post(&own, json!({"change": {"type": "be_asked", "on": false}})).await.good();
    // Who owns the room was never in it.
    let of_host = Device::at(&service, "/Ada");
    room.admin.put(&format!("/api/seat/{}/push", room.id), of_host.wish("de")).await.good();
    // It starts two days and some minutes from now.
    room.server.clock.advance_ms(23 * 60 * 60_000);
    looks(&room, 60).await;
    assert!(service.is_idle(), "too early");
    let mut told = [handed_in_time(&room, &mut service).await, handed_in_time(&room, &mut service).await];
    told.sort_by_key(|told| told.path.clone());
    assert_eq!([&told[0].path, &told[1].path], ["/Ada", "/Kit"], "who does not want to be asked is not");
    let [of_host, of_kit] = [of_host.reads(&told[0]), people[0].1.reads(&told[1])];
    assert_eq!(of_kit["title"], "A date has no lead yet");
    assert_eq!(of_kit["page"], format!("/seat/{}", room.id));
    assert_eq!(of_host["title"], "Ein Termin hat noch keine Leitung");
    assert_eq!(of_host["page"], format!("/rooms/{}", room.id));
    for notice in [&of_host, &of_kit] {
        let text = notice.to_string();
        assert!(["Kit", "Ada", "rief", "checkin"].iter().all(|secret| !text.contains(secret)), "{text}");
    }
    room.server = room.server.restart_with(|config| config.outgoing_loopback = true).await;
    room.admin.browser = room.admin.browser.at(&room.server);
    looks(&room, 60).await;
    assert!(service.is_idle(), "once");
}

/// What is handed over in the next hours. The server may have looked just before the clock was set.
async fn handed_in_time(room: &Room, service: &mut PushService) -> Handed {
    for _ in 0..60 {
        looks(room, 10).await;
        if let Some(handed) = service.handed() {
            return handed;
        }
    }
    panic!("nothing was handed over");
}

/// So many minutes pass, in which the server looks at what is to be done.
async fn looks(room: &Room, minutes: u64) {
    for _ in 0..minutes.div_ceil(10) {
        room.server.clock.advance_ms(10 * 60_000);
        for _ in 0..5 {
            room.admin.get("/api/jobs").await.good();
        }
    }
}
