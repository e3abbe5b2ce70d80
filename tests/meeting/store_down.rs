//! The disk takes nothing more: nothing is acknowledged, reading works, and it heals by itself.
//!
//! The server's limit on the size of files is set to nothing while it runs, so that every write
//! fails, for root as well, and later lifted.

use std::process::Command as Process;

use rondo::{
    meeting::{command::Command, ordinal::MessageId},
    protocol::server::ProtocolRefusal,
};
use serde_json::json;

use crate::{
    binary::{Binary, a_while},
    support::room::peers,
};

fn limit_files(binary: &Binary, bytes: &str) {
    let limited = Process::new("prlimit")
        .args([format!("--pid={}", binary.pid()), format!("--fsize={bytes}")])
        .status()
        .expect("prlimit of util-linux");
    assert!(limited.success());
}

#[tokio::test]
async fn a_full_disk_acknowledges_nothing_and_heals() {
    let binary = Binary::start("warn").await;
    let (admin, room, secret) = binary.room(peers("peer_checkin")).await;
    let mut lead = binary.person(&admin, &room);
    lead.come().await;
    lead.does(Command::OpenMeeting {}).await;
    let mut odile = binary.member(&secret, "Odile", &room).await;
    odile.come().await;
    odile.sees("the meeting", |_| true).await;
    let first = odile.says("Before.").await;
    lead.sync().await;
    let seq = lead.seq;
    limit_files(&binary, "1:");
    let unavailable = Err(ProtocolRefusal::Unavailable.into());
    let post = Command::Post { text: "During.".into(), note: None };
    assert_eq!(odile.ask_as("during", post.clone()).await, unavailable);
    let who = odile.id();
    assert_eq!(lead.ask(Command::Mute { who, for_ms: None }).await, unavailable, "no act of power");
    assert_eq!(lead.ask(Command::EndMeeting {}).await, unavailable);
    // Reading works: pages, and a page loaded anew.
    assert_eq!(odile.page(MessageId(u64::MAX)).await.0.len(), 1);
    odile.cut();
    odile.view = None;
    odile.connect_with_token().await;
    assert_eq!(odile.texts(), ["Before."]);
    lead.sync().await;
    assert_eq!(lead.seq, seq, "nobody was told of anything");
    limit_files(&binary, "unlimited:");
    let mut tries = 0;
    let later = loop {
        match odile.ask_as("during", post.clone()).await {
            Ok(seq) => break seq,
            Err(code) => assert_eq!(Err(code), unavailable),
        }
        tries += 1;
        assert!(tries < 20, "it heals");
        a_while(250).await;
    };
    assert!(later > first);
    lead.sees("the message", |view| view.messages.len() == 2).await;
    let binary = binary.kill_and_start().await;
    for person in [&mut lead, &mut odile] {
        person.address = binary.address;
        person.cut();
        person.view = None;
        person.connect_with_token().await;
    }
    assert_eq!(lead.texts(), ["Before.", "During."]);
    assert_eq!(json!(lead.view().messages), json!(odile.view().messages));
    assert!(lead.view().people.iter().all(|person| person.mute.is_none()));
}
