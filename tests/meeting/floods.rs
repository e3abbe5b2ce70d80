//! Too much of anything, and too little: floods, readers that do not read, sockets that are dead.

use std::collections::BTreeSet;

use rondo::{
    meeting::{command::Command, ordinal::MessageId, view::MeetingView},
    protocol::{
        client::ClientMessage,
        close::CloseCode,
        limits::{OUTBOX_BYTES_MAX, SOCKETS_PER_PARTICIPANT_MAX},
        server::{ProtocolRefusal, ServerMessage},
    },
};
use tokio::io::AsyncWriteExt;
use tokio_tungstenite::tungstenite::{
    Bytes, Message,
    protocol::frame::{
        Frame,
        coding::{Data, OpCode},
    },
};

use crate::support::{
    Server,
    people::{invite, make_room},
    person::Person,
    roles::{Facilitator, Leads, Member},
    room::{Room, all_agree, peers, time_passes},
    socket::Socket,
};

async fn open() -> (Room, Facilitator, Member, Member) {
    let room = Room::on(Server::start_apart().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let mut tomasz = room.member("Tomasz").await;
    odile.sees("the meeting", |_| true).await;
    tomasz.sees("the meeting", |_| true).await;
    (room, ada, odile, tomasz)
}

#[tokio::test]
async fn a_flood_of_commands_is_refused_and_then_closed_and_nobody_else_notices() {
    let (_room, mut ada, mut odile, mut tomasz) = open().await;
    let mut flood = Socket::hello(odile.address, &odile.token, None).await;
    for number in 0..35 {
        let post = Command::Post { text: "flood".into(), note: None };
        let expected = if number < 30 { None } else { Some(ProtocolRefusal::TooFast.into()) };
        assert_eq!(flood.ask(&format!("flood-{number}"), post).await.err(), expected, "{number}");
    }
    for number in 35..120 {
        flood.command(&format!("flood-{number}"), Command::Post { text: "flood".into(), note: None }).await;
    }
    let mut goodbye = None;
    while let Some(message) = flood.next().await {
        match message {
            ServerMessage::Accepted { .. } => panic!("too fast"),
            ServerMessage::Goodbye { code, retry_after_ms } => goodbye = Some((code, retry_after_ms)),
            _ => {}
        }
    }
    assert_eq!(goodbye, Some((CloseCode::TooFast, Some(10_000))));
    tomasz.says("Meanwhile.").await;
    ada.sync().await;
    assert_eq!(ada.texts().iter().filter(|text| **text == "flood").count(), 30);
    all_agree(all![ada, odile, tomasz]).await;
}

#[tokio::test]
async fn floods_of_pings_pongs_rubbish_and_joins_end_the_same_way() {
    let (_room, mut ada, mut odile, _tomasz) = open().await;
    for kind in 0..4 {
        let mut flood = Socket::hello(odile.address, &odile.token, None).await;
        flood.lives().await;
        for number in 0..200 {
            match kind {
                0 => flood.send(Message::Ping(Bytes::from_static(b"x"))).await,
                1 => flood.send(Message::Pong(Bytes::from_static(b"x"))).await,
                2 => flood.text("rubbish").await,
                _ => {
                    let join = Command::Join { guidelines_version: 1, adult: true, name: None };
                    flood.command(&format!("join-{number}"), join).await;
                }
            }
        }
        assert_eq!(flood.ends().await, Some(4008), "{kind}");
    }
    odile.sync().await;
    ada.sync().await;
    all_agree(all![ada, odile]).await;
}

/// Pieces of a message that never ends are no message, and cost as much to read.
#[tokio::test]
async fn a_flood_of_pieces_ends_the_same_way() {
    let (_room, mut ada, mut odile, _tomasz) = open().await;
    let mut bytes = vec![0x01, 0x80, 0, 0, 0, 0];
    for _ in 0..20_000 {
        bytes.extend_from_slice(&[0x00, 0x80, 0, 0, 0, 0]);
    }
    for said_hello in [true, false] {
        let mut flood = Socket::open(odile.address, &odile.token).await;
        if said_hello {
            flood.greet(&odile.token, None).await;
            flood.lives().await;
        }
        let _ = flood.tcp().write_all(&bytes).await;
        assert_eq!(flood.ends().await, Some(4008), "{said_hello}");
    }
    odile.sync().await;
    ada.sync().await;
    all_agree(all![ada, odile]).await;
}

/// A message that is under way does not put off the end of a token.
#[tokio::test]
async fn a_token_ends_in_the_middle_of_a_message() {
    let (room, mut ada, mut odile, mut tomasz) = open().await;
    let clock = room.server.clock.clone();
    while odile.token_expires_at.since(rondo::clock::Clock::unix_ms(&*clock)) > 20_000 {
        time_passes(&clock, 10_000, all![ada, tomasz]).await;
        odile.sync().await;
    }
    let mut flood = Socket::hello(odile.address, &odile.token, None).await;
    flood.lives().await;
    let mut bytes = vec![0x01, 0x80, 0, 0, 0, 0];
    for lap in 0..40 {
        if lap == 20 {
            clock.advance_ms(20_000);
        }
        let _ = flood.tcp().write_all(&bytes).await;
        bytes = vec![0x00, 0x80, 0, 0, 0, 0];
    }
    assert_eq!(flood.ends().await, Some(4003));
}

/// The reader is dropped when 256 KiB wait for it, half of them in the kernel; the room and the others never wait.
#[tokio::test]
async fn a_reader_that_does_not_read_is_dropped_and_the_others_are_unharmed() {
    let (room, mut ada, mut odile, mut tomasz) = open().await;
    let mut stalled = Socket::open_narrow(tomasz.address, &tomasz.token).await;
    stalled.greet(&tomasz.token, None).await;
    let text = "\u{1F49A}".repeat(4_000);
    let mut posts = 0;
    for lap in 0..50 {
        room.server.clock.advance_ms(1_000);
        for number in 0..5 {
            let post = Command::Post { text: text.clone(), note: None };
            ada.ask_as(&format!("{lap}-{number}"), post).await.expect("the room does not wait");
            posts += 1;
        }
        odile.keep_up().await;
        tomasz.keep_up().await;
    }
    ada.sync().await;
    let metrics = room.server.visitor().get("/metrics").await.good();
    let dropped = metrics.as_str().unwrap().lines().any(|line| {
        line.starts_with("rondo_sockets_closed_total") && line.contains("4007") && !line.ends_with(" 0")
    });
    assert!(dropped, "after {posts} posts: {metrics}");
    drop(stalled);
    assert_eq!(tomasz.posted().len(), posts);
    assert_eq!(odile.posted().len(), posts);
    all_agree(all![ada, odile, tomasz]).await;
}

/// Whoever comes back over a slow line has not read the meeting yet when they ask for older messages.
#[tokio::test]
async fn a_large_snapshot_and_a_page_behind_it_wait_for_a_slow_reader() {
    let (room, mut ada, odile, _tomasz) = open().await;
    let text = "\u{1F49A}".repeat(4_000);
    for number in 0..20 {
        if number % 5 == 0 {
            room.server.clock.advance_ms(1_000);
        }
        ada.says(&text).await;
    }
    let mut slow = Socket::open_narrow(odile.address, &odile.token).await;
    slow.greet(&odile.token, None).await;
    slow.say(&ClientMessage::History { reference: 1, before: MessageId(u64::MAX) }).await;
    // Nothing is read until it all waits.
    ada.says("Meanwhile.").await;
    ada.sync().await;
    let shown = slow.find("the meeting", |message| match message {
        ServerMessage::Snapshot { view, .. } => Some(view.messages.len()),
        _ => None,
    });
    assert!(shown.await >= 20);
    let page = slow.find("the page", |message| match message {
        ServerMessage::Page { messages, .. } => Some(messages.len()),
        _ => None,
    });
    assert!(page.await > 0);
    slow.lives().await;
}

/// What the kernel holds for each socket of a server that its peer has not read, in bytes.
fn held_by_the_kernel(port: u16) -> Vec<u64> {
    let local = format!(":{port:04X}");
    let sockets = std::fs::read_to_string("/proc/net/tcp").expect("the sockets of this machine");
    let queues = sockets.lines().filter_map(|line| {
        let mut fields = line.split_whitespace().skip(1);
        let (own, queues) = (fields.next()?, fields.nth(2)?);
        let (unread, _) = queues.split_once(':')?;
        own.ends_with(&local).then(|| u64::from_str_radix(unread, 16).ok()).flatten()
    });
    queues.collect()
}

/// Two hundred readers stall at once: each is dropped, and the kernel holds little for them.
#[tokio::test]
async fn two_hundred_readers_that_do_not_read_are_dropped_and_little_is_held_for_them() {
    let mut group = peers("peer_checkin");
    group["capacity"] = 60.into();
    let room = Room::on(Server::start_apart().await, group).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let (_, second) = invite(&room.admin, &room.id, "member").await;
    let mut stalled = Vec::new();
    for number in 0..50 {
        room.server.clock.advance_ms(1);
        let secret = if number < 25 { &room.invites.secret().await } else { &second };
        let mut member = room.server.comes(secret, &format!("Reader {number}"), &room.id).await;
        member.come().await;
        member.cut();
        for _ in 0..SOCKETS_PER_PARTICIPANT_MAX {
            let mut socket = Socket::open_narrow(member.address, &member.token).await;
            socket.greet(&member.token, None).await;
            stalled.push(socket);
        }
        ada.sync().await;
    }
    let text = "\u{1F49A}".repeat(4_000);
    let mut most = 0;
    for number in 0..30 {
        if number % 5 == 0 {
            room.server.clock.advance_ms(1_000);
        }
        let post = Command::Post { text: text.clone(), note: None };
        ada.ask_as(&format!("{number}"), post).await.expect("the room does not wait");
        most = held_by_the_kernel(ada.address.port()).into_iter().fold(most, u64::max);
    }
    let is_gone = |view: &MeetingView| view.people.iter().filter(|person| person.connected).count() == 1;
    ada.sees("nobody else connected", is_gone).await;
    eprintln!("the kernel held {most} bytes for a reader at most");
    assert!((1..=OUTBOX_BYTES_MAX as u64).contains(&most), "{most} bytes in the kernel for one reader");
    ada.says("Still here.").await;
    drop(stalled);
}

/// Pages asked of one socket at once, in one write, as many as its pace lets through.
/// How many it asks for at once.
const ASKED: u32 = 30;

async fn asks_for_pages(flood: &mut Socket, from: u32) {
    let mut bytes = Vec::new();
    for reference in from..from + ASKED {
        let ask = ClientMessage::History { reference, before: MessageId(u64::MAX) };
        let mut frame = Frame::message(serde_json::to_vec(&ask).unwrap(), OpCode::Data(Data::Text), true);
        frame.header_mut().mask = Some([0; 4]);
        frame.format(&mut bytes).unwrap();
    }
    flood.tcp().write_all(&bytes).await.expect("the server reads");
}

/// Takes all that the flood was told, pages that come behind the last refusal too; how many pages it got, and how
/// often it was too fast.
async fn pages_and_refusals(flood: &mut Socket, from: u32) -> (usize, usize) {
    let (mut pages, mut refused) = (0, 0);
    let mut asked: BTreeSet<u32> = (from..from + ASKED).collect();
    while !asked.is_empty() {
        let (reference, page) = flood
            .find("an answer", |message| match message {
                ServerMessage::Page { reference, .. } => Some((reference, true)),
                ServerMessage::Refused { reference: Some(reference), code, .. } => {
                    assert_eq!(code, ProtocolRefusal::TooFast.into());
                    Some((reference, false))
                }
                _ => None,
            })
            .await;
        *(if page { &mut pages } else { &mut refused }) += 1;
        assert!(asked.remove(&reference), "{reference} is answered once");
    }
    (pages, refused)
}

/// One page is read at a time for each person, so that another group comes in and talks as fast as ever.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(clippy::disallowed_methods, reason = "how long it really takes is the point")]
async fn a_flood_for_old_messages_slows_no_other_group() {
    let (room, mut ada, odile, _tomasz) = open().await;
    let clock = room.server.clock.clone();
    let text = "All that was said before. ".repeat(20);
    for number in 0..400 {
        if number % 5 == 0 {
            clock.advance_ms(1_000);
        }
        ada.says(&text).await;
    }
    let other = make_room(&room.admin, peers("peer_checkin")).await;
    let mut theirs = Facilitator(Person::new(&room.server, &room.admin.browser, &other));
    theirs.come().await;
    theirs.opens().await;
    let mut floods = Vec::new();
    for _ in 0..3 {
        let mut flood = Socket::hello(odile.address, &odile.token, None).await;
        flood.lives().await;
        floods.push(flood);
    }
    let (mut calm, mut flooded) = (Vec::new(), Vec::new());
    let (mut pages, mut refused) = (0, 0);
    for round in 0..24 {
        clock.advance_ms(8_000);
        let from = 10_000 + round * 100;
        let floods_now = round % 2 == 1;
        if floods_now {
            for flood in &mut floods {
                asks_for_pages(flood, from).await;
            }
        }
        let begun = std::time::Instant::now();
        theirs.reload().await;
        theirs.says("Meanwhile.").await;
        (if floods_now { &mut flooded } else { &mut calm }).push(begun.elapsed());
        // What this test itself takes to read the pages is not the server's. The clock stands still meanwhile, so
        // that nobody is dropped as a reader that stalls.
        if floods_now {
            for flood in &mut floods {
                let (got, not) = pages_and_refusals(flood, from).await;
                (pages, refused) = (pages + got, refused + not);
            }
        }
        ada.keep_up().await;
    }
    calm.sort_unstable();
    flooded.sort_unstable();
    let ratio = flooded[6].as_secs_f64() / calm[6].as_secs_f64();
    eprintln!("{pages} pages, {refused} refused; the other group takes {ratio:.2} times as long beside them");
    assert!(pages > 24 && refused > pages, "{pages} pages, {refused} refused");
    // Four pages are read in a round; without the limit there are ninety.
    assert!(ratio < 40.0, "{ratio:.2} times as long: {calm:?} {flooded:?}");
}

/// A connection that is dead without a word is found, and the others see it, within 45 s.
#[tokio::test]
async fn a_silent_socket_is_found_dead_within_45_seconds() {
    let (room, mut ada, mut odile, mut tomasz) = open().await;
    let clock = room.server.clock.clone();
    // Odile's machine is gone: her socket stays open and says nothing, not even a pong.
    time_passes(&clock, 39_000, all![ada, tomasz]).await;
    assert!(ada.view().people.iter().all(|person| person.connected));
    time_passes(&clock, 6_000, all![ada, tomasz]).await;
    ada.sees("the loss", |view| view.people.iter().filter(|person| !person.connected).count() == 1).await;
    assert_eq!(odile.ends().await, Some(4009));
    assert_eq!(odile.goodbye.unwrap().1, Some(250));
    odile.connect().await;
    ada.sees("the return", |view| view.people.iter().all(|person| person.connected)).await;
    all_agree(all![ada, odile, tomasz]).await;
}

/// A client that only reads and answers the server's pings is alive.
#[tokio::test]
async fn a_quiet_client_that_answers_pings_stays() {
    let (room, mut ada, odile, mut tomasz) = open().await;
    let clock = room.server.clock.clone();
    let mut quiet = Socket::hello(odile.address, &odile.token, None).await;
    quiet.lives().await;
    for lap in 0..12 {
        time_passes(&clock, 15_000, all![ada, tomasz]).await;
        // The answer to the ping goes out when the client reads on.
        ada.says(&format!("Lap {lap}.")).await;
        quiet.find("the lap", |message| matches!(message, ServerMessage::Events { .. }).then_some(())).await;
        quiet.send(Message::Pong(Bytes::new())).await;
        // By the time others were answered, the server has read it.
        tomasz.sync().await;
    }
    quiet.lives().await;
}
