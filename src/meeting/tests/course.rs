//! The course of the agenda: what comes, minutes that move, pages, another mode and back, topics.

use super::hall::{ANN, BEN, CAT, DAN, Hall, LEAD, MINUTE, SECOND, config, id, item};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode, Page},
    command::Command,
    event::Event,
    ordinal::{ItemIndex, TopicId},
    refusal::Refusal,
    role::{RoomKind, Service},
    round::SlotState,
    time::FloorMs,
};
use crate::text::Unfit;

/// Items of twenty minutes each; the fourth is the closing round.
fn four(first: AgendaItem) -> Hall {
    let closing = AgendaItem { closing: true, ..item(Mode::Round) };
    let agenda = vec![first, item(Mode::Queue), item(Mode::Open), closing];
    Hall::opened(config(RoomKind::PeerLed, agenda), &[ANN, BEN, CAT])
}

fn arrange(coming: &[u32]) -> Command {
    Command::ArrangeAgenda {
        current: ItemIndex(0),
        coming: coming.iter().map(|item| ItemIndex(*item)).collect(),
    }
}

fn move_time(from: u32, to: u32, minutes: u32) -> Command {
    Command::MoveTime { current: ItemIndex(0), from: ItemIndex(from), to: ItemIndex(to), minutes }
}

fn advance(hall: &mut Hall) -> Option<u32> {
    let from = hall.meeting.item.expect("open");
    hall.ok(LEAD, Command::Advance { from, to: None });
    hall.meeting.item.map(|item| item.0)
}

fn mode(hall: &mut Hall, mode: Mode) {
    hall.ok(LEAD, Command::ChangeMode { item: ItemIndex(0), mode, crosstalk: Crosstalk::None });
}

#[test]
fn a_lead_puts_what_comes_in_another_order_and_skips() {
    let mut hall = four(item(Mode::Directed));
    hall.no(ANN, arrange(&[2, 3]), Refusal::NotPermitted);
    hall.ok(LEAD, arrange(&[2, 3]));
    hall.no(LEAD, arrange(&[2, 3]), Refusal::AlreadySo);
    assert_eq!(advance(&mut hall), Some(2), "the queue is skipped");
    assert_eq!(advance(&mut hall), Some(3));
    hall.no(LEAD, Command::Advance { from: ItemIndex(3), to: None }, Refusal::NoSuchItem);
    hall.ok(LEAD, Command::ArrangeAgenda { current: ItemIndex(3), coming: vec![ItemIndex(1)] });
    assert_eq!(advance(&mut hall), Some(1), "and brought back");
}

#[test]
fn an_order_of_unknown_or_doubled_items_is_refused() {
    let mut hall = four(item(Mode::Directed));
    for wrong in [&[1, 4][..], &[1, 1], &[0, 1]] {
        hall.no(LEAD, arrange(wrong), Refusal::NoSuchItem);
    }
    hall.no(
        LEAD,
        Command::ArrangeAgenda { current: ItemIndex(1), coming: vec![ItemIndex(2)] },
        Refusal::Stale,
    );
}

#[test]
fn back_at_an_earlier_item_the_rest_is_still_to_come() {
    let mut hall = four(item(Mode::Directed));
    assert_eq!(advance(&mut hall), Some(1));
    hall.ok(LEAD, Command::Advance { from: ItemIndex(1), to: Some(ItemIndex(0)) });
    assert_eq!(advance(&mut hall), Some(2));
}

#[test]
fn rule_12_time_is_borrowed_within_the_meeting_and_never_from_the_closing_round() {
    let mut hall = four(item(Mode::Directed));
    let end = hall.meeting.planned_end_ms();
    hall.no(ANN, move_time(1, 0, 5), Refusal::NotPermitted);
    hall.ok(LEAD, move_time(1, 0, 5));
    assert_eq!(hall.meeting.item_end_ms(), Some(FloorMs::from_ms(25 * MINUTE)));
    assert_eq!(hall.meeting.planned_end_ms(), end);
    hall.no(LEAD, move_time(1, 0, 15), Refusal::NoTime);
    hall.no(LEAD, move_time(3, 0, 1), Refusal::ClosingProtected);
    hall.no(LEAD, move_time(1, 2, 1), Refusal::NoSuchItem);
    hall.no(LEAD, move_time(1, 9, 1), Refusal::NoSuchItem);
    hall.no(LEAD, move_time(1, 0, 0), Refusal::OutOfRange);
    hall.ok(LEAD, arrange(&[2, 3]));
    hall.ok(LEAD, move_time(1, 0, 15));
    assert_eq!(
        hall.meeting.item_end_ms(),
        Some(FloorMs::from_ms(40 * MINUTE)),
        "a skipped item gives all it has"
    );
}

#[test]
fn rule_12_an_item_gives_only_what_it_has_not_used() {
    let mut hall = four(item(Mode::Directed));
    hall.wait(4 * MINUTE + SECOND);
    hall.no(LEAD, move_time(0, 2, 16), Refusal::NoTime);
    hall.ok(LEAD, move_time(0, 2, 15));
    assert_eq!(hall.meeting.item_end_ms(), Some(FloorMs::from_ms(5 * MINUTE)));
    assert_eq!(advance(&mut hall), Some(1));
    let back = Command::MoveTime { current: ItemIndex(1), from: ItemIndex(0), to: ItemIndex(1), minutes: 1 };
    hall.no(LEAD, back, Refusal::Stale);
}

#[test]
fn rule_12_marks_are_told_again_for_the_new_time_and_none_that_is_behind() {
    let told = |hall: &Hall| hall.count(|event| matches!(event, Event::ItemTimeTold { .. }));
    let mut hall = four(item(Mode::Directed));
    hall.run_until(17 * MINUTE);
    assert_eq!(told(&hall), 1);
    hall.ok(LEAD, move_time(1, 0, 10));
    hall.run_until(25 * MINUTE);
    assert_eq!(told(&hall), 2, "five minutes before the new end");
    hall.ok(LEAD, move_time(0, 2, 2));
    hall.run_until(26 * MINUTE);
    assert_eq!(told(&hall), 2, "with three minutes left nobody is told of five");
    hall.run_until(27 * MINUTE);
    assert_eq!(told(&hall), 3);
}

#[test]
fn a_presenter_turns_the_pages_of_their_item() {
    let page = Page { title: "Sleep".into(), text: String::new() };
    let pages = vec![page.clone(), page];
    let first = AgendaItem { pages, presenter_advances: true, ..item(Mode::Presenter) };
    let mut hall = four(first);
    let turn = |page| Command::TurnPage { item: ItemIndex(0), page };
    hall.no(ANN, turn(1), Refusal::NotPermitted);
    hall.serve(ANN, Service::Presenter);
    hall.ok(ANN, turn(1));
    hall.no(ANN, turn(1), Refusal::AlreadySo);
    hall.no(ANN, turn(2), Refusal::NoSuchPage);
    hall.ok(LEAD, turn(0));
    hall.ok(ANN, turn(1));
    assert_eq!(advance(&mut hall), Some(1));
    assert_eq!(hall.meeting.page, 0);
    hall.no(LEAD, Command::TurnPage { item: ItemIndex(0), page: 1 }, Refusal::Stale);
}

#[test]
fn a_round_that_a_directed_talk_interrupts_goes_on_with_those_not_heard() {
    let mut hall = four(item(Mode::Round));
    hall.start_round();
    hall.share(LEAD);
    hall.share(ANN);
    assert_eq!(hall.holder(), BEN, "is offered the turn");
    mode(&mut hall, Mode::Directed);
    assert_eq!(hall.holder(), 0);
    hall.enter(DAN, crate::meeting::role::Role::Member);
    hall.ok(LEAD, Command::GiveFloor { from: None, to: id(CAT) });
    hall.share(CAT);
    mode(&mut hall, Mode::Round);
    for who in [BEN, CAT, DAN] {
        hall.share(who);
    }
    assert_eq!(hall.count(|event| matches!(event, Event::RoundClosed { .. })), 1);
}

#[test]
fn raised_hands_outlast_a_change_of_mode_and_back() {
    let mut hall = four(item(Mode::Directed));
    hall.hand(ANN);
    hall.hand(BEN);
    mode(&mut hall, Mode::Open);
    mode(&mut hall, Mode::Queue);
    assert_eq!(hall.holder(), ANN);
    mode(&mut hall, Mode::Directed);
    assert_eq!(hall.holder(), 0);
    mode(&mut hall, Mode::Queue);
    hall.share(ANN);
    hall.share(BEN);
}

#[test]
fn in_a_round_only_who_passed_needs_a_hand() {
    let mut hall = four(item(Mode::Round));
    hall.start_round();
    hall.ok(LEAD, Command::Pass { turn: Some(hall.turn_id()) });
    mode(&mut hall, Mode::Directed);
    hall.hand(LEAD);
    hall.hand(ANN);
    mode(&mut hall, Mode::Round);
    assert!(hall.meeting.hand_of(id(LEAD)).is_some());
    assert!(hall.meeting.hand_of(id(ANN)).is_none());
    for who in [ANN, BEN, CAT, LEAD] {
        hall.share(who);
    }
}

#[test]
fn who_was_deferred_is_called_in_the_strict_order_of_a_talking_piece() {
    let mut hall = four(item(Mode::Round));
    hall.start_round();
    hall.ok(LEAD, Command::Defer { turn: Some(hall.turn_id()) });
    hall.share(ANN);
    mode(&mut hall, Mode::TalkingPiece);
    for who in [LEAD, BEN, CAT] {
        hall.share(who);
    }
}

#[test]
fn nobody_is_cut_off_by_another_mode() {
    let mut hall = four(item(Mode::Round));
    hall.start_round();
    hall.share(LEAD);
    hall.post(ANN);
    let change = Command::ChangeMode { item: ItemIndex(0), mode: Mode::Directed, crosstalk: Crosstalk::None };
    hall.no(LEAD, change.clone(), Refusal::FloorTaken);
    hall.done(ANN);
    hall.ok(LEAD, change);
    mode(&mut hall, Mode::Round);
    assert_eq!(hall.slot(ANN), SlotState::Done);
    assert_eq!(hall.holder(), BEN);
}

#[test]
fn another_item_forgets_the_round_that_was_set_aside() {
    let mut hall = four(item(Mode::Round));
    hall.start_round();
    mode(&mut hall, Mode::Directed);
    advance(&mut hall);
    assert_eq!(hall.meeting.floor.set_aside, None);
}

fn choosing() -> Hall {
    four(AgendaItem { chooses_topics: true, ..item(Mode::Directed) })
}

fn propose(text: &str) -> Command {
    Command::ProposeTopic { text: text.into() }
}

fn choose(topic: u32) -> Command {
    Command::ChooseTopic { topic: TopicId(topic), on: true }
}

#[test]
fn members_propose_topics_and_the_most_chosen_comes_first() {
    let mut hall = choosing();
    hall.ok(ANN, propose(" Anniversaries "));
    hall.ok(BEN, propose("Sleep"));
    hall.no(CAT, propose("sleep"), Refusal::TopicKnown);
    hall.ok(CAT, choose(2));
    hall.no(CAT, choose(2), Refusal::AlreadySo);
    hall.no(CAT, choose(3), Refusal::NoSuchTopic);
    advance(&mut hall);
    let topics = &hall.meeting.topics;
    let now = topics.current.and_then(|id| topics.find(id));
    assert_eq!(now.map(|topic| topic.text.as_str()), Some("Sleep"));
    hall.no(ANN, propose("Work"), Refusal::WrongMode);
    hall.no(ANN, choose(1), Refusal::WrongMode);
    hall.no(ANN, Command::TakeUpTopic { topic: Some(TopicId(1)) }, Refusal::NotPermitted);
    hall.ok(LEAD, Command::TakeUpTopic { topic: Some(TopicId(1)) });
    hall.ok(LEAD, Command::TakeUpTopic { topic: None });
}

#[test]
fn of_equally_chosen_topics_the_first_comes_first_and_a_leads_word_stands() {
    let mut hall = choosing();
    hall.ok(ANN, propose("Anniversaries"));
    hall.ok(BEN, propose("Sleep"));
    let mut by_lead = choosing();
    advance(&mut hall);
    assert_eq!(hall.meeting.topics.current, Some(TopicId(1)));
    by_lead.ok(ANN, propose("Anniversaries"));
    by_lead.ok(BEN, propose("Sleep"));
    by_lead.ok(LEAD, Command::TakeUpTopic { topic: Some(TopicId(2)) });
    advance(&mut by_lead);
    assert_eq!(by_lead.meeting.topics.current, Some(TopicId(2)));
}

#[test]
fn a_topic_is_taken_back_by_who_proposed_it_or_by_a_lead() {
    let mut hall = choosing();
    hall.ok(ANN, propose("Anniversaries"));
    hall.ok(ANN, propose("Sleep"));
    let withdraw = |topic| Command::WithdrawTopic { topic };
    hall.no(BEN, withdraw(TopicId(1)), Refusal::NotPermitted);
    hall.ok(LEAD, Command::TakeUpTopic { topic: Some(TopicId(2)) });
    hall.ok(ANN, withdraw(TopicId(2)));
    assert_eq!(hall.meeting.topics.current, None);
    hall.ok(LEAD, withdraw(TopicId(1)));
    hall.no(LEAD, withdraw(TopicId(1)), Refusal::NoSuchTopic);
    hall.ok(ANN, propose("Work"));
    assert_eq!(hall.meeting.topics.proposed[0].id, TopicId(3), "a number is used once");
}

#[test]
fn one_person_proposes_three_topics_of_one_line_each() {
    let mut hall = choosing();
    hall.no(ANN, propose(" "), Refusal::TextEmpty);
    hall.no(ANN, propose("a\0b"), Refusal::TextInvalid(Unfit('\0')));
    hall.no(ANN, propose(&"x".repeat(121)), Refusal::TextTooLong);
    for text in ["one", "two", "three"] {
        hall.ok(ANN, propose(text));
    }
    hall.no(ANN, propose("four"), Refusal::TooManyTopics);
    hall.ok(BEN, propose("four"));
    hall.ok(LEAD, Command::Mute { who: id(BEN), for_ms: None });
    hall.no(BEN, propose("five"), Refusal::Muted);
    hall.ok(BEN, choose(1));
}
