//! Bad input, in one table: what can't be is refused with a code beside its field, and nothing is half
//! made. The clock of the tests stands at Sunday, 2030-03-17, 18:46 in Berlin; the group meets on Tuesdays.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    audit::acts,
    calendar::{NOBODYS, path},
    schedule::{scheduled, weekly},
};
use crate::support::{
    Browser, Server,
    people::{Administrator, Member, invite, make_room, peer_room},
};

const FIRST: &str = "2030-03-19T19:00";
const INJECTED: &str = "Robin\r\nBcc: eve@example.org";

/// A room with dates, its host, somebody with a seat, and somebody who looks in from outside.
struct House {
    server: Server,
    host: Administrator,
    member: Member,
    visitor: Browser,
    room: String,
    secret: String,
}

/// Whose request it is.
#[derive(Clone, Copy)]
enum Asks {
    Host,
    Member,
    Visitor,
}
use Asks::{Host as HOST, Member as MEMBER, Visitor as VISITOR};
use Method as M;

/// Who asks for what, and which field is refused with which code and reason.
type Row = (Asks, M, &'static str, Value, &'static str, &'static str, Option<&'static str>);

impl House {
    async fn new() -> Self {
        let server = Server::start().await;
        let host = server.administrator().await;
        let room = make_room(&host, scheduled(FIRST)).await;
        let (_, secret) = invite(&host, &room, "member").await;
        let member = server.member(&secret, "Robin").await;
        let visitor = server.browser();
        Self { server, host, member, visitor, room, secret }
    }

    fn who(&self, asks: Asks) -> &Browser {
        match asks {
            HOST => &self.host,
            MEMBER => &self.member,
            VISITOR => &self.visitor,
        }
    }

    /// All that a host, an administrator and a member can list.
    async fn all(&self) -> Value {
        let mut all = json!({});
        for path in [
            "/api/rooms",
            "/api/me",
            "/api/me/dates",
            "/api/me/archive",
            "/api/accounts",
            "/api/templates",
            "/api/webhooks",
            "/api/keys",
            "/api/jobs",
            "/api/rooms/{room}",
            "/api/rooms/{room}/dates",
            "/api/rooms/{room}/places",
            "/api/rooms/{room}/duties",
            "/api/rooms/{room}/requests",
            "/api/rooms/{room}/mail",
        ] {
            all[path] = self.host.get(&path.replace("{room}", &self.room)).await.good();
        }
        for path in ["/api/seat/{room}", "/api/seat/{room}/dates", "/api/seat/{room}/mail"] {
            all[path] = self.member.get(&path.replace("{room}", &self.room)).await.good();
        }
        all
    }
}

fn planned(change: Value) -> Value {
    let mut schedule = weekly(FIRST);
    schedule.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    json!({"schedule": schedule})
}

fn room(change: Value) -> Value {
    let mut room = peer_room();
    room.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    room
}

fn monthly(by: Value) -> Value {
    let mut repeat = json!({"type": "monthly_by_day", "every": 1, "day": 19});
    repeat.as_object_mut().unwrap().extend(by.as_object().unwrap().clone());
    json!({"repeat": repeat})
}

/// Schedules that can't be: `(what is changed of a good one, the field, the reason)`.
fn schedules() -> Vec<(Value, &'static str, &'static str)> {
    let weeks = |every: i64, on: Value| json!({"repeat": {"type": "weekly", "every": every, "on": on}});
    vec![
        // Impossible rules.
        (weeks(0, json!(["tuesday"])), "repeat.every", "too_small"),
        (weeks(53, json!(["tuesday"])), "repeat.every", "too_large"),
        (weeks(1, json!([])), "repeat.on", "required"),
        (weeks(1, json!(["wednesday"])), "start", "not_in_its_rule"),
        (monthly(json!({"day": 0})), "repeat.day", "unknown"),
        (monthly(json!({"day": 32})), "repeat.day", "unknown"),
        (monthly(json!({"every": 53})), "repeat.every", "too_large"),
        (
            json!({"repeat": {"type": "monthly_by_weekday", "every": 1, "nth": 5, "weekday": "tuesday"}}),
            "repeat.nth",
            "unknown",
        ),
        (json!({"ends": {"type": "after", "dates": 0}}), "ends.dates", "too_small"),
        (json!({"ends": {"type": "on", "day": "2030-02-30"}}), "ends.day", "not_a_date"),
        (json!({"ends": {"type": "on", "day": "2030-03-18"}}), "ends.day", "before_its_start"),
        (json!({"doors": {"leads_minutes": 5, "members_minutes": 15}}), "doors.members_minutes", "too_large"),
        // Unknown zones.
        (json!({"zone": "Europe/Atlantis"}), "zone", "unknown"),
        (json!({"zone": "Europe/Berlin\r\nX-EVIL:1"}), "zone", "unknown"),
        (json!({"zone": ""}), "zone", "required"),
        // Dates in the past, and such as no calendar has.
        (json!({"start": "2030-03-12T19:00"}), "start", "past"),
        (json!({"start": "0001-01-02T19:00"}), "start", "not_a_date"),
        (json!({"start": "2030-02-31T19:00"}), "start", "not_a_date"),
        (json!({"start": "2030-03-19"}), "start", "not_a_date"),
        // A series of ten thousand dates.
        (json!({"ends": {"type": "after", "dates": 10_000}}), "ends.dates", "too_large"),
        (json!({"ends": {"type": "on", "day": "2230-03-19"}}), "ends.day", "too_many"),
    ]
}

fn rows(secret: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (change, field, reason) in schedules() {
        let plan = planned(change);
        let preview = json!({"schedule": plan["schedule"], "kind": "peer_led", "minutes": 60});
        let made = room(plan.clone());
        for (method, path, body) in [
            (M::POST, "/api/rooms", made),
            (M::POST, "/api/schedules/preview", preview),
            (M::POST, "/api/rooms/{room}/schedule/preview", plan.clone()),
            (M::PUT, "/api/rooms/{room}/schedule", plan),
        ] {
            rows.push((HOST, method, path, body, "schedule_invalid", field, Some(reason)));
        }
    }
    rows.push((
        HOST,
        M::POST,
        "/api/schedules/preview",
        json!({"schedule": weekly(FIRST), "kind": "peer_led", "minutes": 0}),
        "out_of_range",
        "minutes",
        None,
    ));
    // One date.
    let second = "/api/rooms/{room}/dates/2030-03-26T19:00";
    for (change, code, field) in [
        (json!({"starts": "2030-04-02T19:00"}), "schedule_invalid", "starts"),
        (json!({"starts": "2030-02-31T19:00"}), "schedule_invalid", "starts"),
        (json!({"starts": "2030-03-01T19:00"}), "schedule_invalid", "starts"),
        (json!({"note": "x".repeat(301)}), "too_long", "note"),
        (json!({"note": "a\u{202e}b"}), "text_invalid", "note"),
    ] {
        rows.push((HOST, M::PATCH, second, change, code, field, None));
    }
    for starts in ["2030-03-12T19:00", "2030-02-31T19:00", FIRST] {
        let body = json!({"starts": starts});
        rows.push((HOST, M::POST, "/api/rooms/{room}/dates", body, "schedule_invalid", "starts", None));
    }
    // A share longer than its item.
    let long = json!([{"name": "Check-in", "minutes": 10, "mode": "round", "crosstalk": "none", "share_ms": 601_000}]);
    for (method, path, body) in [
        (M::POST, "/api/rooms", room(json!({"agenda": long, "share_ms": 601_000}))),
        (M::PATCH, "/api/rooms/{room}", json!({"agenda": long})),
    ] {
        let (field, reason) = ("agenda[0].share_ms", Some("longer_than_item"));
        rows.push((HOST, method, path, body, "agenda_invalid", field, reason));
    }
    // What would break a header of a mail.
    for address in [
        "",
        "robin",
        "robin@example.org\r\nBcc: eve@example.org",
        "Robin <robin@example.org>",
        "\"a\r\nb\"@example.org",
    ] {
        let body = json!({"address": address, "lang": "en", "zone": "Europe/Berlin"});
        rows.push((MEMBER, M::PUT, "/api/seat/{room}/mail", body, "address_invalid", "address", None));
        let body = json!({"addresses": ["kim@example.org", address], "lang": "en"});
        let path = "/api/rooms/{room}/mail/invitations";
        rows.push((HOST, M::POST, path, body, "address_invalid", "addresses.1", None));
    }
    let body = json!({"address": "robin@example.org", "lang": "en", "zone": "Mars/Olympus\r\nX:1"});
    rows.push((MEMBER, M::PUT, "/api/seat/{room}/mail", body, "zone_unknown", "zone", None));
    let body = json!({"secret": secret, "name": INJECTED, "adult": true});
    rows.push((VISITOR, M::POST, "/api/invites/redeem", body, "name_character", "name", None));
    let body = json!({"name": "eve", "display_name": INJECTED, "is_host": true, "is_therapist": false});
    rows.push((HOST, M::POST, "/api/accounts", body, "name_character", "display_name", None));
    // Where programs are told.
    for url in [
        "http://groups.example/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://10.1.2.3/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/latest",
        "https://me:secret@groups.example/",
        // A name that leads to this machine.
        "https://localhost/rondo",
        "nonsense",
        "",
    ] {
        let body = json!({"url": url, "events": ["room.created"]});
        rows.push((HOST, M::POST, "/api/webhooks", body, "webhook_url", "url", None));
    }
    let none = json!({"url": "https://groups.example/", "events": []});
    rows.push((HOST, M::POST, "/api/webhooks", none, "out_of_range", "events", None));
    rows
}

#[tokio::test]
async fn what_can_not_be_is_refused_beside_its_field_and_nothing_is_half_made() {
    let house = House::new().await;
    let before = house.all().await;
    for (asks, method, path, body, code, field, reason) in rows(&house.secret) {
        let at = path.replace("{room}", &house.room);
        let answer = house.who(asks).ask(method.clone(), &at, Some(body.clone())).await;
        let refused = (answer.status.as_u16(), answer["code"].as_str(), answer["field"].as_str());
        let row = format!("{method} {path} {body} {}", answer.json);
        assert_eq!(refused, (422, Some(code), Some(field)), "{row}");
        assert_eq!(answer.headers["content-type"], "application/problem+json", "{row}");
        if reason.is_some() {
            assert_eq!(answer["errors"][0]["reason"].as_str(), reason, "{row}");
        }
    }
    assert_eq!(house.all().await, before);
    let acts = acts(house.server).await;
    assert_eq!(acts, ["account_create", "room_create", "invite_create"], "no act is noted");
}

#[tokio::test]
async fn a_guessed_address_is_answered_as_one_that_was_turned_off_and_slowed_down() {
    let server = Server::start().await;
    let host = server.administrator().await;
    let old = path(&host.put("/api/me/calendar", json!({"lang": "en"})).await.good()["address"]);
    host.delete("/api/me/calendar").await.good();
    let program = server.browser();
    let answers = [&old, &format!("/api/calendar/{NOBODYS}/dates.ics"), "/api/calendar/x/dates.ics"];
    let mut said = Vec::new();
    for path in answers {
        let answer = program.get(path).await;
        answer.refused(404, "not_found");
        said.push(answer.json.clone());
    }
    assert!(said.iter().all(|answer| *answer == said[0]), "{said:?}");
    let mut last = program.get(&old).await;
    for _ in 0..300 {
        last = program.get(&old).await;
        if last.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    last.refused(429, "too_many_attempts");
}
