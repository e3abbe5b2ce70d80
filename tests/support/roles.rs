//! People of a meeting by their role: what a role may do is what its type can do.

use std::ops::{Deref, DerefMut};

use rondo::meeting::{
    command::Command,
    floor::{Stage, Turn},
    id::ParticipantId,
    ordinal::{ItemIndex, TurnId},
    reason::RemovalReason,
    time::FloorMs,
};

use super::{
    Server,
    people::{self, invite},
    person::Person,
};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name(pub(crate) Person);

        impl Deref for $name {
            type Target = Person;

            fn deref(&self) -> &Person {
                &self.0
            }
        }

        impl DerefMut for $name {
            fn deref_mut(&mut self) -> &mut Person {
                &mut self.0
            }
        }
    )*};
}

roles! {
    /// Takes part.
    Member;
    /// Leads a peer-led meeting.
    Facilitator;
    /// Leads a therapist-led meeting.
    Therapist;
    /// Helps the therapist.
    CoTherapist;
}

impl Server {
    /// A new member of the room, not connected yet.
    pub(crate) async fn comes(&self, secret: &str, name: &str, room: &str) -> Member {
        let seat = self.member(secret, name).await;
        Member(Person::new(self, &seat.browser, room))
    }

    /// The host as the room's facilitator.
    pub(crate) fn leads(&self, host: &people::Host, room: &str) -> Facilitator {
        Facilitator(Person::new(self, &host.browser, room))
    }

    /// The owner as the room's therapist.
    pub(crate) fn holds(&self, therapist: &people::Therapist, room: &str) -> Therapist {
        Therapist(Person::new(self, &therapist.browser, room))
    }

    /// A second therapist, by a link of the first one's.
    pub(crate) async fn helps(
        &self,
        owner: &people::Therapist,
        second: &people::Therapist,
        room: &str,
    ) -> CoTherapist {
        let (_, secret) = invite(owner, room, "co_lead").await;
        let body = serde_json::json!({"secret": secret});
        second.post("/api/invites/redeem", body).await.good();
        CoTherapist(Person::new(self, &second.browser, room))
    }
}

/// What everyone who takes turns does.
impl Member {
    pub(crate) async fn accepts(&mut self) -> TurnId {
        let turn = self.is_offered().await;
        self.does(Command::Accept { turn }).await;
        turn
    }

    /// Says something in a turn of their own, and is done.
    pub(crate) async fn shares(&mut self, text: &str) {
        let turn = self.accepts().await;
        self.says(text).await;
        self.does(Command::Done { turn }).await;
    }
}

impl Person {
    /// Waits for an offer to oneself.
    pub(crate) async fn is_offered(&mut self) -> TurnId {
        let me = self.id();
        let offered = move |turn: &Turn| turn.holder == me && matches!(turn.stage, Stage::Offered { .. });
        self.sees("an offer", move |view| view.floor.turn.as_ref().is_some_and(offered)).await;
        self.turn().expect("a turn").id
    }

    pub(crate) fn turn(&self) -> Option<&Turn> {
        self.view().floor.turn.as_ref()
    }

    pub(crate) fn holder(&self) -> Option<ParticipantId> {
        self.turn().map(|turn| turn.holder)
    }

    /// Waits for an offer and passes it, so that the next one is called.
    pub(crate) async fn passes(&mut self) {
        let turn = self.is_offered().await;
        self.does(Command::Pass { turn: Some(turn) }).await;
    }

    /// Floor time now.
    pub(crate) fn floor_ms(&self) -> FloorMs {
        self.view().clock.at(self.at_ms)
    }
}

/// What the leads do.
pub(crate) trait Leads: DerefMut<Target = Person> {
    async fn opens(&mut self) {
        self.does(Command::OpenMeeting {}).await;
        self.sees("the first item", |view| view.item == Some(ItemIndex(0))).await;
    }

    async fn admits(&mut self, who: ParticipantId) {
        self.does(Command::Admit { who }).await;
    }

    /// Goes on to the next item.
    async fn advances(&mut self) {
        let from = self.view().item.expect("an item");
        self.does(Command::Advance { from, to: None }).await;
        self.sees("the next item", |view| view.item == Some(ItemIndex(from.0 + 1))).await;
    }

    async fn starts_a_round(&mut self) {
        let item = self.view().item.expect("an item");
        self.does(Command::StartRound { item }).await;
        self.sees("a round", |view| view.floor.round.is_some()).await;
    }

    /// From the first item of a check-in to its round.
    async fn goes_to_the_round(&mut self) {
        self.advances().await;
        self.advances().await;
        self.starts_a_round().await;
    }

    async fn gives_the_floor(&mut self, to: ParticipantId) {
        let from = self.turn().map(|turn| turn.id);
        self.does(Command::GiveFloor { from, to }).await;
    }

    async fn mutes(&mut self, who: ParticipantId) -> u64 {
        self.does(Command::Mute { who, for_ms: None }).await
    }

    async fn removes(&mut self, who: ParticipantId) -> u64 {
        self.does(Command::Remove { who, reason: RemovalReason::Guidelines }).await
    }

    async fn ends_the_meeting(&mut self) {
        self.does(Command::EndMeeting {}).await;
    }
}

impl Leads for Facilitator {}
impl Leads for Therapist {}
impl Leads for CoTherapist {}
