//! The logs at their most verbose hold no content, no names, no tokens and no secrets.

use rondo::meeting::{command::Command, ordinal::MessageId};
use serde_json::json;

use crate::{
    binary::{Binary, holds},
    random::Random,
    support::{Browser, PASSWORD, room::peers},
};

#[tokio::test]
async fn the_most_verbose_log_holds_no_content_names_tokens_or_secrets() {
    let mut random = Random::new(11);
    let binary = Binary::start("trace").await;
    let (text, note, whisper, name, title) =
        (random.canary(), random.canary(), random.canary(), random.canary(), random.canary());
    let (question, answer, asker, told) =
        (random.canary(), random.canary(), random.canary(), random.canary());
    let mut room = peers("peer_checkin");
    room["title"] = title.clone().into();
    let (admin, room, secret) = binary.room(room).await;
    let mut lead = binary.person(&admin, &room);
    lead.come().await;
    lead.does(Command::OpenMeeting {}).await;
    let browser = Browser::of(&binary.origin);
    let body = json!({"secret": secret, "name": name, "adult": true});
    let seat = browser.post("/api/invites/redeem", body).await.good();
    let calendar = browser.put(&format!("/api/seat/{room}/calendar"), json!({"lang": "en"})).await.good();
    let calendar = calendar["address"].as_str().unwrap().split('/').nth_back(1).unwrap().to_owned();
    for secret in [&calendar, &calendar.replace('a', "b")] {
        browser.get(&format!("/api/calendar/{secret}/dates.ics")).await;
    }
    let entry = format!("/api/rooms/{room}/entry");
    admin.put(&entry, json!({"type": "asking", "questions": [question]})).await.good();
    let stranger = Browser::of(&binary.origin);
    let ask = |answer: &str| json!({"secret": secret, "name": asker, "adult": true, "answers": [answer]});
    stranger
        .post("/api/invites/ask", ask(&answer.repeat(200)))
        .await
        .refused_field("answers_invalid", "answers[0]");
    stranger.post("/api/invites/ask", ask(&answer)).await.good();
    let requests = format!("/api/rooms/{room}/requests");
    let asked = admin.get(&requests).await.good();
    assert_eq!(asked["requests"][0]["answers"][0]["answer"], answer);
    let asked = asked["requests"][0]["id"].as_str().unwrap();
    admin.post(&format!("{requests}/{asked}/decline"), json!({"note": told})).await.good();
    assert_eq!(stranger.get(&format!("/api/request/{room}")).await.good()["note"], told);
    let mut member = binary.person(&browser, &room);
    member.come().await;
    member.sees("the meeting", |_| true).await;
    member.does(Command::Post { text: text.clone(), note: Some(note.clone()) }).await;
    member.does(Command::Whisper { to: None, text: whisper.clone() }).await;
    assert!(member.ask(Command::Post { text: format!("{text}\u{0}"), note: None }).await.is_err());
    member.socket.as_mut().unwrap().text(&format!("{{\"{text}\"")).await;
    member.renew(None).await.unwrap();
    member.page(MessageId(u64::MAX)).await;
    let wrong = json!({"name": name, "password": text});
    assert!(!admin.post("/api/session", wrong).await.status.is_success());
    let tokens = [lead.token.clone(), member.token.clone()];
    lead.does(Command::EndMeeting {}).await;
    member.ends().await;
    let log = binary.log();
    assert!(holds(&log, "DEBUG") || holds(&log, "TRACE"), "it is verbose");
    let recovery = seat["recovery_code"].as_str().unwrap().to_owned();
    let signatures: Vec<String> = tokens.iter().map(|t| t.rsplit('.').next().unwrap().to_owned()).collect();
    let setup = binary.setup_secret.clone().unwrap();
    let mut secrets =
        vec![text, note, whisper, name, title, secret, recovery, setup, calendar, PASSWORD.into()];
    secrets.extend([question, answer, asker, told]);
    secrets.extend(signatures);
    for secret in secrets {
        if let Some(line) = line_with(&log, &secret) {
            panic!("the log holds {secret}: {line}");
        }
    }
}

fn line_with(log: &std::path::Path, text: &str) -> Option<String> {
    let bytes = std::fs::read(log).expect("a log");
    let log = String::from_utf8_lossy(&bytes);
    log.lines().find(|line| line.contains(text)).map(|line| line.chars().take(300).collect())
}
