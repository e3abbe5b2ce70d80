//! Mail through a real mail server: how it is given, what it says, what becomes of refusals, and who sees it.

use rondo::config::{Config, SmtpTls};
use serde_json::{Value, json};

use crate::support::{
    Browser, Server,
    mail::{Mail, MailServer},
    people::{Administrator, Member, invite, make_room, peer_room},
};

const MINUTE_MS: u64 = 60_000;

/// A server with a room, its host and its mail server.
struct House {
    server: Server,
    mail: MailServer,
    host: Administrator,
    room: String,
    secret: String,
}

impl House {
    async fn new(tls: SmtpTls, login: Option<(&'static str, &'static str)>) -> Self {
        let mail = MailServer::start(tls, login).await;
        let server = Server::start_with(mail.config()).await;
        Self::on(server, mail).await
    }

    async fn on(server: Server, mail: MailServer) -> Self {
        let host = server.administrator().await;
        let room = make_room(&host, peer_room()).await;
        let (_, secret) = invite(&host, &room, "member").await;
        Self { server, mail, host, room, secret }
    }

    fn seat(&self) -> String {
        format!("/api/seat/{}/mail", self.room)
    }

    fn desk(&self) -> String {
        format!("/api/rooms/{}/mail", self.room)
    }

    async fn gives(&self, member: &Browser, address: &str) -> Value {
        let body = json!({"address": address, "lang": "en", "zone": "Europe/Berlin"});
        member.put(&self.seat(), body).await.good()
    }

    /// A member who has confirmed an address.
    async fn member(&mut self, name: &str, address: &str) -> Member {
        let member = self.server.member(&self.secret, name).await;
        self.gives(&member, address).await;
        let secret = self.mail.next().await.secret("mail");
        self.server.visitor().post("/api/mail/confirm", json!({"secret": secret})).await.good();
        member
    }

    /// Who has confirmed an address is given the dates that there are.
    async fn gets_the_dates(&mut self) {
        assert_eq!(self.mail.next().await.header("Subject"), "Dates for your calendar");
    }

    /// The mail of the room once this holds of it.
    async fn desk_once(&self, holds: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..2_000 {
            let desk = self.host.get(&self.desk()).await.good();
            if holds(&desk) {
                return desk;
            }
        }
        panic!("{}", self.host.get(&self.desk()).await.json);
    }

    /// Time passes until nothing is due any more.
    async fn settles(&self) {
        for _ in 0..5_000 {
            let jobs = self.host.get("/api/jobs").await.good();
            let waits = |job: &Value| job["state"] == "waiting" && job["retry_at"].is_null();
            let busy = |job: &Value| waits(job) || job["state"] == "sending";
            if !jobs["jobs"].as_array().unwrap().iter().any(busy) {
                return;
            }
        }
        panic!("{}", self.host.get("/api/jobs").await.json);
    }
}

fn states(desk: &Value) -> Vec<(&str, Option<&str>, &str)> {
    let all = desk["outbox"].as_array().unwrap().iter();
    all.map(|mail| (mail["kind"].as_str().unwrap(), mail["to"].as_str(), mail["state"].as_str().unwrap()))
        .collect()
}

#[tokio::test]
async fn an_address_is_confirmed_by_a_link_that_does_nothing_by_itself() {
    let mut house = House::new(SmtpTls::Implicit, Some(("groups", "quiet lantern"))).await;
    let robin = house.server.member(&house.secret, "Robin").await;
    let none = json!({"sends": true, "address": null, "confirmed": false, "refused": false});
    assert_eq!(robin.get(&house.seat()).await.good(), none);
    house.server.visitor().get(&house.seat()).await.refused(404, "no_seat");
    let given = house.gives(&robin, " Robin@Example.org ").await;
    assert_eq!((&given["address"], &given["confirmed"]), (&json!("Robin@example.org"), &json!(false)));

    let mail = house.mail.next().await;
    assert_eq!(
        (mail.to(), &mail.0["tls"], &mail.0["login"]),
        ("Robin@example.org", &json!(true), &json!("groups"))
    );
    assert_eq!(mail.0["defects"], json!([]));
    assert_eq!(mail.header("Subject"), "Confirm your address");
    assert_eq!(mail.header("From"), "Groups <groups@rondo.example>");
    assert_eq!(mail.header("To"), "Robin@example.org");
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert_eq!(mail.header("Date"), "Sun, 17 Mar 2030 17:46:40 +0000", "the server's clock");
    assert!(mail.header("Message-ID").ends_with("@rondo.example>"));
    assert_eq!(mail.0["type"], "multipart/alternative");
    let secret = mail.secret("mail");
    for kind in ["text/plain", "text/html"] {
        let text = mail.part(kind);
        assert!(text.contains(&secret), "the same link in both");
        assert!(
            !text.contains("Grief") && !text.contains("Robin"),
            "neither group nor topic nor name: {text}"
        );
    }
    assert!(!mail.part("text/html").contains("src=") && !mail.part("text/html").contains("<img"));

    let visitor = house.server.visitor();
    let link = json!({"secret": secret});
    for _ in 0..2 {
        assert_eq!(visitor.post("/api/mail/look", link.clone()).await.good(), json!({"confirmed": false}));
    }
    visitor.post("/api/mail/confirm", link.clone()).await.good();
    assert_eq!(visitor.post("/api/mail/look", link.clone()).await.good(), json!({"confirmed": true}));
    assert_eq!(robin.get(&house.seat()).await.good()["confirmed"], true);
    // Another address takes its place, and has to be confirmed as well.
    let other = house.gives(&robin, "robin@example.net").await;
    assert_eq!((&other["address"], &other["confirmed"]), (&json!("robin@example.net"), &json!(false)));
    visitor.post("/api/mail/confirm", link).await.refused(404, "link_invalid");
    let newer = json!({"secret": house.mail.next().await.secret("mail")});
    visitor.post("/api/mail/confirm", newer.clone()).await.good();
    visitor.post("/api/mail/stop", newer.clone()).await.good();
    assert_eq!(robin.get(&house.seat()).await.good(), none);
    visitor.post("/api/mail/look", newer).await.refused(404, "link_invalid");
    house.gives(&robin, "robin@example.net").await;
    robin.delete(&house.seat()).await.good();
    assert_eq!(robin.get(&house.seat()).await.good(), none);
}

#[tokio::test]
async fn too_many_addresses_of_a_seat_or_mails_to_one_address_are_slowed_down() {
    let house = House::new(SmtpTls::StartTls, None).await;
    let robin = house.server.member(&house.secret, "Robin").await;
    for n in 0..5 {
        house.gives(&robin, &format!("robin{n}@example.org")).await;
    }
    let body = json!({"address": "robin@example.org", "lang": "en", "zone": "Europe/Berlin"});
    robin.put(&house.seat(), body).await.refused(429, "too_many_attempts");
    // Nor do many seats write to one address.
    for n in 0..5 {
        let other = house.server.member(&house.secret, &format!("Other{n}")).await;
        house.gives(&other, "target@example.org").await;
    }
    let last = house.server.member(&house.secret, "Last").await;
    let body = json!({"address": "TARGET@example.org", "lang": "en", "zone": "Europe/Berlin"});
    last.put(&house.seat(), body).await.refused(429, "too_many_attempts");
}

#[tokio::test]
async fn mail_is_encrypted_and_a_wrong_password_or_certificate_sends_nothing() {
    let login = Some(("groups", "quiet lantern"));
    let mut house = House::new(SmtpTls::StartTls, login).await;
    let robin = house.server.member(&house.secret, "Robin").await;
    house.gives(&robin, "robin@example.org").await;
    let mail = house.mail.next().await;
    assert_eq!((&mail.0["tls"], &mail.0["login"]), (&json!(true), &json!("groups")));

    let other = MailServer::start(SmtpTls::Implicit, login).await;
    let wrong_password = |config: &mut Config| {
        let smtp = config.smtp.as_mut().unwrap();
        smtp.login = Some(("groups".into(), rondo::config::Password::new("wrong".into())));
    };
    let wrong_authority = |config: &mut Config| {
        let smtp = config.smtp.as_mut().unwrap();
        (smtp.port, smtp.tls) = (other.port, SmtpTls::Implicit);
    };
    assert_eq!(failure_with(&house.mail, wrong_password).await, "smtp_535");
    let refused = failure_with(&house.mail, wrong_authority).await;
    assert!(refused.starts_with("smtp_"), "{refused}");
    assert!(house.mail.rest().await.is_empty());
}

/// Why a server with these settings sends nothing.
async fn failure_with(mail: &MailServer, change: impl FnOnce(&mut Config)) -> String {
    let right = mail.config();
    let server = Server::start_with(|config| {
        right(config);
        change(config);
    })
    .await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let (_, secret) = invite(&admin, &room, "member").await;
    let member = server.member(&secret, "Robin").await;
    let body = json!({"address": "robin@example.org", "lang": "en", "zone": "Europe/Berlin"});
    member.put(&format!("/api/seat/{room}/mail"), body).await.good();
    loop {
        let jobs = admin.get("/api/jobs").await.good();
        if let Some(failure) = jobs["jobs"][0]["failure"].as_str() {
            return failure.to_owned();
        }
    }
}

#[tokio::test]
async fn a_refused_address_is_a_bounce_and_a_busy_server_is_asked_again() {
    let mut house = House::new(SmtpTls::Implicit, None).await;
    let bea = house.server.member(&house.secret, "Bea").await;
    house.gives(&bea, "bounce@example.org").await;
    let desk = house.desk_once(|desk| states(desk) == [("confirmation", Some("Bea"), "failed")]).await;
    assert_eq!(desk["undelivered"], json!(["Bea"]));
    assert_eq!(bea.get(&house.seat()).await.good()["refused"], true);
    assert!(!desk.to_string().contains("example.org"), "never by address: {desk}");

    let gil = house.server.member(&house.secret, "Gil").await;
    house.gives(&gil, "grey@example.org").await;
    loop {
        let jobs = house.host.get("/api/jobs").await.good();
        if jobs["jobs"].as_array().unwrap().iter().any(|job| job["failure"] == "smtp_451") {
            break;
        }
    }
    house.server.clock.advance_ms(MINUTE_MS);
    assert_eq!(house.mail.next().await.to(), "grey@example.org");
    for (name, address, code) in
        [("Pia", "policy@example.org", "smtp_550"), ("Sam", "spam@example.org", "smtp_554")]
    {
        let member = house.server.member(&house.secret, name).await;
        house.gives(&member, address).await;
        house.desk_once(|desk| states(desk).contains(&("confirmation", Some(name), "failed"))).await;
        let jobs = house.host.get("/api/jobs").await.good();
        assert!(jobs["jobs"].as_array().unwrap().iter().any(|job| job["failure"] == code), "{jobs}");
        assert_eq!(member.get(&house.seat()).await.good()["refused"], false, "it is not the address");
    }
    let desk = house.desk_once(|desk| states(desk).contains(&("confirmation", Some("Gil"), "sent"))).await;
    assert_eq!(desk["undelivered"], json!(["Bea"]));
    // A new address is tried again.
    house.gives(&bea, "bea@example.org").await;
    assert_eq!(house.mail.next().await.to(), "bea@example.org");
    assert_eq!(bea.get(&house.seat()).await.good()["refused"], false);
}

#[tokio::test]
async fn an_answer_that_is_lost_is_told_and_nothing_is_sent_twice() {
    let mut house = House::new(SmtpTls::Implicit, None).await;
    let lou = house.server.member(&house.secret, "Lou").await;
    house.gives(&lou, "lost@example.org").await;
    let first = house.mail.next().await;
    house.desk_once(|desk| states(desk) == [("confirmation", Some("Lou"), "unsure")]).await;
    for _ in 0..10 {
        house.server.clock.advance_ms(60 * MINUTE_MS);
        house.settles().await;
    }
    assert!(house.mail.rest().await.is_empty(), "not by itself");
    let jobs = house.host.get("/api/jobs").await.good();
    let id = jobs["jobs"][0]["id"].as_str().unwrap();
    house.host.post(&format!("/api/jobs/{id}/retry"), json!({})).await.good();
    let again = house.mail.next().await;
    assert_eq!(first.header("Message-ID"), again.header("Message-ID"), "so that it can be told");
}

#[tokio::test]
async fn a_mail_server_that_is_down_for_an_hour_delays_and_loses_nothing() {
    let mut house = House::new(SmtpTls::Implicit, None).await;
    house.mail.stop().await;
    let mut expected = Vec::new();
    for n in 0..4 {
        let member = house.server.member(&house.secret, &format!("Member{n}")).await;
        house.gives(&member, &format!("member{n}@example.org")).await;
        expected.push(format!("member{n}@example.org"));
    }
    for _ in 0..12 {
        house.settles().await;
        house.server.clock.advance_ms(5 * MINUTE_MS);
    }
    house.settles().await;
    let jobs = house.host.get("/api/jobs").await.good();
    assert!(
        jobs["jobs"].as_array().unwrap().iter().all(|job| job["failure"] == "smtp_unreachable"),
        "{jobs}"
    );
    house.mail.again().await;
    house.server.clock.advance_ms(60 * MINUTE_MS);
    let mut to = Vec::new();
    for _ in 0..4 {
        to.push(house.mail.next().await.to().to_owned());
    }
    to.sort();
    assert_eq!(to, expected);
    house.settles().await;
    assert!(house.mail.rest().await.is_empty());
}

#[tokio::test]
async fn a_host_invites_by_mail_each_once_a_day() {
    let mut house = House::new(SmtpTls::Implicit, None).await;
    let at = format!("{}/invitations", house.desk());
    let ask = |addresses: Value| json!({"addresses": addresses, "lang": "de"});
    let many: Vec<_> = (0..51).map(|n| format!("a{n}@example.org")).collect();
    house.host.post(&at, ask(json!(many))).await.refused_field("too_many", "addresses");
    let both = ask(json!(["kim@example.org", " kim@example.org", "bounce@example.org"]));
    assert_eq!(house.host.post(&at, both.clone()).await.good(), json!({"queued": 2, "already": 0}));
    let mail = house.mail.next().await;
    assert_eq!((mail.to(), mail.header("Subject")), ("kim@example.org", "Eine Einladung"));
    assert!(!mail.part("text/plain").contains("Grief"), "the group is not named");
    assert!(mail.part("text/plain").contains("Ada lädt dich in eine Gruppe ein"));
    let kim = house.server.member(&mail.secret("join"), "Kim").await;
    assert_eq!(kim.get(&house.seat()).await.good()["address"], Value::Null, "a seat is not tied to it");
    let desk = house.desk_once(|desk| states(desk).iter().all(|(.., state)| *state != "waiting")).await;
    let mut seen = states(&desk);
    seen.sort_unstable();
    assert_eq!(seen, [("invitation", None, "sent"), ("invitation", Some("bounce@example.org"), "failed")]);
    assert_eq!(house.host.post(&at, both.clone()).await.good(), json!({"queued": 0, "already": 2}));
    house.server.clock.advance_ms(24 * 60 * MINUTE_MS);
    assert_eq!(house.host.post(&at, both).await.good(), json!({"queued": 2, "already": 0}));
    assert_eq!(house.mail.next().await.to(), "kim@example.org");
}

#[tokio::test]
async fn the_group_is_named_only_if_the_host_wants_it_and_never_breaks_a_header() {
    let mut house = House::new(SmtpTls::Implicit, None).await;
    let changed = json!({"title": "Trauer: Grüße\u{2028}Bcc: eve@example.org <b>"});
    house.host.patch(&format!("/api/rooms/{}", house.room), changed).await.good();
    let desk =
        house.host.patch(&house.desk(), json!({"names_group": true, "reminders": [60, 1440, 60]})).await;
    let desk = desk.good();
    assert_eq!((&desk["names_group"], &desk["reminders"]), (&json!(true), &json!([1440, 60])));
    for (change, code) in [
        (json!({"reminders": [4]}), "out_of_range"),
        (json!({"reminders": [20161]}), "out_of_range"),
        (json!({"reminders": [5, 6, 7, 8, 9]}), "too_many"),
    ] {
        house.host.patch(&house.desk(), change).await.refused_field(code, "reminders");
    }
    let at = format!("{}/invitations", house.desk());
    house.host.post(&at, json!({"addresses": ["kim@example.org"], "lang": "en"})).await.good();
    let mail = house.mail.next().await;
    assert_eq!(mail.header("Subject"), "An invitation · Trauer: Grüße Bcc: eve@example.org <b>");
    assert_eq!(mail.0["to"], json!(["kim@example.org"]));
    assert!(!mail.0["headers"].as_array().unwrap().iter().any(|header| header[0] == "Bcc"));
    assert!(mail.part("text/html").contains("&lt;b&gt;") && !mail.part("text/html").contains("<b>"));
}

#[tokio::test]
async fn without_a_mail_server_the_host_sees_what_would_have_been_sent() {
    let server = Server::start().await;
    let host = server.administrator().await;
    let room = make_room(&host, peer_room()).await;
    let (_, secret) = invite(&host, &room, "member").await;
    let robin = server.member(&secret, "Robin").await;
    let body = json!({"address": "robin@example.org", "lang": "en", "zone": "Europe/Berlin"});
    let given = robin.put(&format!("/api/seat/{room}/mail"), body).await.good();
    assert_eq!((&given["sends"], &given["confirmed"]), (&json!(false), &json!(false)));
    let desk = format!("/api/rooms/{room}/mail");
    let desk = loop {
        let desk = host.get(&desk).await.good();
        if states(&desk) != [("confirmation", Some("Robin"), "waiting")] {
            break desk;
        }
    };
    assert_eq!(
        (states(&desk), &desk["sends"]),
        (vec![("confirmation", Some("Robin"), "no_server")], &json!(false))
    );
    assert_eq!(host.get("/api/jobs").await.good(), json!({"jobs": [], "next": null}), "it is no failure");
}

/// Weekly on Tuesdays at 19:00 in Berlin, from 19 March 2030 on. Clocks change there on 31 March.
async fn schedules(house: &House) {
    let schedule = json!({
        "zone": "Europe/Berlin", "start": "2030-03-19T19:00", "ends": {"type": "after", "dates": 4},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    });
    let at = format!("/api/rooms/{}/schedule", house.room);
    house.host.put(&at, json!({"schedule": schedule, "from": null})).await.good();
}

/// So many hours pass; what has arrived.
async fn hours(house: &mut House, hours: u32) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for _ in 0..hours {
        house.server.clock.advance_ms(60 * MINUTE_MS);
        // The plan is made and then the work is done, each by a task of its own.
        for _ in 0..3 {
            house.settles().await;
        }
    }
    all.extend(house.mail.rest().await.iter().map(said));
    all
}

fn said(mail: &Mail) -> (String, String) {
    (mail.to().to_owned(), mail.header("Subject").to_owned())
}

#[tokio::test]
async fn over_weeks_with_a_change_of_the_clock_and_a_restart_there_is_one_reminder_of_each() {
    let mut house = House::new(SmtpTls::Implicit, None).await;
    schedules(&house).await;
    for (name, address) in [("Odile", "odile@example.org"), ("Kit", "kit@example.org")] {
        house.member(name, address).await;
        house.gets_the_dates().await;
    }
    // Given and never confirmed: nothing more is sent to it.
    let vic = house.server.member(&house.secret, "Vic").await;
    house.gives(&vic, "vic@example.org").await;
    house.mail.next().await;
    let mut arrived = hours(&mut house, 10 * 24).await;
    let config = house.mail.config();
    house.server = house.server.restart_with(config).await;
    house.host.browser = house.host.at(&house.server);
    arrived.extend(hours(&mut house, 14 * 24).await);
    arrived.sort();
    let mut expected = Vec::new();
    for address in ["odile@example.org", "kit@example.org"] {
        for _ in 0..8 {
            expected.push((address.to_owned(), "Reminder: Tuesday 19:00".to_owned()));
        }
    }
    expected.sort();
    assert_eq!(arrived, expected, "a day and an hour before each of four dates");
    let desk = house.host.get(&house.desk()).await.good();
    let due: Vec<_> =
        desk["outbox"].as_array().unwrap().iter().filter(|mail| mail["kind"] == "reminder").collect();
    assert!(due.iter().all(|mail| mail["state"] == "sent"), "{desk}");
    // 18:00 in Berlin is 17:00 UTC before the change and 16:00 after it.
    let mut hours_utc: Vec<_> =
        due.iter().map(|mail| mail["due_at"].as_i64().unwrap() / 3_600_000 % 24).collect();
    hours_utc.sort_unstable();
    hours_utc.dedup();
    assert_eq!(hours_utc, [16, 17, 18]);
}

#[tokio::test]
async fn a_date_that_moves_or_is_cancelled_is_told_once_and_its_reminders_follow() {
    let mut house = House::new(SmtpTls::Implicit, None).await;
    schedules(&house).await;
    house.member("Odile", "odile@example.org").await;
    house.gets_the_dates().await;
    let dates = format!("/api/rooms/{}/dates", house.room);
    let first = format!("{dates}/2030-03-19T19:00");
    house.host.patch(&first, json!({"starts": "2030-03-20T18:00"})).await.good();
    let moved = house.mail.next().await;
    assert_eq!(moved.header("Subject"), "A date has moved");
    let text = moved.part("text/plain");
    assert!(text.contains("The date was: Tuesday, 19 March 2030, 19:00 (Europe/Berlin)."), "{text}");
    assert!(text.contains("Now it is: Wednesday, 20 March 2030, 18:00 (Europe/Berlin)."), "{text}");
    assert!(text.contains("It is session 1."), "{text}");
    house.host.patch(&format!("{dates}/2030-03-26T19:00"), json!({"cancelled": true})).await.good();
    let cancelled = house.mail.next().await;
    assert_eq!(cancelled.header("Subject"), "A date is cancelled");
    assert!(cancelled.part("text/plain").contains("Tuesday, 26 March 2030, 19:00"));
    let arrived = hours(&mut house, 11 * 24).await;
    let reminder = ("odile@example.org".to_owned(), "Reminder: Wednesday 18:00".to_owned());
    assert_eq!(arrived, [reminder.clone(), reminder], "of the day it has, and none of the cancelled one");
    // The rule itself changes: one mail, with the next date.
    let schedule = json!({
        "zone": "Europe/Berlin", "start": "2030-04-04T20:00", "ends": {"type": "after", "dates": 3},
        "repeat": {"type": "weekly", "every": 1, "on": ["thursday"]},
    });
    let at = format!("/api/rooms/{}/schedule", house.room);
    house.host.put(&at, json!({"schedule": schedule, "from": null})).await.good();
    let changed = house.mail.next().await;
    assert_eq!(changed.header("Subject"), "The dates have changed");
    assert!(changed.part("text/plain").contains("The next one is: Thursday, 4 April 2030, 20:00"));
    house.host.delete(&at).await.good();
    assert_eq!(house.mail.next().await.header("Subject"), "A date is cancelled");
    assert!(hours(&mut house, 12).await.is_empty());
}

#[tokio::test]
async fn who_begins_with_a_later_module_is_told_of_no_date_before_it() {
    let mut house = House::new(SmtpTls::Implicit, None).await;
    schedules(&house).await;
    house.member("Odile", "odile@example.org").await;
    house.gets_the_dates().await;
    let way = json!({"type": "modules", "starts": ["2030-04-02T19:00"]});
    house.host.put(&format!("/api/rooms/{}/entry", house.room), way).await.good();
    house.member("Kit", "kit@example.org").await;
    let dates = house.mail.next().await;
    assert_eq!(dates.to(), "kit@example.org");
    assert!(dates.part("text/plain").contains("Tuesday, 2 April 2030"), "the first of theirs");

    // A change of a date before it is not for them, and one of their own is.
    let date = |key: &str| format!("/api/rooms/{}/dates/{key}", house.room);
    house.host.patch(&date("2030-03-26T19:00"), json!({"cancelled": true})).await.good();
    house.host.patch(&date("2030-04-09T19:00"), json!({"starts": "2030-04-10T18:00"})).await.good();
    let mut arrived = hours(&mut house, 28 * 24).await;
    arrived.sort();
    let [odile, kit] = ["odile", "kit"].map(|name| format!("{name}@example.org"));
    let [tuesday, wednesday] = ["Tuesday 19:00", "Wednesday 18:00"].map(|at| format!("Reminder: {at}"));
    let mut expected = vec![
        (odile.clone(), "A date is cancelled".to_owned()),
        (odile.clone(), "A date has moved".to_owned()),
        (kit.clone(), "A date has moved".to_owned()),
    ];
    for (who, subject, count) in
        [(&odile, &tuesday, 4), (&odile, &wednesday, 2), (&kit, &tuesday, 2), (&kit, &wednesday, 2)]
    {
        expected.extend((0..count).map(|_| (who.clone(), subject.clone())));
    }
    expected.sort();
    assert_eq!(arrived, expected);
}

#[tokio::test]
async fn who_may_lead_is_told_the_day_before_that_nobody_does_and_told_once() {
    const OPEN: &str = "A date has no lead yet";
    let mut house = House::new(SmtpTls::Implicit, None).await;
    schedules(&house).await;
    house.host.patch(&house.desk(), json!({"reminders": []})).await.good();
    let duties = format!("/api/rooms/{}/duties", house.room);
    house.host.put(&format!("{duties}/lead"), json!({"way": {"type": "sign_up"}})).await.good();
    let [ann, ben, cat] = ["ann", "ben", "cat"].map(|name| format!("{name}@example.org"));
    let (ann_here, ben_here, cat_here) = {
        let mut people = Vec::new();
        for address in [&ann, &ben, &cat] {
            people.push(house.member(&address[..3], address).await);
            house.gets_the_dates().await;
        }
        let mut people = people.into_iter();
        (people.next().unwrap(), people.next().unwrap(), people.next().unwrap())
    };
    let own = format!("/api/seat/{}/duties", house.room);
    let lead = |kind: &str, date: &str| json!({"change": {"type": kind, "date": date, "duty": "lead"}});
    let (first, second) = ("2030-03-19T19:00", "2030-03-26T19:00");
    assert_eq!(ben_here.get(&own).await.good()["asked"], true);
    let off = ben_here.post(&own, json!({"change": {"type": "be_asked", "on": false}})).await.good();
    assert_eq!(off["asked"], false);
    cat_here.post(&own, lead("take", second)).await.good();

    assert_eq!(hours(&mut house, 24).await, []);
    // Twice: the server may have looked just before the clock was set.
    for _ in 0..2 {
        house.server.clock.advance_ms(60 * MINUTE_MS);
        house.settles().await;
    }
    let mut told = [house.mail.next().await, house.mail.next().await];
    told.sort_by_key(|mail| mail.to().to_owned());
    assert_eq!([&told[0], &told[1]].map(said), [&ann, &cat].map(|to| (to.clone(), OPEN.to_owned())));
    let text = told[0].part("text/plain");
    assert!(text.contains("Nobody leads this date yet: Tuesday, 19 March 2030, 19:00"), "{text}");
    assert!(text.contains(&format!("/seat/{}", house.room)) && !text.contains("Grief"), "{text}");

    // Taken and given back, twice: nobody is told again, and neither after a restart.
    for _ in 0..2 {
        ann_here.post(&own, lead("take", first)).await.good();
        ann_here.post(&own, lead("give_back", first)).await.good();
        assert_eq!(hours(&mut house, 1).await, []);
    }
    let config = house.mail.config();
    house.server = house.server.restart_with(config).await;
    house.host.browser = house.host.browser.at(&house.server);
    assert_eq!(hours(&mut house, 2).await, []);

    // The next date has a lead, and nobody to watch the time: who leads is not asked to do that too.
    house.host.put(&format!("{duties}/timekeeper"), json!({"way": {"type": "sign_up"}})).await.good();
    hours(&mut house, 24).await;
    let arrived = hours(&mut house, 6 * 24).await;
    assert_eq!(arrived, [(ann, "Something is open on a date".to_owned())]);
}
