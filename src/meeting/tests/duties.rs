//! Who is to serve, as it was agreed before the meeting, and who of them is missing.

use super::hall::{ANN, BEN, CAT, CO, Hall, LEAD, id, item, sees};
use crate::meeting::{
    agenda::Mode,
    command::Command,
    duty::{Assignment, Duty},
    event::Event,
    input::Signal,
    role::{Role, Service},
    state::Meeting,
    view::view,
};

fn plan(hall: &mut Hall, duties: &[(Duty, u8)]) {
    let planned = |(duty, who): &(Duty, u8)| Assignment::planned(*duty, id(*who), format!("P{who}"));
    hall.signal(Signal::Duties { duties: duties.iter().map(planned).collect() });
}

/// The duties that still wait for the one who has them, as a lead is shown them.
fn missing(hall: &Hall) -> Vec<Duty> {
    let shown = view(&hall.meeting, id(LEAD)).expect("present").duties;
    shown.iter().filter(|duty| duty.is_open()).map(|duty| duty.duty).collect()
}

fn serves(hall: &Hall, who: u8, service: Service) -> bool {
    hall.meeting.people[&id(who)].person.services.contains(&service)
}

#[test]
fn leads_are_told_who_is_missing_by_name_until_they_come() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    plan(&mut hall, &[(Duty::Timekeeper, BEN), (Duty::Greeter, CAT)]);
    let shown = view(&hall.meeting, id(LEAD)).expect("present").duties;
    assert_eq!(shown.iter().map(|duty| duty.name.as_str()).collect::<Vec<_>>(), ["P12", "P13"]);
    assert_eq!(missing(&hall), [Duty::Timekeeper, Duty::Greeter]);
    hall.join(BEN, Role::Member).expect("may join");
    assert_eq!(missing(&hall), [Duty::Greeter]);
    assert!(serves(&hall, BEN, Service::Timekeeper));
}

#[test]
fn nobody_else_is_told_who_is_missing() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN, BEN]);
    hall.serve(BEN, Service::Greeter);
    plan(&mut hall, &[(Duty::Timekeeper, CAT)]);
    for who in [ANN, BEN] {
        assert_eq!(view(&hall.meeting, id(who)).expect("present").duties, []);
        let noted = hall.log.last().expect("an event");
        assert!(matches!(noted.event, Event::DutiesNoted { .. }));
        assert!(!sees(&hall.meeting, id(who), noted) && sees(&hall.meeting, id(LEAD), noted));
    }
}

#[test]
fn what_a_lead_gave_to_somebody_else_stays_there_when_the_one_who_was_missing_comes() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    let duties = [(Duty::Lead, BEN), (Duty::SecondLead, CO), (Duty::Timekeeper, CAT)];
    plan(&mut hall, &duties);
    hall.serve(ANN, Service::Timekeeper);
    assert_eq!(missing(&hall), [Duty::Lead, Duty::SecondLead]);
    // The plan is read again whenever somebody comes, and says the same.
    plan(&mut hall, &duties);
    assert_eq!(missing(&hall), [Duty::Lead, Duty::SecondLead]);
    hall.join(CAT, Role::Member).expect("may join");
    assert!(serves(&hall, ANN, Service::Timekeeper) && !serves(&hall, CAT, Service::Timekeeper));
    hall.hands(LEAD, Command::GiveRole { who: id(CAT), role: Role::CoFacilitator });
    assert_eq!(missing(&hall), [Duty::Lead]);
    hall.hands(LEAD, Command::HandOverLead { to: id(ANN) });
    assert_eq!(missing(&hall), []);
    hall.join(BEN, Role::Member).expect("may join");
    assert_eq!(hall.meeting.people[&id(BEN)].person.role, Role::Member);
    assert_eq!(hall.meeting.lead, Some(id(ANN)));
    assert_eq!(Meeting::replay(&hall.log).expect("replays"), hall.meeting);
}

#[test]
fn a_service_that_is_in_no_plan_passes_nothing_on() {
    let mut hall = Hall::peers(item(Mode::Round), &[ANN]);
    plan(&mut hall, &[(Duty::Timekeeper, BEN)]);
    hall.serve(ANN, Service::Backup);
    hall.serve(ANN, Service::Greeter);
    assert_eq!(missing(&hall), [Duty::Timekeeper]);
}

#[test]
fn duties_that_were_stored_before_they_had_names_are_read() {
    let stored = serde_json::json!({
        "type": "duties_noted",
        "duties": [{"duty": "lead", "who": id(ANN), "given": true}],
    });
    let event: Event = serde_json::from_value(stored).expect("an event");
    let given = Assignment { given: true, ..Assignment::planned(Duty::Lead, id(ANN), String::new()) };
    assert_eq!(event, Event::DutiesNoted { duties: vec![given] });
}
