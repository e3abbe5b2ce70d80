//! Rules 8, 9, 16 and 17 of the floor.

use super::{
    hall::{ANN, BEN, CAT, Hall, LEAD, SECOND, id, item, post},
    rules_turn::ann,
};
use crate::meeting::{
    agenda::Mode, command::Command, event::Event, floor::Stage, ordinal::ItemIndex, reason::TurnEnd,
    refusal::Refusal, round::SlotState, settings::LimitKind, time::FloorMs,
};

#[test]
fn rule_08_fewest_shares_first_then_the_time_of_raising() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN, CAT]);
    hall.hand(ANN);
    hall.wait(SECOND);
    hall.hand(BEN);
    hall.share(ANN);
    hall.hand(ANN);
    hall.hand(CAT);
    let waiting: Vec<_> = hall.meeting.floor.queue.iter().map(|h| h.who).collect();
    assert_eq!(waiting, [id(CAT), id(ANN)], "nobody twice before all were heard once");
    hall.share(BEN);
    hall.share(CAT);
    hall.share(ANN);
}

#[test]
fn rule_08_a_hand_survives_two_minutes_offline() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN]);
    hall.hand(ANN);
    hall.hand(BEN);
    hall.post(ANN);
    hall.lose(BEN);
    hall.wait(119 * SECOND);
    hall.back(BEN);
    hall.wait(SECOND);
    assert!(hall.meeting.hand_of(id(BEN)).is_some_and(|hand| hand.falls_ms.is_none()));
    hall.lose(BEN);
    hall.wait(120 * SECOND - 1);
    assert!(hall.meeting.hand_of(id(BEN)).is_some());
    hall.wait(1);
    assert!(hall.meeting.hand_of(id(BEN)).is_none());
}

#[test]
fn rule_08_a_lead_reorders_and_all_see_it() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN, CAT]);
    for who in [ANN, BEN, CAT] {
        hall.hand(who);
    }
    hall.ok(LEAD, Command::MoveInOrder { who: id(CAT), before: Some(id(BEN)) });
    assert!(matches!(hall.last(), Event::QueueChanged { by: Some(by), .. } if *by == id(LEAD)));
    hall.no(LEAD, Command::MoveInOrder { who: id(CAT), before: Some(id(BEN)) }, Refusal::AlreadySo);
    hall.no(LEAD, Command::MoveInOrder { who: id(ANN), before: None }, Refusal::NoSuchPerson);
    hall.share(ANN);
    assert_eq!(hall.holder(), CAT);
}

#[test]
fn rule_08_in_a_queue_come_back_to_me_goes_behind_the_others() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN]);
    hall.hand(ANN);
    let turn = Some(hall.turn_id());
    hall.no(ANN, Command::Defer { turn }, Refusal::NobodyWaiting);
    hall.hand(BEN);
    hall.ok(ANN, Command::Defer { turn });
    hall.share(BEN);
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn rule_08_nobody_who_was_heard_goes_before_who_asks_to_come_back() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN]);
    hall.hand(ANN);
    hall.share(ANN);
    hall.hand(BEN);
    hall.hand(ANN);
    let turn = Some(hall.turn_id());
    hall.no(BEN, Command::Defer { turn }, Refusal::NobodyWaiting);
    assert_eq!(hall.holder(), BEN, "the same offer stands; it is not made anew");
}

#[test]
fn rule_09_back_in_time_with_what_was_left_and_fifteen_seconds() {
    let mut hall = ann(LimitKind::Soft);
    hall.wait(50 * SECOND);
    hall.lose(ANN);
    hall.wait(60 * SECOND - 1);
    assert!(matches!(hall.stage(), Stage::Held { left_ms: Some(70_000), begun: true, .. }));
    hall.back(ANN);
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(FloorMs::from_ms(hall.now + 85 * SECOND)) });
}

#[test]
fn rule_09_too_late_is_deferred_with_at_least_a_minute() {
    let mut hall = ann(LimitKind::Soft);
    hall.hand(BEN);
    hall.wait(100 * SECOND);
    hall.lose(ANN);
    hall.wait(60 * SECOND);
    assert_eq!(hall.holder(), BEN);
    assert_eq!(hall.meeting.shares_of(id(ANN)), 0, "a cut share does not count");
    hall.back(ANN);
    hall.share(BEN);
    assert_eq!(hall.holder(), ANN);
    assert_eq!(hall.turn().share_ms, 60 * SECOND);

    let mut round = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    round.start_round();
    round.post(LEAD);
    round.wait(10 * SECOND);
    round.lose(LEAD);
    round.wait(25 * SECOND);
    round.back(LEAD);
    round.done(LEAD);
    round.post(ANN);
    round.wait(20 * SECOND);
    round.lose(ANN);
    round.wait(60 * SECOND);
    assert_eq!(round.slot(ANN), SlotState::Deferred);
    round.back(ANN);
    round.share(BEN);
    assert_eq!((round.holder(), round.turn().share_ms), (ANN, 100 * SECOND));
}

#[test]
fn rule_09_an_offer_that_was_cut_is_offered_again() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN]);
    hall.hand(ANN);
    hall.lose(ANN);
    hall.wait(30 * SECOND);
    hall.back(ANN);
    assert_eq!(hall.stage(), &Stage::Offered { since_ms: FloorMs::from_ms(30 * SECOND), nudged: false });
}

#[test]
fn rule_16_a_mute_of_the_holder_ends_the_turn() {
    let mut hall = ann(LimitKind::Soft);
    hall.hand(BEN);
    hall.post(ANN);
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: Some(10 * SECOND) });
    let muted = |e: &Event| matches!(e, Event::TurnEnded { reason: TurnEnd::Muted, shared: true, .. });
    assert_eq!(hall.count(muted), 1);
    assert_eq!(hall.holder(), BEN);
    hall.no(ANN, post("but"), Refusal::Muted);
    hall.no(ANN, Command::RaiseHand {}, Refusal::Muted);
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(ANN, Command::Whisper { to: None, text: "why?".into() });
    hall.wait(10 * SECOND - 1);
    hall.no(ANN, Command::RaiseHand {}, Refusal::Muted);
    hall.wait(1);
    hall.hand(ANN);
}

#[test]
fn rule_16_a_muted_member_is_not_called_until_it_is_lifted() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
    hall.share(LEAD);
    assert_eq!(hall.holder(), BEN);
    hall.ok(LEAD, Command::Unmute { who: id(ANN) });
    hall.share(BEN);
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn rule_17_a_stale_click_moves_the_floor_once() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN, CAT]);
    for who in [ANN, BEN, CAT] {
        hall.hand(who);
    }
    let turn = hall.turn_id();
    hall.ok(LEAD, Command::CallNext { from: Some(turn) });
    hall.no(LEAD, Command::CallNext { from: Some(turn) }, Refusal::Stale);
    assert_eq!(hall.holder(), BEN);
    let turn = hall.turn_id();
    hall.share(BEN);
    hall.no(LEAD, Command::CallNext { from: Some(turn) }, Refusal::Stale);
    hall.no(LEAD, Command::TakeFloor { turn }, Refusal::Stale);
    hall.no(LEAD, Command::GiveFloor { from: None, to: id(ANN) }, Refusal::Stale);
    hall.no(BEN, Command::Done { turn }, Refusal::Stale);
    assert_eq!(hall.holder(), CAT);
    hall.share(CAT);
    hall.ok(LEAD, Command::Advance { from: ItemIndex(0), to: None });
    hall.no(LEAD, Command::Advance { from: ItemIndex(0), to: None }, Refusal::Stale);
    assert_eq!(hall.meeting.item, Some(ItemIndex(1)));
}
