//! Rules 2, 8, 9 and 15 for people who can be told on a device that they are wanted.

use super::hall::{ANN, BEN, Hall, LEAD, SECOND, id, item};
use crate::meeting::{
    agenda::Mode, command::Command, event::Event, floor::Stage, input::Signal, reason::TurnEnd,
    round::SlotState, time::FloorMs,
};

fn reachable(hall: &mut Hall, who: u8, on: bool) {
    hall.signal(Signal::Reachable { who: id(who), on });
}

/// A round whose first is Ann, and she is next once the lead has passed.
fn round(mode: Mode) -> Hall {
    let mut hall = Hall::peers(item(mode), &[ANN, BEN]);
    reachable(&mut hall, ANN, true);
    hall.start_round();
    hall
}

fn pass(hall: &mut Hall, who: u8) {
    let turn = Some(hall.turn_id());
    hall.ok(who, Command::Pass { turn });
}

#[test]
fn rule_02_the_floor_is_offered_to_a_device_for_as_long_as_to_anyone() {
    for mode in [Mode::Round, Mode::TalkingPiece] {
        let mut hall = round(mode);
        hall.lose(ANN);
        pass(&mut hall, LEAD);
        assert_eq!((hall.holder(), hall.meeting.is_here(id(ANN))), (ANN, false));
        assert_eq!(hall.stage(), &Stage::Offered { since_ms: FloorMs::from_ms(0), nudged: false });
        hall.wait(89 * SECOND);
        hall.back(ANN);
        assert_eq!(hall.stage(), &Stage::Offered { since_ms: FloorMs::from_ms(0), nudged: true });
        let turn = hall.turn_id();
        hall.ok(ANN, Command::Accept { turn });
    }
}

#[test]
fn rule_02_no_answer_is_no_answer_and_who_can_not_be_told_is_passed_over() {
    let mut hall = round(Mode::Round);
    hall.lose(ANN);
    pass(&mut hall, LEAD);
    hall.wait(45 * SECOND);
    hall.wait(45 * SECOND);
    assert_eq!((hall.holder(), hall.slot(ANN)), (BEN, SlotState::Away));
    let no_answer = |event: &Event| matches!(event, Event::TurnEnded { reason: TurnEnd::NoAnswer, .. });
    assert_eq!(hall.count(no_answer), 1);

    let mut hall = round(Mode::Round);
    reachable(&mut hall, ANN, false);
    hall.lose(ANN);
    pass(&mut hall, LEAD);
    assert_eq!((hall.holder(), hall.slot(ANN)), (BEN, SlotState::Away));
}

#[test]
fn rule_09_an_offer_stands_when_the_connection_is_lost_and_a_share_is_held() {
    let mut hall = round(Mode::Round);
    pass(&mut hall, LEAD);
    hall.wait(10 * SECOND);
    hall.lose(ANN);
    assert_eq!(hall.stage(), &Stage::Offered { since_ms: FloorMs::from_ms(0), nudged: false });
    reachable(&mut hall, ANN, false);
    assert!(matches!(hall.stage(), Stage::Held { begun: false, .. }));
    reachable(&mut hall, ANN, true);
    let again = Stage::Offered { since_ms: FloorMs::from_ms(10 * SECOND), nudged: false };
    assert_eq!(hall.stage(), &again);
    hall.back(ANN);
    let turn = hall.turn_id();
    hall.ok(ANN, Command::StartTimer { turn });
    hall.lose(ANN);
    assert!(matches!(hall.stage(), Stage::Held { begun: true, .. }));
}

#[test]
fn rule_08_the_hand_of_whoever_can_be_told_stays() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN]);
    reachable(&mut hall, BEN, true);
    hall.hand(ANN);
    hall.hand(BEN);
    hall.lose(BEN);
    hall.wait(40 * SECOND);
    assert_eq!(hall.meeting.floor.queue[0].falls_ms, None);
    reachable(&mut hall, BEN, false);
    assert_eq!(hall.meeting.floor.queue[0].falls_ms, Some(FloorMs::from_ms(160 * SECOND)));
    reachable(&mut hall, BEN, true);
    let turn = hall.turn_id();
    hall.ok(ANN, Command::Accept { turn });
    hall.done(ANN);
    assert_eq!(hall.holder(), BEN, "called on their device");
}

#[test]
fn rule_15_after_a_restart_a_cut_offer_stands_again_on_the_device() {
    let mut hall = round(Mode::Round);
    pass(&mut hall, LEAD);
    hall.wait(10 * SECOND);
    hall.signal(Signal::Restarted {});
    assert!(matches!(hall.stage(), Stage::Held { begun: false, .. }));
    hall.back(LEAD);
    hall.wait(60 * SECOND);
    assert!(matches!(hall.stage(), Stage::Offered { nudged: false, .. }), "{:?}", hall.stage());
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn a_quiet_exit_is_told_no_more_and_nobody_is_told_who_can_be() {
    let mut hall = round(Mode::Round);
    pass(&mut hall, LEAD);
    hall.ok(ANN, Command::Leave { quiet: true });
    assert!(matches!(hall.stage(), Stage::Held { begun: false, .. }), "as after a lost connection");
    let changes: Vec<_> =
        hall.log.iter().filter(|n| matches!(n.event, Event::ReachableChanged { .. })).cloned().collect();
    assert_eq!(changes.len(), 2);
    for viewer in [LEAD, ANN, BEN] {
        assert!(changes.iter().all(|change| !super::hall::sees(&hall.meeting, id(viewer), change)));
    }
}
