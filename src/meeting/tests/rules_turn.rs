//! Rules 3 to 6 of the floor.

use super::arbitrary::MODES;
use super::hall::{ANN, BEN, CAT, Hall, LEAD, MINUTE, SECOND, config, id, item, post};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    command::Command,
    event::Event,
    floor::{FeedbackKind, Stage},
    ordinal::{ItemIndex, TurnId},
    reason::TurnEnd,
    refusal::Refusal,
    role::{RoomKind, Service},
    settings::LimitKind,
    state::{Meeting, Reaction},
    time::FloorMs,
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

pub(super) fn ann(limit: LimitKind) -> Hall {
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
    assert_eq!(hall.stage(), &Stage::Accepted { starts_by_ms: FloorMs::from_ms(20 * SECOND) });
    hall.wait(1);
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(FloorMs::from_ms(140 * SECOND)) });
    let (mut hall, turn) = offered();
    hall.ok(ANN, Command::Accept { turn });
    hall.wait(3 * SECOND);
    hall.ok(ANN, Command::StartTimer { turn });
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(FloorMs::from_ms(123 * SECOND)) });
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
        assert_eq!(hall.last(), &Event::TurnWarned { turn: TurnId(1), left_ms: left_s * SECOND });
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
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(FloorMs::from_ms(2 * MINUTE)) });
    hall.wait(1);
    assert_eq!(hall.stage(), &Stage::Grace { ends_ms: FloorMs::from_ms(150 * SECOND) });
    hall.wait(3 * MINUTE);
    hall.post(ANN);
    let turn = hall.turn_id();
    hall.ok(LEAD, Command::Extend { turn });
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(FloorMs::from_ms(hall.now + MINUTE)) });
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
    assert_eq!(hall.stage(), &Stage::LastDraft { ends_ms: FloorMs::from_ms(160 * SECOND) });
    hall.post(ANN);
    assert_eq!(hall.holder(), 0, "the draft was the last word");
    hall.no(ANN, post("more"), Refusal::NotHolder);

    let mut hall = ann(LimitKind::Hard);
    hall.wait(160 * SECOND - 1);
    assert_eq!(hall.holder(), ANN);
    hall.wait(1);
    let ended = Event::TurnEnded { turn: TurnId(1), holder: id(ANN), reason: TurnEnd::TimeUp, shared: true };
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
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(FloorMs::from_ms(3 * MINUTE)) });
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
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(FloorMs::from_ms(3 * MINUTE)) });
    hall.no(ANN, Command::AskForMore { turn }, Refusal::AlreadyExtended);

    let mut hall = ann(LimitKind::Soft);
    hall.ok(ANN, Command::AskForMore { turn });
    hall.ok(BEN, Command::Object {});
    hall.wait(10 * SECOND);
    assert!(!hall.turn().extended);
}

#[test]
fn rule_05_not_at_the_others_cost() {
    // Her two minutes, one more, and 45 + 10 s for each of the two who wait: 290 s.
    let first = AgendaItem { minutes: 5, ..item(Mode::Queue) };
    let mut hall = Hall::peers(first, &[ANN, BEN, CAT]);
    hall.wait(10 * SECOND);
    for who in [ANN, BEN, CAT] {
        hall.hand(who);
    }
    hall.post(ANN);
    let turn = hall.turn_id();
    hall.ok(ANN, Command::AskForMore { turn });
    hall.ok(LEAD, Command::Object {});
    hall.wait(2 * MINUTE);
    hall.wait(1);
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
fn rule_06_each_person_replies_once_within_a_minute_and_the_sharer_can_stop() {
    let mut hall = ann_speaks(Crosstalk::OnRequest, LimitKind::Soft);
    let turn = hall.turn_id();
    hall.no(ANN, Command::AskFeedback { turn, kind: FeedbackKind::Questions }, Refusal::WrongStage);
    hall.done(ANN);
    hall.no(BEN, Command::AskFeedback { turn, kind: FeedbackKind::Questions }, Refusal::NotHolder);
    hall.no(ANN, Command::AskFeedback { turn, kind: FeedbackKind::Reactions }, Refusal::TurnedOff);
    hall.ok(ANN, Command::AskFeedback { turn, kind: FeedbackKind::Questions });
    hall.post(BEN);
    hall.no(BEN, post("a second"), Refusal::AlreadyReplied);
    hall.post(CAT);
    hall.no(CAT, post("a second"), Refusal::AlreadyReplied);
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
fn rule_06_a_room_sets_how_many_replies_there_are() {
    let mut hall = ann_speaks(Crosstalk::OnRequest, LimitKind::Soft);
    hall.meeting.config.settings.feedback_replies = 1;
    hall.done(ANN);
    hall.ok(ANN, Command::AskFeedback { turn: TurnId(1), kind: FeedbackKind::Questions });
    hall.post(BEN);
    hall.no(CAT, post("a second"), Refusal::NoMoreReplies);
    hall.no(BEN, post("another"), Refusal::AlreadyReplied);
}

#[test]
fn rule_06_the_item_says_whether_a_sharer_may_ask_for_reactions() {
    for (of_item, of_room, may) in
        [(None, true, true), (None, false, false), (Some(true), false, true), (Some(false), true, false)]
    {
        let mut hall = ann_speaks(Crosstalk::OnRequest, LimitKind::Soft);
        hall.meeting.config.settings.reactions = of_room;
        hall.meeting.config.agenda[0].reactions = of_item;
        hall.post(ANN);
        let message = hall.meeting.messages.iter().last().expect("a message").id;
        let react = Command::React { message, reaction: Reaction::Thanks };
        assert_eq!(hall.send(BEN, react.clone()).is_ok(), may, "{of_item:?} {of_room}");
        hall.done(ANN);
        let asked = hall.send(ANN, Command::AskFeedback { turn: TurnId(1), kind: FeedbackKind::Reactions });
        assert_eq!(asked.is_ok(), may, "{of_item:?} {of_room}");
        // What was said in an item stays under what that item says.
        hall.meeting.config.agenda[1].reactions = Some(!may);
        hall.ok(LEAD, Command::Advance { from: ItemIndex(0), to: None });
        assert_eq!(hall.send(BEN, react).is_ok(), may, "{of_item:?} {of_room}");
    }
}

#[test]
fn a_lead_lets_people_react_in_the_running_item_and_stops_it() {
    let mut hall = ann_speaks(Crosstalk::OnRequest, LimitKind::Soft);
    hall.post(ANN);
    let message = hall.meeting.messages.iter().last().expect("a message").id;
    let react = |reaction| Command::React { message, reaction };
    let switch = |item, on| Command::SwitchReactions { item: ItemIndex(item), on };
    hall.no(BEN, switch(0, true), Refusal::NotPermitted);
    hall.no(LEAD, switch(0, false), Refusal::AlreadySo);
    hall.no(LEAD, switch(1, true), Refusal::Stale);
    hall.no(BEN, react(Reaction::Thanks), Refusal::TurnedOff);
    hall.ok(LEAD, switch(0, true));
    hall.ok(BEN, react(Reaction::Thanks));
    assert_eq!(hall.holder(), ANN, "nobody is interrupted");
    hall.ok(LEAD, Command::PauseFloor {});
    hall.ok(LEAD, switch(0, false));
    hall.no(BEN, react(Reaction::Heard), Refusal::TurnedOff);
    let marks = hall.meeting.messages.iter().last().expect("a message").reactions.len();
    assert_eq!(marks, 1, "what is there stays");
    assert_eq!(hall.meeting.config.agenda[1].reactions, None, "the other items are as they were");
    assert_eq!(Meeting::replay(&hall.log).expect("a log").config, hall.meeting.config);
}

#[test]
fn cross_talk_without_an_effect_is_refused_and_in_kept_agendas_read_as_the_nearest_that_has_one() {
    let read = |mode, crosstalk| {
        let hall = Hall::peers(AgendaItem { crosstalk, ..item(mode) }, &[ANN]);
        hall.meeting.crosstalk().expect("a current item")
    };
    for mode in MODES {
        let turns = !matches!(mode, Mode::Open | Mode::Silent | Mode::Sealed);
        let free = match mode {
            Mode::Open => Crosstalk::Free,
            _ if turns => Crosstalk::OnRequest,
            _ => Crosstalk::None,
        };
        assert_eq!(read(mode, Crosstalk::Free), free, "{mode:?}");
        let asked = if turns { Crosstalk::OnRequest } else { Crosstalk::None };
        assert_eq!(read(mode, Crosstalk::OnRequest), asked, "{mode:?}");
        assert_eq!(read(mode, Crosstalk::None), Crosstalk::None, "{mode:?}");
        let mut hall = Hall::peers(item(Mode::Presenter), &[ANN]);
        for crosstalk in [Crosstalk::OnRequest, Crosstalk::Free] {
            let change = Command::ChangeMode { item: ItemIndex(0), mode, crosstalk };
            let done = hall.send(LEAD, change).map(|_| ());
            let fits = read(mode, crosstalk) == crosstalk;
            assert_eq!(done, if fits { Ok(()) } else { Err(Refusal::WrongMode) }, "{mode:?} {crosstalk:?}");
        }
    }
}

#[test]
fn rule_06_just_listening_ends_the_turn() {
    let mut hall = ann_speaks(Crosstalk::OnRequest, LimitKind::Soft);
    hall.done(ANN);
    hall.ok(ANN, Command::AskFeedback { turn: TurnId(1), kind: FeedbackKind::Listening });
    assert_eq!(hall.holder(), 0);
}
