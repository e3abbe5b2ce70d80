//! What services add, and how items of each mode are held.

use super::arbitrary::MODES;
use super::hall::{ANN, BEN, CAT, Hall, LEAD, OBSERVER, config, id, item, post};
use crate::meeting::{
    agenda::{AgendaItem, Crosstalk, Mode},
    command::Command,
    ordinal::ItemIndex,
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    state::MessageKind,
};
use crate::text::Unfit;

fn presenter_item(presenter_advances: bool) -> AgendaItem {
    AgendaItem { presenter_advances, share_ms: 0, ..item(Mode::Presenter) }
}

fn kind(hall: &Hall) -> MessageKind {
    hall.meeting.messages.iter().last().expect("a message").kind
}

#[test]
fn a_presenter_posts_and_advances_in_their_own_item_only() {
    let agenda = vec![presenter_item(true), presenter_item(false), item(Mode::Directed)];
    let mut hall = Hall::opened(config(RoomKind::PeerLed, agenda), &[ANN, BEN]);
    hall.no(ANN, post("words"), Refusal::NotHolder);
    hall.serve(ANN, Service::Presenter);
    hall.post(ANN);
    assert_eq!(kind(&hall), MessageKind::Share);
    hall.hand(BEN);
    hall.no(BEN, post("words"), Refusal::NotHolder);
    hall.ok(LEAD, Command::CallNext { from: None });
    hall.post(BEN);
    hall.post(ANN);
    hall.no(ANN, Command::Advance { from: ItemIndex(0), to: None }, Refusal::FloorTaken);
    hall.done(BEN);
    let mode = Command::ChangeMode { item: ItemIndex(0), mode: Mode::Open, crosstalk: Crosstalk::Free };
    hall.no(ANN, mode, Refusal::NotPermitted);
    hall.ok(ANN, Command::Advance { from: ItemIndex(0), to: None });
    hall.no(ANN, post("words"), Refusal::NotHolder);
    hall.no(ANN, Command::Advance { from: ItemIndex(1), to: None }, Refusal::NotPermitted);
}

/// An educational item often starts as a talk and goes on as questions: it stays the presenter's.
#[test]
fn a_presenter_answers_and_calls_the_next_in_every_mode_of_their_item() {
    for mode in MODES {
        for own in [true, false] {
            let first = AgendaItem { presenter_advances: own, ..item(mode) };
            let mut hall = Hall::peers(first, &[ANN, BEN, CAT]);
            hall.serve(ANN, Service::Presenter);
            if mode.has_rounds() {
                hall.start_round();
                hall.post(LEAD);
            } else if !matches!(mode, Mode::Open | Mode::Silent | Mode::Sealed) {
                hall.hand(BEN);
                hall.hand(CAT);
                let from = hall.meeting.floor.turn.as_ref().map(|turn| turn.id);
                let called = hall.send(ANN, Command::CallNext { from });
                assert_eq!(called.is_ok(), own, "{mode:?}");
            }
            let wrote = hall.send(ANN, post("an answer"));
            assert_eq!(wrote.is_ok(), own || mode == Mode::Open, "{mode:?}");
            if mode.has_rounds() {
                let from = Some(hall.turn_id());
                assert_eq!(hall.send(ANN, Command::CallNext { from }).is_ok(), own, "{mode:?}");
            }
            hall.no(ANN, Command::MoveInOrder { who: id(CAT), before: None }, Refusal::NotPermitted);
        }
    }
}

#[test]
fn a_timekeeper_calls_the_next_where_the_room_says_so() {
    for on in [false, true] {
        let mut config = config(RoomKind::PeerLed, vec![item(Mode::Queue)]);
        config.settings.timekeeper_calls = on;
        let mut hall = Hall::opened(config, &[ANN, BEN, CAT]);
        hall.serve(CAT, Service::Timekeeper);
        hall.hand(ANN);
        hall.hand(BEN);
        let turn = hall.turn_id();
        hall.ok(CAT, Command::Nudge { turn });
        let called = hall.send(CAT, Command::CallNext { from: Some(turn) });
        assert_eq!(called.map(|_| ()), if on { Ok(()) } else { Err(Refusal::TurnedOff) });
        hall.no(ANN, Command::CallNext { from: None }, Refusal::NotPermitted);
    }
}

#[test]
fn an_observer_sees_and_may_ask_for_help_and_no_more() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.enter(OBSERVER, Role::Observer);
    hall.no(OBSERVER, post("words"), Refusal::NotPermitted);
    hall.no(OBSERVER, Command::Whisper { to: None, text: "words".into() }, Refusal::TurnedOff);
    let service = Command::SetService { who: id(OBSERVER), service: Service::Greeter, on: true };
    hall.no(LEAD, service, Refusal::NotToThatRole);
    hall.ok(OBSERVER, Command::AskForHelp {});
    hall.ok(OBSERVER, Command::Leave { quiet: true });
}

#[test]
fn who_becomes_an_observer_gives_up_the_floor() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN]);
    hall.serve(ANN, Service::Timekeeper);
    hall.hand(ANN);
    hall.hand(BEN);
    hall.hands(LEAD, Command::GiveRole { who: id(ANN), role: Role::Observer });
    hall.all_agree_to(ANN);
    assert_eq!(hall.holder(), BEN);
    let turn = hall.turn_id();
    hall.no(ANN, Command::Nudge { turn }, Refusal::NotPermitted);
}

#[test]
fn in_an_open_item_all_write_and_nobody_holds_the_floor() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN]);
    for who in [ANN, LEAD, BEN] {
        hall.post(who);
        assert_eq!(kind(&hall), MessageKind::Open);
    }
    hall.no(ANN, Command::RaiseHand {}, Refusal::WrongMode);
    hall.no(LEAD, Command::GiveFloor { from: None, to: id(ANN) }, Refusal::WrongMode);
}

#[test]
fn in_silence_only_a_lead_writes() {
    let mut hall = Hall::peers(item(Mode::Silent), &[ANN]);
    hall.no(ANN, post("words"), Refusal::NotHolder);
    hall.post(LEAD);
    assert_eq!(kind(&hall), MessageKind::Lead);
}

#[test]
fn a_directed_floor_is_given_and_may_be_passed() {
    let mut hall = Hall::peers(item(Mode::Directed), &[ANN, BEN]);
    hall.no(LEAD, Command::CallNext { from: None }, Refusal::NobodyWaiting);
    hall.ok(LEAD, Command::GiveFloor { from: None, to: id(ANN) });
    let turn = Some(hall.turn_id());
    hall.no(LEAD, Command::GiveFloor { from: turn, to: id(ANN) }, Refusal::AlreadySo);
    hall.ok(ANN, Command::Pass { turn });
    assert_eq!(hall.holder(), 0, "nobody is called by itself");
    hall.hand(BEN);
    assert_eq!(hall.holder(), 0);
    hall.ok(LEAD, Command::CallNext { from: None });
    hall.post(BEN);
    let turn = hall.turn_id();
    hall.ok(LEAD, Command::TakeFloor { turn });
    hall.ok(ANN, Command::ListenOnly { on: true });
    hall.no(LEAD, Command::GiveFloor { from: None, to: id(ANN) }, Refusal::NoSuchPerson);
    hall.hand(ANN);
    assert!(!hall.meeting.present(id(ANN)).expect("is here").person.listening, "a hand ends listening");
}

#[test]
fn a_lead_speaks_during_a_turn_and_it_is_marked() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN]);
    hall.hand(ANN);
    hall.post(ANN);
    hall.post(LEAD);
    assert_eq!(kind(&hall), MessageKind::Lead);
    let message = hall.meeting.messages.iter().last().expect("a message");
    assert_eq!((message.turn, message.item), (None, Some(ItemIndex(0))));
}

#[test]
fn a_content_note_stays_with_the_message() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.ok(ANN, Command::Post { text: " hard ".into(), note: Some(" loss ".into()) });
    let message = hall.meeting.messages.iter().last().expect("a message");
    assert_eq!((message.text.as_str(), message.note.as_deref()), ("hard", Some("loss")));
    hall.no(ANN, post("a\0b"), Refusal::TextInvalid(Unfit('\0')));
}
