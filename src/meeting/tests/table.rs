//! The permission table in full, against a second one written by hand from docs/rules.md.

use super::hall::{config, id, item};
use crate::meeting::{
    agenda::{AgendaItem, Mode},
    floor::{Stage, Turn},
    ordinal::{ItemIndex, TurnId},
    policy::{COLUMNS, Capability, Column, TABLE, may},
    refusal::Refusal,
    role::{Role, RoomKind, Service},
    round::LastStart,
    settings::Settings,
    state::{Meeting, Participant, Person, Place},
    time::MeetingMs,
};

/// y yes, - no, o if enabled, t in tag, p in items that the presenter may advance, f in peer-led
/// rooms. Columns: member, holder, timekeeper, co-facilitator, facilitator,
/// therapist, co-therapist, observer, presenter, greeter, backup.
const EXPECTED: &str = "
    PostOpen            y y y y y y y - y y y
    PostDuringTurn      - y - y y y y - p - -
    Reply               y y y y y y y - y y y
    TakeTurns           y y y y y y y - y y y
    AskFeedback         - y - - - - - - - - -
    WhisperLeads        y y y y y y y o y y y
    WhisperOne          - - - y y y y - - - -
    WriteToWaiting      - - - y y y y - - y -
    React               y y y y y y y - y y y
    TakeBack            y y y y y y y y y y y
    TakeBackOthers      - - - y y y y - - - -
    NudgeExtend         - - y y y y y - - - -
    CallNext            - - o y y y y - p - -
    KeepOrder           - - o y y y y - - - -
    NameNext            - t - y y y y - - - -
    Advance             - - - y y y y - p - -
    ChangeMode          - - - y y y y - - - -
    ArrangeAgenda       - - - y y y y - - - -
    TurnPages           - - - y y y y - p - -
    ProposeTopics       y y y y y y y - y y y
    Admit               - - - y y y y - - - -
    SetDoor             - - - y y y y - - - -
    Mute                - - - y y y y - - - -
    Remove              - - - y y y y - - - -
    Ban                 - - - - y y - - - - -
    StepAside           - - - y y y y - - - -
    PauseFloor          - - - y y y y - - - -
    HandOutRoles        - - - - f y - - - - -
    OpenMeeting         - - - y y y y - - - -
    EndMeeting          - - - o y y y - - - -
    Volunteer           f f f f f - - - f f f
    AskForHelp          y y y y y y y y y y y
    AnswerHelp          - - - y y y y - - - y
    Leave               y y y y y y y y y y y
";

const WHO: u8 = 42;

fn expected(capability: Capability) -> Vec<char> {
    let name = format!("{capability:?}");
    let line = EXPECTED.lines().find(|line| line.split_whitespace().next() == Some(&name));
    let line = line.unwrap_or_else(|| panic!("no row for {name}"));
    line.split_whitespace().skip(1).filter_map(|cell| cell.chars().next()).collect()
}

fn role(column: Column) -> Role {
    match column {
        Column::Member
        | Column::Holder
        | Column::Timekeeper
        | Column::Presenter
        | Column::Greeter
        | Column::Backup => Role::Member,
        Column::CoFacilitator => Role::CoFacilitator,
        Column::Facilitator => Role::Facilitator,
        Column::Therapist => Role::Therapist,
        Column::CoTherapist => Role::CoTherapist,
        Column::Observer => Role::Observer,
    }
}

fn service(column: Column) -> Option<Service> {
    match column {
        Column::Timekeeper => Some(Service::Timekeeper),
        Column::Presenter => Some(Service::Presenter),
        Column::Greeter => Some(Service::Greeter),
        Column::Backup => Some(Service::Backup),
        _ => None,
    }
}

fn stands_in(meeting: &mut Meeting, column: Column) {
    let person = Person {
        id: id(WHO),
        name: "Someone".into(),
        role: role(column),
        services: service(column).into_iter().collect(),
        place: Place::Present,
        connected: true,
        mute: None,
        aside: None,
        asks_to_speak: false,
        listening: false,
        simulated: false,
        circle_position: Some(0),
        arrived_ms: MeetingMs::from_ms(0),
        help: None,
        door_note: None,
    };
    let participant = Participant {
        entry_role: person.role,
        person,
        multiplier_percent: 100,
        guidelines_version: 1,
        admitted_seq: Some(1),
        stays: Vec::new(),
        lead_since_seq: None,
        led: Vec::new(),
        place_for_members: Some(Place::Present),
        place_for_greeters: Some(Place::Present),
        awaited: false,
        reachable: false,
        last_start: LastStart::default(),
        held: false,
        departed: None,
    };
    meeting.people.insert(id(WHO), participant);
    if column == Column::Holder {
        let stage = Stage::Speaking { ends_ms: None };
        meeting.floor.turn =
            Some(Turn { id: TurnId(1), holder: id(WHO), share_ms: 0, extended: false, stage, usual: None });
    }
}

const MODES: [Mode; 9] = super::arbitrary::MODES;

/// What the hand-written table says in a room of this kind, in this item, with all settings on or off.
fn verdict(code: char, kind: RoomKind, item: &AgendaItem, on: bool) -> Result<(), Refusal> {
    let when = |yes: bool, refusal: Refusal| if yes { Ok(()) } else { Err(refusal) };
    match code {
        'y' => Ok(()),
        '-' => Err(Refusal::NotPermitted),
        'o' => when(on, Refusal::TurnedOff),
        't' => when(item.mode == Mode::Tag, Refusal::WrongMode),
        'p' => when(item.presenter_advances, Refusal::NotPermitted),
        'f' => when(kind == RoomKind::PeerLed, Refusal::RoleDoesNotFit),
        other => panic!("no such code: {other}"),
    }
}

#[test]
fn every_role_kind_item_and_setting_against_a_table_written_by_hand() {
    let mut checked = 0;
    for kind in [RoomKind::PeerLed, RoomKind::TherapistLed] {
        for mode in MODES {
            for (presenter_advances, on) in [(false, false), (false, true), (true, false), (true, true)] {
                let item = AgendaItem { presenter_advances, ..item(mode) };
                let mut config = config(kind, vec![item.clone()]);
                config.settings = Settings {
                    timekeeper_calls: on,
                    co_facilitator_ends: on,
                    observer_whispers: on,
                    feedback_replies: 3,
                    keep_days: 0,
                    ..config.settings
                };
                for (place, column) in COLUMNS.into_iter().enumerate() {
                    let (mut meeting, _) = Meeting::create(config.clone(), MeetingMs::from_ms(0));
                    meeting.item = Some(ItemIndex(0));
                    stands_in(&mut meeting, column);
                    for row in TABLE {
                        let code = expected(row.capability)[place];
                        let says = may(&meeting, id(WHO), row.capability);
                        let should = verdict(code, kind, &item, on);
                        assert_eq!(says, should, "{column:?} {:?} {kind:?} {mode:?}", row.capability);
                        checked += 1;
                    }
                }
            }
        }
    }
    assert_eq!(checked, 2 * MODES.len() * 4 * 11 * TABLE.len());
}

#[test]
fn the_table_has_each_capability_once_and_the_hand_written_one_no_more() {
    let mut names: Vec<_> = TABLE.iter().map(|row| format!("{:?}", row.capability)).collect();
    let mut lines: Vec<_> =
        EXPECTED.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    names.sort_unstable();
    lines.sort_unstable();
    assert_eq!(names, lines);
    names.dedup();
    assert_eq!(names.len(), TABLE.len());
}

#[test]
fn services_add_to_a_role_and_an_observer_has_none() {
    let (mut meeting, _) =
        Meeting::create(config(RoomKind::PeerLed, vec![item(Mode::Open)]), MeetingMs::from_ms(0));
    stands_in(&mut meeting, Column::Timekeeper);
    let person = meeting.people.get_mut(&id(WHO)).expect("here");
    person.person.services.insert(Service::Greeter);
    assert_eq!(may(&meeting, id(WHO), Capability::NudgeExtend), Ok(()));
    assert_eq!(may(&meeting, id(WHO), Capability::WriteToWaiting), Ok(()));
    meeting.people.get_mut(&id(WHO)).expect("here").person.role = Role::Observer;
    assert_eq!(may(&meeting, id(WHO), Capability::NudgeExtend), Err(Refusal::NotPermitted));
    assert_eq!(may(&meeting, id(WHO), Capability::PostOpen), Err(Refusal::NotPermitted));
}

#[test]
fn who_is_not_present_may_nothing() {
    let (mut meeting, _) =
        Meeting::create(config(RoomKind::PeerLed, vec![item(Mode::Open)]), MeetingMs::from_ms(0));
    assert_eq!(may(&meeting, id(WHO), Capability::Leave), Err(Refusal::NotPresent));
    stands_in(&mut meeting, Column::Facilitator);
    for place in [Place::Waiting, Place::Left, Place::Removed] {
        meeting.people.get_mut(&id(WHO)).expect("here").person.place = place;
        for row in TABLE {
            let says = may(&meeting, id(WHO), row.capability);
            assert_eq!(says, Err(Refusal::NotPresent), "{place:?}");
        }
    }
}
