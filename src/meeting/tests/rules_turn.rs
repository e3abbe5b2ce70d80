//! Rules 3 to 6, 8, 9, 16 and 17 of the floor.

use super::hall::{ANN, BEN, CAT, Hall, LEAD, MINUTE, SECOND, config, id, item, post};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    command::{Command, FeedbackKind},
    event::Event,
    floor::{SeatState, Stage, TurnEnd},
    refusal::Refusal,
    role::{RoomKind, Service},
    settings::LimitKind,
};

/// A queue in which Ann has the floor and speaks since 0.
fn ann_speaks(crosstalk: Crosstalk, limit: LimitKind) -> Hall {
    let first = AgendaItem { crosstalk, ..item(Mode::Queue) };
    let mut config = config(RoomKind::PeerLed, vec![first, item(Mode::Open)]);
    config.settings.limit = limit;
    let mut hall = Hall::opened(config, &[ANN, BEN, CAT]);
    hall.hand(ANN);
    let turn = hall.turn_id();
    hall.ok(ANN, Command::StartTimer { turn });
    hall
}

fn ann(limit: LimitKind) -> Hall {
    ann_speaks(Crosstalk::None, limit)
}

#[test]
fn rule_03_the_timer_starts_by_key_by_message_or_by_itself() {
    let offered = || {
        let mut hall = Hall::peers(item(Mode::Queue), &[ANN]);
        hall.hand(ANN);
        let turn = hall.turn_id();
        (hall, turn)
    };
    let (mut hall, turn) = offered();
    hall.ok(ANN, Command::Accept { turn });
    hall.no(ANN, Command::Accept { turn }, Refusal::WrongStage);
    hall.wait(20 * SECOND - 1);
    assert_eq!(hall.stage(), &Stage::Accepted { starts_by_ms: 20 * SECOND });
    hall.wait(1);
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(140 * SECOND) });
    let (mut hall, turn) = offered();
    hall.ok(ANN, Command::Accept { turn });
    hall.wait(3 * SECOND);
    hall.ok(ANN, Command::StartTimer { turn });
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(123 * SECOND) });
    hall.no(ANN, Command::StartTimer { turn }, Refusal::WrongStage);
}

#[test]
fn rule_03_the_warning_is_private_and_a_quarter_within_bounds() {
    for (share_s, left_s) in [(40, 15), (120, 30), (180, 45), (600, 60)] {
        let item = AgendaItem { share_ms: share_s * SECOND, ..item(Mode::Queue) };
        let mut hall = Hall::peers(item, &[ANN]);
        hall.hand(ANN);
        hall.post(ANN);
        hall.wait((share_s - left_s) * SECOND - 1);
        assert_eq!(hall.meeting.warned_turn, None);
        hall.wait(1);
        assert_eq!(hall.last(), &Event::TurnWarned { turn: 1, left_ms: left_s * SECOND });
    }
}

#[test]
fn rule_03_a_private_multiplier_lengthens_the_share() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN]);
    hall.no(ANN, Command::SetMultiplier { percent: 120 }, Refusal::OutOfRange);
    hall.no(ANN, Command::SetMultiplier { percent: 100 }, Refusal::AlreadySo);
    hall.ok(ANN, Command::SetMultiplier { percent: 150 });
    hall.hand(ANN);
    assert_eq!(hall.turn().share_ms, 180 * SECOND);
}

#[test]
fn rule_03_an_untimed_share_has_no_end() {
    let mut hall = Hall::peers(AgendaItem { share_ms: 0, ..item(Mode::Queue) }, &[ANN]);
    hall.hand(ANN);
    hall.post(ANN);
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: None });
    hall.wait(15 * MINUTE);
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn rule_04_a_soft_limit_waits_for_the_lead() {
    let mut hall = ann(LimitKind::Soft);
    hall.wait(2 * MINUTE - 1);
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(2 * MINUTE) });
    hall.wait(1);
    assert_eq!(hall.stage(), &Stage::Grace { ends_ms: 150 * SECOND });
    hall.wait(3 * MINUTE);
    hall.post(ANN);
    let turn = hall.turn_id();
    hall.ok(LEAD, Command::Extend { turn });
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(hall.now + MINUTE) });
    hall.ok(LEAD, Command::CallNext { from: Some(turn) });
    assert_eq!(hall.holder(), 0);
    assert_eq!(hall.meeting.shares_of(id(ANN)), 1);
}

#[test]
fn rule_04_a_hard_limit_takes_the_draft_and_no_more() {
    let mut hall = ann(LimitKind::Hard);
    hall.wait(150 * SECOND - 1);
    hall.post(ANN);
    hall.wait(1);
    assert_eq!(hall.stage(), &Stage::LastDraft { ends_ms: 160 * SECOND });
    hall.post(ANN);
    assert_eq!(hall.holder(), 0, "the draft was the last word");
    hall.no(ANN, post("more"), Refusal::NotHolder);

    let mut hall = ann(LimitKind::Hard);
    hall.wait(160 * SECOND - 1);
    assert_eq!(hall.holder(), ANN);
    hall.wait(1);
    let ended = Event::TurnEnded { turn: 1, holder: id(ANN), reason: TurnEnd::TimeUp, shared: true };
    assert_eq!(hall.last(), &ended);
}

#[test]
fn rule_05_one_minute_a_share_by_timekeeper_or_lead() {
    let mut hall = ann(LimitKind::Soft);
    let turn = hall.turn_id();
    hall.no(BEN, Command::Extend { turn }, Refusal::NotPermitted);
    hall.serve(BEN, Service::Timekeeper);
    hall.wait(100 * SECOND);
    assert_eq!(hall.meeting.warned_turn, Some(turn));
    hall.ok(BEN, Command::Extend { turn });
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(3 * MINUTE) });
    assert_eq!(hall.meeting.warned_turn, None, "the extra minute has a warning of its own");
    hall.no(LEAD, Command::Extend { turn }, Refusal::AlreadyExtended);
    hall.wait(65 * SECOND);
    assert_eq!(hall.last(), &Event::TurnWarned { turn, left_ms: 15 * SECOND });
}

#[test]
fn rule_05_at_the_sharers_wish_if_nobody_objects() {
    let mut hall = ann(LimitKind::Soft);
    let turn = hall.turn_id();
    hall.ok(ANN, Command::AskForMore { turn });
    hall.no(ANN, Command::AskForMore { turn }, Refusal::AlreadySo);
    hall.no(ANN, Command::Object {}, Refusal::NotSo);
    hall.wait(10 * SECOND - 1);
    assert!(!hall.turn().extended);
    hall.wait(1);
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(3 * MINUTE) });
    hall.no(ANN, Command::AskForMore { turn }, Refusal::AlreadyExtended);

    let mut hall = ann(LimitKind::Soft);
    hall.ok(ANN, Command::AskForMore { turn });
    hall.ok(BEN, Command::Object {});
    hall.wait(10 * SECOND);
    assert!(!hall.turn().extended);
}

#[test]
fn rule_05_not_at_the_others_cost() {
    let first = AgendaItem { minutes: 4, ..item(Mode::Queue) };
    let mut hall = Hall::peers(first, &[ANN, BEN, CAT]);
    for who in [ANN, BEN, CAT] {
        hall.hand(who);
    }
    hall.post(ANN);
    let turn = hall.turn_id();
    hall.wait(70 * SECOND);
    hall.ok(ANN, Command::AskForMore { turn });
    hall.ok(LEAD, Command::Object {});
    hall.wait(SECOND);
    hall.no(ANN, Command::AskForMore { turn }, Refusal::NoTime);
}

#[test]
fn rule_05_in_therapy_the_therapist_decides() {
    let mut hall = Hall::therapy(item(Mode::Queue), &[ANN, BEN]);
    hall.hand(ANN);
    hall.post(ANN);
    let turn = hall.turn_id();
    hall.ok(ANN, Command::AskForMore { turn });
    hall.no(BEN, Command::Object {}, Refusal::NotPermitted);
    hall.wait(30 * SECOND);
    assert!(!hall.turn().extended && hall.meeting.floor.more_time.is_none(), "silence is no");
    hall.ok(ANN, Command::AskForMore { turn });
    hall.ok(LEAD, Command::Extend { turn });
    assert!(hall.turn().extended && hall.meeting.floor.more_time.is_none());
}

#[test]
fn rule_06_nothing_is_the_default() {
    let mut hall = ann_speaks(Crosstalk::OnRequest, LimitKind::Soft);
    hall.post(ANN);
    hall.done(ANN);
    hall.no(BEN, post("advice"), Refusal::FloorTaken);
    hall.wait(20 * SECOND - 1);
    assert!(matches!(hall.stage(), Stage::ChoosingFeedback { .. }));
    hall.wait(1);
    assert_eq!(hall.holder(), 0);
}

#[test]
fn rule_06_three_replies_in_a_minute_and_the_sharer_can_stop() {
    let mut hall = ann_speaks(Crosstalk::OnRequest, LimitKind::Soft);
    let turn = hall.turn_id();
    hall.no(ANN, Command::AskFeedback { turn, kind: FeedbackKind::Questions }, Refusal::WrongStage);
    hall.done(ANN);
    hall.no(BEN, Command::AskFeedback { turn, kind: FeedbackKind::Questions }, Refusal::NotHolder);
    hall.no(ANN, Command::AskFeedback { turn, kind: FeedbackKind::Reactions }, Refusal::TurnedOff);
    hall.ok(ANN, Command::AskFeedback { turn, kind: FeedbackKind::Questions });
    for who in [BEN, CAT, BEN] {
        hall.post(who);
    }
    hall.no(CAT, post("a fourth"), Refusal::NoMoreReplies);
    hall.post(ANN);
    hall.wait(MINUTE - 1);
    assert_eq!(hall.holder(), ANN);
    hall.wait(1);
    assert_eq!(hall.holder(), 0);

    let mut hall = ann_speaks(Crosstalk::OnRequest, LimitKind::Soft);
    hall.done(ANN);
    hall.ok(ANN, Command::AskFeedback { turn, kind: FeedbackKind::Suggestions });
    hall.ok(ANN, Command::StopFeedback { turn });
    assert_eq!(hall.holder(), 0);
    hall.no(BEN, post("too late"), Refusal::NotHolder);
}

#[test]
fn rule_06_just_listening_ends_the_turn() {
    let mut hall = ann_speaks(Crosstalk::OnRequest, LimitKind::Soft);
    hall.done(ANN);
    hall.ok(ANN, Command::AskFeedback { turn: 1, kind: FeedbackKind::Listening });
    assert_eq!(hall.holder(), 0);
}

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
fn rule_09_back_in_time_with_what_was_left_and_fifteen_seconds() {
    let mut hall = ann(LimitKind::Soft);
    hall.wait(50 * SECOND);
    hall.lose(ANN);
    hall.wait(60 * SECOND - 1);
    assert!(matches!(hall.stage(), Stage::Held { left_ms: Some(70_000), begun: true, .. }));
    hall.back(ANN);
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(hall.now + 85 * SECOND) });
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
    assert_eq!(round.seat(ANN), SeatState::Deferred);
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
    assert_eq!(hall.stage(), &Stage::Offered { since_ms: 30 * SECOND, nudged: false });
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
    hall.ok(LEAD, Command::Advance { from: 0, to: None });
    hall.no(LEAD, Command::Advance { from: 0, to: None }, Refusal::Stale);
    assert_eq!(hall.meeting.item, Some(1));
}
