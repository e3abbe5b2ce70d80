//! What the HTTP side does to open sockets: taking powers away, archiving, stopping.

use std::time::Duration;

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::support::{
    Browser, PASSWORD, Server,
    people::{invite, make_room, peer_room, redeem, therapy_room},
};

struct Socket(WebSocketStream<TcpStream>, u32);

impl Socket {
    /// Opens a socket with an entry token and says hello.
    async fn open(server: &Server, browser: &Browser, room: &str) -> Self {
        let token = browser.post(&format!("/api/rooms/{room}/token"), json!({})).await.good();
        let mut request = format!("ws://{}/ws/{room}", server.app.address).into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", "rondo.v2".parse().unwrap());
        let stream = TcpStream::connect(server.app.address).await.unwrap();
        let (socket, _) = client_async(request, stream).await.unwrap();
        let mut socket = Self(socket, 100);
        let hello = json!({"type": "hello", "token": token["token"]});
        socket.0.send(Message::text(hello.to_string())).await.unwrap();
        let welcome = socket.next().await.unwrap();
        assert_eq!(welcome["type"], "welcome", "{welcome}");
        assert_eq!(welcome["participant"], token["participant"]);
        socket
    }

    /// The next message; none when the socket is closed, with the code in `Err`.
    async fn next(&mut self) -> Result<Value, Option<u16>> {
        loop {
            let frame = timeout(Duration::from_secs(5), self.0.next()).await.expect("a frame in time");
            match frame {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(close))) => return Err(close.map(|close| close.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(None),
            }
        }
    }

    async fn command(&mut self, command: Value) {
        let id = format!("c{}", self.1);
        let frame = json!({"type": "command", "ref": self.1, "id": id, "command": command});
        self.1 += 1;
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    /// What is told of the room once this many are expected who are new.
    async fn newcomers(&mut self, expected: u32) -> Value {
        loop {
            let told = self.next().await.expect("the socket stays open");
            assert_ne!(told["type"], "refused", "{told}");
            if told["type"] == "room" && told["room"]["newcomers"] == expected {
                return told;
            }
        }
    }

    /// The code it is closed with.
    async fn closed(mut self) -> Option<u16> {
        loop {
            if let Err(code) = self.next().await {
                return code;
            }
        }
    }
}

#[tokio::test]
async fn a_disabled_account_and_a_former_therapist_are_cut_off() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let theo = server.therapist(&admin, "theo").await;
    let peers = make_room(&theo, peer_room()).await;
    let therapy = make_room(&theo, therapy_room()).await;
    let account = format!("/api/accounts/{}", theo.id);

    let in_peers = Socket::open(&server, &theo, &peers).await;
    let in_therapy = Socket::open(&server, &theo, &therapy).await;
    admin.patch(&account, json!({"is_therapist": false})).await.good();
    assert_eq!(in_therapy.closed().await, Some(4004));
    admin.patch(&account, json!({"disabled": true})).await.good();
    assert_eq!(in_peers.closed().await, Some(4004));
}

#[tokio::test]
async fn a_removed_co_lead_is_cut_off_and_leads_no_more() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let carl = server.nobody(&admin, "carl").await;
    let room = make_room(&admin, peer_room()).await;
    let (_, secret) = invite(&admin, &room, "co_lead").await;
    carl.post("/api/invites/redeem", json!({"secret": secret})).await.good();
    let socket = Socket::open(&server, &carl, &room).await;
    let co_lead = format!("/api/rooms/{room}/co-leads/{}", carl.id);
    admin.delete(&format!("/api/rooms/{room}/co-leads/{}", admin.id)).await.refused(404, "not_found");
    admin.delete(&co_lead).await.good();
    assert_eq!(socket.closed().await, Some(4004));
    carl.get(&format!("/api/rooms/{room}")).await.refused(404, "not_found");
    carl.post(&format!("/api/rooms/{room}/token"), json!({})).await.refused(403, "no_seat");
    let leads = admin.get(&format!("/api/rooms/{room}")).await["leads"].clone();
    assert_eq!(leads.as_array().unwrap().len(), 1, "{leads}");
    admin.delete(&co_lead).await.refused(404, "not_found");
}

#[tokio::test]
async fn an_archived_room_closes_its_waiting_room_and_a_desk_shows_who_waits() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let (_, secret) = invite(&admin, &room, "member").await;
    let robin = server.member(&secret, "Robin").await;
    assert!(admin.get(&format!("/api/rooms/{room}")).await["meeting"].is_null());
    let mut socket = Socket::open(&server, &robin, &room).await;
    let join = json!({"type": "join", "guidelines_version": 1, "adult": true});
    let join = json!({"type": "command", "ref": 1, "id": "a", "command": join});
    socket.0.send(Message::text(join.to_string())).await.unwrap();
    while socket.next().await.unwrap()["type"] != "waiting" {}
    let meeting = admin.get(&format!("/api/rooms/{room}")).await["meeting"].clone();
    assert_eq!((&meeting["phase"], &meeting["waiting"]), (&json!("gathering"), &json!(1)), "{meeting}");
    admin.delete(&format!("/api/rooms/{room}")).await.good();
    assert_eq!(socket.closed().await, Some(4006));
}

#[tokio::test]
async fn a_stop_tells_every_socket_to_come_back() {
    let server = Server::start().await;
    let admin = server.administrator().await;
    let room = make_room(&admin, peer_room()).await;
    let mut socket = Socket::open(&server, &admin, &room).await;
    let heard = tokio::spawn(async move {
        loop {
            match socket.next().await {
                Ok(message) if message["type"] == "goodbye" => return Ok((message, socket.closed().await)),
                Ok(_) => {}
                Err(code) => return Err(code),
            }
        }
    });
    let server = timeout(Duration::from_secs(10), server.restart()).await.expect("it stops in time");
    let (goodbye, code) = heard.await.unwrap().expect("a goodbye before the close");
    assert_eq!((&goodbye["code"], code), (&json!("restarting"), Some(1012)));
    assert!(goodbye["retry_after_ms"].is_u64());
    let again = server.visitor();
    again.post("/api/session", json!({"name": "ada", "password": PASSWORD})).await.good();
    Socket::open(&server, &again, &room).await;
}

#[tokio::test]
async fn a_running_meeting_hears_that_somebody_new_is_expected_and_that_they_came() {
    let server = Server::start().await;
    let ada = server.administrator().await;
    let room = make_room(&ada, peer_room()).await;
    let way = json!({"type": "slow_open", "places": 3});
    ada.put(&format!("/api/rooms/{room}/entry"), way).await.good();
    let (_, secret) = invite(&ada, &room, "member").await;

    let mut lead = Socket::open(&server, &ada, &room).await;
    lead.command(json!({"type": "join", "guidelines_version": 1, "adult": true})).await;
    lead.command(json!({"type": "open_meeting"})).await;
    let robin = server.browser();
    redeem(&robin, &secret, "Robin").await.good();
    let told = lead.newcomers(1).await;
    assert!(!told.to_string().contains("Robin"), "{told}");

    let mut newcomer = Socket::open(&server, &robin, &room).await;
    let kim = server.browser();
    redeem(&kim, &secret, "Kim").await.good();
    lead.newcomers(2).await;
    newcomer.newcomers(1).await;
    newcomer.command(json!({"type": "join", "guidelines_version": 1, "adult": true})).await;
    lead.newcomers(1).await;
}
