//! What was written can be read for some days where the room says so, by those who were in the meeting.

use rondo::meeting::{
    command::Command, ordinal::MessageId, reason::RemovalReason, role::RoomKind, settings::Settings,
};
use serde_json::{Value, json};

use crate::{
    nowhere::nowhere,
    random::Random,
    support::{
        Browser, Server,
        roles::Leads,
        room::{Room, peers},
    },
};

const DAY_MS: u64 = 24 * 60 * 60_000;

fn keeping(days: u32) -> Value {
    let mut room = peers("peer_checkin");
    room["settings"] = json!(Settings { keep_days: days, ..Settings::for_kind(RoomKind::PeerLed) });
    room
}

async fn past(browser: &Browser, room: &str) -> Vec<Value> {
    let list = browser.get(&format!("/api/rooms/{room}/transcripts")).await.good();
    list["meetings"].as_array().unwrap().clone()
}

/// What somebody reads of the last meeting, in pages of two.
async fn reads(browser: &Browser, room: &str) -> Vec<Value> {
    let meeting = past(browser, room).await[0]["meeting"].as_str().unwrap().to_owned();
    let (mut lines, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/rooms/{room}/transcripts/{meeting}?limit=2{after}");
        let page = browser.get(&path).await.good();
        lines.extend(page["lines"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next"].as_str() else { return lines };
        after = format!("&after={next}");
    }
}

fn texts(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_was_written_to_everyone_is_read_by_those_who_were_there_until_its_day() {
    let canary = Random::new(83).canary();
    let room = Room::on(Server::start().await, keeping(7)).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = room.member("Kit").await;
    kit.sees("the meeting", |_| true).await;
    kit.says(&canary).await;
    let back = MessageId(kit.says("I take this back").await);
    kit.does(Command::TakeBack { message: back }).await;
    kit.does(Command::Whisper { to: None, text: "for the leads alone".into() }).await;
    let covered = MessageId(kit.says("how it happened").await);
    ada.does(Command::Cover { message: covered, note: "violence".into() }).await;
    let mut sol = room.member("Sol").await;
    sol.sees("the meeting", |_| true).await;
    let waiting = room.server.comes(&room.invites.secret().await, "Juno", &room.id).await;
    sol.says("after I came").await;
    assert_eq!(past(&kit.browser, &room.id).await, Vec::<Value>::new(), "the meeting runs");
    ada.ends_the_meeting().await;
    kit.ends().await;

    let lines = reads(&kit.browser, &room.id).await;
    assert_eq!(texts(&lines), [canary.as_str(), "how it happened", "after I came"]);
    let first = &lines[0];
    assert_eq!((&first["name"], &first["own"]), (&json!("Kit"), &json!(true)));
    assert!(first["item"].is_string());
    assert_eq!((&lines[1]["note"], &lines[1]["own"]), (&json!("violence"), &json!(true)));
    assert_eq!(texts(&reads(&ada.browser, &room.id).await), texts(&lines));
    assert_eq!(
        texts(&reads(&sol.browser, &room.id).await),
        ["after I came"],
        "what was before them stays so"
    );
    assert!(past(&waiting.browser, &room.id).await.is_empty(), "they were never let in");
    let meeting = past(&kit.browser, &room.id).await[0]["meeting"].as_str().unwrap().to_owned();
    let path = format!("/api/rooms/{}/transcripts/{meeting}", room.id);
    waiting.browser.get(&path).await.refused(404, "not_found");
    room.server.visitor().get(&path).await.refused(403, "no_seat");
    kit.browser.get(&format!("{path}?after=x")).await.refused(400, "cursor_invalid");
    assert_eq!(kit.browser.get(&format!("{path}?limit=0")).await.status.as_u16(), 422);
    nowhere(&canary, &room.server.data_dir());

    // Over a restart too, and no longer than was said.
    room.server.clock.advance_ms(7 * DAY_MS - 60_000);
    let server = room.server.restart().await;
    assert_eq!(reads(&kit.browser.at(&server), &room.id).await.len(), 3);
    server.clock.advance_ms(60_000);
    assert!(past(&kit.browser.at(&server), &room.id).await.is_empty());
    kit.browser.at(&server).get(&path).await.refused(404, "not_found");
    let server = server.restart().await;
    let files = std::fs::read_dir(server.data_dir().join("meeting-keys")).unwrap();
    let files = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
    assert_eq!(files.filter(|name| name.starts_with("meeting-")).count(), 0, "its key is destroyed");
    nowhere(&canary, &server.data_dir());
}

#[tokio::test]
async fn each_reads_what_they_could_read_in_the_meeting_and_whoever_was_removed_reads_nothing() {
    let room = Room::on(Server::start().await, keeping(7)).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = room.member("Kit").await;
    let mut sol = room.member("Sol").await;
    let mut bo = room.member("Bo").await;
    for person in [&mut kit, &mut sol, &mut bo] {
        person.sees("the meeting", |_| true).await;
    }
    ada.says("all are here").await;
    sol.does(Command::Leave { quiet: false }).await;
    ada.does(Command::Remove { who: kit.id(), reason: RemovalReason::Other }).await;
    kit.ends().await;
    bo.does(Command::Leave { quiet: true }).await;
    ada.says("three are away").await;
    bo.come().await;
    bo.sees("the meeting", |_| true).await;
    ada.says("one is back").await;
    ada.ends_the_meeting().await;
    bo.ends().await;
    assert_eq!(
        texts(&reads(&ada.browser, &room.id).await),
        ["all are here", "three are away", "one is back"]
    );
    assert_eq!(texts(&reads(&sol.browser, &room.id).await), ["all are here"]);
    assert_eq!(texts(&reads(&bo.browser, &room.id).await), ["all are here", "one is back"]);
    assert!(past(&kit.browser, &room.id).await.is_empty());
}

#[tokio::test]
async fn a_room_that_says_nothing_keeps_nothing() {
    let room = Room::on(Server::start().await, keeping(0)).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    ada.says("it stays here").await;
    ada.ends_the_meeting().await;
    ada.ends().await;
    assert!(past(&ada.browser, &room.id).await.is_empty());
    let mut edit = keeping(31);
    edit["settings"]["keep_days"] = json!(31);
    let path = format!("/api/rooms/{}", room.id);
    let refused = room.admin.patch(&path, json!({"settings": edit["settings"]})).await;
    assert_eq!(
        (refused.status.as_u16(), &refused["errors"][0]["field"]),
        (422, &json!("settings.keep_days"))
    );
}

#[tokio::test]
async fn a_meeting_keeps_what_was_said_when_it_began() {
    let room = Room::on(Server::start().await, keeping(0)).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    ada.says("nobody reads this later").await;
    let path = format!("/api/rooms/{}", room.id);
    let more = json!({"settings": keeping(7)["settings"]});
    room.admin.patch(&path, more).await.good();
    let kit = room.member("Kit").await;
    assert_eq!(kit.info.as_ref().unwrap().keep_days, 0, "who comes is told what holds for this meeting");
    ada.ends_the_meeting().await;
    ada.ends().await;
    assert!(past(&ada.browser, &room.id).await.is_empty());
}

#[tokio::test]
async fn whoever_gives_up_their_seat_takes_their_words_along_and_the_banned_read_nothing() {
    let room = Room::on(Server::start().await, keeping(7)).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = room.member("Kit").await;
    let mut sol = room.member("Sol").await;
    kit.sees("the meeting", |_| true).await;
    sol.sees("the meeting", |_| true).await;
    kit.says("from Kit").await;
    sol.says("from Sol").await;
    ada.ends_the_meeting().await;
    sol.ends().await;
    let own = kit.browser.get(&format!("/api/seat/{}/data", room.id)).await.good();
    assert_eq!(own["written"].as_array().map(Vec::len), Some(1));
    assert_eq!(own["written"][0]["text"], "from Kit");
    kit.browser
        .ask(reqwest::Method::DELETE, &format!("/api/seat/{}/data", room.id), Some(json!({})))
        .await
        .good();
    assert_eq!(texts(&reads(&sol.browser, &room.id).await), ["from Sol"]);
    let ban = format!("/api/rooms/{}/members/{}/ban", room.id, sol.id());
    room.admin.post(&ban, json!({})).await.good();
    let list = format!("/api/rooms/{}/transcripts", room.id);
    sol.browser.get(&list).await.refused(403, "banned");
    assert_eq!(texts(&reads(&ada.browser, &room.id).await), ["from Sol"]);
}
