//! What mail says to the calendars of those who read it: one entry that updates. The clock of the tests
//! stands at Sunday, 2030-03-17, 18:46 in Berlin.

use rondo::config::SmtpTls;
use serde_json::{Value, json};

use crate::support::{
    Server,
    mail::{Mail, MailServer},
    people::{Administrator, Member, invite, make_room, peer_room},
};

struct House {
    server: Server,
    mail: MailServer,
    host: Administrator,
    room: String,
    secret: String,
}

impl House {
    async fn new() -> Self {
        let mail = MailServer::start(SmtpTls::Implicit, None).await;
        let server = Server::start_with(mail.config()).await;
        let host = server.administrator().await;
        let mut room = peer_room();
        room["schedule"] = weekly("2030-03-19T19:00", "tuesday");
        let room = make_room(&host, room).await;
        let (_, secret) = invite(&host, &room, "member").await;
        Self { server, mail, host, room, secret }
    }

    fn at(&self, rest: &str) -> String {
        format!("/api/rooms/{}{rest}", self.room)
    }

    /// A member who has confirmed an address, and the mail that follows.
    async fn member(&mut self, name: &str, address: &str) -> (Member, Mail) {
        let member = self.server.member(&self.secret, name).await;
        let body = json!({"address": address, "lang": "en", "zone": "Europe/Berlin"});
        member.put(&format!("/api/seat/{}/mail", self.room), body).await.good();
        let asked = self.mail.next().await;
        assert!(!has_calendar(&asked), "nothing for the calendar of an address that nobody has confirmed");
        let secret = asked.secret("mail");
        for _ in 0..2 {
            self.server.visitor().post("/api/mail/confirm", json!({"secret": secret})).await.good();
        }
        (member, self.mail.next().await)
    }

    async fn plan(&self, start: &str, day: &str, from: Option<&str>) {
        let plan = json!({"schedule": weekly(start, day), "from": from});
        self.host.put(&self.at("/schedule"), plan).await.good();
    }

    /// The next mail, as a calendar reads it.
    async fn told(&mut self) -> Told {
        Told::of(&self.mail.next().await)
    }
}

fn weekly(start: &str, day: &str) -> Value {
    json!({
        "zone": "Europe/Berlin", "start": start, "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": [day]},
    })
}

fn has_calendar(mail: &Mail) -> bool {
    mail.0["parts"].as_array().unwrap().iter().any(|part| part["type"] == "text/calendar")
}

/// A mail with a message for a calendar.
#[derive(Debug)]
struct Told {
    subject: String,
    lines: Vec<String>,
}

impl Told {
    fn of(mail: &Mail) -> Self {
        let text = mail.part("text/calendar").replace("\r\n ", "").replace("\n ", "");
        let lines: Vec<_> = text.lines().map(str::to_owned).collect();
        let to = format!(":mailto:{}", mail.to());
        let attendees: Vec<_> = lines.iter().filter(|line| line.starts_with("ATTENDEE")).collect();
        assert!(!attendees.is_empty() && attendees.iter().all(|line| line.ends_with(&to)), "{attendees:?}");
        assert!(lines.contains(&"ORGANIZER:mailto:groups@rondo.example".to_owned()), "{lines:?}");
        assert!(!text.contains("Grief"), "the group is not named");
        Self { subject: mail.header("Subject").to_owned(), lines }
    }

    fn has(&self, line: &str) -> bool {
        self.lines.iter().any(|found| found == line)
    }

    fn one(&self, name: &str) -> &str {
        let event = &self.lines[self.lines.iter().position(|line| line == "BEGIN:VEVENT").unwrap()..];
        let line =
            event.iter().find(|line| line.starts_with(name) && line[name.len()..].starts_with([':', ';']));
        line.unwrap_or_else(|| panic!("{name} in {event:?}")).rsplit_once(':').unwrap().1
    }

    fn method(&self) -> &str {
        let line = self.lines.iter().find_map(|line| line.strip_prefix("METHOD:"));
        line.unwrap()
    }

    fn sequence(&self) -> u32 {
        self.one("SEQUENCE").parse().unwrap()
    }
}

#[tokio::test]
async fn who_confirms_gets_the_dates_and_each_change_updates_the_same_entry() {
    let mut house = House::new().await;
    let (_, first) = house.member("Odile", "odile@example.org").await;
    let first = Told::of(&first);
    assert_eq!((first.subject.as_str(), first.method()), ("Dates for your calendar", "REQUEST"));
    assert!(first.has("RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU") && first.has("BEGIN:VTIMEZONE"));
    let uid = first.one("UID").to_owned();

    let date = house.at("/dates/2030-03-26T19:00");
    house.host.patch(&date, json!({"starts": "2030-03-27T18:00"})).await.good();
    let moved = house.told().await;
    assert_eq!((moved.subject.as_str(), moved.method()), ("A date has moved", "REQUEST"));
    assert_eq!(moved.one("RECURRENCE-ID"), "20300326T190000");
    assert_eq!((moved.one("DTSTART"), moved.one("UID")), ("20300327T180000", uid.as_str()));

    house.host.patch(&date, json!({"cancelled": true})).await.good();
    let cancelled = house.told().await;
    assert_eq!((cancelled.subject.as_str(), cancelled.method()), ("A date is cancelled", "CANCEL"));
    assert_eq!((cancelled.one("RECURRENCE-ID"), cancelled.one("UID")), ("20300326T190000", uid.as_str()));

    house.host.delete(&date).await.good();
    let back = house.told().await;
    assert_eq!((back.method(), back.one("DTSTART")), ("REQUEST", "20300326T190000"));

    house.plan("2030-03-20T20:00", "wednesday", None).await;
    let replanned = house.told().await;
    assert_eq!((replanned.subject.as_str(), replanned.method()), ("The dates have changed", "REQUEST"));
    assert_eq!((replanned.one("DTSTART"), replanned.one("UID")), ("20300320T200000", uid.as_str()));
    assert!(replanned.has("RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=WE"));

    house.host.delete(&house.at("/schedule")).await.good();
    let gone = house.told().await;
    assert_eq!((gone.method(), gone.one("UID")), ("CANCEL", uid.as_str()));
    assert!(!gone.lines.iter().any(|line| line.starts_with("RECURRENCE-ID")), "all of it");
    let sequences = [&first, &moved, &cancelled, &back, &replanned, &gone].map(Told::sequence);
    assert!(sequences.is_sorted_by(|one, next| one < next), "{sequences:?}");
    assert!(house.mail.rest().await.is_empty(), "one mail for each");

    house.server.clock.advance_ms(1);
    // Planned once more, it is another entry, whose changes are counted from the start.
    house.plan("2030-03-19T19:00", "tuesday", None).await;
    let new = house.told().await;
    assert_eq!((new.method(), new.one("UID") == uid), ("REQUEST", false));
}

#[tokio::test]
async fn a_new_rule_from_here_on_ends_one_entry_and_begins_another() {
    let mut house = House::new().await;
    let (_, first) = house.member("Odile", "odile@example.org").await;
    let uid = Told::of(&first).one("UID").to_owned();
    house.plan("2030-04-04T19:00", "thursday", Some("2030-04-02T19:00")).await;
    let told = [house.told().await, house.told().await];
    assert!(told.iter().all(|told| told.method() == "REQUEST"), "{told:?}");
    let (ended, begun): (Vec<_>, Vec<_>) = told.iter().partition(|told| told.one("UID") == uid);
    assert!(ended[0].lines.iter().any(|line| line.contains(";UNTIL=20300326T225900Z")), "{ended:?}");
    assert_eq!(begun[0].one("DTSTART"), "20300404T190000");
    let other = begun[0].one("UID").to_owned();

    // The whole series is planned again: the first entry follows, and the second is taken back.
    house.plan("2030-03-19T18:00", "tuesday", None).await;
    let told = [house.told().await, house.told().await];
    let (kept, gone): (Vec<_>, Vec<_>) = told.iter().partition(|told| told.method() == "REQUEST");
    assert_eq!((kept[0].one("UID"), kept[0].one("DTSTART")), (uid.as_str(), "20300319T180000"));
    assert_eq!((gone[0].method(), gone[0].one("UID")), ("CANCEL", other.as_str()));

    house.host.post(&house.at("/dates"), json!({"starts": "2030-03-21T10:00"})).await.good();
    let extra = house.told().await;
    assert_eq!((extra.method(), extra.one("DTSTART")), ("REQUEST", "20300321T100000"));
    assert!(
        !extra.lines.iter().any(|line| line.starts_with("RECURRENCE-ID") || line.starts_with("RRULE:FREQ=W"))
    );
    house.host.delete(&house.at("/dates/2030-03-21T10:00")).await.good();
    let taken = house.told().await;
    assert_eq!((taken.method(), taken.one("UID")), ("CANCEL", extra.one("UID")));
    assert!(house.mail.rest().await.is_empty());
}

#[tokio::test]
async fn who_comes_later_gets_the_dates_alone_and_nobody_learns_of_another() {
    let mut house = House::new().await;
    house.member("Odile", "odile@example.org").await;
    let (_, second) = house.member("Kit", "kit@example.org").await;
    assert_eq!(second.to(), "kit@example.org");
    assert!(!second.part("text/calendar").contains("odile"));
    assert!(house.mail.rest().await.is_empty(), "the first has them already");
    house.host.patch(&house.at("/dates/2030-03-26T19:00"), json!({"cancelled": true})).await.good();
    for _ in 0..2 {
        assert_eq!(house.told().await.method(), "CANCEL");
    }
    let at = house.at("/mail/invitations");
    house.host.post(&at, json!({"addresses": ["kim@example.org"], "lang": "en"})).await.good();
    assert!(!has_calendar(&house.mail.next().await), "who does not come keeps nothing in the calendar");
}

#[tokio::test]
async fn a_room_that_is_put_away_is_taken_out_of_the_calendars_and_only_then_forgotten() {
    let mut house = House::new().await;
    let (_, first) = house.member("Odile", "odile@example.org").await;
    let first = Told::of(&first);
    house.mail.stop().await;
    house.host.delete(&house.at("")).await.good();
    // The mail server is down, and this server restarts in between.
    let config = house.mail.config();
    house.server = house.server.restart_with(config).await;
    house.host.browser = house.host.at(&house.server);
    house.mail.again().await;
    house.server.clock.advance_ms(10 * 60_000);
    let gone = house.told().await;
    assert_eq!((gone.subject.as_str(), gone.method()), ("Dates are cancelled", "CANCEL"));
    assert_eq!(gone.one("UID"), first.one("UID"));
    assert!(gone.sequence() > first.sequence());
    // Brought back, it is another series, to calendars too.
    house.host.post(&format!("/api/me/archive/{}/restore", house.room), json!({})).await.good();
    assert!(house.mail.rest().await.is_empty());
}

const FIRST: &str = "2030-03-19T19:00";

#[tokio::test]
async fn a_place_is_in_the_calendar_for_as_long_as_it_is_theirs() {
    let mut house = House::new().await;
    house.host.put(&house.at("/places"), json!({"sign_up": true, "capacity": 1})).await.good();
    let (odile, first) = house.member("Odile", "odile@example.org").await;
    let uid = Told::of(&first).one("UID").to_owned();
    let path = format!("/api/seat/{}/dates/{FIRST}", house.room);
    let mut told = Vec::new();
    for (answer, subject, method) in [
        ("coming", "Your place is noted", "REQUEST"),
        ("absent", "You have no place any more", "CANCEL"),
        ("coming", "Your place is noted", "REQUEST"),
    ] {
        house.server.clock.advance_ms(1_000);
        odile.put(&path, json!({"answer": answer})).await.good();
        let said = house.told().await;
        assert_eq!((said.subject.as_str(), said.method()), (subject, method));
        assert_eq!((said.one("UID"), said.one("RECURRENCE-ID")), (uid.as_str(), "20300319T190000"));
        told.push(said.one("DTSTAMP").to_owned());
    }
    assert!(told.is_sorted_by(|one, next| one < next), "the newer counts: {told:?}");
    odile.delete(&path).await.good();
    assert_eq!(house.told().await.method(), "CANCEL");
    house.server.clock.advance_ms(1_000);
    odile.put(&path, json!({"answer": "coming"})).await.good();
    assert_eq!(house.told().await.method(), "REQUEST");
    // A lead takes it back, and the date itself is cancelled later.
    let place = house.at(&format!("/dates/{FIRST}/places/{}", odile.id));
    house.host.delete(&place).await.good();
    let taken = house.told().await;
    assert_eq!((taken.subject.as_str(), taken.method()), ("Your place was taken back", "CANCEL"));
    assert!(house.mail.rest().await.is_empty(), "one mail for each");
}

#[tokio::test]
async fn another_title_or_length_reaches_calendars_at_once() {
    let mut house = House::new().await;
    let (_, first) = house.member("Odile", "odile@example.org").await;
    let first = Told::of(&first);
    house.host.patch(&house.at(""), json!({"title": "Grief on Tuesdays"})).await.good();
    assert!(house.mail.rest().await.is_empty(), "a name that is not told is no news");

    let room = house.host.get(&house.at("")).await.good();
    let mut agenda = room["agenda"].clone();
    let minutes = agenda[0]["minutes"].as_u64().unwrap();
    agenda[0]["minutes"] = json!(minutes + 5);
    house.host.patch(&house.at(""), json!({"agenda": agenda})).await.good();
    let longer = house.told().await;
    assert_eq!((longer.subject.as_str(), longer.method()), ("Dates for your calendar", "REQUEST"));
    assert_eq!(longer.one("UID"), first.one("UID"));
    assert_ne!(longer.one("DURATION"), first.one("DURATION"));
    assert!(longer.sequence() > first.sequence());

    house.host.patch(&house.at("/mail"), json!({"names_group": true})).await.good();
    let named = summary(&house.mail.next().await);
    assert_eq!(named, "Grief on Tuesdays");
    house.host.patch(&house.at(""), json!({"title": "Loss on Tuesdays"})).await.good();
    assert_eq!(summary(&house.mail.next().await), "Loss on Tuesdays");
    house.host.patch(&house.at(""), json!({"title": "Grief on Tuesdays"})).await.good();
    assert_eq!(summary(&house.mail.next().await), "Grief on Tuesdays", "and back");
    house.host.patch(&house.at(""), json!({"suits": "Everybody."})).await.good();
    assert!(house.mail.rest().await.is_empty(), "what no calendar shows is no news");
    // A date that moves counts as newer than all of that.
    let date = house.at("/dates/2030-03-26T19:00");
    house.host.patch(&date, json!({"starts": "2030-03-27T18:00"})).await.good();
    let moved = house.mail.next().await;
    assert!(moved.part("text/calendar").contains("RECURRENCE-ID"));
}

fn summary(mail: &Mail) -> String {
    let text = mail.part("text/calendar").replace("\r\n ", "").replace("\n ", "");
    let line = text.lines().find(|line| line.starts_with("SUMMARY")).expect("a summary");
    line.rsplit_once(':').unwrap().1.to_owned()
}
