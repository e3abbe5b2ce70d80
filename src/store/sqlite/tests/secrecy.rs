//! What a copy of the files tells.

use super::*;

const CANARY: &[u8] = b"canary-5f0c-was-said-in-confidence";

fn holds(dir: &TempDir, needle: &[u8]) -> bool {
    let files = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path());
    let mut contents = files.filter(|path| path.is_file()).map(|path| fs::read(path).unwrap());
    contents.any(|bytes| bytes.windows(needle.len()).any(|window| window == needle))
}

/// The state of the first meeting after an event.
fn state(seq: u64) -> MeetingState {
    MeetingState { meeting: meeting_id(1), room: room_id(1), seq, payload: CANARY.to_vec() }
}

/// The files of the database; the log of its last writes may outlive a close.
fn database(dir: &TempDir) -> impl Iterator<Item = PathBuf> {
    let paths = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("rondo.db")))
}

#[tokio::test]
async fn no_content_is_readable_on_disk() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    for seq in 1..=50 {
        let mut append = append(1, seq, 1);
        append.payload = CANARY.to_vec();
        store.append(append).await.unwrap();
        store.keep_state(state(seq)).await.unwrap();
    }
    assert!(dir.path().join("rondo.db-wal").exists());
    assert!(holds(&dir, meeting_id(1).as_bytes()), "the search does find things");
    assert!(!holds(&dir, CANARY));
}

#[tokio::test]
async fn a_restored_backup_brings_no_content_back() {
    let (dir, store) = fresh().await;
    with_meetings(&store, 1).await;
    store.append(append(1, 1, 1)).await.unwrap();
    store.keep_state(state(1)).await.unwrap();
    store.close().await;
    let backup: Vec<_> = database(&dir).map(|path| (path.clone(), fs::read(path).unwrap())).collect();

    let store = open_in(&dir).await;
    lifecycle::end_meeting(&store, meeting_id(1), "ended_by_lead", NOW, AuditBatch::default()).await.unwrap();
    store.close().await;
    database(&dir).for_each(|path| fs::remove_file(path).unwrap());
    backup.into_iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());

    let store = open_in(&dir).await;
    assert_eq!(store.read_log(meeting_id(1), ..).await, Err(StoreError::KeyGone));
    assert_eq!(store.state(meeting_id(1), 1).await, Err(StoreError::KeyGone));
    assert_eq!(lifecycle::recover(&store, NOW).await.unwrap(), []);
    let ended = store.meeting(meeting_id(1)).await.unwrap().unwrap();
    assert_eq!(ended.end_reason.as_deref(), Some(lifecycle::KEY_DESTROYED));
    assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 0);
    assert_eq!(number(&store, "SELECT COUNT(*) FROM meeting_state").await, 0);
}
