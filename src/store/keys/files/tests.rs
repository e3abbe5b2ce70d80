use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf};

use tempfile::TempDir;

use super::*;

const DAY: u64 = 86_400_000;
const ROOM: RoomId = RoomId::from_bytes([1; 16]);
const MEETING: MeetingId = MeetingId::from_bytes([2; 16]);

const fn at(ms: u64) -> UnixMs {
    UnixMs::from_ms(0).plus_ms(ms)
}

fn database() -> DatabaseId {
    DatabaseId::from_bytes(&[9; 16]).unwrap()
}

fn open(dir: &TempDir) -> Files {
    Files::open(dir.path(), database()).unwrap()
}

fn path(dir: &TempDir, name: &str) -> PathBuf {
    let ends = name.starts_with("day-") || name.starts_with("meeting-");
    dir.path().join(if ends { ENDING } else { LASTING }).join(name)
}

fn names(files: &Files) -> Vec<String> {
    let mut names = files.lasting.names().unwrap();
    names.extend(files.ending.names().unwrap());
    names.sort();
    names
}

#[tokio::test]
async fn a_meeting_key_survives_a_restart_and_not_its_destruction() {
    let dir = tempfile::tempdir().unwrap();
    let keys = KeyFiles::open(dir.path(), database(), &[]).unwrap();
    let key = keys.create_meeting_key(MEETING, at(DAY)).await.unwrap();
    assert!(matches!(keys.create_meeting_key(MEETING, at(DAY)).await, Err(KeyError::Exists)));

    let keys = KeyFiles::open(dir.path(), database(), &[]).unwrap();
    assert_eq!(keys.meetings().await.unwrap(), [MEETING]);
    assert_eq!(keys.meeting_key(MEETING).await.unwrap().unwrap(), key);
    for _ in 0..2 {
        keys.destroy_meeting_key(MEETING).await.unwrap();
        assert!(keys.meeting_key(MEETING).await.unwrap().is_none());
    }
    assert!(
        KeyFiles::open(dir.path(), database(), &[]).unwrap().meeting_key(MEETING).await.unwrap().is_none()
    );
}

#[tokio::test]
async fn a_series_key_lives_until_it_is_destroyed() {
    let dir = tempfile::tempdir().unwrap();
    let keys = KeyFiles::open(dir.path(), database(), &[]).unwrap();
    let key = keys.create_series_key(ROOM).await.unwrap();
    assert!(matches!(keys.create_series_key(ROOM).await, Err(KeyError::Exists)));

    let keys = KeyFiles::open(dir.path(), database(), &[]).unwrap();
    keys.destroy_spent_day_keys(at(400 * DAY)).await.unwrap();
    assert_eq!(keys.series().await.unwrap(), [ROOM]);
    assert_eq!(keys.series_key(ROOM).await.unwrap().unwrap(), key);
    for _ in 0..2 {
        keys.destroy_series_key(ROOM).await.unwrap();
        assert!(keys.series_key(ROOM).await.unwrap().is_none());
    }
}

#[test]
fn a_day_key_dies_when_its_day_is_past_and_no_living_meeting_needs_it() {
    let dir = tempfile::tempdir().unwrap();
    let files = open(&dir);
    files.create_meeting_key(MEETING, at(10 * DAY + 5)).unwrap();
    files.create_meeting_key(MeetingId::from_bytes([3; 16]), at(11 * DAY)).unwrap();
    assert!(names(&files).contains(&"day-1970-01-11.key".to_owned()));

    assert_eq!(files.destroy_spent_day_keys(at(30 * DAY)).unwrap(), 0, "both are needed");
    files.ending.destroy(&meeting_file(MEETING)).unwrap();
    assert_eq!(files.destroy_spent_day_keys(at(11 * DAY - 1)).unwrap(), 0, "the day is not over");
    assert_eq!(files.destroy_spent_day_keys(at(11 * DAY)).unwrap(), 1);
    assert!(names(&files).contains(&"day-1970-01-12.key".to_owned()));
    assert!(!names(&files).contains(&"day-1970-01-11.key".to_owned()));
}

#[test]
fn a_meeting_key_put_back_does_not_open_without_its_day() {
    let dir = tempfile::tempdir().unwrap();
    let files = open(&dir);
    files.create_meeting_key(MEETING, at(0)).unwrap();
    let file = path(&dir, &meeting_file(MEETING));
    let copy = fs::read(&file).unwrap();
    files.ending.destroy(&meeting_file(MEETING)).unwrap();
    files.destroy_spent_day_keys(at(DAY)).unwrap();

    fs::write(file, copy).unwrap();
    assert!(files.meeting_key(MEETING).unwrap().is_none());
}

#[test]
fn the_root_key_is_not_silently_replaced() {
    let dir = tempfile::tempdir().unwrap();
    open(&dir).create_series_key(ROOM).unwrap();
    fs::remove_file(path(&dir, ROOT)).unwrap();
    assert!(matches!(Files::open(dir.path(), database()), Err(KeyError::RootMissing)));
}

#[test]
fn what_lasts_and_what_ends_are_kept_apart() {
    let dir = tempfile::tempdir().unwrap();
    let files = open(&dir);
    files.create_series_key(ROOM).unwrap();
    let key = files.create_meeting_key(MEETING, at(0)).unwrap();
    assert_eq!(files.lasting.ids::<RoomId>("series-").unwrap(), [ROOM]);
    assert_eq!(files.ending.ids::<MeetingId>("meeting-").unwrap(), [MEETING]);
    // As an earlier version kept them, one of them moved before a crash.
    for name in [meeting_file(MEETING), "day-1970-01-01.key".to_owned()] {
        fs::copy(path(&dir, &name), dir.path().join(LASTING).join(&name)).unwrap();
    }
    fs::remove_file(path(&dir, &meeting_file(MEETING))).unwrap();
    let files = open(&dir);
    assert_eq!(files.meeting_key(MEETING).unwrap(), Some(key));
    let mut lasting = files.lasting.names().unwrap();
    lasting.sort();
    assert_eq!(lasting, ["root.key".to_owned(), series_file(ROOM)]);
}

#[tokio::test]
async fn nothing_is_opened_or_made_while_keys_of_series_are_missing() {
    let dir = tempfile::tempdir().unwrap();
    let other = RoomId::from_bytes([7; 16]);
    let refused = || match KeyFiles::open(dir.path(), database(), &[ROOM, other]) {
        Err(error @ KeyError::SeriesMissing { .. }) => error.to_string(),
        _ => panic!("opened"),
    };
    let said = refused();
    assert!(said.contains("2 series") && said.contains("--accept-lost-series"), "{said}");
    assert!(!dir.path().join(LASTING).exists());
    open(&dir).create_series_key(ROOM).unwrap();
    assert!(refused().contains("1 series"));

    // Accepted once, it is known from then on, until there is a key; one more that goes is not.
    KeyFiles::open_with_lost_series(dir.path(), database(), &[ROOM, other]).unwrap();
    let keys = KeyFiles::open(dir.path(), database(), &[ROOM, other]).unwrap();
    assert!(keys.series_key(other).await.unwrap().is_none());
    keys.create_series_key(other).await.unwrap();
    keys.destroy_series_key(other).await.unwrap();
    assert!(refused().contains("1 series"));
}

#[test]
fn only_the_owner_may_read_and_nothing_half_done_stays() {
    let dir = tempfile::tempdir().unwrap();
    let files = open(&dir);
    files.create_meeting_key(MEETING, at(0)).unwrap();
    let mode = |name: &str| fs::metadata(path(&dir, name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(""), 0o700);
    for name in names(&files) {
        assert_eq!(mode(&name), 0o600, "{name}");
    }
    fs::write(path(&dir, "day-1970-01-05.key.partial"), b"half").unwrap();
    fs::write(path(&dir, "day-1970-01-06.key"), [0; 32]).unwrap();
    fs::write(path(&dir, &meeting_file(MEETING)), [0; 83]).unwrap();
    let files = open(&dir);
    assert_eq!(names(&files), ["day-1970-01-01.key", "root.key"]);
    assert!(files.meeting_key(MEETING).unwrap().is_none());
}

#[test]
fn a_damaged_or_exchanged_file_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let files = open(&dir);
    let other = MeetingId::from_bytes([3; 16]);
    files.create_meeting_key(MEETING, at(0)).unwrap();
    files.create_meeting_key(other, at(0)).unwrap();
    let file = |meeting| path(&dir, &meeting_file(meeting));
    fs::copy(file(other), file(MEETING)).unwrap();
    fs::write(file(other), b"short").unwrap();

    let files = open(&dir);
    assert!(matches!(files.meeting_key(MEETING), Err(KeyError::Damaged(_))));
    assert!(matches!(files.meeting_key(other), Err(KeyError::Damaged(_))));
}
