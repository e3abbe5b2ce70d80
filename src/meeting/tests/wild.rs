//! Nothing that comes in makes a meeting panic: extreme times, wrong ids, events out of order.

use proptest::prelude::*;

use super::{
    arbitrary::{PEOPLE, Step, room, step},
    deeds,
    hall::{Hall, facts, id, sees},
    properties::beginning,
};
use crate::meeting::{
    audience::needs_snapshot,
    command::Command,
    deadline::deadline,
    event::{Event, Numbered},
    input::{Actor, Input},
    limits::{NAME_CHARS_MAX, PEOPLE_KNOWN_MAX},
    refusal::Refusal,
    role::{Role, RoomKind},
    round::LastStart,
    settings::{MeetingConfig, Timing},
    state::{Meeting, Place},
    time::MeetingMs,
    view::{view, waiting_view},
};

fn log_of(config: MeetingConfig, steps: &[Step], times: &[u64]) -> Vec<Numbered> {
    let (mut meeting, created) = Meeting::create(config, MeetingMs::from_ms(0));
    let mut log = vec![created];
    beginning(&mut meeting, &mut log, 5);
    for (step, at_ms) in steps.iter().zip(times.iter().cycle()) {
        let input = deeds::input(&meeting, step);
        log.extend(facts(meeting.handle(input, MeetingMs::from_ms(*at_ms))));
        let _ = deadline(&meeting);
    }
    log
}

/// Every way of looking at a meeting.
fn look(meeting: &Meeting, numbered: &Numbered) {
    let _ = needs_snapshot(&numbered.event);
    let _ = deadline(meeting);
    for who in (1..=PEOPLE).map(id) {
        let _ = (sees(meeting, who, numbered), waiting_view(meeting, who));
        if let Some(mut view) = view(meeting, who) {
            view.reduce(numbered);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn times_and_timings_of_any_size(
        mut config in room(),
        steps in proptest::collection::vec(step(), 1..60),
        times in proptest::collection::vec(any::<u64>(), 1..20),
        timing in proptest::collection::vec(prop_oneof![Just(0u64), Just(u64::MAX), 0..100_000u64], 25),
    ) {
        let mut of = timing.into_iter().cycle();
        let mut next = || of.next().unwrap_or_default();
        config.settings.timing = Timing {
            handover_ms: next(),
            breath_ms: next(),
            share_ms_min: next(),
            offer_nudge_ms: next(),
            offer_away_ms: next(),
            first_key_ms: next(),
            warning_ms_min: next(),
            warning_ms_max: next(),
            grace_ms: next(),
            hard_draft_ms: next(),
            extension_ms: next(),
            objection_ms: next(),
            feedback_choice_ms: next(),
            feedback_ms: next(),
            unheard_ms: next(),
            naming_ms: next(),
            hand_offline_ms: next(),
            held_ms: next(),
            held_bonus_ms: next(),
            held_share_ms_min: next(),
            silence_ms: next(),
            overrun_ms: next(),
            lead_lost_ms: next(),
            volunteer_ms: next(),
            leaderless_ms: next(),
            restart_ms: next(),
            empty_ms: next(),
        };
        let mut ascending = times;
        ascending.sort_unstable();
        log_of(config, &steps, &ascending);
    }

    #[test]
    fn events_in_any_order(
        config in room(),
        steps in proptest::collection::vec(step(), 1..60),
        seed in any::<prop::sample::Index>(),
        stride in 1usize..50,
    ) {
        let log = log_of(config.clone(), &steps, &[0, 1_000, 40_000, 200_000]);
        let (mut meeting, _) = Meeting::create(config, MeetingMs::from_ms(0));
        let start = seed.index(log.len());
        for n in 0..log.len() {
            let numbered = &log[(start + n * stride) % log.len()];
            meeting.apply(numbered);
            look(&meeting, numbered);
        }
    }
}

#[test]
fn a_log_begins_with_its_creation() {
    assert!(Meeting::replay(&[]).is_err());
    let stray = Numbered { seq: 1, at_ms: MeetingMs::from_ms(0), event: Event::RestartOver {} };
    assert!(Meeting::replay(&[stray]).is_err());
}

#[test]
fn a_meeting_remembers_so_many_people_and_no_more() {
    let mut hall = Hall::peers(super::hall::item(crate::meeting::agenda::Mode::Open), &[]);
    let mut come = |n: usize| {
        let mut bytes = [7; 16];
        bytes[..8].copy_from_slice(&n.to_be_bytes());
        let actor = Actor {
            id: crate::meeting::id::ParticipantId::from_bytes(bytes),
            name: "x".repeat(500),
            entry_role: Role::Member,
            simulated: true,
            held: false,
            last_start: LastStart::default(),
            label: None,
        };
        hall.input(Input::Command {
            actor,
            command: Command::Join { guidelines_version: 1, adult: true, name: None },
        })
        .result
    };
    for n in 1..PEOPLE_KNOWN_MAX {
        assert!(come(n).is_ok());
    }
    assert_eq!(come(PEOPLE_KNOWN_MAX), Err(Refusal::Full));
    let people = hall.meeting.people.values();
    assert_eq!(people.clone().filter(|p| p.person.place == Place::Present).count(), 12);
    assert!(people.clone().all(|p| p.person.name.chars().count() <= NAME_CHARS_MAX));
    assert_eq!(hall.meeting.config.kind, RoomKind::PeerLed);
}
