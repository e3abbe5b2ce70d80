//! kill -9 in a loop under a load of posts: what was acknowledged is there, once and in order.

use std::collections::BTreeMap;

use rondo::{
    meeting::{command::Command, state::Phase},
    protocol::server::ProtocolRefusal,
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

/// 20 kills under about 200 acknowledgements each; `RONDO_KILLS` makes it more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_message_survives_every_kill_once_and_in_order() {
    let mut random = Random::new(9);
    let mut binary = Binary::start("warn").await;
    let (admin, room, secret) = binary.room(peers("tools_discussion")).await;
    let mut lead = binary.person(&admin, &room);
    lead.come().await;
    lead.does(Command::OpenMeeting {}).await;
    lead.sees("an item", |view| view.item == Some(0)).await;
    lead.does(Command::Advance { from: 0, to: Some(3) }).await;
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        let mut person = binary.member(&secret, &format!("Writer {number}"), &room).await;
        person.come().await;
        writers.push(Writer { person, number, acknowledged: BTreeMap::new(), unanswered: Vec::new() });
    }
    let kills = number("RONDO_KILLS", 20);
    for life in 0..kills {
        (binary, writers) = one_life(binary, &mut lead, writers, life, &mut random).await;
    }
    let acknowledged: BTreeMap<u64, String> = writers
        .iter()
        .flat_map(|writer| writer.acknowledged.iter().map(|(id, seq)| (*seq, format!("Text of {id}."))))
        .collect();
    let count: usize = writers.iter().map(|writer| writer.acknowledged.len()).sum();
    assert_eq!(acknowledged.len(), count, "each message has a number of its own");
    eprintln!("{kills} kills, {count} acknowledged messages");
    let stored = whole_conversation(&mut lead).await;
    assert_eq!(stored, acknowledged.into_iter().collect::<Vec<_>>(), "once, in order, and nothing else");
    assert!(count > usize::try_from(kills).unwrap() * 100, "a real load: {count}");
}

async fn one_life(
    binary: Binary,
    lead: &mut Person,
    writers: Vec<Writer>,
    life: u64,
    random: &mut Random,
) -> (Binary, Vec<Writer>) {
    let mut load = JoinSet::new();
    for writer in writers {
        load.spawn(write(writer, life));
    }
    a_while(10 + random.next() % 250).await;
    let binary = binary.kill_and_start().await;
    let mut writers = load.join_all().await;
    writers.sort_by_key(|writer| writer.number);
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
    // What was not answered is sent again under its id: said then or now, but once.
    for writer in &mut writers {
        send_again(writer).await;
        writer.person.cut();
        writer.person.connect_with_token().await;
    }
    (binary, writers)
}

/// Posts without waiting for the answers, until the server is gone.
async fn write(mut writer: Writer, life: u64) -> Writer {
    let person = &mut writer.person;
    person.sees("the open floor", |view| view.pause.is_none()).await;
    let mut sent = BTreeMap::new();
    for number in 0..POSTS {
        let id = format!("{life}-{}-{number}", writer.number);
        sent.insert(person.send(&id, post(&id)).await, id);
    }
    while let Some(message) = person.socket.as_mut().expect("a socket").next().await {
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

async fn come_back(mut writer: Writer) -> Writer {
    writer.person.cut();
    writer.person.connect_with_token().await;
    writer.person.sees("the open floor", |view| view.pause.is_none()).await;
    writer
}

async fn send_again(writer: &mut Writer) {
    let Writer { person, acknowledged, unanswered, .. } = writer;
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
}

/// Every message with its number, by pages from the end to the beginning.
async fn whole_conversation(lead: &mut Person) -> Vec<(u64, String)> {
    let mut all = Vec::new();
    let mut before = u64::MAX;
    loop {
        // A new socket has a new burst.
        lead.cut();
        lead.connect_with_token().await;
        let (page, more) = lead.page(before).await;
        before = page.first().map_or(0, |message| message.id);
        all.extend(page.into_iter().rev().map(|message| (message.id, message.text)));
        if !more {
            all.reverse();
            return all;
        }
    }
}
