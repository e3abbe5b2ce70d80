use std::{fs, os::unix::fs::PermissionsExt};

use super::*;
use crate::meeting::id::ParticipantId;
use crate::store::crypto::LogPlace;

const DAY: u64 = 86_400_000;

const fn at(ms: u64) -> UnixMs {
    UnixMs::from_ms(0).plus_ms(ms)
}

const ROOM: RoomId = RoomId::from_bytes([1; 16]);
const MEETING: MeetingId = MeetingId::from_bytes([2; 16]);
const PLACE: LogPlace = LogPlace { room: ROOM, meeting: MEETING, first_seq: 1, last_seq: 1 };

fn files(keys: &KeyStore) -> Vec<String> {
    let mut names = keys.dir.names().unwrap();
    names.sort();
    names
}

#[test]
fn a_meeting_key_survives_a_restart_and_not_its_destruction() {
    let dir = tempfile::tempdir().unwrap();
    let keys = KeyStore::open(dir.path()).unwrap();
    let sealed = keys.create_meeting_key(MEETING, at(DAY)).unwrap().seal(&PLACE, None, b"x").unwrap();
    assert!(matches!(keys.create_meeting_key(MEETING, at(DAY)), Err(KeyError::Exists)));

    let keys = KeyStore::open(dir.path()).unwrap();
    assert_eq!(keys.meetings().unwrap(), [MEETING]);
    let key = keys.open_meeting_key(MEETING).unwrap().unwrap();
    assert_eq!(key.open(&PLACE, &sealed).unwrap().1, b"x");
    assert!(keys.destroy_meeting_key(MEETING).unwrap());
    assert!(!keys.destroy_meeting_key(MEETING).unwrap());
    assert!(keys.open_meeting_key(MEETING).unwrap().is_none());
    assert!(KeyStore::open(dir.path()).unwrap().open_meeting_key(MEETING).unwrap().is_none());
}

#[test]
fn a_day_key_dies_when_its_day_is_past_and_no_living_meeting_needs_it() {
    let dir = tempfile::tempdir().unwrap();
    let keys = KeyStore::open(dir.path()).unwrap();
    keys.create_meeting_key(MEETING, at(10 * DAY + 5)).unwrap();
    keys.create_meeting_key(MeetingId::from_bytes([3; 16]), at(11 * DAY)).unwrap();
    assert!(files(&keys).contains(&"day-1970-01-11.key".to_owned()));

    assert_eq!(keys.destroy_spent_day_keys(at(30 * DAY)).unwrap(), 0, "both are needed");
    keys.destroy_meeting_key(MEETING).unwrap();
    assert_eq!(keys.destroy_spent_day_keys(at(11 * DAY - 1)).unwrap(), 0, "the day is not over");
    assert_eq!(keys.destroy_spent_day_keys(at(11 * DAY)).unwrap(), 1);
    assert!(files(&keys).contains(&"day-1970-01-12.key".to_owned()));
    assert!(!files(&keys).contains(&"day-1970-01-11.key".to_owned()));
}

#[test]
fn a_meeting_key_put_back_does_not_open_without_its_day() {
    let dir = tempfile::tempdir().unwrap();
    let keys = KeyStore::open(dir.path()).unwrap();
    keys.create_meeting_key(MEETING, at(0)).unwrap();
    let copy = fs::read(keys.path().join(meeting_file(MEETING))).unwrap();
    keys.destroy_meeting_key(MEETING).unwrap();
    keys.destroy_spent_day_keys(at(DAY)).unwrap();

    fs::write(keys.path().join(meeting_file(MEETING)), copy).unwrap();
    assert!(keys.open_meeting_key(MEETING).unwrap().is_none());
}

#[test]
fn a_series_key_lives_until_it_is_destroyed() {
    let dir = tempfile::tempdir().unwrap();
    let keys = KeyStore::open(dir.path()).unwrap();
    let who = ParticipantId::from_bytes([4; 16]);
    let sealed = keys.create_series_key(ROOM).unwrap().seal_name(who, "Robin").unwrap();
    assert!(matches!(keys.create_series_key(ROOM), Err(KeyError::Exists)));

    let keys = KeyStore::open(dir.path()).unwrap();
    keys.destroy_spent_day_keys(at(400 * DAY)).unwrap();
    let key = keys.open_series_key(ROOM).unwrap().unwrap();
    assert_eq!(key.open_name(who, &sealed).unwrap(), "Robin");
    assert!(keys.destroy_series_key(ROOM).unwrap());
    assert!(keys.open_series_key(ROOM).unwrap().is_none());
}

#[test]
fn the_root_key_is_not_silently_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let keys = KeyStore::open(dir.path()).unwrap();
    keys.create_series_key(ROOM).unwrap();
    fs::remove_file(keys.path().join(ROOT)).unwrap();
    assert!(matches!(KeyStore::open(dir.path()), Err(KeyError::RootMissing)));
}

#[test]
fn only_the_owner_may_read_and_nothing_half_done_stays() {
    let dir = tempfile::tempdir().unwrap();
    let keys = KeyStore::open(dir.path()).unwrap();
    keys.create_meeting_key(MEETING, at(0)).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&keys.path()), 0o700);
    for name in files(&keys) {
        assert_eq!(mode(&keys.path().join(&name)), 0o600, "{name}");
    }
    fs::write(keys.path().join("day-1970-01-05.key.partial"), b"half").unwrap();
    fs::write(keys.path().join("day-1970-01-06.key"), [0; 32]).unwrap();
    fs::write(keys.path().join(meeting_file(MEETING)), [0; 83]).unwrap();
    let keys = KeyStore::open(dir.path()).unwrap();
    assert_eq!(files(&keys), ["day-1970-01-01.key", "root.key"]);
    assert!(keys.open_meeting_key(MEETING).unwrap().is_none());
}

#[test]
fn a_damaged_or_exchanged_file_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let keys = KeyStore::open(dir.path()).unwrap();
    let other = MeetingId::from_bytes([3; 16]);
    keys.create_meeting_key(MEETING, at(0)).unwrap();
    keys.create_meeting_key(other, at(0)).unwrap();
    let path = |meeting| keys.path().join(meeting_file(meeting));
    fs::copy(path(other), path(MEETING)).unwrap();
    fs::write(path(other), b"short").unwrap();

    let keys = KeyStore::open(dir.path()).unwrap();
    assert!(matches!(keys.open_meeting_key(MEETING), Err(KeyError::Damaged(_))));
    assert!(matches!(keys.open_meeting_key(other), Err(KeyError::Damaged(_))));
}
