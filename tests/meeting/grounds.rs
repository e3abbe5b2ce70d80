//! Access ends when its ground ends: every row of the table of grounds, over open sockets. What ends a
//! ground cuts the sockets that rest on it at once, stops the renewal of their tokens, and lets no
//! token of before open another socket. A row without its test fails.

use std::collections::BTreeSet;

use rondo::{
    GROUNDS, GroundEnd, GroundKind,
    clock::{Clock, SystemClock},
    meeting::{command::Command, reason::RemovalReason},
    protocol::server::ProtocolRefusal,
};
use serde_json::json;
use tokio::process;

use crate::support::{
    Browser, PASSWORD, Server,
    people::{invite, make_room, peer_room, personal_invite, redeem, therapy_room},
    person::Person,
    socket::Socket,
};

const NEW_PASSWORD: &str = "four other unlikely rivers";

/// A room with its owner, who has two browsers, a co-lead, a host who shares the desk that the room
/// is on, and a member with two devices. All of them
/// have an open socket.
struct Scene {
    server: Server,
    admin: Browser,
    room: String,
    owner: String,
    co_lead: String,
    desk_host: String,
    laptop: Person,
    phone: Person,
    carl: Person,
    dora: Person,
    /// Of the member.
    code: String,
    tablet: Person,
    desktop: Person,
}

/// A socket and what it is closed with.
type Cut<'a> = (&'a mut Person, u16);

impl Scene {
    async fn new(therapy: bool) -> Self {
        let server = Server::start().await;
        let admin = server.administrator().await;
        let owner = server.therapist(&admin, "hanne").await;
        let carl = server.therapist(&admin, "carl").await;
        let dora = server.therapist(&admin, "dora").await;
        let room = make_room(&owner, if therapy { therapy_room() } else { peer_room() }).await;
        let (_, secret) = invite(&owner, &room, "co_lead").await;
        carl.post("/api/invites/redeem", json!({"secret": secret})).await.good();
        let secret = personal_invite(&owner, &room).await;
        owner.post("/api/me/desk", json!({"name": "Hospice"})).await.good();
        let desk = owner.post("/api/me/desk/hosts", json!({"name": "dora"})).await.good();
        let join = format!("/api/me/desk/{}/join", desk["id"].as_str().unwrap());
        dora.post(&join, json!({})).await.good();
        owner.patch(&format!("/api/rooms/{room}"), json!({"shared": true})).await.good();
        let phone = signed_in(&server, "hanne").await;
        let tablet = server.browser();
        let code = redeem(&tablet, &secret, "Bea").await.good()["recovery_code"].as_str().unwrap().to_owned();
        let desktop = server.browser();
        recover(&desktop, &code, false).await;
        let person = |browser: &Browser| Person::new(&server, browser, &room);
        let mut scene = Self {
            laptop: person(&owner),
            phone: person(&phone),
            carl: person(&carl),
            dora: person(&dora),
            tablet: person(&tablet),
            desktop: person(&desktop),
            admin: admin.browser,
            owner: owner.id,
            co_lead: carl.id,
            desk_host: dora.id,
            code,
            room,
            server,
        };
        for person in scene.everyone() {
            person.come().await;
        }
        scene
    }

    fn everyone(&mut self) -> [&mut Person; 6] {
        [
            &mut self.laptop,
            &mut self.phone,
            &mut self.carl,
            &mut self.dora,
            &mut self.tablet,
            &mut self.desktop,
        ]
    }

    /// Changes the owner's account.
    async fn change(&self, change: serde_json::Value) {
        self.admin.patch(&format!("/api/accounts/{}", self.owner), change).await.good();
    }

    /// Makes the end of a ground happen. Returns whom it cuts.
    async fn end(&mut self, end: GroundEnd) -> Vec<Cut<'_>> {
        let (laptop, phone) = (self.laptop.browser.clone(), self.phone.browser.clone());
        match end {
            GroundEnd::Archived => {
                laptop.delete(&format!("/api/rooms/{}", self.room)).await.good();
                return self.everyone().into_iter().map(|person| (person, 4006)).collect();
            }
            GroundEnd::Renewed => unreachable!("nobody of the scene has a seat while the key is lost"),
            GroundEnd::Removed => {
                let who = self.tablet.id();
                self.laptop.does(Command::Remove { who, reason: RemovalReason::Safety }).await;
                return vec![(&mut self.tablet, 4005), (&mut self.desktop, 4005)];
            }
            GroundEnd::Banned => {
                let who = self.tablet.id();
                self.laptop.does(Command::Ban { who, reason: RemovalReason::Safety }).await;
                return vec![(&mut self.tablet, 4005), (&mut self.desktop, 4005)];
            }
            GroundEnd::Expired => {
                let mut left = 15 * 60_000;
                while left > 0 {
                    self.server.clock.advance_ms(20_000);
                    left -= 20_000;
                    for person in
                        [&mut self.laptop, &mut self.phone, &mut self.carl, &mut self.dora, &mut self.desktop]
                    {
                        person.keep_up().await;
                    }
                    if left > 0 {
                        self.tablet.sync().await;
                    }
                }
                return vec![(&mut self.tablet, 4003)];
            }
            GroundEnd::SignedOut => drop(phone.delete("/api/session").await.good()),
            GroundEnd::SignedOutThere => {
                let sessions = laptop.get("/api/me/sessions").await.good();
                let other = |session: &&serde_json::Value| session["current"] == false;
                for session in sessions["sessions"].as_array().unwrap().iter().filter(other) {
                    let session = session["id"].as_str().unwrap();
                    laptop.delete(&format!("/api/me/sessions/{session}")).await.good();
                }
            }
            GroundEnd::SignedOutElsewhere => drop(laptop.delete("/api/me/sessions").await.good()),
            GroundEnd::AnotherSignedIn => {
                let carl = json!({"name": "carl", "password": PASSWORD});
                phone.post("/api/session", carl).await.good();
            }
            GroundEnd::PasswordChanged => {
                let change = json!({"current": PASSWORD, "new": NEW_PASSWORD});
                laptop.post("/api/me/password", change).await.good();
            }
            GroundEnd::PasswordSet => {
                let made =
                    self.admin.post(&format!("/api/accounts/{}/link", self.owner), json!({})).await.good();
                let secret = crate::support::secret_of(made["link"].as_str().unwrap());
                let claim = json!({"secret": secret, "password": NEW_PASSWORD});
                self.server.browser().post("/api/claim", claim).await.good();
                return vec![(&mut self.laptop, 4011), (&mut self.phone, 4011)];
            }
            GroundEnd::Disabled => {
                self.change(json!({"disabled": true})).await;
                return vec![(&mut self.laptop, 4004), (&mut self.phone, 4004)];
            }
            GroundEnd::NoTherapist => {
                self.change(json!({"is_therapist": false})).await;
                return vec![(&mut self.laptop, 4004), (&mut self.phone, 4004)];
            }
            GroundEnd::NoHost => {
                self.change(json!({"is_host": false})).await;
                return vec![(&mut self.laptop, 4004), (&mut self.phone, 4004)];
            }
            GroundEnd::HandedOn => {
                laptop.put(&format!("/api/rooms/{}/offer", self.room), json!({"name": "carl"})).await.good();
                let take = format!("/api/me/handings/{}/take", self.room);
                self.carl.browser.post(&take, json!({})).await.good();
                // The new owner comes back as the owner, and does not share the desk.
                let gone = [&mut self.laptop, &mut self.phone, &mut self.dora];
                let gone = gone.into_iter().map(|person| (person, 4004));
                return gone.chain([(&mut self.carl, 4003)]).collect();
            }
            GroundEnd::CoLeadRemoved => {
                let path = format!("/api/rooms/{}/co-leads/{}", self.room, self.co_lead);
                laptop.delete(&path).await.good();
                return vec![(&mut self.carl, 4004)];
            }
            GroundEnd::OffDesk => {
                laptop.delete(&format!("/api/me/desk/hosts/{}", self.desk_host)).await.good();
                return vec![(&mut self.dora, 4004)];
            }
            GroundEnd::RoomOffDesk => {
                laptop.patch(&format!("/api/rooms/{}", self.room), json!({"shared": false})).await.good();
                return vec![(&mut self.dora, 4004)];
            }
            GroundEnd::Forgotten => {
                self.tablet.browser.delete(&format!("/api/seat/{}", self.room)).await.good();
                return vec![(&mut self.tablet, 4011)];
            }
            GroundEnd::Recovered => {
                recover(&self.server.browser(), &self.code, true).await;
                return vec![(&mut self.tablet, 4011), (&mut self.desktop, 4011)];
            }
            GroundEnd::Displaced => {
                // Eight devices, and the tablet was the first.
                for _ in 0..7 {
                    recover(&self.server.browser(), &self.code, false).await;
                }
                return vec![(&mut self.tablet, 4011)];
            }
        }
        vec![(&mut self.phone, 4011)]
    }
}

async fn signed_in(server: &Server, name: &str) -> Browser {
    let browser = server.browser();
    browser.post("/api/session", json!({"name": name, "password": PASSWORD})).await.good();
    browser
}

async fn recover(browser: &Browser, code: &str, close_elsewhere: bool) {
    browser.post("/api/recover", json!({"code": code, "close_elsewhere": close_elsewhere})).await.good();
}

#[tokio::test]
async fn what_ends_a_ground_cuts_the_sockets_that_rest_on_it() {
    for (kind, ends) in GROUNDS {
        for end in ends {
            holds(kind, *end).await;
        }
    }
}

async fn holds(kind: GroundKind, end: GroundEnd) {
    if end == GroundEnd::Renewed {
        return renewed().await;
    }
    let mut scene = Scene::new(end == GroundEnd::NoTherapist).await;
    let mut cut = BTreeSet::new();
    let mut tokens = Vec::new();
    for (person, code) in scene.end(end).await {
        // It was to be within a second, and no time passes here at all.
        assert_eq!(person.ends().await, Some(code), "{kind:?} {end:?}");
        cut.insert(person.token.clone());
        tokens.push((person.address, person.token.clone()));
    }
    assert!(!tokens.is_empty(), "{kind:?} {end:?} cuts nobody");
    // A removal is for the meeting: the person may ask again, and is refused there.
    if end != GroundEnd::Removed {
        for (address, token) in tokens {
            let closed = Socket::hello(address, &token, None).await.ends().await;
            assert!(matches!(closed, Some(4002 | 4005 | 4006)), "{kind:?} {end:?}: {closed:?}");
        }
    }
    for person in scene.everyone().into_iter().filter(|person| !cut.contains(&person.token)) {
        person.sync().await;
        let renewed = person.renew(None).await;
        assert!(renewed.is_ok(), "{kind:?} {end:?} ended the access of somebody else: {renewed:?}");
    }
}

/// Without the key of the series nobody has a seat. Only a token that the operator made for a newcomer
/// opens a socket before the series starts over.
async fn renewed() {
    let Scene { server, laptop, tablet, room, .. } = Scene::new(false).await;
    let server = server.restore().await;
    // The program reads the time of the system.
    let now = SystemClock::new().unix_ms();
    server.clock.set_wall_by_ms(now.as_ms() - server.clock.unix_ms().as_ms());
    let mut command = process::Command::new(env!("CARGO_BIN_EXE_rondo"));
    command.arg("--data-dir").arg(server.data_dir()).args(["token", "--room", &room, "--role", "member"]);
    let printed = String::from_utf8(command.output().await.unwrap().stdout).unwrap();
    let mut newcomer = Socket::hello(server.app.address, printed.trim(), None).await;
    assert!(newcomer.next().await.is_some(), "welcome");
    newcomer.lives().await;
    let owner = laptop.browser.at(&server);
    owner.post(&format!("/api/rooms/{room}/series"), json!({})).await.good();
    assert_eq!(newcomer.ends().await, Some(4012), "at once, as no time passes here");
    assert_eq!(Socket::hello(server.app.address, &tablet.token, None).await.ends().await, Some(4002));
}

#[tokio::test]
async fn every_kind_of_ground_is_in_the_table_once() {
    let kinds: BTreeSet<_> = GROUNDS.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds.len(), GROUNDS.len());
}

#[tokio::test]
async fn no_token_is_renewed_once_its_ground_has_ended() {
    let mut scene = Scene::new(false).await;
    // The order on the wire is the renewal first, the end of the session behind it.
    scene.phone.renew(None).await.unwrap();
    let old = scene.phone.token.clone();
    scene.phone.browser.delete("/api/session").await.good();
    assert_eq!(scene.phone.ends().await, Some(4011));
    let brought = scene.laptop.renew(Some(old)).await;
    assert_eq!(brought, Err(ProtocolRefusal::NotRenewable.into()), "a dead token renews nothing");
    scene.laptop.sync().await;
    assert!(scene.laptop.renew(None).await.is_ok());
}

#[tokio::test]
async fn a_token_lives_no_longer_than_what_it_rests_on() {
    let scene = Scene::new(false).await;
    let guest = scene.server.browser();
    let visit = json!({"code": scene.code, "remember": "visit"});
    guest.post("/api/recover", visit).await.good();
    scene.server.clock.advance_ms(24 * 60 * 60_000 - 60_000);
    let mut guest = Person::new(&scene.server, &guest, &scene.room);
    guest.come().await;
    assert_eq!(guest.token_expires_at, crate::support::NOW.plus_ms(24 * 60 * 60_000));
    scene.server.clock.advance_ms(30_000);
    guest.renew(None).await.unwrap();
    scene.server.clock.advance_ms(30_000);
    assert_eq!(guest.ends().await, Some(4003));
    let path = format!("/api/rooms/{}/token", scene.room);
    guest.browser.post(&path, json!({})).await.refused(403, "no_seat");
}
