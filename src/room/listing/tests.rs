//! What may be public, and who finds it.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::{
    meeting::id::AccountId,
    room::{NewRoom, entry::WayIn, limits::LISTING_LINE_CHARS_MAX, schedule::ScheduleInput},
};

const NOW: UnixMs = UnixMs::from_ms(1_750_000_000_000);

fn room() -> Room {
    let new = json!({
        "kind": "peer_led", "format": "mini", "title": "Grief", "topics": ["grief"], "suits": "", "not_for": "",
        "capacity": 8,
    });
    let new: NewRoom = serde_json::from_value(new).unwrap();
    new.into_room(RoomId::from_bytes([2; 16]), AccountId::from_bytes([1; 16]), NOW).unwrap().0
}

fn new(changes: Value) -> NewListing {
    let mut new = json!({
        "public": true, "joinable": true, "language": "en", "led_by": "We take turns.", "asks": "Come on time.",
        "happens": "Each has a share.", "suits": "People who lost someone.", "not_for": "The first days.",
        "cost": "Nothing.",
    });
    new.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    serde_json::from_value(new).unwrap()
}

fn refused(changes: Value) -> Vec<(String, Reason)> {
    let wrongs = new(changes).check(room(), None, NOW).unwrap_err();
    wrongs.into_iter().map(|wrong| (wrong.field, wrong.reason)).collect()
}

const LINES: [&str; 6] = ["led_by", "asks", "happens", "suits", "not_for", "cost"];

#[test]
fn a_public_room_says_every_line_and_a_private_one_may_keep_half() {
    for line in LINES {
        assert_eq!(refused(json!({line: " \u{200B}"})), [(line.to_owned(), Reason::Required)]);
        let kept = new(json!({line: "", "public": false})).check(room(), None, NOW);
        assert_eq!(kept.unwrap().1.listed_at, None, "{line}");
        let long = "é".repeat(LISTING_LINE_CHARS_MAX + 1);
        for public in [true, false] {
            assert_eq!(refused(json!({line: long, "public": public})), [(line.to_owned(), Reason::TooLong)]);
            let hidden = json!({line: "a\u{202E}b", "public": public});
            assert_eq!(refused(hidden), [(line.to_owned(), Reason::NotText)]);
        }
    }
    let all = refused(json!({"language": "xx", "led_by": "", "cost": ""}));
    assert_eq!(
        all,
        [
            ("language".to_owned(), Reason::Unknown),
            ("led_by".to_owned(), Reason::Required),
            ("cost".to_owned(), Reason::Required),
        ],
        "everything at once"
    );
}

#[test]
fn a_room_is_public_since_it_became_so() {
    let (room, listing) = new(json!({"suits": " People \n"})).check(room(), None, NOW).unwrap();
    assert_eq!((room.suits.as_str(), room.not_for.as_str()), ("People", "The first days."));
    assert_eq!((listing.listed_at, listing.changed_at), (Some(NOW), NOW));
    let later = NOW.plus_ms(5);
    let (room, changed) = new(json!({"cost": "Free."})).check(room, Some(&listing), later).unwrap();
    assert_eq!((changed.listed_at, changed.changed_at), (Some(NOW), later));
    let (room, private) = new(json!({"public": false})).check(room, Some(&changed), later).unwrap();
    assert_eq!(private.listed_at, None);
    let (_, again) = new(json!({})).check(room, Some(&private), later).unwrap();
    assert_eq!(again.listed_at, Some(later));
}

#[test]
fn a_change_of_a_public_room_leaves_no_line_empty() {
    let full = Room { suits: "a".to_owned(), not_for: "b".to_owned(), ..room() };
    assert_eq!(emptied(&full), []);
    let named: Vec<_> = emptied(&room()).into_iter().map(|wrong| wrong.field).collect();
    assert_eq!(named, ["suits", "not_for"]);
}

fn listed() -> ListedRoom {
    let (room, listing) = new(json!({"happens": "Jede*r erzählt."})).check(room(), None, NOW).unwrap();
    let Room { kind, suits, not_for, capacity, .. } = room;
    ListedRoom {
        kind,
        title: "Café für Trauernde".to_owned(),
        topics: vec!["Grief".to_owned(), "Life changes".to_owned()],
        suits,
        not_for,
        capacity,
        minutes: 30,
        schedule: None,
        listing,
        entry: WayIn::Open {},
        join_secret: None,
    }
}

#[test]
fn a_group_is_found_by_what_it_says_it_is_for() {
    let found = |words: &str| Search::new(words).fits(&listed(), NOW);
    for good in
        ["", "  ", "grief", "GRIEF changes", "cafe fur", "Trauernde", "erzahlt", "lost someone", "turns"]
    {
        assert!(found(good), "{good}");
    }
    for none in ["anxiety", "grief anxiety", "first days", "griefs"] {
        assert!(!found(none), "{none}: not even by what it is not for");
    }
    let of = |kind, language: &str| {
        let language = Some(language.to_owned());
        Search { kind, language, ..Search::default() }.fits(&listed(), NOW)
    };
    assert!(of(Some(RoomKind::PeerLed), "en") && of(None, "en"));
    assert!(!of(Some(RoomKind::TherapistLed), "en") && !of(None, "de"));
}

/// Tuesdays at 19:00 in Berlin.
fn weekly() -> ListedRoom {
    let input = json!({
        "zone": "Europe/Berlin", "start": "2025-07-01T19:00",
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]}, "ends": {"type": "never"},
    });
    let input: ScheduleInput = serde_json::from_value(input).unwrap();
    let schedule = Schedule::new(&input, RoomKind::PeerLed, NOW).unwrap();
    ListedRoom { schedule: Some(schedule), ..listed() }
}

#[test]
fn a_time_is_meant_where_the_asker_is() {
    let fits = |day: Option<&str>, part: Option<PartOfDay>, zone: Option<&str>| {
        let day = day.map(|day| serde_json::from_value(json!(day)).unwrap());
        let times = Times { day, part, zone: zone.map(|zone| zone.parse().unwrap()) };
        Search { times, ..Search::default() }.fits(&weekly(), NOW)
    };
    use PartOfDay::{Afternoon, Evening, Morning, Night};
    for (day, part, zone) in [
        (None, None, None),
        (Some("tuesday"), Some(Evening), None),
        (Some("tuesday"), Some(Evening), Some("Europe/Berlin")),
        (Some("tuesday"), Some(Afternoon), Some("America/New_York")),
        (Some("wednesday"), Some(Night), Some("Asia/Tokyo")),
        (None, Some(Morning), Some("America/Los_Angeles")),
    ] {
        assert!(fits(day, part, zone), "{day:?} {part:?} {zone:?}");
    }
    for (day, part, zone) in [
        (Some("wednesday"), None, None),
        (None, Some(Afternoon), None),
        (Some("tuesday"), None, Some("Asia/Tokyo")),
        (Some("tuesday"), Some(Evening), Some("America/New_York")),
    ] {
        assert!(!fits(day, part, zone), "{day:?} {part:?} {zone:?}");
    }
    let evening = Times { part: Some(Evening), ..Times::default() };
    assert!(!Search { times: evening, ..Search::default() }.fits(&listed(), NOW), "it has no dates");
}

#[test]
fn a_date_is_listed_until_it_can_t_be_held_any_more() {
    let room = weekly();
    let first = room.dates(NOW).next().unwrap();
    assert_eq!(first.local.to_string(), "2025-07-01T19:00");
    let missed = room.schedule.as_ref().unwrap().passage(&first).missed_at;
    let before = UnixMs::from_ms(missed.as_ms() - 1);
    assert_eq!(room.dates(before).next().as_ref(), Some(&first));
    assert_eq!(room.dates(missed).next().unwrap().local.to_string(), "2025-07-08T19:00");
    assert_eq!(listed().dates(NOW).next(), None);
}

proptest! {
    #[test]
    fn any_word_of_a_title_finds_it_however_it_is_typed(title in "\\PC{1,40}", upper: bool) {
        let room = ListedRoom { title: title.clone(), ..listed() };
        for word in title.split_whitespace() {
            let typed = if upper { word.to_uppercase() } else { word.to_lowercase() };
            // Some letters have no way back from their capital.
            prop_assume!(search::plain(&typed) == search::plain(word));
            prop_assert!(Search::new(&typed).fits(&room, NOW));
        }
    }
}
