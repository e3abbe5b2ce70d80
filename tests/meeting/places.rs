//! Places at the door, what is erased when a date was held, and what therapy keeps. The clock of the tests
//! stands at Sunday, 18:46:40 in Berlin; the group meets on Sundays at 19:20.

use rondo::meeting::id::ParticipantId;
use serde_json::{Value, json};

use crate::support::{
    Server,
    people::{make_room, personal_invite},
    person::Person,
    roles::{Facilitator, Leads, Member},
    room::{Room, peers, therapy, time_passes},
};

const MINUTE_MS: u64 = 60_000;
const KEY: &str = "2030-03-17T19:20";
/// From the beginning of a test until members may come, and until the start.
const MEMBERS_MS: u64 = 18 * MINUTE_MS + 20_000;
const START_MS: u64 = MEMBERS_MS + 15 * MINUTE_MS;

fn sundays() -> Value {
    json!({
        "zone": "Europe/Berlin", "start": KEY, "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["sunday"]},
    })
}

/// A room whose dates take so many members.
async fn sunday_room(seats: u32) -> Room {
    let mut room = peers("peer_checkin");
    room["schedule"] = sundays();
    let room = Room::on(Server::start().await, room).await;
    let rule = json!({"sign_up": true, "capacity": seats});
    room.admin.put(&format!("/api/rooms/{}/places", room.id), rule).await.good();
    room
}

async fn member(room: &Room, name: &str) -> Member {
    room.server.comes(&room.invites.secret().await, name, &room.id).await
}

fn host(room: &Room) -> Facilitator {
    Facilitator(Person::new(&room.server, &room.admin.browser, &room.id))
}

async fn says(person: &Person, answer: &str) {
    let path = format!("/api/seat/{}/dates/{KEY}", person.room);
    person.browser.put(&path, json!({"answer": answer})).await.good();
}

/// The id of somebody who has not come yet.
async fn id_of(person: &Person) -> ParticipantId {
    let seat = person.browser.get(&format!("/api/seat/{}", person.room)).await.good();
    seat["participant"].as_str().unwrap().parse().unwrap()
}

/// The code with which somebody is kept out; empty if they may come.
async fn knocks(person: &Person) -> String {
    let answer = person.browser.post(&format!("/api/rooms/{}/token", person.room), json!({})).await;
    answer["code"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn who_signed_up_comes_in_and_others_when_a_place_is_free() {
    let room = sunday_room(2).await;
    let (mut kit, bea, mut odile) =
        (member(&room, "Kit").await, member(&room, "Bea").await, member(&room, "Odile").await);
    let mut ada = host(&room);
    says(&kit, "coming").await;
    says(&bea, "coming").await;
    room.server.clock.advance_ms(MEMBERS_MS);
    ada.come().await;
    kit.come().await;
    assert_eq!(knocks(&odile).await, "no_place");
    time_passes(&room.server.clock, START_MS - MEMBERS_MS, &mut [&mut ada, &mut kit]).await;
    ada.opens().await;
    kit.sees("the meeting", |_| true).await;
    assert_eq!(knocks(&odile).await, "no_place", "Bea may still come");
    time_passes(&room.server.clock, 10 * MINUTE_MS, &mut [&mut ada, &mut kit]).await;
    odile.come().await;
    odile.sees("the meeting", |_| true).await;
    assert_eq!(knocks(&bea).await, "no_place", "her place is Odile's now");
    odile.cut();
    odile.come().await;
    let counts = room.admin.get(&format!("/api/rooms/{}/places", room.id)).await.good();
    assert_eq!(counts["dates"][0]["counts"]["coming"], 2);
}

#[tokio::test]
async fn a_free_place_is_taken_at_the_door_and_a_socket_takes_none_that_is_not_there() {
    let room = sunday_room(1).await;
    let (mut kit, mut odile) = (member(&room, "Kit").await, member(&room, "Odile").await);
    room.server.clock.advance_ms(MEMBERS_MS);
    kit.come().await;
    assert_eq!(knocks(&odile).await, "no_place");
    says(&kit, "coming").await;
    // A token from before its place was given to somebody else.
    let path = format!("/api/rooms/{}/dates/{KEY}/places/{}", room.id, kit.id());
    kit.cut();
    time_passes(&room.server.clock, 1_000, &mut []).await;
    room.admin.delete(&path).await.good();
    odile.fetch_token().await;
    let give = format!("/api/rooms/{}/dates/{KEY}/places/{}", room.id, id_of(&odile).await);
    room.admin.delete(&give).await.good();
    assert_eq!(odile.is_turned_away().await, Some(4014));
}

/// Whether the files of the database hold what somebody said of the date, as it stands in a row.
fn holds(data: &std::path::Path, who: ParticipantId) -> bool {
    let row = [KEY.as_bytes(), who.as_bytes()].concat();
    let files = std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    let database = files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("rondo.db"));
    database.map(|path| std::fs::read(path).unwrap()).any(|bytes| bytes.windows(row.len()).any(|w| w == row))
}

#[tokio::test]
async fn a_peer_led_room_erases_who_signed_up_when_the_meeting_ends() {
    let room = sunday_room(2).await;
    let (mut kit, odile) = (member(&room, "Kit").await, member(&room, "Odile").await);
    let mut ada = host(&room);
    says(&kit, "late").await;
    says(&odile, "absent").await;
    let people = [id_of(&kit).await, id_of(&odile).await];
    let data = room.server.data_dir();
    for who in people {
        assert!(holds(&data, who), "the search does find it");
    }
    room.server.clock.advance_ms(START_MS);
    ada.come().await;
    kit.come().await;
    ada.opens().await;
    kit.sees("the meeting", |_| true).await;
    ada.ends_the_meeting().await;
    kit.ends().await;
    let dates = format!("/api/seat/{}/dates", room.id);
    let mut seen = kit.browser.get(&dates).await.good();
    // People hear of the end a moment before it is stored.
    while seen["dates"][0]["open"] == true {
        seen = kit.browser.get(&dates).await.good();
    }
    assert_eq!(seen["dates"][0]["mine"], json!(null));
    assert_eq!(seen["attendance"], json!([]));
    let again = kit.browser.put(&format!("{dates}/{KEY}"), json!({"answer": "absent"})).await;
    again.refused(409, "date_over");
    let desk = room.admin.get(&format!("/api/rooms/{}/places", room.id)).await.good();
    assert_eq!((&desk["dates"][0]["people"], &desk["attendance"]), (&json!([]), &json!([])));
    let kept = room.server.stop().await;
    for who in people {
        assert!(!holds(&kept.path().join("rondo"), who), "erased on the disk as well");
    }
}

#[tokio::test]
async fn therapy_keeps_who_attended_missed_and_was_excused_and_tells_without_acting() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let theo = server.therapist(&admin, "Theo").await;
    let mut asked = therapy("cbt");
    asked["schedule"] = sundays();
    let id = make_room(&theo, asked).await;
    let rule = json!({"sign_up": false, "absence": {"notice_hours": 1, "missed_in_a_row": 1}});
    theo.put(&format!("/api/rooms/{id}/places"), rule).await.good();
    let mut people = Vec::new();
    for name in ["Kit", "Odile", "Bea"] {
        people.push(server.comes(&personal_invite(&theo, &id).await, name, &id).await);
    }
    let [kit, odile, bea] = &mut people[..] else { panic!() };
    let mut therapist = server.holds(&theo, &id);
    says(odile, "absent").await;
    server.clock.advance_ms(START_MS);
    therapist.come().await;
    kit.come().await;
    therapist.admits(kit.id()).await;
    therapist.opens().await;
    kit.sees("the meeting", |_| true).await;
    therapist.ends_the_meeting().await;
    kit.ends().await;
    let desk = theo.get(&format!("/api/rooms/{id}/places")).await.good();
    let of = async |who: &Person| {
        let who = id_of(who).await;
        let mut kept = desk["attendance"].as_array().unwrap().iter();
        let kept = kept.find(|kept| kept["participant"] == json!(who)).unwrap();
        kept["attended"].as_str().unwrap().to_owned()
    };
    // The doors open half an hour before the start, so no notice of an hour is possible here.
    let kept = [of(kit).await, of(odile).await, of(bea).await];
    assert_eq!(kept, ["attended", "short_notice", "missed"]);
    let missed: Vec<_> = desk["members"].as_array().unwrap().iter().map(|m| &m["missed_in_a_row"]).collect();
    assert_eq!(missed.iter().filter(|missed| ***missed == json!(1)).count(), 2);
    let coming = theo.get("/api/me/dates").await.good();
    assert_eq!(coming["missing"], json!([{"room": id, "members": 2}]));
    let own = bea.browser.get(&format!("/api/seat/{id}/dates")).await.good();
    assert_eq!(own["attendance"][0]["attended"], "missed");
    // It tells and does nothing.
    server.clock.advance_ms(7 * 24 * 60 * MINUTE_MS);
    assert_eq!(knocks(bea).await, "consent_missing", "she was never in");
    bea.consents().await;
    bea.leaves_for_an_emergency("", "").await;
    assert_eq!(knocks(bea).await, "", "the door is open to her");
}
