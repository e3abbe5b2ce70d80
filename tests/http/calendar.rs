//! Dates in people's own calendars: a file of one date, and calendars by a secret address. The clock of the
//! tests stands at Sunday, 2030-03-17, 18:46 in Berlin. That other programs read the dates rightly is shown
//! by tests/calendar.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::directory::{listing, with};
use crate::support::{
    Answer, Browser, Server,
    people::{invite, make_room, peer_room},
};

pub(super) const NOBODYS: &str = "7k2qm94xtdrb0v8hz6wpage517k2qm94xtdrb0v8hz6wpage51a0";

fn weekly() -> Value {
    json!({
        "zone": "Europe/Berlin", "start": "2030-03-19T19:00", "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    })
}

fn scheduled() -> Value {
    with(peer_room(), json!({"schedule": weekly()}))
}

/// The path of an address.
pub(super) fn path(address: &Value) -> String {
    let address = address.as_str().unwrap();
    address[address.find("/api/").unwrap()..].to_owned()
}

/// The lines of a calendar, unfolded, without the stamps.
async fn lines(browser: &Browser, path: &str) -> Vec<String> {
    let text = browser.get(path).await.good();
    let text = text.as_str().unwrap().replace("\r\n ", "");
    text.lines().filter(|line| !line.starts_with("DTSTAMP")).map(str::to_owned).collect()
}

fn event(lines: &[String], start: &str) -> bool {
    lines.iter().any(|line| line == &format!("DTSTART;TZID=Europe/Berlin:{start}"))
}

async fn asked(browser: &Browser, path: &str, header: &str, value: &str) -> Answer {
    let request = browser.request(Method::GET, path).header(header, value);
    Answer::of(Method::GET, path, request).await
}

#[tokio::test]
async fn a_member_subscribes_to_their_room_until_they_turn_it_off_or_are_banned() {
    let server = Server::start().await;
    let host = server.administrator().await;
    let room = make_room(&host, scheduled()).await;
    let (_, secret) = invite(&host, &room, "member").await;
    let member = server.member(&secret, "Robin").await;
    let own = format!("/api/seat/{room}/calendar");
    assert_eq!(member.get(&own).await.good(), json!({"since": null}));
    let made = member.put(&own, json!({"lang": "de"})).await.good();
    assert_eq!(member.get(&own).await.good(), json!({"since": made["since"]}), "the address is told once");
    let feed = path(&made["address"]);
    let program = server.browser();
    let said = lines(&program, &feed).await;
    assert!(event(&said, "20300319T190000"), "{said:?}");
    assert!(said.contains(&"SUMMARY;LANGUAGE=de:Treffen".to_owned()), "{said:?}");
    assert!(!said.iter().any(|line| line.contains("Grief") || line.contains("Robin")), "{said:?}");
    let page = said.iter().find(|line| line.starts_with("URL:")).unwrap();
    assert!(page.ends_with(&format!("/meet/{room}")), "{page}");

    host.patch(&format!("/api/rooms/{room}/mail"), json!({"names_group": true})).await.good();
    assert!(lines(&program, &feed).await.contains(&"SUMMARY;LANGUAGE=de:Grief".to_owned()));

    let again = path(&member.put(&own, json!({"lang": "en"})).await.good()["address"]);
    program.get(&feed).await.refused(404, "not_found");
    program.get(&again).await.good();
    member.delete(&own).await.good();
    member.delete(&own).await.good();
    program.get(&again).await.refused(404, "not_found");

    let third = path(&member.put(&own, json!({"lang": "en"})).await.good()["address"]);
    host.delete(&format!("/api/rooms/{room}/schedule")).await.good();
    let empty = lines(&program, &third).await;
    assert!(!empty.contains(&"BEGIN:VEVENT".to_owned()), "a room without dates has an empty calendar");
    host.delete(&format!("/api/rooms/{room}")).await.good();
    program.get(&third).await.refused(404, "not_found");
}

#[tokio::test]
async fn whoever_begins_with_a_later_module_subscribes_to_the_dates_from_then_on() {
    let server = Server::start().await;
    let host = server.administrator().await;
    let room = make_room(&host, scheduled()).await;
    let (_, secret) = invite(&host, &room, "member").await;
    let entry = format!("/api/rooms/{room}/entry");
    let way = |way: Value| host.put(&entry, way);
    way(json!({"type": "modules", "starts": ["2030-04-09T19:00"]})).await.good();
    let member = server.member(&secret, "Robin").await;
    let own = member.put(&format!("/api/seat/{room}/calendar"), json!({"lang": "en"})).await.good();
    let of_host = host.put("/api/me/calendar", json!({"lang": "en"})).await.good();
    let program = server.browser();
    for (address, start) in [(&own, "20300409T190000"), (&of_host, "20300319T190000")] {
        let said = lines(&program, &path(&address["address"])).await;
        assert!(event(&said, start), "{said:?}");
        assert_eq!(said.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
    }
    way(json!({"type": "open"})).await.good();
    assert!(event(&lines(&program, &path(&own["address"])).await, "20300319T190000"), "all are theirs then");
}

#[tokio::test]
async fn a_calendar_follows_what_the_host_changes() {
    let server = Server::start().await;
    let host = server.administrator().await;
    let room = make_room(&host, scheduled()).await;
    let feed = path(&host.put("/api/me/calendar", json!({"lang": "en"})).await.good()["address"]);
    let dates = format!("/api/rooms/{room}/dates");
    host.patch(&format!("{dates}/2030-03-26T19:00"), json!({"starts": "2030-03-27T18:00"})).await.good();
    host.patch(&format!("{dates}/2030-04-02T19:00"), json!({"cancelled": true})).await.good();
    host.post(&dates, json!({"starts": "2030-03-21T10:00"})).await.good();
    let program = server.browser();
    let said = lines(&program, &feed).await;
    for line in [
        "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
        "RECURRENCE-ID;TZID=Europe/Berlin:20300326T190000",
        "EXDATE;TZID=Europe/Berlin:20300402T190000",
    ] {
        assert!(said.contains(&line.to_owned()), "{line} in {said:?}");
    }
    assert!(event(&said, "20300327T180000") && event(&said, "20300321T100000"), "{said:?}");
    host.delete(&format!("{dates}/2030-03-26T19:00")).await.good();
    assert!(!event(&lines(&program, &feed).await, "20300327T180000"), "put back");

    let names = |said: &[String]| -> Vec<String> {
        said.iter().filter(|line| line.starts_with("UID:")).cloned().collect()
    };
    let before = names(&lines(&program, &feed).await);
    let mut later = weekly();
    later["start"] = json!("2030-04-24T18:00");
    later["repeat"]["on"] = json!(["wednesday"]);
    let plan = json!({"schedule": later, "from": "2030-04-23T19:00"});
    host.put(&format!("/api/rooms/{room}/schedule"), plan).await.good();
    let said = lines(&program, &feed).await;
    assert!(event(&said, "20300424T180000") && event(&said, "20300319T190000"), "{said:?}");
    assert!(said.iter().any(|line| line.contains("UNTIL=20300416T215900Z")), "{said:?}");
    let after = names(&said);
    assert!(before.iter().all(|name| after.contains(name)), "what was there keeps its name");
    assert!(after.len() > before.len(), "a new rule from here on is a new entry");
}

#[tokio::test]
async fn a_host_subscribes_to_all_rooms_that_they_may_see() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let (owner, lead) = (server.host(&admin, "olga").await, server.nobody(&admin, "carl").await);
    let (own, other) = (make_room(&owner, scheduled()).await, make_room(&admin, scheduled()).await);
    let (_, secret) = invite(&owner, &own, "co_lead").await;
    lead.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    let program = server.browser();
    let rooms = async |feed: &str| -> Vec<bool> {
        let said = lines(&program, feed).await.join("\n");
        [&own, &other].map(|room| said.contains(room.as_str())).to_vec()
    };
    for (person, sees) in
        [(&owner.browser, [true, false]), (&lead.browser, [true, false]), (&admin.browser, [false, true])]
    {
        let feed = path(&person.put("/api/me/calendar", json!({"lang": "en"})).await.good()["address"]);
        assert_eq!(rooms(&feed).await, sees);
    }
    let feed = path(&lead.put("/api/me/calendar", json!({"lang": "en"})).await.good()["address"]);
    owner.delete(&format!("/api/rooms/{own}/co-leads/{}", lead.id)).await.good();
    assert_eq!(rooms(&feed).await, [false, false]);
    admin.patch(&format!("/api/accounts/{}", lead.id), json!({"disabled": true})).await.good();
    program.get(&feed).await.refused(404, "not_found");
}

#[tokio::test]
async fn everybody_subscribes_to_a_public_room_and_to_no_other() {
    let server = Server::start().await;
    let host = server.administrator().await;
    let (room, hidden) = (make_room(&host, scheduled()).await, make_room(&host, scheduled()).await);
    let visitor = server.visitor();
    let feed = format!("/api/groups/{room}/dates.ics");
    visitor.get(&feed).await.refused(404, "not_found");
    host.put(&format!("/api/rooms/{room}/listing"), with(listing(), json!({"language": "de"}))).await.good();
    let said = lines(&visitor, &feed).await;
    assert!(event(&said, "20300319T190000"), "{said:?}");
    assert!(said.contains(&"SUMMARY;LANGUAGE=de:Treffen".to_owned()), "{said:?}");
    let page = said.iter().find(|line| line.starts_with("URL:")).unwrap();
    assert!(page.ends_with(&format!("/groups/{room}")), "not where its members meet: {page}");
    visitor.get(&format!("/api/groups/{hidden}/dates.ics")).await.refused(404, "not_found");
    host.put(&format!("/api/rooms/{room}/listing"), with(listing(), json!({"public": false}))).await.good();
    visitor.get(&feed).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_calendar_that_has_not_changed_is_not_sent_again() {
    let server = Server::start().await;
    let host = server.administrator().await;
    let room = make_room(&host, scheduled()).await;
    host.put(&format!("/api/rooms/{room}/listing"), listing()).await.good();
    let secret = path(&host.put("/api/me/calendar", json!({"lang": "en"})).await.good()["address"]);
    let program = server.browser();
    for (feed, cache) in
        [(secret, "private, no-cache"), (format!("/api/groups/{room}/dates.ics"), "public, no-cache")]
    {
        let first = program.get(&feed).await;
        let header = |answer: &Answer, name: &str| answer.headers[name].to_str().unwrap().to_owned();
        assert_eq!(header(&first, "content-type"), "text/calendar; charset=utf-8");
        assert_eq!(header(&first, "cache-control"), cache);
        let (tag, modified) = (header(&first, "etag"), header(&first, "last-modified"));
        server.clock.advance_ms(3 * 60 * 60_000);
        for (name, value) in [("if-none-match", &tag), ("if-modified-since", &modified)] {
            let again = asked(&program, &feed, name, value).await;
            assert_eq!(
                (again.status, header(&again, "etag")),
                (StatusCode::NOT_MODIFIED, tag.clone()),
                "{name}"
            );
        }
        let body = program.get(&feed).await;
        assert_eq!(body.json, first.json, "to the letter");

        let other = if tag.is_empty() { "" } else { "2030-04-09T19:00" };
        host.patch(
            &format!("/api/rooms/{room}/dates/{other}"),
            json!({"cancelled": cache.starts_with("private")}),
        )
        .await
        .good();
        for (name, value) in [("if-none-match", &tag), ("if-modified-since", &modified)] {
            let changed = asked(&program, &feed, name, value).await;
            assert_eq!(changed.status, StatusCode::OK, "{name}");
            assert_ne!(header(&changed, "etag"), tag);
            assert_ne!(header(&changed, "last-modified"), modified);
        }
    }
}

#[tokio::test]
async fn one_date_is_a_file_for_those_who_may_come() {
    let server = Server::start().await;
    let host = server.administrator().await;
    let room = make_room(&host, scheduled()).await;
    let (_, secret) = invite(&host, &room, "member").await;
    let member = server.member(&secret, "Robin").await;
    let at = |key: &str| format!("/api/rooms/{room}/dates/{key}/date.ics");
    let file = member.get(&at("2030-03-26T19:00")).await;
    assert_eq!(file.headers["content-disposition"], "inline; filename=\"date.ics\"");
    assert_eq!(file.headers["cache-control"], "no-store");
    let said = lines(&member, &format!("{}?lang=de", at("2030-03-26T19:00"))).await;
    assert!(event(&said, "20300326T190000") && said.contains(&"STATUS:CONFIRMED".to_owned()), "{said:?}");
    assert!(said.contains(&"SUMMARY;LANGUAGE=de:Treffen".to_owned()), "{said:?}");
    assert_eq!(said.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
    let change = json!({"starts": "2030-03-28T17:00", "cancelled": true});
    host.patch(&format!("/api/rooms/{room}/dates/2030-03-26T19:00"), change).await.good();
    let said = lines(&member, &at("2030-03-26T19:00")).await;
    assert!(event(&said, "20300328T170000") && said.contains(&"STATUS:CANCELLED".to_owned()), "{said:?}");
    for key in ["2030-03-27T19:00", "x"] {
        member.get(&at(key)).await.refused(404, "not_found");
    }
    member.get(&format!("{}?x=1", at("2030-03-26T19:00"))).await.refused(422, "invalid");
}
