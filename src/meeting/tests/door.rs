//! The door: how people come in, how a lead changes that, and whom only a lead lets in.

use super::hall::{ANN, BEN, CAT, Hall, LEAD, actor, id, item, told};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    event::Event,
    input::{Actor, Input, Signal},
    reason::TurnEnd,
    refusal::Refusal,
    role::{Role, Service},
    round::SlotState,
    settings::Door,
    state::{DoorNote, Place},
    view::{view, waiting_view},
};

fn joins_held(hall: &mut Hall, who: u8) {
    let command = Command::Join { guidelines_version: 1, adult: true, name: None };
    let actor = Actor { held: true, ..actor(who) };
    hall.input(Input::Command { actor, command }).result.expect("may join");
}

fn place(hall: &Hall, who: u8) -> Place {
    hall.meeting.people[&id(who)].person.place
}

#[test]
fn a_lead_changes_how_people_come_in_while_the_meeting_runs() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.no(ANN, Command::SetDoor { door: Door::Closed }, Refusal::NotPermitted);
    hall.no(LEAD, Command::SetDoor { door: Door::Everyone }, Refusal::AlreadySo);
    hall.ok(LEAD, Command::SetDoor { door: Door::OneByOne });
    hall.join(BEN, Role::Member).expect("may join");
    assert_eq!(place(&hall, BEN), Place::Waiting);
    assert_eq!(waiting_view(&hall.meeting, id(BEN)).expect("waits").door, Door::OneByOne);
    hall.ok(LEAD, Command::SetDoor { door: Door::Closed });
    assert_eq!(waiting_view(&hall.meeting, id(BEN)).expect("waits").door, Door::Closed);
    assert_eq!(hall.join(CAT, Role::Member), Err(Refusal::DoorClosed));
    assert!(!hall.meeting.people.contains_key(&id(CAT)), "nobody is told of her");
    hall.ok(LEAD, Command::Admit { who: id(BEN) });
    hall.ok(LEAD, Command::SetDoor { door: Door::Everyone });
    hall.join(CAT, Role::Member).expect("may join");
    assert_eq!(place(&hall, CAT), Place::Present);
    let doors = view(&hall.meeting, id(ANN)).expect("present").door;
    assert_eq!(doors, Door::Everyone);
}

#[test]
fn those_who_wait_come_in_when_the_door_opens_to_everyone() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.ok(LEAD, Command::SetDoor { door: Door::OneByOne });
    hall.join(BEN, Role::Member).expect("may join");
    joins_held(&mut hall, CAT);
    hall.ok(LEAD, Command::SetDoor { door: Door::Everyone });
    assert_eq!((place(&hall, BEN), place(&hall, CAT)), (Place::Present, Place::Waiting));
    assert_eq!(waiting_view(&hall.meeting, id(CAT)).expect("waits").door, Door::OneByOne, "true for her");
    hall.ok(LEAD, Command::Admit { who: id(CAT) });
    assert!(!hall.meeting.people[&id(CAT)].held);
}

#[test]
fn a_closed_door_lets_back_who_was_in_and_leads() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN]);
    hall.ok(ANN, Command::Leave { quiet: false });
    hall.ok(LEAD, Command::SetDoor { door: Door::Closed });
    hall.join(ANN, Role::Member).expect("she was in");
    assert_eq!(place(&hall, ANN), Place::Waiting, "a lead decides");
    hall.join(CAT, Role::CoFacilitator).expect("a lead comes in");
    assert_eq!(place(&hall, CAT), Place::Present);
    hall.lose(BEN);
    hall.back(BEN);
    assert!(hall.meeting.is_here(id(BEN)), "a lost connection is no leaving");
}

#[test]
fn before_the_opening_those_who_wait_can_be_held() {
    let mut hall =
        Hall::new(super::hall::config(crate::meeting::role::RoomKind::PeerLed, vec![item(Mode::Open)]));
    hall.enter(LEAD, Role::Facilitator);
    hall.join(ANN, Role::Member).expect("may join");
    hall.join(BEN, Role::Member).expect("may join");
    hall.signal(Signal::Held { who: id(BEN) });
    hall.signal(Signal::Held { who: id(BEN) });
    assert_eq!(hall.count(|event| matches!(event, Event::Held { .. })), 1);
    hall.ok(LEAD, Command::OpenMeeting {});
    assert_eq!((place(&hall, ANN), place(&hall, BEN)), (Place::Present, Place::Waiting));
    hall.signal(Signal::Held { who: id(ANN) });
    assert!(!hall.meeting.people[&id(ANN)].held, "she is in");
}

#[test]
fn somebody_sent_to_the_door_keeps_their_place() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.no(ANN, Command::SendToDoor { who: id(BEN) }, Refusal::NotPermitted);
    hall.no(LEAD, Command::SendToDoor { who: id(LEAD) }, Refusal::NotToOneself);
    hall.no(LEAD, Command::SendToDoor { who: id(CAT) }, Refusal::NoSuchPerson);
    hall.start_round();
    hall.ok(LEAD, Command::SendToDoor { who: id(BEN) });
    assert_eq!((place(&hall, BEN), hall.slot(BEN)), (Place::Waiting, SlotState::Pending));
    hall.wait(1);
    assert_eq!(place(&hall, BEN), Place::Waiting, "only a lead lets them in, although the door is open");
    let waits = waiting_view(&hall.meeting, id(BEN)).expect("waits");
    assert!(waits.sent_back && waits.door == Door::OneByOne);
    hall.no(LEAD, Command::SendToDoor { who: id(BEN) }, Refusal::NoSuchPerson);
    hall.ok(LEAD, Command::Admit { who: id(BEN) });
    hall.share(LEAD);
    hall.share(ANN);
    hall.share(BEN);
    assert!(hall.meeting.round().is_none(), "everyone was heard");
}

#[test]
fn a_share_that_is_cut_at_the_door_goes_on_later() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    hall.share(LEAD);
    hall.post(ANN);
    hall.ok(LEAD, Command::SendToDoor { who: id(ANN) });
    assert_eq!(hall.slot(ANN), SlotState::Deferred);
    let ended = |event: &Event| matches!(event, Event::TurnEnded { reason: TurnEnd::ConnectionLost, .. });
    assert_eq!(hall.count(ended), 1, "as if the connection was lost");
    assert_eq!(hall.holder(), BEN);
    hall.ok(LEAD, Command::Admit { who: id(ANN) });
    hall.share(BEN);
    assert_eq!(hall.holder(), ANN);
    assert!(hall.turn().share_ms >= 60_000);
}

#[test]
fn a_raised_hand_waits_at_the_door_with_its_owner() {
    let mut hall = Hall::peers(item(Mode::Queue), &[ANN, BEN, CAT]);
    hall.hand(CAT);
    hall.hand(ANN);
    hall.hand(BEN);
    hall.ok(LEAD, Command::SendToDoor { who: id(ANN) });
    hall.wait(300_000);
    assert!(hall.meeting.hand_of(id(ANN)).is_some(), "it does not fall");
    hall.ok(LEAD, Command::Admit { who: id(ANN) });
    hall.wait(1);
    assert!(hall.meeting.hand_of(id(ANN)).is_some() || hall.holder() == ANN);
    hall.ok(LEAD, Command::SendToDoor { who: id(BEN) });
    hall.ok(BEN, Command::Leave { quiet: false });
    assert!(hall.meeting.hand_of(id(BEN)).is_none(), "who leaves from the door takes it along");
}

fn note(hall: &Hall, who: u8) -> Option<DoorNote> {
    hall.meeting.people[&id(who)].person.door_note.clone()
}

#[test]
fn somebody_who_is_asked_to_wait_is_let_in_by_a_lead_alone() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.ok(LEAD, Command::SetDoor { door: Door::OneByOne });
    hall.join(CAT, Role::Member).expect("may join");
    hall.no(ANN, Command::PutOff { who: id(CAT), word: None }, Refusal::NotPermitted);
    hall.no(LEAD, Command::PutOff { who: id(LEAD), word: None }, Refusal::NotToOneself);
    hall.no(LEAD, Command::PutOff { who: id(ANN), word: None }, Refusal::NoSuchPerson);
    hall.no(LEAD, Command::PutOff { who: id(BEN), word: None }, Refusal::NoSuchPerson);
    let blank = Some(" \n".to_owned());
    assert!(hall.send(LEAD, Command::PutOff { who: id(CAT), word: blank }).is_err(), "no word at all");
    assert!(note(&hall, CAT).is_some_and(|note| !note.put_off), "a refused one changes nothing");
    hall.ok(LEAD, Command::PutOff { who: id(CAT), word: None });
    hall.no(LEAD, Command::PutOff { who: id(CAT), word: None }, Refusal::AlreadySo);
    hall.ok(LEAD, Command::PutOff { who: id(CAT), word: Some("Ten minutes.".into()) });
    let waits = waiting_view(&hall.meeting, id(CAT)).expect("waits");
    assert!(waits.put_off && waits.door == Door::OneByOne);
    assert_eq!(waits.whispers.last().map(|said| said.text.as_str()), Some("Ten minutes."));
    assert_eq!(hall.count(|event| matches!(event, Event::PutOff { .. })), 1);
    hall.ok(LEAD, Command::SetDoor { door: Door::Everyone });
    assert_eq!(place(&hall, CAT), Place::Waiting, "although the door is open");
    hall.ok(LEAD, Command::Admit { who: id(CAT) });
    assert!(note(&hall, CAT).is_some_and(|note| note.first_time && !note.put_off));
    hall.ok(CAT, Command::Leave { quiet: false });
    hall.no(LEAD, Command::PutOff { who: id(CAT), word: None }, Refusal::NoSuchPerson);
}

#[test]
fn leads_read_by_which_invitation_somebody_came_and_greeters_that_it_is_their_first_time() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN]);
    hall.serve(ANN, Service::Greeter);
    hall.ok(LEAD, Command::SetDoor { door: Door::OneByOne });
    let mut comes = actor(CAT);
    comes.label = Some("Uma, from the clinic".into());
    let join = Command::Join { guidelines_version: 1, adult: true, name: None };
    hall.input(Input::Command { actor: comes, command: join }).result.expect("may join");
    let seen = |hall: &Hall, viewer: u8| {
        let view = view(&hall.meeting, id(viewer)).expect("is in");
        view.people.into_iter().find(|p| p.id == id(CAT)).and_then(|p| p.door_note)
    };
    let whole = DoorNote { first_time: true, label: Some("Uma, from the clinic".into()), put_off: false };
    let greeters = DoorNote { label: None, ..whole.clone() };
    assert_eq!((seen(&hall, LEAD), seen(&hall, ANN)), (Some(whole.clone()), Some(greeters.clone())));
    hall.ok(LEAD, Command::Admit { who: id(CAT) });
    assert_eq!((seen(&hall, LEAD), seen(&hall, ANN)), (Some(whole), Some(greeters)));
    assert_eq!((seen(&hall, BEN), seen(&hall, CAT)), (None, None));
    hall.ok(LEAD, Command::SendToDoor { who: id(CAT) });
    for numbered in &hall.log {
        for viewer in [ANN, BEN, CAT] {
            let told = format!("{:?}", told(&hall.meeting, id(viewer), numbered));
            assert!(!told.contains("clinic"), "{told}");
        }
    }
}
