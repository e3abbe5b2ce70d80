//! What a person's client sends, at a pace that no server minds, and how it waits for the answer.

use rondo::{
    clock::Clock,
    meeting::{command::Command, ordinal::MessageId, state::Message, view::MeetingView},
    protocol::{
        client::ClientMessage,
        limits::{COMMANDS_BURST, COMMANDS_PER_SECOND},
        server::RefusalCode,
    },
};

use super::{Person, TOKEN_MS_MIN};
use crate::support::socket::Verdict;

impl Person {
    fn next_ref(&mut self) -> u32 {
        self.refs += 1;
        self.refs
    }

    /// People type at a human pace; meeting time goes on when a test asks for more.
    fn breathe(&mut self) {
        let now = self.clock.monotonic_ms();
        let gained = (now - self.refilled_ms) * u64::from(COMMANDS_PER_SECOND);
        self.frames_milli = (self.frames_milli + gained).min(u64::from(COMMANDS_BURST) * 1_000);
        self.refilled_ms = now;
        if self.frames_milli < 2_000 {
            self.clock.advance_ms(1_000);
            return self.breathe();
        }
        self.frames_milli -= 1_000;
    }

    pub(crate) async fn say(&mut self, message: &ClientMessage) {
        self.breathe();
        self.socket.as_mut().expect("a socket").say(message).await;
    }

    /// Sends a command without waiting; its ref.
    pub(crate) async fn send(&mut self, id: &str, command: Command) -> u32 {
        let reference = self.next_ref();
        self.say(&ClientMessage::Command { reference, id: id.to_owned(), command }).await;
        reference
    }

    /// The answer to a ref.
    pub(crate) async fn answer(&mut self, reference: u32) -> Verdict {
        self.until("an answer", |person| person.answers.contains_key(&reference)).await;
        self.answers[&reference]
    }

    /// The answer to a ref, if it came.
    pub(crate) fn verdict(&self, reference: u32) -> Option<Verdict> {
        self.answers.get(&reference).copied()
    }

    pub(crate) async fn ask_as(&mut self, id: &str, command: Command) -> Verdict {
        let reference = self.send(id, command).await;
        self.answer(reference).await
    }

    pub(crate) async fn ask(&mut self, command: Command) -> Verdict {
        let id = format!("c{}-{}", self.refs, self.clock.monotonic_ms());
        self.ask_as(&id, command).await
    }

    /// A command that happens; its seq.
    #[track_caller]
    pub(crate) fn does(&mut self, command: Command) -> impl Future<Output = u64> {
        let caller = std::panic::Location::caller();
        async move {
            let said = format!("{command:?}");
            self.ask(command).await.unwrap_or_else(|code| panic!("{caller}: {said} was refused: {code:?}"))
        }
    }

    /// A command that is refused with this code.
    #[track_caller]
    pub(crate) fn refused(
        &mut self,
        command: Command,
        code: impl Into<RefusalCode>,
    ) -> impl Future<Output = ()> {
        let (caller, code) = (std::panic::Location::caller(), code.into());
        async move {
            let said = format!("{command:?}");
            let verdict = self.ask(command).await;
            assert_eq!(verdict, Err(code), "{caller}: {said}");
        }
    }

    /// The page comes into view or goes out of it, and the server knows.
    pub(crate) async fn looks(&mut self, looks: bool) {
        self.say(&ClientMessage::Looks { looks }).await;
        self.sync().await;
    }

    pub(crate) fn says(&mut self, text: &str) -> impl Future<Output = u64> {
        self.does(Command::Post { text: text.to_owned(), note: None })
    }

    pub(crate) async fn page(&mut self, before: MessageId) -> (Vec<Message>, bool) {
        let reference = self.next_ref();
        self.say(&ClientMessage::History { reference, before }).await;
        self.until("a page", |person| person.pages.contains_key(&reference)).await;
        self.pages.remove(&reference).expect("a page")
    }

    pub(crate) async fn renew(&mut self, token: Option<String>) -> Verdict {
        let reference = self.next_ref();
        self.say(&ClientMessage::Renew { reference, token }).await;
        self.answer(reference).await
    }

    async fn ping(&mut self) {
        let reference = self.next_ref();
        self.say(&ClientMessage::Ping { reference }).await;
        self.until("a pong", |person| person.pongs.contains_key(&reference)).await;
    }

    /// After this, everything that was decided before was heard: the room answers a ping at the
    /// start of a batch and tells at its end, so two of them see a whole batch go by.
    pub(crate) async fn sync(&mut self) {
        self.ping().await;
        self.ping().await;
    }

    /// What a client does while time passes: answers pings, renews its token.
    pub(crate) async fn keep_up(&mut self) {
        if self.clock.unix_ms().plus_ms(TOKEN_MS_MIN) > self.token_expires_at {
            self.renew(None).await.expect("a fresh token");
        }
        self.sync().await;
    }

    /// Reads until it is so.
    pub(crate) async fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        while !is_so(self) {
            let socket = self.socket.as_mut().expect("a socket");
            let Some(message) = socket.next().await else {
                panic!("closed with {:?} before {what}: {:?}", socket.closed, self.goodbye);
            };
            self.hear(message);
        }
    }

    /// Until the view is so.
    pub(crate) async fn sees(&mut self, what: &str, is_so: impl Fn(&MeetingView) -> bool) {
        self.until(what, |person| person.view.as_ref().is_some_and(&is_so)).await;
    }
}
