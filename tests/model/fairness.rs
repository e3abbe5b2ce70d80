//! Fairness by measurement, over random meetings. The figures are printed; the promises hold in every
//! meeting.

use std::collections::{BTreeMap, BTreeSet};

use rondo::meeting::{
    agenda::Mode,
    command::Command,
    id::ParticipantId,
    ordinal::ItemIndex,
    round::{Round, RoundPhase},
    time::MeetingMs,
};

use crate::{
    random::{Random, number},
    step::id,
    willing::{LEAD, MINUTES, Room},
};

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

/// Who has the floor first in meeting `number` of this circle.
fn starter(circle: &[u8], number: u32) -> ParticipantId {
    let mut room = Room::new(Mode::Round, 1, circle, number);
    assert!(room.send(id(LEAD), Command::StartRound { item: ItemIndex(0) }), "a round starts");
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
