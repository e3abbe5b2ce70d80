use std::path::Path;

use super::*;
use crate::store::{
    backend::DatabaseId,
    error::{Result, StoreError},
    postgres::test_server::{new_database, target},
};

const DAY: u64 = 86_400_000;
const ROOM: RoomId = RoomId::from_bytes([1; 16]);
const MEETING: MeetingId = MeetingId::from_bytes([2; 16]);

const fn at(ms: u64) -> UnixMs {
    UnixMs::from_ms(0).plus_ms(ms)
}

fn database(n: u8) -> DatabaseId {
    DatabaseId::from_bytes(&[n; 16]).unwrap()
}

async fn open(address: &str, dir: &Path, series: &[RoomId]) -> Result<SharedKeys> {
    SharedKeys::open(&target(address), dir, database(9), series, false).await
}

fn refusal<T>(opened: Result<T>) -> String {
    match opened {
        Err(StoreError::Open(line)) => line,
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("opened"),
    }
}

/// Two servers with one `root.key`.
fn second(dir: &Path) -> tempfile::TempDir {
    let other = tempfile::tempdir().unwrap();
    std::fs::create_dir(other.path().join("keys")).unwrap();
    std::fs::copy(dir.join("keys/root.key"), other.path().join("keys/root.key")).unwrap();
    other
}

#[tokio::test]
async fn a_key_that_one_server_makes_another_has_until_it_is_destroyed() {
    let (address, dir) = (new_database().await, tempfile::tempdir().unwrap());
    let one = open(&address, dir.path(), &[]).await.unwrap();
    let other_dir = second(dir.path());
    let other = open(&address, other_dir.path(), &[]).await.unwrap();

    let key = one.create_meeting_key(MEETING, at(DAY)).await.unwrap();
    assert!(matches!(other.create_meeting_key(MEETING, at(DAY)).await, Err(KeyError::Exists)));
    assert_eq!(other.meeting_key(MEETING).await.unwrap().unwrap(), key);
    assert_eq!(other.meetings().await.unwrap(), [], "it is young: its meeting may not be stored yet");
    let older = "UPDATE meeting_key SET made_at = made_at - interval '1 hour'";
    sqlx::query(older).execute(&one.pool).await.unwrap();
    assert_eq!(other.meetings().await.unwrap(), [MEETING]);
    for _ in 0..2 {
        one.destroy_meeting_key(MEETING).await.unwrap();
        assert!(other.meeting_key(MEETING).await.unwrap().is_none());
    }

    let key = one.create_series_key(ROOM).await.unwrap();
    assert!(matches!(other.create_series_key(ROOM).await, Err(KeyError::Exists)));
    assert_eq!(other.series_key(ROOM).await.unwrap().unwrap(), key);
    assert_eq!(other.series().await.unwrap(), [ROOM]);
    one.note_lost_series(ROOM).await.unwrap();
    assert_eq!(other.series_key(ROOM).await.unwrap().unwrap(), key, "noted before it is destroyed");
    one.destroy_series_key(ROOM).await.unwrap();
    assert!(other.series_key(ROOM).await.unwrap().is_none());
    assert!(open(&address, dir.path(), &[ROOM]).await.is_ok(), "the operator knows that it is lost");
    other.create_series_key(ROOM).await.unwrap();
    one.destroy_series_key(ROOM).await.unwrap();
    assert!(open(&address, dir.path(), &[ROOM]).await.is_err());
    one.ready().await.unwrap();
}

#[tokio::test]
async fn a_day_key_dies_when_its_day_is_past_and_no_living_meeting_needs_it() {
    let (address, dir) = (new_database().await, tempfile::tempdir().unwrap());
    let keys = open(&address, dir.path(), &[]).await.unwrap();
    keys.create_meeting_key(MEETING, at(10 * DAY + 5)).await.unwrap();
    keys.create_meeting_key(MeetingId::from_bytes([3; 16]), at(11 * DAY)).await.unwrap();
    assert_eq!(keys.destroy_spent_day_keys(at(30 * DAY)).await.unwrap(), 0, "both are needed");
    keys.destroy_meeting_key(MEETING).await.unwrap();
    assert_eq!(keys.destroy_spent_day_keys(at(11 * DAY - 1)).await.unwrap(), 0, "the day is not over");
    assert_eq!(keys.destroy_spent_day_keys(at(11 * DAY)).await.unwrap(), 1);
    let days: Vec<String> =
        sqlx::query_scalar("SELECT day FROM day_key").fetch_all(&keys.pool).await.unwrap();
    assert_eq!(days, ["1970-01-12"]);
}

#[tokio::test]
async fn what_does_not_belong_together_is_refused_in_one_line() {
    let (address, dir) = (new_database().await, tempfile::tempdir().unwrap());
    let keys = open(&address, dir.path(), &[]).await.unwrap();
    keys.create_series_key(ROOM).await.unwrap();
    let (stranger, empty) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    open(&new_database().await, stranger.path(), &[]).await.unwrap();
    let other_database = SharedKeys::open(&target(&address), dir.path(), database(8), &[], false).await;
    let missing = MeetingId::from_bytes([4; 16]);
    let series = RoomId::from_bytes(*missing.as_bytes());
    for (refused, part) in [
        (refusal(open(&address, stranger.path(), &[ROOM]).await), "not the one that the keys were made with"),
        (refusal(open(&address, empty.path(), &[ROOM]).await), "copy it into"),
        (refusal(other_database), "another database"),
        (refusal(open(&address, dir.path(), &[ROOM, series]).await), "1 series are missing"),
    ] {
        assert!(refused.contains(part) && refused.lines().count() == 1, "{refused}");
    }
    assert!(!empty.path().join("keys/root.key").exists(), "nothing is made");
    let accepted =
        SharedKeys::open(&target(&address), dir.path(), database(9), &[ROOM, series], true).await.unwrap();
    assert!(accepted.series_key(ROOM).await.unwrap().is_some());
    assert!(open(&address, dir.path(), &[ROOM, series]).await.is_ok(), "once is enough");
}

/// After a restore, and for a server that had them as files so far.
#[tokio::test]
async fn keys_of_series_that_lie_in_the_data_directory_are_taken_over() {
    let (address, dir) = (new_database().await, tempfile::tempdir().unwrap());
    let archived = RoomId::from_bytes([5; 16]);
    let files = crate::store::keys::KeyFiles::open(dir.path(), database(9), &[]).unwrap();
    let key = files.create_series_key(ROOM).await.unwrap();
    files.create_series_key(archived).await.unwrap();
    drop(files);
    let keys = open(&address, dir.path(), &[ROOM]).await.unwrap();
    assert_eq!(keys.series_key(ROOM).await.unwrap().unwrap(), key);
    assert!(keys.series_key(archived).await.unwrap().is_none());
    assert_eq!(crate::store::keys::files::series_keys(dir.path()).unwrap(), []);
}
