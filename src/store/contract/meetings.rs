use super::fixtures::*;
use crate::store::{
    AuditBatch, Conflict, Store, StoreError, lifecycle,
    meetings::{MeetingCounts, MeetingRecord},
};
use crate::time::UnixMs;

const DAY_MS: u64 = 86_400_000;

fn record(n: u8, room: u8) -> MeetingRecord {
    MeetingRecord {
        id: meeting_id(n),
        room: room_id(room),
        date: None,
        created_at: NOW.plus_ms(u64::from(n)),
        opened_at: None,
        ended_at: None,
        end_reason: None,
    }
}

pub(in crate::store) async fn a_meeting_lives_and_ends(store: &Store) {
    with_rooms(store, 1).await;
    let id = meeting_id(1);
    store.rows.create_meeting(record(1, 1)).await.unwrap();
    assert_eq!(store.current_meeting(room_id(1)).await.unwrap(), Some(record(1, 1)));
    assert_eq!(store.last_ended_meeting(room_id(1)).await.unwrap(), None);
    assert_eq!(store.live_meetings().await.unwrap(), [record(1, 1)]);
    for at in [NOW.plus_ms(10), NOW.plus_ms(20)] {
        store.mark_opened(id, at).await.unwrap();
    }
    store.rows.end_meeting(id, "ended_by_lead", NOW.plus_ms(30), audit(&["meeting_ended"])).await.unwrap();

    let ended = store.meeting(id).await.unwrap().unwrap();
    let times = (ended.opened_at, ended.ended_at, ended.end_reason.as_deref());
    assert_eq!(times, (Some(NOW.plus_ms(10)), Some(NOW.plus_ms(30)), Some("ended_by_lead")));
    assert_eq!(store.audit().list(Some(room_id(1)), None, 9).await.unwrap().len(), 1);
    assert_eq!(store.current_meeting(room_id(1)).await.unwrap(), None);
    assert_eq!(store.last_ended_meeting(room_id(1)).await.unwrap(), Some(ended));
    assert_eq!(store.live_meetings().await.unwrap(), []);
    for gone in [id, meeting_id(9)] {
        assert_eq!(store.mark_opened(gone, NOW).await, Err(StoreError::NotLive));
        let again = store.rows.end_meeting(gone, "x", NOW, audit(&["meeting_ended"])).await;
        assert_eq!(again, Err(StoreError::NotLive));
    }
    assert_eq!(store.audit().list(Some(room_id(1)), None, 9).await.unwrap().len(), 1);
    assert_eq!(store.meeting(meeting_id(9)).await.unwrap(), None);
}

pub(in crate::store) async fn one_meeting_a_room(store: &Store) {
    with_rooms(store, 1).await;
    store.rows.create_meeting(record(1, 1)).await.unwrap();
    let second = store.rows.create_meeting(record(2, 1)).await;
    assert_eq!(second, Err(StoreError::Conflict(Conflict::LiveMeeting)));
    assert_eq!(store.rows.create_meeting(record(3, 9)).await, Err(StoreError::NotFound), "no room");
    store.rows.end_meeting(meeting_id(1), "x", NOW, AuditBatch::default()).await.unwrap();
    store.rows.create_meeting(record(2, 1)).await.unwrap();
    store.rows.end_meeting(meeting_id(2), "x", NOW.plus_ms(1), AuditBatch::default()).await.unwrap();
    let last = store.last_ended_meeting(room_id(1)).await.unwrap();
    assert_eq!(last.map(|last| last.id), Some(meeting_id(2)));
}

pub(in crate::store) async fn meetings_are_counted(store: &Store) {
    with_rooms(store, 2).await;
    for n in 1..=3 {
        store.rows.create_meeting(record(n, 1)).await.unwrap();
        if n < 3 {
            store.mark_opened(meeting_id(n), NOW).await.unwrap();
        }
        store.rows.end_meeting(meeting_id(n), "x", NOW, AuditBatch::default()).await.unwrap();
    }
    store.rows.create_meeting(record(4, 1)).await.unwrap();
    store.rows.create_meeting(record(5, 2)).await.unwrap();
    let of_room = store.meeting_counts(Some(room_id(1))).await.unwrap();
    assert_eq!(of_room, MeetingCounts { held: 2, unopened: 1, live: 1 });
    let of_server = store.meeting_counts(None).await.unwrap();
    assert_eq!(of_server, MeetingCounts { held: 2, unopened: 1, live: 2 });
}

pub(in crate::store) async fn keys_and_rows_go_together(store: &Store) {
    with_meetings(store, 1).await;
    let second = lifecycle::begin_meeting(store, meeting_id(2), room_id(1), None, NOW).await;
    assert_eq!(second.unwrap_err(), StoreError::Conflict(Conflict::LiveMeeting));
    assert_eq!(store.keys.meetings().await.unwrap(), [meeting_id(1)], "no key is left over");

    lifecycle::end_meeting(store, meeting_id(1), "x", NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.keys.meetings().await.unwrap(), []);
    let again = lifecycle::end_meeting(store, meeting_id(1), "x", NOW, AuditBatch::default()).await;
    assert_eq!(again, Err(StoreError::NotLive));
}

pub(in crate::store) async fn recovery_puts_things_right(store: &Store) {
    with_meetings(store, 2).await;
    store.append(append(1, 1, 1)).await.unwrap();
    let keys = &store.keys;
    keys.destroy_meeting_key(meeting_id(1)).await.unwrap();
    keys.create_meeting_key(meeting_id(3), UnixMs::from_ms(NOW.as_ms() - 86_400_000)).await.unwrap();

    let going_on = lifecycle::recover(store, NOW.plus_ms(DAY_MS)).await.unwrap();
    assert_eq!(going_on.iter().map(|m| m.id).collect::<Vec<_>>(), [meeting_id(2)]);
    let ended = store.meeting(meeting_id(1)).await.unwrap().unwrap();
    assert_eq!(ended.end_reason.as_deref(), Some(lifecycle::KEY_DESTROYED));
    assert_eq!(ended.ended_at, Some(NOW.plus_ms(DAY_MS)));
    assert_eq!(store.read_log(meeting_id(1), ..).await.unwrap(), []);
    assert_eq!(keys.meetings().await.unwrap(), [meeting_id(2)], "a key without a meeting is destroyed");
    let spent = lifecycle::destroy_spent_keys(store, NOW.plus_ms(DAY_MS)).await.unwrap();
    assert_eq!(spent, 0, "and so was the key of its day");
}

pub(in crate::store) async fn an_archived_room_has_no_names(store: &Store) {
    with_rooms(store, 3).await;
    for n in 1..=3 {
        store.create_series_key(room_id(n)).await.unwrap();
    }
    lifecycle::archive_room(store, room_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.series_key(room_id(1)).await.unwrap_err(), StoreError::SeriesLost);
    lifecycle::archive_room(store, room_id(1), NOW.plus_ms(5), AuditBatch::default()).await.unwrap();
    assert_eq!(store.room(room_id(1)).await.unwrap().unwrap().archived_at, Some(NOW));
    assert_eq!(
        lifecycle::archive_room(store, room_id(9), NOW, AuditBatch::default()).await,
        Err(StoreError::NotFound)
    );

    let restored = lifecycle::restore_room(store, room_id(1), NOW.plus_ms(9), AuditBatch::default()).await;
    restored.unwrap();
    assert_eq!(store.room(room_id(1)).await.unwrap().unwrap().archived_at, None);
    store.series_key(room_id(1)).await.unwrap();
    let again = lifecycle::restore_room(store, room_id(1), NOW, AuditBatch::default()).await;
    assert_eq!(again, Err(StoreError::NotFound), "and its new key stays");
    store.series_key(room_id(1)).await.unwrap();

    // Stopped after the row was written and before the key was destroyed.
    store.archive_room(room_id(2), NOW, AuditBatch::default()).await.unwrap();
    store.series_key(room_id(2)).await.unwrap();
    lifecycle::recover(store, NOW).await.unwrap();
    assert_eq!(store.series_key(room_id(2)).await.unwrap_err(), StoreError::SeriesLost);
    store.series_key(room_id(3)).await.unwrap();
}
pub(in crate::store) async fn a_lost_series_starts_over(store: &Store) {
    with_rooms(store, 3).await;
    for n in 1..=3 {
        store.create_series_key(room_id(n)).await.unwrap();
        store.create_participant(participant(n, n), None).await.unwrap();
    }
    store
        .create_participant(crate::store::Participant { banned_at: Some(NOW), ..participant(4, 1) }, None)
        .await
        .unwrap();
    let whole = lifecycle::renew_series(store, room_id(1), audit(&["series_renew"])).await;
    assert_eq!(whole, Err(StoreError::Conflict(Conflict::SeriesKey)));
    assert_eq!(lifecycle::lost_series(store).await.unwrap(), []);

    store.keys.destroy_series_key(room_id(1)).await.unwrap();
    store.keys.destroy_series_key(room_id(2)).await.unwrap();
    lifecycle::archive_room(store, room_id(2), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(lifecycle::lost_series(store).await.unwrap(), [room_id(1)], "an archived room misses nothing");
    lifecycle::renew_series(store, room_id(1), audit(&["series_renew"])).await.unwrap();
    assert_eq!(lifecycle::lost_series(store).await.unwrap(), []);
    store.series_key(room_id(1)).await.unwrap();
    let left = store.participants(room_id(1)).await.unwrap();
    assert_eq!(
        left.iter().map(|seat| seat.id).collect::<Vec<_>>(),
        [participant_id(4)],
        "the banned stay so"
    );
    assert_eq!(store.participants(room_id(3)).await.unwrap().len(), 1, "nobody else's seat is given up");
    assert_eq!(store.audit().head().await.unwrap().count, 1);
}
