//! Rules 12, 14 and 15 of the floor.

use super::hall::{ANN, BEN, CAT, Hall, LEAD, MINUTE, OBSERVER, SECOND, config, id, item, post};
use crate::meeting::{
    agenda::{AgendaItem, Mode},
    command::Command,
    deadline::deadline,
    event::{Event, Numbered},
    floor::Stage,
    id::ParticipantId,
    input::Signal,
    ordinal::ItemIndex,
    reason::{MeetingEnd, PauseReason},
    refusal::Refusal,
    role::{Role, RoomKind},
    state::Phase,
    time::{FloorMs, MeetingMs},
    view::view,
};

fn told(hall: &Hall) -> Vec<(u64, u32)> {
    let mark = |n: &Numbered| match n.event {
        Event::ItemTimeTold { minutes_left, .. } => Some((n.at_ms.as_ms() / MINUTE, minutes_left)),
        _ => None,
    };
    hall.log.iter().filter_map(mark).collect()
}

fn restart(hall: &mut Hall) {
    hall.signal(Signal::Restarted {});
}

#[test]
fn rule_12_the_lead_is_told_at_five_one_and_none() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.run_until(20 * MINUTE);
    assert_eq!(told(&hall), [(15, 5), (19, 1), (20, 0)]);
    let mut short = Hall::peers(AgendaItem { minutes: 3, ..item(Mode::Open) }, &[ANN]);
    short.run_until(3 * MINUTE);
    assert_eq!(told(&short), [(2, 1), (3, 0)]);
}

#[test]
fn rule_12_the_closing_round_is_protected() {
    let closing = AgendaItem { closing: true, minutes: 10, ..item(Mode::Round) };
    let agenda = vec![item(Mode::Open), item(Mode::Open), closing, item(Mode::Directed)];
    let mut hall = Hall::opened(config(RoomKind::PeerLed, agenda), &[ANN]);
    hall.run_until(30 * MINUTE);
    hall.ok(LEAD, Command::Advance { from: ItemIndex(0), to: None });
    assert_eq!(
        hall.meeting.item_end_ms(),
        Some(FloorMs::from_ms(40 * MINUTE)),
        "ten minutes, not twenty, are left"
    );
    hall.run_until(39 * MINUTE);
    assert_eq!(told(&hall)[3..], [(35, 5), (39, 1)]);
}

#[test]
fn rule_12_an_item_that_starts_too_late_is_told_once() {
    let closing = AgendaItem { closing: true, minutes: 10, ..item(Mode::Round) };
    let agenda = vec![item(Mode::Open), item(Mode::Open), closing];
    let mut hall = Hall::opened(config(RoomKind::PeerLed, agenda), &[ANN]);
    hall.run_until(45 * MINUTE);
    hall.ok(LEAD, Command::Advance { from: ItemIndex(0), to: None });
    assert_eq!(told(&hall)[3..], [(45, 0)]);
}

#[test]
fn rule_12_nobody_is_cut_off_by_the_agenda() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN]);
    hall.hand(ANN);
    hall.post(ANN);
    hall.no(LEAD, Command::Advance { from: ItemIndex(0), to: None }, Refusal::FloorTaken);
    hall.wait(150 * SECOND - 1);
    hall.no(LEAD, Command::Advance { from: ItemIndex(0), to: None }, Refusal::FloorTaken);
    hall.wait(1);
    hall.ok(LEAD, Command::Advance { from: ItemIndex(0), to: None });
    hall.no(LEAD, Command::Advance { from: ItemIndex(1), to: None }, Refusal::NoSuchItem);
    hall.ok(LEAD, Command::Advance { from: ItemIndex(1), to: Some(ItemIndex(0)) });
}

#[test]
fn rule_12_the_hard_end_comes_five_minutes_after_the_planned_one() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.run_until(45 * MINUTE - 1);
    assert!(hall.meeting.is_running());
    hall.wait(1);
    assert_eq!(hall.meeting.phase, Phase::Ended { reason: MeetingEnd::TimeUp });
    hall.no(ANN, post("more"), Refusal::Ended);
    assert_eq!(deadline(&hall.meeting), None);
}

#[test]
fn rule_12_the_hard_end_wins_over_a_running_share_after_its_grace() {
    let speaks_late = || {
        let mut hall = Hall::opened(config(RoomKind::PeerLed, vec![item(Mode::Queue)]), &[ANN, BEN]);
        hall.run_until(25 * MINUTE - SECOND);
        hall.hand(ANN);
        hall.hand(BEN);
        hall.post(ANN);
        hall.wait(SECOND);
        assert_eq!(hall.stage(), &Stage::Grace { ends_ms: FloorMs::from_ms(25 * MINUTE + 30 * SECOND) });
        hall
    };
    let mut hall = speaks_late();
    let turn = hall.turn_id();
    hall.no(LEAD, Command::Extend { turn }, Refusal::NoTime);
    hall.wait(30 * SECOND - 1);
    assert!(hall.meeting.is_running());
    hall.wait(1);
    assert_eq!(hall.meeting.phase, Phase::Ended { reason: MeetingEnd::TimeUp });
    let mut hall = speaks_late();
    hall.done(ANN);
    assert!(hall.meeting.is_over(), "Ben's turn does not begin");
}

#[test]
fn rule_14_a_crisis_pause_freezes_every_clock_of_the_floor() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN]);
    hall.hand(ANN);
    hall.hand(BEN);
    hall.post(ANN);
    hall.wait(100 * SECOND);
    hall.no(ANN, Command::PauseFloor {}, Refusal::NotPermitted);
    hall.ok(LEAD, Command::PauseFloor {});
    hall.no(LEAD, Command::PauseFloor {}, Refusal::AlreadySo);
    hall.no(ANN, post("words"), Refusal::Paused);
    hall.ok(LEAD, post("let us stop for a moment"));
    hall.wait(60 * MINUTE);
    assert!(hall.meeting.is_running(), "the end of the meeting waits too");
    assert_eq!(hall.stage(), &Stage::Speaking { ends_ms: Some(FloorMs::from_ms(120 * SECOND)) });
    let turn = hall.turn_id();
    for command in [
        Command::Done { turn },
        Command::CallNext { from: Some(turn) },
        Command::TakeFloor { turn },
        Command::Advance { from: ItemIndex(0), to: None },
    ] {
        let who = if matches!(command, Command::Done { .. }) { ANN } else { LEAD };
        hall.no(who, command, Refusal::Paused);
    }
    hall.ok(LEAD, Command::ResumeFloor {});
    hall.no(LEAD, Command::ResumeFloor {}, Refusal::NotPaused);
    hall.wait(20 * SECOND - 1);
    assert!(matches!(hall.stage(), Stage::Speaking { .. }));
    hall.wait(1);
    assert!(matches!(hall.stage(), Stage::Grace { .. }));
}

#[test]
fn rule_14_one_may_pass_in_a_pause_and_nobody_is_called() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    hall.ok(LEAD, Command::PauseFloor {});
    let turn = Some(hall.turn_id());
    hall.ok(LEAD, Command::Pass { turn });
    assert_eq!(hall.holder(), 0);
    hall.ok(LEAD, Command::ResumeFloor {});
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn rule_14_a_held_silence_ends_by_itself_and_takes_nobodys_time() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN]);
    hall.hand(ANN);
    hall.post(ANN);
    hall.wait(30 * SECOND);
    hall.no(ANN, Command::HoldSilence { seconds: 60 }, Refusal::NotPermitted);
    for seconds in [0, 9, 601, u32::MAX] {
        hall.no(LEAD, Command::HoldSilence { seconds }, Refusal::OutOfRange);
    }
    hall.ok(LEAD, Command::HoldSilence { seconds: 600 });
    hall.no(LEAD, Command::HoldSilence { seconds: 60 }, Refusal::AlreadySo);
    hall.no(ANN, post("words"), Refusal::Paused);
    let stage = hall.stage().clone();
    hall.wait(600 * SECOND - 1);
    assert_eq!((hall.meeting.pause, hall.stage()), (Some(PauseReason::Silence), &stage));
    hall.wait(1);
    assert_eq!((hall.meeting.pause, hall.meeting.pause_until_ms), (None, None));
    hall.post(ANN);
    hall.wait(60 * SECOND);
    assert!(matches!(hall.stage(), Stage::Speaking { .. }), "what was left is left");
}

#[test]
fn rule_14_a_lead_ends_a_silence_and_a_crisis_takes_its_place() {
    let mut hall = Hall::therapy(item(Mode::Open), &[ANN]);
    hall.ok(LEAD, Command::HoldSilence { seconds: 60 });
    hall.ok(LEAD, Command::ResumeFloor {});
    assert_eq!(hall.meeting.pause, None);
    hall.ok(LEAD, Command::HoldSilence { seconds: 60 });
    hall.ok(LEAD, Command::PauseFloor {});
    hall.no(LEAD, Command::HoldSilence { seconds: 60 }, Refusal::Paused);
    hall.wait(MINUTE);
    assert_eq!(hall.meeting.pause, Some(PauseReason::Crisis), "the end of the silence is forgotten");
    hall.ok(LEAD, Command::ResumeFloor {});
    hall.ok(LEAD, Command::HoldSilence { seconds: 600 });
    hall.lose(LEAD);
    hall.wait(2 * MINUTE);
    assert_eq!(hall.meeting.pause, Some(PauseReason::LeadLost));
}

#[test]
fn rule_14_a_silence_is_held_while_everyone_is_muted_and_lifts_no_mute() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.ok(LEAD, Command::MuteAll {});
    hall.ok(LEAD, Command::HoldSilence { seconds: 10 });
    hall.wait(10 * SECOND);
    assert_eq!(hall.meeting.pause, None);
    assert!(hall.meeting.stands_still());
    hall.no(ANN, post("words"), Refusal::Muted);
}

#[test]
fn rule_15_a_silence_outlasts_a_restart_and_then_waits_for_who_is_not_back() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.ok(LEAD, Command::HoldSilence { seconds: 90 });
    restart(&mut hall);
    hall.back(LEAD);
    hall.back(ANN);
    assert_eq!(hall.meeting.pause, Some(PauseReason::Silence));
    hall.wait(90 * SECOND);
    assert_eq!(hall.meeting.pause, None);
    hall.ok(LEAD, Command::HoldSilence { seconds: 10 });
    restart(&mut hall);
    hall.back(LEAD);
    hall.wait(10 * SECOND);
    assert_eq!(hall.meeting.pause, Some(PauseReason::Restart), "Ann is not back");
    hall.back(ANN);
    assert_eq!(hall.meeting.pause, None);
}

#[test]
fn rule_15_the_sharer_resumes_with_what_was_left_and_fifteen_seconds() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN]);
    hall.hand(ANN);
    hall.post(ANN);
    hall.wait(30 * SECOND);
    hall.post(ANN);
    hall.wait(10 * SECOND);
    restart(&mut hall);
    assert_eq!(hall.meeting.pause, Some(PauseReason::Restart));
    assert!(hall.meeting.people.values().all(|p| !p.person.connected));
    hall.wait(20 * SECOND);
    hall.back(BEN);
    assert!(hall.meeting.pause.is_some(), "the floor waits for its holder");
    hall.back(ANN);
    assert_eq!(hall.meeting.pause, None);
    let left = 90 * SECOND + 15 * SECOND;
    let Stage::Speaking { ends_ms: Some(ends) } = hall.stage() else { panic!("she speaks") };
    assert_eq!(
        ends.since(hall.meeting.floor_ms(MeetingMs::from_ms(hall.now))),
        left,
        "the clock stood still since the last event"
    );
}

#[test]
fn rule_15_with_no_holder_the_floor_waits_for_all_or_the_lead_or_a_minute() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    restart(&mut hall);
    hall.back(ANN);
    hall.back(LEAD);
    assert!(hall.meeting.pause.is_some());
    hall.back(BEN);
    assert_eq!((hall.meeting.pause, hall.meeting.restart_until_ms), (None, None));

    restart(&mut hall);
    hall.back(LEAD);
    hall.ok(LEAD, Command::ResumeFloor {});
    assert_eq!(hall.meeting.pause, None);
    hall.start_round();
    hall.share(LEAD);
    assert_eq!(hall.holder(), 0, "nobody counts as absent, so the order waits");
    hall.back(ANN);
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn rule_15_nobody_is_called_before_who_is_next_and_not_back_yet() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    restart(&mut hall);
    hall.back(LEAD);
    hall.back(BEN);
    hall.share(LEAD);
    assert_eq!(hall.holder(), 0, "Ann does not count as absent");
    hall.back(ANN);
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn rule_15_after_a_minute_who_is_not_back_is_a_lost_connection() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN, CAT]);
    hall.hand(ANN);
    hall.hand(BEN);
    hall.post(ANN);
    restart(&mut hall);
    hall.back(CAT);
    hall.wait(60 * SECOND - 1);
    assert!(hall.meeting.pause.is_some() && hall.meeting.lead_lost.is_none());
    hall.wait(1);
    assert_eq!(hall.meeting.pause, None);
    let lost = hall.meeting.lead_lost.expect("the lead is lost from now on");
    assert_eq!(
        (lost.since_ms, lost.held_until_ms),
        (MeetingMs::from_ms(60 * SECOND), MeetingMs::from_ms(90 * SECOND))
    );
    assert!(matches!(hall.stage(), Stage::Held { .. }));
    hall.back(LEAD);
    hall.wait(60 * SECOND - 1);
    assert_eq!(hall.holder(), ANN);
    hall.wait(1);
    assert_eq!(hall.holder(), 0, "Ann is deferred, Ben is not here");
    assert!(hall.meeting.hand_of(id(BEN)).is_some());
    hall.wait(60 * SECOND);
    assert!(hall.meeting.hand_of(id(BEN)).is_none(), "his hand fell two minutes after the minute");
}

#[test]
fn rule_15_no_succession_in_the_minute_after_a_restart() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.serve(ANN, crate::meeting::role::Service::Backup);
    hall.lose(LEAD);
    hall.wait(29 * SECOND);
    restart(&mut hall);
    hall.back(ANN);
    assert!(hall.meeting.restart_until_ms.is_none(), "the lead was gone before: all are back");
    restart(&mut hall);
    hall.wait(59 * SECOND);
    assert_eq!(hall.meeting.lead, Some(id(LEAD)));
    hall.back(ANN);
    assert_eq!(hall.meeting.lead, Some(id(ANN)), "with all back the minute is over early");
}

#[test]
fn rule_15_a_crisis_pause_outlasts_a_restart() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.ok(LEAD, Command::PauseFloor {});
    restart(&mut hall);
    hall.back(LEAD);
    hall.back(ANN);
    assert_eq!(hall.meeting.pause, Some(PauseReason::Crisis));
}

#[test]
fn an_empty_room_ends_before_it_was_opened() {
    let mut hall = Hall::new(config(RoomKind::PeerLed, vec![item(Mode::Open)]));
    hall.run_until(10 * MINUTE - 1);
    hall.enter(LEAD, crate::meeting::role::Role::Facilitator);
    hall.wait(60 * MINUTE);
    assert!(!hall.meeting.is_over());
    hall.lose(LEAD);
    hall.wait(10 * MINUTE - 1);
    assert!(!hall.meeting.is_over());
    hall.wait(1);
    assert_eq!(hall.meeting.phase, Phase::Ended { reason: MeetingEnd::Empty });
}

fn half_time(hall: &Hall) -> Vec<Vec<ParticipantId>> {
    let told = |n: &Numbered| match &n.event {
        Event::HalfTimeTold { unheard } => Some(unheard.clone()),
        _ => None,
    };
    hall.log.iter().filter_map(told).collect()
}

#[test]
fn rule_12_at_half_time_the_leads_are_told_once_who_was_not_heard() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN, CAT]);
    hall.enter(OBSERVER, Role::Observer);
    hall.post(ANN);
    hall.ok(BEN, Command::Whisper { to: None, text: "only to you".into() });
    hall.wait(20 * MINUTE - 1);
    assert_eq!(half_time(&hall), [] as [Vec<ParticipantId>; 0]);
    hall.wait(1);
    assert_eq!(half_time(&hall), [vec![id(BEN), id(CAT)]], "in the order of the circle");
    let unheard = |hall: &Hall, who| view(&hall.meeting, id(who)).unwrap().me.unheard;
    assert_eq!(unheard(&hall, LEAD), Some(vec![id(BEN), id(CAT)]));
    for member in [ANN, BEN] {
        assert_eq!(unheard(&hall, member), None, "nobody else learns of it");
    }
    hall.post(CAT);
    assert_eq!(unheard(&hall, LEAD), Some(vec![id(BEN)]));
    hall.wait(10 * MINUTE);
    assert_eq!(half_time(&hall).len(), 1);
}

#[test]
fn rule_12_nobody_is_counted_in_a_process_group_nor_who_only_listens() {
    let mut hall = Hall::of_format("process", 3);
    hall.wait(80 * MINUTE);
    assert_eq!(half_time(&hall), [] as [Vec<ParticipantId>; 0]);
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN]);
    hall.ok(ANN, Command::ListenOnly { on: true });
    hall.wait(20 * MINUTE);
    assert_eq!(half_time(&hall), [vec![id(BEN)]]);
}
