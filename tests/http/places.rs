//! Places: who comes to a date, who waits, to whom a place is offered, and what people and leads see. The
//! clock of the tests stands at Sunday, 2030-03-17, 18:46:40 in Berlin; the groups meet on Tuesdays at 19:00.

use reqwest::Method;
use rondo::config::SmtpTls;
use serde_json::{Value, json};

use super::webhooks::{self, PLACES, Program};
use crate::support::{
    Answer, Browser, Server,
    mail::{Mail, MailServer},
    people::{Administrator, Member, invite, make_room, peer_room, personal_invite, therapy_room},
};

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const FIRST: &str = "2030-03-19T19:00";
const SECOND: &str = "2030-03-26T19:00";
/// From the beginning of a test until the first date.
const FIRST_MS: u64 = 2 * 24 * HOUR_MS + 13 * MINUTE_MS + 20_000;

fn tuesdays() -> Value {
    json!({
        "zone": "Europe/Berlin", "start": FIRST, "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    })
}

struct House {
    server: Server,
    host: Administrator,
    room: String,
    secret: String,
}

impl House {
    /// A room whose dates take so many; `None` without sign-up.
    async fn new(seats: Option<u32>) -> Self {
        Self::on(Server::start().await, seats).await
    }

    async fn on(server: Server, seats: Option<u32>) -> Self {
        let host = server.administrator().await;
        let mut room = peer_room();
        room["schedule"] = tuesdays();
        let room = make_room(&host, room).await;
        let (_, secret) = invite(&host, &room, "member").await;
        let house = Self { server, host, room, secret };
        if let Some(seats) = seats {
            house.sets(json!({"sign_up": true, "capacity": seats})).await;
        }
        house
    }

    async fn sets(&self, rule: Value) -> Value {
        self.host.put(&format!("/api/rooms/{}/places", self.room), rule).await.good()
    }

    async fn member(&self, name: &str) -> Member {
        self.server.member(&self.secret, name).await
    }

    async fn members(&self, names: &[&str]) -> Vec<Member> {
        let mut members = Vec::new();
        for name in names {
            members.push(self.member(name).await);
        }
        members
    }

    fn date(&self, key: &str) -> String {
        format!("/api/seat/{}/dates/{key}", self.room)
    }

    async fn says(&self, member: &Browser, key: &str, answer: &str) -> Answer {
        member.put(&self.date(key), json!({"answer": answer})).await
    }

    /// How a member stands to a date: `-` if they said nothing.
    async fn stand(&self, member: &Browser, key: &str) -> String {
        let dates = member.get(&format!("/api/seat/{}/dates", self.room)).await.good();
        stand_in(&dates, key)
    }

    async fn desk(&self) -> Value {
        self.host.get(&format!("/api/rooms/{}/places", self.room)).await.good()
    }

    fn place(&self, key: &str, who: &Member) -> String {
        format!("/api/rooms/{}/dates/{key}/places/{}", self.room, who.id)
    }
}

fn of_date<'a>(dates: &'a Value, key: &str) -> &'a Value {
    let mut all = dates["dates"].as_array().unwrap().iter();
    all.find(|date| date["date"]["key"] == key).unwrap_or(&Value::Null)
}

fn stand_in(dates: &Value, key: &str) -> String {
    let mine = &of_date(dates, key)["mine"];
    let late = if mine["late"] == true { " late" } else { "" };
    format!("{}{late}", mine["stand"].as_str().unwrap_or("-"))
}

#[tokio::test]
async fn people_sign_up_until_a_date_is_full_and_wait_in_order() {
    let house = House::new(Some(2)).await;
    let [bea, cy, dan, eve] = &house.members(&["Bea", "Cy", "Dan", "Eve"]).await[..] else { panic!() };
    for member in [bea, cy] {
        let said = house.says(member, FIRST, "coming").await.good();
        assert_eq!(stand_in(&said, FIRST), "coming");
        assert_eq!(stand_in(&said, SECOND), "-", "each date by itself");
    }
    house.says(dan, FIRST, "coming").await.refused(409, "no_place");
    let waits = house.says(dan, FIRST, "waiting").await.good();
    assert_eq!(of_date(&waits, FIRST)["ahead"], 0);
    let waits = house.says(eve, FIRST, "waiting").await.good();
    assert_eq!(
        (&of_date(&waits, FIRST)["ahead"], &of_date(&waits, FIRST)["waiting"]),
        (&json!(1), &json!(2))
    );
    house.says(dan, SECOND, "waiting").await.good();
    assert_eq!(house.stand(dan, SECOND).await, "coming", "a place was free");

    let desk = house.desk().await;
    let first = of_date(&desk, FIRST);
    assert_eq!(first["counts"], json!({"seats": 2, "coming": 2, "late": 0, "absent": 0, "waiting": 2}));
    let mut names: Vec<_> =
        desk["members"].as_array().unwrap().iter().map(|member| member["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Bea", "Cy", "Dan", "Eve"]);
    let line: Vec<_> = first["people"].as_array().unwrap().iter().map(|p| p["participant"].clone()).collect();
    assert_eq!(line, [&bea.id, &cy.id, &dan.id, &eve.id].map(|id| json!(id)));
    let coming = house.host.get("/api/me/dates").await.good();
    assert_eq!(coming["dates"][0]["places"]["waiting"], 2);

    // Twelve hours are the dates that people sign up for again and again; nothing is made twice.
    house.says(bea, FIRST, "coming").await.good();
    assert_eq!(of_date(&house.desk().await, FIRST)["counts"]["coming"], 2);
    for wrong in ["2030-03-20T19:00", "2030-03-12T19:00"] {
        house.says(bea, wrong, "coming").await.refused(409, "date_over");
    }
    house.says(bea, "tuesday", "coming").await.refused(404, "not_found");
}

#[tokio::test]
async fn an_offer_ends_and_passes_on_also_over_a_restart() {
    let house = House::new(Some(1)).await;
    let [bea, cy, dan] = &house.members(&["Bea", "Cy", "Dan"]).await[..] else { panic!() };
    house.says(bea, FIRST, "coming").await.good();
    house.says(cy, FIRST, "waiting").await.good();
    house.says(dan, FIRST, "waiting").await.good();
    bea.delete(&house.date(FIRST)).await.good();
    let offered = cy.get(&format!("/api/seat/{}/dates", house.room)).await.good();
    let until = of_date(&offered, FIRST)["mine"]["until"].as_i64().unwrap();
    let now = offered["now"].as_i64().unwrap();
    assert!((10 * 3_600_000..=12 * 3_600_000).contains(&(until - now)), "half a day at most");
    house.says(bea, FIRST, "coming").await.refused(409, "no_place");
    assert_eq!(house.stand(dan, FIRST).await, "waiting");

    // The server is down when the offer ends.
    let House { server, host, room, secret } = house;
    let server = server.restart().await;
    let (bea, cy, dan) = (bea.browser.at(&server), cy.browser.at(&server), dan.browser.at(&server));
    let host = Administrator { browser: host.browser.at(&server), id: host.id };
    let house = House { server, host, room, secret };
    assert_eq!(house.stand(&cy, FIRST).await, "offered", "it stands over the restart");
    house.server.clock.advance_ms(12 * HOUR_MS);
    assert_eq!(house.stand(&cy, FIRST).await, "lapsed");
    assert_eq!(house.stand(&dan, FIRST).await, "offered");
    house.says(&cy, FIRST, "coming").await.refused(409, "no_place");
    house.says(&dan, FIRST, "coming").await.good();
    assert_eq!(house.stand(&dan, FIRST).await, "coming");
    assert_eq!(house.stand(&bea, FIRST).await, "-");
}

/// The next mail that is not about the dates of somebody who has just confirmed an address.
async fn of_places(mail: &mut MailServer) -> Mail {
    loop {
        let next = mail.next().await;
        if next.header("Subject") != "Dates for your calendar" {
            return next;
        }
    }
}

#[tokio::test]
async fn an_offer_passes_on_by_itself_while_nobody_looks() {
    let mail = MailServer::start(SmtpTls::Implicit, None).await;
    let server = Server::start_with(mail.config()).await;
    let house = House::on(server, Some(1)).await;
    let mut mail = mail;
    let [bea, cy, dan] = &house.members(&["Bea", "Cy", "Dan"]).await[..] else { panic!() };
    for (member, address) in [(bea, "bea@example.org"), (cy, "cy@example.org"), (dan, "dan@example.org")] {
        let body = json!({"address": address, "lang": "en", "zone": "Europe/Berlin"});
        member.put(&format!("/api/seat/{}/mail", house.room), body).await.good();
        let secret = mail.next_about("Confirm your address").await.secret("mail");
        house.server.visitor().post("/api/mail/confirm", json!({"secret": secret})).await.good();
    }
    house.says(bea, FIRST, "coming").await.good();
    let noted = of_places(&mut mail).await;
    assert_eq!((noted.to(), noted.header("Subject")), ("bea@example.org", "Your place is noted"));
    house.says(cy, FIRST, "waiting").await.good();
    house.says(dan, FIRST, "waiting").await.good();
    house.host.delete(&house.place(FIRST, bea)).await.good();
    let mut told = [of_places(&mut mail).await, of_places(&mut mail).await];
    told.sort_by_key(|mail| mail.to().to_owned());
    assert_eq!(told[0].header("Subject"), "Your place was taken back");
    assert_eq!((told[1].to(), told[1].header("Subject")), ("cy@example.org", "A place is free"));
    assert!(told[1].part("text/plain").contains(&format!("/seat/{}", house.room)));
    assert!(told[1].part("text/plain").contains("It is kept for you until"));
    house.server.clock.advance_ms(12 * HOUR_MS);
    let next = of_places(&mut mail).await;
    assert_eq!((next.to(), next.header("Subject")), ("dan@example.org", "A place is free"));
    house.says(dan, FIRST, "coming").await.good();
    assert_eq!(of_places(&mut mail).await.header("Subject"), "Your place is noted");
    // Who has no place is not reminded.
    house.server.clock.advance_ms(FIRST_MS - 12 * HOUR_MS - 30 * MINUTE_MS);
    let reminded = mail.rest().await;
    assert!(!reminded.is_empty());
    for mail in reminded {
        assert_eq!((mail.to(), mail.header("Subject")), ("dan@example.org", "Reminder: Tuesday 19:00"));
    }
}

#[tokio::test]
async fn many_at_once_never_get_more_places_than_there_are() {
    let house = House::new(Some(3)).await;
    let mut members = Vec::new();
    for n in 0..12 {
        members.push(house.member(&format!("Person{}", char::from(b'a' + n))).await);
    }
    let all = members.iter().map(|member| house.says(member, FIRST, "coming"));
    let answers = futures::future::join_all(all).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 3);
    let waits = members.iter().map(|member| house.says(member, FIRST, "waiting"));
    futures::future::join_all(waits).await;
    // All who have a place give it up while the host gives one away.
    let date = house.date(FIRST);
    let leave = members.iter().map(|member| member.delete(&date));
    let path = house.place(FIRST, &members[11]);
    let give = house.host.put(&path, json!({}));
    futures::future::join(futures::future::join_all(leave), give).await;
    let counts = of_date(&house.desk().await, FIRST)["counts"].clone();
    assert!(counts["coming"].as_u64().unwrap() + counts["waiting"].as_u64().unwrap() <= 3, "{counts}");
}

#[tokio::test]
async fn a_lead_gives_moves_and_takes_back_places_and_the_audit_names_it_without_a_word() {
    let house = House::new(Some(1)).await;
    let [bea, cy] = &house.members(&["Bea", "Cy"]).await[..] else { panic!() };
    house.says(bea, FIRST, "coming").await.good();
    let give =
        async |key: &str, who: &Member, body: Value| house.host.put(&house.place(key, who), body).await;
    give(FIRST, cy, json!({})).await.refused(409, "no_place");
    house.says(cy, FIRST, "waiting").await.good();
    give(SECOND, bea, json!({"from": FIRST})).await.good();
    assert_eq!(
        (house.stand(bea, FIRST).await, house.stand(bea, SECOND).await),
        ("-".into(), "coming".into())
    );
    assert_eq!(house.stand(cy, FIRST).await, "offered", "the place that became free goes to the next");
    house.host.delete(&house.place(SECOND, bea)).await.good();
    house.host.delete(&house.place(SECOND, bea)).await.good();
    assert_eq!(house.stand(bea, SECOND).await, "removed");
    house.says(bea, SECOND, "coming").await.refused(409, "place_removed");
    give(SECOND, bea, json!({})).await.good();
    let other = format!("/api/rooms/{}/dates/{FIRST}/places/{}", house.room, "aaaaaaaaaaaaaaaaaaaaaaaaaa");
    house.host.put(&other, json!({})).await.refused(404, "not_found");

    let (who, room) = (bea.id.clone(), house.room.clone());
    let data = house.server.stop().await;
    let path = data.path().join("rondo/rondo.db").display().to_string();
    let trail = rondo::open_audit(&path).await.unwrap().list(None, None, 100).await.unwrap();
    let acts: Vec<_> = trail.iter().rev().filter(|entry| entry.entry.action.starts_with("place")).collect();
    let actions: Vec<_> = acts.iter().map(|entry| entry.entry.action.as_str()).collect();
    assert_eq!(actions, ["places_change", "place_move", "place_remove", "place_give"]);
    assert!(
        acts[1..].iter().all(|entry| entry.entry.target.unwrap().to_string() == format!("participant:{who}"))
    );
    assert!(acts.iter().all(|entry| entry.entry.room.unwrap().to_string() == room));
}

#[tokio::test]
async fn fewer_places_take_nobody_theirs_and_more_go_to_those_who_wait() {
    let house = House::new(Some(2)).await;
    let members = house.members(&["Bea", "Cy", "Dan", "Eve"]).await;
    for member in &members {
        house.says(member, FIRST, "waiting").await.good();
    }
    let kept = house.sets(json!({"sign_up": true, "capacity": 1})).await;
    assert_eq!(of_date(&kept, FIRST)["counts"]["coming"], 2);
    members[0].delete(&house.date(FIRST)).await.good();
    assert_eq!(house.stand(&members[2], FIRST).await, "waiting", "still as many as there are places");
    house.sets(json!({"sign_up": true, "capacity": 3})).await;
    assert_eq!(house.stand(&members[2], FIRST).await, "offered");
    assert_eq!(house.stand(&members[3], FIRST).await, "offered");
    let open = house.sets(json!({"sign_up": false})).await;
    assert_eq!((&open["seats"], &of_date(&open, FIRST)["counts"]["coming"]), (&json!(null), &json!(3)));

    let path = format!("/api/rooms/{}/places", house.room);
    for (wrong, field) in [
        (json!({"sign_up": true, "capacity": 0}), "capacity"),
        (json!({"sign_up": true, "capacity": 8}), "capacity"),
        (json!({"sign_up": true, "absence": {"notice_hours": 24, "missed_in_a_row": 3}}), "absence"),
    ] {
        house.host.put(&path, wrong).await.refused_field("settings_invalid", field);
    }
}

#[tokio::test]
async fn places_go_with_a_date_that_moves_and_people_read_of_one_that_is_gone() {
    let house = House::new(Some(1)).await;
    let [bea, cy] = &house.members(&["Bea", "Cy"]).await[..] else { panic!() };
    for key in [FIRST, SECOND] {
        house.says(bea, key, "coming").await.good();
        house.says(cy, key, "waiting").await.good();
    }
    let path = format!("/api/rooms/{}/dates/{FIRST}", house.room);
    house.host.ask(Method::PATCH, &path, Some(json!({"starts": "2030-03-20T18:00"}))).await.good();
    assert_eq!(house.stand(bea, FIRST).await, "coming");
    house.host.ask(Method::PATCH, &path, Some(json!({"cancelled": true}))).await.good();
    house.says(cy, FIRST, "coming").await.refused(409, "date_over");
    house.host.ask(Method::PATCH, &path, Some(json!({"cancelled": false}))).await.good();
    assert_eq!(
        (house.stand(bea, FIRST).await, house.stand(cy, FIRST).await),
        ("coming".into(), "waiting".into())
    );

    // Wednesdays from now on: each date goes to the nearest one.
    let mut plan = json!({"schedule": tuesdays()});
    plan["schedule"]["start"] = json!("2030-03-20T19:00");
    plan["schedule"]["repeat"]["on"] = json!(["wednesday"]);
    let schedule = format!("/api/rooms/{}/schedule", house.room);
    let preview = house.host.post(&format!("{schedule}/preview"), plan.clone()).await.good();
    let effects = preview["effects"].as_array().unwrap().iter().map(|effect| effect["effect"]["to"].clone());
    assert_eq!(effects.collect::<Vec<_>>(), ["2030-03-20T19:00", "2030-03-27T19:00"]);
    house.host.ask(Method::PUT, &schedule, Some(plan)).await.good();
    assert_eq!(house.stand(bea, "2030-03-27T19:00").await, "coming");
    assert_eq!(house.stand(cy, "2030-03-27T19:00").await, "waiting");

    // Once a month, long after: the places are gone, and people read it.
    let mut plan = json!({"schedule": tuesdays()});
    plan["schedule"]["start"] = json!("2030-06-04T19:00");
    house.host.ask(Method::PUT, &schedule, Some(plan)).await.good();
    let dates = bea.get(&format!("/api/seat/{}/dates", house.room)).await.good();
    assert_eq!(dates["gone"], json!(["2030-03-27T19:00"]));
    assert_eq!(stand_in(&dates, "2030-03-20T18:00"), "coming", "the date that was moved by itself stays");
    bea.delete(&house.date("2030-03-27T19:00")).await.good();
    let dates = bea.get(&format!("/api/seat/{}/dates", house.room)).await.good();
    assert_eq!(dates["gone"], json!([]));
}

#[tokio::test]
async fn without_sign_up_people_say_that_they_cant_come_or_are_late_and_undo_it() {
    let house = House::new(None).await;
    let [bea, cy] = &house.members(&["Bea", "Cy"]).await[..] else { panic!() };
    for (answer, stand) in [("absent", "absent"), ("late", "coming late"), ("coming", "coming")] {
        let said = house.says(bea, FIRST, answer).await.good();
        assert_eq!(stand_in(&said, FIRST), stand);
    }
    house.says(bea, FIRST, "late").await.good();
    house.says(cy, FIRST, "absent").await.good();
    let counts = of_date(&house.desk().await, FIRST)["counts"].clone();
    assert_eq!(counts, json!({"seats": null, "coming": 1, "late": 1, "absent": 1, "waiting": 0}));
    for _ in 0..2 {
        let said = cy.delete(&house.date(FIRST)).await.good();
        assert_eq!(stand_in(&said, FIRST), "-");
    }
    house.says(cy, FIRST, "waiting").await.refused(409, "no_sign_up");
    assert_eq!(
        bea.get(&format!("/api/seat/{}", house.room)).await.good()["room"]["places"]["seats"],
        json!(null)
    );
    house.server.visitor().put(&house.date(FIRST), json!({"answer": "absent"})).await.refused(404, "no_seat");
    house
        .host
        .post(&format!("/api/rooms/{}/dates", house.room), json!({"starts": "2030-03-18T10:00"}))
        .await
        .good();
    house.server.clock.advance_ms(FIRST_MS + 3 * HOUR_MS);
    house.says(bea, FIRST, "absent").await.refused(409, "date_over");
}

#[tokio::test]
async fn what_therapy_asks_of_people_who_cant_come_is_read_before_they_join() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let theo = server.therapist(&admin, "theo").await;
    let mut asked = therapy_room();
    asked["schedule"] = tuesdays();
    let room = make_room(&theo, asked).await;
    let rule = json!({
        "sign_up": false, "absence": {"notice_hours": 24, "missed_in_a_row": 2},
    });
    let set = theo.put(&format!("/api/rooms/{room}/places"), rule).await.good();
    assert_eq!(set["rule"]["absence"], json!({"notice_hours": 24, "missed_in_a_row": 2}));
    let secret = personal_invite(&theo, &room).await;
    let look = server.visitor().post("/api/invites/look", json!({"secret": secret})).await.good();
    assert_eq!(look["room"]["places"]["absence"]["notice_hours"], 24, "read before one joins");
}

#[tokio::test]
async fn a_program_is_told_what_becomes_of_places_in_numbers_and_of_nobody() {
    let mut program = Program::start().await;
    let house = House::on(webhooks::server().await, Some(1)).await;
    let [bea, cy] = &house.members(&["Canary Bea", "Canary Cy"]).await[..] else { panic!() };
    house.says(bea, SECOND, "coming").await.good();
    let (hook, _) = webhooks::hook(&house.host, &program, &PLACES).await;
    let mut told = async |expected: &[&str]| {
        let mut found = Vec::new();
        for _ in expected {
            let one = program.is_told_soon(&house.server).await.json();
            let keys: Vec<_> = one.as_object().unwrap().keys().cloned().collect();
            assert_eq!(keys, ["at", "date", "places", "room", "type"], "{one}");
            assert_eq!((&one["room"], &one["date"]), (&json!(house.room), &json!(FIRST)), "{one}");
            for canary in ["Canary", &bea.id, &cy.id] {
                assert!(!one.to_string().contains(canary), "{one}");
            }
            found.push((one["type"].as_str().unwrap().to_owned(), one["places"].clone()));
        }
        found.sort_by_key(|(event, _)| event.clone());
        assert_eq!(found.iter().map(|(event, _)| event).collect::<Vec<_>>(), expected);
        found
    };
    house.says(bea, FIRST, "coming").await.good();
    house.says(bea, FIRST, "coming").await.good();
    let counts = |coming: u32, late: u32, absent: u32, waiting: u32, free: u32| json!({"seats": 1, "coming": coming, "late": late, "absent": absent, "waiting": waiting, "free": free});
    assert_eq!(told(&["place.taken"]).await[0].1, counts(1, 0, 0, 0, 0), "once, and nothing of before");
    house.says(cy, FIRST, "waiting").await.good();
    assert_eq!(told(&["place.waited"]).await[0].1, counts(1, 0, 0, 1, 0));
    house.says(bea, FIRST, "late").await.good();
    assert_eq!(told(&["place.late"]).await[0].1, counts(1, 1, 0, 1, 0));
    house.says(bea, FIRST, "absent").await.good();
    for (_, places) in told(&["place.declined", "place.offered"]).await {
        assert_eq!(places, counts(0, 0, 1, 1, 0), "the place is kept for somebody");
    }
    house.says(cy, FIRST, "coming").await.good();
    assert_eq!(told(&["place.offer_taken"]).await[0].1, counts(1, 0, 1, 0, 0));
    cy.delete(&house.date(FIRST)).await.good();
    assert_eq!(told(&["place.cancelled"]).await[0].1, counts(0, 0, 1, 0, 1));
    house.says(cy, FIRST, "coming").await.good();
    told(&["place.taken"]).await;
    house.says(bea, FIRST, "waiting").await.good();
    told(&["place.waited"]).await;
    cy.delete(&house.date(FIRST)).await.good();
    told(&["place.cancelled", "place.offered"]).await;
    house.server.clock.advance_ms(12 * HOUR_MS);
    house.desk().await;
    told(&["place.offer_lapsed"]).await;

    // What was not told by the end of the date is gone with what people said of it.
    house.server.clock.advance_ms(24 * HOUR_MS);
    for _ in 0..20 {
        program.answers(503);
    }
    house.says(cy, FIRST, "coming").await.good();
    program.is_told_soon(&house.server).await;
    webhooks::until(&house.host, &hook, |last| last["failure"] == "http_failed").await;
    house.server.clock.advance_ms(15 * HOUR_MS);
    house.desk().await;
    let last = 'told: {
        for _ in 0..20 {
            house.server.clock.advance_ms(HOUR_MS / 2);
            for _ in 0..100 {
                let last = webhooks::deliveries(&house.host, &hook).await[0].clone();
                if last["state"] == "failed" {
                    break 'told last;
                }
            }
        }
        panic!("it is still to be told: {}", webhooks::deliveries(&house.host, &hook).await);
    };
    assert_eq!((&last["failure"], &last["event"]), (&json!("act_unknown"), &json!(null)));
}
