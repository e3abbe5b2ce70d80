//! Everyone comes back at once: after a crash each socket of a thousand is welcomed and misses nothing.

use std::net::SocketAddr;

use futures::future::join_all;
use rondo::{
    meeting::{event::Event, id::MeetingId},
    protocol::{limits::SOCKETS_PER_PARTICIPANT_MAX, server::ServerMessage},
};

use crate::support::{
    Server,
    people::{Administrator, invite, make_room},
    person::Person,
    roles::{Facilitator, Leads, Member},
    room::peers,
    socket::Socket,
};

const ROOMS: usize = 10;
const MEMBERS: usize = 25;

/// Where somebody's page was when it was cut.
struct Page {
    token: String,
    meeting: MeetingId,
    seq: u64,
}

/// A room and the seats in it.
async fn room(server: &Server, host: &Administrator) -> (String, Vec<Member>) {
    let room = make_room(host, peers("open_share")).await;
    let (_, secret) = invite(host, &room, "member").await;
    let mut members = Vec::new();
    for number in 0..MEMBERS {
        // No faster than one address may take seats.
        server.clock.advance_ms(2_000);
        members.push(server.comes(&secret, &format!("Guest {number}"), &room).await);
    }
    (room, members)
}

/// A meeting goes on without its members.
async fn leaves_them_behind(lead: &mut Facilitator, members: Vec<Member>) -> Vec<Page> {
    lead.come().await;
    lead.opens().await;
    let mut pages = Vec::new();
    for mut member in members {
        member.come().await;
        pages.push(Page { token: member.token.clone(), meeting: member.meeting.unwrap(), seq: member.seq });
        member.cut();
        lead.sync().await;
    }
    lead.says("You all missed this.").await;
    pages
}

async fn returns(address: SocketAddr, page: &Page) -> Socket {
    let mut socket = Socket::hello(address, &page.token, Some((page.meeting, page.seq))).await;
    let welcome = |message| matches!(message, ServerMessage::Welcome { joined: true, .. }).then_some(());
    socket.find("a welcome", welcome).await;
    socket
}

/// What is posted, up to this text.
async fn hears(socket: &mut Socket, last: &str) -> Vec<String> {
    let mut heard: Vec<String> = Vec::new();
    while heard.last().is_none_or(|text| text != last) {
        let news = |message| match message {
            ServerMessage::Events { events, .. } => Some(events),
            ServerMessage::Snapshot { .. } => panic!("a page goes on from where it was"),
            _ => None,
        };
        let events = socket.find("what was missed", news).await;
        heard.extend(events.iter().filter_map(|numbered| match &numbered.event {
            Event::Posted { message } => Some(message.text.clone()),
            _ => None,
        }));
    }
    heard
}

#[tokio::test]
async fn a_thousand_who_come_back_at_once_are_all_in_and_miss_nothing() {
    let server = Server::start_apart().await;
    let host = server.administrator().await;
    let mut rooms = Vec::new();
    for _ in 0..ROOMS {
        rooms.push(room(&server, &host).await);
    }
    let (mut leads, mut pages) = (Vec::new(), Vec::new());
    for (room, members) in rooms {
        let mut lead = Facilitator(Person::new(&server, &host, &room));
        pages.extend(leaves_them_behind(&mut lead, members).await);
        leads.push(lead);
    }
    let server = server.stop_and_start(false).await;
    let tabs = pages.iter().flat_map(|page| [page; SOCKETS_PER_PARTICIPANT_MAX]);
    let mut sockets = join_all(tabs.map(|page| returns(server.app.address, page))).await;
    assert_eq!(sockets.len(), 1_000);
    for lead in &mut leads {
        lead.cut();
        lead.find(&server);
        lead.come().await;
        lead.says("Welcome back.").await;
    }
    for socket in &mut sockets {
        assert_eq!(hears(socket, "Welcome back.").await, ["You all missed this.", "Welcome back."]);
    }
}
