//! Who serves when, from outside. The clock of the tests stands at Sunday, 2030-03-17, 18:46 in Berlin.

use serde_json::{Value, json};
use sqlx::Connection;

use super::audit::acts;
use crate::support::{
    Browser, Server,
    people::{Host, invite, make_room, peer_room},
};

const FIRST: &str = "2030-03-19T19:00";
const SECOND: &str = "2030-03-26T19:00";
const THIRD: &str = "2030-04-02T19:00";

struct Group {
    server: Server,
    host: Host,
    room: String,
    secret: String,
}

impl Group {
    async fn new(kind: &str) -> Self {
        let server = Server::start().await;
        let admin = server.administrator().await;
        let host = server.host(&admin, "hanne").await;
        let mut room = peer_room();
        room["kind"] = kind.into();
        room["schedule"] = json!({
            "zone": "Europe/Berlin", "start": FIRST, "ends": {"type": "never"},
            "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
        });
        let room = make_room(&host, room).await;
        let (_, secret) = invite(&host, &room, "member").await;
        Self { server, host, room, secret }
    }

    async fn member(&self, name: &str) -> Browser {
        self.server.member(&self.secret, name).await.browser
    }

    async fn chooses(&self, duty: &str, way: Value) {
        self.host.put(&format!("/api/rooms/{}/duties/{duty}", self.room), json!({"way": way})).await.good();
    }

    fn own(&self) -> String {
        format!("/api/seat/{}/duties", self.room)
    }

    fn shown(&self) -> String {
        format!("/api/rooms/{}/duties", self.room)
    }

    /// Who serves on the next dates, by name.
    async fn names(&self, duty: &str, count: usize) -> Vec<Value> {
        let shown = self.host.get(&self.shown()).await.good();
        (0..count).map(|place| of(&shown, place, duty)["name"].clone()).collect()
    }

    /// Somebody who may have duties, as the host sees them.
    async fn who(&self, name: &str) -> Value {
        let shown = self.host.get(&self.shown()).await.good();
        let people = shown["people"].as_array().unwrap();
        people.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("no {name}"))["who"].clone()
    }
}

fn of(shown: &Value, place: usize, duty: &str) -> Value {
    let duties = shown["dates"][place]["duties"].as_array().unwrap();
    duties.iter().find(|one| one["duty"] == duty).unwrap().clone()
}

fn own(kind: &str, date: &str, duty: &str) -> Value {
    json!({"change": {"type": kind, "date": date, "duty": duty}})
}

fn swap(kind: &str, date: &str, with: &str) -> Value {
    json!({"change": {"type": kind, "date": date, "duty": "timekeeper", "with": with}})
}

#[tokio::test]
async fn people_sign_up_for_a_duty_give_it_back_and_two_exchange_theirs() {
    let group = Group::new("peer_led").await;
    let (ann, ben) = (group.member("Ann").await, group.member("Ben").await);
    let url = group.own();
    ann.post(&url, own("take", FIRST, "timekeeper")).await.refused(409, "duty_not_for_you");
    group.chooses("timekeeper", json!({"type": "sign_up"})).await;
    let seen = ann.get(&url).await.good();
    assert_eq!(of(&seen, 0, "timekeeper")["may_take"], true);
    assert_eq!((of(&seen, 0, "lead")["may_take"].clone(), &seen["people"]), (json!(false), &json!([])));
    let taken = ann.post(&url, own("take", FIRST, "timekeeper")).await.good();
    assert_eq!(of(&taken, 0, "timekeeper")["mine"], true);
    ann.post(&url, own("take", FIRST, "timekeeper")).await.good();
    ben.post(&url, own("take", FIRST, "timekeeper")).await.refused(409, "duty_taken");
    ben.post(&url, own("give_back", FIRST, "timekeeper")).await.refused(409, "duty_not_yours");
    ben.post(&url, own("take", SECOND, "timekeeper")).await.good();
    ben.post(&url, own("take", "2030-03-20T19:00", "timekeeper")).await.refused(404, "not_found");
    assert_eq!(group.names("timekeeper", 3).await, [json!("Ann"), json!("Ben"), Value::Null]);
    // Who was never in a meeting reads no names.
    let seen = ben.get(&url).await.good();
    assert_eq!(
        (&of(&seen, 0, "timekeeper")["name"], &of(&seen, 0, "timekeeper")["who"]),
        (&Value::Null, &Value::Null)
    );

    ann.post(&url, swap("ask", FIRST, THIRD)).await.refused(409, "swap_gone");
    ann.post(&url, swap("ask", FIRST, SECOND)).await.good();
    assert_eq!(ben.get(&url).await.good()["swaps"][0]["mine"], false);
    ann.post(&url, swap("agree", FIRST, SECOND)).await.refused(409, "swap_gone");
    let agreed = ben.post(&url, swap("agree", FIRST, SECOND)).await.good();
    assert_eq!((of(&agreed, 0, "timekeeper")["mine"].clone(), &agreed["swaps"]), (json!(true), &json!([])));
    assert_eq!(group.names("timekeeper", 2).await, [json!("Ben"), json!("Ann")]);
    ben.post(&url, own("give_back", FIRST, "timekeeper")).await.good();
    assert_eq!(group.names("timekeeper", 1).await, [Value::Null]);
}

#[tokio::test]
async fn of_many_who_take_a_duty_at_once_one_has_it() {
    let group = Group::new("peer_led").await;
    group.chooses("lead", json!({"type": "sign_up"})).await;
    let mut people = Vec::new();
    for n in 0..8 {
        people.push(group.member(&format!("Person {n}")).await);
    }
    let url = group.own();
    let asks = people.iter().map(|person| person.post(&url, own("take", FIRST, "lead")));
    let answers = futures::future::join_all(asks).await;
    let good = answers.iter().filter(|answer| answer.status == 200).count();
    let taken = answers.iter().filter(|answer| answer["code"] == "duty_taken").count();
    assert_eq!((good, taken), (1, 7));
}

#[tokio::test]
async fn people_serve_in_turn_a_cancelled_date_counts_for_nobody_and_a_new_plan_takes_duties_along() {
    let group = Group::new("peer_led").await;
    for name in ["Ann", "Ben", "Cat"] {
        group.member(name).await;
    }
    let mut order = Vec::new();
    for name in ["Cat", "Ann", "Ben"] {
        order.push(group.who(name).await);
    }
    let url = format!("/api/rooms/{}/duties/greeter", group.room);
    let way =
        |order: Value, each: u32| json!({"way": {"type": "in_turn", "order": order, "dates_each": each}});
    group.host.put(&url, way(json!([order[0], order[0]]), 1)).await.refused_field("out_of_range", "order");
    group.host.put(&url, way(json!([]), 1)).await.refused_field("out_of_range", "order");
    group.host.put(&url, way(json!(order), 1)).await.good();
    assert_eq!(group.names("greeter", 4).await, [json!("Cat"), json!("Ann"), json!("Ben"), json!("Cat")]);
    let date = |key: &str| format!("/api/rooms/{}/dates/{key}", group.room);
    group.host.patch(&date(SECOND), json!({"cancelled": true})).await.good();
    assert_eq!(group.names("greeter", 4).await, [json!("Cat"), Value::Null, json!("Ann"), json!("Ben")]);

    // By hand for one date, which then moves, and comes to another weekday with all others.
    let by_hand = format!("/api/rooms/{}/dates/{FIRST}/duties/lead", group.room);
    group.host.put(&by_hand, json!({"who": group.who("Ben").await})).await.good();
    group.host.patch(&date(FIRST), json!({"starts": "2030-03-20T18:00"})).await.good();
    assert_eq!(group.names("lead", 1).await, [json!("Ben")]);
    let plan = json!({"schedule": {
        "zone": "Europe/Berlin", "start": "2030-03-21T19:00", "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["thursday"]},
    }});
    let preview =
        group.host.post(&format!("/api/rooms/{}/schedule/preview", group.room), plan.clone()).await.good();
    assert!(!preview["effects"].as_array().unwrap().is_empty(), "the host sees what becomes of it");
    group.host.put(&format!("/api/rooms/{}/schedule", group.room), plan).await.good();
    assert_eq!(group.names("lead", 1).await, [json!("Ben")]);

    let server = group.server.restart().await;
    let host = group.host.at(&server);
    let shown = host.get(&format!("/api/rooms/{}/duties", group.room)).await.good();
    assert_eq!(of(&shown, 0, "lead")["name"], "Ben", "after a restart");
    let acts = acts(server).await;
    assert!(acts.contains(&"duty_choose".to_owned()) && acts.contains(&"duty_give".to_owned()), "{acts:?}");
}

#[tokio::test]
async fn a_room_without_dates_has_no_duties_to_take() {
    let group = Group::new("peer_led").await;
    let ann = group.member("Ann").await;
    group.host.delete(&format!("/api/rooms/{}/schedule", group.room)).await.good();
    assert_eq!(ann.get(&group.own()).await.good()["dates"], json!([]));
    ann.post(&group.own(), own("take", FIRST, "lead")).await.refused(404, "not_found");
}

#[tokio::test]
async fn the_host_takes_the_open_lead_of_a_date_with_one_request() {
    let group = Group::new("peer_led").await;
    let taken = group.host.post(&group.shown(), own("take", FIRST, "lead")).await.good();
    assert_eq!(of(&taken, 0, "lead")["mine"], true);
    group.host.post(&group.shown(), own("give_back", FIRST, "lead")).await.good();
    let ann = group.member("Ann").await;
    ann.post(&group.own(), own("take", FIRST, "lead")).await.good();
    assert_eq!(group.names("lead", 1).await, [json!("Ann")], "given back, it is anybody's");
}

/// What the database holds of the room's duties.
async fn kept(group: &Group) -> String {
    let path = group.server.data_dir().join("rondo.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).read_only(true);
    let mut database = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query_scalar("SELECT duties FROM room_duties").fetch_one(&mut database).await.unwrap()
}

#[tokio::test]
async fn who_was_to_serve_is_forgotten_also_when_nobody_came() {
    let group = Group::new("peer_led").await;
    group.chooses("greeter", json!({"type": "sign_up"})).await;
    let ann = group.member("Ann").await;
    ann.post(&group.own(), own("take", FIRST, "greeter")).await.good();
    ann.post(&group.own(), own("take", SECOND, "greeter")).await.good();
    assert!(kept(&group).await.contains(FIRST));
    // The server looks every ten minutes; it may have looked just before the clock was set.
    for _ in 0..3 * 24 * 6 {
        group.server.clock.advance_ms(10 * 60_000);
        group.host.get("/api/health/live").await;
        if !kept(&group).await.contains(FIRST) {
            break;
        }
    }
    let kept = kept(&group).await;
    assert!(!kept.contains(FIRST) && kept.contains(SECOND), "{kept}");
}
