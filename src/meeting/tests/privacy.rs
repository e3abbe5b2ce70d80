//! Who sees what (docs/rules.md, "Joining and safety"; docs/promises.md, promise 10).

use super::hall::{ANN, BEN, CAT, CO, DAN, Hall, LEAD, MINUTE, SECOND, config, id, item, post, sees};
use crate::meeting::{
    agenda::{AgendaItem, Mode},
    audience::needs_snapshot,
    command::Command,
    event::{Event, Numbered},
    ordinal::{ItemIndex, TurnId},
    reason::RemovalReason,
    role::{Role, RoomKind, Service},
    settings::Admission,
    state::{MessageKind, Person, Place},
    view::{MeetingView, view, waiting_view},
};

fn door() -> Hall {
    let mut config = config(RoomKind::PeerLed, vec![item(Mode::Open), item(Mode::Round)]);
    config.settings.admission = Admission::OneByOne;
    let mut hall = Hall::opened(config, &[ANN, BEN]);
    hall.serve(BEN, Service::Greeter);
    hall.now = MINUTE;
    hall
}

fn seen(hall: &Hall, who: u8) -> MeetingView {
    view(&hall.meeting, id(who)).expect("is present")
}

fn person(hall: &Hall, viewer: u8, who: u8) -> Option<Person> {
    seen(hall, viewer).people.into_iter().find(|p| p.id == id(who))
}

fn last(hall: &Hall) -> &Numbered {
    hall.log.last().expect("a log")
}

/// Only these are told of the last event.
#[track_caller]
fn only(hall: &Hall, viewers: &[u8]) {
    let told: Vec<u8> = (0..=u8::MAX).filter(|who| sees(&hall.meeting, id(*who), last(hall))).collect();
    assert_eq!(told, viewers, "{:?}", hall.last());
}

#[test]
fn the_waiting_and_the_gone_see_no_event_and_no_meeting() {
    let mut hall = door();
    hall.join(CAT, Role::Member).expect("may wait");
    hall.ok(LEAD, Command::Remove { who: id(ANN), reason: RemovalReason::Safety });
    hall.post(BEN);
    for who in [ANN, CAT, DAN] {
        assert!(hall.log.iter().all(|n| !sees(&hall.meeting, id(who), n)), "{who}");
        assert_eq!(view(&hall.meeting, id(who)), None);
    }
    let waiting = waiting_view(&hall.meeting, id(CAT)).expect("waits");
    assert_eq!((waiting.present, waiting.waiting, waiting.place), (2, 1, 1));
    let text = serde_json::to_string(&waiting).expect("serialises");
    assert!(!text.contains("words") && !text.contains("Person 12"), "only the lead's name: {text}");
}

#[test]
fn the_waiting_are_told_of_a_lead_only_while_one_is_here() {
    let mut hall = door();
    hall.join(CAT, Role::Member).expect("may wait");
    let lead = |hall: &Hall| waiting_view(&hall.meeting, id(CAT)).expect("waits").lead;
    assert_eq!(lead(&hall).as_deref(), Some("Person 1"));
    hall.lose(LEAD);
    assert_eq!(lead(&hall), None, "the lead has no connection");
    hall.back(LEAD);
    hall.hands(LEAD, Command::GiveRole { who: id(ANN), role: Role::CoFacilitator });
    hall.lose(LEAD);
    assert_eq!(lead(&hall).as_deref(), Some("Person 11"), "another lead is here");
}

#[test]
fn the_card_is_for_those_who_come_late() {
    let mut hall = Hall::new(config(RoomKind::TherapistLed, vec![item(Mode::Open), item(Mode::Open)]));
    hall.enter(LEAD, Role::Therapist);
    hall.join(CAT, Role::Member).expect("may wait");
    hall.now += SECOND;
    hall.ok(LEAD, Command::OpenMeeting {});
    let card = |hall: &Hall, who| waiting_view(&hall.meeting, id(who)).expect("waits").card;
    assert_eq!(card(&hall, CAT), None, "they waited for the opening");
    hall.now += SECOND;
    hall.join(DAN, Role::Member).expect("may wait");
    assert!(card(&hall, DAN).is_some());
    hall.ok(LEAD, Command::Advance { from: ItemIndex(0), to: None });
    assert!(card(&hall, CAT).is_some(), "the first item is over");
}

#[test]
fn a_knock_is_for_leads_and_greeters() {
    let mut hall = door();
    hall.join(CAT, Role::Member).expect("may wait");
    for (viewer, knows) in [(LEAD, true), (BEN, true), (ANN, false)] {
        assert_eq!(person(&hall, viewer, CAT).is_some(), knows, "{viewer}");
        assert_eq!(sees(&hall.meeting, id(viewer), last(&hall)), knows, "{viewer}");
    }
    hall.lose(CAT);
    assert!(!sees(&hall.meeting, id(ANN), last(&hall)));
    hall.ok(LEAD, Command::Deny { who: id(CAT) });
    assert!(!sees(&hall.meeting, id(ANN), last(&hall)));
    assert_eq!(person(&hall, LEAD, CAT), None, "who never came in is in no list");
}

#[test]
fn whispers_at_the_door_are_for_leads_and_greeters() {
    let mut hall = door();
    hall.join(CAT, Role::Member).expect("may wait");
    hall.ok(CAT, Command::Whisper { to: None, text: "may I?".into() });
    hall.ok(BEN, Command::Whisper { to: Some(id(CAT)), text: "soon".into() });
    let waiting = waiting_view(&hall.meeting, id(CAT)).expect("waits");
    assert_eq!(waiting.whispers.len(), 2);
    assert!(waiting.whispers.iter().all(|m| m.kind == MessageKind::Door));
    hall.ok(LEAD, Command::Admit { who: id(CAT) });
    hall.ok(BEN, Command::Whisper { to: Some(id(CAT)), text: "welcome, latecomer".into() });
    hall.ok(CAT, Command::Whisper { to: None, text: "a secret".into() });
    for (viewer, count) in [(LEAD, 4), (BEN, 3), (CAT, 4), (ANN, 0)] {
        assert_eq!(seen(&hall, viewer).whispers.len(), count, "{viewer}");
    }
    let refused = hall.send(BEN, Command::Whisper { to: Some(id(ANN)), text: "psst".into() });
    assert_eq!(refused, Err(crate::meeting::refusal::Refusal::NotPermitted), "Ann is no latecomer");
}

#[test]
fn whispers_to_the_leads_are_for_who_leads_at_the_time() {
    let mut hall = door();
    hall.ok(ANN, Command::Whisper { to: None, text: "about Ben".into() });
    only(&hall, &[LEAD, ANN]);
    hall.hands(LEAD, Command::GiveRole { who: id(BEN), role: Role::CoFacilitator });
    assert_eq!(needs_snapshot(hall.last()), Some(id(BEN)));
    assert!(seen(&hall, BEN).whispers.is_empty());
    hall.ok(ANN, Command::Whisper { to: None, text: "to both".into() });
    assert_eq!(seen(&hall, BEN).whispers.len(), 1);
}

#[test]
fn a_mute_and_a_call_for_help_are_for_leads_and_that_person() {
    let mut hall = door();
    hall.ok(ANN, Command::AskForHelp {});
    hall.ok(LEAD, Command::Mute { who: id(ANN), for_ms: None });
    only(&hall, &[LEAD, ANN]);
    for (viewer, knows) in [(LEAD, true), (ANN, true), (BEN, false)] {
        let ann = person(&hall, viewer, ANN).expect("is here");
        assert_eq!((ann.mute.is_some(), ann.help.is_some()), (knows, knows), "{viewer}");
    }
    hall.ok(LEAD, Command::Whisper { to: Some(id(ANN)), text: "I am here".into() });
    let call = person(&hall, LEAD, ANN).expect("is here").help.expect("a call");
    assert_eq!(call.answered_by, Some(id(LEAD)));
}

#[test]
fn a_quiet_exit_looks_like_a_lost_connection_and_tells_the_leads() {
    let mut hall = door();
    hall.ok(ANN, Command::Leave { quiet: true });
    for (viewer, place) in [(LEAD, Place::Left), (BEN, Place::Present)] {
        let ann = person(&hall, viewer, ANN).expect("was here");
        assert_eq!((ann.place, ann.connected), (place, false), "{viewer}");
    }
    let departed = hall.log.iter().find(|n| matches!(n.event, Event::Departed { .. })).expect("is gone");
    assert!(sees(&hall.meeting, id(LEAD), departed) && !sees(&hall.meeting, id(BEN), departed));
    hall.enter(ANN, Role::Member);
    assert!(person(&hall, BEN, ANN).expect("is back").connected);
}

#[test]
fn earlier_messages_are_shown_only_when_the_room_says_so() {
    for shown in [false, true] {
        let mut config = config(RoomKind::PeerLed, vec![item(Mode::Open)]);
        config.settings.show_earlier = shown;
        let mut hall = Hall::new(config);
        hall.enter(LEAD, Role::Facilitator);
        hall.no(LEAD, post("to nobody"), crate::meeting::refusal::Refusal::NotOpen);
        hall.enter(BEN, Role::CoFacilitator);
        hall.ok(LEAD, post("before the opening"));
        hall.ok(LEAD, Command::OpenMeeting {});
        hall.ok(LEAD, post("earlier"));
        hall.now = 5;
        hall.enter(CAT, Role::Member);
        assert_eq!(seen(&hall, CAT).messages.len(), usize::from(shown));
        hall.post(CAT);
        assert_eq!(seen(&hall, CAT).messages.len(), 1 + usize::from(shown));
        assert_eq!(seen(&hall, LEAD).messages.len(), 3);
        let message = hall.meeting.messages.iter().nth(1).unwrap().id;
        let reaction = crate::meeting::state::Reaction::Heard;
        hall.meeting.config.settings.reactions = true;
        let reacts = hall.send(CAT, Command::React { message, reaction });
        assert_eq!(reacts.is_ok(), shown, "no reaction to what one can't see");
    }
}

#[test]
fn the_latecomers_card_says_where_the_meeting_is() {
    let mut hall = door();
    hall.ok(LEAD, Command::Advance { from: ItemIndex(0), to: None });
    hall.join(CAT, Role::Member).expect("may wait");
    let card = waiting_view(&hall.meeting, id(CAT)).and_then(|v| v.card).expect("it runs");
    assert_eq!((card.item, card.items, card.round_has_room), (ItemIndex(1), 2, false));
    hall.start_round();
    let card = waiting_view(&hall.meeting, id(CAT)).and_then(|v| v.card).expect("it runs");
    assert!(card.round_has_room);
}

#[test]
fn warnings_and_multipliers_are_private() {
    let mut hall = door();
    hall.ok(ANN, Command::SetMultiplier { percent: 200 });
    only(&hall, &[ANN]);
    assert_eq!(seen(&hall, ANN).me.multiplier_percent, 200);
    hall.ok(LEAD, Command::Advance { from: ItemIndex(0), to: None });
    hall.start_round();
    hall.post(LEAD);
    hall.wait(100_000);
    only(&hall, &[LEAD]);
    assert_eq!(seen(&hall, LEAD).me.warned_turn, Some(TurnId(1)));
    assert_eq!(seen(&hall, ANN).me.warned_turn, None);
}

#[test]
fn many_whispers_are_forgotten_by_person_not_by_crowd() {
    let mut hall = door();
    hall.enter(CO, Role::CoFacilitator);
    hall.ok(ANN, Command::Whisper { to: None, text: "the first".into() });
    for n in 0..200 {
        hall.ok(BEN, Command::Whisper { to: None, text: format!("again {n}") });
    }
    assert_eq!(seen(&hall, ANN).whispers.len(), 1, "one's own are kept");
    assert_eq!(seen(&hall, LEAD).whispers.len(), 50);
    assert_eq!(seen(&hall, BEN).whispers.len(), 50);
    assert!(hall.meeting.whispers.len() <= 51);
}

#[test]
fn the_script_of_an_item_is_for_leads_alone() {
    let mut hall = door();
    let scripts = |agenda: &[AgendaItem]| agenda.iter().filter(|item| !item.script.is_empty()).count();
    assert_eq!(scripts(&seen(&hall, LEAD).agenda), 2);
    assert_eq!(scripts(&seen(&hall, ANN).agenda), 0);
    assert_eq!(scripts(&seen(&hall, BEN).agenda), 0, "a greeter is no lead");
    hall.join(CAT, Role::Member).expect("may wait");
    let card = waiting_view(&hall.meeting, id(CAT)).and_then(|v| v.card).expect("it runs");
    assert_eq!(scripts(&[card.agenda_item]), 0);
}

#[test]
fn who_comes_back_reads_again_what_they_had_read_and_nothing_of_the_time_between() {
    for quiet in [false, true] {
        let mut config = config(RoomKind::PeerLed, vec![item(Mode::Open)]);
        config.settings.show_earlier = false;
        let mut hall = Hall::opened(config, &[ANN, BEN]);
        let texts = |hall: &Hall, who| -> Vec<String> {
            seen(hall, who).messages.into_iter().map(|message| message.text).collect()
        };
        hall.ok(BEN, post("heard"));
        hall.ok(ANN, post("my own"));
        for stay in ["first", "second"] {
            hall.ok(ANN, Command::Leave { quiet });
            hall.ok(BEN, post("while Ann is away"));
            hall.enter(ANN, Role::Member);
            hall.ok(BEN, post(stay));
        }
        assert_eq!(texts(&hall, ANN), ["heard", "my own", "first", "second"]);
        hall.enter(CAT, Role::Member);
        assert!(texts(&hall, CAT).is_empty(), "who was never there reads nothing");
    }
}

#[test]
fn a_lead_who_comes_back_reads_again_the_whispers_to_the_leads_that_they_had_read() {
    let mut hall = Hall::opened(config(RoomKind::PeerLed, vec![item(Mode::Open)]), &[ANN, BEN]);
    hall.enter(CO, Role::CoFacilitator);
    let whisper = |text: &str| Command::Whisper { to: None, text: text.to_owned() };
    hall.ok(ANN, whisper("read"));
    hall.ok(CO, Command::Leave { quiet: false });
    hall.ok(ANN, whisper("while the lead is away"));
    hall.enter(CO, Role::CoFacilitator);
    let texts: Vec<String> = seen(&hall, CO).whispers.into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["read"]);
}
