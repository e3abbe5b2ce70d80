//! A meeting that is held for a date of its series.

use super::hall::{ANN, BEN, Hall, LEAD, actor, config, id, item};
use crate::meeting::{
    agenda::{AgendaItem, Mode},
    command::Command,
    date::MeetingDate,
    event::Event,
    input::{Input, Signal},
    reason::MeetingEnd,
    refusal::Refusal,
    role::{Role, RoomKind},
    settings::{Door, MeetingConfig},
    state::Phase,
    time::{FloorMs, MeetingMs},
    view::{view, waiting_view},
};

const MINUTE_MS: u64 = 60_000;

/// A group of an hour whose date begins in half an hour, with a door that closes ten minutes later.
fn dated() -> MeetingConfig {
    let hour = AgendaItem { minutes: 60, ..item(Mode::Open) };
    let minute = |minute: u64| MeetingMs::from_ms(minute * MINUTE_MS);
    let date = MeetingDate {
        key: "2026-12-01T19:00".to_owned(),
        starts_ms: minute(30),
        ends_ms: minute(90),
        late_ms: Some(minute(40)),
        missed_ms: minute(45),
    };
    MeetingConfig { date: Some(date), ..config(RoomKind::PeerLed, vec![hour]) }
}

fn gathering() -> Hall {
    let mut hall = Hall::new(dated());
    hall.enter(LEAD, Role::Facilitator);
    hall.join(ANN, Role::Member).expect("may join");
    hall
}

fn ended(hall: &Hall) -> Option<MeetingEnd> {
    match hall.meeting.phase {
        Phase::Ended { reason } => Some(reason),
        _ => None,
    }
}

#[test]
fn it_ends_when_its_date_does_however_late_or_early_it_opens() {
    for opens_min in [20, 30, 44] {
        let mut hall = gathering();
        hall.run_until(opens_min * MINUTE_MS);
        hall.ok(LEAD, Command::OpenMeeting {});
        let planned = FloorMs::from_ms((90 - opens_min) * MINUTE_MS);
        assert_eq!(view(&hall.meeting, id(ANN)).expect("present").planned_end_ms, Some(planned));
        hall.run_until(95 * MINUTE_MS - 1);
        assert_eq!(ended(&hall), None, "five minutes more");
        hall.run_until(95 * MINUTE_MS);
        assert_eq!(ended(&hall), Some(MeetingEnd::TimeUp), "opened at {opens_min}");
    }
}

#[test]
fn it_has_half_the_time_of_its_agenda_at_least() {
    let mut config = dated();
    config.date.as_mut().expect("a date").ends_ms = MeetingMs::from_ms(50 * MINUTE_MS);
    let mut hall = Hall::new(config);
    hall.enter(LEAD, Role::Facilitator);
    hall.run_until(44 * MINUTE_MS);
    hall.ok(LEAD, Command::OpenMeeting {});
    assert_eq!(hall.meeting.planned_end_ms, Some(FloorMs::from_ms(30 * MINUTE_MS)));
}

#[test]
fn a_start_that_no_lead_makes_in_time_is_missed() {
    let mut hall = gathering();
    let date = waiting_view(&hall.meeting, id(ANN)).expect("waits").date.expect("a date");
    assert_eq!(date.missed_ms, MeetingMs::from_ms(45 * MINUTE_MS), "people who wait know it");
    hall.run_until(45 * MINUTE_MS - 1);
    assert_eq!(ended(&hall), None);
    hall.run_until(45 * MINUTE_MS);
    assert_eq!(ended(&hall), Some(MeetingEnd::Missed));
    assert_eq!(hall.send(LEAD, Command::OpenMeeting {}), Err(Refusal::Ended));
}

#[test]
fn nobody_misses_a_date_in_the_time_after_a_restart() {
    let mut hall = gathering();
    hall.run_until(45 * MINUTE_MS - 1_000);
    hall.signal(Signal::Restarted {});
    hall.run_until(45 * MINUTE_MS + 30_000);
    assert_eq!(ended(&hall), None, "people are coming back");
    hall.run_until(47 * MINUTE_MS);
    assert_eq!(ended(&hall), Some(MeetingEnd::Missed));
}

#[test]
fn the_late_limit_closes_the_door_once_for_those_who_were_not_in() {
    let mut hall = gathering();
    hall.run_until(30 * MINUTE_MS);
    hall.ok(LEAD, Command::OpenMeeting {});
    hall.ok(ANN, Command::Leave { quiet: false });
    hall.run_until(40 * MINUTE_MS - 1);
    assert_eq!(hall.meeting.door, Door::Everyone);
    hall.run_until(40 * MINUTE_MS);
    assert_eq!(hall.last(), &Event::DoorChanged { door: Door::Closed, by: None });
    assert_eq!(hall.join(BEN, Role::Member), Err(Refusal::DoorClosed));
    hall.join(ANN, Role::Member).expect("was in before");
    hall.ok(LEAD, Command::SetDoor { door: Door::Everyone });
    hall.run_until(60 * MINUTE_MS);
    assert_eq!(hall.meeting.door, Door::Everyone, "the lead's word stays");
    hall.join(BEN, Role::Member).expect("may join");
}

#[test]
fn people_who_gather_for_a_date_that_changed_go_home_and_a_running_meeting_goes_on() {
    let mut hall = gathering();
    hall.signal(Signal::DateChanged {});
    assert_eq!(ended(&hall), Some(MeetingEnd::DateChanged));
    let mut hall = gathering();
    hall.ok(LEAD, Command::OpenMeeting {});
    hall.signal(Signal::DateChanged {});
    assert_eq!(ended(&hall), None);
}

#[test]
fn what_was_stored_before_there_were_dates_is_read() {
    let mut stored = serde_json::to_value(dated()).expect("JSON");
    stored.as_object_mut().expect("an object").remove("date");
    let config: MeetingConfig = serde_json::from_value(stored).expect("a meeting without a date");
    assert_eq!(config.date, None);
    let opened = serde_json::json!({"type": "opened", "by": id(LEAD)});
    let event: Event = serde_json::from_value(opened).expect("an opening");
    assert_eq!(event, Event::Opened { by: id(LEAD), planned_end_ms: None });
    let mut hall = Hall::new(config);
    hall.enter(LEAD, Role::Facilitator);
    let open = Input::Command { actor: actor(LEAD), command: Command::OpenMeeting {} };
    hall.input(open).result.expect("opens");
    assert_eq!(hall.meeting.planned_end_ms, None);
}
