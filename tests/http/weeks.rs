//! Weeks of three series with forty people, on the manual clock: they sign up, cancel, wait, stay away and
//! exchange duties, over a change of the clock and a restart of the server. Three weeks, or as many as
//! `RONDO_WEEKS` says: `RONDO_WEEKS=12 cargo test --test http weeks_of_three_series`.

use std::collections::{BTreeMap, BTreeSet};

use rondo::{clock::Clock, config::SmtpTls};
use serde_json::{Value, json};

use crate::support::{
    Browser, PASSWORD, Server,
    mail::MailServer,
    people::{invite, make_room, peer_room},
};

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const SEATS: u64 = 6;
/// The first date of each series, on its local clock; clocks change on 31 March.
const SERIES: [(&str, &str, usize); 3] = [
    ("2030-03-18T20:30", "monday", 14),
    ("2030-03-19T19:00", "tuesday", 13),
    ("2030-03-21T18:00", "thursday", 13),
];

/// The same numbers in every run: a linear congruential generator, as MMIX has it.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

struct Person {
    browser: Browser,
    id: String,
    address: String,
}

struct Series {
    room: String,
    people: Vec<Person>,
}

impl Series {
    fn date(&self, key: &str) -> String {
        format!("/api/seat/{}/dates/{key}", self.room)
    }

    fn duties(&self) -> String {
        format!("/api/seat/{}/duties", self.room)
    }

    fn person(&self, id: &Value) -> &Person {
        self.people.iter().find(|person| id == &json!(person.id)).expect("a person of the room")
    }
}

/// Everything of the twelve weeks.
struct Weeks {
    server: Server,
    mail: MailServer,
    host: Browser,
    series: Vec<Series>,
    chance: Chance,
    /// How many reminders each address is to get.
    expected: BTreeMap<String, u32>,
    /// How many it got.
    arrived: BTreeMap<String, u32>,
    /// Who was offered a place of a date and was not yet seen to have it, or to have let it pass.
    offers: u32,
    passed_on: u32,
    swaps: u32,
}

/// A coming date as the host sees it.
struct Date {
    series: usize,
    key: String,
    starts_at: u64,
    /// Everybody who said something, with how they stand.
    people: Vec<(Value, String)>,
}

impl Date {
    fn who(&self, stand: &str) -> Vec<&Value> {
        self.people.iter().filter(|(_, how)| how == stand).map(|(who, _)| who).collect()
    }
}

impl Weeks {
    async fn begin() -> Self {
        let mut mail = MailServer::start(SmtpTls::Implicit, None).await;
        let server = Server::start_with(mail.config()).await;
        let host = server.administrator().await.browser;
        let mut series = Vec::new();
        for (number, (start, day, people)) in SERIES.into_iter().enumerate() {
            let mut room = peer_room();
            room["schedule"] = json!({
                "zone": "Europe/Berlin", "start": start, "ends": {"type": "after", "dates": 12},
                "repeat": {"type": "weekly", "every": 1, "on": [day]},
            });
            let room = make_room(&host, room).await;
            let (_, secret) = invite(&host, &room, "member").await;
            let rule = json!({"sign_up": true, "capacity": SEATS});
            host.put(&format!("/api/rooms/{room}/places"), rule).await.good();
            let sign_up = json!({"way": {"type": "sign_up"}});
            host.put(&format!("/api/rooms/{room}/duties/timekeeper"), sign_up).await.good();
            let mut all = Vec::new();
            for n in 0..people {
                let name = format!("Person {}", char::from(b'A' + u8::try_from(n).unwrap()));
                let browser = server.browser();
                let redeem = json!({"secret": secret, "name": name, "adult": true, "remember": "year"});
                let redeemed = browser.post("/api/invites/redeem", redeem).await.good();
                let id = redeemed["participant"].as_str().unwrap().to_owned();
                let address = format!("s{number}p{n}@example.org");
                let given = json!({"address": address, "lang": "en", "zone": "Europe/Berlin"});
                browser.put(&format!("/api/seat/{room}/mail"), given).await.good();
                let confirm = mail.next_about("Confirm your address").await.secret("mail");
                server.visitor().post("/api/mail/confirm", json!({"secret": confirm})).await.good();
                all.push(Person { browser, id, address });
            }
            series.push(Series { room, people: all });
        }
        let chance = Chance(12);
        let (expected, arrived) = Default::default();
        Self { server, mail, host, series, chance, expected, arrived, offers: 0, passed_on: 0, swaps: 0 }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.server.clock.unix_ms().as_ms()).unwrap()
    }

    /// The coming dates of all series that have not begun.
    async fn dates(&self) -> Vec<Date> {
        let now = self.now();
        let mut dates = Vec::new();
        for (number, series) in self.series.iter().enumerate() {
            let desk = self.host.get(&format!("/api/rooms/{}/places", series.room)).await.good();
            for date in desk["dates"].as_array().unwrap() {
                let people = date["people"].as_array().unwrap().iter();
                let people = people
                    .map(|one| (one["participant"].clone(), one["stand"].as_str().unwrap().to_owned()))
                    .collect();
                let starts_at = date["date"]["starts_at"].as_u64().unwrap();
                let key = date["date"]["key"].as_str().unwrap().to_owned();
                if starts_at > now {
                    dates.push(Date { series: number, key, starts_at, people });
                }
            }
        }
        dates.sort_by_key(|date| date.starts_at);
        dates
    }

    /// Checks that no date has more people than places, and that no place is free while somebody
    /// waits for one.
    fn holds(&self, dates: &[Date]) {
        for date in dates {
            let taken = date.who("coming").len() + date.who("offered").len();
            assert!(taken <= usize::try_from(SEATS).unwrap(), "{}: {:?}", date.key, date.people);
            let offers_end = date.starts_at - 15 * MINUTE_MS - 5 * MINUTE_MS;
            let waits = !date.who("waiting").is_empty() && self.now() < offers_end;
            assert!(!waits || taken == 6, "{}: a place is free: {:?}", date.key, date.people);
        }
    }

    /// Some people do something about one of their next two dates.
    async fn act(&mut self) {
        let dates = self.dates().await;
        self.holds(&dates);
        for number in 0..self.series.len() {
            let near: Vec<_> = dates.iter().filter(|date| date.series == number).take(2).collect();
            for date in &near {
                for who in date.who("offered") {
                    self.offers += 1;
                    if self.chance.below(2) == 0 {
                        let series = &self.series[number];
                        let place = json!({"answer": "coming"});
                        series.person(who).browser.put(&series.date(&date.key), place).await.good();
                    }
                }
                self.passed_on += u32::try_from(date.who("lapsed").len()).unwrap();
            }
            for _ in 0..3 {
                if near.is_empty() {
                    continue;
                }
                let date = near[self.chance.below(near.len())];
                let people = &self.series[number].people;
                let person = &people[self.chance.below(people.len())];
                let path = self.series[number].date(&date.key);
                match self.chance.below(10) {
                    0..7 => drop(person.browser.put(&path, json!({"answer": "waiting"})).await),
                    7 => drop(person.browser.put(&path, json!({"answer": "absent"})).await),
                    _ => drop(person.browser.delete(&path).await),
                }
            }
        }
        let dates = self.dates().await;
        self.holds(&dates);
    }

    /// Two people take a duty each and exchange them.
    async fn swap(&mut self) {
        let dates = self.dates().await;
        for (number, series) in self.series.iter().enumerate() {
            let mut keys = dates.iter().filter(|date| date.series == number).map(|date| date.key.as_str());
            let (Some(one), Some(other)) = (keys.next(), keys.next()) else { continue };
            let (ann, ben) = (&series.people[0].browser, &series.people[1].browser);
            let change = |kind: &str, date: &str| json!({"change": {"type": kind, "date": date, "duty": "timekeeper"}});
            for person in [ann, ben] {
                for date in [one, other] {
                    person.post(&series.duties(), change("give_back", date)).await;
                }
            }
            ann.post(&series.duties(), change("take", one)).await.good();
            ben.post(&series.duties(), change("take", other)).await.good();
            let exchange = |kind: &str| json!({"change": {"type": kind, "date": one, "duty": "timekeeper", "with": other}});
            ann.post(&series.duties(), exchange("ask")).await.good();
            ben.post(&series.duties(), exchange("agree")).await.good();
            let shown = self.host.get(&format!("/api/rooms/{}/duties", series.room)).await.good();
            for (key, name) in [(one, "Person B"), (other, "Person A")] {
                let mut all = shown["dates"].as_array().unwrap().iter();
                let date = all.find(|date| date["date"]["key"] == key).unwrap();
                let mut duties = date["duties"].as_array().unwrap().iter();
                let found = duties.find(|duty| duty["duty"] == "timekeeper").unwrap();
                assert_eq!(found["name"], name, "{key}");
            }
            self.swaps += 1;
        }
    }

    /// Time passes until a moment, and all that is due is done.
    async fn goes_on_until(&mut self, at: u64) {
        self.server.clock.advance_ms(at.saturating_sub(self.now()));
        // The plan is made and then the work is done, each by a task of its own.
        for _ in 0..3 {
            self.settles().await;
        }
    }

    async fn settles(&mut self) {
        for _ in 0..5_000 {
            self.reads().await;
            let jobs = self.host.get("/api/jobs").await.good();
            let waits = |job: &Value| job["state"] == "waiting" && job["retry_at"].is_null();
            let busy = |job: &Value| waits(job) || job["state"] == "sending";
            if !jobs["jobs"].as_array().unwrap().iter().any(busy) {
                return;
            }
        }
        panic!("{}", self.host.get("/api/jobs").await.json);
    }

    /// Takes the mail that has arrived.
    async fn reads(&mut self) {
        for mail in self.mail.arrived().await {
            if mail.header("Subject").starts_with("Reminder") {
                *self.arrived.entry(mail.to().to_owned()).or_default() += 1;
            }
        }
    }

    /// The next moment at which a reminder is due, if one is before `until`, and whom it is for.
    async fn reminder_before(&self, until: u64) -> Option<(u64, Vec<String>)> {
        let now = self.now();
        let dates = self.dates().await;
        let due = |date: &Date| [24, 1].map(|hours| date.starts_at - hours * HOUR_MS);
        let next = dates.iter().flat_map(due).filter(|at| *at > now && *at <= until).min()?;
        let told = dates.iter().filter(|date| due(date).contains(&next));
        let told = told.flat_map(|date| {
            let series = &self.series[date.series];
            date.who("coming").into_iter().map(|who| series.person(who).address.clone())
        });
        Some((next, told.collect()))
    }

    async fn passes(&mut self, until: u64) {
        while let Some((at, told)) = self.reminder_before(until).await {
            for address in told {
                *self.expected.entry(address).or_default() += 1;
            }
            self.goes_on_until(at + MINUTE_MS).await;
        }
        self.goes_on_until(until).await;
    }

    async fn restarts(self) -> Self {
        let server = self.server.restart_with(self.mail.config()).await;
        let host = self.host.at(&server);
        let mut series = self.series;
        for person in series.iter_mut().flat_map(|series| &mut series.people) {
            person.browser = person.browser.at(&server);
        }
        Self { server, host, series, ..self }
    }
}

#[tokio::test]
async fn weeks_of_three_series_with_forty_people_go_as_promised() {
    let all = std::env::var("RONDO_WEEKS").map_or(3, |weeks| weeks.parse().expect("a number of weeks"));
    let mut weeks = Weeks::begin().await;
    for week in 0..all {
        let name = json!({"name": "ada", "password": PASSWORD});
        weeks.host.post("/api/session", name).await.good();
        weeks.swap().await;
        for _ in 0..7 * 4 {
            weeks.act().await;
            let until = weeks.now() + 6 * HOUR_MS;
            weeks.passes(until).await;
        }
        if week == all / 2 {
            weeks = weeks.restarts().await;
        }
    }
    let Weeks { arrived, expected, offers, passed_on, swaps, .. } = weeks;
    assert_eq!(arrived, expected, "a day and an hour before, to each who comes, and to nobody else");
    let told: BTreeSet<_> = arrived.keys().collect();
    assert!(told.len() > 20, "most of them came at least once: {}", told.len());
    assert!(arrived.values().sum::<u32>() > 15 * all, "{arrived:?}");
    assert!(offers > all && passed_on > 0 && swaps >= 3 * (all - 1), "{offers} {passed_on} {swaps}");
}
