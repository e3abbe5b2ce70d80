use super::fixtures::*;
use crate::store::{AuditCheck, AuditHead, Party, Store, StoreError, audit::EntryHash};

pub(in crate::store) async fn the_trail_is_listed(store: &Store) {
    let mut by_the_server = act("muted", 1);
    by_the_server.actor = Party::Server;
    by_the_server.target = None;
    by_the_server.reason_code = None;
    by_the_server.meeting = Some(meeting_id(4));
    store.append_audit(vec![by_the_server.clone(), act("removed", 2)]).await.unwrap();
    store.append_audit(vec![act("banned", 1)]).await.unwrap();

    let listed = store.audit().list(Some(room_id(1)), None, 10).await.unwrap();
    let drafts: Vec<_> = listed.iter().map(|entry| entry.entry.clone()).collect();
    assert_eq!(drafts, [act("banned", 1), by_the_server.clone()]);
    assert_eq!(listed[0].position, 3);
    let everywhere = store.audit().list(None, None, 2).await.unwrap();
    assert_eq!(everywhere.iter().map(|entry| entry.position).collect::<Vec<_>>(), [3, 2]);
    let newest = store.audit().list(Some(room_id(1)), None, 1).await.unwrap();
    assert_eq!(newest, listed[..1]);
    let before = store.audit().list(Some(room_id(1)), Some(newest[0].position), 10).await.unwrap();
    assert_eq!(before, listed[1..]);
}

pub(in crate::store) async fn the_trail_is_checked(store: &Store) {
    assert_eq!(store.audit().verify(None).await.unwrap(), AuditCheck::Intact(AuditHead::EMPTY));
    store.append_audit(vec![act("muted", 1), act("removed", 2)]).await.unwrap();
    let kept = store.audit().head().await.unwrap();
    assert_eq!(kept.count, 2);
    store.append_audit(vec![act("banned", 1)]).await.unwrap();
    let head = store.audit().head().await.unwrap();
    for expected in [None, Some(AuditHead::EMPTY), Some(kept), Some(head)] {
        assert_eq!(store.audit().verify(expected).await.unwrap(), AuditCheck::Intact(head));
    }
    let longer = AuditHead { count: 4, ..head };
    assert_eq!(store.audit().verify(Some(longer)).await.unwrap(), AuditCheck::Truncated { count: 3 });
    let other = AuditHead { hash: EntryHash::from_bytes([9; 32]), ..kept };
    assert_eq!(store.audit().verify(Some(other)).await.unwrap(), AuditCheck::Altered { position: 2 });
}

pub(in crate::store) async fn entries_hold_codes_only(store: &Store) {
    let mut reason = act("muted", 1);
    reason.reason_code = Some("he said that".to_owned());
    for bad in [act("", 1), act("Muted", 1), act(&"x".repeat(49), 1), reason] {
        let refused = store.append_audit(vec![act("muted", 1), bad]).await;
        assert!(matches!(refused, Err(StoreError::Invalid(_))));
    }
    assert_eq!(store.audit().head().await.unwrap(), AuditHead::EMPTY);
}

pub(in crate::store) async fn the_trail_goes_with_its_append(store: &Store) {
    with_meetings(store, 1).await;
    let mut first = append(1, 1, 1);
    first.audit = vec![act("muted", 1), act("removed", 1)];
    store.append(first.clone()).await.unwrap();
    assert!(store.append(first).await.is_err(), "fenced");
    let mut bad = append(1, 2, 1);
    bad.audit = vec![act("not a code", 1)];
    assert!(matches!(store.append(bad).await, Err(StoreError::Invalid(_))));
    assert_eq!(store.read_log(meeting_id(1), ..).await.unwrap().len(), 1);
    assert_eq!(store.audit().head().await.unwrap().count, 2);
}
