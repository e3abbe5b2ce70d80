use super::fixtures::*;
use crate::{
    meeting::{
        id::{AccountId, DeskId, RoomId},
        role::RoomKind,
    },
    room::{Room, Standing, limits::DESK_ACCOUNTS_MAX, places::PlacesRule},
    store::{Account, AuditBatch, Conflict, Desk, Store, StoreError, desks::DeskAccount},
};

const DESK: DeskId = DeskId::from_bytes([1; 16]);

fn desk(n: u8, maker: u8) -> Desk {
    let id = DeskId::from_bytes([n; 16]);
    Desk { id, name: format!("Desk {n}"), maker: account_id(maker), created_at: NOW }
}

async fn with_accounts(store: &Store, accounts: u8) {
    for n in 1..=accounts {
        store.create_account(account(n), AuditBatch::default()).await.unwrap();
    }
}

/// The accounts `1..=accounts` on the desk 1, which the first of them made.
async fn with_desk(store: &Store, accounts: u8) {
    with_accounts(store, accounts).await;
    store.create_desk(desk(1, 1), audit(&["desk_create"])).await.unwrap();
    for n in 2..=accounts {
        store.invite_to_desk(DESK, account_id(n), NOW, AuditBatch::default()).await.unwrap();
        store.join_desk(DESK, account_id(n), NOW.plus_ms(n.into()), AuditBatch::default()).await.unwrap();
    }
}

async fn leave(store: &Store, account: u8) -> Result<(), StoreError> {
    store.leave_desk(DESK, account_id(account), audit(&["desk_leave"])).await
}

async fn on_desk(store: &Store) -> Vec<(AccountId, bool)> {
    let accounts = store.desk_accounts(DESK).await.unwrap();
    accounts.into_iter().map(|known| (known.account, known.joined)).collect()
}

fn ids(rooms: Result<Vec<Room>, StoreError>) -> Vec<RoomId> {
    rooms.unwrap().into_iter().map(|room| room.id).collect()
}

async fn acts(store: &Store) -> usize {
    store.audit().list(None, None, 100).await.unwrap().len()
}

pub(in crate::store) async fn a_desk_is_made_and_joined(store: &Store) {
    with_accounts(store, 2).await;
    store.create_desk(desk(1, 1), AuditBatch::default()).await.unwrap();
    assert_eq!(store.desk_of(account_id(1)).await.unwrap(), Some(desk(1, 1)));
    let second = store.create_desk(desk(2, 1), AuditBatch::default()).await;
    assert_eq!(second, Err(StoreError::Conflict(Conflict::Desk)), "one desk for an account");
    assert_eq!(store.desk_accounts(desk(2, 1).id).await.unwrap(), [], "nothing of it is left");

    let renamed = store.rename_desk(DESK, account_id(2), "Theirs".to_owned(), AuditBatch::default()).await;
    assert_eq!(renamed, Err(StoreError::NotFound), "only its maker renames it");
    store.rename_desk(DESK, account_id(1), "Hospice".to_owned(), audit(&["desk_rename"])).await.unwrap();
    let named = Desk { name: "Hospice".to_owned(), ..desk(1, 1) };
    assert_eq!(store.desk_of(account_id(1)).await.unwrap(), Some(named.clone()));

    let join = || store.join_desk(DESK, account_id(2), NOW.plus_ms(2), AuditBatch::default());
    assert_eq!(join().await, Err(StoreError::NotFound), "it is not invited");
    let invite = |at| store.invite_to_desk(DESK, account_id(2), at, audit(&["desk_invite"]));
    invite(NOW.plus_ms(1)).await.unwrap();
    let before = acts(store).await;
    invite(NOW.plus_ms(9)).await.unwrap();
    assert_eq!(acts(store).await, before, "it is invited already");
    let invited = DeskAccount { account: account_id(2), joined: false, at: NOW.plus_ms(1) };
    assert_eq!(store.desk_accounts(DESK).await.unwrap().last(), Some(&invited));
    assert_eq!(store.desk_invitations(account_id(2)).await.unwrap(), std::slice::from_ref(&named));
    assert_eq!(store.desk_of(account_id(2)).await.unwrap(), None);

    join().await.unwrap();
    assert_eq!(join().await, Err(StoreError::NotFound), "it is on the desk by now");
    assert_eq!(store.desk_invitations(account_id(2)).await.unwrap(), []);
    assert_eq!(store.desk_of(account_id(2)).await.unwrap(), Some(named));
    invite(NOW.plus_ms(9)).await.unwrap();
    assert_eq!(on_desk(store).await, [(account_id(1), true), (account_id(2), true)]);
    let nowhere = store.invite_to_desk(desk(9, 1).id, account_id(2), NOW, AuditBatch::default()).await;
    assert_eq!(nowhere, Err(StoreError::NotFound));
}

pub(in crate::store) async fn an_invitation_is_answered_or_taken_back(store: &Store) {
    with_desk(store, 1).await;
    store.create_account(account(2), AuditBatch::default()).await.unwrap();
    store.invite_to_desk(DESK, account_id(2), NOW, AuditBatch::default()).await.unwrap();
    leave(store, 2).await.unwrap();
    assert_eq!(leave(store, 2).await, Err(StoreError::NotFound));
    assert_eq!(store.desk_invitations(account_id(2)).await.unwrap(), []);

    store.create_desk(desk(2, 2), AuditBatch::default()).await.unwrap();
    store.invite_to_desk(DESK, account_id(2), NOW, AuditBatch::default()).await.unwrap();
    let joined = store.join_desk(DESK, account_id(2), NOW, AuditBatch::default()).await;
    assert_eq!(joined, Err(StoreError::Conflict(Conflict::Desk)), "it is on another one");
    leave(store, 1).await.unwrap();
    assert_eq!(store.desk_invitations(account_id(2)).await.unwrap(), [], "they go with the desk");
}

pub(in crate::store) async fn whoever_joined_first_follows_the_maker(store: &Store) {
    with_desk(store, 3).await;
    store.create_account(account(4), AuditBatch::default()).await.unwrap();
    store.invite_to_desk(DESK, account_id(4), NOW.plus_ms(1), AuditBatch::default()).await.unwrap();
    leave(store, 3).await.unwrap();
    assert_eq!(store.desk_of(account_id(1)).await.unwrap(), Some(desk(1, 1)));
    leave(store, 1).await.unwrap();
    assert_eq!(store.desk_of(account_id(1)).await.unwrap(), None);
    assert_eq!(store.desk_of(account_id(2)).await.unwrap(), Some(desk(1, 2)), "not who is invited only");
    assert_eq!(on_desk(store).await, [(account_id(2), true), (account_id(4), false)]);
    leave(store, 2).await.unwrap();
    assert_eq!(on_desk(store).await, []);
}

pub(in crate::store) async fn rooms_are_on_the_desk_of_their_owner(store: &Store) {
    with_desk(store, 2).await;
    let therapist = Account { is_therapist: true, ..account(3) };
    let nobody = Account { is_host: false, ..account(4) };
    for account in [therapist.clone(), nobody.clone()] {
        let (id, at) = (account.id, account.created_at);
        store.create_account(account, AuditBatch::default()).await.unwrap();
        store.invite_to_desk(DESK, id, NOW, AuditBatch::default()).await.unwrap();
        store.join_desk(DESK, id, at, AuditBatch::default()).await.unwrap();
    }
    let shared = Room { shared: true, ..room(1, 1) };
    let therapy = Room { kind: RoomKind::TherapistLed, shared: true, ..room(2, 1) };
    for room in [shared.clone(), therapy, room(3, 1)] {
        store.create_room(room, PlacesRule::default(), AuditBatch::default()).await.unwrap();
    }
    let leads = store.leads(room_id(1)).await.unwrap();
    let by_desk = leads.into_iter().filter(|lead| lead.standing == Standing::Desk);
    let by_desk: Vec<_> = by_desk.map(|lead| lead.account).collect();
    assert_eq!(by_desk, [account(2), therapist, nobody], "as they joined");
    assert!(store.leads(room_id(3)).await.unwrap().iter().all(|lead| lead.standing == Standing::Owner));
    assert_eq!(store.standing(room_id(1), account_id(2)).await, Ok(Some(Standing::Desk)));
    assert_eq!(store.standing(room_id(3), account_id(2)).await, Ok(None));
    // Those are listed that the account may lead.
    assert_eq!(ids(store.rooms_of(account_id(2)).await), [room_id(1)]);
    assert_eq!(ids(store.rooms_of(account_id(3)).await), [room_id(2), room_id(1)]);
    assert!(ids(store.rooms_of(account_id(4)).await).is_empty());
    assert_eq!(ids(store.rooms_on_desk(account_id(4)).await), [room_id(2), room_id(1)]);

    let off = store.update_room(room(2, 1), AuditBatch::default()).await.unwrap();
    assert!(!off.shared);
    assert_eq!(ids(store.rooms_on_desk(account_id(4)).await), [room_id(1)]);
    store.archive_room(room_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert!(ids(store.rooms_on_desk(account_id(4)).await).is_empty());
    leave(store, 1).await.unwrap();
    assert!(!store.room(room_id(1)).await.unwrap().unwrap().shared, "its owner shares no desk any more");
    let put = store.update_room(shared, AuditBatch::default()).await.unwrap();
    assert!(!put.shared, "there is no desk to put it on");
}

pub(in crate::store) async fn a_desk_is_full(store: &Store) {
    let most = u8::try_from(DESK_ACCOUNTS_MAX).unwrap();
    with_accounts(store, most + 1).await;
    store.create_desk(desk(1, 1), AuditBatch::default()).await.unwrap();
    for n in 2..=most {
        store.invite_to_desk(DESK, account_id(n), NOW, AuditBatch::default()).await.unwrap();
    }
    let one_more = || store.invite_to_desk(DESK, account_id(most + 1), NOW, AuditBatch::default());
    assert_eq!(one_more().await, Err(StoreError::Conflict(Conflict::DeskFull)));
    assert_eq!(store.desk_invitations(account_id(most + 1)).await.unwrap(), []);
    leave(store, 2).await.unwrap();
    one_more().await.unwrap();
}
