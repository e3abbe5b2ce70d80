//! Rooms made ready for a meeting, and time that passes for everyone in them.

use std::sync::Arc;

use rondo::clock::ManualClock;
use serde_json::Value;

use super::{
    Server,
    people::{self, Administrator, invite, make_room, peer_room},
    person::Person,
    roles::{CoTherapist, Facilitator, Member, Therapist},
};

/// Meeting time passes in steps of at most this, so that nobody falls silent on the way.
const STEP_MS: u64 = 30_000;

/// A server with one room.
pub(crate) struct Room {
    pub(crate) server: Server,
    pub(crate) admin: Administrator,
    pub(crate) id: String,
    /// Of the members' invite.
    pub(crate) secret: String,
}

/// A peer-led room of a format.
pub(crate) fn peers(format: &str) -> Value {
    let mut room = peer_room();
    room["format"] = format.into();
    room["capacity"] = 30.into();
    room
}

/// A therapist-led room of a format.
pub(crate) fn therapy(format: &str) -> Value {
    let mut room = peers(format);
    room["kind"] = "therapist_led".into();
    room
}

impl Room {
    /// A peer-led room whose host is the administrator.
    pub(crate) async fn peer_led(format: &str) -> Self {
        Self::on(Server::start().await, peers(format)).await
    }

    pub(crate) async fn on(server: Server, room: Value) -> Self {
        let admin = server.administrator().await;
        let id = make_room(&admin, room).await;
        let (_, secret) = invite(&admin, &id, "member").await;
        Self { server, admin, id, secret }
    }

    /// The host as the facilitator, who has come.
    pub(crate) async fn lead(&self) -> Facilitator {
        let mut lead = Facilitator(Person::new(&self.server, &self.admin.browser, &self.id));
        lead.come().await;
        lead
    }

    /// A member who has come, a moment after whoever came before.
    pub(crate) async fn member(&self, name: &str) -> Member {
        self.server.clock.advance_ms(1);
        let mut member = self.server.comes(&self.secret, name, &self.id).await;
        member.come().await;
        member
    }
}

/// A therapist-led room with its two therapists.
pub(crate) struct Practice {
    pub(crate) room: Room,
    pub(crate) owner: people::Therapist,
    pub(crate) second: people::Therapist,
}

impl Practice {
    pub(crate) async fn of(format: &str) -> Self {
        let server = Server::start().await;
        let admin = server.administrator().await;
        let owner = server.therapist(&admin, "Theo").await;
        let second = server.therapist(&admin, "Thea").await;
        let id = make_room(&owner, therapy(format)).await;
        let (_, secret) = invite(&owner, &id, "member").await;
        Self { room: Room { server, admin, id, secret }, owner, second }
    }

    pub(crate) async fn therapist(&self) -> Therapist {
        let mut therapist = self.room.server.holds(&self.owner, &self.room.id);
        therapist.come().await;
        therapist
    }

    pub(crate) async fn co_therapist(&self) -> CoTherapist {
        let mut co_therapist = self.room.server.helps(&self.owner, &self.second, &self.room.id).await;
        co_therapist.come().await;
        co_therapist
    }
}

/// Meeting time passes; everyone's client keeps up with it.
pub(crate) async fn time_passes(clock: &Arc<ManualClock>, ms: u64, people: &mut [&mut Person]) {
    let mut left = ms;
    while left > 0 {
        let step = left.min(STEP_MS);
        clock.advance_ms(step);
        left -= step;
        for person in people.iter_mut().filter(|person| person.socket.is_some()) {
            person.keep_up().await;
        }
    }
}

/// Each view made of events is what a fresh client is shown.
pub(crate) async fn all_agree(people: &mut [&mut Person]) {
    for person in people.iter_mut() {
        person.agrees_with_the_server().await;
    }
}
