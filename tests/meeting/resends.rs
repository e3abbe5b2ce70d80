//! A command is named forever: sent again it happens once, on any socket, across restarts.

use rondo::{meeting::command::Command, protocol::server::ProtocolRefusal};

use crate::support::{
    Server,
    roles::Leads,
    room::{Room, peers},
    socket::Socket,
};

fn post(text: &str) -> Command {
    Command::Post { text: text.to_owned(), note: None }
}

#[tokio::test]
async fn a_message_sent_again_on_any_socket_and_after_a_restart_is_there_once() {
    let room = Room::on(Server::start_apart().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    let mut tomasz = room.member("Tomasz").await;
    let seq = odile.ask_as("once", post("Only once.")).await.unwrap();
    let mut phone = odile.twin();
    phone.connect().await;
    for _ in 0..3 {
        assert_eq!(odile.ask_as("once", post("Only once.")).await, Ok(seq));
        assert_eq!(phone.ask_as("once", post("Only once.")).await, Ok(seq));
    }
    let reused = Err(ProtocolRefusal::IdReused.into());
    assert_eq!(phone.ask_as("once", post("Something else.")).await, reused);
    assert_eq!(odile.ask_as("once", Command::LowerHand {}).await, reused);
    // Another person's id is another id.
    let other = tomasz.ask_as("once", post("Mine.")).await.unwrap();
    assert!(other > seq);
    phone.cut();
    let mut server = room.server;
    for politely in [true, false] {
        server = server.stop_and_start(politely).await;
        for person in [&mut *ada, &mut *odile, &mut *tomasz] {
            person.find(&server);
            person.come().await;
        }
        assert_eq!(odile.ask_as("once", post("Only once.")).await, Ok(seq));
        assert_eq!(odile.ask_as("once", post("Something else.")).await, reused);
        assert_eq!(tomasz.ask_as("once", post("Mine.")).await, Ok(other));
    }
    ada.sync().await;
    assert_eq!(ada.texts(), ["Only once.", "Mine."]);
}

/// A client may send a command again until the meeting is over, and so long it is known.
#[tokio::test]
async fn a_message_sent_again_after_hundreds_of_others_is_there_once() {
    let room = Room::on(Server::start_apart().await, peers("peer_checkin")).await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let first = ada.ask_as("first", post("Only once.")).await.unwrap();
    for number in 0..400 {
        if number % 5 == 0 {
            room.server.clock.advance_ms(1_000);
        }
        ada.says("More.").await;
    }
    ada.sync().await;
    assert_eq!(ada.ask_as("first", post("Only once.")).await, Ok(first));
    let server = room.server.stop_and_start(false).await;
    ada.cut();
    ada.find(&server);
    ada.come().await;
    assert_eq!(ada.ask_as("first", post("Only once.")).await, Ok(first));
    assert_eq!(ada.ask_as("first", post("Something else.")).await, Err(ProtocolRefusal::IdReused.into()));
}

#[tokio::test]
async fn a_refused_command_may_be_tried_again_under_its_id() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    let mut odile = room.member("Odile").await;
    assert!(odile.ask_as("again", post("Hello.")).await.is_err(), "the meeting is not open");
    ada.opens().await;
    odile.sees("the meeting", |_| true).await;
    let seq = odile.ask_as("again", post("Hello.")).await.unwrap();
    assert_eq!(odile.ask_as("again", post("Hello.")).await, Ok(seq));
    ada.sync().await;
    assert_eq!(ada.texts(), ["Hello."]);
}

/// A client that does not wait between its frames still gets the welcome first, and every answer.
#[tokio::test]
async fn what_is_sent_right_behind_the_hello_is_answered_after_the_welcome() {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    for round in 0..20 {
        odile.cut();
        odile.fetch_token().await;
        let mut socket = Socket::open(odile.address, &odile.token).await;
        socket.greet(&odile.token, None).await;
        let reference = socket.command(&format!("behind-{round}"), post("Right behind.")).await;
        let first = socket.next().await;
        assert!(matches!(first, Some(rondo::protocol::server::ServerMessage::Welcome { .. })), "{first:?}");
        assert!(socket.answer(reference).await.is_ok());
        socket.leave().await;
    }
    ada.sync().await;
    assert_eq!(ada.texts().len(), 20);
}
