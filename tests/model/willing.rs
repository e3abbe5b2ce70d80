//! People who want to speak, lose their connections and come back in time.

use std::collections::BTreeMap;

use rondo::meeting::{
    agenda::Mode,
    command::Command,
    deadline::deadline,
    event::Event,
    floor::Stage,
    id::ParticipantId,
    role::{Role, RoomKind},
    round::{LastStart, SlotState},
    state::Meeting,
    time::MeetingMs,
};

use crate::{
    random::Random,
    rooms::{config, item},
    step::{Act, id},
};

const SECOND: u64 = 1_000;
/// The length of the item.
pub(crate) const MINUTES: u32 = 60;
/// A share in it: more than there is time for, so that the time is divided.
const SHARE_MS: u64 = 20 * 60 * SECOND;
/// Who leads.
pub(crate) const LEAD: u8 = 1;

/// When people last started in earlier meetings; who is not in it is new.
pub(crate) type Starts = BTreeMap<ParticipantId, LastStart>;

/// A meeting of one item, with people who behave.
pub(crate) struct Room {
    pub(crate) meeting: Meeting,
    random: Random,
    pub(crate) now: MeetingMs,
    /// Who wants to speak, and how often.
    pub(crate) wishes: BTreeMap<ParticipantId, u32>,
    /// Who is offline, and when they are back.
    offline: BTreeMap<ParticipantId, MeetingMs>,
    /// Connections that were lost.
    pub(crate) lost: u32,
    /// Finished shares, in order.
    pub(crate) shares: Vec<ParticipantId>,
    /// Planned lengths of the shares that were offered.
    pub(crate) planned: Vec<u64>,
}

impl Room {
    pub(crate) fn new(mode: Mode, seed: u64, circle: &[u8], starts: &Starts) -> Self {
        let config = config(RoomKind::PeerLed, vec![item(mode, MINUTES, SHARE_MS)]);
        let (meeting, _) = Meeting::create(config, MeetingMs::ZERO);
        let mut room = Self {
            meeting,
            random: Random::seeded(seed),
            now: MeetingMs::ZERO,
            wishes: BTreeMap::new(),
            offline: BTreeMap::new(),
            lost: 0,
            shares: Vec::new(),
            planned: Vec::new(),
        };
        for n in circle {
            room.now = room.now.plus_ms(SECOND);
            let role = if *n == LEAD { Role::Facilitator } else { Role::Member };
            let command = Command::Join { guidelines_version: 1, adult: true, name: None };
            let last_start = starts.get(&id(*n)).copied().unwrap_or_default();
            room.handle(&Act::Command { who: id(*n), role, command, last_start });
        }
        room.send(id(LEAD), Command::OpenMeeting {});
        room
    }

    fn handle(&mut self, act: &Act) -> bool {
        let turns = self.meeting.turns;
        let outcome = self.meeting.handle(act.input(), self.now);
        for recorded in &outcome.events {
            match &recorded.numbered.event {
                Event::TurnEnded { holder, shared: true, .. } => self.shares.push(*holder),
                Event::TurnChanged { turn, .. }
                    if matches!(turn.stage, Stage::Offered { nudged: false, .. }) =>
                {
                    self.planned.push(turn.share_ms);
                }
                _ => {}
            }
        }
        if self.meeting.turns > turns {
            self.nobody_is_overtaken();
        }
        outcome.result.is_ok()
    }

    /// The floor goes to nobody while a hand is up of somebody here who was heard less often.
    fn nobody_is_overtaken(&self) {
        let Some(turn) = &self.meeting.floor.turn else { return };
        for hand in &self.meeting.floor.queue {
            let less = self.meeting.shares_of(hand.who) < self.meeting.shares_of(turn.holder);
            assert!(!less || !self.meeting.is_here(hand.who), "{hand:?} waits, {turn:?} is called");
        }
    }

    pub(crate) fn send(&mut self, who: ParticipantId, command: Command) -> bool {
        let last_start = LastStart::default();
        self.handle(&Act::Command { who, role: Role::Member, command, last_start })
    }

    pub(crate) fn shares_of(&self, who: ParticipantId) -> u32 {
        u32::try_from(self.shares.iter().filter(|other| **other == who).count()).unwrap_or(u32::MAX)
    }

    fn wants(&self, who: ParticipantId) -> bool {
        self.wishes.get(&who).is_some_and(|wish| self.shares_of(who) < *wish)
    }

    /// Time passes, and connections come and go; nobody is away for longer than the floor waits.
    pub(crate) fn pass_time(&mut self) {
        let until = self.now.plus_ms(1 + self.random.next() % (8 * SECOND));
        while let Some(due) = deadline(&self.meeting).filter(|due| *due <= until) {
            self.now = due.max(self.now);
            self.handle(&Act::Wake);
        }
        self.now = until;
        let back: Vec<_> = self.offline.iter().filter(|(_, at)| **at <= until).map(|(who, _)| *who).collect();
        for who in back {
            self.offline.remove(&who);
            self.handle(&Act::Connected { who });
        }
        let who = id(1 + self.random.below(9) as u8);
        if self.random.once_in(8) && self.meeting.is_here(who) && who != id(LEAD) {
            self.offline.insert(who, self.now.plus_ms(1 + self.random.next() % (20 * SECOND)));
            self.lost += 1;
            self.handle(&Act::Disconnected { who });
        }
    }

    /// The holder speaks if they wish to, and passes if not.
    pub(crate) fn holder_acts(&mut self) {
        let Some(turn) = self.meeting.floor.turn.clone() else { return };
        let (who, id) = (turn.holder, turn.id);
        if !self.meeting.is_here(who) {
            return;
        }
        let command = match turn.stage {
            Stage::Naming { .. } => {
                let named = self.nameable();
                let Some(who) = (!named.is_empty()).then(|| self.random.of(&named)) else { return };
                Command::NameNext { turn: id, who }
            }
            Stage::Breath { .. } => return,
            _ if !self.wants(who) => Command::Pass { turn: Some(id) },
            Stage::Offered { .. } if self.random.once_in(5) => Command::Defer { turn: Some(id) },
            Stage::Offered { .. } | Stage::Accepted { .. } => {
                Command::Post { text: "words".into(), note: None }
            }
            _ if self.random.once_in(4) => Command::Done { turn: id },
            _ => return,
        };
        self.send(who, command);
    }

    fn nameable(&self) -> Vec<ParticipantId> {
        let slots = self.meeting.round().map(|round| round.slots.clone()).unwrap_or_default();
        let open = |state| matches!(state, SlotState::Pending | SlotState::Deferred | SlotState::Away);
        slots.into_iter().filter(|s| open(s.state) && self.meeting.is_here(s.who)).map(|s| s.who).collect()
    }

    /// In a queue people raise their hands when it comes to them; in tag the lead picks when nobody
    /// was named.
    pub(crate) fn others_act(&mut self) {
        match self.meeting.mode() {
            Some(Mode::Queue) => {
                let wishing: Vec<_> = self.wishes.keys().copied().filter(|who| self.wants(*who)).collect();
                for who in wishing {
                    if self.meeting.is_here(who) && self.random.once_in(4) {
                        self.send(who, Command::RaiseHand {});
                    }
                }
            }
            Some(Mode::Tag) if self.meeting.floor.turn.is_none() && self.meeting.round().is_some() => {
                self.send(id(LEAD), Command::CallNext { from: None });
            }
            _ => {}
        }
    }

    /// Whether nothing is left to happen.
    pub(crate) fn is_through(&self) -> bool {
        let floor = &self.meeting.floor;
        let waits = self.meeting.mode() == Some(Mode::Queue)
            && (!floor.queue.is_empty() || self.wishes.keys().any(|who| self.wants(*who)));
        floor.turn.is_none() && floor.round.is_none() && !waits
    }
}
