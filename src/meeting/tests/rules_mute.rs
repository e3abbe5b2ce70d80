//! Mutes: of one person and of everyone (rule 16), and who is not heard when a round closes (rule 7).

use super::hall::{ANN, BEN, CAT, CO, DAN, Hall, LEAD, MINUTE, SECOND, config, id, item, post};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    event::Event,
    floor::Stage,
    reason::PauseReason,
    refusal::Refusal,
    role::{Role, RoomKind},
    round::SlotState,
    settings::{Admission, Settings},
    time::FloorMs,
};

fn mute(who: u8) -> Command {
    Command::Mute { who: id(who), for_ms: None }
}

/// Who was not heard when the last round closed.
fn unheard(hall: &Hall) -> Vec<u8> {
    let closed = hall.log.iter().rev().find_map(|n| match &n.event {
        Event::RoundClosed { unheard, .. } => Some(unheard),
        _ => None,
    });
    closed.expect("a round closed").iter().map(|who| who.as_bytes()[0]).collect()
}

#[test]
fn everyone_muted_neither_ends_the_turn_nor_takes_a_place() {
    for mode in [Mode::Round, Mode::TalkingPiece, Mode::Tag] {
        let mut hall = Hall::peers(item(mode), &[ANN, BEN, CAT]);
        hall.start_round();
        hall.share(LEAD);
        if mode == Mode::Tag {
            let turn = hall.turn_id();
            hall.ok(LEAD, Command::NameNext { turn, who: id(ANN) });
        }
        hall.post(ANN);
        let (turn, stage) = (hall.turn_id(), hall.stage().clone());
        hall.ok(LEAD, Command::MuteAll {});
        hall.no(ANN, post("but"), Refusal::Muted);
        hall.no(BEN, Command::RaiseHand {}, Refusal::Muted);
        hall.wait(30 * MINUTE);
        assert_eq!((hall.turn_id(), hall.holder(), hall.stage()), (turn, ANN, &stage), "{mode:?}");
        assert_eq!((hall.slot(BEN), hall.slot(CAT)), (SlotState::Pending, SlotState::Pending), "{mode:?}");
        hall.no(LEAD, Command::MuteAll {}, Refusal::AlreadySo);
        hall.ok(LEAD, post("a word of the lead"));
        hall.ok(LEAD, Command::UnmuteAll {});
        assert_eq!(hall.stage(), &stage, "the time that is left is the same");
        hall.post(ANN);
        hall.no(LEAD, Command::UnmuteAll {}, Refusal::NotSo);
    }
}

#[test]
fn everyone_muted_holds_for_those_who_come_later_and_not_for_leads() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.ok(LEAD, Command::MuteAll {});
    hall.enter(BEN, Role::Member);
    hall.enter(CO, Role::CoFacilitator);
    hall.no(BEN, post("hello"), Refusal::Muted);
    hall.ok(CO, post("hello"));
    hall.ok(BEN, Command::AskForHelp {});
    hall.ok(BEN, Command::Whisper { to: None, text: "why?".into() });
    hall.hands(LEAD, Command::GiveRole { who: id(ANN), role: Role::CoFacilitator });
    hall.ok(ANN, post("as a lead"));
    hall.ok(LEAD, Command::GiveRole { who: id(ANN), role: Role::Member });
    hall.no(ANN, post("as a member again"), Refusal::Muted);
    hall.ok(LEAD, Command::UnmuteAll {});
    hall.ok(BEN, post("hello"));
}

#[test]
fn a_mute_of_one_outlives_that_of_everyone() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN]);
    hall.ok(LEAD, mute(ANN));
    hall.ok(LEAD, Command::MuteAll {});
    hall.ok(LEAD, Command::UnmuteAll {});
    hall.no(ANN, post("but"), Refusal::Muted);
    hall.ok(BEN, post("and"));
}

#[test]
fn a_pause_and_a_mute_of_everyone_both_have_to_end() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    hall.ok(LEAD, Command::MuteAll {});
    hall.ok(LEAD, Command::PauseFloor {});
    hall.wait(MINUTE);
    hall.ok(LEAD, Command::ResumeFloor {});
    hall.wait(MINUTE);
    assert_eq!(hall.meeting.floor_ms(hall.meeting.at_ms), FloorMs::ZERO);
    hall.no(LEAD, Command::StartRound { item: hall.meeting.item.expect("open") }, Refusal::Paused);
    hall.ok(LEAD, Command::PauseFloor {});
    hall.ok(LEAD, Command::UnmuteAll {});
    assert_eq!(hall.meeting.pause, Some(PauseReason::Crisis));
    assert_eq!(hall.meeting.clock.running_since_ms, None);
    hall.ok(LEAD, Command::ResumeFloor {});
    hall.start_round();
    assert_eq!(hall.stage(), &Stage::Offered { since_ms: FloorMs::ZERO, nudged: false });
}

#[test]
fn everyone_can_be_muted_before_the_opening() {
    let mut hall = Hall::new(config(RoomKind::PeerLed, vec![item(Mode::Queue)]));
    hall.enter(LEAD, Role::Facilitator);
    hall.ok(LEAD, Command::MuteAll {});
    hall.ok(LEAD, Command::OpenMeeting {});
    hall.enter(ANN, Role::Member);
    hall.wait(MINUTE);
    assert_eq!(hall.meeting.clock.running_since_ms, None);
    hall.no(ANN, Command::RaiseHand {}, Refusal::Muted);
    hall.ok(LEAD, Command::UnmuteAll {});
    hall.hand(ANN);
    assert_eq!(hall.holder(), ANN);
}

#[test]
fn someone_can_follow_a_lost_lead_who_muted_everyone() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN]);
    hall.ok(LEAD, Command::MuteAll {});
    hall.ok(LEAD, Command::Leave { quiet: false });
    hall.ok(ANN, Command::Volunteer {});
    hall.wait(10 * SECOND);
    assert_eq!(hall.meeting.lead, Some(id(ANN)));
    hall.ok(ANN, Command::UnmuteAll {});
    hall.ok(BEN, post("we go on"));
}

#[test]
fn a_muted_person_keeps_their_place_in_every_kind_of_round() {
    for mode in [Mode::Round, Mode::TalkingPiece] {
        let mut hall = Hall::peers(item(mode), &[ANN, BEN]);
        hall.start_round();
        hall.ok(LEAD, mute(ANN));
        hall.share(LEAD);
        hall.share(BEN);
        assert_eq!(hall.slot(ANN), SlotState::Pending, "{mode:?}");
        assert_eq!(hall.holder(), 0, "there is a moment to lift the mute");
        hall.ok(LEAD, Command::Unmute { who: id(ANN) });
        hall.share(ANN);
        assert!(unheard(&hall).is_empty(), "{mode:?}");
    }
}

#[test]
fn a_round_that_closes_without_someone_says_who() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN, CAT, DAN]);
    hall.start_round();
    hall.share(LEAD);
    let turn = Some(hall.turn_id());
    hall.ok(ANN, Command::Pass { turn });
    hall.post(BEN);
    hall.ok(DAN, Command::ListenOnly { on: true });
    let round = hall.meeting.round().expect("a round").id;
    hall.ok(LEAD, Command::CloseRound { round });
    assert_eq!(unheard(&hall), [CAT], "a pass is an answer, and what was begun is heard");
}

#[test]
fn a_muted_person_was_not_heard_when_the_round_closes_by_itself() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    hall.start_round();
    hall.ok(LEAD, mute(ANN));
    hall.share(LEAD);
    hall.wait(30 * SECOND);
    assert!(hall.meeting.round().is_none());
    assert_eq!(unheard(&hall), [ANN]);
}

#[test]
fn people_are_let_in_before_the_opening() {
    let mut settings = config(RoomKind::TherapistLed, vec![item(Mode::Open)]);
    settings.settings = Settings { admission: Admission::OneByOne, ..settings.settings };
    let mut hall = Hall::new(settings);
    hall.enter(LEAD, Role::Therapist);
    hall.join(ANN, Role::Member).expect("may wait");
    hall.no(ANN, Command::Admit { who: id(ANN) }, Refusal::NotPresent);
    hall.ok(LEAD, Command::Admit { who: id(ANN) });
    hall.no(LEAD, Command::Admit { who: id(ANN) }, Refusal::NoSuchPerson);
    assert!(hall.meeting.present(id(ANN)).is_some());
    hall.ok(LEAD, Command::OpenMeeting {});
    hall.ok(ANN, post("good morning"));
}
