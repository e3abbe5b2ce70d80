//! Rows of rooms and templates that can't be read.

use super::*;

#[tokio::test]
async fn a_damaged_room_is_not_read_as_another() {
    let (_dir, store) = fresh().await;
    with_rooms(&store, 1).await;
    for damage in [
        "UPDATE room SET agenda = '[{\"name\": \"Check-in\"}]'",
        "UPDATE room SET settings = 'null'",
        "UPDATE room SET settings = json_set(settings, '$.unknown', 1)",
        "UPDATE room SET topics = 'not JSON'",
        "UPDATE room SET share_ms = -1",
    ] {
        sql(&store, damage).await.unwrap();
        let found = store.room(room_id(1)).await;
        assert!(matches!(found, Err(StoreError::Corrupt(_))), "{damage}: {found:?}");
        store.update_room(room(1, 1), AuditBatch::default()).await.unwrap();
    }
    store.create_template(template(1, 1)).await.unwrap();
    sql(&store, "UPDATE template SET agenda = '{}'").await.unwrap();
    assert!(matches!(store.templates_of(account_id(1)).await, Err(StoreError::Corrupt(_))));
}
