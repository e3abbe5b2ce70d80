//! The least that any such server must do: it reads a frame and writes one prepared frame to each member
//! of the room. It keeps nothing, checks nothing and has one thread.
//!
//! `corked`, it writes to a member once for all that came in one round of the poll.

use std::{
    collections::HashMap,
    io::{self, ErrorKind, Read, Write},
    net::SocketAddr,
};

use mio::{
    Events, Interest, Poll, Token,
    net::{TcpListener, TcpStream},
};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

const LISTENER: Token = Token(0);
const EVENTS_PER_POLL: usize = 1_024;
const READ_BYTES: usize = 16 * 1_024;
/// The head of a client's frame of 126 to 65,535 bytes: two bytes, the length, the mask.
const LONG_HEAD: usize = 8;
const SHORT_HEAD: usize = 6;

struct Member {
    stream: TcpStream,
    room: Option<String>,
    taken_in: Vec<u8>,
    unsent: Vec<u8>,
}

#[derive(Default)]
struct Server {
    members: HashMap<Token, Member>,
    rooms: HashMap<String, Vec<Token>>,
    corked: bool,
}

/// Serves until the process is killed. Prints the address it listens on.
pub(crate) fn serve(corked: bool) -> io::Result<()> {
    let mut poll = Poll::new()?;
    let mut listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
    println!("{}", listener.local_addr()?);
    let mut events = Events::with_capacity(EVENTS_PER_POLL);
    let mut server = Server { corked, ..Server::default() };
    let mut next = 1;
    loop {
        poll.poll(&mut events, None)?;
        let mut touched = Vec::new();
        for event in &events {
            if event.token() == LISTENER {
                while let Ok((mut stream, _)) = listener.accept() {
                    let token = Token(next);
                    next += 1;
                    stream.set_nodelay(true)?;
                    poll.registry().register(&mut stream, token, Interest::READABLE | Interest::WRITABLE)?;
                    let (taken_in, unsent) = (Vec::new(), Vec::new());
                    server.members.insert(token, Member { stream, room: None, taken_in, unsent });
                }
            } else if !server.hear(event.token(), &mut touched) {
                server.forget(event.token());
            }
        }
        touched.sort_unstable();
        touched.dedup();
        for token in touched {
            if let Some(member) = server.members.get_mut(&token) {
                member.flush();
            }
        }
    }
}

impl Server {
    /// Reads all that a member sent. Returns whether they are still there.
    fn hear(&mut self, token: Token, touched: &mut Vec<Token>) -> bool {
        let Some(member) = self.members.get_mut(&token) else { return true };
        member.flush();
        let mut buffer = [0; READ_BYTES];
        loop {
            match member.stream.read(&mut buffer) {
                Ok(0) => return false,
                Ok(read) => member.taken_in.extend_from_slice(&buffer[..read]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(_) => return false,
            }
        }
        if member.room.is_none() {
            let Some(room) = member.shake_hands() else { return true };
            member.room = Some(room.clone());
            self.rooms.entry(room).or_default().push(token);
        }
        self.pass_on(token, touched)
    }

    fn pass_on(&mut self, token: Token, touched: &mut Vec<Token>) -> bool {
        while let Some(member) = self.members.get_mut(&token) {
            let frame = match member.next_frame() {
                Ok(Some(frame)) => frame,
                Ok(None) => return true,
                Err(()) => return false,
            };
            let room = member.room.clone().unwrap_or_default();
            for token in self.rooms.get(&room).into_iter().flatten() {
                let Some(to) = self.members.get_mut(token) else { continue };
                if self.corked || !to.unsent.is_empty() {
                    to.unsent.extend_from_slice(&frame);
                    touched.push(*token);
                } else {
                    to.write(&frame);
                }
            }
        }
        true
    }

    fn forget(&mut self, token: Token) {
        self.members.remove(&token);
        self.rooms.values_mut().for_each(|members| members.retain(|member| *member != token));
    }
}

impl Member {
    /// Answers the request of a handshake once it is whole. The path is the room.
    fn shake_hands(&mut self) -> Option<String> {
        let end = self.taken_in.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&self.taken_in[..end]).into_owned();
        self.taken_in.drain(..end + 4);
        let key = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("sec-websocket-key").then(|| value.trim().to_owned())
        })?;
        let accept = derive_accept_key(key.as_bytes());
        self.write(
            format!(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
            )
            .as_bytes(),
        );
        head.split(' ').nth(1).map(str::to_owned)
    }

    /// The frame for everyone of the next text, if it is whole. An error is the end of the connection.
    fn next_frame(&mut self) -> Result<Option<Vec<u8>>, ()> {
        let bytes = &self.taken_in;
        let Some([first, second]) = bytes.first_chunk::<2>() else { return Ok(None) };
        let (head, length) = match (second & 0x7f, bytes.get(2..4)) {
            (126, Some(length)) => (LONG_HEAD, usize::from(length[0]) << 8 | usize::from(length[1])),
            (126, None) => return Ok(None),
            (127, _) => return Err(()),
            (short, _) => (SHORT_HEAD, usize::from(short)),
        };
        if *first != 0x81 {
            return Err(());
        }
        let Some(frame) = bytes.get(..head + length) else { return Ok(None) };
        let (start, masked) = frame.split_at(head);
        let mask = &start[head - 4..];
        let mut whole = start[..head - 4].to_vec();
        whole[1] &= 0x7f;
        whole.extend(masked.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
        self.taken_in.drain(..head + length);
        Ok(Some(whole))
    }

    fn write(&mut self, bytes: &[u8]) {
        match self.stream.write(bytes) {
            Ok(written) => self.unsent.extend_from_slice(&bytes[written..]),
            Err(_) => self.unsent.extend_from_slice(bytes),
        }
    }

    fn flush(&mut self) {
        if !self.unsent.is_empty() {
            let unsent = std::mem::take(&mut self.unsent);
            self.write(&unsent);
        }
    }
}
