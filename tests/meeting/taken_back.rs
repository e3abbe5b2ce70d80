//! What was taken back is told to nobody again: to no newcomer, in no page, after no lost connection
//! and after no restart. The log still has it, sealed.

use rondo::meeting::{
    command::Command,
    event::Event,
    ordinal::MessageId,
    reason::{RemovalReason, TakeBackReason},
    state::TakenBackBy,
};
use serde_json::json;

use crate::{
    random::Random,
    support::{
        Server,
        person::Person,
        roles::Leads,
        room::{Room, all_agree, peers},
    },
};

/// A room that shows newcomers what was said before.
async fn room() -> Room {
    let mut wish = peers("process");
    wish["settings"] = json!({
        "admission": "everyone", "limit": "soft", "show_earlier": true, "reactions": true,
        "timekeeper_calls": false, "co_facilitator_ends": false, "observer_whispers": false,
    });
    wish["format"] = json!("peer_checkin");
    Room::on(Server::start_apart().await, wish).await
}

/// The client was never sent the words since it came with this socket.
fn never_heard(person: &Person, words: &str) {
    assert!(!person.heard().contains(words), "{:?} was told {words:?}", person.me);
}

#[tokio::test]
async fn nobody_who_comes_or_comes_back_is_told_what_was_taken_back() {
    let canary = Random::new(71).canary();
    let room = room().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = room.member("Kit").await;
    let mut odile = room.member("Odile").await;
    kit.sees("the meeting", |_| true).await;
    odile.sees("the meeting", |_| true).await;
    odile.sync().await;
    // Odile is away while it is written and taken back.
    odile.cut();
    let (view, seq) = (odile.view.clone(), odile.seq);
    let message = MessageId(kit.says(&canary).await);
    let whisper = MessageId(kit.does(Command::Whisper { to: None, text: canary.clone() }).await);
    let covered = MessageId(kit.says("how it happened").await);
    ada.sees("the whisper", |view| view.whispers.len() == 1).await;
    ada.does(Command::React { message, reaction: rondo::meeting::state::Reaction::Heard }).await;
    kit.does(Command::TakeBack { message }).await;
    kit.does(Command::TakeBack { message: whisper }).await;
    ada.does(Command::Cover { message: covered, note: "violence".into() }).await;

    odile.connect().await;
    assert!(odile.was_told(|event| matches!(event, Event::TakenBack { .. })), "she went on from before");
    never_heard(&odile, &canary);
    let mut tomasz = room.member("Tomasz").await;
    tomasz.sees("the meeting", |view| view.messages.len() == 2).await;
    for person in [&mut *odile, &mut *tomasz] {
        let (page, _) = person.page(MessageId(u64::MAX)).await;
        let by: Vec<_> = page.iter().map(|m| (m.text.as_str(), m.taken_back_by, m.note.as_deref())).collect();
        assert_eq!(
            by,
            [("", Some(TakenBackBy::Writer), None), ("how it happened", None, Some("violence"))],
            "its place is kept, and nobody's reaction to it"
        );
        assert!(page[0].reactions.is_empty());
        never_heard(person, &canary);
    }
    all_agree(all![ada, kit, odile, tomasz]).await;

    // After a restart the log is read again, and what it has is told as it is by now.
    odile.sync().await;
    let server = room.server.stop_and_start(false).await;
    for person in [&mut *ada, &mut *kit, &mut *odile, &mut *tomasz] {
        person.cut();
        person.find(&server);
    }
    // As if she had been away all the time.
    (odile.view, odile.seq) = (view, seq);
    odile.come().await;
    tomasz.reload().await;
    ada.come().await;
    for person in [&mut *odile, &mut *tomasz] {
        person.page(MessageId(u64::MAX)).await;
        never_heard(person, &canary);
    }
    kit.come().await;
    all_agree(all![ada, kit, odile, tomasz]).await;
}

#[tokio::test]
async fn a_page_that_is_read_while_words_are_taken_back_comes_without_them_or_before() {
    let room = room().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = room.member("Kit").await;
    kit.sees("the meeting", |_| true).await;
    for trial in 0..20 {
        let text = format!("Take me back, {trial}.");
        let message = MessageId(kit.says(&text).await);
        ada.sync().await;
        let before = ada.heard().len();
        let (page, ()) = tokio::join!(ada.page(MessageId(u64::MAX)), async {
            kit.does(Command::TakeBack { message }).await;
        });
        ada.sync().await;
        let heard = ada.heard()[before..].to_owned();
        let (told, gone) = (heard.rfind(&text), heard.find("taken_back\""));
        assert!(told.is_none_or(|told| gone.is_none_or(|gone| told < gone)), "{trial}: {heard}");
        assert!(page.0.iter().any(|known| known.id == message));
    }
}

#[tokio::test]
async fn whoever_is_sent_away_can_have_all_of_it_taken_back() {
    let room = room().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut mallory = room.member("Mallory").await;
    let mut kit = room.member("Kit").await;
    mallory.sees("the meeting", |_| true).await;
    kit.sees("the meeting", |_| true).await;
    for text in ["Buy", "this", "now"] {
        mallory.says(text).await;
    }
    let who = mallory.id();
    ada.does(Command::Remove { who, reason: RemovalReason::Other }).await;
    ada.does(Command::TakeBackAll { who, reason: TakeBackReason::Removed }).await;
    kit.sync().await;
    assert_eq!(kit.texts(), ["", "", ""]);
    let by_lead = |event: &Event| matches!(event, Event::TakenBack { by: TakenBackBy::Lead, lead: None, .. });
    assert!(kit.was_told(by_lead), "they learn that a lead did it, and not which one");
    all_agree(all![ada, kit]).await;
}
