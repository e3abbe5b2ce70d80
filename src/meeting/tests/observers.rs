//! Observers: everybody who takes part agrees first, and nobody learns whose a no was (docs/rules.md,
//! "Observers").

use super::hall::{ANN, BEN, CAT, CO, Hall, LEAD, MINUTE, OBSERVER, SECOND, id, item, sees};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    event::Event,
    input::Signal,
    offer::Offered,
    reason::Departure,
    refusal::Refusal,
    role::Role,
    state::Place,
    view::{view, waiting_view},
};

/// A therapist, a co-therapist, two members, and an observer at the door.
fn group() -> Hall {
    let mut hall = Hall::therapy(item(Mode::Open), &[ANN, BEN]);
    hall.enter(CO, Role::CoTherapist);
    hall.join(OBSERVER, Role::Observer).expect("may wait");
    hall
}

/// The same, and everybody was asked.
fn asked() -> Hall {
    let mut hall = group();
    hall.ok(LEAD, admit(OBSERVER));
    hall
}

fn admit(who: u8) -> Command {
    Command::Admit { who: id(who) }
}

fn answer(yes: bool) -> Command {
    Command::AnswerObserver { who: id(OBSERVER), yes }
}

fn place(hall: &Hall, who: u8) -> Place {
    hall.meeting.people[&id(who)].person.place
}

fn questions(hall: &Hall, viewer: u8) -> usize {
    view(&hall.meeting, id(viewer)).expect("is in the meeting").observer_questions.len()
}

#[test]
fn an_observer_comes_in_once_everybody_has_agreed() {
    let mut hall = asked();
    assert_eq!(place(&hall, OBSERVER), Place::Waiting);
    for who in [LEAD, CO, ANN, BEN] {
        assert_eq!(questions(&hall, who), 1, "{who} knows that it is asked");
    }
    hall.ok(ANN, answer(true));
    assert_eq!(place(&hall, OBSERVER), Place::Waiting);
    hall.ok(BEN, answer(true));
    assert_eq!(place(&hall, OBSERVER), Place::Present);
    let by = |event: &Event| matches!(event, Event::Admitted { person, by, .. } if person.id == id(OBSERVER) && *by == Some(id(LEAD)));
    assert_eq!(hall.count(by), 1, "by the lead who asked");
    assert_eq!(questions(&hall, ANN), 0);
}

#[test]
fn one_no_is_enough_and_nobody_learns_whose_or_when() {
    let mut hall = asked();
    hall.ok(ANN, answer(false));
    let answered = hall.log.last().expect("a log").clone();
    let told: Vec<u8> = (1..=u8::MAX).filter(|who| sees(&hall.meeting, id(*who), &answered)).collect();
    assert_eq!(told, [ANN], "nobody but Ann is told of her answer");
    assert_eq!(place(&hall, OBSERVER), Place::Waiting, "it does not show before all have answered");
    let before = hall.log.len();
    hall.ok(BEN, answer(true));
    assert_eq!(place(&hall, OBSERVER), Place::Removed);
    let gone = |event: &Event| matches!(event, Event::Departed { how: Departure::NotAgreed, by: None, .. });
    assert_eq!(hall.count(gone), 1);
    let told = serde_json::to_string(&hall.log[before + 1..]).unwrap();
    assert!(!told.contains(&id(ANN).to_string()), "what follows names nobody who answered: {told}");
    for viewer in [LEAD, CO, BEN] {
        let seen = view(&hall.meeting, id(viewer)).expect("is in the meeting");
        assert!(seen.me.observer_answers.is_empty() && seen.observer_questions.is_empty());
    }
    hall.no(LEAD, admit(OBSERVER), Refusal::NoSuchPerson);
}

#[test]
fn an_answer_can_be_changed_as_long_as_it_is_asked() {
    let mut hall = asked();
    hall.ok(ANN, answer(false));
    hall.no(ANN, answer(false), Refusal::AlreadySo);
    hall.ok(ANN, answer(true));
    hall.ok(BEN, answer(true));
    assert_eq!(place(&hall, OBSERVER), Place::Present);
}

#[test]
fn no_answer_in_two_minutes_is_no_consent() {
    let mut hall = asked();
    hall.ok(ANN, answer(true));
    hall.wait(2 * MINUTE - 1);
    assert_eq!(place(&hall, OBSERVER), Place::Waiting);
    hall.wait(1);
    assert_eq!(place(&hall, OBSERVER), Place::Removed);
}

#[test]
fn who_leaves_is_not_waited_for_and_who_comes_in_is_asked() {
    let mut hall = asked();
    hall.ok(ANN, answer(true));
    hall.join(CAT, Role::Member).expect("may wait");
    hall.ok(LEAD, admit(CAT));
    hall.ok(BEN, Command::Leave { quiet: false });
    assert_eq!(place(&hall, OBSERVER), Place::Waiting, "Cat was not asked yet");
    hall.ok(CAT, answer(true));
    assert_eq!(place(&hall, OBSERVER), Place::Present);
}

#[test]
fn latecomers_are_asked_at_the_door() {
    let mut hall = asked();
    hall.all_agree_to(OBSERVER);
    hall.join(CAT, Role::Member).expect("may wait");
    let waits = waiting_view(&hall.meeting, id(CAT)).expect("waits");
    assert_eq!(waits.observers.len(), 1);
    assert_eq!((waits.observers[0].name.as_str(), waits.observers[0].agreed), ("Person 9", None));
    hall.no(LEAD, admit(CAT), Refusal::NotAgreed);
    hall.ok(CAT, answer(true));
    hall.ok(LEAD, admit(CAT));
    assert_eq!((place(&hall, CAT), place(&hall, OBSERVER)), (Place::Present, Place::Present));

    let mut hall = asked();
    hall.all_agree_to(OBSERVER);
    hall.join(CAT, Role::Member).expect("may wait");
    hall.ok(CAT, answer(false));
    assert_eq!(place(&hall, OBSERVER), Place::Removed, "one no is enough there too");
    hall.ok(LEAD, admit(CAT));
}

#[test]
fn whoever_said_no_and_left_is_asked_again_when_they_come_back() {
    for again in [true, false] {
        let mut hall = asked();
        hall.ok(ANN, answer(false));
        hall.ok(ANN, Command::Leave { quiet: false });
        hall.ok(BEN, answer(true));
        assert_eq!(place(&hall, OBSERVER), Place::Present, "everybody who is here agrees");
        hall.join(ANN, Role::Member).expect("may come back");
        let waits = waiting_view(&hall.meeting, id(ANN)).expect("waits");
        assert_eq!(waits.observers[0].agreed, Some(false));
        hall.no(LEAD, admit(ANN), Refusal::NotAgreed);
        hall.ok(ANN, answer(again));
        hall.ok(LEAD, admit(ANN));
        let stays = if again { Place::Present } else { Place::Removed };
        assert_eq!((place(&hall, ANN), place(&hall, OBSERVER)), (Place::Present, stays));
    }
}

#[test]
fn an_open_door_waits_for_the_answer() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.join(OBSERVER, Role::Observer).expect("may wait");
    assert_eq!(place(&hall, OBSERVER), Place::Waiting, "a lead asks for them, however the door stands");
    hall.ok(LEAD, admit(OBSERVER));
    hall.ok(ANN, answer(true));
    hall.join(BEN, Role::Member).expect("may wait");
    assert_eq!(place(&hall, BEN), Place::Waiting);
    hall.ok(BEN, answer(true));
    assert_eq!(place(&hall, BEN), Place::Present, "the door is open");
}

#[test]
fn with_nobody_to_ask_they_come_in_and_the_first_member_is_asked() {
    let mut hall = Hall::therapy(item(Mode::Open), &[]);
    hall.join(OBSERVER, Role::Observer).expect("may wait");
    hall.ok(LEAD, admit(OBSERVER));
    assert_eq!(place(&hall, OBSERVER), Place::Present);
    hall.join(ANN, Role::Member).expect("may wait");
    hall.no(LEAD, admit(ANN), Refusal::NotAgreed);
    hall.ok(ANN, answer(true));
    hall.ok(LEAD, admit(ANN));
}

#[test]
fn a_withdrawn_consent_ends_the_observing() {
    let mut hall = asked();
    hall.all_agree_to(OBSERVER);
    hall.ok(ANN, answer(false));
    assert_eq!(place(&hall, OBSERVER), Place::Removed);
    let last = hall.log.last().expect("a log");
    assert!(matches!(last.event, Event::Departed { how: Departure::NotAgreed, .. }));
    assert!(view(&hall.meeting, id(OBSERVER)).is_none());
}

#[test]
fn a_member_becomes_an_observer_only_if_the_others_agree() {
    let become_observer = Command::GiveRole { who: id(ANN), role: Role::Observer };
    for agrees in [true, false] {
        let mut hall = group();
        hall.ok(LEAD, become_observer.clone());
        hall.no(BEN, Command::AnswerObserver { who: id(ANN), yes: true }, Refusal::NotSo);
        let what = Offered::Role { role: Role::Observer };
        hall.ok(ANN, Command::AnswerOffer { what, yes: true });
        hall.no(LEAD, become_observer.clone(), Refusal::AlreadySo);
        hall.no(ANN, Command::AnswerObserver { who: id(ANN), yes: true }, Refusal::NotSo);
        hall.ok(BEN, Command::AnswerObserver { who: id(ANN), yes: agrees });
        let role = hall.meeting.people[&id(ANN)].person.role;
        assert_eq!(role, if agrees { Role::Observer } else { Role::Member });
        assert_eq!(place(&hall, ANN), Place::Present, "and stays in either case");
    }
}

#[test]
fn whoever_is_to_observe_is_asked_first_and_the_others_only_then() {
    let mut hall = group();
    hall.ok(LEAD, Command::GiveRole { who: id(ANN), role: Role::Observer });
    hall.ok(ANN, Command::AnswerOffer { what: Offered::Role { role: Role::Observer }, yes: false });
    assert_eq!(hall.count(|event| matches!(event, Event::ObserverAsked { .. })), 0);
    assert_eq!(hall.meeting.people[&id(ANN)].person.role, Role::Member);
}

#[test]
fn at_the_door_somebody_is_made_an_observer_before_they_come_in() {
    let mut hall = Hall::therapy(item(Mode::Open), &[ANN]);
    hall.join(CAT, Role::Member).expect("may wait");
    hall.no(LEAD, Command::GiveRole { who: id(CAT), role: Role::CoTherapist }, Refusal::NoSuchPerson);
    hall.ok(LEAD, Command::GiveRole { who: id(CAT), role: Role::Observer });
    let last = hall.log.last().expect("a log");
    assert!(!sees(&hall.meeting, id(ANN), last), "the group knows nobody at the door");
    assert!(waiting_view(&hall.meeting, id(CAT)).expect("waits").observes);
    hall.ok(LEAD, admit(CAT));
    hall.ok(LEAD, Command::GiveRole { who: id(CAT), role: Role::Member });
    hall.ok(ANN, Command::AnswerObserver { who: id(CAT), yes: true });
    assert_eq!(place(&hall, CAT), Place::Waiting, "they come as a member after all");
    hall.ok(LEAD, admit(CAT));
    assert_eq!(place(&hall, CAT), Place::Present);
}

#[test]
fn whoever_leads_no_more_is_asked_too() {
    let mut hall = asked();
    hall.all_agree_to(OBSERVER);
    hall.ok(LEAD, Command::GiveRole { who: id(CO), role: Role::Member });
    assert_eq!(questions(&hall, CO), 1);
    hall.ok(CO, answer(false));
    assert_eq!(place(&hall, OBSERVER), Place::Removed);
}

#[test]
fn a_restart_forgets_the_question_and_keeps_the_answers() {
    let mut hall = asked();
    hall.ok(ANN, answer(true));
    hall.signal(Signal::Restarted {});
    for who in [LEAD, CO, ANN, BEN, OBSERVER] {
        hall.back(who);
    }
    assert_eq!(questions(&hall, BEN), 0);
    hall.wait(3 * MINUTE);
    assert_eq!(place(&hall, OBSERVER), Place::Waiting, "nobody could answer meanwhile");
    hall.ok(LEAD, admit(OBSERVER));
    hall.ok(BEN, answer(true));
    assert_eq!(place(&hall, OBSERVER), Place::Present, "Ann had agreed");
}

#[test]
fn what_can_not_be_is_refused() {
    let mut hall = group();
    hall.no(ANN, answer(true), Refusal::NotSo);
    hall.ok(LEAD, admit(OBSERVER));
    hall.no(LEAD, admit(OBSERVER), Refusal::AlreadySo);
    hall.no(CO, answer(true), Refusal::NotPermitted);
    hall.no(OBSERVER, answer(true), Refusal::NotPermitted);
    hall.join(CAT, Role::Member).expect("may wait");
    hall.no(CAT, answer(true), Refusal::NotSo);
    hall.ok(OBSERVER, Command::Leave { quiet: false });
    hall.wait(SECOND);
    assert_eq!(questions(&hall, ANN), 0, "nobody is asked about somebody who left");
    hall.no(ANN, answer(true), Refusal::NotSo);
}
