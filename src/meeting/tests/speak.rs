//! Asking to speak: a mark for the leads.

use super::hall::{ANN, BEN, CO, Hall, LEAD, id, item, post, sees};
use crate::meeting::{agenda::Mode, command::Command, refusal::Refusal, role::Role, view::view};

const ASK: Command = Command::AskToSpeak { on: true };

/// Whether somebody asks to speak, as somebody else sees it.
fn asks(hall: &Hall, viewer: u8, who: u8) -> bool {
    let seen = view(&hall.meeting, id(viewer)).expect("is in the meeting");
    seen.people.iter().any(|p| p.id == id(who) && p.asks_to_speak)
}

#[test]
fn leads_see_who_asks_and_others_do_not() {
    let mut hall = Hall::therapy(item(Mode::Directed), &[ANN, BEN]);
    hall.enter(CO, Role::CoTherapist);
    hall.ok(ANN, ASK);
    let last = hall.log.last().expect("a log");
    let told: Vec<u8> = (1..=u8::MAX).filter(|who| sees(&hall.meeting, id(*who), last)).collect();
    assert_eq!(told, [LEAD, CO, ANN]);
    assert_eq!([LEAD, CO, ANN, BEN].map(|who| asks(&hall, who, ANN)), [true, true, true, false]);
    hall.no(ANN, ASK, Refusal::AlreadySo);
    hall.ok(ANN, Command::AskToSpeak { on: false });
    hall.no(ANN, Command::AskToSpeak { on: false }, Refusal::NotSo);
    assert!(!asks(&hall, LEAD, ANN));
}

#[test]
fn the_mark_goes_once_they_can_write() {
    let mut hall = Hall::therapy(item(Mode::Directed), &[ANN, BEN]);
    hall.ok(ANN, ASK);
    hall.ok(LEAD, Command::GiveFloor { from: None, to: id(ANN) });
    assert!(!asks(&hall, LEAD, ANN), "the floor was given");

    let mut hall = Hall::therapy(item(Mode::Open), &[ANN, BEN]);
    hall.no(ANN, ASK, Refusal::AlreadySo);
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
    hall.ok(ANN, ASK);
    hall.ok(LEAD, Command::MuteAll {});
    hall.ok(BEN, ASK);
    hall.ok(LEAD, Command::UnmuteAll {});
    assert_eq!((asks(&hall, LEAD, ANN), asks(&hall, LEAD, BEN)), (true, false), "Ann is muted still");
    hall.ok(LEAD, Command::Unmute { who: id(ANN) });
    assert!(!asks(&hall, LEAD, ANN));
    hall.ok(ANN, post("words"));
}

#[test]
fn it_ends_when_they_leave_and_is_for_those_who_take_turns() {
    let mut hall = Hall::therapy(item(Mode::Silent), &[ANN]);
    hall.ok(ANN, ASK);
    hall.ok(ANN, Command::Leave { quiet: false });
    assert!(!hall.meeting.people[&id(ANN)].person.asks_to_speak);
    hall.no(LEAD, ASK, Refusal::AlreadySo);
}
