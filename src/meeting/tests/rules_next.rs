//! Rule 7 of the floor: who is next.

use super::{
    hall::{ANN, BEN, CAT, Hall, LEAD, SECOND, config, id, item},
    rules_round::{pass, phase},
};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    command::Command,
    floor::Stage,
    ordinal::ItemIndex,
    refusal::Refusal,
    role::RoomKind,
    round::{RoundPhase, SlotState},
    time::FloorMs,
};

fn defer(hall: &mut Hall, who: u8) {
    let turn = Some(hall.turn_id());
    hall.ok(who, Command::Defer { turn });
}

#[test]
fn rule_07_pending_then_deferred_then_back_then_anyone_unheard() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN, CAT]);
    hall.start_round();
    hall.wait(90 * SECOND);
    assert_eq!(hall.slot(LEAD), SlotState::Away);
    defer(&mut hall, ANN);
    hall.ok(LEAD, Command::Whisper { to: None, text: "here again".into() });
    assert!(hall.meeting.slot_of(id(LEAD)).expect("a slot").returned);
    hall.share(BEN);
    pass(&mut hall, CAT);
    assert_eq!(hall.holder(), ANN, "the deferred before those who came back");
    let turn = Some(hall.turn_id());
    hall.no(ANN, Command::Defer { turn }, Refusal::AlreadySo);
    hall.share(ANN);
    hall.share(LEAD);
    assert_eq!(
        phase(&hall),
        RoundPhase::AnyoneUnheard { until_ms: FloorMs::from_ms(hall.now + 30 * SECOND) }
    );
    hall.wait(30 * SECOND - 1);
    assert!(hall.meeting.round().is_some());
    hall.wait(1);
    assert_eq!(hall.meeting.round(), None);
}

/// A meeting of one item in which the floor rests for five seconds after a share.
fn breathing(first: AgendaItem, members: &[u8]) -> Hall {
    let mut config = config(RoomKind::PeerLed, vec![first, item(Mode::Open)]);
    config.settings.timing.breath_ms = 5 * SECOND;
    Hall::opened(config, members)
}

fn rests(hall: &Hall) -> bool {
    matches!(hall.meeting.floor.turn.as_ref().map(|turn| &turn.stage), Some(Stage::Breath { .. }))
}

#[test]
fn rule_07_the_floor_rests_for_a_breath_between_two_shares() {
    for mode in [Mode::Round, Mode::TalkingPiece] {
        let mut hall = breathing(item(mode), &[ANN, BEN]);
        hall.start_round();
        hall.share(LEAD);
        assert!(rests(&hall));
        hall.no(LEAD, Command::NameNext { turn: hall.turn_id(), who: id(ANN) }, Refusal::WrongStage);
        hall.wait(5 * SECOND - 1);
        assert!(rests(&hall), "{mode:?}");
        hall.wait(1);
        assert_eq!(hall.holder(), ANN);
        pass(&mut hall, ANN);
        assert_eq!(hall.holder(), BEN, "nothing was said that asks for a breath");
        assert_eq!(hall.slot(LEAD), SlotState::Done);
    }
}

#[test]
fn rule_07_a_lead_a_pause_and_a_departure_end_or_stop_a_breath() {
    let mut hall = breathing(item(Mode::Queue), &[ANN, BEN, CAT]);
    for who in [ANN, BEN, CAT] {
        hall.hand(who);
    }
    hall.share(ANN);
    let turn = hall.turn_id();
    hall.ok(LEAD, Command::CallNext { from: Some(turn) });
    assert_eq!(hall.holder(), BEN, "a lead need not wait");
    hall.share(BEN);
    hall.wait(2 * SECOND);
    hall.ok(LEAD, Command::PauseFloor {});
    hall.wait(60 * SECOND);
    assert!(rests(&hall), "its clock stands too");
    hall.ok(LEAD, Command::ResumeFloor {});
    hall.wait(3 * SECOND);
    assert_eq!(hall.holder(), CAT);
    hall.share(CAT);
    hall.ok(CAT, Command::Leave { quiet: false });
    assert_eq!(hall.meeting.floor.turn, None);
    assert_eq!(hall.meeting.shares_of(id(CAT)), 1, "it was a share");
}

#[test]
fn rule_07_there_is_no_breath_where_somebody_says_who_is_next() {
    let mut hall = breathing(item(Mode::Tag), &[ANN]);
    hall.start_round();
    hall.share(LEAD);
    let turn = hall.turn_id();
    hall.ok(LEAD, Command::NameNext { turn, who: id(ANN) });
    assert_eq!(hall.holder(), ANN, "the naming was the breath");
    let mut hall = breathing(item(Mode::Directed), &[ANN]);
    hall.ok(LEAD, Command::GiveFloor { from: None, to: id(ANN) });
    hall.share(ANN);
    assert_eq!(hall.meeting.floor.turn, None);
}

#[test]
fn rule_07_who_passed_and_raises_a_hand_is_heard() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    hall.share(LEAD);
    pass(&mut hall, ANN);
    hall.hand(ANN);
    hall.no(ANN, Command::RaiseHand {}, Refusal::AlreadySo);
    hall.no(LEAD, Command::RaiseHand {}, Refusal::AlreadyHeard);
    hall.share(BEN);
    hall.share(ANN);
    assert_eq!(hall.meeting.round(), None, "all were heard: nobody to ask");
}

#[test]
fn rule_07_a_hand_in_the_last_moment_is_heard() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    hall.start_round();
    hall.share(LEAD);
    pass(&mut hall, ANN);
    hall.wait(30 * SECOND - 1);
    hall.hand(ANN);
    assert_eq!(hall.holder(), ANN);
    hall.wait(SECOND);
    assert_eq!(hall.holder(), ANN, "the half minute is not running meanwhile");
    hall.share(ANN);
    assert_eq!(hall.meeting.round(), None);
}

#[test]
fn rule_07_ahead_of_time_one_may_pass_or_ask_to_come_back() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    hall.ok(ANN, Command::Defer { turn: None });
    hall.no(ANN, Command::Defer { turn: None }, Refusal::AlreadySo);
    hall.ok(BEN, Command::Pass { turn: None });
    hall.no(BEN, Command::Pass { turn: None }, Refusal::NotSo);
    hall.share(LEAD);
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn rule_07_who_was_away_and_only_listens_is_not_called() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    hall.wait(90 * SECOND);
    assert_eq!(hall.slot(LEAD), SlotState::Away);
    hall.ok(LEAD, Command::ListenOnly { on: true });
    hall.ok(LEAD, Command::Whisper { to: None, text: "here".into() });
    hall.share(ANN);
    hall.share(BEN);
    assert_eq!(hall.holder(), 0);
}

#[test]
fn rule_07_talking_piece_is_strict() {
    let mut hall = Hall::peers(item(Mode::TalkingPiece), &[ANN, BEN, CAT]);
    hall.start_round();
    let turn = Some(hall.turn_id());
    hall.no(LEAD, Command::Defer { turn }, Refusal::WrongMode);
    hall.no(LEAD, Command::GiveFloor { from: turn, to: id(BEN) }, Refusal::WrongMode);
    hall.no(LEAD, Command::MoveInOrder { who: id(CAT), before: None }, Refusal::WrongMode);
    pass(&mut hall, LEAD);
    hall.no(LEAD, Command::RaiseHand {}, Refusal::WrongMode);
    hall.wait(90 * SECOND);
    assert_eq!(hall.slot(ANN), SlotState::Away, "silent past the offer");
    hall.ok(ANN, Command::Whisper { to: None, text: "here".into() });
    hall.lose(CAT);
    hall.share(BEN);
    assert_eq!(hall.holder(), CAT, "the piece is held for who is offline");
    assert!(matches!(hall.stage(), Stage::Held { begun: false, .. }));
    hall.wait(60 * SECOND - 1);
    assert_eq!(hall.holder(), CAT);
    hall.wait(1);
    assert_eq!(hall.meeting.round(), None, "no going back, no asking around");
}

#[test]
fn rule_07_a_holder_of_the_talking_piece_who_is_lost_counts_as_away() {
    let mut hall = Hall::peers(item(Mode::TalkingPiece), &[ANN]);
    hall.start_round();
    hall.post(LEAD);
    hall.lose(LEAD);
    hall.wait(60 * SECOND);
    assert_eq!((hall.slot(LEAD), hall.holder()), (SlotState::Away, ANN), "cut off is not heard out");
    assert_eq!(hall.meeting.shares_of(id(LEAD)), 0);
}

#[test]
fn rule_07_tag_is_named_by_the_sharer_and_then_picked_by_the_lead() {
    let mut hall = Hall::peers(item(Mode::Tag), &[ANN, BEN, CAT]);
    hall.start_round();
    hall.share(LEAD);
    let turn = hall.turn_id();
    hall.no(ANN, Command::NameNext { turn, who: id(BEN) }, Refusal::NotHolder);
    hall.no(LEAD, Command::NameNext { turn, who: id(LEAD) }, Refusal::AlreadyHeard);
    hall.ok(LEAD, Command::NameNext { turn, who: id(BEN) });
    hall.share(BEN);
    let turn = hall.turn_id();
    hall.no(BEN, Command::NameNext { turn, who: id(LEAD) }, Refusal::AlreadyHeard);
    hall.wait(20 * SECOND - 1);
    assert_eq!(hall.holder(), BEN);
    hall.wait(1);
    assert_eq!(hall.holder(), 0, "nobody was named");
    hall.ok(LEAD, Command::CallNext { from: None });
    assert_eq!(hall.holder(), ANN);
    pass(&mut hall, ANN);
    let turn = hall.turn_id();
    hall.ok(ANN, Command::NameNext { turn, who: id(CAT) });
    assert_eq!(hall.slot(ANN), SlotState::Passed, "naming does not make a pass a share");
    hall.share(CAT);
    assert!(matches!(phase(&hall), RoundPhase::AnyoneUnheard { .. }));
    hall.hand(ANN);
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn rule_07_in_tag_a_lead_picks_who_was_not_called_before_who_was() {
    let mut hall = Hall::peers(item(Mode::Tag), &[ANN, BEN]);
    hall.start_round();
    hall.wait(90 * SECOND);
    assert_eq!(hall.slot(LEAD), SlotState::Away);
    hall.ok(LEAD, Command::CallNext { from: None });
    assert_eq!(hall.holder(), ANN, "not the lead again, who did not answer");
    defer(&mut hall, ANN);
    hall.ok(LEAD, Command::CallNext { from: None });
    assert_eq!(hall.holder(), BEN, "Ann comes back at the end");
    pass(&mut hall, BEN);
    hall.wait(20 * SECOND);
    hall.ok(LEAD, Command::CallNext { from: None });
    assert_eq!(hall.holder(), ANN, "the deferred before those who were away");
}

#[test]
fn rule_07_whom_a_lead_picks_in_the_last_half_minute_is_not_the_last_asked() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    hall.start_round();
    hall.share(LEAD);
    hall.wait(90 * SECOND);
    assert!(matches!(phase(&hall), RoundPhase::AnyoneUnheard { .. }));
    hall.ok(LEAD, Command::ChangeMode { item: ItemIndex(0), mode: Mode::Tag, crosstalk: Crosstalk::None });
    hall.ok(LEAD, Command::CallNext { from: None });
    assert_eq!((hall.holder(), phase(&hall)), (ANN, RoundPhase::Turns {}));
}

#[test]
fn rule_07_who_is_offline_at_the_end_may_come_back_in_the_last_half_minute() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.lose(ANN);
    hall.start_round();
    hall.share(LEAD);
    hall.share(BEN);
    assert_eq!(phase(&hall), RoundPhase::AnyoneUnheard { until_ms: FloorMs::from_ms(30 * SECOND) });
    hall.wait(30 * SECOND - 1);
    hall.back(ANN);
    assert_eq!(hall.holder(), ANN);
}
