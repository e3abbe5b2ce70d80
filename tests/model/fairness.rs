//! Fairness by measurement, over random meetings. The figures are printed; the promises hold in every
//! meeting.

use std::collections::{BTreeMap, BTreeSet};

use rondo::meeting::{
    agenda::Mode,
    command::Command,
    id::ParticipantId,
    ordinal::ItemIndex,
    round::{LastStart, Round, RoundPhase},
    time::MeetingMs,
};

use crate::{
    random::{Random, number},
    step::id,
    willing::{LEAD, MINUTES, Room, Starts},
};

/// What any earlier meetings may have left.
fn starts(random: &mut Random, circle: &[u8]) -> Starts {
    let known = circle.iter().filter(|_| random.once_in(2)).copied().collect::<Vec<_>>();
    known.into_iter().map(|n| (id(n), LastStart::Before { order: random.next() % 20 })).collect()
}

/// One meeting to its end; the shares there were.
fn run(mode: Mode, seed: u64) -> Room {
    let mut random = Random::seeded(seed ^ 0x5eed);
    let people = 3 + random.below(7) as u8;
    let circle: Vec<u8> = (1..=people).collect();
    let mut room = Room::new(mode, seed, &circle, &starts(&mut random, &circle));
    for n in circle {
        if !random.once_in(5) {
            let often = if mode == Mode::Queue { 1 + random.below(3) as u32 } else { 1 };
            room.wishes.insert(id(n), often);
        }
    }
    if mode != Mode::Queue {
        assert!(room.send(id(LEAD), Command::StartRound { item: ItemIndex(0) }), "a round starts");
    }
    while !room.is_through() {
        assert!(
            room.now < MeetingMs::from_ms(u64::from(MINUTES) * 60_000),
            "{mode:?}, seed {seed}: it takes too long"
        );
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
    room
}

/// Of the shares that were planned in a meeting; 1 when none was.
fn longest_to_shortest(planned: &[u64]) -> f64 {
    let length = |ms: Option<&u64>| ms.and_then(|ms| u32::try_from(*ms).ok()).map_or(1.0, f64::from);
    length(planned.iter().max()) / length(planned.iter().min())
}

#[test]
fn nobody_who_wants_to_speak_is_skipped_or_overtaken() {
    let meetings = number("RONDO_MEETINGS", 150);
    let first = number("RONDO_SEED", 1);
    for mode in [Mode::Round, Mode::TalkingPiece, Mode::Tag, Mode::Queue] {
        let (mut turns, mut shares, mut lost, mut ratio) = (0, 0, 0, 1.0_f64);
        for room in (first..first + meetings).map(|seed| run(mode, seed)) {
            turns += room.meeting.turns.0;
            shares += room.shares.len();
            lost += room.lost;
            ratio = ratio.max(longest_to_shortest(&room.planned));
        }
        eprintln!(
            "{mode:?}: {meetings} meetings, {turns} turns, {shares} shares, {lost} lost connections; \
             nobody skipped, nobody overtaken, longest to shortest planned share {ratio:.2}"
        );
        assert!((ratio - 1.0).abs() < f64::EPSILON, "equal wishes, equal shares");
    }
}

/// A series of meetings, and what it remembers of who started.
struct Series {
    starts: Starts,
    count: BTreeMap<ParticipantId, u32>,
    meetings: u64,
}

impl Series {
    fn new() -> Self {
        Self { starts: Starts::new(), count: BTreeMap::new(), meetings: 0 }
    }

    /// One more meeting of these people, who come in this order. Returns who has the floor first.
    fn meet(&mut self, circle: &[u8]) -> ParticipantId {
        let mut room = Room::new(Mode::Round, 1, circle, &self.starts);
        assert!(room.send(id(LEAD), Command::StartRound { item: ItemIndex(0) }), "a round starts");
        let first = room.meeting.floor.turn.expect("somebody has the floor").holder;
        self.meetings += 1;
        for n in circle {
            self.starts.entry(id(*n)).or_insert(LastStart::Never {});
        }
        self.starts.insert(first, LastStart::Before { order: self.meetings });
        *self.count.entry(first).or_default() += 1;
        first
    }
}

fn shuffle(random: &mut Random, people: &mut [u8]) {
    for n in (1..people.len()).rev() {
        people.swap(n, random.below(n + 1));
    }
}

#[test]
fn over_many_meetings_each_starts_equally_often_in_whatever_order_they_come() {
    let mut random = Random::seeded(7);
    let mut circle: Vec<u8> = (1..=6).collect();
    let mut series = Series::new();
    for _ in 0..720 {
        shuffle(&mut random, &mut circle);
        series.meet(&circle);
    }
    assert_eq!(series.count.values().copied().collect::<Vec<_>>(), [120; 6]);
}

#[test]
fn whoever_comes_and_goes_starts_when_those_beside_them_did_later() {
    let mut random = Random::seeded(number("RONDO_SEED", 11));
    let mut series = Series::new();
    let mut started: BTreeMap<u8, u32> = BTreeMap::new();
    let mut seen: BTreeSet<u8> = BTreeSet::new();
    for meeting in 1..=300 {
        let mut circle: Vec<u8> = (2..=9).filter(|_| !random.once_in(3)).collect();
        circle.push(LEAD);
        shuffle(&mut random, &mut circle);
        // The same in other words: nobody who was there before waits longer than the one who starts.
        let known = circle.iter().filter(|n| seen.contains(n));
        let longest = known.clone().map(|n| started.get(n).copied().unwrap_or(0)).min();
        let first = series.meet(&circle);
        let starter = circle.iter().copied().find(|n| id(*n) == first).expect("one of them");
        assert_eq!(longest.is_some(), seen.contains(&starter), "nobody new starts before others");
        if let Some(longest) = longest {
            assert_eq!(started.get(&starter).copied().unwrap_or(0), longest, "meeting {meeting}");
        }
        started.insert(starter, meeting);
        seen.extend(&circle);
    }
}
