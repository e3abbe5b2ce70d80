//! Stepping aside: a lead and one person write alone while the meeting goes on (docs/rules.md, "Help and
//! whispers").

use super::hall::{ANN, BEN, CAT, CO, Hall, LEAD, MINUTE, SECOND, id, item, post, sees};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    event::Event,
    input::Signal,
    reason::{PauseReason, RemovalReason},
    refusal::Refusal,
    role::Role,
    round::SlotState,
    view::view,
};

/// Therapy with a co-therapist, and two members who share in a round; Ann speaks.
fn group() -> Hall {
    let mut hall = Hall::therapy(item(Mode::Round), &[ANN, BEN]);
    hall.enter(CO, Role::CoTherapist);
    hall.start_round();
    hall.post(ANN);
    hall
}

fn step_aside(who: u8) -> Command {
    Command::StepAside { who: id(who) }
}

fn end_aside(who: u8) -> Command {
    Command::EndAside { who: id(who) }
}

fn alone(to: u8) -> Command {
    Command::WhisperAlone { to: id(to), text: "only you".into() }
}

/// With whom somebody is aside, as somebody else sees it.
fn aside(hall: &Hall, viewer: u8, who: u8) -> Option<u8> {
    let seen = view(&hall.meeting, id(viewer)).expect("is in the meeting");
    let person = seen.people.into_iter().find(|p| p.id == id(who)).expect("is known");
    person.aside.map(|with| with.as_bytes()[0])
}

#[test]
fn the_meeting_goes_on_and_the_share_is_kept() {
    let mut hall = group();
    hall.ok(LEAD, step_aside(ANN));
    assert_eq!((hall.slot(ANN), hall.holder()), (SlotState::Deferred, BEN));
    assert_eq!(hall.meeting.pause, None, "the co-therapist is with the group");
    hall.share(BEN);
    assert_eq!(hall.holder(), 0, "nobody but Ann is left, and she is not called");
    hall.run_until(10 * MINUTE);
    assert_eq!(hall.slot(ANN), SlotState::Deferred, "her place is kept");
    hall.ok(ANN, end_aside(ANN));
    assert_eq!(hall.holder(), ANN);
    assert!(hall.turn().share_ms >= MINUTE, "what was left of her share");
}

#[test]
fn a_share_is_kept_in_every_mode_with_an_order() {
    for mode in [Mode::TalkingPiece, Mode::Tag, Mode::Queue] {
        let mut hall = Hall::therapy(item(mode), &[ANN, BEN]);
        hall.enter(CO, Role::CoTherapist);
        if mode == Mode::Queue {
            hall.hand(ANN)
        } else {
            hall.start_round()
        }
        hall.post(ANN);
        hall.wait(MINUTE);
        hall.ok(LEAD, step_aside(ANN));
        assert_ne!(hall.holder(), ANN, "{mode:?}");
        hall.ok(LEAD, end_aside(ANN));
        if hall.holder() == BEN {
            hall.share(BEN);
        }
        if mode == Mode::Tag {
            hall.ok(LEAD, Command::GiveFloor { from: None, to: id(ANN) });
        }
        assert_eq!(hall.holder(), ANN, "{mode:?}");
        assert!(hall.turn().share_ms >= MINUTE, "{mode:?}: {}", hall.turn().share_ms);
    }
}

#[test]
fn an_offer_and_a_raised_hand_are_kept_too() {
    let mut hall = Hall::therapy(item(Mode::Queue), &[ANN, BEN]);
    hall.enter(CO, Role::CoTherapist);
    hall.hand(BEN);
    hall.hand(ANN);
    hall.ok(LEAD, step_aside(ANN));
    hall.share(BEN);
    assert!(hall.meeting.hand_of(id(ANN)).is_some());
    hall.wait(5 * MINUTE);
    assert_eq!(hall.holder(), 0);
    hall.ok(CO, end_aside(ANN));
    assert_eq!(hall.holder(), ANN, "another lead brings them back");
}

#[test]
fn the_two_write_alone_and_to_the_group_only_the_lead() {
    let mut hall = group();
    hall.no(LEAD, alone(ANN), Refusal::NotPermitted);
    hall.ok(LEAD, step_aside(ANN));
    hall.ok(LEAD, alone(ANN));
    let told = |hall: &Hall| {
        let last = hall.log.last().expect("a log");
        (1..=u8::MAX).filter(|who| sees(&hall.meeting, id(*who), last)).collect::<Vec<_>>()
    };
    assert_eq!(told(&hall), [LEAD, ANN]);
    hall.ok(ANN, alone(LEAD));
    assert_eq!(told(&hall), [LEAD, ANN]);
    hall.no(ANN, post("to all"), Refusal::Aside);
    hall.no(ANN, Command::RaiseHand {}, Refusal::Aside);
    hall.ok(ANN, Command::Whisper { to: None, text: "to the leads".into() });
    hall.ok(LEAD, post("I'm with you in a moment."));
    hall.ok(LEAD, end_aside(ANN));
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(LEAD, alone(ANN));
}

#[test]
fn leads_and_the_person_alone_are_told() {
    let mut hall = group();
    hall.ok(LEAD, step_aside(ANN));
    let begun = hall.log.iter().find(|n| matches!(n.event, Event::AsideChanged { .. })).expect("is told");
    let told: Vec<u8> = (1..=u8::MAX).filter(|who| sees(&hall.meeting, id(*who), begun)).collect();
    assert_eq!(told, [LEAD, CO, ANN]);
    assert_eq!((aside(&hall, CO, ANN), aside(&hall, CO, LEAD)), (Some(LEAD), Some(ANN)));
    assert_eq!((aside(&hall, ANN, ANN), aside(&hall, ANN, LEAD)), (Some(LEAD), Some(ANN)));
    assert_eq!((aside(&hall, BEN, ANN), aside(&hall, BEN, LEAD)), (None, None));
}

#[test]
fn without_another_lead_the_group_waits() {
    let mut hall = Hall::therapy(item(Mode::Round), &[ANN, BEN]);
    hall.start_round();
    hall.share(ANN);
    hall.ok(LEAD, step_aside(ANN));
    assert_eq!(hall.meeting.pause, Some(PauseReason::Crisis));
    hall.ok(LEAD, end_aside(ANN));
    assert_eq!(hall.meeting.pause, Some(PauseReason::Crisis), "the lead says when it goes on");
    hall.ok(LEAD, Command::ResumeFloor {});
    hall.share(BEN);

    let mut hall = group();
    hall.lose(CO);
    hall.ok(LEAD, Command::HoldSilence { seconds: 60 });
    hall.ok(LEAD, step_aside(ANN));
    assert_eq!(hall.meeting.pause, Some(PauseReason::Crisis), "the co-therapist has no connection");

    let mut hall = group();
    hall.ok(CO, step_aside(BEN));
    assert_eq!(hall.meeting.pause, None);
    hall.ok(LEAD, step_aside(ANN));
    assert_eq!(hall.meeting.pause, Some(PauseReason::Crisis), "the other lead is aside too");
}

#[test]
fn whoever_asked_for_help_is_with_that_lead() {
    let mut hall = group();
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(CO, step_aside(ANN));
    let call = hall.meeting.people[&id(ANN)].person.help.clone().expect("a call");
    assert_eq!(call.claimed_by, Some(id(CO)));
}

#[test]
fn it_ends_when_one_is_gone_or_the_roles_change() {
    type End = (&'static str, fn(&mut Hall));
    let ends: [End; 6] = [
        ("the person leaves", |hall| hall.ok(ANN, Command::Leave { quiet: false })),
        ("the person leaves quietly", |hall| hall.ok(ANN, Command::Leave { quiet: true })),
        ("the person waits again", |hall| hall.ok(LEAD, Command::SendToDoor { who: id(ANN) })),
        ("the person is removed", |hall| {
            hall.ok(LEAD, Command::Remove { who: id(ANN), reason: RemovalReason::Other });
        }),
        ("the lead leaves", |hall| hall.ok(CO, Command::Leave { quiet: false })),
        ("the lead leads no more", |hall| {
            hall.ok(LEAD, Command::GiveRole { who: id(CO), role: Role::Member });
        }),
    ];
    for (how, end) in ends {
        let mut hall = group();
        hall.ok(CO, step_aside(ANN));
        end(&mut hall);
        let told = hall.log.iter().rev().find(|n| matches!(n.event, Event::AsideChanged { .. }));
        let ended = |n: &&crate::meeting::event::Numbered| {
            matches!(n.event, Event::AsideChanged { on: false, by: None, lead, .. }
                if lead == id(CO) || how == "the lead leads no more")
        };
        assert!(told.as_ref().is_some_and(ended), "{how}: {told:?}");
        assert!(hall.meeting.people.values().all(|p| p.person.aside.is_none()), "{how}");
        for who in [CO, ANN].into_iter().filter(|who| hall.meeting.present(id(*who)).is_some()) {
            assert!(told.is_some_and(|n| sees(&hall.meeting, id(who), n)), "{how}: {who} is told");
        }
    }
}

#[test]
fn it_stays_over_a_lost_connection_and_a_restart() {
    let mut hall = group();
    hall.ok(LEAD, step_aside(ANN));
    hall.lose(ANN);
    hall.wait(30 * SECOND);
    hall.back(ANN);
    assert_eq!(aside(&hall, ANN, ANN), Some(LEAD));
    hall.signal(Signal::Restarted {});
    for who in [LEAD, CO, ANN, BEN] {
        hall.back(who);
    }
    assert_eq!((aside(&hall, ANN, ANN), aside(&hall, LEAD, LEAD)), (Some(LEAD), Some(ANN)));
    hall.ok(ANN, alone(LEAD));
}

#[test]
fn what_can_not_be_is_refused() {
    let mut hall = group();
    hall.no(BEN, step_aside(ANN), Refusal::NotPermitted);
    hall.no(LEAD, step_aside(LEAD), Refusal::NotToOneself);
    hall.no(LEAD, step_aside(CO), Refusal::NotToThatRole);
    hall.no(LEAD, step_aside(CAT), Refusal::NoSuchPerson);
    hall.no(ANN, end_aside(ANN), Refusal::NotSo);
    hall.lose(BEN);
    hall.no(LEAD, step_aside(BEN), Refusal::NoSuchPerson);
    hall.back(BEN);
    hall.ok(LEAD, step_aside(ANN));
    hall.no(LEAD, step_aside(BEN), Refusal::AlreadySo);
    hall.no(CO, step_aside(ANN), Refusal::AlreadySo);
    hall.no(BEN, end_aside(ANN), Refusal::NotPermitted);
}
