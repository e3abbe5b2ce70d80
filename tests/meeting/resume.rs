//! Lost connections, many and at random: everyone comes back to the same place, with nothing
//! missing, nothing twice and nothing out of order.

use std::collections::BTreeMap;

use rondo::meeting::{
    command::Command,
    event::{Event, Numbered},
    ordinal::MessageId,
    state::{MessageKind, Place},
};
use serde_json::{Value, json};

use crate::{
    random::{Random, number},
    support::{
        person::Person,
        roles::{Facilitator, Leads, Member},
        room::{Room, all_agree},
    },
};

/// An event without what only leads are told of it: by whom somebody was muted, and who comes for the first time.
fn for_all(numbered: &Numbered) -> Value {
    let mut event = json!(numbered);
    if let Some(person) = event["event"].get_mut("person") {
        person["door_note"] = Value::Null;
    }
    if matches!(numbered.event, Event::MuteChanged { .. }) {
        event["event"]["by"] = Value::Null;
    }
    event
}

/// Everyone was told the same under the same number, and every message for all came to all.
fn same_story(people: &[&Person], since: u64) {
    let mut told: BTreeMap<u64, &Numbered> = BTreeMap::new();
    for person in people {
        for numbered in &person.events {
            let known = told.entry(numbered.seq).or_insert(numbered);
            assert_eq!(for_all(known), for_all(numbered), "two stories of one number");
        }
    }
    let posted = |numbered: &&&Numbered| matches!(numbered.event, Event::Posted { .. });
    let all: Vec<u64> = told.values().filter(posted).map(|n| n.seq).filter(|seq| *seq > since).collect();
    for person in people {
        let theirs: Vec<u64> =
            person.posted().into_iter().map(|(seq, _)| seq).filter(|s| *s > since).collect();
        assert_eq!(theirs, all, "{:?}", person.me);
    }
}

/// 300 steps; `RONDO_CUTS` makes it more.
#[tokio::test]
async fn sockets_cut_at_random_lose_nothing_and_repeat_nothing() {
    let mut random = Random::new(20_260_101);
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut members = Vec::new();
    for name in ["Odile", "Tomasz", "Kit", "Juniper"] {
        let mut member = room.member(name).await;
        member.sees("the meeting", |_| true).await;
        members.push(member);
    }
    members[3].sync().await;
    let since = members[3].seq;
    let mut expected = Vec::new();
    for step in 0..number("RONDO_CUTS", 300) {
        let who = random.below(members.len());
        act(&mut random, &mut ada, &mut members, who, step, &mut expected).await;
        room.server.clock.advance_ms(random.next() % 1_500);
        if step % 20 == 0 {
            ada.keep_up().await;
            for member in members.iter_mut().filter(|member| member.socket.is_some()) {
                member.keep_up().await;
            }
        }
    }
    for member in &mut members {
        member.connect().await;
        assert_eq!(member.snapshots, 1, "they always went on from where they were");
    }
    ada.sync().await;
    let said: Vec<String> = ada.posted().into_iter().map(|(_, text)| text).collect();
    assert_eq!(said, expected, "every message once, in its order");
    let mut everyone: Vec<&mut Person> = members.iter_mut().map(|member| &mut member.0).collect();
    everyone.push(&mut ada);
    all_agree(&mut everyone).await;
    let people: Vec<&Person> = everyone.iter().map(|person| &**person).collect();
    same_story(&people, since);
}

async fn act(
    random: &mut Random,
    ada: &mut Facilitator,
    members: &mut [Member],
    who: usize,
    step: u64,
    expected: &mut Vec<String>,
) {
    let member = &mut members[who];
    if member.socket.is_none() {
        if random.below(3) > 0 {
            member.connect().await;
        }
        return;
    }
    let text = format!("Message {step}.");
    let post = Command::Post { text: text.clone(), note: None };
    match random.below(9) {
        0 | 1 => member.cut(),
        2 => {
            // The answer is lost with the connection: the same command again, once or twice.
            let id = format!("lost-{step}");
            member.send(&id, post.clone()).await;
            member.cut();
            member.connect().await;
            let seq = member.ask_as(&id, post.clone()).await.expect("said, then or now");
            assert_eq!(member.ask_as(&id, post).await, Ok(seq));
            expected.push(text);
        }
        3 => {
            ada.says(&text).await;
            expected.push(text);
        }
        4 => {
            let text = "For the leads.".to_owned();
            member.does(Command::Whisper { to: None, text }).await;
        }
        5 => {
            let id = member.id();
            let muted = ada.view().people.iter().any(|p| p.id == id && p.mute.is_some());
            let command =
                if muted { Command::Unmute { who: id } } else { Command::Mute { who: id, for_ms: None } };
            ada.does(command).await;
            ada.does(Command::Whisper { to: Some(id), text: "A word.".into() }).await;
            ada.sync().await;
            if !muted {
                ada.does(Command::Unmute { who: id }).await;
            }
            ada.sync().await;
        }
        6 => member.sync().await,
        _ => {
            member.does(post).await;
            expected.push(text);
        }
    }
}

#[tokio::test]
async fn where_the_history_is_gone_a_snapshot_comes_instead() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    odile.cut();
    // More than the 512 events that are kept at hand.
    for lap in 0..26 {
        room.server.clock.advance_ms(6_000);
        let mut refs = Vec::new();
        for number in 0..20 {
            let text = format!("Message {}.", lap * 20 + number);
            refs.push(ada.send(&format!("m{lap}-{number}"), Command::Post { text, note: None }).await);
        }
        for reference in refs {
            ada.answer(reference).await.unwrap();
        }
    }
    odile.connect().await;
    assert_eq!(odile.snapshots, 2, "an explicit reset");
    assert_eq!(odile.view().messages.len(), 100);
    assert_eq!(odile.view().messages[99].text, "Message 519.");
    all_agree(all![ada, odile]).await;
    pages_lead_back_to_the_first_message(&mut odile).await;
}

async fn pages_lead_back_to_the_first_message(odile: &mut Member) {
    let mut before = odile.view().messages[0].id;
    let mut texts: Vec<String> = odile.view().messages.iter().map(|m| m.text.clone()).collect();
    loop {
        let (mut page, more) = odile.page(before).await;
        before = page.first().map_or(MessageId(0), |message| message.id);
        page.reverse();
        page.into_iter().for_each(|message| texts.insert(0, message.text));
        if !more {
            break;
        }
    }
    let all: Vec<String> = (0..520).map(|number| format!("Message {number}.")).collect();
    assert_eq!(texts, all);
}

/// Someone left by the quick exit while another was away: to her, too, it looks like a lost
/// connection, whether she heard of it at once or when she is back.
#[tokio::test]
async fn what_was_missed_is_told_as_it_was_told_to_the_others() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let mut tomasz = room.member("Tomasz").await;
    let mut kit = room.member("Kit").await;
    odile.sees("three others", |view| view.people.len() == 4).await;
    odile.cut();
    tomasz.does(Command::Leave { quiet: true }).await;
    assert_eq!(tomasz.ends().await, Some(1000));
    odile.connect().await;
    kit.sync().await;
    let gone = |person: &Person| {
        let tomasz = person.view().people.iter().find(|p| p.id == tomasz.id()).expect("known");
        (tomasz.place, tomasz.connected)
    };
    assert_eq!(gone(&kit), (Place::Present, false), "a quiet exit is told to the leads alone");
    assert_eq!(gone(&odile), gone(&kit));
    all_agree(all![ada, odile, kit]).await;
}

/// A warning is private; who has the floor later does not get it with what they missed.
#[tokio::test]
async fn a_private_warning_is_not_among_what_another_missed() {
    let room = Room::peer_led("peer_checkin").await;
    let clock = room.server.clock.clone();
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let mut tomasz = room.member("Tomasz").await;
    ada.goes_to_the_round().await;
    ada.passes().await;
    let turn = odile.accepts().await;
    odile.says("I begin.").await;
    tomasz.cut();
    crate::support::room::time_passes(&clock, 95_000, all![ada, odile]).await;
    assert_eq!(odile.view().me.warned_turn, Some(turn));
    odile.does(Command::Done { turn }).await;
    tomasz.connect().await;
    ada.sees("the next turn", |view| view.floor.turn.as_ref().is_some_and(|t| t.id != turn)).await;
    tomasz.sync().await;
    assert!(!tomasz.was_told(|event| matches!(event, Event::TurnWarned { .. })));
    all_agree(all![ada, odile, tomasz]).await;
}

/// A client's wrong idea of where it was does no harm.
#[tokio::test]
async fn a_resume_from_nowhere_gets_a_snapshot() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    odile.says("Hello.").await;
    let meeting = odile.meeting.unwrap();
    let other = rondo::meeting::id::MeetingId::from_bytes([7; 16]);
    for (meeting, seq) in
        [(meeting, u64::MAX), (meeting, u64::MAX - 1), (meeting, 1 << 53), (meeting, 0), (other, 3)]
    {
        let mut socket =
            crate::support::socket::Socket::hello(odile.address, &odile.token, Some((meeting, seq))).await;
        let kind = socket
            .find("a snapshot", |message| match message {
                rondo::protocol::server::ServerMessage::Snapshot { view, .. } => Some(view.messages.len()),
                rondo::protocol::server::ServerMessage::Events { .. } => panic!("events from nowhere"),
                _ => None,
            })
            .await;
        assert_eq!(kind, 1);
        socket.leave().await;
    }
    ada.sync().await;
    assert!(ada.view().messages.iter().all(|message| message.kind == MessageKind::Open));
}
