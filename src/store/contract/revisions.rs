//! What people edit has a mark, and an edit is bound to it.

use super::fixtures::*;
use crate::{
    room::places::PlacesRule,
    store::{AuditBatch, Conflict, Edited, Editing, Revision, Store, StoreError, Thing},
};

fn edited() -> Edited {
    Edited { thing: Thing::Room, id: *room_id(1).as_bytes() }
}

async fn rename(store: &Store, title: &str) -> Result<(), StoreError> {
    let mut room = store.room(room_id(1)).await?.unwrap();
    room.title = title.into();
    store.update_room(room, AuditBatch::default()).await.map(drop)
}

/// A change is undone if what it changed was not as it was to be, and every change leaves another mark.
pub(in crate::store) async fn an_edit_is_bound_to_what_was_read(store: &Store) {
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    store.create_room(room(1, 1), PlacesRule::default(), AuditBatch::default()).await.unwrap();
    let first = store.revision(edited()).await.unwrap();
    let (done, second) = Editing::run(edited(), Some(vec![first.clone()]), rename(store, "Second")).await;
    done.unwrap();
    let second = second.unwrap();
    assert_ne!(first, second);
    assert_eq!(store.revision(edited()).await.unwrap(), second);

    let (late, made) = Editing::run(edited(), Some(vec![first.clone()]), rename(store, "Late")).await;
    assert_eq!((late, made), (Err(StoreError::Conflict(Conflict::Revision)), None));
    assert_eq!(store.room(room_id(1)).await.unwrap().unwrap().title, "Second");
    assert_eq!(store.revision(edited()).await.unwrap(), second);

    // Work of several steps is bound by the first of them, and other things may change meanwhile.
    let steps = async {
        store.rows_ready().await?;
        rename(store, "Third").await?;
        rename(store, "Fourth").await
    };
    let (done, made) = Editing::run(edited(), Some(vec![first, second]), steps).await;
    done.unwrap();
    assert_eq!(made, Some(store.revision(edited()).await.unwrap()));
    let (done, made) = Editing::run(edited(), Some(vec![Revision(None)]), store.rows_ready()).await;
    assert_eq!((done, made), (Ok(()), None), "nothing of it changed");
}
