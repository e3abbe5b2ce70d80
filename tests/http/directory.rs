//! The public directory: what hosts make public, what everybody finds, and what nobody does.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{
    Answer, Browser, Server,
    people::{Host, invite, make_room, peer_room, redeem, therapy_room},
    secret_of,
};

/// What a host writes for the directory.
pub(super) fn listing() -> Value {
    json!({
        "public": true, "joinable": true, "language": "en", "led_by": "Two of us, in turn.",
        "asks": "Come on time.", "happens": "Everyone has a share.", "suits": "People who lost someone.",
        "not_for": "The first days after a death.", "cost": "Nothing.",
    })
}

pub(super) fn with(mut value: Value, change: Value) -> Value {
    value.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    value
}

fn path(room: &str) -> String {
    format!("/api/rooms/{room}/listing")
}

/// A room that is public; its id.
async fn public(host: &Browser, room: Value, change: Value) -> String {
    let id = make_room(host, room).await;
    host.put(&path(&id), with(listing(), change)).await.good();
    id
}

async fn found(visitor: &Browser, query: &str) -> Vec<String> {
    let list = visitor.get(&format!("/api/groups{query}")).await.good();
    let groups = list["groups"].as_array().unwrap();
    groups.iter().map(|group| group["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_room_is_public_when_its_host_says_so_and_private_at_once_when_not() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let visitor = server.visitor();
    let room = make_room(&admin, peer_room()).await;
    let page = format!("/api/groups/{room}");
    assert_eq!(found(&visitor, "").await, [] as [&str; 0], "private by default");
    visitor.get(&page).await.refused(404, "not_found");
    let empty = admin.get(&path(&room)).await.good();
    assert_eq!(
        (&empty["listed_at"], &empty["language"], &empty["led_by"]),
        (&json!(null), &json!(null), &json!(""))
    );
    assert_eq!(empty["suits"], "People who lost someone.", "the room's own");

    let refused = admin.put(&path(&room), with(listing(), json!({"led_by": "", "cost": " "}))).await;
    refused.refused_field("listing_invalid", "led_by");
    let named: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|wrong| &wrong["field"]).collect();
    assert_eq!(named, ["led_by", "cost"]);
    visitor.get(&page).await.refused(404, "not_found");

    let draft = with(listing(), json!({"public": false, "cost": ""}));
    let kept = admin.put(&path(&room), draft).await.good();
    assert_eq!((&kept["listed_at"], &kept["joinable"]), (&json!(null), &json!(false)));
    visitor.get(&page).await.refused(404, "not_found");

    let kept = admin.put(&path(&room), listing()).await.good();
    assert_eq!(kept["listed_at"], server_now(&server));
    assert!(kept["page"].as_str().unwrap().ends_with(&format!("/groups/{room}")));
    let shown = visitor.get(&page).await.good();
    for line in ["led_by", "asks", "happens", "suits", "not_for", "cost", "language"] {
        assert_eq!(shown[line], listing()[line], "{line}");
    }
    assert_eq!(
        (&shown["title"], &shown["minutes"], &shown["capacity"]),
        (&json!("Grief"), &json!(90), &json!(8))
    );
    assert_eq!(found(&visitor, "").await, ["Grief"]);
    assert_eq!(admin.get(&format!("/api/rooms/{room}")).await["not_for"], listing()["not_for"]);

    let emptied = admin.patch(&format!("/api/rooms/{room}"), json!({"suits": ""})).await;
    emptied.refused_field("listing_invalid", "suits");
    admin.patch(&format!("/api/rooms/{room}"), json!({"suits": "Everyone."})).await.good();
    assert_eq!(visitor.get(&page).await["suits"], "Everyone.");

    admin.put(&path(&room), with(listing(), json!({"public": false}))).await.good();
    visitor.get(&page).await.refused(404, "not_found");
    assert_eq!(found(&visitor, "").await, [] as [&str; 0]);
    admin.patch(&format!("/api/rooms/{room}"), json!({"suits": ""})).await.good();
    admin.put(&path(&room), listing()).await.good();
    admin.delete(&format!("/api/rooms/{room}")).await.good();
    visitor.get(&page).await.refused(404, "not_found");
    assert_eq!(found(&visitor, "").await, [] as [&str; 0], "archived");
}

fn server_now(server: &Server) -> Value {
    use rondo::clock::Clock as _;
    json!(server.clock.unix_ms())
}

#[tokio::test]
async fn newcomers_join_by_a_link_that_the_host_replaces_and_revokes_like_others() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let visitor = server.visitor();
    let room = public(&admin, peer_room(), json!({})).await;
    let page = format!("/api/groups/{room}");
    let link = async || visitor.get(&page).await.good()["join"].as_str().map(secret_of);
    let public_link = async || {
        let room = admin.get(&format!("/api/rooms/{room}")).await.good();
        let links = room["invites"].as_array().unwrap().clone();
        links
            .into_iter()
            .find(|link| link["public"] == true)
            .map(|link| link["id"].as_str().unwrap().to_owned())
    };
    let first = link().await.expect("a link");
    server.member(&first, "Kit").await;
    admin.put(&path(&room), listing()).await.good();
    assert_eq!(link().await.as_ref(), Some(&first), "saving again keeps it");

    let id = public_link().await.expect("among the room's links");
    admin.post(&format!("/api/rooms/{room}/invites/{id}/replace"), json!({})).await.good();
    let second = link().await.expect("the new one");
    assert_ne!(first, second);
    redeem(&server.browser(), &first, "Odile").await.refused(404, "link_invalid");
    server.member(&second, "Odile").await;

    let id = public_link().await.expect("the new one");
    admin.delete(&format!("/api/rooms/{room}/invites/{id}")).await.good();
    assert_eq!((link().await, public_link().await), (None, None));
    assert_eq!(visitor.get(&page).await["joinable"], false, "it is still found");
    assert_eq!(admin.get(&path(&room)).await["joinable"], false);

    admin.put(&path(&room), listing()).await.good();
    let third = link().await.expect("a new one");
    admin.put(&path(&room), with(listing(), json!({"joinable": false}))).await.good();
    assert_eq!(link().await, None);
    redeem(&server.browser(), &third, "Bea").await.refused(404, "link_invalid");
    admin.put(&path(&room), listing()).await.good();
    let fourth = link().await.expect("a new one");
    admin.put(&path(&room), with(listing(), json!({"public": false}))).await.good();
    redeem(&server.browser(), &fourth, "Bea").await.refused(404, "link_invalid");
}

#[tokio::test]
async fn a_group_is_found_by_topic_kind_and_language() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let therapist = server.therapist(&admin, "theo").await;
    let visitor = server.visitor();
    let room = |title: &str, topics: Value| with(peer_room(), json!({"title": title, "topics": topics}));
    public(&admin, room("Abends", json!(["Trauer", "Krankheit"])), json!({"language": "de"})).await;
    public(&admin, room("Cafe", json!(["grief"])), json!({})).await;
    let therapy = with(therapy_room(), json!({"title": "Steady", "topics": ["Anxiety", "Grief"]}));
    public(&therapist, therapy, json!({})).await;
    make_room(&admin, room("Hidden", json!(["grief"]))).await;

    for (query, names) in [
        ("", &["Abends", "Cafe", "Steady"][..]),
        ("?words=GRIEF", &["Cafe", "Steady"]),
        ("?words=grief&kind=therapist_led", &["Steady"]),
        ("?words=krank", &["Abends"]),
        ("?words=caf%C3%A9", &["Cafe"]),
        ("?language=de", &["Abends"]),
        ("?kind=peer_led&language=en", &["Cafe"]),
        ("?words=hidden", &[]),
        ("?words=nothing&language=fr", &[]),
    ] {
        assert_eq!(found(&visitor, query).await, names, "{query}");
    }
    let list = visitor.get("/api/groups?words=nothing").await.good();
    assert_eq!(
        (&list["languages"], &list["topics"]),
        (&json!(["de", "en"]), &json!(["grief", "Anxiety", "Krankheit", "Trauer"]))
    );
    let long = format!("/api/groups?words={}", "a".repeat(201));
    visitor.get(&long).await.refused_field("too_long", "words");
    for bad in
        ["?kind=other", "?limit=0", "?limit=51", "?limit=x", "?unknown=1", "?kind=peer_led&kind=peer_led"]
    {
        visitor.get(&format!("/api/groups{bad}")).await.refused(422, "invalid");
    }
    for bad in ["?after=x", "?after="] {
        visitor.get(&format!("/api/groups{bad}")).await.refused(400, "cursor_invalid");
    }
}

#[tokio::test]
async fn the_directory_is_read_page_by_page_and_not_sent_twice() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let visitor = server.visitor();
    for n in 0..5 {
        public(&admin, with(peer_room(), json!({"title": format!("Group {n}")})), json!({})).await;
    }
    public(&admin, with(peer_room(), json!({"title": "Group 1"})), json!({})).await;
    let (mut names, mut after) = (Vec::new(), String::new());
    let mut pages = 0;
    loop {
        let list = visitor.get(&format!("/api/groups?limit=2{after}")).await.good();
        names.extend(list["groups"].as_array().unwrap().iter().map(|group| group["title"].clone()));
        pages += 1;
        let Some(next) = list["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(
        (names, pages),
        (["Group 0", "Group 1", "Group 1", "Group 2", "Group 3", "Group 4"].map(Value::from).to_vec(), 3)
    );

    let first = visitor.get("/api/groups").await;
    assert_eq!(first.headers["cache-control"], "public, no-cache");
    let tag = first.headers["etag"].clone();
    let again = async || {
        let request = visitor.request(Method::GET, "/api/groups").header("if-none-match", &tag);
        Answer::of(Method::GET, "/api/groups", request).await
    };
    let answer = again().await;
    assert_eq!((answer.status, &answer.headers["etag"]), (StatusCode::NOT_MODIFIED, &tag));
    public(&admin, peer_room(), json!({})).await;
    assert_eq!(again().await.status, StatusCode::OK, "something has changed");
}

#[tokio::test]
async fn whoever_asks_too_much_waits() {
    let server = Server::start().await;
    let visitor = server.visitor();
    let mut answers = Vec::new();
    for n in 0..130 {
        let path = ["/api/groups", "/api/groups/aaaaaaaaaaaaaaaaaaaaaaaaaa"][n % 2];
        answers.push(visitor.get(path).await.status.as_u16());
    }
    assert!(answers[..120].iter().all(|status| *status != 429), "{answers:?}");
    assert!(answers[120..].contains(&429), "{answers:?}");
}

/// A schedule that begins next week.
fn schedule(zone: &str, start: &str, repeat: Value) -> Value {
    json!({"schedule": {"zone": zone, "start": start, "repeat": repeat, "ends": {"type": "never"}}})
}

async fn meets(host: &Browser, room: &str, plan: Value) {
    host.put(&format!("/api/rooms/{room}/schedule"), plan).await.good();
}

fn weekly(on: &[&str]) -> Value {
    json!({"type": "weekly", "every": 1, "on": on})
}

/// The tests take place on a Sunday, 2030-03-17 at 17:46 UTC.
#[tokio::test]
async fn groups_that_meet_next_come_first_and_are_found_by_day_and_zone() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let visitor = server.visitor();
    let room =
        async |title: &str| public(&admin, with(peer_room(), json!({"title": title})), json!({})).await;
    let (berlin, tokyo) = (room("Berlin").await, room("Tokyo").await);
    room("Any time").await;
    meets(&admin, &berlin, schedule("Europe/Berlin", "2030-03-19T19:00", weekly(&["tuesday"]))).await;
    meets(&admin, &tokyo, schedule("Asia/Tokyo", "2030-03-18T08:00", weekly(&["monday", "thursday"]))).await;
    for (query, names) in [
        ("", &["Tokyo", "Berlin", "Any time"][..]),
        ("?day=tuesday", &["Berlin"]),
        ("?day=sunday", &[]),
        ("?day=sunday&zone=Europe/London", &["Tokyo"]),
        ("?part=evening", &["Berlin"]),
        ("?part=evening&zone=America/New_York", &["Tokyo"]),
        ("?part=morning&zone=America/Los_Angeles", &["Berlin"]),
        ("?zone=America/Los_Angeles", &["Tokyo", "Berlin", "Any time"]),
    ] {
        assert_eq!(found(&visitor, query).await, names, "{query}");
    }
    visitor.get("/api/groups?zone=Mars/Olympus").await.refused_field("invalid", "zone");
    visitor.get("/api/groups?day=someday").await.refused(422, "invalid");
    let shown = visitor.get(&format!("/api/groups/{berlin}")).await.good();
    let local: Vec<_> = shown["dates"].as_array().unwrap().iter().map(|date| &date["local"]).collect();
    assert_eq!(local, ["2030-03-19T19:00", "2030-03-26T19:00", "2030-04-02T19:00", "2030-04-09T19:00"]);
    assert_eq!(shown["dates"][0]["zone"], "Europe/Berlin");
    let note = json!({"cancelled": true, "note": "canary in a note"});
    let key = "2030-03-19T19:00";
    admin.patch(&format!("/api/rooms/{berlin}/dates/{key}"), note).await.good();
    let shown = visitor.get(&format!("/api/groups/{berlin}")).await.good();
    assert_eq!(shown["dates"][0]["local"], "2030-03-26T19:00", "not the cancelled one");
    assert!(!shown.to_string().contains("canary"));
}

#[tokio::test]
async fn other_directories_get_a_meeting_guide_feed() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let visitor = server.visitor();
    let path = "/api/groups/meeting-guide.json";
    assert_eq!(visitor.get(path).await.good(), json!([]));
    let room = async |title: &str, change: Value| {
        public(&admin, with(peer_room(), json!({"title": title})), change).await
    };
    let weekly_room = room("Grief", json!({"language": "es"})).await;
    meets(
        &admin,
        &weekly_room,
        schedule("Europe/Berlin", "2030-03-19T23:00", weekly(&["tuesday", "sunday"])),
    )
    .await;
    let open = room("Any time", json!({"language": "cy", "joinable": false})).await;
    let monthly = room("Monthly", json!({})).await;
    let rule = json!({"type": "monthly_by_day", "every": 1, "day": 3});
    meets(&admin, &monthly, schedule("Europe/Berlin", "2030-04-03T19:00", rule)).await;
    let fortnightly = room("Every other week", json!({})).await;
    let rule = json!({"type": "weekly", "every": 2, "on": ["tuesday"]});
    meets(&admin, &fortnightly, schedule("Europe/Berlin", "2030-03-19T19:00", rule)).await;

    let answer = visitor.get(path).await;
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    assert_eq!(answer.headers["cache-control"], "public, no-cache");
    let feed = answer.good();
    let schema: Value = serde_json::from_str(include_str!("meeting-guide.schema.json")).unwrap();
    let errors: Vec<_> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&feed).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?} in {feed}");
    let meeting = |slug: &str| feed.as_array().unwrap().iter().find(|meeting| meeting["slug"] == slug);
    let grief = meeting(&weekly_room).unwrap();
    let told =
        ["name", "day", "time", "end_time", "timezone", "types", "updated"].map(|field| grief[field].clone());
    let expected = json!(["Grief", [0, 2], "23:00", "00:30", "Europe/Berlin", ["S"], "2030-03-17 17:46:40"]);
    assert_eq!(json!(told), expected);
    assert!(grief["notes"].as_str().unwrap().contains("The first days after a death."));
    let link = grief["conference_url"].as_str().unwrap();
    server.member(&secret_of(link), "Kit").await;
    let any_time = meeting(&open).unwrap();
    assert_eq!(
        (any_time.get("day"), any_time.get("conference_url"), &any_time["types"]),
        (None, None, &json!([]))
    );
    for other in [monthly, fortnightly] {
        assert_eq!(meeting(&other), None, "the feed is for weekly meetings");
    }
}

/// Marks that stand in every field that holds words, each in a field of its own.
struct Marks(Vec<String>);

impl Marks {
    fn mark(&mut self, what: &str) -> String {
        let mark = format!("canary{}{what}", self.0.len());
        self.0.push(mark.clone());
        mark
    }

    /// A room whose every text is marked.
    fn room(&mut self) -> Value {
        let item = json!({
            "name": self.mark("item"), "minutes": 30, "mode": "round", "crosstalk": "none", "share_ms": 60_000,
            "text": self.mark("text"), "script": self.mark("script"), "prompts": self.mark("prompts"),
            "pages": [{"title": self.mark("page"), "text": self.mark("pagetext")}],
        });
        with(
            peer_room(),
            json!({
                "title": self.mark("title"), "topics": [self.mark("topic")], "suits": self.mark("suits"),
                "not_for": self.mark("notfor"), "guidelines": [self.mark("guideline")], "agenda": [item],
            }),
        )
    }

    /// A listing whose every text is marked.
    fn listing(&mut self, public: bool) -> Value {
        let mut lines = with(listing(), json!({"public": public}));
        for line in ["led_by", "asks", "happens", "suits", "not_for", "cost"] {
            lines[line] = self.mark(line).into();
        }
        lines
    }

    async fn host(&mut self, server: &Server, admin: &crate::support::people::Administrator) -> Host {
        let name = self.mark("host");
        server.host(admin, &name).await
    }
}

/// All that somebody without an account can ask for.
async fn all_that_is_public(server: &Server, rooms: &[String], marks: &[String]) -> String {
    let visitor = server.visitor();
    let mut paths: Vec<String> = [
        "/",
        "/groups",
        "/groups/compare",
        "/sitemap.xml",
        "/robots.txt",
        "/api/about",
        "/api/demo",
        "/api/me",
        "/api/rooms",
        "/api/nothing",
        "/api/groups",
        "/api/groups?limit=50",
        "/api/groups?limit=99",
        "/readyz",
        "/metrics",
        "/api/groups/meeting-guide.json",
        "/api/groups/x",
        "/api/groups?after=bm9uc2Vuc2U",
    ]
    .map(str::to_owned)
    .to_vec();
    for room in rooms {
        for at in ["/api/groups/", "/groups/", "/api/rooms/", "/api/seat/", "/meet/"] {
            paths.push(format!("{at}{room}"));
        }
        for rest in ["listing", "invites", "bans", "calendar.ics"] {
            paths.push(format!("/api/rooms/{room}/{rest}"));
            paths.push(format!("/api/groups/{room}/{rest}"));
        }
    }
    let mut all = String::new();
    let mut hear = async |method: Method, path: &str, body: Option<Value>| {
        server.clock.advance_ms(1_000);
        let answer = visitor.ask(method, path, body).await;
        // What was asked is not said again, so what is found in here was not put there by the question.
        all.push_str(&format!("{:?} {}\n", answer.headers, answer.json));
    };
    for path in &paths {
        hear(Method::GET, path, None).await;
    }
    for mark in marks {
        hear(Method::GET, &format!("/api/groups?words={mark}"), None).await;
        hear(Method::GET, &format!("/api/groups?kind={mark}&{mark}=1"), None).await;
    }
    for room in rooms {
        hear(Method::PUT, &path(room), Some(listing())).await;
        hear(Method::POST, &format!("/api/rooms/{room}/token"), Some(json!({}))).await;
    }
    all
}

#[tokio::test]
async fn nothing_of_a_private_room_is_public() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let mut marks = Marks(Vec::new());
    let host = marks.host(&server, &admin).await;
    let gone = marks.host(&server, &admin).await;
    let mut rooms = Vec::new();
    // Never public.
    rooms.push(make_room(&host, marks.room()).await);
    // Written, and not public.
    let room = make_room(&host, marks.room()).await;
    host.put(&path(&room), marks.listing(false)).await.good();
    rooms.push(room);
    // Public, and taken back.
    let room = make_room(&host, marks.room()).await;
    host.put(&path(&room), marks.listing(true)).await.good();
    host.put(&path(&room), marks.listing(false)).await.good();
    rooms.push(room);
    // Public, and archived.
    let room = make_room(&host, marks.room()).await;
    host.put(&path(&room), marks.listing(true)).await.good();
    host.delete(&format!("/api/rooms/{room}")).await.good();
    rooms.push(room);
    // A rehearsal.
    let room = make_room(&host, marks.room()).await;
    let rehearsal = host.post(&format!("/api/rooms/{room}/rehearsal"), json!({})).await.good();
    let rehearsal = rehearsal["id"].as_str().unwrap().to_owned();
    host.put(&path(&rehearsal), marks.listing(true)).await.refused(409, "rehearsal_unlisted");
    rooms.extend([room, rehearsal]);
    // Public, and its owner is disabled.
    let room = make_room(&gone, marks.room()).await;
    gone.put(&path(&room), marks.listing(true)).await.good();
    admin.patch(&format!("/api/accounts/{}", gone.id), json!({"disabled": true})).await.good();
    rooms.push(room);
    // What a public room keeps to itself.
    let public_marks = ["title", "topic", "suits", "not_for", "led_by", "asks", "happens", "cost"];
    let before = marks.0.len();
    let mut room = marks.room();
    let mut public_lines = marks.listing(true);
    let shown: Vec<String> = {
        let is_public = |mark: &String| public_marks.iter().any(|what| mark.ends_with(what));
        let (mut shown, hidden): (Vec<_>, Vec<_>) =
            marks.0.split_off(before).into_iter().partition(is_public);
        // The listing's own take the place of the room's.
        shown.retain(|mark| mark != room["suits"].as_str().unwrap());
        marks.0.extend(hidden);
        shown
    };
    let open = make_room(&host, room.take()).await;
    host.put(&path(&open), public_lines.take()).await.good();
    let label = marks.mark("label");
    let invite_path = format!("/api/rooms/{open}/invites");
    let made = host.post(&invite_path, json!({"kind": "member", "label": label})).await.good();
    let secret = secret_of(made["link"].as_str().unwrap());
    server.member(&secret, &marks.mark("member")).await;
    marks.0.push(secret);
    let (_, secret) = invite(&host, &open, "co_lead").await;
    marks.0.push(secret);

    let all = all_that_is_public(&server, &rooms, &marks.0).await;
    for mark in &shown {
        assert!(all.contains(mark.as_str()), "{mark} is public");
    }
    for mark in marks.0.iter().filter(|mark| !shown.contains(mark)) {
        assert!(!all.contains(mark.as_str()), "{mark}");
    }
    // An id leads nowhere, and even so: only what was asked for names one.
    for room in &rooms {
        assert!(!server.visitor().get("/api/groups?limit=50").await.json.to_string().contains(room.as_str()));
        server.visitor().get(&format!("/api/groups/{room}")).await.refused(404, "not_found");
    }
}
