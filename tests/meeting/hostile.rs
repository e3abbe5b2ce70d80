//! Hostile JSON and forged fields: refused with a code, stored nowhere, told to nobody.

use rondo::{
    meeting::{command::Command, ordinal::MessageId, refusal::Refusal},
    protocol::server::{ProtocolRefusal, RefusalCode},
};

use crate::support::{
    roles::{Facilitator, Leads, Member},
    room::{Room, all_agree},
};

async fn open() -> (Room, Facilitator, Member) {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    ada.sync().await;
    (room, ada, odile)
}

fn framed(command: &str) -> String {
    format!(r#"{{"type":"command","ref":9,"id":"x","command":{command}}}"#)
}

/// Sends a text and returns what it was refused with.
async fn refusal(odile: &mut Member, text: &str) -> (Option<u32>, RefusalCode) {
    odile.clock.advance_ms(1_500);
    let socket = odile.socket.as_mut().unwrap();
    socket.text(text).await;
    socket.refusal().await
}

#[tokio::test]
async fn hostile_json_is_malformed_and_the_socket_lives() {
    let (_room, mut ada, mut odile) = open().await;
    let seq = ada.seq;
    let malformed = RefusalCode::from(ProtocolRefusal::Malformed);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let deep_text = format!(r#"{{"type":"post","text":{}}}"#, "[".repeat(5_000));
    for bad in [
        r#"{"type":"post","text":"a","from":"someone"}"#,
        r#"{"type":"post","text":"a","text":"b"}"#,
        r#"{"type":"post","text":"a","__proto__":{"admin":true}}"#,
        r#"{"type":"post","text":"a","constructor":{}}"#,
        r#"{"type":"post","text":"\ud800"}"#,
        r#"{"type":"post","text":"\udc00\ud800"}"#,
        r#"{"type":"post","text":1e400}"#,
        r#"{"type":"post","text":null}"#,
        r#"{"type":"post","text":["a"]}"#,
        r#"{"type":"accept","turn":-1}"#,
        r#"{"type":"accept","turn":1e999}"#,
        r#"{"type":"accept","turn":99999999999999999999999999}"#,
        r#"{"type":"accept","turn":1.5}"#,
        r#"{"type":"mute","who":"../../etc","for_ms":null}"#,
        r#"{"type":"remove","who":"aaaaaaaaaaaaaaaaaaaaaaaaaa","reason":"because"}"#,
        r#"{"type":"open_meeting","force":true}"#,
        r#"{"type":"leave","quiet":"yes"}"#,
        r#"{"type":"Post","text":"a"}"#,
        r#"{"type":"no_such_thing"}"#,
        r#"["post","a"]"#,
        "null",
        deep.as_str(),
        deep_text.as_str(),
    ] {
        let (_, code) = refusal(&mut odile, &framed(bad)).await;
        assert_eq!(code, malformed, "{}", &bad[..bad.len().min(80)]);
    }
    ada.sync().await;
    for bad in [
        "",
        " ",
        "null",
        "[\"ping\",1]",
        "[]",
        "{}",
        "\"post\"",
        "\u{0}",
        "{\"type\":\"ping\"",
        "{\"type\":\"ping\",\"ref\":-1}",
        "{\"type\":\"ping\",\"ref\":1}{\"type\":\"ping\",\"ref\":2}",
        "{\"type\":\"ping\",\"ref\":4294967296}",
        "\u{feff}{\"type\":\"ping\",\"ref\":1}",
        "{type:'ping',ref:1}",
        "NaN",
    ] {
        let (reference, code) = refusal(&mut odile, bad).await;
        assert_eq!((reference.is_none() || reference == Some(1), code), (true, malformed), "{bad}");
    }
    odile.sync().await;
    ada.sync().await;
    assert_eq!(ada.seq, seq, "nothing happened");
    all_agree(all![ada, odile]).await;
}

#[tokio::test]
async fn a_refusal_carries_the_ref_of_what_could_not_be_read() {
    let (_room, _ada, mut odile) = open().await;
    let (reference, _) = refusal(&mut odile, &framed(r#"{"type":"nothing"}"#)).await;
    assert_eq!(reference, Some(9));
    let (reference, code) = refusal(&mut odile, r#"{"type":"hello","token":"x"}"#).await;
    assert_eq!((reference, code), (None, ProtocolRefusal::AlreadyWelcome.into()));
}

/// Who says it, in which role, when and under which number is the server's word alone.
#[tokio::test]
async fn a_forged_identity_role_time_or_number_is_refused() {
    let (_room, mut ada, mut odile) = open().await;
    let lead = ada.id();
    let malformed = RefusalCode::from(ProtocolRefusal::Malformed);
    for field in
        ["who", "from", "participant", "actor", "name", "role", "seq", "at_ms", "kind", "id", "item", "by"]
    {
        for value in [format!("\"{lead}\""), "\"facilitator\"".into(), "1".into()] {
            let inside = framed(&format!(r#"{{"type":"post","text":"forged","{field}":{value}}}"#));
            assert_eq!(refusal(&mut odile, &inside).await.1, malformed, "{inside}");
            let outside = format!(
                r#"{{"type":"command","ref":9,"id":"x","{field}":{value},"command":{{"type":"post","text":"forged"}}}}"#
            );
            assert_eq!(refusal(&mut odile, &outside).await.1, malformed, "{outside}");
        }
        ada.sync().await;
    }
    odile.says("As myself.").await;
    ada.sees("a message", |view| !view.messages.is_empty()).await;
    let message = &ada.view().messages[0];
    assert_eq!((message.from, message.name.as_str(), ada.texts().len()), (odile.id(), "Odile", 1));
}

#[tokio::test]
async fn texts_that_are_no_texts_are_refused() {
    let (_room, mut ada, mut odile) = open().await;
    let seq = ada.seq;
    let post = |text: &str| Command::Post { text: text.to_owned(), note: None };
    for (text, refusal) in [
        ("", Refusal::TextEmpty),
        (" \n\t ", Refusal::TextEmpty),
        ("a\u{0}b", Refusal::TextInvalid(Default::default())),
        ("a\u{7}b", Refusal::TextInvalid(Default::default())),
        ("a\u{202e}b", Refusal::TextInvalid(Default::default())),
        ("\u{200b}\u{2060}", Refusal::TextEmpty),
        ("a\u{1b}[31mb", Refusal::TextInvalid(Default::default())),
        (&"a".repeat(4_001), Refusal::TextTooLong),
        (&"\u{1F49A}".repeat(4_001), Refusal::TextTooLong),
    ] {
        odile.refused(post(text), refusal).await;
    }
    let note = Some("n".repeat(81));
    odile.refused(Command::Post { text: "a".into(), note }, Refusal::TextTooLong).await;
    odile
        .refused(
            Command::React { message: MessageId(1), reaction: rondo::meeting::state::Reaction::Heard },
            Refusal::NoSuchMessage,
        )
        .await;
    odile.refused(Command::SetMultiplier { percent: 1_000 }, Refusal::OutOfRange).await;
    ada.sync().await;
    assert_eq!(ada.seq, seq);
    // What people paste is cleaned.
    odile.says("week 1\tgood").await;
    ada.sees("the tab", |view| view.messages.last().is_some_and(|m| m.text == "week 1\tgood")).await;
    // What looks like code is a text like any other.
    let script = "<script>alert(1)</script> {\"type\":\"ended\"} \\u0000 ' OR 1=1 --";
    odile.says(script).await;
    ada.sees("the text", |view| view.messages.last().is_some_and(|m| m.text == script)).await;
}

#[tokio::test]
async fn ids_of_commands_have_a_small_alphabet() {
    let (_room, mut ada, mut odile) = open().await;
    for id in ["", "a b", "a/b", "ä", &"a".repeat(41)] {
        odile.clock.advance_ms(1_000);
        let reference = odile.send(id, Command::Post { text: "x".into(), note: None }).await;
        assert_eq!(odile.answer(reference).await, Err(ProtocolRefusal::Malformed.into()), "{id}");
    }
    ada.sync().await;
    assert!(ada.view().messages.is_empty());
}
