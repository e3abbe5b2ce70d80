use std::fmt::Debug;

use super::fixtures::*;
use crate::{
    room::{InviteKind, places::PlacesRule},
    secrets::PasswordHash,
    store::{
        AccountChange, AuditBatch, AuditCheck, AuditHead, InviteChange, Party, Result, Store, StoreError,
        audit::EntryHash,
    },
};

pub(in crate::store) async fn the_trail_is_listed(store: &Store) {
    let mut by_the_server = act("muted", 1);
    by_the_server.actor = Party::Server;
    by_the_server.target = None;
    by_the_server.reason_code = None;
    by_the_server.meeting = Some(meeting_id(4));
    note(store, vec![by_the_server.clone(), act("removed", 2)]).await.unwrap();
    note(store, vec![act("banned", 1)]).await.unwrap();

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
    note(store, vec![act("muted", 1), act("removed", 2)]).await.unwrap();
    let kept = store.audit().head().await.unwrap();
    assert_eq!(kept.count, 2);
    note(store, vec![act("banned", 1)]).await.unwrap();
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
        let refused = note(store, vec![act("muted", 1), bad]).await;
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

/// Each act twice or more; where there is nothing left to do the second time, there is no second entry.
pub(in crate::store) async fn an_entry_is_there_exactly_when_the_act_is(store: &Store) {
    let (act, none) = (|code| audit(&[code]), AuditBatch::default);
    let (one, later, shared) = (room_id(1), NOW.plus_ms(5), invite(1, 1, InviteKind::Member));
    let mut done = Done { store, count: 0 };
    done.with(store.create_account(account(1), act("account_create")).await, 1).await;
    done.with(store.create_account(account(1), act("account_create")).await, 0).await;
    store.create_account(account(2), none()).await.unwrap();
    done.with(store.create_room(room(1, 9), PlacesRule::default(), act("room_create")).await, 0).await;
    done.with(store.create_room(room(1, 1), PlacesRule::default(), act("room_create")).await, 1).await;
    done.with(store.update_room(room(9, 1), act("room_change")).await, 0).await;
    done.with(store.update_room(room(1, 1), act("room_change")).await, 1).await;

    done.with(store.create_invite(shared.clone(), act("invite_create")).await, 1).await;
    done.with(store.create_invite(shared.clone(), act("invite_create")).await, 0).await;
    done.with(store.release_invite(one, shared.id, act("invite_release")).await, 0).await;
    let mut seat = participant(1, 1);
    seat.invite = Some(shared.id);
    store.create_participant(seat.clone(), None).await.unwrap();
    store.hold_invite_of(seat.id, NOW).await.unwrap();
    done.with(store.release_invite(room_id(2), shared.id, act("invite_release")).await, 0).await;
    done.with(store.release_invite(one, shared.id, act("invite_release")).await, 1).await;
    done.with(store.release_invite(one, shared.id, act("invite_release")).await, 0).await;
    let other = |n| invite(n, 1, InviteKind::Member);
    done.with(store.replace_invite(shared.id, other(2), act("invite_replace")).await, 1).await;
    done.with(store.replace_invite(shared.id, other(3), act("invite_replace")).await, 0).await;
    let change = |n| store.change_invite(one, other(n).id, InviteChange::default(), act("invite_change"));
    done.with(change(1).await, 0).await;
    done.with(change(2).await, 1).await;
    done.with(store.revoke_invite(one, other(3).id, NOW, act("invite_revoke")).await, 0).await;
    done.with(store.revoke_invite(one, other(2).id, NOW, act("invite_revoke")).await, 1).await;
    done.with(store.revoke_invite(one, other(2).id, later, act("invite_revoke")).await, 0).await;

    for n in 4..=5 {
        store.create_invite(invite(n, 1, InviteKind::CoLead), none()).await.unwrap();
    }
    let accept = |n| store.accept_co_lead(hash(n), account_id(2), NOW, act("co_lead_accept"));
    done.with(accept(4).await, 1).await;
    done.with(accept(4).await, 0).await;
    done.with(accept(5).await, 0).await;
    assert!(store.usable_invite(hash(5)).await.unwrap().is_some(), "who leads already uses no link up");
    done.with(store.remove_co_lead(one, account_id(2), act("co_lead_remove")).await, 1).await;
    done.with(store.remove_co_lead(one, account_id(2), act("co_lead_remove")).await, 0).await;

    done.with(store.ban_participant(seat.id, NOW, none()).await, 0).await;
    done.with(store.unban_participant(seat.id, act("unbanned")).await, 1).await;
    done.with(store.unban_participant(seat.id, act("unbanned")).await, 0).await;

    let phc = || PasswordHash::from_phc("$argon2id$".to_owned());
    done.with(store.set_password(account_id(9), phc(), None, act("password_set")).await, 0).await;
    done.with(store.set_password(account_id(1), phc(), None, act("password_set")).await, 1).await;
    done.with(store.create_link(link(1, Some(9)), act("password_link_create")).await, 0).await;
    done.with(store.create_link(link(1, Some(1)), act("password_link_create")).await, 1).await;
    let to_admin = |is_admin| AccountChange { is_admin: Some(is_admin), ..AccountChange::default() };
    done.with(store.update_account(account_id(1), to_admin(true), act("administrator_give")).await, 1).await;
    done.with(store.update_account(account_id(1), to_admin(false), act("administrator_take")).await, 0).await;

    done.with(store.archive_room(room_id(9), NOW, act("room_archive")).await, 0).await;
    done.with(store.archive_room(one, NOW, act("room_archive")).await, 1).await;
    done.with(store.archive_room(one, later, act("room_archive")).await, 0).await;
}

struct Done<'a> {
    store: &'a Store,
    count: u64,
}

impl Done<'_> {
    /// What was asked for last left this many entries.
    #[track_caller]
    fn with<T: Debug>(&mut self, answer: Result<T>, entries: u64) -> impl Future<Output = ()> {
        self.count += entries;
        let (audit, count, at) = (self.store.audit(), self.count, std::panic::Location::caller());
        let said = format!("{answer:?}, asked in line {}", at.line());
        async move { assert_eq!(audit.head().await.unwrap().count, count, "{said}") }
    }
}
