//! Roles, services and the lead are offered (docs/rules.md, "Roles are offered").

use super::hall::{ANN, BEN, CO, Hall, LEAD, id, item, sees};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    event::Event,
    offer::Offered,
    refusal::Refusal,
    role::{Role, Service},
    view::view,
};

const TIME: Offered = Offered::Service { service: Service::Timekeeper };
const HELP: Offered = Offered::Role { role: Role::CoFacilitator };

fn group() -> Hall {
    let mut hall = Hall::peers(item(Mode::Open), &[ANN, BEN]);
    hall.enter(CO, Role::CoFacilitator);
    hall
}

fn role(who: u8, role: Role) -> Command {
    Command::GiveRole { who: id(who), role }
}

fn serve(who: u8) -> Command {
    Command::SetService { who: id(who), service: Service::Timekeeper, on: true }
}

fn answer(what: Offered, yes: bool) -> Command {
    Command::AnswerOffer { what, yes }
}

/// What somebody sees that people are asked to take.
fn offers(hall: &Hall, viewer: u8) -> usize {
    view(&hall.meeting, id(viewer)).expect("is in the meeting").offers.len()
}

fn is(hall: &Hall, who: u8) -> Role {
    hall.meeting.people[&id(who)].person.role
}

#[test]
fn a_role_is_taken_by_whoever_is_asked() {
    let mut hall = group();
    hall.ok(LEAD, role(ANN, Role::CoFacilitator));
    assert_eq!(is(&hall, ANN), Role::Member, "nothing changes before the answer");
    assert_eq!([LEAD, CO, ANN, BEN].map(|who| offers(&hall, who)), [1, 1, 1, 0]);
    hall.no(LEAD, role(ANN, Role::CoFacilitator), Refusal::AlreadySo);
    hall.no(BEN, answer(HELP, true), Refusal::NotSo);
    hall.ok(ANN, answer(HELP, true));
    assert_eq!((is(&hall, ANN), offers(&hall, LEAD)), (Role::CoFacilitator, 0));
    let by = |event: &Event| matches!(event, Event::RoleChanged { who, by, .. } if *who == id(ANN) && *by == Some(id(LEAD)));
    assert_eq!(hall.count(by), 1, "given by the lead who asked");
}

#[test]
fn who_declines_stays_what_they_are_and_leads_alone_are_told() {
    let mut hall = group();
    hall.ok(LEAD, serve(ANN));
    hall.ok(ANN, answer(TIME, false));
    assert!(!hall.meeting.people[&id(ANN)].serves(Service::Timekeeper));
    let last = hall.log.last().expect("a log");
    assert!(matches!(last.event, Event::OfferOver { taken: false, by: Some(by), .. } if by == id(ANN)));
    let told: Vec<u8> = (1..=u8::MAX).filter(|who| sees(&hall.meeting, id(*who), last)).collect();
    assert_eq!(told, [LEAD, CO, ANN]);
    hall.ok(LEAD, serve(ANN));
}

#[test]
fn an_offer_is_taken_back() {
    let mut hall = group();
    hall.ok(LEAD, serve(ANN));
    hall.no(BEN, Command::WithdrawOffer { who: id(ANN), what: TIME }, Refusal::NotPermitted);
    hall.ok(LEAD, Command::WithdrawOffer { who: id(ANN), what: TIME });
    hall.no(ANN, answer(TIME, true), Refusal::NotSo);
    hall.no(LEAD, Command::WithdrawOffer { who: id(ANN), what: TIME }, Refusal::NotSo);
}

#[test]
fn what_is_taken_back_or_lowered_needs_no_answer() {
    let mut hall = group();
    hall.serve(ANN, Service::Timekeeper);
    hall.ok(LEAD, Command::SetService { who: id(ANN), service: Service::Timekeeper, on: false });
    assert!(!hall.meeting.people[&id(ANN)].serves(Service::Timekeeper));
    hall.ok(LEAD, role(CO, Role::Member));
    assert_eq!(is(&hall, CO), Role::Member, "at once");
}

#[test]
fn the_lead_is_handed_over_once_it_is_taken() {
    let mut hall = group();
    hall.ok(LEAD, Command::HandOverLead { to: id(ANN) });
    assert_eq!(hall.meeting.lead, Some(id(LEAD)));
    hall.ok(ANN, answer(Offered::Lead {}, true));
    assert_eq!((hall.meeting.lead, is(&hall, LEAD)), (Some(id(ANN)), Role::CoFacilitator));
}

#[test]
fn what_can_no_longer_be_taken_is_offered_no_more() {
    type Change = fn(&mut Hall);
    let ends: [Change; 3] = [
        |hall| hall.ok(ANN, Command::Leave { quiet: false }),
        |hall| hall.ok(LEAD, Command::Leave { quiet: false }),
        |hall| hall.hands(LEAD, Command::HandOverLead { to: id(BEN) }),
    ];
    for (n, end) in ends.into_iter().enumerate() {
        let mut hall = group();
        hall.ok(LEAD, Command::HandOverLead { to: id(ANN) });
        hall.ok(LEAD, serve(ANN));
        end(&mut hall);
        assert!(hall.meeting.offers.iter().all(|offer| offer.what != Offered::Lead {}), "{n}");
        hall.no(
            ANN,
            answer(Offered::Lead {}, true),
            if n == 0 { Refusal::NotPresent } else { Refusal::NotSo },
        );
    }
}

#[test]
fn a_lead_takes_a_service_without_a_question() {
    let mut hall = group();
    hall.ok(LEAD, serve(LEAD));
    assert!(hall.meeting.people[&id(LEAD)].serves(Service::Timekeeper));
}
