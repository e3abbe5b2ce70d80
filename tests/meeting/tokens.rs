//! The entry token: it opens one room to one person for a while, and its end closes the socket.

use rondo::{
    clock::Clock,
    meeting::{command::Command, refusal::Refusal},
    protocol::server::ProtocolRefusal,
};
use serde_json::json;

use crate::support::{
    people::{invite, make_room},
    person::Person,
    roles::{Leads, Member},
    room::{Practice, Room, all_agree, peers, time_passes},
    socket::Socket,
};

#[tokio::test]
async fn an_expired_token_closes_its_socket_at_once_and_a_renewal_keeps_it_open() {
    let room = Room::peer_led("peer_checkin").await;
    let clock = room.server.clock.clone();
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    let ends_at = odile.token_expires_at;
    assert!(ends_at.since(clock.unix_ms()) <= 15 * 60_000);
    // Ada renews, Odile does not.
    let mut left = ends_at.since(clock.unix_ms()) - 1_000;
    while left > 0 {
        let step = left.min(20_000);
        clock.advance_ms(step);
        left -= step;
        odile.sync().await;
        ada.keep_up().await;
    }
    odile.says("The last second.").await;
    clock.advance_ms(1_000);
    assert_eq!(odile.ends().await, Some(4003));
    assert_eq!(odile.goodbye.unwrap().1, Some(250), "come back with a fresh one");
    ada.sync().await;
    assert!(ada.token_expires_at > clock.unix_ms().plus_ms(60_000));
    ada.sees("the loss", |view| view.people.iter().any(|person| !person.connected)).await;
    // The old token is good for nothing; a fresh one brings her back to the same place.
    let mut socket = Socket::hello(odile.address, &odile.token, None).await;
    assert_eq!(socket.ends().await, Some(4002));
    odile.connect().await;
    assert_eq!(odile.snapshots, 1);
    all_agree(all![ada, odile]).await;
}

#[tokio::test]
async fn a_system_clock_that_is_set_moves_no_socket_and_no_turn() {
    let room = Room::peer_led("peer_checkin").await;
    let clock = room.server.clock.clone();
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    for by_ms in [15 * 60_000, -30 * 60_000, 24 * 60 * 60_000, -48 * 60 * 60_000_i64] {
        clock.set_wall_by_ms(by_ms);
        clock.advance_ms(1_000);
        ada.sync().await;
        odile.sync().await;
        assert!(ada.goodbye.is_none() && odile.goodbye.is_none(), "set by {by_ms}");
    }
    let at_ms = odile.at_ms;
    odile.renew(None).await.unwrap();
    let left_ms = odile.token_expires_at.since(clock.unix_ms());
    clock.set_wall_by_ms(24 * 60 * 60_000);
    let mut left_ms = left_ms - 1_000;
    while left_ms > 0 {
        let step = left_ms.min(20_000);
        clock.advance_ms(step);
        left_ms -= step;
        odile.sync().await;
        ada.renew(None).await.unwrap();
    }
    assert!(odile.at_ms > at_ms, "meeting time goes on");
    clock.advance_ms(1_000);
    assert_eq!(odile.ends().await, Some(4003), "the token lives as long as it was made for");
    all_agree(all![ada]).await;
}

#[tokio::test]
async fn a_renewed_token_is_good_for_the_next_socket() {
    let room = Room::peer_led("peer_checkin").await;
    let mut odile = room.member("Odile").await;
    let first = odile.token.clone();
    room.server.clock.advance_ms(10_000);
    odile.renew(None).await.unwrap();
    assert_ne!(odile.token, first);
    odile.cut();
    odile.connect_with_token().await;
    assert!(odile.joined);
    // Another person's token renews nothing.
    let mut tomasz = room.member("Tomasz").await;
    let stolen = Some(odile.token.clone());
    assert_eq!(tomasz.renew(stolen).await, Err(ProtocolRefusal::NotRenewable.into()));
    assert_eq!(tomasz.renew(Some("x".into())).await, Err(ProtocolRefusal::NotRenewable.into()));
    tomasz.sync().await;
}

#[tokio::test]
async fn a_bad_token_and_no_hello_are_closed() {
    let room = Room::peer_led("peer_checkin").await;
    let odile = room.member("Odile").await;
    let address = odile.address;
    let (head, tail) = odile.token.rsplit_once('.').unwrap();
    let other_signature = format!("{head}.{}", tail.chars().rev().collect::<String>());
    let none = format!(
        "eyJhbGciOiJub25lIiwia2lkIjoiYSIsInR5cCI6InJvbmRvLWVudHJ5K2p3dCJ9.{}.",
        head.split('.').nth(1).unwrap()
    );
    for bad in
        ["", "x", "a.b.c", head, &other_signature, &none, &format!("{} ", odile.token), &"a".repeat(5_000)]
    {
        let mut socket = Socket::hello(address, bad, None).await;
        assert_eq!(socket.ends().await, Some(4002), "{bad}");
        assert_eq!(socket.heard.matches("\"type\"").count(), 1, "a goodbye and nothing else");
    }
    for first in ["", "{}", "hello", r#"{"type":"ping","ref":1}"#, r#"{"type":"hello"}"#] {
        let mut socket = Socket::open(address, &odile.token).await;
        socket.text(first).await;
        assert_eq!(socket.ends().await, Some(4002), "{first}");
    }
    let mut silent = Socket::open(address, &odile.token).await;
    let mut late = Socket::open(address, &odile.token).await;
    tokio::task::yield_now().await;
    crate::support::room::time_passes(&room.server.clock, 4_000, &mut []).await;
    late.greet(&odile.token, None).await;
    late.find("a welcome", |message| {
        matches!(message, rondo::protocol::server::ServerMessage::Welcome { .. }).then_some(())
    })
    .await;
    // The server saw the handshake before it saw the time go by.
    room.server.clock.advance_ms(5_000);
    assert_eq!(silent.ends().await, Some(4001));
    late.lives().await;
}

#[tokio::test]
async fn a_token_opens_one_room_only() {
    let room = Room::peer_led("peer_checkin").await;
    let mut odile = room.member("Odile").await;
    let other = make_room(&room.admin, peers("mini")).await;
    let (_, secret) = invite(&room.admin, &other, "member").await;
    let mut elsewhere = room.server.comes(&secret, "Odile", &other).await;
    elsewhere.come().await;
    assert_ne!(elsewhere.me, odile.me, "nobody is known in two series");
    assert_ne!(elsewhere.meeting, odile.meeting);
    let stolen = Some(odile.token.clone());
    assert_eq!(elsewhere.renew(stolen).await, Err(ProtocolRefusal::NotRenewable.into()));
    odile.sync().await;
    // An archived room is closed to everyone who is in it.
    room.admin.delete(&format!("/api/rooms/{other}")).await.good();
    assert_eq!(elsewhere.ends().await, Some(4006));
    let mut socket = Socket::hello(odile.address, &elsewhere.token, None).await;
    assert!(matches!(socket.ends().await, Some(4002 | 4006)));
    // The address names the room, and the token has to be for it.
    let mut socket = Socket::open(odile.address, &elsewhere.token).await;
    socket.greet(&odile.token, None).await;
    assert_eq!(socket.ends().await, Some(4002));
    odile.sync().await;
}

#[tokio::test]
async fn who_is_disabled_or_no_therapist_any_more_is_out_at_once() {
    for change in [json!({"disabled": true}), json!({"is_therapist": false})] {
        let practice = Practice::of("process").await;
        let mut theo = practice.therapist().await;
        let mut thea = practice.co_therapist().await;
        theo.opens().await;
        let who = theo.id();
        let token = theo.token.clone();
        let path = format!("/api/accounts/{}", practice.owner.id);
        practice.room.admin.patch(&path, change).await.good();
        assert_eq!(theo.ends().await, Some(4004));
        thea.sees("the co-therapist as the lead", |view| view.lead == Some(view.me.id)).await;
        theo.token = token;
        let mut socket = Socket::hello(theo.address, &theo.token, None).await;
        assert_eq!(socket.ends().await, Some(4002), "the token that was good a moment ago");
        thea.sync().await;
        assert!(thea.view().people.iter().any(|p| p.id == who && !p.connected));
        thea.says("I take over.").await;
    }
}

#[tokio::test]
async fn a_ban_outlives_the_meeting() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut kit = room.member("Kit").await;
    let who = kit.id();
    ada.does(Command::Ban { who, reason: rondo::meeting::reason::RemovalReason::Safety }).await;
    assert_eq!(kit.ends().await, Some(4005));
    let mut socket = Socket::hello(kit.address, &kit.token, None).await;
    assert_eq!(socket.ends().await, Some(4005), "with a token that is still good");
    ada.ends_the_meeting().await;
    assert_eq!(ada.ends().await, Some(1000));
    let mut socket = Socket::hello(kit.address, &kit.token, None).await;
    assert_eq!(socket.ends().await, Some(4005), "in the next meeting too");
    let path = format!("/api/rooms/{}/token", room.id);
    kit.browser.post(&path, json!({})).await.refused(403, "banned");
}

#[tokio::test]
async fn the_oldest_of_too_many_sockets_of_a_person_is_closed() {
    let room = Room::peer_led("peer_checkin").await;
    let mut odile = room.member("Odile").await;
    let mut devices = Vec::new();
    for _ in 0..3 {
        let mut device = odile.twin();
        device.connect().await;
        devices.push(device);
    }
    let mut fifth = odile.twin();
    fifth.connect().await;
    assert_eq!(odile.ends().await, Some(4010));
    for device in &mut devices {
        device.sync().await;
    }
    let stays: &mut Person = &mut fifth;
    stays.sync().await;
}

#[tokio::test]
async fn the_guidelines_and_the_age_are_accepted_at_every_meeting() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    let mut odile: Member = room.server.comes(&room.invites.secret().await, "Odile", &room.id).await;
    odile.connect().await;
    let join = |version, adult| Command::Join { guidelines_version: version, adult, name: None };
    odile.refused(join(2, true), Refusal::GuidelinesChanged).await;
    odile.refused(join(1, false), Refusal::AdultsOnly).await;
    odile.does(join(1, true)).await;
    odile.refused(join(1, true), Refusal::AlreadySo).await;
    ada.opens().await;
    ada.ends_the_meeting().await;
    odile.ends().await;
    odile.connect().await;
    assert!(!odile.joined, "a new meeting is joined again");
    time_passes(&room.server.clock, 1_000, all![odile]).await;
}
