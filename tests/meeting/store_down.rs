//! The disk takes nothing more: nothing is acknowledged, reading works, and it heals by itself.
//!
//! The server's limit on the size of files is set to nothing while it runs, so that every write
//! fails, for root as well, and later lifted. Where only the logs are to fail, a trigger in the
//! database refuses their rows.

use std::process::Command as Process;

use rondo::{
    meeting::{command::Command, ordinal::MessageId},
    protocol::server::ProtocolRefusal,
};
use serde_json::json;
use sqlx::{Connection, SqliteConnection};

use crate::{
    binary::{Binary, a_while},
    support::{
        Server,
        roles::Leads,
        room::{Practice, peers, time_passes},
    },
};

fn limit_files(binary: &Binary, bytes: &str) {
    let limited = Process::new("prlimit")
        .args([format!("--pid={}", binary.pid()), format!("--fsize={bytes}")])
        .status()
        .expect("prlimit of util-linux");
    assert!(limited.success());
}

async fn is_ready(binary: &Binary) -> bool {
    let answer = reqwest::get(format!("http://{}/readyz", binary.address)).await.expect("an answer");
    answer.status() == 200
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
    assert!(is_ready(&binary).await);
    limit_files(&binary, "1:");
    let unavailable = Err(ProtocolRefusal::Unavailable.into());
    let post = Command::Post { text: "During.".into(), note: None };
    assert_eq!(odile.ask_as("during", post.clone()).await, unavailable);
    let who = odile.id();
    assert_eq!(lead.ask(Command::Mute { who, for_ms: None }).await, unavailable, "no act of power");
    assert_eq!(lead.ask(Command::EndMeeting {}).await, unavailable);
    a_while(1_100).await;
    assert!(!is_ready(&binary).await, "what takes no write is not ready");
    // Reading works: pages, and a page loaded again.
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
    a_while(1_100).await;
    assert!(is_ready(&binary).await, "and so does readiness");
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

/// From now on, whether the logs take anything.
async fn logs_take(server: &Server, anything: bool) {
    let url = format!("sqlite:{}", server.data_dir().join("rondo.db").display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    let sql = if anything {
        "DROP TRIGGER no_log"
    } else {
        "CREATE TRIGGER no_log BEFORE INSERT ON log BEGIN SELECT RAISE(ABORT, 'no'); END"
    };
    sqlx::query(sql).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
}

#[tokio::test]
async fn a_revocation_that_could_not_be_stored_is_made_up_for() {
    let practice = Practice::of("process").await;
    let server = &practice.room.server;
    let mut theo = practice.therapist().await;
    let mut thea = practice.co_therapist().await;
    theo.opens().await;
    let (who, lead) = (theo.id(), thea.id());
    thea.sees("the meeting", |view| view.lead == Some(who)).await;
    logs_take(server, false).await;
    let path = format!("/api/accounts/{}", practice.owner.id);
    practice.room.admin.patch(&path, json!({"disabled": true})).await.good();
    assert_eq!(theo.ends().await, Some(4004), "cut off, whatever the logs take");
    let post = Command::Post { text: "Meanwhile.".into(), note: None };
    assert_eq!(thea.ask(post).await, Err(ProtocolRefusal::Unavailable.into()));
    assert_eq!(thea.view().lead, Some(who), "nothing has happened yet");
    logs_take(server, true).await;
    time_passes(&server.clock, 2_000, &mut [&mut thea]).await;
    // A lost connection would keep the lead for a minute.
    thea.sees("herself in the lead", |view| view.lead == Some(lead)).await;
    assert!(thea.view().lead_lost.is_none());
}
