//! A meeting under test with people in it: short words for long scenes.

use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    command::Command,
    deadline::deadline,
    event::{Event, Numbered},
    floor::{Stage, Turn},
    id::{MeetingId, ParticipantId, RoomId},
    input::{Actor, Input, Outcome, Signal},
    offer::Offer,
    ordinal::{RoundId, TurnId},
    recorded::Recorded,
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    round::{LastStart, SlotState},
    settings::{MeetingConfig, Settings, Timing},
    state::{Meeting, Participant},
    time::MeetingMs,
    view::{view, waiting_view},
};
use crate::room::formats::{Language, format};

/// The lead of every hall.
pub(super) const LEAD: u8 = 1;
/// A helper of the lead.
pub(super) const CO: u8 = 2;
/// An observer.
pub(super) const OBSERVER: u8 = 9;
/// Members.
pub(super) const ANN: u8 = 11;
pub(super) const BEN: u8 = 12;
pub(super) const CAT: u8 = 13;
pub(super) const DAN: u8 = 14;

pub(super) const SECOND: u64 = 1_000;
pub(super) const MINUTE: u64 = 60_000;

/// What leads alone read in every item.
pub(super) const PROMPTS: &str = "Who else knows this?";
pub(super) const SCRIPT: &str = "Begin yourself.";

pub(super) fn id(n: u8) -> ParticipantId {
    ParticipantId::from_bytes([n; 16])
}

/// An agenda item of five minutes with shares of two.
pub(super) fn item(mode: Mode) -> AgendaItem {
    AgendaItem {
        name: format!("{mode:?}"),
        text: String::new(),
        script: SCRIPT.to_owned(),
        prompts: PROMPTS.to_owned(),
        pages: Vec::new(),
        minutes: 20,
        mode,
        crosstalk: Crosstalk::None,
        share_ms: 2 * MINUTE,
        presenter_advances: false,
        closing: false,
        chooses_topics: false,
        reactions: None,
        one_by_one: false,
    }
}

/// The usual settings, with the next share right behind the last one.
fn unbreathing(kind: RoomKind) -> Settings {
    let usual = Settings::for_kind(kind);
    Settings { timing: Timing { breath_ms: 0, ..usual.timing }, ..usual }
}

pub(super) fn config(kind: RoomKind, agenda: Vec<AgendaItem>) -> MeetingConfig {
    MeetingConfig {
        room: RoomId::from_bytes([200; 16]),
        meeting: MeetingId::from_bytes([201; 16]),
        kind,
        format: "test".to_owned(),
        capacity: 12,
        guidelines_version: 1,
        date: None,
        agenda: agenda.into(),
        settings: unbreathing(kind),
    }
}

/// The events of an outcome, as they are read from the log.
pub(super) fn facts(outcome: Outcome) -> Vec<Numbered> {
    outcome.events.iter().map(|recorded| as_read(&recorded.numbered)).collect()
}

/// What somebody is told of an event that was applied last, as they read it.
pub(super) fn told(meeting: &Meeting, viewer: ParticipantId, numbered: &Numbered) -> Option<Numbered> {
    Recorded::new(meeting, numbered.clone()).told(viewer).map(|numbered| as_read(numbered))
}

/// An event as it is read from the log or from a frame: what is posted has left something out.
fn as_read(numbered: &Numbered) -> Numbered {
    match numbered.event {
        Event::Posted { .. } | Event::Whispered { .. } => {
            serde_json::from_value(serde_json::to_value(numbered).unwrap()).unwrap()
        }
        _ => numbered.clone(),
    }
}

/// Whether somebody is told of an event that was applied last.
pub(super) fn sees(meeting: &Meeting, viewer: ParticipantId, numbered: &Numbered) -> bool {
    told(meeting, viewer, numbered).is_some()
}

/// A meeting, its log, and the time.
pub(super) struct Hall {
    pub(super) meeting: Meeting,
    pub(super) log: Vec<Numbered>,
    pub(super) now: u64,
}

impl Hall {
    /// The number of the sealed round.
    pub(super) fn sealed_round(&self) -> RoundId {
        self.meeting.floor.sealed.as_ref().expect("a sealed round").id
    }

    /// A person writes in the sealed round.
    pub(super) fn seal(&mut self, who: u8, text: &str) {
        let round = self.sealed_round();
        self.ok(who, Command::WriteSealed { round, text: text.to_owned(), note: None });
    }
}

impl Hall {
    pub(super) fn new(config: MeetingConfig) -> Self {
        let (meeting, created) = Meeting::create(config, MeetingMs::from_ms(0));
        Self { meeting, log: vec![created], now: 0 }
    }

    /// A peer-led meeting of one item and one more, opened at 0 with these members.
    pub(super) fn peers(first: AgendaItem, members: &[u8]) -> Self {
        Self::opened(config(RoomKind::PeerLed, vec![first, item(Mode::Open)]), members)
    }

    /// The same with a therapist.
    pub(super) fn therapy(first: AgendaItem, members: &[u8]) -> Self {
        Self::opened(config(RoomKind::TherapistLed, vec![first, item(Mode::Open)]), members)
    }

    pub(super) fn opened(config: MeetingConfig, members: &[u8]) -> Self {
        let mut hall = Self::new(config);
        hall.enter(LEAD, hall.meeting.config.kind.main_role());
        hall.ok(LEAD, Command::OpenMeeting {});
        for who in members {
            hall.enter(*who, Role::Member);
        }
        hall
    }

    /// A format with a lead and so many members, opened.
    pub(super) fn of_format(name: &str, members: u8) -> Self {
        let format = format(name).expect("a known format");
        let kind = format.kind.unwrap_or(RoomKind::PeerLed);
        let mut config = config(kind, format.agenda(Language::En));
        config.format = format.id.as_str().to_owned();
        if format.ends_on_time {
            config.settings.timing.overrun_ms = 0;
        }
        config.capacity = format.people_max.max(u32::from(members) + 2);
        let members: Vec<u8> = (0..members).map(|n| ANN + n).collect();
        Self::opened(config, &members)
    }

    /// Joins, and is let in.
    pub(super) fn enter(&mut self, who: u8, role: Role) {
        self.enter_after(who, role, LastStart::default());
    }

    /// Joins as somebody of earlier meetings does, and is let in.
    pub(super) fn enter_after(&mut self, who: u8, role: Role, last_start: LastStart) {
        self.join_after(who, role, last_start).expect("may join");
        for observer in waiting_view(&self.meeting, id(who)).map(|waits| waits.observers).unwrap_or_default()
        {
            self.ok(who, Command::AnswerObserver { who: observer.who, yes: true });
        }
        if self.meeting.present(id(who)).is_none() {
            self.ok(LEAD, Command::Admit { who: id(who) });
        }
        self.all_agree_to(who);
    }

    /// Whoever is asked whether somebody may observe agrees to it.
    pub(super) fn all_agree_to(&mut self, observer: u8) {
        let asked = |p: &&Participant| p.person.role == Role::Member && p.person.id != id(observer);
        let members: Vec<_> = self.meeting.people.values().filter(asked).map(|p| p.person.id).collect();
        for who in members.into_iter().map(|who| who.as_bytes()[0]) {
            let stands = |hall: &Self| {
                view(&hall.meeting, id(LEAD))
                    .is_some_and(|v| v.observer_questions.iter().any(|q| q.who == id(observer)))
            };
            if stands(self) && self.meeting.present(id(who)).is_some() {
                self.ok(who, Command::AnswerObserver { who: id(observer), yes: true });
            }
        }
    }

    pub(super) fn join(&mut self, who: u8, role: Role) -> Result<u64, Refusal> {
        self.join_after(who, role, LastStart::default())
    }

    fn join_after(&mut self, who: u8, role: Role, last_start: LastStart) -> Result<u64, Refusal> {
        let actor = Actor { entry_role: role, last_start, ..actor(who) };
        let command = Command::Join { guidelines_version: 1, adult: true, name: None };
        self.input(Input::Command { actor, command }).result
    }

    pub(super) fn input(&mut self, input: Input) -> Outcome {
        let outcome = self.meeting.handle(input, MeetingMs::from_ms(self.now));
        self.log.extend(outcome.events.iter().map(|recorded| Numbered::clone(&recorded.numbered)));
        outcome
    }

    pub(super) fn send(&mut self, who: u8, command: Command) -> Result<u64, Refusal> {
        self.input(Input::Command { actor: actor(who), command }).result
    }

    #[track_caller]
    pub(super) fn ok(&mut self, who: u8, command: Command) {
        let shown = format!("{command:?}");
        if let Err(refusal) = self.send(who, command) {
            panic!("{who} may not {shown}: {refusal:?}");
        }
    }

    #[track_caller]
    pub(super) fn no(&mut self, who: u8, command: Command, refusal: Refusal) {
        let shown = format!("{command:?}");
        assert_eq!(self.send(who, command), Err(refusal), "{who}: {shown}");
    }

    pub(super) fn signal(&mut self, signal: Signal) {
        self.input(Input::Signal(signal));
    }

    pub(super) fn lose(&mut self, who: u8) {
        self.signal(Signal::Disconnected { who: id(who) });
    }

    pub(super) fn back(&mut self, who: u8) {
        self.signal(Signal::Connected { who: id(who) });
    }

    /// So much later; all that is due happens.
    pub(super) fn wait(&mut self, ms: u64) {
        self.now += ms;
        self.signal(Signal::Wake {});
    }

    /// Wakes the meeting as a server would, until a time.
    pub(super) fn run_until(&mut self, at_ms: u64) {
        while let Some(due) = deadline(&self.meeting).filter(|due| *due <= MeetingMs::from_ms(at_ms)) {
            self.now = due.as_ms().max(self.now);
            let before = self.meeting.clone();
            self.signal(Signal::Wake {});
            assert_ne!(before, self.meeting, "a deadline stalls at {}", self.now);
        }
        self.now = at_ms.max(self.now);
    }

    #[track_caller]
    pub(super) fn turn(&self) -> &Turn {
        self.meeting.floor.turn.as_ref().expect("somebody has the floor")
    }

    #[track_caller]
    pub(super) fn turn_id(&self) -> TurnId {
        self.turn().id
    }

    /// Who holds the floor; 0 is nobody.
    pub(super) fn holder(&self) -> u8 {
        self.meeting.floor.turn.as_ref().map_or(0, |turn| turn.holder.as_bytes()[0])
    }

    pub(super) fn stage(&self) -> &Stage {
        &self.turn().stage
    }

    #[track_caller]
    pub(super) fn slot(&self, who: u8) -> SlotState {
        self.meeting.slot_of(id(who)).expect("a place in the round").state
    }

    pub(super) fn post(&mut self, who: u8) {
        self.ok(who, post("words"));
    }

    pub(super) fn done(&mut self, who: u8) {
        let turn = self.turn_id();
        self.ok(who, Command::Done { turn });
    }

    /// Takes the offered turn, says something, is done.
    pub(super) fn share(&mut self, who: u8) {
        assert_eq!(self.holder(), who, "whose turn it is");
        self.post(who);
        self.done(who);
    }

    pub(super) fn hand(&mut self, who: u8) {
        self.ok(who, Command::RaiseHand {});
    }

    pub(super) fn start_round(&mut self) {
        let item = self.meeting.item.expect("open");
        self.ok(LEAD, Command::StartRound { item });
    }

    pub(super) fn serve(&mut self, who: u8, service: Service) {
        self.hands(LEAD, Command::SetService { who: id(who), service, on: true });
    }

    /// A lead hands something out, and whoever is asked takes it.
    #[track_caller]
    pub(super) fn hands(&mut self, by: u8, command: Command) {
        self.ok(by, command);
        if let Some(Offer { who, what, .. }) = self.meeting.offers.last().cloned() {
            self.ok(who.as_bytes()[0], Command::AnswerOffer { what, yes: true });
        }
    }

    /// Events of the log that pass.
    pub(super) fn count(&self, passes: impl Fn(&Event) -> bool) -> usize {
        self.log.iter().filter(|n| passes(&n.event)).count()
    }

    pub(super) fn last(&self) -> &Event {
        &self.log.last().expect("a log").event
    }
}

pub(super) fn actor(who: u8) -> Actor {
    Actor {
        id: id(who),
        name: format!("Person {who}"),
        entry_role: Role::Member,
        simulated: false,
        held: false,
        last_start: LastStart::default(),
        label: None,
    }
}

pub(super) fn post(text: &str) -> Command {
    Command::Post { text: text.to_owned(), note: None }
}
