//! A room that meets on dates keeps the time. The clock of the tests stands at Sunday, 18:46:40 in
//! Berlin; the group meets on Sundays at 19:20.

use reqwest::Method;
use rondo::meeting::{command::Command, reason::MeetingEnd, settings::Door, state::Phase};
use serde_json::{Value, json};

use crate::support::{
    Server,
    people::{make_room, personal_invite},
    person::Person,
    roles::{Facilitator, Leads},
    room::{Room, peers, therapy, time_passes},
};

const SECOND_MS: u64 = 1_000;
const MINUTE_MS: u64 = 60_000;
/// From the beginning of a test until the doors open, until the start and until it is missed.
const LEADS_MS: u64 = 3 * MINUTE_MS + 20 * SECOND_MS;
const MEMBERS_MS: u64 = LEADS_MS + 15 * MINUTE_MS;
const START_MS: u64 = LEADS_MS + 30 * MINUTE_MS;
const MISSED_MS: u64 = START_MS + 15 * MINUTE_MS;

fn sundays() -> Value {
    json!({
        "zone": "Europe/Berlin", "start": "2030-03-17T19:20", "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["sunday"]},
    })
}

async fn sunday_room(format: &str) -> Room {
    let mut room = peers(format);
    room["schedule"] = sundays();
    Room::on(Server::start().await, room).await
}

/// What somebody is told who asks for a token.
async fn knocks(person: &Person) -> (u16, Value) {
    let answer = person.browser.post(&format!("/api/rooms/{}/token", person.room), json!({})).await;
    (answer.status.as_u16(), answer["code"].clone())
}

const CLOSED: u16 = 409;

/// What the link shows of the last date.
async fn last(room: &Room, person: &Person) -> Value {
    person.browser.get(&format!("/api/seat/{}", room.id)).await.good()["room"]["last"]["outcome"].clone()
}

/// Why the meeting ended that somebody waited for.
fn ended(person: &Person) -> Option<MeetingEnd> {
    match person.waiting.as_ref()?.phase {
        Phase::Ended { reason } => Some(reason),
        _ => None,
    }
}

async fn member(room: &Room, name: &str) -> Person {
    room.server.comes(&room.invites.secret().await, name, &room.id).await.0
}

fn host(room: &Room) -> Facilitator {
    Facilitator(Person::new(&room.server, &room.admin.browser, &room.id))
}

#[tokio::test]
async fn the_doors_open_for_leads_and_then_for_members() {
    let room = sunday_room("peer_checkin").await;
    let (mut ada, mut kit) = (host(&room), member(&room, "Kit").await);
    room.server.clock.advance_ms(LEADS_MS - SECOND_MS);
    assert_eq!(knocks(&ada).await, (CLOSED, json!("doors_closed")));
    room.server.clock.advance_ms(SECOND_MS);
    ada.come().await;
    assert_eq!(knocks(&kit).await, (CLOSED, json!("doors_closed")), "a lead is here, and it is too early");
    time_passes(&room.server.clock, MEMBERS_MS - LEADS_MS, all![ada]).await;
    kit.come().await;
    let date = kit.waiting.as_ref().unwrap().date.clone().expect("the date");
    assert_eq!(date.key, "2030-03-17T19:20");
    assert_eq!(date.starts_ms.as_ms(), START_MS - LEADS_MS, "counted from when the first lead came");
    let info = kit.info.as_ref().unwrap();
    assert_eq!(info.date.as_ref().unwrap().local.to_string(), "2030-03-17T19:20");
    assert_eq!(info.next.as_ref().unwrap().local.to_string(), "2030-03-24T19:20");
}

#[tokio::test]
async fn a_socket_is_told_that_the_doors_are_closed() {
    let room = sunday_room("peer_checkin").await;
    let mut kit = member(&room, "Kit").await;
    room.server.clock.advance_ms(MEMBERS_MS);
    kit.fetch_token().await;
    // The date is moved while the token is good.
    let path = format!("/api/rooms/{}/dates/2030-03-17T19:20", room.id);
    room.admin.ask(Method::PATCH, &path, Some(json!({"starts": "2030-03-18T19:20"}))).await.good();
    assert_eq!(kit.is_turned_away().await, Some(4014));
}

#[tokio::test]
async fn a_missed_start_is_told_to_everyone_who_waits_and_shown_to_everyone_who_comes() {
    let room = sunday_room("peer_checkin").await;
    let (mut kit, odile) = (member(&room, "Kit").await, member(&room, "Odile").await);
    room.server.clock.advance_ms(MEMBERS_MS);
    kit.come().await;
    time_passes(&room.server.clock, START_MS - MEMBERS_MS + MINUTE_MS, &mut [&mut kit]).await;
    assert_eq!(last(&room, &odile).await, "waiting");
    time_passes(&room.server.clock, MISSED_MS - START_MS - MINUTE_MS - SECOND_MS, &mut [&mut kit]).await;
    room.server.clock.advance_ms(SECOND_MS);
    assert_eq!(kit.ends().await, Some(1000));
    assert_eq!(ended(&kit), Some(MeetingEnd::Missed));
    assert_eq!(last(&room, &odile).await, "missed");
    assert_eq!(knocks(&odile).await.1, "doors_closed");
    let seen = odile.browser.get(&format!("/api/seat/{}", room.id)).await.good();
    assert_eq!(seen["room"]["dates"][0]["local"], "2030-03-24T19:20", "the next one");
}

#[tokio::test]
async fn a_meeting_that_is_over_before_its_planned_start_is_told_and_no_longer_awaited() {
    let room = sunday_room("peer_checkin").await;
    let (mut ada, mut kit) = (host(&room), member(&room, "Kit").await);
    room.server.clock.advance_ms(MEMBERS_MS);
    ada.come().await;
    kit.come().await;
    ada.opens().await;
    kit.sees("the meeting", |_| true).await;
    let path = format!("/api/rooms/{}", room.id);
    let next = async || room.admin.get(&path).await.good()["next"]["local"].clone();
    let desk = async || room.admin.get("/api/me/dates").await.good()["dates"][0]["date"]["local"].clone();
    assert_eq!(desk().await, "2030-03-17T19:20", "today, while it runs");
    ada.ends_the_meeting().await;
    assert_eq!(kit.ends().await, Some(1000));
    let seen = kit.browser.get(&format!("/api/seat/{}", room.id)).await.good()["room"].clone();
    assert_eq!(seen["last"]["outcome"], "held");
    assert_eq!(seen["last"]["date"]["local"], "2030-03-17T19:20");
    assert_eq!(seen["dates"][0]["local"], "2030-03-24T19:20");
    assert_eq!((next().await, desk().await), (json!("2030-03-24T19:20"), json!("2030-03-24T19:20")));
}

#[tokio::test]
async fn a_meeting_that_was_opened_goes_on_past_its_doors_and_ends_with_its_date() {
    let room = sunday_room("peer_checkin").await;
    let (mut ada, mut kit, mut late) = (host(&room), member(&room, "Kit").await, member(&room, "Late").await);
    room.server.clock.advance_ms(MEMBERS_MS);
    ada.come().await;
    kit.come().await;
    time_passes(&room.server.clock, START_MS - MEMBERS_MS + 5 * MINUTE_MS, &mut [&mut ada, &mut kit]).await;
    ada.opens().await;
    kit.sees("the meeting", |_| true).await;
    time_passes(&room.server.clock, 30 * MINUTE_MS, &mut [&mut ada, &mut kit]).await;
    late.come().await;
    let minutes = room.admin.get(&format!("/api/rooms/{}", room.id)).await.good()["agenda"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["minutes"].as_u64().unwrap())
        .sum::<u64>();
    let planned_ms = kit.view().planned_end_ms.expect("an end").as_ms();
    assert_eq!(planned_ms, (minutes - 5) * MINUTE_MS, "opened five minutes late");
    ada.ends_the_meeting().await;
    assert_eq!(kit.ends().await, Some(1000));
    assert_eq!(last(&room, &kit).await, "held");
    assert_eq!(knocks(&kit).await.1, "doors_closed");
}

#[tokio::test]
async fn a_lead_who_ended_it_too_soon_opens_it_again_and_members_come_back() {
    let room = sunday_room("peer_checkin").await;
    let (mut ada, mut kit) = (host(&room), member(&room, "Kit").await);
    room.server.clock.advance_ms(START_MS);
    ada.come().await;
    kit.come().await;
    ada.opens().await;
    kit.sees("the meeting", |_| true).await;
    ada.ends_the_meeting().await;
    ada.ends().await;
    kit.ends().await;
    assert_eq!(knocks(&kit).await.1, "doors_closed", "nobody leads");
    let mut again = host(&room);
    again.come().await;
    let mut back = kit.twin();
    back.come().await;
    again.opens().await;
    back.sees("the meeting", |_| true).await;
}

#[tokio::test]
async fn people_who_gather_learn_that_the_date_was_cancelled() {
    let room = sunday_room("peer_checkin").await;
    let mut kit = member(&room, "Kit").await;
    room.server.clock.advance_ms(MEMBERS_MS);
    kit.come().await;
    let path = format!("/api/rooms/{}/dates/2030-03-17T19:20", room.id);
    let cancel = json!({"cancelled": true, "note": "The lead is ill."});
    room.admin.ask(Method::PATCH, &path, Some(cancel)).await.good();
    assert_eq!(kit.ends().await, Some(1000));
    assert_eq!(ended(&kit), Some(MeetingEnd::DateChanged));
    room.server.clock.advance_ms(START_MS - MEMBERS_MS);
    assert_eq!(last(&room, &kit).await, "cancelled");
}

#[tokio::test]
async fn a_running_meeting_hears_of_the_next_date_as_soon_as_it_changes() {
    let room = sunday_room("peer_checkin").await;
    let (mut ada, mut kit) = (host(&room), member(&room, "Kit").await);
    room.server.clock.advance_ms(START_MS);
    ada.come().await;
    kit.come().await;
    ada.opens().await;
    let path = format!("/api/rooms/{}/dates/2030-03-24T19:20", room.id);
    room.admin.ask(Method::PATCH, &path, Some(json!({"starts": "2030-03-25T18:00"}))).await.good();
    kit.until("the new date", |kit| {
        let next = kit.info.as_ref().and_then(|info| info.next.as_ref());
        next.is_some_and(|next| next.local.to_string() == "2030-03-25T18:00")
    })
    .await;
    assert_eq!(kit.view().phase, Phase::Running {});
}

#[tokio::test]
async fn in_therapy_a_late_limit_closes_the_door() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let theo = server.therapist(&admin, "Theo").await;
    let mut asked = therapy("cbt");
    asked["schedule"] = sundays();
    asked["schedule"]["doors"] = json!({"late_minutes": 10});
    let id = make_room(&theo, asked).await;

    let mut therapist = server.holds(&theo, &id);
    let mut late = server.comes(&personal_invite(&theo, &id).await, "Late", &id).await;
    server.clock.advance_ms(START_MS);
    therapist.come().await;
    therapist.opens().await;
    time_passes(&server.clock, 10 * MINUTE_MS, all![therapist]).await;
    therapist.sees("the closed door", |view| view.door == Door::Closed).await;
    late.connect().await;
    assert!(late.join().await.is_err(), "the door is closed for newcomers");
    therapist.does(Command::SetDoor { door: Door::OneByOne }).await;
    late.join().await.expect("the therapist opened it again");
}

#[tokio::test]
async fn a_room_without_dates_opens_when_a_lead_opens_it() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    let mut kit = room.member("Kit").await;
    assert_eq!(kit.waiting.as_ref().unwrap().date, None);
    time_passes(&room.server.clock, 5 * MINUTE_MS, &mut [&mut ada, &mut kit]).await;
    ada.opens().await;
    assert_eq!(ada.view().planned_end_ms, None);
}
