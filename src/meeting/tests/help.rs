//! Help and whispers reach a person (docs/rules.md, "Help and whispers").

use super::hall::{ANN, BEN, CAT, CO, DAN, Hall, LEAD, MINUTE, SECOND, actor, config, id, item};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    event::Event,
    help::HelpCall,
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    settings::Admission,
    state::{Meeting, MessageKind},
    view::{view, waiting_view},
};

fn hall() -> Hall {
    let mut config = config(RoomKind::PeerLed, vec![item(Mode::Round), item(Mode::Open)]);
    config.settings.admission = Admission::OneByOne;
    Hall::opened(config, &[ANN, BEN, CAT])
}

/// Ann's call as somebody sees it.
fn call(hall: &Hall, viewer: u8) -> Option<HelpCall> {
    let view = view(&hall.meeting, id(viewer)).expect("is present");
    view.people.into_iter().find(|p| p.id == id(ANN)).and_then(|p| p.help.map(|call| *call))
}

fn see(who: u8) -> Command {
    Command::SeeHelp { who: id(who) }
}

fn claim(on: bool) -> Command {
    Command::ClaimHelp { who: id(ANN), on }
}

fn whisper(to: Option<u8>) -> Command {
    Command::Whisper { to: to.map(id), text: "words".into() }
}

fn alone(to: u8) -> Command {
    Command::WhisperAlone { to: id(to), text: "for you alone".into() }
}

fn repeats(hall: &Hall) -> usize {
    hall.count(|event| matches!(event, Event::HelpChanged { call, .. } if call.repeated))
}

#[test]
fn a_caller_learns_who_was_told_and_who_has_read_it() {
    let mut hall = hall();
    hall.ok(ANN, Command::AskForHelp {});
    let told = call(&hall, ANN).expect("a call");
    assert!(told.told.contains(&id(LEAD)) && told.told.len() == 1 && told.read_by.is_empty());
    assert_eq!((call(&hall, BEN), call(&hall, CAT)), (None, None), "nobody else is told");
    hall.no(BEN, see(ANN), Refusal::NotPermitted);
    hall.no(LEAD, see(BEN), Refusal::NotSo);
    hall.ok(LEAD, see(ANN));
    hall.no(LEAD, see(ANN), Refusal::AlreadySo);
    assert!(call(&hall, ANN).expect("a call").read_by.contains(&id(LEAD)));
    hall.wait(5 * MINUTE);
    assert_eq!((repeats(&hall), hall.meeting.calls_unread()), (0, 0), "it was read");
}

#[test]
fn with_no_lead_here_nobody_is_told_until_one_comes() {
    let mut hall = hall();
    hall.lose(LEAD);
    hall.ok(ANN, Command::AskForHelp {});
    assert!(call(&hall, ANN).expect("a call").told.is_empty());
    hall.back(LEAD);
    assert!(call(&hall, ANN).expect("a call").told.contains(&id(LEAD)));
    hall.enter(CO, Role::CoFacilitator);
    assert_eq!(call(&hall, ANN).expect("a call").told.len(), 2, "whoever leads later is told too");
    hall.hands(LEAD, Command::GiveRole { who: id(BEN), role: Role::CoFacilitator });
    assert_eq!(call(&hall, ANN).expect("a call").told.len(), 3);
    assert!(call(&hall, BEN).is_some());
}

#[test]
fn a_call_unread_for_a_minute_goes_to_the_leads_again_and_to_the_backup() {
    let mut hall = hall();
    hall.serve(BEN, Service::Backup);
    hall.ok(ANN, Command::AskForHelp {});
    hall.wait(MINUTE - 1);
    assert_eq!((repeats(&hall), call(&hall, BEN)), (0, None), "before a minute");
    hall.no(BEN, see(ANN), Refusal::NotSo);
    hall.wait(1);
    assert_eq!(repeats(&hall), 1);
    assert!(call(&hall, ANN).expect("a call").told.contains(&id(BEN)), "the caller knows");
    hall.ok(BEN, see(ANN));
    hall.ok(BEN, claim(true));
    hall.ok(BEN, whisper(Some(ANN)));
    assert_eq!(hall.meeting.whispers.back().expect("a whisper").kind, MessageKind::Whisper);
    assert_eq!(call(&hall, LEAD).expect("a call").answered_by, Some(id(BEN)));
    hall.ok(ANN, whisper(Some(BEN)));
    hall.no(ANN, whisper(Some(CAT)), Refusal::NotPermitted);
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
    hall.ok(ANN, whisper(Some(BEN)));
    hall.no(BEN, whisper(Some(CAT)), Refusal::NotPermitted);
    hall.wait(10 * MINUTE);
    assert_eq!(repeats(&hall), 4, "no second alarm");
}

#[test]
fn who_is_with_the_caller_is_for_those_who_read_the_call_and_can_be_given_back() {
    let mut hall = hall();
    hall.enter(CO, Role::CoFacilitator);
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(CO, claim(true));
    hall.no(LEAD, claim(true), Refusal::AlreadySo);
    hall.no(LEAD, claim(false), Refusal::NotSo);
    assert_eq!(call(&hall, LEAD).expect("a call").claimed_by, Some(id(CO)));
    let own = call(&hall, ANN).expect("a call");
    assert_eq!((own.claimed_by, own.read_by.contains(&id(CO))), (None, true));
    hall.ok(CO, claim(false));
    assert_eq!(call(&hall, LEAD).expect("a call").claimed_by, None);
    hall.ok(CO, claim(true));
    hall.lose(CO);
    assert_eq!(call(&hall, LEAD).expect("a call").claimed_by, None, "who is gone is with nobody");
}

#[test]
fn a_whisper_answers_a_call_and_a_new_call_starts_over() {
    let mut hall = hall();
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(LEAD, whisper(Some(ANN)));
    assert_eq!(call(&hall, ANN).expect("a call").answered_by, Some(id(LEAD)));
    hall.now += MINUTE;
    hall.ok(ANN, Command::AskForHelp {});
    let again = call(&hall, LEAD).expect("a call");
    assert_eq!((again.answered_by, again.read_by.len()), (None, 0));
    hall.wait(MINUTE);
    assert_eq!(repeats(&hall), 1);
}

#[test]
fn a_call_at_the_door_is_answered_there() {
    let mut hall = hall();
    hall.join(DAN, Role::Member).expect("may wait");
    hall.ok(DAN, Command::AskForHelp {});
    let help = |hall: &Hall| waiting_view(&hall.meeting, id(DAN)).and_then(|v| v.help).expect("a call");
    assert_eq!((help(&hall).told, help(&hall).read_by), (vec!["Person 1".to_owned()], Vec::new()));
    hall.ok(LEAD, see(DAN));
    assert_eq!(help(&hall).read_by, ["Person 1"]);
    hall.ok(LEAD, Command::Admit { who: id(DAN) });
    let me = view(&hall.meeting, id(DAN)).expect("is here").people.into_iter().find(|p| p.id == id(DAN));
    assert!(me.and_then(|p| p.help.map(|call| *call)).expect("it stands").read_by.contains(&id(LEAD)));
}

#[test]
fn calls_that_nobody_read_are_counted() {
    let mut hall = hall();
    hall.join(DAN, Role::Member).expect("may wait");
    hall.ok(DAN, Command::AskForHelp {});
    hall.ok(DAN, Command::Leave { quiet: false });
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(BEN, Command::AskForHelp {});
    hall.ok(LEAD, see(BEN));
    hall.ok(ANN, Command::Leave { quiet: true });
    hall.ok(LEAD, Command::EndMeeting {});
    assert_eq!(hall.meeting.calls_unread(), 2, "one at the door, and one of Ann");
}

#[test]
fn a_whisper_to_one_lead_is_for_that_lead_alone() {
    let mut hall = hall();
    hall.enter(CO, Role::CoFacilitator);
    hall.ok(ANN, alone(CO));
    let sees = |hall: &Hall, who| view(&hall.meeting, id(who)).expect("is here").whispers.len();
    for (viewer, count) in [(ANN, 1), (CO, 1), (LEAD, 0), (BEN, 0)] {
        assert_eq!(sees(&hall, viewer), count, "{viewer}");
        let told = super::hall::sees(&hall.meeting, id(viewer), hall.log.last().expect("a log"));
        assert_eq!(told, count == 1, "{viewer}");
    }
    hall.no(ANN, alone(BEN), Refusal::NotPermitted);
    hall.no(ANN, alone(ANN), Refusal::NotToOneself);
    hall.no(LEAD, alone(ANN), Refusal::NotPermitted);
    hall.ok(CO, alone(ANN));
    hall.ok(CO, alone(LEAD));
    hall.ok(LEAD, whisper(None));
    hall.ok(CO, whisper(Some(ANN)));
    for (viewer, count) in [(ANN, 3), (CO, 5), (LEAD, 3), (BEN, 0)] {
        assert_eq!(sees(&hall, viewer), count, "{viewer}");
    }
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
    hall.ok(ANN, alone(LEAD));
}

#[test]
fn a_lead_who_answers_alone_answers_the_call_for_all_leads() {
    let mut hall = hall();
    hall.enter(CO, Role::CoFacilitator);
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(ANN, alone(CO));
    hall.ok(CO, alone(ANN));
    assert_eq!(call(&hall, LEAD).expect("a call").answered_by, Some(id(CO)));
}

#[test]
fn a_call_in_a_log_of_an_older_version_stands_unread() {
    let old = r#"{"type":"help_asked","who":"aaaaaaaaaaaaaaaaaaaaaaaaaa"}"#;
    let event: Event = serde_json::from_str(old).expect("is read");
    let Event::HelpChanged { call, .. } = event else { panic!("another event: {event:?}") };
    assert!(call.is_unread() && call.told.is_empty());
}

#[test]
fn a_restart_keeps_calls_and_who_is_with_the_caller() {
    let mut hall = hall();
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(LEAD, claim(true));
    let mut meeting = Meeting::replay(&hall.log).expect("a log");
    assert_eq!(meeting, hall.meeting);
    let restarted = crate::meeting::input::Input::Signal(crate::meeting::input::Signal::Restarted {});
    meeting.handle(restarted, crate::meeting::time::MeetingMs::from_ms(SECOND));
    let claimed = meeting.people[&id(ANN)].person.help.as_ref().and_then(|call| call.claimed_by);
    assert_eq!(claimed, Some(actor(LEAD).id));
}
