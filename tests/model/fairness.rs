//! Fairness by measurement: random meetings of people who want to speak, lose their connections and
//! come back in time. The figures are printed; the promises hold in every meeting.

use std::collections::{BTreeMap, BTreeSet};

use rondo::meeting::{
    agenda::Mode,
    command::Command,
    deadline::deadline,
    event::Event,
    floor::{Round, RoundPhase, SeatState, Stage},
    id::ParticipantId,
    role::{Role, RoomKind},
    state::Meeting,
};

use crate::{
    random::{Random, number},
    rooms::{config, item},
    step::{Act, id},
};

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60_000;
const LEAD: u8 = 1;

/// A meeting of one item, with people who behave.
struct Room {
    meeting: Meeting,
    random: Random,
    now: u64,
    /// Who wants to speak, and how often.
    wishes: BTreeMap<ParticipantId, u32>,
    /// Who is offline, and when they are back.
    offline: BTreeMap<ParticipantId, u64>,
    /// Connections that were lost.
    lost: u32,
    /// Finished shares, in order.
    shares: Vec<ParticipantId>,
    /// Planned lengths of the shares that were offered.
    planned: Vec<u64>,
}

impl Room {
    fn new(mode: Mode, seed: u64, circle: &[u8], number: u32) -> Self {
        let mut config = config(RoomKind::PeerLed, vec![item(mode, 180, MINUTE)]);
        config.number = number;
        let (meeting, _) = Meeting::create(config, 0);
        let mut room = Self {
            meeting,
            random: Random::seeded(seed),
            now: 0,
            wishes: BTreeMap::new(),
            offline: BTreeMap::new(),
            lost: 0,
            shares: Vec::new(),
            planned: Vec::new(),
        };
        for n in circle {
            room.now += SECOND;
            let role = if *n == LEAD { Role::Facilitator } else { Role::Member };
            room.send_as(id(*n), role, Command::Join { guidelines_version: 1, adult: true, name: None });
        }
        room.send(id(LEAD), Command::OpenMeeting {});
        room
    }

    fn handle(&mut self, act: &Act) -> bool {
        let turns = self.meeting.turns;
        let outcome = self.meeting.handle(act.input(), self.now);
        for numbered in &outcome.events {
            match &numbered.event {
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

    fn send_as(&mut self, who: ParticipantId, role: Role, command: Command) -> bool {
        self.handle(&Act::Command { who, role, command })
    }

    fn send(&mut self, who: ParticipantId, command: Command) -> bool {
        self.send_as(who, Role::Member, command)
    }

    fn shares_of(&self, who: ParticipantId) -> u32 {
        u32::try_from(self.shares.iter().filter(|other| **other == who).count()).unwrap_or(u32::MAX)
    }

    fn wants(&self, who: ParticipantId) -> bool {
        self.wishes.get(&who).is_some_and(|wish| self.shares_of(who) < *wish)
    }

    /// Time passes, and connections come and go; nobody is away for longer than the floor waits.
    fn pass_time(&mut self) {
        let until = self.now + 1 + self.random.next() % (8 * SECOND);
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
            self.offline.insert(who, self.now + 1 + self.random.next() % (20 * SECOND));
            self.lost += 1;
            self.handle(&Act::Disconnected { who });
        }
    }

    /// The holder speaks if they wish to, and passes if not.
    fn holder_acts(&mut self) {
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
        let seats = self.meeting.round().map(|round| round.seats.clone()).unwrap_or_default();
        let open = |state| matches!(state, SeatState::Pending | SeatState::Deferred | SeatState::Away);
        seats.into_iter().filter(|s| open(s.state) && self.meeting.is_here(s.who)).map(|s| s.who).collect()
    }

    /// In a queue people raise their hands when it comes to them; in tag the lead picks when nobody
    /// was named.
    fn others_act(&mut self) {
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
    fn is_through(&self) -> bool {
        let floor = &self.meeting.floor;
        let waits = self.meeting.mode() == Some(Mode::Queue)
            && (!floor.queue.is_empty() || self.wishes.keys().any(|who| self.wants(*who)));
        floor.turn.is_none() && floor.round.is_none() && !waits
    }
}

/// One meeting to its end; the shares there were.
fn run(mode: Mode, seed: u64) -> Room {
    let mut random = Random::seeded(seed ^ 0x5eed);
    let people = 3 + random.below(7) as u8;
    let circle: Vec<u8> = (1..=people).collect();
    let mut room = Room::new(mode, seed, &circle, random.below(20) as u32);
    for n in circle {
        if !random.once_in(5) {
            let often = if mode == Mode::Queue { 1 + random.below(3) as u32 } else { 1 };
            room.wishes.insert(id(n), often);
        }
    }
    if mode != Mode::Queue {
        assert!(room.send(id(LEAD), Command::StartRound { item: 0 }), "a round starts");
    }
    while !room.is_through() {
        assert!(room.now < 180 * MINUTE, "{mode:?}, seed {seed}: it takes too long");
        room.holder_acts();
        room.others_act();
        room.pass_time();
        let silence = |round: &Round| matches!(round.phase, RoundPhase::Silence { .. });
        if room.wishes.is_empty() && room.meeting.round().is_some_and(silence) {
            break;
        }
    }
    for (who, wish) in &room.wishes {
        assert_eq!(room.shares_of(*who), *wish, "{mode:?}, seed {seed}: {who:?} of {:?}", room.wishes);
    }
    let heard: BTreeSet<_> = room.shares.iter().collect();
    assert_eq!(heard.len(), room.wishes.len(), "{mode:?}, seed {seed}: nobody else");
    let planned: BTreeSet<_> = room.planned.iter().collect();
    assert!(planned.len() <= 1, "{mode:?}, seed {seed}: equal wishes, equal shares: {planned:?}");
    room
}

#[test]
fn nobody_who_wants_to_speak_is_skipped_or_overtaken() {
    let meetings = number("RONDO_MEETINGS", 150);
    let first = number("RONDO_SEED", 1);
    for mode in [Mode::Round, Mode::TalkingPiece, Mode::Tag, Mode::Queue] {
        let (mut turns, mut shares, mut lost) = (0, 0, 0);
        for room in (first..first + meetings).map(|seed| run(mode, seed)) {
            turns += room.meeting.turns;
            shares += room.shares.len();
            lost += room.lost;
        }
        eprintln!(
            "{mode:?}: {meetings} meetings, {turns} turns, {shares} shares, {lost} lost connections; \
             nobody skipped, nobody overtaken, longest to shortest planned share 1.00"
        );
    }
}

/// Who has the floor first in meeting `number` of this circle.
fn starter(circle: &[u8], number: u32) -> ParticipantId {
    let mut room = Room::new(Mode::Round, 1, circle, number);
    assert!(room.send(id(LEAD), Command::StartRound { item: 0 }), "a round starts");
    room.meeting.floor.turn.expect("somebody has the floor").holder
}

fn most_to_least(starts: &BTreeMap<ParticipantId, u32>) -> f64 {
    let most = starts.values().max().copied().unwrap_or_default();
    let least = starts.values().min().copied().unwrap_or_default();
    f64::from(most) / f64::from(least)
}

#[test]
fn over_many_meetings_each_starts_equally_often() {
    let meetings = 720;
    let fixed: Vec<u8> = (1..=6).collect();
    let mut starts: BTreeMap<ParticipantId, u32> = BTreeMap::new();
    for number in 0..meetings {
        *starts.entry(starter(&fixed, number)).or_default() += 1;
    }
    let ratio = most_to_least(&starts);
    eprintln!("the same circle of 6: {meetings} meetings, most to least starts {ratio:.2}");
    assert_eq!(starts.len(), fixed.len());
    assert!((ratio - 1.0).abs() < f64::EPSILON, "{starts:?}");

    let mut random = Random::seeded(7);
    let mut starts: BTreeMap<ParticipantId, u32> = BTreeMap::new();
    for number in 0..meetings {
        let mut circle = fixed.clone();
        for n in (1..circle.len()).rev() {
            circle.swap(n, random.below(n + 1));
        }
        *starts.entry(starter(&circle, number)).or_default() += 1;
    }
    let ratio = most_to_least(&starts);
    eprintln!("6 who come in any order: {meetings} meetings, most to least starts {ratio:.2}");
    assert_eq!(starts.len(), fixed.len());
    assert!(ratio > 1.0 && ratio < 1.5, "{starts:?}");
}
