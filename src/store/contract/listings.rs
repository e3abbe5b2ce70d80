use super::fixtures::*;
use crate::{
    meeting::{id::InviteId, role::RoomKind},
    room::{InviteKind, LanguageCode, ListedRoom, Listing, WayIn, places::PlacesRule},
    store::{AccountChange, AuditBatch, DirectoryLink, Invite, ListingChange, Store, StoreError},
};

fn listing(n: u8) -> Listing {
    Listing {
        room: room_id(n),
        language: LanguageCode::stored("de".to_owned()),
        led_by: format!("Person {n}"),
        asks: "Time.".to_owned(),
        happens: "Shares.".to_owned(),
        cost: "Nothing.".to_owned(),
        changed_at: NOW,
        listed_at: Some(NOW),
    }
}

fn public(n: u8, invite_n: u8) -> Invite {
    Invite { public_secret: Some(format!("secret {invite_n}")), ..invite(invite_n, n, InviteKind::Member) }
}

async fn keep(store: &Store, listing: Listing, link: DirectoryLink) {
    let mut room = store.room(listing.room).await.unwrap().unwrap();
    room.suits = "people".to_owned();
    room.title = "not kept by this".to_owned();
    let change = ListingChange { listing, room, link };
    store.keep_listing(change, AuditBatch::default()).await.unwrap();
}

async fn found(store: &Store) -> Vec<u8> {
    let mut rooms: Vec<_> = store.listed_rooms(NOW).await.unwrap();
    rooms.sort_by_key(|room| room.listing.room);
    rooms.iter().map(|room| room.listing.room.as_bytes()[0]).collect()
}

pub(in crate::store) async fn a_listing_is_kept(store: &Store) {
    with_rooms(store, 2).await;
    assert_eq!(store.listing(room_id(1)).await, Ok(None));
    keep(store, listing(1), DirectoryLink::Close(NOW)).await;
    assert_eq!(store.listing(room_id(1)).await, Ok(Some(listing(1))));
    let kept = store.room(room_id(1)).await.unwrap().unwrap();
    assert_eq!((kept.suits.as_str(), kept.title.as_str()), ("people", "Room 1"));
    let listed = ListedRoom {
        kind: RoomKind::PeerLed,
        title: "Room 1".to_owned(),
        topics: kept.topics,
        suits: "people".to_owned(),
        not_for: kept.not_for,
        capacity: 12,
        minutes: 10,
        schedule: None,
        listing: listing(1),
        entry: WayIn::Open {},
        join_secret: None,
    };
    assert_eq!(store.listed_room(room_id(1), NOW).await, Ok(Some(listed.clone())));
    assert_eq!(store.listed_rooms(NOW).await, Ok(vec![listed]));
    assert_eq!(store.listed_room(room_id(2), NOW).await, Ok(None));
    let private = Listing { listed_at: None, cost: "10".to_owned(), ..listing(1) };
    keep(store, private.clone(), DirectoryLink::Close(NOW)).await;
    assert_eq!(store.listing(room_id(1)).await, Ok(Some(private)));
    assert_eq!(store.listed_room(room_id(1), NOW).await, Ok(None));
    let nowhere = ListingChange { listing: listing(9), room: room(9, 1), link: DirectoryLink::Close(NOW) };
    assert_eq!(store.keep_listing(nowhere, AuditBatch::default()).await, Err(StoreError::NotFound));
}

pub(in crate::store) async fn a_public_room_has_one_link(store: &Store) {
    with_rooms(store, 1).await;
    let secret = async || store.listed_room(room_id(1), NOW).await.unwrap().unwrap().join_secret;
    keep(store, listing(1), DirectoryLink::Open(Box::new(public(1, 1)))).await;
    keep(store, listing(1), DirectoryLink::Open(Box::new(public(1, 2)))).await;
    assert_eq!(secret().await.as_deref(), Some("secret 1"), "the first one works");
    assert_eq!(store.invites(room_id(1)).await.unwrap().len(), 1);
    let old = InviteId::from_bytes([1; 16]);
    store.replace_invite(old, public(1, 3), AuditBatch::default()).await.unwrap();
    assert_eq!(secret().await.as_deref(), Some("secret 3"));
    let new = InviteId::from_bytes([3; 16]);
    store.revoke_invite(room_id(1), new, NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(secret().await, None);
    let ended = Invite { expires_at: Some(NOW), ..public(1, 4) };
    keep(store, listing(1), DirectoryLink::Open(Box::new(ended))).await;
    assert_eq!(secret().await, None, "it has run out");
    let made_later = Invite { created_at: NOW.plus_ms(1), ..public(1, 5) };
    keep(store, listing(1), DirectoryLink::Open(Box::new(made_later))).await;
    assert_eq!(secret().await.as_deref(), Some("secret 5"));
    keep(store, listing(1), DirectoryLink::Close(NOW)).await;
    assert_eq!(secret().await, None);
    let invites = store.invites(room_id(1)).await.unwrap();
    assert!(invites.iter().all(|link| link.revoked_at.is_some() && link.public_secret.is_none()));
}

pub(in crate::store) async fn only_rooms_that_can_be_led_are_public(store: &Store) {
    with_rooms(store, 2).await;
    let mut rehearsal = room(3, 1);
    rehearsal.rehearsal = serde_json::from_str("{}").ok();
    let mut therapy = room(4, 1);
    therapy.kind = RoomKind::TherapistLed;
    for room in [rehearsal, therapy] {
        store.create_room(room, PlacesRule::default(), AuditBatch::default()).await.unwrap();
    }
    for n in 1..=4 {
        keep(store, listing(n), DirectoryLink::Open(Box::new(public(n, n)))).await;
    }
    assert_eq!(found(store).await, [1, 2], "no rehearsal, and no therapy without a therapist");
    store.archive_room(room_id(2), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(found(store).await, [1]);
    assert_eq!(store.listing(room_id(2)).await.unwrap().unwrap().listed_at, None, "for good");
    let change = AccountChange { is_therapist: Some(true), ..AccountChange::default() };
    store.update_account(account_id(1), change, AuditBatch::default()).await.unwrap();
    assert_eq!(found(store).await, [1, 4]);
    let change = AccountChange { disabled: Some(true), ..AccountChange::default() };
    store.update_account(account_id(1), change, AuditBatch::default()).await.unwrap();
    assert_eq!(found(store).await, [] as [u8; 0]);
}
