//! People who come with a token of the operator's own site, and choose their name when they join.

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use rondo::{
    AllowedRooms, Issuer,
    clock::Clock,
    meeting::{command::Command, id::RoomId, reason::RemovalReason, role::Role},
    protocol::{
        close::CloseCode,
        limits::SOCKETS_PER_PARTICIPANT_MAX,
        server::{ProtocolRefusal, ServerMessage},
    },
    time::UnixMs,
};
use serde_json::json;

use crate::{
    binary::Binary,
    support::{
        Server,
        people::{make_room, peer_room},
        person::Person,
        roles::Leads,
        room::{Room, all_agree},
        socket::Socket,
    },
};

const ISSUER: &str = "https://clinic.example";
/// The key pair of RFC 8037, appendix A.
const SEED: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
const PUBLIC: &str = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k1","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;
/// What a PKCS #8 Ed25519 key has before its seed (RFC 8410, section 7).
const PKCS8: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

/// What the operator's site signs.
fn token(room: &str, user: &str, role: &str, now: UnixMs) -> String {
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some("rondo-entry+jwt".into());
    header.kid = Some("k1".into());
    let now = now.seconds();
    let claims = json!({
        "iss": ISSUER, "aud": format!("rondo:{room}"), "sub": user, "role": role,
        "jti": format!("{user}-{now}-{role}"), "iat": now, "exp": now + 600,
    });
    let seed = BASE64URL_NOPAD.decode(SEED.as_bytes()).unwrap();
    let key = EncodingKey::from_ed_der(&[&PKCS8[..], &seed].concat());
    encode(&header, &claims, &key).unwrap()
}

async fn room_with_an_operator() -> Room {
    let issuer = Issuer::new(ISSUER, PUBLIC, AllowedRooms::All, [Role::Member]).unwrap();
    let server = Server::start_with(|config| config.issuers.push(issuer)).await;
    Room::on(server, peer_room()).await
}

fn guest(room: &Room, user: &str) -> Person {
    let mut guest = Person::new(&room.server, &room.server.browser(), &room.id);
    guest.token = token(&room.id, user, "member", room.server.clock.unix_ms());
    guest
}

fn join(name: Option<&str>) -> Command {
    Command::Join { guidelines_version: 1, adult: true, name: name.map(str::to_owned) }
}

#[tokio::test]
async fn an_operators_user_joins_with_a_name_and_is_the_same_next_time() {
    let room = room_with_an_operator().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    room.member("Odile").await;
    let mut guest = guest(&room, "user-17");
    guest.connect_with_token().await;
    assert!(!guest.joined && guest.info.as_ref().unwrap().title == "Grief");
    guest.refused(join(None), ProtocolRefusal::NameMissing).await;
    guest.refused(join(Some("\u{202e}odd")), ProtocolRefusal::NameCharacter(Default::default())).await;
    guest.refused(join(Some("Therapist Tom")), ProtocolRefusal::NameClaimsRole).await;
    guest.refused(join(Some("0dile")), ProtocolRefusal::NameTaken).await;
    guest.does(join(Some("Marlow"))).await;
    guest.sees("the meeting", |view| view.people.iter().any(|person| person.name == "Marlow")).await;
    guest.says("Hello from the clinic.").await;
    let first = guest.id();
    let now = room.server.clock.unix_ms();
    assert_eq!(guest.renew(None).await, Err(ProtocolRefusal::NotRenewable.into()), "the operator renews");
    let theirs = Some(token(&room.id, "user-18", "member", now));
    assert_eq!(guest.renew(theirs).await, Err(ProtocolRefusal::NotRenewable.into()));
    room.server.clock.advance_ms(60_000 - 30_000);
    guest.sync().await;
    let fresh = token(&room.id, "user-17", "member", room.server.clock.unix_ms());
    assert!(guest.renew(Some(fresh.clone())).await.is_ok());
    guest.token = fresh;
    guest.cut();
    guest.connect_with_token().await;
    assert_eq!((guest.id(), guest.joined), (first, true));
    all_agree_by_token(&mut guest).await;
    assert!(
        !ada.heard().contains("user-17") && !guest.heard().contains("user-17"),
        "the operator's id is nobody's"
    );
    all_agree(all![ada]).await;
}

async fn all_agree_by_token(guest: &mut Person) {
    let mut twin = guest.twin();
    twin.token = guest.token.clone();
    twin.connect_with_token().await;
    twin.sync().await;
    guest.sync().await;
    assert_eq!(json!(guest.view), json!(twin.view));
}

#[tokio::test]
async fn an_operator_is_held_to_its_rooms_and_roles() {
    let room = room_with_an_operator().await;
    let now = room.server.clock.unix_ms();
    let other = RoomId::from_bytes([9; 16]).to_string();
    for (bad, code) in [
        (token(&room.id, "user", "facilitator", now), 4002),
        (token(&room.id, "user", "king", now), 4002),
        (token(&room.id, "user", "member", UnixMs::from_ms(now.as_ms() - 700_000)), 4002),
        (token(&room.id, "user", "member", now.plus_ms(100_000)), 4002),
        (token(&other, "user", "member", now), 4006),
    ] {
        let mut socket = Socket::hello(room.server.app.address, &bad, None).await;
        assert_eq!(socket.ends().await, Some(code), "{bad}");
    }
}

/// Who has not joined yet is one person too, however many sockets they open.
#[tokio::test]
async fn an_operators_user_has_four_sockets_before_joining_too() {
    let room = room_with_an_operator().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let guest = guest(&room, "user-17");
    let mut sockets = Vec::new();
    for _ in 0..SOCKETS_PER_PARTICIPANT_MAX + 2 {
        let mut socket = Socket::hello(guest.address, &guest.token, None).await;
        let id = socket.find("a welcome", |message| match message {
            ServerMessage::Welcome { participant, joined, .. } => Some((participant, joined)),
            _ => None,
        });
        sockets.push((id.await, socket));
    }
    assert!(sockets.iter().all(|(welcome, _)| *welcome == (sockets[0].0.0, false)), "one id");
    for (_, oldest) in &mut sockets[..2] {
        assert_eq!(oldest.ends().await, Some(CloseCode::TooManySockets.number()));
    }
    for (_, socket) in &mut sockets[2..] {
        socket.lives().await;
    }
}

/// Each block of a language in the part of docs/operating.md about an operator's own users.
fn examples(language: &str) -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/operating.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (_, part) = text.split_once("## Another site's users").unwrap();
    let opening = format!("```{language}\n");
    part.split(&opening).skip(1).map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

fn sh(script: &str, folder: &std::path::Path, room: &str) -> String {
    let mut shell = std::process::Command::new("sh");
    shell.args(["-euc", script]).current_dir(folder).env("ROOM", room).env("PERSON", "user-17");
    let output = shell.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[tokio::test]
async fn the_example_for_operators_works_as_it_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let [make_keys, make_token] = &examples("sh")[..] else { panic!("two scripts") };
    sh(make_keys, folder.path(), "");
    let list = folder.path().join("issuers.json");
    std::fs::write(&list, &examples("json")[0]).unwrap();
    let binary = Binary::start_with_issuers(&list).await;
    let (_, room, _) = binary.room(peer_room()).await;
    let token = sh(make_token, folder.path(), &room);
    assert_ne!(token, sh(make_token, folder.path(), &room), "another one each time");
    let mut socket = Socket::hello(binary.address, &token, None).await;
    assert!(matches!(socket.next().await, Some(ServerMessage::Welcome { joined: false, .. })));
    socket.command("join", join(Some("Marlow"))).await;
    socket
        .find("the waiting room or the meeting", |message| {
            matches!(message, ServerMessage::Accepted { .. }).then_some(())
        })
        .await;
}

/// They have no cookie of this server: the token that they came in with proves who they are.
#[tokio::test]
async fn an_operators_user_leaves_a_concern_by_the_token_they_came_in_with() {
    let room = room_with_an_operator().await;
    let mut ada = room.lead().await;
    ada.opens().await;
    let mut guest = guest(&room, "user-17");
    let leave = format!("/api/seat/{}/concerns", room.id);
    let body =
        |token: &str, named: bool| json!({"text": "I was not let finish.", "named": named, "token": token});
    let site = room.server.browser();
    site.post(&leave, body(&guest.token, true)).await.refused(403, "no_seat");
    guest.connect_with_token().await;
    guest.does(join(Some("Marlow"))).await;
    for named in [true, false] {
        site.post(&leave, body(&guest.token, named)).await.good();
        room.server.clock.advance_ms(1_000);
    }
    let listed = room.admin.get(&format!("/api/rooms/{}/concerns", room.id)).await.good();
    let from: Vec<_> = listed["concerns"].as_array().unwrap().iter().map(|c| c["from"].clone()).collect();
    assert_eq!(from, [json!(null), json!("Marlow")]);

    let now = room.server.clock.unix_ms();
    let elsewhere = token(&make_room(&room.admin, peer_room()).await, "user-17", "member", now);
    for no_proof in [elsewhere.as_str(), "", "x.y.z"] {
        site.post(&leave, body(no_proof, true)).await.refused(403, "no_seat");
    }
    site.post(&leave, json!({"text": "words", "named": true})).await.refused(403, "no_seat");
    ada.removes(guest.id()).await;
    site.post(&leave, body(&guest.token, false)).await.good();
    let kept = room.admin.get(&format!("/api/rooms/{}/concerns", room.id)).await.good();
    assert_eq!(kept["concerns"].as_array().unwrap().len(), 3, "who was removed may tell the host of it");
    ada.does(Command::Ban { who: guest.id(), reason: RemovalReason::Safety }).await;
    site.post(&leave, body(&guest.token, true)).await.refused(403, "banned");
}
