//! Rule 13 of the floor, and the line of leads.

use super::hall::{ANN, BEN, CAT, CO, DAN, Hall, LEAD, MINUTE, SECOND, config, id, item, post};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    event::Event,
    input::Signal,
    reason::{LeadChange, MeetingEnd, PauseReason, RemovalReason},
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    state::{Meeting, Phase},
    time::MeetingMs,
};

fn role(hall: &Hall, who: u8) -> Role {
    hall.meeting.people[&id(who)].person.role
}

fn remove(who: u8) -> Command {
    Command::Remove { who: id(who), reason: RemovalReason::Guidelines }
}

#[test]
fn rule_13_peers_hold_the_place_and_then_follow_in_line() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN, CAT]);
    hall.enter(CO, Role::CoFacilitator);
    hall.serve(BEN, Service::Backup);
    hall.serve(ANN, Service::Timekeeper);
    for (lost, next) in [(LEAD, CO), (CO, BEN), (BEN, ANN)] {
        let before = hall.meeting.lead;
        hall.lose(lost);
        hall.wait(30 * SECOND - 1);
        assert_eq!(hall.meeting.lead, before);
        hall.wait(1);
        assert_eq!(hall.meeting.lead, Some(id(next)));
        assert_eq!((role(&hall, next), role(&hall, lost)), (Role::Facilitator, Role::CoFacilitator));
        assert_eq!(hall.meeting.lead_lost, None);
    }
    hall.back(LEAD);
    assert_eq!(hall.meeting.lead, Some(id(ANN)), "handing back is on request");
    hall.hands(ANN, Command::HandOverLead { to: id(LEAD) });
    assert_eq!((role(&hall, LEAD), role(&hall, ANN)), (Role::Facilitator, Role::CoFacilitator));
    let last = Event::LeadChanged { lead: id(LEAD), reason: LeadChange::HandedOver };
    assert_eq!(hall.last(), &last);
}

#[test]
fn whoever_the_room_is_handed_on_to_is_a_lead_like_the_others_and_follows_the_owner_who_goes() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.enter(CO, Role::CoFacilitator);
    hall.signal(Signal::Owns { who: id(CO) });
    assert_eq!((role(&hall, CO), hall.meeting.lead), (Role::Facilitator, Some(id(LEAD))));
    hall.lose(CO);
    hall.signal(Signal::Owns { who: id(CO) });
    hall.signal(Signal::Owns { who: id(BEN) });
    hall.back(CO);
    assert_eq!(role(&hall, CO), Role::Facilitator);
    hall.signal(Signal::Revoked { who: id(LEAD) });
    assert_eq!((role(&hall, CO), hall.meeting.lead), (Role::Facilitator, Some(id(CO))));
}

#[test]
fn a_room_that_is_handed_on_makes_no_therapist_of_a_member() {
    let mut hall = Hall::therapy(item(Mode::Open), &[ANN]);
    hall.enter(CO, Role::CoTherapist);
    hall.signal(Signal::Owns { who: id(ANN) });
    hall.signal(Signal::Owns { who: id(CO) });
    assert_eq!((role(&hall, ANN), role(&hall, CO)), (Role::Member, Role::Therapist));
}

#[test]
fn rule_13_back_in_time_nothing_changes() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.serve(ANN, Service::Timekeeper);
    hall.lose(LEAD);
    hall.wait(29 * SECOND);
    hall.back(LEAD);
    assert_eq!((hall.meeting.lead, hall.meeting.lead_lost), (Some(id(LEAD)), None));
}

#[test]
fn rule_13_a_volunteer_leads_if_nobody_objects() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN]);
    hall.no(ANN, Command::Volunteer {}, Refusal::NotSo);
    hall.lose(LEAD);
    hall.no(ANN, Command::Volunteer {}, Refusal::NotSo);
    hall.wait(30 * SECOND);
    assert_eq!(
        hall.meeting.lead_lost.and_then(|l| l.closes_ms),
        Some(MeetingMs::from_ms(hall.now + 10 * MINUTE))
    );
    hall.ok(ANN, Command::Volunteer {});
    hall.no(BEN, Command::Volunteer {}, Refusal::AlreadySo);
    hall.no(ANN, Command::Object {}, Refusal::NotSo);
    hall.ok(BEN, Command::Object {});
    hall.wait(10 * SECOND);
    assert_eq!(hall.meeting.lead, Some(id(LEAD)));
    hall.ok(BEN, Command::Volunteer {});
    hall.wait(10 * SECOND - 1);
    assert_eq!(hall.meeting.lead, Some(id(LEAD)));
    hall.wait(1);
    assert_eq!((hall.meeting.lead, role(&hall, BEN)), (Some(id(BEN)), Role::Facilitator));
    assert!(matches!(hall.last(), Event::LeadLostChanged { lost: None }));
}

#[test]
fn rule_13_with_nobody_the_room_closes_after_ten_minutes() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.lose(LEAD);
    hall.wait(30 * SECOND);
    hall.post(ANN);
    hall.wait(10 * MINUTE - 1);
    assert!(hall.meeting.is_running());
    hall.wait(1);
    assert_eq!(hall.meeting.phase, Phase::Ended { reason: MeetingEnd::Leaderless });
}

#[test]
fn rule_13_a_lead_who_leaves_is_followed_at_once() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.serve(ANN, Service::Backup);
    hall.ok(LEAD, Command::Leave { quiet: false });
    assert_eq!(hall.meeting.lead, Some(id(ANN)));
}

#[test]
fn rule_13_therapy_is_suspended_and_a_member_is_never_promoted() {
    let mut hall = Hall::therapy(item(Mode::Open), &[ANN]);
    hall.serve(ANN, Service::Timekeeper);
    hall.no(
        LEAD,
        Command::SetService { who: id(ANN), service: Service::Backup, on: true },
        Refusal::RoleDoesNotFit,
    );
    hall.lose(LEAD);
    hall.wait(120 * SECOND - 1);
    assert_eq!(hall.meeting.pause, None);
    hall.wait(1);
    assert_eq!(hall.meeting.pause, Some(PauseReason::LeadLost));
    hall.no(ANN, Command::Volunteer {}, Refusal::RoleDoesNotFit);
    hall.no(ANN, post("words"), Refusal::Paused);
    hall.wait(9 * MINUTE);
    hall.back(LEAD);
    assert_eq!((hall.meeting.pause, hall.meeting.lead_lost), (None, None));
    hall.post(ANN);
    hall.lose(LEAD);
    hall.wait(12 * MINUTE);
    assert_eq!(hall.meeting.phase, Phase::Ended { reason: MeetingEnd::Leaderless });
}

#[test]
fn rule_13_in_therapy_the_co_therapist_follows_even_late() {
    let mut hall = Hall::therapy(item(Mode::Open), &[ANN]);
    hall.lose(LEAD);
    hall.wait(3 * MINUTE);
    hall.join(CO, Role::CoTherapist).expect("leads are let in at once");
    assert_eq!(hall.meeting.lead, Some(id(CO)));
    assert_eq!((role(&hall, CO), role(&hall, LEAD)), (Role::Therapist, Role::CoTherapist));
    assert_eq!(hall.meeting.pause, None);
}

#[test]
fn a_therapist_led_room_makes_no_member_a_lead() {
    let mut hall = Hall::therapy(item(Mode::Open), &[ANN]);
    hall.enter(CO, Role::CoTherapist);
    for role in [Role::CoTherapist, Role::Therapist, Role::Facilitator, Role::CoFacilitator] {
        hall.no(LEAD, Command::GiveRole { who: id(ANN), role }, Refusal::RoleDoesNotFit);
    }
    hall.no(LEAD, Command::HandOverLead { to: id(ANN) }, Refusal::RoleDoesNotFit);
    hall.ok(LEAD, Command::GiveRole { who: id(CO), role: Role::Member });
    hall.hands(LEAD, Command::GiveRole { who: id(CO), role: Role::CoTherapist });
    hall.hands(LEAD, Command::HandOverLead { to: id(CO) });
    assert_eq!((role(&hall, CO), role(&hall, LEAD)), (Role::Therapist, Role::CoTherapist));
    assert_eq!(hall.join(DAN, Role::Facilitator), Err(Refusal::RoleDoesNotFit));
}

#[test]
fn leads_do_not_act_on_leads_above_or_beside_them() {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN]);
    hall.enter(CO, Role::CoFacilitator);
    hall.enter(3, Role::CoFacilitator);
    for whom in [LEAD, 3] {
        hall.no(CO, Command::Mute { who: id(whom), for_ms: None }, Refusal::NotToThatRole);
        hall.no(CO, remove(whom), Refusal::NotToThatRole);
    }
    hall.no(CO, remove(CO), Refusal::NotToOneself);
    hall.no(CO, Command::Ban { who: id(ANN), reason: RemovalReason::Other }, Refusal::NotPermitted);
    hall.no(CO, Command::GiveRole { who: id(ANN), role: Role::Observer }, Refusal::NotPermitted);
    hall.ok(CO, Command::Mute { who: id(ANN), for_ms: None });
    hall.no(CO, Command::HandOverLead { to: id(ANN) }, Refusal::NotPermitted);
    hall.ok(LEAD, Command::Mute { who: id(CO), for_ms: None });
    hall.no(CO, Command::Unmute { who: id(CO) }, Refusal::NotToOneself);
    hall.no(CO, post("words"), Refusal::Muted);
    hall.ok(LEAD, remove(CO));
    hall.no(LEAD, remove(CO), Refusal::AlreadySo);
    assert_eq!(hall.join(CO, Role::CoFacilitator), Err(Refusal::Removed));
}

#[test]
fn before_the_opening_the_main_role_leads_and_the_opener_takes_it() {
    let mut hall = Hall::new(config(RoomKind::PeerLed, vec![item(Mode::Open)]));
    hall.join(CO, Role::CoFacilitator).expect("leads gather inside");
    assert_eq!(hall.meeting.lead, Some(id(CO)));
    hall.join(LEAD, Role::Facilitator).expect("leads gather inside");
    assert_eq!(hall.meeting.lead, Some(id(LEAD)));
    hall.join(ANN, Role::Member).expect("may wait");
    hall.no(ANN, Command::OpenMeeting {}, Refusal::NotPresent);
    hall.lose(LEAD);
    hall.ok(CO, Command::OpenMeeting {});
    assert_eq!((hall.meeting.lead, role(&hall, CO)), (Some(id(CO)), Role::Facilitator));
    assert!(hall.meeting.present(id(ANN)).is_some(), "doors open with the meeting");
}

#[test]
fn the_room_holds_so_many_and_the_next_comes_in_when_there_is_room() {
    let mut config = config(RoomKind::PeerLed, vec![item(Mode::Open)]);
    config.capacity = 3;
    let mut hall = Hall::opened(config, &[ANN, BEN]);
    hall.join(CAT, Role::Member).expect("may wait");
    hall.join(DAN, Role::Member).expect("may wait");
    hall.no(LEAD, Command::Admit { who: id(DAN) }, Refusal::Full);
    hall.lose(CAT);
    hall.ok(ANN, Command::Leave { quiet: false });
    assert!(hall.meeting.present(id(DAN)).is_some(), "Cat is not connected");
    hall.ok(BEN, Command::Leave { quiet: false });
    hall.back(CAT);
    let here = |meeting: &Meeting, who| meeting.present(id(who)).is_some();
    assert!(here(&hall.meeting, CAT));
    hall.join(ANN, Role::Member).expect("who left may come again");
    assert!(!here(&hall.meeting, ANN));
}

#[test]
fn joining_needs_the_guidelines_and_an_adult() {
    let mut hall = Hall::peers(item(Mode::Open), &[]);
    hall.no(
        ANN,
        Command::Join { guidelines_version: 2, adult: true, name: None },
        Refusal::GuidelinesChanged,
    );
    hall.no(ANN, Command::Join { guidelines_version: 1, adult: false, name: None }, Refusal::AdultsOnly);
    hall.enter(ANN, Role::Member);
    hall.no(ANN, Command::Join { guidelines_version: 1, adult: true, name: None }, Refusal::AlreadySo);
}
