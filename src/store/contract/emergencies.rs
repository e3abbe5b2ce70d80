use super::fixtures::*;
use crate::store::{AuditAction, AuditBatch, Emergency, NewAuditEntry, Party, Store, StoreError, lifecycle};

fn left(n: u8) -> Emergency {
    Emergency {
        participant: participant_id(n),
        sealed: vec![n],
        sealed_place: Some(vec![n, n]),
        confirmed_at: Some(NOW),
    }
}

fn after_it(n: u8) -> Emergency {
    Emergency { sealed_place: None, confirmed_at: None, ..left(n) }
}

/// Two people of one room and one of another, who all left something.
async fn three(store: &Store) {
    with_meetings(store, 2).await;
    for (n, room) in [(1, 1), (2, 1), (3, 2)] {
        store.create_participant(participant(n, room), Some(device(60 + n, n))).await.unwrap();
        store.keep_emergency(left(n)).await.unwrap();
    }
}

async fn kept(store: &Store) -> Vec<Option<Emergency>> {
    let mut kept = Vec::new();
    for n in 1..=3 {
        kept.push(store.emergency(participant_id(n)).await.unwrap());
    }
    kept
}

pub(in crate::store) async fn what_is_left_is_replaced_and_erased(store: &Store) {
    three(store).await;
    let other = Emergency { sealed: vec![9], ..left(1) };
    store.keep_emergency(other.clone()).await.unwrap();
    assert_eq!(kept(store).await, [Some(other), Some(left(2)), Some(left(3))]);
    for _ in 0..2 {
        store.erase_emergency(participant_id(1)).await.unwrap();
    }
    store.ban_participant(participant_id(2), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(kept(store).await, [None, None, Some(left(3))]);
    let nobody = Emergency { participant: participant_id(9), ..left(1) };
    assert_eq!(store.keep_emergency(nobody).await, Err(StoreError::NotFound));
}

pub(in crate::store) async fn the_end_of_a_meeting_takes_where_people_are(store: &Store) {
    three(store).await;
    lifecycle::end_meeting(store, meeting_id(1), "lead", NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(kept(store).await, [Some(after_it(1)), Some(after_it(2)), Some(left(3))]);
    store.erase_whereabouts(NOW).await.unwrap();
    assert_eq!(kept(store).await[2], Some(left(3)), "confirmed since");
    store.erase_whereabouts(NOW.plus_ms(1)).await.unwrap();
    assert_eq!(kept(store).await[2], Some(after_it(3)), "a meeting that never took place");
}

pub(in crate::store) async fn an_opening_is_in_the_audit(store: &Store) {
    three(store).await;
    let (room, who) = (Some(room_id(1)), Some(Party::Participant(participant_id(1))));
    let act = NewAuditEntry::new(NOW, Party::Server, AuditAction::EmergencyOpen, room, who);
    let act = AuditBatch::new(vec![act]).unwrap();
    assert_eq!(store.open_emergency(participant_id(1), act).await, Ok(Some(left(1))));
    let trail = store.audit().list(room, None, 1).await.unwrap();
    assert_eq!((trail[0].entry.action.as_str(), trail[0].entry.target), ("emergency_open", who));
}
