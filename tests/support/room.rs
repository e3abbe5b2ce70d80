//! Rooms made ready for a meeting, and time that passes for everyone in them.

use std::sync::Arc;

use rondo::{
    clock::ManualClock,
    meeting::{role::RoomKind, settings::Settings},
};
use serde_json::{Value, json};

use super::{
    Browser, Server,
    people::{self, Administrator, invite, make_room, peer_room, personal_invite},
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
    pub(crate) invites: Invites,
}

/// The way in for members.
pub(crate) enum Invites {
    /// One link for everybody, by its secret.
    Shared(String),
    /// One for each, which this account makes for this room.
    Personal(Browser, String),
}

impl Invites {
    /// As the kind of the room has it.
    pub(crate) async fn of(host: &Browser, room: &str) -> Self {
        let kind = host.get(&format!("/api/rooms/{room}")).await.good()["kind"].clone();
        if kind == "therapist_led" {
            return Self::Personal(host.clone(), room.to_owned());
        }
        Self::Shared(invite(host, room, "member").await.1)
    }

    /// The secret of a link that gives a seat.
    pub(crate) async fn secret(&self) -> String {
        match self {
            Self::Shared(secret) => secret.clone(),
            Self::Personal(host, room) => personal_invite(host, room).await,
        }
    }
}

/// A peer-led room of a format, where the next share comes right behind the last one.
pub(crate) fn peers(format: &str) -> Value {
    let mut room = peer_room();
    room["format"] = format.into();
    room["capacity"] = 30.into();
    room["settings"] = unbreathing(RoomKind::PeerLed);
    room
}

fn unbreathing(kind: RoomKind) -> Value {
    let mut settings = Settings::for_kind(kind);
    settings.timing.breath_ms = 0;
    json!(settings)
}

/// A therapist-led room of a format.
pub(crate) fn therapy(format: &str) -> Value {
    let mut room = peers(format);
    room["kind"] = "therapist_led".into();
    room["settings"] = unbreathing(RoomKind::TherapistLed);
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
        let invites = Invites::of(&admin, &id).await;
        Self { server, admin, id, invites }
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
        let mut member = self.server.comes(&self.invites.secret().await, name, &self.id).await;
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
        let invites = Invites::of(&owner, &id).await;
        Self { room: Room { server, admin, id, invites }, owner, second }
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
