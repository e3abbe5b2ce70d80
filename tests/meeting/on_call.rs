//! Whoever is on call is written to when no lead reads a call for help, through a real mail server.

use rondo::{config::SmtpTls, meeting::command::Command};
use serde_json::{Value, json};

use crate::support::{
    Server,
    mail::{Mail, MailServer},
    person::Person,
    roles::{Facilitator, Leads},
    room::{Room, peers, time_passes},
};

const ASKS: &str = "Somebody asks for help";
const NAMED: &str = "You are on call for a group";

fn desk(room: &Room) -> String {
    format!("/api/rooms/{}/mail", room.id)
}

/// A room with a mail server, in which this address is on call, and the letter that says so.
async fn with_on_call(address: &str) -> (Room, MailServer, Mail) {
    let mut mail = MailServer::start(SmtpTls::Implicit, None).await;
    let room = Room::on(Server::start_with(mail.config()).await, peers("peer_checkin")).await;
    puts_on_call(&room, address).await;
    let named = mail.next_about(NAMED).await;
    (room, mail, named)
}

async fn puts_on_call(room: &Room, address: &str) -> Value {
    let path = format!("{}/on-call", desk(room));
    room.admin.put(&path, json!({"address": address, "lang": "en"})).await.good()
}

/// How many letters about a call were made so far.
async fn letters(room: &Room) -> usize {
    let desk = room.admin.get(&desk(room)).await.good();
    let all = desk["outbox"].as_array().unwrap().iter();
    all.filter(|mail| mail["kind"] == "on_call").count()
}

#[tokio::test]
async fn whoever_is_on_call_is_written_to_when_no_lead_reads_a_call() {
    let (room, mut mail, named) = with_on_call("Night@example.org").await;
    assert_eq!(named.to(), "Night@example.org");
    let host = room.admin.get("/api/me").await.good()["account"]["display_name"].clone();
    let host = host.as_str().unwrap();
    assert!(named.part("text/plain").contains(host), "{host}: {}", named.part("text/plain"));
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    assert!(odile.info.as_ref().unwrap().on_call, "the page may say so");
    odile.does(Command::Whisper { to: None, text: "I can't go on.".into() }).await;
    odile.does(Command::AskForHelp {}).await;
    time_passes(&room.server.clock, 59_000, all![ada, odile]).await;
    assert_eq!(letters(&room).await, 0, "before a minute");
    time_passes(&room.server.clock, 1_000, all![ada, odile]).await;
    let letter = mail.next().await;
    assert_eq!((letter.to(), letter.header("Subject")), ("Night@example.org", ASKS));
    let title = room.admin.get(&format!("/api/rooms/{}", room.id)).await.good()["title"].clone();
    for part in ["text/plain", "text/html"] {
        let text = letter.part(part);
        assert!(text.contains(&format!("/meet/{}", room.id)));
        for secret in ["Odile", "go on", title.as_str().unwrap()] {
            assert!(!text.contains(secret), "{text}");
        }
    }

    // Of one person's calls shortly one after the other, one is written about; another's is one of its own.
    let mut kit = room.member("Kit").await;
    odile.does(Command::AskForHelp {}).await;
    kit.does(Command::AskForHelp {}).await;
    time_passes(&room.server.clock, 61_000, all![ada, odile, kit]).await;
    mail.next_about(ASKS).await;
    assert_eq!(letters(&room).await, 2);
    time_passes(&room.server.clock, 300_000, all![ada, odile, kit]).await;
    odile.does(Command::AskForHelp {}).await;
    time_passes(&room.server.clock, 61_000, all![ada, odile, kit]).await;
    mail.next_about(ASKS).await;
    assert_eq!(letters(&room).await, 3);

    // Nothing is told twice after a restart.
    let Room { server, mut admin, id, invites } = room;
    let server = server.restart_with(mail.config()).await;
    admin.browser = admin.browser.at(&server);
    let room = Room { server, admin, id, invites };
    let mut ada = Facilitator(Person::new(&room.server, &room.admin.browser, &room.id));
    ada.come().await;
    assert_eq!(letters(&room).await, 3);

    // Whoever is named again the same day is told again, as the page says.
    room.admin.delete(&format!("{}/on-call", desk(&room))).await.good();
    puts_on_call(&room, "night@example.org").await;
    mail.next_about(NAMED).await;
}

#[tokio::test]
async fn a_call_that_is_read_in_time_is_told_to_nobody_else() {
    let (room, mut mail, _) = with_on_call("night@example.org").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.does(Command::AskForHelp {}).await;
    ada.sees("the call", |view| view.people.iter().any(|p| p.help.is_some())).await;
    ada.does(Command::SeeHelp { who: odile.id() }).await;
    time_passes(&room.server.clock, 120_000, all![ada, odile]).await;
    assert_eq!(letters(&room).await, 0);
    assert!(mail.arrived().await.is_empty());
}

#[tokio::test]
async fn who_is_on_call_can_change_during_a_meeting() {
    let mut mail = MailServer::start(SmtpTls::Implicit, None).await;
    let room = Room::on(Server::start_with(mail.config()).await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let on_call = |person: &Person| person.info.as_ref().is_some_and(|room| room.on_call);
    assert!(!on_call(&odile));
    odile.does(Command::AskForHelp {}).await;
    time_passes(&room.server.clock, 61_000, all![ada, odile]).await;
    assert_eq!(letters(&room).await, 0, "nobody is on call");

    puts_on_call(&room, "night@example.org").await;
    odile.until("somebody is on call", on_call).await;
    let known = puts_on_call(&room, "Other@example.org").await;
    assert_eq!(known["on_call"], json!({"address": "Other@example.org", "lang": "en"}));
    assert_eq!(mail.next_about(NAMED).await.to(), "night@example.org");
    assert_eq!(mail.next_about(NAMED).await.to(), "Other@example.org");
    odile.does(Command::AskForHelp {}).await;
    time_passes(&room.server.clock, 61_000, all![ada, odile]).await;
    assert_eq!(mail.next_about(ASKS).await.to(), "Other@example.org");

    let gone = room.admin.delete(&format!("{}/on-call", desk(&room))).await.good();
    assert_eq!(gone["on_call"], Value::Null);
    odile.until("nobody is on call", |person| !on_call(person)).await;
    time_passes(&room.server.clock, 300_000, all![ada, odile]).await;
    odile.does(Command::AskForHelp {}).await;
    time_passes(&room.server.clock, 61_000, all![ada, odile]).await;
    assert_eq!(letters(&room).await, 1);
}

#[tokio::test]
async fn no_promise_is_made_without_a_mail_server_and_none_in_a_rehearsal() {
    let room = Room::peer_led("peer_checkin").await;
    puts_on_call(&room, "night@example.org").await;
    let ada = room.lead().await;
    assert!(!ada.info.as_ref().unwrap().on_call, "nothing could be sent");

    let (room, _mail, _) = with_on_call("night@example.org").await;
    let made = room.admin.post(&format!("/api/rooms/{}/rehearsal", room.id), json!({})).await.good();
    let id = made["id"].as_str().unwrap();
    room.admin
        .put(&format!("/api/rooms/{id}/mail/on-call"), json!({"address": "n@example.org", "lang": "en"}))
        .await
        .good();
    let mut ada = Facilitator(Person::new(&room.server, &room.admin.browser, id));
    ada.come().await;
    assert!(!ada.info.as_ref().unwrap().on_call);
    ada.opens().await;
    ada.does(Command::AskForHelp {}).await;
    time_passes(&room.server.clock, 61_000, all![ada]).await;
    let desk = room.admin.get(&format!("/api/rooms/{id}/mail")).await.good();
    let kinds: Vec<_> = desk["outbox"].as_array().unwrap().iter().map(|mail| &mail["kind"]).collect();
    assert_eq!(kinds, [&json!("on_call_named")]);
}
