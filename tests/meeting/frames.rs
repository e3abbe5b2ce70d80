//! Frames as a broken or a hostile client sends them: each ends with its code, and others go on.

use rondo::meeting::command::Command;
use tokio::io::AsyncWriteExt;
use tokio_tungstenite::tungstenite::{Bytes, Message, protocol::frame::coding::Data};

use crate::support::{
    roles::{Facilitator, Leads, Member},
    room::{Room, all_agree},
    socket::Socket,
};

async fn open() -> (Room, Facilitator, Member) {
    let room = Room::peer_led("peer_checkin").await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut odile = room.member("Odile").await;
    odile.sees("the meeting", |_| true).await;
    (room, ada, odile)
}

const PING: &str = r#"{"type":"ping","ref":1}"#;

#[tokio::test]
async fn each_broken_frame_closes_its_socket_with_its_code() {
    let (_room, mut ada, mut odile) = open().await;
    for greeted in [true, false] {
        for (broken, code) in [
            (Broken::Oversize, 1009),
            (Broken::OversizeInPieces, 1009),
            (Broken::Binary, 1003),
            (Broken::NotUtf8, 1007),
            (Broken::NotUtf8InPieces, 1007),
            (Broken::ReservedOpcode, 1002),
            (Broken::ReservedBit, 1002),
            (Broken::Unmasked, 1002),
            (Broken::LongPing, 1002),
            (Broken::StrayPiece, 1002),
        ] {
            let mut socket = Socket::open(odile.address, &odile.token).await;
            if greeted {
                socket.greet(&odile.token, None).await;
                socket.lives().await;
            }
            broken.send(&mut socket).await;
            assert_eq!(socket.ends().await, Some(code), "{broken:?} greeted: {greeted}");
        }
    }
    ada.says("Still here.").await;
    odile.sees("the message", |view| view.messages.len() == 1).await;
    all_agree(all![ada, odile]).await;
}

#[derive(Debug, Clone, Copy)]
enum Broken {
    Oversize,
    OversizeInPieces,
    Binary,
    NotUtf8,
    NotUtf8InPieces,
    ReservedOpcode,
    ReservedBit,
    Unmasked,
    LongPing,
    StrayPiece,
}

impl Broken {
    async fn send(self, socket: &mut Socket) {
        let raw: &[u8] = match self {
            Self::Oversize => {
                let text = format!(r#"{{"type":"ping","ref":1,"x":"{}"}}"#, "a".repeat(40_000));
                return socket.text(&text).await;
            }
            Self::OversizeInPieces => {
                socket.frame(&[b' '; 20_000], Data::Text, false).await;
                return socket.frame(&[b' '; 20_000], Data::Continue, true).await;
            }
            Self::Binary => return socket.send(Message::Binary(Bytes::from_static(PING.as_bytes()))).await,
            Self::NotUtf8 => return socket.frame(b"{\"type\":\"\xff\xfe\"}", Data::Text, true).await,
            Self::NotUtf8InPieces => {
                socket.frame(b"{\"type\":\"\xe2\x82", Data::Text, false).await;
                return socket.frame(b"x\"}", Data::Continue, true).await;
            }
            Self::StrayPiece => return socket.frame(b"{}", Data::Continue, true).await,
            // Masked with zeros: opcode 3, reserved bit 1 set, no mask, a ping of 126 bytes.
            Self::ReservedOpcode => &[0x83, 0x80, 0, 0, 0, 0],
            Self::ReservedBit => &[0xc1, 0x80, 0, 0, 0, 0],
            Self::Unmasked => &[0x81, 0x02, b'{', b'}'],
            Self::LongPing => &[&[0x89, 0xfe, 0x00, 0x7e][..], &[0; 130]].concat(),
        };
        let _ = socket.tcp().write_all(raw).await;
    }
}

#[tokio::test]
async fn a_message_in_pieces_is_one_message() {
    let (_room, mut ada, odile) = open().await;
    let mut socket = Socket::hello(odile.address, &odile.token, None).await;
    let text =
        r#"{"type":"command","ref":7,"id":"pieces","command":{"type":"post","text":"In pieces: ä€💚"}}"#;
    let pieces: Vec<&[u8]> = text.as_bytes().chunks(3).collect();
    for (number, piece) in pieces.iter().enumerate() {
        let opcode = if number == 0 { Data::Text } else { Data::Continue };
        socket.frame(piece, opcode, number + 1 == pieces.len()).await;
        if number == 10 {
            // A control frame may come in between.
            socket.send(Message::Ping(Bytes::new())).await;
        }
    }
    assert!(socket.answer(7).await.is_ok());
    ada.sees("the message", |view| view.messages.iter().any(|m| m.text == "In pieces: ä€💚")).await;
}

#[tokio::test]
async fn a_socket_that_breaks_off_anywhere_leaves_no_trace() {
    let (room, mut ada, mut odile) = open().await;
    let text = r#"{"type":"command","ref":1,"id":"half","command":{"type":"post","text":"half"}}"#;
    for length in [0, 1, 10, text.len() - 1] {
        let mut socket = Socket::hello(odile.address, &odile.token, None).await;
        socket.lives().await;
        // The head of a masked frame, and only a part of it.
        let mut bytes = vec![0x81, 0x80 | u8::try_from(text.len()).unwrap(), 0, 0, 0, 0];
        bytes.extend_from_slice(&text.as_bytes()[..length]);
        socket.tcp().write_all(&bytes).await.unwrap();
        drop(socket);
        let mut unanswered = Socket::open(odile.address, &odile.token).await;
        unanswered.tcp().write_all(&bytes[..3]).await.unwrap();
    }
    odile.says("whole").await;
    ada.sees("a message", |view| !view.messages.is_empty()).await;
    assert_eq!(ada.texts(), ["whole"]);
    ada.does(Command::EndMeeting {}).await;
    drop(room);
}
