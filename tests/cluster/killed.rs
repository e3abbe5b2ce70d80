//! kill -9 of the server that has a room, under a load of posts.

use std::collections::BTreeMap;

use rondo::meeting::{command::Command, ordinal::ItemIndex};

use crate::{
    nodes::{Cluster, Stopwatch, back},
    support::room::peers,
};

fn post(id: &str) -> Command {
    Command::Post { text: format!("Text of {id}."), note: None }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_goes_on_elsewhere_when_its_server_is_killed() {
    let mut cluster = Cluster::start(3).await;
    let (admin, room, secret) = cluster.room(peers("tools_discussion")).await;
    let mut lead = cluster.person(0, &admin, &room);
    lead.come().await;
    lead.does(Command::OpenMeeting {}).await;
    lead.sees("an item", |view| view.item == Some(ItemIndex(0))).await;
    lead.does(Command::Advance { from: ItemIndex(0), to: Some(ItemIndex(3)) }).await;
    let mut member = cluster.member(1, &secret, "Odile", &room).await;
    member.come().await;
    let mut acknowledged = BTreeMap::new();
    for life in 0..4 {
        for number in 0..5 {
            let id = format!("{life}-{number}");
            acknowledged.insert(member.ask_as(&id, post(&id)).await.expect("said"), id);
        }
        let owner = cluster.owner(&room).await.expect("an owner");
        let unanswered = format!("{life}-last");
        member.send(&unanswered, post(&unanswered)).await;
        let killed = Stopwatch::start();
        cluster.kill(owner).await;
        let other = (owner + 1) % 3;
        for person in [&mut member, &mut lead] {
            person.address = cluster.nodes[other].address;
            person.cut();
            back(person).await;
        }
        member.sees("the open floor", |view| view.pause.is_none()).await;
        let seq = member.ask_as(&unanswered, post(&unanswered)).await.expect("said, then or now");
        eprintln!("life {life}: the next acknowledgement after {} ms", killed.ms());
        acknowledged.insert(seq, unanswered);
        assert_ne!(cluster.owner(&room).await, Some(owner));
        cluster.start_again(owner).await;
    }
    let mut late = cluster.member(2, &secret, "Tomasz", &room).await;
    late.come().await;
    lead.sees("all of it", |view| view.messages.len() >= acknowledged.len()).await;
    let said: Vec<(u64, String)> =
        lead.view().messages.iter().map(|message| (message.id.0, message.text.clone())).collect();
    let expected: Vec<(u64, String)> =
        acknowledged.into_iter().map(|(seq, id)| (seq, format!("Text of {id}."))).collect();
    assert_eq!(said, expected, "once, in order, and nothing else");
}
