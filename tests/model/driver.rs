//! Random rooms and random histories: mostly what can be now, sometimes what can't.

use rondo::meeting::{
    command::Command,
    deadline::deadline,
    floor::{FeedbackKind, Stage},
    id::ParticipantId,
    ordinal::{ItemIndex, MessageId, RoundId, TurnId},
    reason::{RemovalReason, TakeBackReason},
    role::{Role, RoomKind, Service},
    round::LastStart,
    sealed::SealedRound,
    settings::Door,
    state::{Meeting, Message, Place},
    time::MeetingMs,
};

use crate::{
    random::Random,
    rooms::{CROSSTALKS, MODES, room},
    step::{Act, Case, Step, id},
};

/// People 1 to 8: the first comes as the lead, the second as their helper, the last as an observer.
const PEOPLE: u8 = 8;

const SERVICES: [Service; 4] = [Service::Timekeeper, Service::Presenter, Service::Greeter, Service::Backup];
const KINDS: [FeedbackKind; 5] = [
    FeedbackKind::Nothing,
    FeedbackKind::Listening,
    FeedbackKind::Reactions,
    FeedbackKind::Questions,
    FeedbackKind::Suggestions,
];

impl Random {
    fn anyone(&mut self) -> ParticipantId {
        id(1 + self.below(PEOPLE as usize) as u8)
    }
}

/// The items to come in another order, or without one; now and then not to be had.
fn arranged(random: &mut Random, meeting: &Meeting) -> Vec<ItemIndex> {
    let mut coming = meeting.coming.clone();
    if coming.is_empty() || random.once_in(8) {
        return vec![ItemIndex(random.below(5) as u32)];
    }
    let moved = coming.remove(random.below(coming.len()));
    if !random.once_in(3) {
        coming.insert(random.below(coming.len() + 1), moved);
    }
    coming
}

fn entry_role(kind: RoomKind, who: ParticipantId) -> Role {
    match who.as_bytes()[0] {
        1 => kind.main_role(),
        2 => kind.co_role(),
        PEOPLE => Role::Observer,
        _ => Role::Member,
    }
}

/// Two are new, three never started, and the others did at some time.
fn last_start(who: ParticipantId) -> LastStart {
    match who.as_bytes()[0] {
        1 | 6 => LastStart::New {},
        2 | 5 | 7 => LastStart::Never {},
        n => LastStart::Before { order: u64::from(n * 3 % 5) },
    }
}

/// A history that grows step by step, as the meeting stands.
pub(crate) struct Driver {
    pub(crate) case: Case,
    random: Random,
    now: MeetingMs,
    start: Vec<Act>,
}

impl Driver {
    /// A history of its own for each seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::seeded(seed);
        let config = room(&mut random);
        let mut start = Vec::new();
        if !random.once_in(8) {
            let join = Command::Join { guidelines_version: 1, adult: true, name: None };
            for n in 1..=(3 + random.below(6) as u8) {
                start.push(Self::command(config.kind, id(n), join.clone()));
            }
            start.push(Self::command(config.kind, id(1), Command::OpenMeeting {}));
            for n in 3..=PEOPLE {
                start.push(Self::command(config.kind, id(1), Command::Admit { who: id(n) }));
            }
        }
        start.reverse();
        Self { case: Case { config, steps: Vec::new() }, random, now: MeetingMs::ZERO, start }
    }

    fn command(kind: RoomKind, who: ParticipantId, command: Command) -> Act {
        Act::Command { who, role: entry_role(kind, who), command, last_start: last_start(who) }
    }

    /// The next step.
    pub(crate) fn next(&mut self, meeting: &Meeting) -> Step {
        let act = match self.start.pop() {
            Some(act) => act,
            None => {
                self.now = self.now.plus_ms(self.later(meeting));
                self.act(meeting)
            }
        };
        let step = Step { at_ms: self.now, act };
        self.case.steps.push(step.clone());
        step
    }

    /// How much later: at once, in a moment, or about when something is due.
    fn later(&mut self, meeting: &Meeting) -> u64 {
        let random = &mut self.random;
        match random.below(40) {
            0..14 => 0,
            14..24 => random.next() % 2_000,
            24..32 => random.next() % 15_000,
            32 => 15_000 + random.next() % 100_000,
            33 if random.once_in(6) => 100_000 + random.next() % 600_000,
            33 => random.of(&[10_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000]),
            _ => {
                let due = deadline(meeting).map_or(0, |due| due.since(self.now));
                let due = if due > 130_000 && !random.once_in(4) { 5_000 } else { due };
                random.of(&[due.saturating_sub(1), due, due, due + 1])
            }
        }
    }

    fn act(&mut self, meeting: &Meeting) -> Act {
        let wild = self.random.once_in(16);
        let who = if wild { self.random.anyone() } else { self.someone(meeting) };
        match self.random.below(60) {
            0..3 => Act::Disconnected { who },
            3..8 => Act::Connected { who: self.offline(meeting) },
            8 if self.random.once_in(12) => Act::Revoked { who },
            8 if self.random.once_in(6) => Act::Held { who },
            8 if self.random.once_in(4) => self.random.of(&[Act::Restarted, Act::Leaving]),
            8..12 => Act::Wake,
            12..36 => self.about_turn(meeting, who, wild),
            36..48 => self.of_anyone(meeting, who),
            48..50 => Act::Reachable { who: self.one(meeting, |_| true), on: self.random.once_in(2) },
            _ => self.of_lead(meeting, who, wild),
        }
    }

    /// One of those who pass, or anyone.
    fn one(&mut self, meeting: &Meeting, passes: impl Fn(ParticipantId) -> bool) -> ParticipantId {
        let those: Vec<_> = meeting.people.keys().copied().filter(|who| passes(*who)).collect();
        if those.is_empty() { self.random.anyone() } else { self.random.of(&those) }
    }

    fn someone(&mut self, meeting: &Meeting) -> ParticipantId {
        self.one(meeting, |who| meeting.is_here(who))
    }

    fn offline(&mut self, meeting: &Meeting) -> ParticipantId {
        self.one(meeting, |who| !meeting.people[&who].person.connected)
    }

    /// The standing number, or now and then a stale one.
    fn number(&mut self, standing: u32) -> u32 {
        if self.random.once_in(25) { self.random.below(8) as u32 } else { standing }
    }

    /// What a holder does; with nobody on the floor, what gets it moving.
    fn about_turn(&mut self, meeting: &Meeting, who: ParticipantId, wild: bool) -> Act {
        let kind = meeting.config.kind;
        let Some(turn) = meeting.floor.turn.clone() else {
            let item = meeting.item.unwrap_or_default();
            let lead = self.lead(meeting);
            if let Some(sealed) = meeting.floor.sealed.clone()
                && !self.random.once_in(3)
            {
                return self.about_sealed(meeting, &sealed, who, lead);
            }
            return match self.random.below(6) {
                0..3 => Self::command(kind, who, Command::RaiseHand {}),
                3 => Self::command(kind, lead, Command::StartRound { item }),
                4 => Self::command(kind, lead, Command::CallNext { from: None }),
                _ => Self::command(kind, lead, Command::GiveFloor { from: None, to: who }),
            };
        };
        let sender = if wild { who } else { turn.holder };
        let number = TurnId(self.number(turn.id.0));
        let words = Command::Post { text: "words".into(), note: None };
        let whom = self.someone(meeting);
        let command = match (&turn.stage, self.random.below(8)) {
            (Stage::Offered { .. } | Stage::Accepted { .. }, 0) => Command::Accept { turn: number },
            (Stage::Offered { .. } | Stage::Accepted { .. }, 1) => Command::StartTimer { turn: number },
            (Stage::Offered { .. } | Stage::Accepted { .. }, 2) => Command::Pass { turn: Some(number) },
            (Stage::Offered { .. } | Stage::Accepted { .. }, 3) => Command::Defer { turn: Some(number) },
            (Stage::Offered { .. } | Stage::Accepted { .. }, 5..) => words,
            (Stage::ChoosingFeedback { .. }, 0..5) => {
                Command::AskFeedback { turn: number, kind: self.random.of(&KINDS) }
            }
            (Stage::Feedback { .. }, 0) => Command::StopFeedback { turn: number },
            (Stage::Feedback { .. }, 1..5) => return Self::command(kind, who, words),
            (Stage::Naming { .. }, 0..5) => Command::NameNext { turn: number, who: whom },
            (_, 0 | 1) => words,
            (_, 2..=4) => Command::Done { turn: number },
            (_, 5) => Command::AskForMore { turn: number },
            (_, 6) => self.random.of(&[
                Command::Pass { turn: Some(number) },
                Command::Accept { turn: number },
                Command::Defer { turn: Some(number) },
                Command::StopFeedback { turn: number },
                Command::AskFeedback { turn: number, kind: FeedbackKind::Listening },
            ]),
            _ => Command::Object {},
        };
        let sender = if command == (Command::Object {}) { who } else { sender };
        Self::command(kind, sender, command)
    }

    /// What people do in a sealed round, and now and then too late.
    fn about_sealed(
        &mut self,
        meeting: &Meeting,
        sealed: &SealedRound,
        who: ParticipantId,
        lead: ParticipantId,
    ) -> Act {
        let round = RoundId(self.number(sealed.id.0));
        let shown = self.number(sealed.shown);
        let (who, command) = match self.random.below(9) {
            0..5 => (who, Command::WriteSealed { round, text: "words".into(), note: None }),
            5 => (who, Command::PassSealed { round }),
            6 => (who, Command::TakeBackSealed { round }),
            _ => (lead, Command::OpenSealed { round, shown }),
        };
        Self::command(meeting.config.kind, who, command)
    }

    /// What everybody may ask for.
    fn of_anyone(&mut self, meeting: &Meeting, who: ParticipantId) -> Act {
        let observer = self.one(meeting, |who| meeting.people[&who].person.role == Role::Observer);
        if let Some(offer) = meeting.offers.first().filter(|_| self.random.once_in(2)) {
            let command = Command::AnswerOffer { what: offer.what, yes: !self.random.once_in(6) };
            let who = if self.random.once_in(12) { who } else { offer.who };
            return Self::command(meeting.config.kind, who, command);
        }
        let random = &mut self.random;
        let join = Command::Join {
            guidelines_version: 1 + u32::from(random.once_in(20)),
            adult: !random.once_in(20),
            name: None,
        };
        let written: Vec<MessageId> = all_written(meeting).map(|m| m.id).collect();
        let own: Vec<MessageId> = all_written(meeting).filter(|m| m.from == who).map(|m| m.id).collect();
        let command = match random.below(26) {
            24 if !own.is_empty() => Command::TakeBack { message: random.of(&own) },
            25 if !written.is_empty() => Command::TakeBack { message: random.of(&written) },
            0..3 => return Self::command(meeting.config.kind, random.anyone(), join),
            3..10 => Command::RaiseHand {},
            10 => Command::LowerHand {},
            11 => Command::Pass { turn: None },
            12 => Command::Defer { turn: None },
            13 => Command::ListenOnly { on: random.once_in(2) },
            14 => Command::SetMultiplier { percent: random.of(&[100, 150, 200, 70]) },
            15 if random.once_in(3) => Command::Leave { quiet: random.once_in(2) },
            15..18 => Command::Whisper { to: None, text: "words".into() },
            18 => Command::AskForHelp {},
            19 => Command::Volunteer {},
            20 => Command::Object {},
            21 if random.once_in(2) => Command::AskToSpeak { on: !random.once_in(4) },
            21..24 => Command::AnswerObserver { who: observer, yes: !random.once_in(8) },
            _ => Command::Post { text: "words".into(), note: None },
        };
        Self::command(meeting.config.kind, who, command)
    }

    fn lead(&mut self, meeting: &Meeting) -> ParticipantId {
        match meeting.lead {
            Some(lead) if !self.random.once_in(3) => lead,
            _ => self.one(meeting, |who| meeting.present(who).is_some_and(|p| p.person.role.is_lead())),
        }
    }

    /// What a lead or a helper asks for, and now and then somebody who may not.
    fn of_lead(&mut self, meeting: &Meeting, who: ParticipantId, wild: bool) -> Act {
        let sender = if wild { who } else { self.lead(meeting) };
        let standing = meeting.floor.turn.as_ref().map(|turn| turn.id);
        let turn = TurnId(self.number(standing.map_or(1, |turn| turn.0)));
        let from = if wild { Some(turn) } else { standing };
        let item = ItemIndex(self.number(meeting.item.unwrap_or_default().0));
        let round = RoundId(self.number(meeting.rounds.0));
        let whom = if self.random.once_in(10) { self.random.anyone() } else { self.someone(meeting) };
        let waiting = self.one(meeting, |who| meeting.people[&who].person.place == Place::Waiting);
        let written: Vec<MessageId> = all_written(meeting).map(|m| m.id).collect();
        let muted = self.one(meeting, |who| meeting.people[&who].person.mute.is_some());
        let aside = self.one(meeting, |who| meeting.people[&who].person.aside.is_some());
        let random = &mut self.random;
        let command = match random.below(60) {
            0..7 => Command::StartRound { item },
            7 => Command::CloseRound { round },
            8..14 => Command::CallNext { from },
            14..18 => Command::GiveFloor { from, to: whom },
            18..20 => Command::TakeFloor { turn },
            20..22 => Command::Nudge { turn },
            22..25 => Command::Extend { turn },
            25..29 => {
                let before = if random.once_in(3) { None } else { Some(random.anyone()) };
                Command::MoveInOrder { who: whom, before }
            }
            29..32 => {
                let to = if random.once_in(4) { Some(ItemIndex(random.below(5) as u32)) } else { None };
                Command::Advance { from: item, to }
            }
            32 if random.once_in(3) => Command::SwitchReactions { item, on: random.once_in(2) },
            32 => {
                let (mode, wished) = (random.of(&MODES), random.of(&CROSSTALKS));
                let crosstalk = if random.once_in(4) { wished } else { wished.in_mode(mode) };
                Command::ChangeMode { item, mode, crosstalk }
            }
            56 => Command::ArrangeAgenda { current: item, coming: arranged(random, meeting) },
            57 => Command::MoveTime {
                current: item,
                from: random.of(&[item, item, ItemIndex(0), ItemIndex(1), ItemIndex(2)]),
                to: random.of(&[item, ItemIndex(1), ItemIndex(2), ItemIndex(3)]),
                minutes: random.below(8) as u32,
            },
            33 if random.once_in(2) => Command::HoldSilence { seconds: random.of(&[9, 10, 60, 600, 601]) },
            33 => Command::PauseFloor {},
            34..37 => Command::ResumeFloor {},
            37..39 => {
                Command::Mute { who: whom, for_ms: random.of(&[None, Some(10_000), Some(60_000), Some(1)]) }
            }
            39 => Command::Unmute { who: muted },
            40 if random.once_in(3) => Command::StepAside { who: whom },
            41 if random.once_in(2) => Command::EndAside { who: aside },
            42 if random.once_in(2) => Command::MuteAll {},
            40..42 => Command::Unmute { who: muted },
            42..44 => Command::UnmuteAll {},
            44 if random.once_in(4) => Command::Remove { who: whom, reason: RemovalReason::Other },
            44 if random.once_in(4) => Command::Ban { who: whom, reason: RemovalReason::Other },
            44 if random.once_in(4) => Command::Deny { who: waiting },
            44 if random.once_in(3) => Command::PutOff { who: waiting, word: None },
            44 if random.once_in(2) => Command::SendToDoor { who: whom },
            45 if random.once_in(4) => Command::SetDoor {
                door: random.of(&[Door::Everyone, Door::Everyone, Door::OneByOne, Door::Closed]),
            },
            44..49 => Command::Admit { who: waiting },
            49..51 => Command::GiveRole { who: whom, role: random.of(&Role::ALL) },
            51..55 => {
                Command::SetService { who: whom, service: random.of(&SERVICES), on: !random.once_in(3) }
            }
            55 if random.once_in(4) && !meeting.offers.is_empty() => {
                let offer = random.of(&meeting.offers.iter().map(|o| (o.who, o.what)).collect::<Vec<_>>());
                Command::WithdrawOffer { who: offer.0, what: offer.1 }
            }
            55 => Command::HandOverLead { to: whom },
            58 if random.once_in(6) => Command::EndMeeting {},
            59 if !written.is_empty() => {
                let message = random.of(&written);
                match random.below(5) {
                    0 => Command::TakeBackAll { who: whom, reason: TakeBackReason::Removed },
                    1 | 2 => Command::TakeBackOther { message, reason: TakeBackReason::Other },
                    _ => Command::Cover { message, note: "a note".into() },
                }
            }
            _ => Command::OpenMeeting {},
        };
        Self::command(meeting.config.kind, sender, command)
    }
}

/// The last messages and whispers.
fn all_written(meeting: &Meeting) -> impl Iterator<Item = &Message> {
    meeting.messages.iter().chain(meeting.whispers.iter())
}
