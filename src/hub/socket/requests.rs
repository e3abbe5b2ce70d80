//! What a client asks for: passed on to the room, or answered here.

use std::sync::Arc;

use crate::{
    auth::VerifiedEntry,
    hub::{
        entrant::Entrant,
        entry::{self, Renewed},
        grounds::Resting,
        mailbox::{Asked, ConnectionId, RoomHandle, RoomMessage},
        names,
        outbox::{End, Outbox},
        services::Services,
    },
    meeting::command::Command,
    protocol::{
        client::ClientMessage,
        close::CloseCode,
        server::{ProtocolRefusal, RefusalCode, ServerMessage},
    },
};

/// Handles the messages of one socket.
pub(super) struct Requests {
    pub(super) services: Arc<Services>,
    /// The token that the socket entered with, or one that its client brought since.
    pub(super) entry: VerifiedEntry,
    pub(super) entrant: Arc<Entrant>,
    /// Monotonic time at which the token expires: a system clock that is set moves it no more.
    pub(super) token_ends_ms: u64,
    pub(super) resting: Resting,
    pub(super) room: RoomHandle,
    pub(super) connection: ConnectionId,
    pub(super) outbox: Outbox,
    /// What the room is to be told, with the `ref` to refuse it by.
    pub(super) heard: Vec<(Option<u32>, RoomMessage)>,
}

impl Requests {
    /// Handles a message. The room is told with the next [`Self::pass_on`].
    pub(super) async fn handle(&mut self, message: ClientMessage) {
        let connection = self.connection;
        match message {
            ClientMessage::Hello { .. } => self.refuse(None, ProtocolRefusal::AlreadyWelcome),
            ClientMessage::Ping { reference } => {
                self.tell(Some(reference), RoomMessage::Ping { connection, reference });
            }
            ClientMessage::Typing { turn, more } => {
                self.tell(None, RoomMessage::Typing { connection, turn, more });
            }
            ClientMessage::Looks { looks } => self.tell(None, RoomMessage::Looks { connection, looks }),
            ClientMessage::History { reference, before } => {
                self.tell(Some(reference), RoomMessage::History { connection, reference, before });
            }
            // Both are rare, and a socket has no room for what they need.
            ClientMessage::Renew { reference, token } => Box::pin(self.renew(reference, token)).await,
            ClientMessage::Command { reference, id, command } => self.command(reference, id, command).await,
        }
    }

    /// Tells the room what was heard, all at once. A room that can't keep up refuses rather than blocks.
    ///
    /// # Errors
    /// How the socket ends, if the room is gone.
    pub(super) fn pass_on(&mut self) -> Result<(), End> {
        let mut heard = std::mem::take(&mut self.heard);
        if self.room.is_gone() {
            return Err(End::Close(CloseCode::ServerError));
        }
        for refused in self.room.try_tell_all(&mut heard) {
            self.refuse(refused, ProtocolRefusal::Unavailable);
        }
        Ok(())
    }

    /// Answers a message with a refusal.
    pub(super) fn refuse(&self, reference: Option<u32>, refusal: ProtocolRefusal) {
        self.answer(&ServerMessage::refused(reference, RefusalCode::from(refusal)));
    }

    fn answer(&self, message: &ServerMessage) {
        self.outbox.say(message);
        self.outbox.flush();
    }

    /// Tells the room that the socket is gone.
    pub(super) async fn detach(&self) {
        self.room.tell(RoomMessage::Detach { connection: self.connection }).await;
    }

    async fn command(&mut self, reference: u32, id: String, mut command: Command) {
        if let Command::Join { name, .. } = &mut command {
            let asked = name.take();
            match Box::pin(names::settle(&self.services, &self.entrant, asked)).await {
                Ok(entrant) => self.entrant = entrant,
                Err(refusal) => {
                    self.refuse(Some(reference), refusal);
                    return;
                }
            }
        }
        let actor = self.entrant.actor();
        let asked = Asked { connection: self.connection, actor, reference, id, command };
        self.tell(Some(reference), RoomMessage::Command(Box::new(asked)));
    }

    async fn renew(&mut self, reference: u32, token: Option<String>) {
        match entry::renew(&self.services, &self.entry, token, &self.outbox).await {
            Ok(Renewed { token, expires_at, admission }) => {
                self.entry = admission.entry;
                self.resting = admission.resting;
                let clock = &self.services.clock;
                let expires_in_ms = expires_at.since(clock.unix_ms());
                self.token_ends_ms = clock.monotonic_ms().saturating_add(expires_in_ms);
                self.answer(&ServerMessage::Token { reference, token, expires_at, expires_in_ms });
            }
            Err(refusal) => self.refuse(Some(reference), refusal),
        }
    }

    fn tell(&mut self, reference: Option<u32>, message: RoomMessage) {
        self.heard.push((reference, message));
    }
}
