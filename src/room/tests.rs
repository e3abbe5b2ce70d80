//! The room by its front doors: making, changing, leading.

use proptest::{collection::vec, option, prelude::*};
use serde_json::{Value, json};

use super::{
    CannotLead, Edit, EditError, NewRoom, NewTemplate, Rights, Room, Standing, formats::formats,
    language::Language, limits::*, wrong::Reason,
};
use crate::{
    meeting::{
        id::{AccountId, MeetingId, RoomId, TemplateId},
        role::{Role, RoomKind},
        settings::Settings,
    },
    text::Unfit,
    time::UnixMs,
};

const OWNER: AccountId = AccountId::from_bytes([1; 16]);
const NOW: UnixMs = UnixMs::from_ms(1_750_000_000_000);

fn new(changes: Value) -> NewRoom {
    let mut new = json!({
        "kind": "peer_led", "format": "mini", "title": "Grief", "topics": ["grief"], "suits": "", "not_for": "",
        "capacity": 8,
    });
    new.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    serde_json::from_value(new).unwrap()
}

fn made(new: NewRoom) -> Result<Room, EditError> {
    new.into_room(RoomId::from_bytes([2; 16]), OWNER, NOW).map(|(room, ..)| room)
}

fn edited(room: Room, changes: Value) -> Result<Room, EditError> {
    serde_json::from_value::<Edit>(changes).unwrap().apply(room)
}

#[test]
fn what_is_left_out_comes_from_the_format_and_the_kind() {
    for format in formats() {
        for kind in [RoomKind::PeerLed, RoomKind::TherapistLed] {
            let made = made(NewRoom { kind, format: format.id.as_str().to_owned(), ..new(json!({})) });
            if format.kind.is_some_and(|only| only != kind) {
                assert_eq!(made, Err(EditError::FormatKind));
                continue;
            }
            let room = made.unwrap();
            assert_eq!((room.agenda.to_vec(), room.share_ms), (format.agenda(Language::En), format.share_ms));
            let mut settings = Settings::for_kind(kind);
            settings.timing.breath_ms = 15_000;
            if format.ends_on_time {
                settings.timing.overrun_ms = 0;
            }
            assert_eq!(room.settings, settings);
            assert_eq!(room.planned_minutes(), format.minutes);
            assert!(!room.guidelines.is_empty() && room.guidelines_version == 1);
        }
    }
    assert_eq!(made(new(json!({"format": "nothing"}))), Err(EditError::FormatUnknown));
    let english = made(new(json!({}))).unwrap();
    let german = made(NewRoom { lang: Language::De, ..new(json!({})) }).unwrap();
    assert_ne!(english.guidelines, german.guidelines);
    assert_ne!(english.agenda[0].script, german.agenda[0].script);
}

#[test]
fn every_field_is_refused_by_its_name() {
    let too_long = |field, chars_max| EditError::TooLong { field, chars_max };
    let share = EditError::OutOfRange { field: "share_ms", min: SHARE_MS_MIN, max: SHARE_MS_MAX };
    let capacity = EditError::OutOfRange { field: "capacity", min: 2, max: 60 };
    let cases = [
        (json!({"title": " "}), EditError::TitleMissing),
        (json!({"title": "x".repeat(81)}), too_long("title", TITLE_CHARS_MAX)),
        (json!({"title": "a\0b"}), EditError::NotText { field: "title", unfit: Unfit('\0') }),
        (json!({"topics": ["x".repeat(41)]}), too_long("topics", TOPIC_CHARS_MAX)),
        (json!({"topics": vec!["x"; 9]}), EditError::TooMany { field: "topics", count_max: TOPICS_MAX }),
        (json!({"suits": "x".repeat(501)}), too_long("suits", SUITS_CHARS_MAX)),
        (json!({"not_for": "a\u{202E}b"}), EditError::NotText { field: "not_for", unfit: Unfit('\u{202E}') }),
        (json!({"capacity": 1}), capacity.clone()),
        (json!({"capacity": 61}), capacity),
        (json!({"share_ms": 14_999}), share.clone()),
        (json!({"share_ms": 900_001}), share),
        (json!({"guidelines": ["x".repeat(201)]}), too_long("guidelines", GUIDELINE_CHARS_MAX)),
        (json!({"settings": {"reactions": true}}), EditError::SettingsUnreadable { field: "settings" }),
        (json!({"settings": 5}), EditError::SettingsUnreadable { field: "settings" }),
    ];
    let room = made(new(json!({}))).unwrap();
    for (changes, error) in cases {
        assert_eq!(made(new(changes.clone())), Err(error.clone()), "new: {changes}");
        assert_eq!(edited(room.clone(), changes.clone()), Err(error), "edit: {changes}");
    }
}

#[test]
fn every_wrong_item_and_clock_is_named_at_once() {
    let item = json!({"name": "", "minutes": 0, "mode": "chaos", "crosstalk": "none", "share_ms": 0});
    let Err(EditError::Agenda(wrongs)) = made(new(json!({"agenda": [item]}))) else { panic!("refused") };
    let named: Vec<_> = wrongs.iter().map(|wrong| (wrong.field.as_str(), wrong.reason)).collect();
    assert_eq!(
        named,
        [
            ("agenda[0].name", Reason::Required),
            ("agenda[0].minutes", Reason::TooSmall),
            ("agenda[0].mode", Reason::Unknown),
        ]
    );
    let mut settings = json!(Settings::for_kind(RoomKind::PeerLed));
    settings["timing"] = json!({"grace_ms": 1, "held_ms": "long"});
    let Err(EditError::Settings(wrongs)) = made(new(json!({"settings": settings}))) else {
        panic!("refused")
    };
    assert_eq!(wrongs.len(), 2);
}

#[test]
fn a_new_share_length_is_the_one_of_the_items_that_had_the_old_one() {
    let room = made(new(json!({}))).unwrap();
    let old_ms = room.share_ms.as_ms();
    let changed = edited(room.clone(), json!({"share_ms": 120_000})).unwrap();
    assert_eq!(changed.share_ms.as_ms(), 120_000);
    for (before, after) in room.agenda.iter().zip(changed.agenda.iter()) {
        let expected = if before.share_ms == old_ms { 120_000 } else { before.share_ms };
        assert_eq!(after.share_ms, expected, "{}", before.name);
    }
}

#[test]
fn other_clocks_must_leave_the_agenda_its_time() {
    let room = made(new(json!({}))).unwrap();
    let mut settings = json!(room.settings);
    settings["timing"] = json!({"handover_ms": 3_600_000});
    let Err(EditError::Agenda(wrongs)) = edited(room, json!({"settings": settings})) else {
        panic!("refused")
    };
    assert!(wrongs.iter().all(|wrong| wrong.reason == Reason::NoTimeForAnyone) && !wrongs.is_empty());
}

#[test]
fn a_process_group_has_no_over_time_whatever_is_asked_for() {
    let process = json!({"kind": "therapist_led", "format": "process"});
    let mut room = made(new(process)).unwrap();
    let asked = json!(Settings::for_kind(RoomKind::TherapistLed));
    assert_eq!(asked["timing"]["overrun_ms"], 300_000);
    let changed = edited(room.clone(), json!({"settings": asked})).unwrap();
    assert_eq!(changed.settings.timing.overrun_ms, 0);
    // A room from before this rule.
    room.settings = Settings::for_kind(RoomKind::TherapistLed);
    let config = room.meeting_config(MeetingId::from_bytes([3; 16]), None);
    assert_eq!(config.settings.timing.overrun_ms, 0);
}

#[test]
fn a_meeting_is_held_by_its_room() {
    let room = made(new(json!({}))).unwrap();
    let config = room.meeting_config(MeetingId::from_bytes([3; 16]), None);
    assert_eq!((config.room, config.capacity), (room.id, 8));
    assert_eq!((config.agenda, config.settings), (room.agenda, room.settings));
}

#[test]
fn a_template_has_a_name_and_an_agenda_that_can_be_held() {
    let template = |changes: Value| {
        let mut new = json!({
            "name": "Our evening", "kind": "peer_led", "format": "mini", "share_ms": 90_000,
            "agenda": [{"name": "Round", "minutes": 20, "mode": "round", "crosstalk": "none", "share_ms": 90_000}],
        });
        new.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let new: NewTemplate = serde_json::from_value(new).unwrap();
        new.into_template(TemplateId::from_bytes([4; 16]), OWNER, NOW)
    };
    assert_eq!(template(json!({})).unwrap().agenda[0].name, "Round");
    assert_eq!(template(json!({"name": " "})), Err(EditError::NameMissing));
    assert_eq!(template(json!({"format": "cbt"})), Err(EditError::FormatKind));
    assert!(matches!(template(json!({"share_ms": 1})), Err(EditError::OutOfRange { field: "share_ms", .. })));
    assert!(matches!(template(json!({"agenda": []})), Err(EditError::Agenda(_))));
}

#[test]
fn leading_needs_a_standing_and_the_rights_of_the_day() {
    let (host, therapist) = (CannotLead::NotAHost, CannotLead::NotATherapist);
    let rights = |is_host, is_therapist| Rights { is_host, is_therapist };
    for (standing, kind, rights, role) in [
        (Standing::Owner, RoomKind::PeerLed, rights(true, false), Ok(Role::Facilitator)),
        (Standing::Owner, RoomKind::PeerLed, rights(false, true), Err(host)),
        (Standing::CoLead, RoomKind::PeerLed, rights(false, false), Ok(Role::CoFacilitator)),
        (Standing::Desk, RoomKind::PeerLed, rights(true, false), Ok(Role::CoFacilitator)),
        (Standing::Desk, RoomKind::PeerLed, rights(false, true), Err(host)),
        (Standing::Desk, RoomKind::TherapistLed, rights(true, true), Ok(Role::CoTherapist)),
        (Standing::Desk, RoomKind::TherapistLed, rights(true, false), Err(therapist)),
        (Standing::Owner, RoomKind::TherapistLed, rights(true, true), Ok(Role::Therapist)),
        (Standing::Owner, RoomKind::TherapistLed, rights(true, false), Err(therapist)),
        (Standing::Owner, RoomKind::TherapistLed, rights(false, true), Err(host)),
        (Standing::CoLead, RoomKind::TherapistLed, rights(false, true), Ok(Role::CoTherapist)),
        (Standing::CoLead, RoomKind::TherapistLed, rights(true, false), Err(therapist)),
    ] {
        assert_eq!(standing.entry_role(kind, rights), role, "{standing:?} {kind:?} {rights:?}");
        assert_eq!(standing.may_lead(kind, rights), role.map(drop));
    }
}

fn edits() -> impl Strategy<Value = Edit> {
    let text = "[a-z é\n]{0,90}";
    let texts = || option::of(vec("[a-z ]{0,45}", 0..10));
    (
        option::of(text),
        texts(),
        option::of(text),
        option::of(0_u32..70),
        option::of(0_u64..1_000_000),
        texts(),
    )
        .prop_map(|(title, topics, suits, capacity, share_ms, guidelines)| Edit {
            title,
            topics,
            not_for: suits.clone(),
            suits,
            capacity,
            share_ms,
            guidelines,
            ..Edit::default()
        })
}

/// An edit that says what the room is already.
fn same(room: &Room) -> Edit {
    let edit = json!({
        "title": room.title, "topics": room.topics, "suits": room.suits, "not_for": room.not_for,
        "capacity": room.capacity, "share_ms": room.share_ms.as_ms(), "agenda": room.agenda,
        "guidelines": room.guidelines, "settings": room.settings,
    });
    serde_json::from_value(edit).unwrap()
}

proptest! {
    /// Whatever is asked for: a room that is changed is within its limits, is the same room, and is
    /// accepted as it stands.
    #[test]
    fn a_changed_room_is_a_good_room(edits in vec(edits(), 1..8)) {
        let first = made(new(json!({}))).unwrap();
        let mut room = first.clone();
        for edit in edits {
            room = edit.apply(room.clone()).unwrap_or(room);
            prop_assert!(!room.title.is_empty() && room.title.chars().count() <= TITLE_CHARS_MAX);
            prop_assert!(room.topics.len() <= TOPICS_MAX && CAPACITY.contains(&room.capacity));
            prop_assert_eq!((room.id, room.owner, room.kind), (first.id, first.owner, first.kind));
            prop_assert_eq!(same(&room).apply(room.clone()), Ok(room.clone()));
        }
    }
}
