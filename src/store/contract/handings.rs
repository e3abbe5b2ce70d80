use super::fixtures::*;
use crate::{
    meeting::id::AccountId,
    store::{AuditBatch, Handing, HandingState, Store, StoreError},
};

const fn handing(state: HandingState) -> Handing {
    Handing { room: room_id(1), giver: account_id(1), taker: account_id(2), state, at: NOW }
}

async fn owner(store: &Store) -> AccountId {
    store.room(room_id(1)).await.unwrap().unwrap().owner
}

async fn with_offer(store: &Store) {
    with_rooms(store, 1).await;
    store.create_account(account(2), AuditBatch::default()).await.unwrap();
    store.offer_room(handing(HandingState::Offered), audit(&["room_offer"])).await.unwrap();
}

pub(in crate::store) async fn an_offer_is_answered_once(store: &Store) {
    with_offer(store).await;
    let of_another = Handing { giver: account_id(2), taker: account_id(1), ..handing(HandingState::Offered) };
    let refused = store.offer_room(of_another, AuditBatch::default()).await;
    assert_eq!(refused, Err(StoreError::NotFound), "only the owner offers it");
    let take = |who| store.take_room(room_id(1), account_id(who), NOW, audit(&["room_take"]));
    assert_eq!(take(1).await, Err(StoreError::NotFound));
    assert_eq!(owner(store).await, account_id(1), "nothing has changed");
    assert_eq!(store.handings_of(account_id(2)).await.unwrap(), [handing(HandingState::Offered)]);
    assert_eq!(store.handings_of(account_id(1)).await.unwrap(), []);

    take(2).await.unwrap();
    assert_eq!(owner(store).await, account_id(2));
    assert_eq!(take(2).await, Err(StoreError::NotFound));
    let withdrawn = store.withdraw_offer(room_id(1), account_id(1), AuditBatch::default()).await;
    assert_eq!(withdrawn, Err(StoreError::NotFound));
    assert_eq!(store.handings_of(account_id(1)).await.unwrap(), [handing(HandingState::Taken)]);
    assert_eq!(store.handings_of(account_id(2)).await.unwrap(), []);
    store.forget_handing(room_id(1), account_id(2)).await.unwrap();
    assert!(store.handing(room_id(1)).await.unwrap().is_some(), "it is not theirs to put away");
    store.forget_handing(room_id(1), account_id(1)).await.unwrap();
    assert_eq!(store.handing(room_id(1)).await.unwrap(), None);
}

pub(in crate::store) async fn an_offer_is_declined_or_goes_with_its_room(store: &Store) {
    with_offer(store).await;
    let decline = || store.decline_room(room_id(1), account_id(2), NOW, AuditBatch::default());
    decline().await.unwrap();
    assert_eq!(decline().await, Err(StoreError::NotFound));
    assert_eq!(store.handings_of(account_id(1)).await.unwrap(), [handing(HandingState::Declined)]);
    store.withdraw_offer(room_id(1), account_id(1), AuditBatch::default()).await.unwrap();
    store.offer_room(handing(HandingState::Offered), AuditBatch::default()).await.unwrap();
    store.archive_room(room_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.handing(room_id(1)).await.unwrap(), None);
    let offered = store.offer_room(handing(HandingState::Offered), AuditBatch::default()).await;
    assert_eq!(offered, Err(StoreError::NotFound), "it is put away");
}

pub(in crate::store) async fn rooms_are_given_all_or_none(store: &Store) {
    with_offer(store).await;
    let given = handing(HandingState::Given);
    let unknown = Handing { room: room_id(9), ..given };
    let both = store.give_rooms(vec![given, unknown], AuditBatch::default()).await;
    assert_eq!(both, Err(StoreError::NotFound));
    assert_eq!(owner(store).await, account_id(1));
    store.give_rooms(vec![given], AuditBatch::default()).await.unwrap();
    assert_eq!(owner(store).await, account_id(2));
    assert_eq!(store.handings_of(account_id(2)).await.unwrap(), [given], "in place of the offer");
}
