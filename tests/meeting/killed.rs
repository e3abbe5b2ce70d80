//! kill -9 in a loop under a load of posts: what was acknowledged is there, once and in order.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use rondo::{
    meeting::{
        command::Command,
        event::{Event, Numbered},
        id::MeetingId,
        state::Phase,
    },
    open_store,
    protocol::server::{ProtocolRefusal, ServerMessage},
};
use tokio::task::JoinSet;

use crate::{
    binary::{Binary, a_while},
    random::{Random, number},
    support::{person::Person, room::peers},
};

/// Posts of one person in one life of the server: within the burst that a socket may send.
const POSTS: usize = 25;
const WRITERS: usize = 12;
const KILLS: u64 = 20;

/// One who writes, and what became of it.
struct Writer {
    person: Person,
    number: usize,
    acknowledged: BTreeMap<String, u64>,
    unanswered: Vec<String>,
}

fn post(id: &str) -> Command {
    Command::Post { text: format!("Text of {id}."), note: None }
}

/// 20 kills, each after up to 300 acknowledgements; `RONDO_KILLS` makes it more, in meetings of 20.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_message_survives_every_kill_once_and_in_order() {
    let mut random = Random::new(9);
    let (mut kills, mut before, mut all) = (0, 0, 0);
    while kills < number("RONDO_KILLS", 20) {
        let (acknowledged, messages) = one_meeting(&mut random).await;
        (kills, before, all) = (kills + KILLS, before + acknowledged, all + messages);
        eprintln!("{kills} kills, {before} messages acknowledged before them, {all} in all");
    }
}

/// A meeting killed again and again; the messages acknowledged before the kills, and all of them.
async fn one_meeting(random: &mut Random) -> (usize, usize) {
    let mut binary = Binary::start("warn").await;
    let (admin, room, secret) = binary.room(peers("tools_discussion")).await;
    let mut lead = binary.discussion(&admin, &room).await;
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        let mut person = binary.member(&secret, &format!("Writer {number}"), &room).await;
        person.come().await;
        writers.push(Writer { person, number, acknowledged: BTreeMap::new(), unanswered: Vec::new() });
    }
    let mut before_the_kill = 0;
    for life in 0..KILLS {
        let acknowledged;
        (binary, writers, acknowledged) = one_life(binary, &mut lead, writers, life, random).await;
        before_the_kill += acknowledged;
    }
    let acknowledged: BTreeMap<u64, String> = writers
        .iter()
        .flat_map(|writer| writer.acknowledged.iter().map(|(id, seq)| (*seq, format!("Text of {id}."))))
        .collect();
    let count: usize = writers.iter().map(|writer| writer.acknowledged.len()).sum();
    assert_eq!(acknowledged.len(), count, "each message has a number of its own");
    assert!(before_the_kill > WRITERS * POSTS * 5, "a real load: {before_the_kill}");
    let stored = conversation(binary, lead.meeting.unwrap()).await;
    assert_eq!(stored, acknowledged.into_iter().collect::<Vec<_>>(), "once, in order, and nothing else");
    (before_the_kill, count)
}

/// The load, the kill in the middle of it, and everyone back; how many were acknowledged before it.
async fn one_life(
    binary: Binary,
    lead: &mut Person,
    writers: Vec<Writer>,
    life: u64,
    random: &mut Random,
) -> (Binary, Vec<Writer>, usize) {
    let count = Arc::new(AtomicUsize::new(0));
    let mut load = JoinSet::new();
    for writer in writers {
        load.spawn(write(writer, life, Arc::clone(&count)));
    }
    let enough = random.below(WRITERS * POSTS);
    while count.load(Ordering::Relaxed) < enough {
        a_while(1).await;
    }
    let binary = binary.kill_and_start().await;
    let writers = load.join_all().await;
    let mut back = JoinSet::new();
    for mut writer in writers {
        writer.person.address = binary.address;
        back.spawn(come_back(writer));
    }
    lead.address = binary.address;
    lead.cut();
    lead.connect_with_token().await;
    let mut writers = back.join_all().await;
    writers.sort_by_key(|writer| writer.number);
    lead.sees("the open floor", |view| view.pause.is_none()).await;
    assert_eq!(lead.view().phase, Phase::Running {});
    (binary, writers, count.load(Ordering::Relaxed))
}

/// Posts without waiting for the answers, until the server is gone.
async fn write(mut writer: Writer, life: u64, count: Arc<AtomicUsize>) -> Writer {
    let person = &mut writer.person;
    person.sees("the open floor", |view| view.pause.is_none()).await;
    let mut sent = BTreeMap::new();
    for number in 0..POSTS {
        let id = format!("{life}-{}-{number}", writer.number);
        sent.insert(person.send(&id, post(&id)).await, id);
    }
    while let Some(message) = person.socket.as_mut().expect("a socket").next().await {
        count.fetch_add(usize::from(matches!(message, ServerMessage::Accepted { .. })), Ordering::Relaxed);
        person.hear(message);
    }
    for (reference, id) in sent {
        match person.verdict(reference) {
            Some(Ok(seq)) => drop(writer.acknowledged.insert(id, seq)),
            Some(Err(code)) => panic!("{id} was refused: {code:?}"),
            None => writer.unanswered.push(id),
        }
    }
    writer
}

/// What was not answered is sent again under its id: said then or now, but once.
async fn come_back(mut writer: Writer) -> Writer {
    let Writer { person, acknowledged, unanswered, .. } = &mut writer;
    person.cut();
    person.connect_with_token().await;
    person.sees("the open floor", |view| view.pause.is_none()).await;
    // The last one: answers are remembered for 256 commands of a person.
    if let Some((id, seq)) = acknowledged.iter().max_by_key(|(_, seq)| **seq) {
        assert_eq!(person.ask_as(id, post(id)).await, Ok(*seq), "the same answer as then");
        let reused = Err(ProtocolRefusal::IdReused.into());
        assert_eq!(person.ask_as(id, post("another")).await, reused);
    }
    for id in std::mem::take(unanswered) {
        let seq = person.ask_as(&id, post(&id)).await.expect("said, then or now");
        acknowledged.insert(id, seq);
    }
    // A new socket has a new burst.
    person.cut();
    person.connect_with_token().await;
    writer
}

/// Every message with its number, as the log of the killed server has it.
async fn conversation(binary: Binary, meeting: MeetingId) -> Vec<(u64, String)> {
    let data = binary.kill().await;
    let dir = data.path().join("rondo");
    let store = open_store(&dir.join("rondo.db").display().to_string(), &dir).await.expect("the store");
    let mut said = Vec::new();
    for piece in store.read_log(meeting, ..).await.expect("the log") {
        let record: serde_json::Value = serde_json::from_slice(&piece.payload).expect("a record");
        for numbered in record["events"].as_array().expect("events") {
            let Numbered { seq, event, .. } = serde_json::from_value(numbered.clone()).expect("an event");
            if let Event::Posted { message } = event {
                assert_eq!(message.id.0, seq);
                said.push((message.id.0, message.text));
            }
        }
    }
    store.close().await;
    said
}
