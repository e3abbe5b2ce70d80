use crate::{
    meeting::id::{JobId, ParticipantId, WebhookId},
    room::WebhookEvent,
    store::{
        AuditAction, AuditBatch, NewAuditEntry, NewJob, Party, Store, StoreError, WEBHOOK_JOB, Webhook,
        lifecycle,
    },
};

use super::fixtures::*;

fn hook(n: u8) -> Webhook {
    Webhook {
        id: WebhookId::from_bytes([n; 16]),
        url: format!("https://program-{n}.example/"),
        events: [WebhookEvent::RoomCreated].into(),
        serial: 1,
        since: 0,
        created_at: NOW.plus_ms(u64::from(n)),
        stopped_at: None,
    }
}

fn act() -> AuditBatch {
    let entry = NewAuditEntry::new(NOW, Party::Server, AuditAction::RoomChange, Some(room_id(1)), None);
    AuditBatch::new(vec![entry]).unwrap()
}

/// Tells the first webhook of an act in the first room.
fn job(position: u64) -> NewJob {
    NewJob {
        id: JobId::from_bytes([1; 16]),
        kind: WEBHOOK_JOB.to_owned(),
        room: room_id(1),
        date: position.to_string(),
        person: ParticipantId::from_bytes([1; 16]),
        due_at: NOW,
        lapses_at: None,
        sealed: None,
    }
}

async fn positions(store: &Store) -> Vec<u64> {
    store.acts_to_tell(10).await.unwrap().iter().map(|act| act.position).collect()
}

pub(in crate::store) async fn a_webhook_follows_the_audit(store: &Store) {
    with_rooms(store, 1).await;
    store.update_room(room(1, 1), act()).await.unwrap();
    store.create_webhook(hook(1), AuditBatch::default()).await.unwrap();
    let before = store.webhooks().await.unwrap()[0].since;
    assert_eq!(positions(store).await, [] as [u64; 0], "what was before is not told");
    store.update_room(room(1, 1), act()).await.unwrap();
    store.create_webhook(hook(2), AuditBatch::default()).await.unwrap();
    let hooks = store.webhooks().await.unwrap();
    assert_eq!(hooks.iter().map(|hook| hook.since).collect::<Vec<_>>(), [before + 1, before], "newest first");
    assert_eq!(positions(store).await, [before + 1], "the second does not let the first miss it");
    assert_eq!(store.act_at(before + 1).await.unwrap().unwrap().entry.action, "room_change");
    assert_eq!(store.act_at(before + 2).await, Ok(None));

    let job = job(before + 1);
    for _ in 0..2 {
        store.tell_webhooks(before + 1, vec![job.clone()]).await.unwrap();
    }
    store.tell_webhooks(before, Vec::new()).await.unwrap();
    assert_eq!(positions(store).await, [] as [u64; 0], "two servers look, and neither goes back");
    assert_eq!(store.deliveries(hook(1).id).await.unwrap().len(), 1);
    assert_eq!(store.deliveries(hook(2).id).await, Ok(Vec::new()));

    store.stop_webhook(hook(1).id, NOW).await.unwrap();
    store.stop_webhook(hook(1).id, NOW.plus_ms(1)).await.unwrap();
    assert_eq!(store.webhooks().await.unwrap()[1].stopped_at, Some(NOW));
    store.update_room(room(1, 1), act()).await.unwrap();
    let again = Webhook { url: "https://other.example/".to_owned(), serial: 2, ..hook(1) };
    store.change_webhook(again.clone(), AuditBatch::default()).await.unwrap();
    assert_eq!(store.webhooks().await.unwrap()[1], Webhook { since: before + 2, ..again }, "from now on");
    store.delete_webhook(hook(1).id, AuditBatch::default()).await.unwrap();
    assert_eq!(store.deliveries(hook(1).id).await, Ok(Vec::new()));
    let gone = store.delete_webhook(hook(1).id, AuditBatch::default()).await;
    assert_eq!(gone, Err(StoreError::NotFound));
    assert_eq!(store.change_webhook(hook(1), AuditBatch::default()).await, Err(StoreError::NotFound));
}

pub(in crate::store) async fn what_happened_is_told_after_its_room_is_archived(store: &Store) {
    with_rooms(store, 1).await;
    store.create_webhook(hook(1), AuditBatch::default()).await.unwrap();
    store.update_room(room(1, 1), act()).await.unwrap();
    let last = positions(store).await[0];
    store.tell_webhooks(last, vec![job(last)]).await.unwrap();
    lifecycle::archive_room(store, room_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.deliveries(hook(1).id).await.unwrap().len(), 1);
}
