//! Rules 1, 2, 10 and 11 of the floor.

use super::hall::{ANN, BEN, CAT, CO, DAN, Hall, LEAD, MINUTE, OBSERVER, SECOND, config, id, item};
use crate::meeting::{
    agenda::{AgendaItem, Mode},
    command::Command,
    event::Event,
    floor::Stage,
    known::events::tellings,
    ordinal::{ItemIndex, RoundId},
    reason::TurnEnd,
    refusal::Refusal,
    role::{Role, RoomKind},
    round::{LastStart, RoundPhase, SlotState},
    time::FloorMs,
};

fn order(hall: &Hall) -> Vec<u8> {
    hall.meeting.round().expect("a round").slots.iter().map(|s| s.who.as_bytes()[0]).collect()
}

pub(super) fn phase(hall: &Hall) -> RoundPhase {
    hall.meeting.round().expect("a round").phase.clone()
}

pub(super) fn pass(hall: &mut Hall, who: u8) {
    let turn = Some(hall.turn_id());
    hall.ok(who, Command::Pass { turn });
}

/// A meeting of the lead, who is new, and of others as they were before.
fn after(others: &[(u8, LastStart)]) -> Hall {
    let mut hall = Hall::opened(config(RoomKind::PeerLed, vec![item(Mode::Round)]), &[]);
    for (who, last) in others {
        hall.enter_after(*who, Role::Member, *last);
    }
    hall
}

const fn is_start(event: &Event) -> bool {
    matches!(event, Event::LastStartNoted { .. })
}

#[test]
fn rule_01_the_order_is_of_members_present_in_the_order_of_coming() {
    let mut hall = Hall::opened(config(RoomKind::PeerLed, vec![item(Mode::Round)]), &[ANN, BEN]);
    hall.enter(OBSERVER, Role::Observer);
    hall.enter(CO, Role::CoFacilitator);
    hall.start_round();
    assert_eq!(order(&hall), [LEAD, ANN, BEN, CO]);
    assert_eq!(hall.holder(), LEAD);
}

#[test]
fn rule_01_the_one_starts_who_did_longest_ago_then_who_is_new() {
    let before = |order| LastStart::Before { order };
    let never = LastStart::Never {};
    for (others, circle) in [
        (vec![(ANN, before(7)), (BEN, before(3))], vec![BEN, LEAD, ANN]),
        (vec![(ANN, before(7)), (BEN, never), (CAT, never)], vec![BEN, CAT, LEAD, ANN]),
        (vec![(ANN, LastStart::New {}), (BEN, before(9))], vec![BEN, LEAD, ANN]),
    ] {
        let mut hall = after(&others);
        hall.start_round();
        assert_eq!(order(&hall), circle);
        assert_eq!(hall.holder(), circle[0]);
    }
}

#[test]
fn rule_01_who_cannot_be_called_does_not_start() {
    let mut hall = after(&[(ANN, LastStart::Never {}), (BEN, LastStart::Before { order: 1 })]);
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
    hall.start_round();
    assert_eq!(order(&hall), [BEN, LEAD, ANN]);
}

#[test]
fn rule_01_coming_back_changes_nothing_about_who_starts() {
    let mut hall = after(&[(ANN, LastStart::Never {})]);
    hall.ok(ANN, Command::Leave { quiet: false });
    // Their seat counts as new in no later entry, and as somebody's who started in none either.
    hall.enter_after(ANN, Role::Member, LastStart::Before { order: 1 });
    hall.start_round();
    assert_eq!(order(&hall), [ANN, LEAD]);
    assert!(hall.log.iter().all(|n| tellings(&hall.meeting, &n.event).is_empty() || !is_start(&n.event)));
}

#[test]
fn rule_01_a_therapist_and_who_only_listens_are_not_of_the_round() {
    let mut hall = Hall::therapy(item(Mode::Round), &[ANN, BEN, CAT]);
    hall.ok(BEN, Command::ListenOnly { on: true });
    hall.start_round();
    assert_eq!(order(&hall), [ANN, CAT]);
}

#[test]
fn rule_01_the_lead_may_go_first() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.ok(ANN, Command::ListenOnly { on: true });
    hall.ok(ANN, Command::ListenOnly { on: false });
    hall.start_round();
    assert_eq!(hall.holder(), LEAD);
    let from = Some(hall.turn_id());
    hall.ok(LEAD, Command::GiveFloor { from, to: id(BEN) });
    assert_eq!(hall.slot(LEAD), SlotState::Pending, "the lead's own offer was set aside, not lost");
    hall.share(BEN);
    assert_eq!(hall.holder(), LEAD);
}

#[test]
fn rule_01_the_share_ms_is_what_the_time_gives_between_its_bounds() {
    let share = |minutes: u32, members: u8| {
        let item = AgendaItem { minutes, ..item(Mode::Round) };
        let members: Vec<u8> = (ANN..ANN + members).collect();
        let mut hall = Hall::peers(item, &members);
        hall.start_round();
        hall.meeting.round().expect("a round").share_ms
    };
    assert_eq!(share(20, 3), 120 * SECOND, "at most the default");
    assert_eq!(share(6, 3), (360 - 40) * SECOND / 4, "the item's seconds less ten a person");
    assert_eq!(share(2, 3), 45 * SECOND, "a tight agenda warns, it is not refused");
    let short = AgendaItem { share_ms: 30 * SECOND, minutes: 1, ..item(Mode::Round) };
    let mut hall = Hall::peers(short, &[ANN, BEN]);
    hall.start_round();
    assert_eq!(hall.turn().share_ms, 30 * SECOND, "a default under 45 s is its own minimum");
}

#[test]
fn rule_01_an_impossible_round_is_refused_and_nobody_there_too() {
    let mut hall = Hall::opened(config(RoomKind::PeerLed, vec![item(Mode::Round)]), &[ANN]);
    hall.wait(25 * MINUTE - 44 * SECOND);
    hall.no(LEAD, Command::StartRound { item: ItemIndex(0) }, Refusal::NoTime);
    let mut empty = Hall::therapy(item(Mode::Round), &[]);
    empty.no(LEAD, Command::StartRound { item: ItemIndex(0) }, Refusal::NobodyWaiting);
}

#[test]
fn rule_02_no_answer_is_nudged_and_then_away_to_the_millisecond() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    hall.start_round();
    hall.wait(45 * SECOND - 1);
    assert_eq!(hall.stage(), &Stage::Offered { since_ms: FloorMs::from_ms(0), nudged: false });
    hall.wait(1);
    assert_eq!(hall.stage(), &Stage::Offered { since_ms: FloorMs::from_ms(0), nudged: true });
    hall.wait(45 * SECOND - 1);
    assert_eq!(hall.holder(), LEAD);
    hall.wait(1);
    assert_eq!(hall.holder(), ANN, "the floor moves on");
    assert_eq!(hall.slot(LEAD), SlotState::Away, "that is not a pass");
    let no_answer =
        |e: &Event| matches!(e, Event::TurnEnded { reason: TurnEnd::NoAnswer, shared: false, .. });
    assert_eq!(hall.count(no_answer), 1);
}

#[test]
fn rule_02_typing_accepts() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    hall.start_round();
    hall.post(LEAD);
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(FloorMs::from_ms(120 * SECOND)) });
}

#[test]
fn rule_10_a_latecomer_is_added_while_a_minimum_share_fits() {
    let six = AgendaItem { minutes: 6, ..item(Mode::Round) };
    let mut hall = Hall::peers(six, &[ANN, BEN]);
    hall.start_round();
    // Ann and Ben wait: three shares of 45 + 10 s fit until 165 s before the end, not a moment later.
    hall.wait(0);
    hall.post(LEAD);
    hall.now = 6 * MINUTE - 165 * SECOND;
    hall.enter(CAT, Role::Member);
    assert_eq!(order(&hall), [LEAD, ANN, BEN, CAT]);
    hall.enter(DAN, Role::Member);
    assert_eq!(order(&hall), [LEAD, ANN, BEN, CAT], "else the next round");
    hall.no(DAN, Command::RaiseHand {}, Refusal::NoTime);
}

#[test]
fn rule_10_who_was_gone_for_a_while_comes_back_to_the_end() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.lose(ANN);
    hall.start_round();
    hall.share(LEAD);
    assert_eq!(hall.holder(), BEN);
    assert_eq!(hall.slot(ANN), SlotState::Away);
    hall.back(ANN);
    hall.share(BEN);
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn rule_11_all_pass_a_silence_and_then_the_lead_decides() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    for who in [LEAD, ANN, BEN] {
        pass(&mut hall, who);
    }
    assert_eq!(phase(&hall), RoundPhase::Silence { until_ms: FloorMs::from_ms(120 * SECOND) });
    hall.wait(5 * MINUTE);
    assert!(matches!(phase(&hall), RoundPhase::Silence { .. }), "it is the lead's to go on");
    assert!(hall.meeting.floor.shares.is_empty(), "passes never count");
    hall.hand(BEN);
    hall.share(BEN);
    assert!(matches!(phase(&hall), RoundPhase::AnyoneUnheard { .. }));

    let mut again = Hall::peers(item(Mode::TalkingPiece), &[ANN]);
    again.start_round();
    pass(&mut again, LEAD);
    pass(&mut again, ANN);
    assert!(matches!(phase(&again), RoundPhase::Silence { .. }));
    again.start_round();
    assert_eq!(again.meeting.round().expect("rephrased").id, RoundId(2));
}

#[test]
fn rule_11_one_share_makes_no_silence() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    hall.start_round();
    pass(&mut hall, LEAD);
    hall.share(ANN);
    assert!(matches!(phase(&hall), RoundPhase::AnyoneUnheard { .. }));
}

#[test]
fn a_lead_reorders_and_closes_a_round() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN, CAT]);
    hall.start_round();
    hall.ok(LEAD, Command::MoveInOrder { who: id(CAT), before: Some(id(ANN)) });
    assert_eq!(order(&hall), [LEAD, CAT, ANN, BEN]);
    hall.no(LEAD, Command::MoveInOrder { who: id(LEAD), before: None }, Refusal::WrongStage);
    hall.share(LEAD);
    assert_eq!(hall.holder(), CAT);
    hall.no(LEAD, Command::StartRound { item: ItemIndex(0) }, Refusal::RoundRunning);
    hall.no(LEAD, Command::CloseRound { round: RoundId(7) }, Refusal::Stale);
    hall.ok(LEAD, Command::CloseRound { round: RoundId(1) });
    assert_eq!((hall.holder(), hall.meeting.round()), (0, None));
    hall.no(LEAD, Command::CloseRound { round: RoundId(1) }, Refusal::NoRound);
    hall.no(LEAD, Command::CallNext { from: None }, Refusal::NoRound);
}

#[test]
fn rule_10_in_tag_a_latecomer_who_asks_in_the_last_half_minute_is_heard() {
    let mut hall = Hall::peers(item(Mode::Tag), &[ANN]);
    hall.start_round();
    hall.share(LEAD);
    let turn = hall.turn_id();
    hall.ok(LEAD, Command::NameNext { turn, who: id(ANN) });
    pass(&mut hall, ANN);
    assert!(matches!(phase(&hall), RoundPhase::AnyoneUnheard { .. }));
    hall.enter(BEN, Role::Member);
    hall.hand(BEN);
    assert_eq!(hall.holder(), BEN);
}
