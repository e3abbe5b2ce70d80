//! All twelve formats, from start to end, with simulated people who know how it goes.

use super::hall::{ANN, Hall, LEAD, MINUTE, SECOND, id, post};
use crate::meeting::{
    agenda::{Crosstalk, Mode},
    command::Command,
    event::Event,
    floor::{FeedbackKind, Stage},
    ordinal::ItemIndex,
    reason::MeetingEnd,
    role::RoomKind,
    round::RoundPhase,
    state::Phase,
    time::MeetingMs,
};
use crate::room::formats::{Language, formats};

/// How many members a run has.
pub(super) const MEMBERS: u8 = 4;

/// Takes the turn that is offered, speaks, is done, asks for nothing or for questions.
fn take_turn(hall: &mut Hall) {
    let (who, turn) = (hall.holder(), hall.turn_id());
    hall.now += 2 * SECOND;
    hall.ok(who, Command::Accept { turn });
    hall.now += SECOND;
    hall.ok(who, Command::StartTimer { turn });
    hall.now += 5 * SECOND;
    hall.post(who);
    hall.done(who);
    let choosing =
        matches!(hall.meeting.floor.turn.as_ref().map(|t| &t.stage), Some(Stage::ChoosingFeedback { .. }));
    if choosing {
        hall.ok(who, Command::AskFeedback { turn, kind: FeedbackKind::Questions });
        let other = if who == ANN { ANN + 1 } else { ANN };
        hall.ok(other, post("a question"));
        hall.ok(who, Command::StopFeedback { turn });
    }
}

fn go_round(hall: &mut Hall, item: u32) {
    hall.ok(LEAD, Command::StartRound { item: ItemIndex(item) });
    let round = hall.meeting.rounds;
    if hall.meeting.mode() == Some(Mode::Round) {
        let second = hall.meeting.round().expect("it runs").slots[1].who;
        hall.ok(LEAD, Command::MoveInOrder { who: second, before: None });
    }
    for _ in 0..3 * MEMBERS {
        if hall.meeting.round().is_none() {
            break;
        }
        let naming = |hall: &Hall| {
            matches!(hall.meeting.floor.turn.as_ref().map(|t| &t.stage), Some(Stage::Naming { .. }))
        };
        if naming(hall) {
            let (holder, turn) = (hall.holder(), hall.turn_id());
            let next = hall.meeting.first_nameable().expect("somebody to name");
            hall.ok(holder, Command::NameNext { turn, who: next });
        }
        take_turn(hall);
    }
    assert!(hall.meeting.round().is_none(), "round {round} is over");
    let people = usize::from(MEMBERS) + usize::from(hall.meeting.config.kind == RoomKind::PeerLed);
    assert_eq!(
        hall.meeting.floor.shares.len(),
        people,
        "everyone was heard, a therapist is not of the round"
    );
}

fn open_hands(hall: &mut Hall) {
    for who in [ANN + 2, ANN, ANN + 1] {
        hall.hand(who);
        hall.now += SECOND;
    }
    for who in [ANN + 2, ANN, ANN + 1] {
        assert_eq!(hall.holder(), who, "by the time of raising");
        take_turn(hall);
    }
    assert_eq!(hall.holder(), 0);
}

fn given(hall: &mut Hall) {
    hall.ok(LEAD, post("welcome"));
    hall.ok(LEAD, Command::GiveFloor { from: None, to: id(ANN) });
    take_turn(hall);
}

/// One item as its mode is meant.
fn hold(hall: &mut Hall, item: u32, mode: Mode) {
    match mode {
        Mode::Round | Mode::TalkingPiece | Mode::Tag => go_round(hall, item),
        Mode::Queue => open_hands(hall),
        Mode::Open => (ANN..ANN + MEMBERS).for_each(|who| hall.post(who)),
        Mode::Presenter | Mode::Directed => given(hall),
        Mode::Sealed => (ANN..ANN + MEMBERS).for_each(|who| hall.seal(who, "sealed words")),
        Mode::Silent => hall.ok(LEAD, post("in silence")),
    }
}

/// Runs a format as planned and ends it.
pub(super) fn run_format(name: &str) -> Hall {
    let mut hall = Hall::of_format(name, MEMBERS);
    let agenda = hall.meeting.config.agenda.clone();
    let mut ends_ms = 0;
    for (item, index) in agenda.iter().zip(0u32..) {
        assert_eq!(hall.meeting.item, Some(ItemIndex(index)));
        hold(&mut hall, index, item.mode);
        ends_ms += u64::from(item.minutes) * MINUTE;
        let now = hall.now.max(ends_ms);
        hall.run_until(now);
        if (index as usize) + 1 < agenda.len() {
            hall.ok(LEAD, Command::Advance { from: ItemIndex(index), to: None });
        }
    }
    if hall.meeting.is_running() {
        hall.ok(LEAD, Command::EndMeeting {});
    }
    hall
}

#[test]
fn all_twelve_formats_run_from_start_to_end() {
    for format in formats() {
        let hall = run_format(format.id.as_str());
        let agenda = format.agenda(Language::En);
        let reason = if format.ends_on_time { MeetingEnd::TimeUp } else { MeetingEnd::EndedByLead };
        assert_eq!(hall.meeting.phase, Phase::Ended { reason }, "{}", format.id.as_str());
        assert_eq!(hall.meeting.item_times.len(), agenda.len());
        let told = hall.count(|event| matches!(event, Event::ItemTimeTold { minutes_left: 0, .. }));
        // Where the last item's time is the meeting's, the end itself tells.
        let items = agenda.len() - usize::from(format.ends_on_time);
        assert_eq!(told, items, "{}: the lead is told of each item's time", format.id.as_str());
        let rounds = agenda.iter().filter(|item| item.mode.has_rounds()).count();
        assert_eq!(hall.meeting.rounds.0 as usize, rounds);
        let asked = hall.count(|event| matches!(event, Event::FeedbackAsked { .. }));
        let wanted = agenda.iter().any(|i| i.crosstalk != Crosstalk::None && i.mode.has_turns());
        assert_eq!(asked > 0, wanted, "{}", format.id.as_str());
    }
}

#[test]
fn left_alone_every_format_still_comes_to_its_end() {
    for format in formats() {
        let mut hall = Hall::of_format(format.id.as_str(), 3);
        hall.run_until(24 * 60 * MINUTE);
        assert_eq!(hall.meeting.phase, Phase::Ended { reason: MeetingEnd::TimeUp }, "{}", format.id.as_str());
        let end = hall.log.last().expect("a log").at_ms;
        let over = if format.ends_on_time { 0 } else { 5 };
        let end_ms = u64::from(format.minutes + over) * MINUTE;
        assert_eq!(end, MeetingMs::from_ms(end_ms), "{}", format.id.as_str());
    }
}

#[test]
fn a_process_group_has_no_rounds_and_no_timer() {
    let hall = run_format("process");
    assert_eq!(hall.count(|e| matches!(e, Event::TurnChanged { .. } | Event::RoundStarted { .. })), 0);
}

#[test]
fn a_talking_piece_circle_keeps_its_order() {
    let mut hall = Hall::of_format("talking_piece", MEMBERS);
    for from in [0, 1] {
        hall.ok(LEAD, Command::Advance { from: ItemIndex(from), to: None });
    }
    hall.start_round();
    let order: Vec<_> = hall.meeting.round().expect("runs").slots.iter().map(|s| s.who).collect();
    for who in order {
        assert_eq!(hall.turn().holder, who);
        hall.share(who.as_bytes()[0]);
    }
    assert!(hall.meeting.round().is_none_or(|r| r.phase != RoundPhase::Turns {}));
}
