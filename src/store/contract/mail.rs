use super::fixtures::*;
use crate::meeting::id::JobId;
use crate::store::{
    AuditBatch, FAREWELL, MailAddress, NewJob, RoomMail, Store, StoreError, Telling, ToldDate, ToldEntry,
    lifecycle,
};

fn address(n: u8) -> MailAddress {
    MailAddress {
        participant: participant_id(n),
        sealed: vec![n; 60],
        secret_hash: hash(n),
        created_at: NOW,
        confirmed_at: None,
        refused_at: None,
    }
}

async fn with_addresses(store: &Store, people: u8) {
    with_rooms(store, 2).await;
    for n in 1..=people {
        store.create_participant(participant(n, 1), None).await.unwrap();
        store.set_mail_address(address(n)).await.unwrap();
    }
}

pub(in crate::store) async fn an_address_is_given_confirmed_and_erased(store: &Store) {
    with_addresses(store, 2).await;
    let mut mine = address(1);
    assert_eq!(store.mail_address(participant_id(1)).await, Ok(Some(mine.clone())));
    for at in [NOW.plus_ms(5), NOW.plus_ms(9)] {
        store.confirm_mail_address(hash(1), at).await.unwrap();
    }
    mine.confirmed_at = Some(NOW.plus_ms(5));
    store.note_refused_address(hash(1), NOW.plus_ms(7)).await.unwrap();
    mine.refused_at = Some(NOW.plus_ms(7));
    assert_eq!(store.mail_address_by_secret(hash(1)).await, Ok(Some(mine)));
    assert_eq!(store.mail_addresses(room_id(1)).await.unwrap().len(), 2);
    assert_eq!(store.mail_addresses(room_id(2)).await, Ok(vec![]));

    let other = MailAddress { secret_hash: hash(9), ..address(1) };
    store.set_mail_address(other.clone()).await.unwrap();
    assert_eq!(store.mail_address(participant_id(1)).await, Ok(Some(other)), "to be confirmed again");
    assert_eq!(store.confirm_mail_address(hash(1), NOW).await, Err(StoreError::NotFound));
    store.note_refused_address(hash(1), NOW).await.unwrap();
    for _ in 0..2 {
        store.erase_mail_address(participant_id(1)).await.unwrap();
    }
    assert_eq!(store.mail_address(participant_id(1)).await, Ok(None));
    assert_eq!(store.set_mail_address(address(9)).await, Err(StoreError::NotFound));
}

pub(in crate::store) async fn an_address_goes_with_its_seat(store: &Store) {
    with_addresses(store, 3).await;
    store.create_series_key(room_id(1)).await.unwrap();
    store.confirm_mail_address(hash(2), NOW).await.unwrap();
    assert_eq!(store.erase_unconfirmed(NOW).await, Ok(0));
    assert_eq!(store.erase_unconfirmed(NOW.plus_ms(1)).await, Ok(2));
    store.set_mail_address(address(1)).await.unwrap();
    store.ban_participant(participant_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.mail_address(participant_id(1)).await, Ok(None));
    store.vacate(room_id(1), AuditBatch::default()).await.unwrap();
    assert_eq!(store.mail_addresses(room_id(1)).await, Ok(vec![]));
    store.create_participant(participant(4, 1), None).await.unwrap();
    store.set_mail_address(address(4)).await.unwrap();
    lifecycle::archive_room(store, room_id(1), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.mail_addresses(room_id(1)).await, Ok(vec![]));
}

pub(in crate::store) async fn a_host_chooses_and_dates_are_told(store: &Store) {
    with_rooms(store, 1).await;
    let room = room_id(1);
    assert_eq!(store.room_mail(room).await, Ok(RoomMail::default()));
    for chosen in [
        RoomMail { names_group: true, reminders: vec![], on_call: Some(b"sealed".to_vec()) },
        RoomMail { names_group: false, reminders: vec![30], on_call: None },
    ] {
        store.set_room_mail(room, chosen.clone()).await.unwrap();
        assert_eq!(store.room_mail(room).await, Ok(chosen));
    }
    let told = |date: &str, start_at, sequence| ToldDate { date: date.to_owned(), start_at, sequence };
    let job = NewJob {
        id: JobId::from_bytes([1; 16]),
        kind: "date_changed".to_owned(),
        room,
        date: "2030-03-01T19:00".to_owned(),
        person: participant_id(1),
        due_at: NOW,
        lapses_at: None,
        sealed: None,
    };
    let dates = vec![told("2030-03-01T19:00", Some(NOW), 0), told("2030-03-08T19:00", None, 1)];
    let entry = ToldEntry { entry: "1".to_owned(), says: "a".to_owned(), sequence: 2, ends_at: Some(NOW) };
    let telling =
        Telling { dates: dates.clone(), entries: vec![entry.clone()], jobs: vec![job], ..Telling::default() };
    store.tell(room, telling).await.unwrap();
    assert_eq!(store.told_entries(room).await, Ok(vec![entry.clone()]));
    assert_eq!(store.told_dates(room).await, Ok(dates));
    assert_eq!(store.jobs_of(room, 10).await.unwrap().len(), 1);
    let moved = told("2030-03-01T19:00", Some(NOW.plus_ms(60_000)), 1);
    let other = ToldEntry { says: "b".to_owned(), ends_at: None, ..entry.clone() };
    let telling = Telling {
        dates: vec![moved.clone()],
        dates_over: vec!["2030-03-08T19:00".to_owned()],
        entries: vec![other.clone()],
        ..Telling::default()
    };
    store.tell(room, telling).await.unwrap();
    assert_eq!(store.told_dates(room).await, Ok(vec![moved]));
    assert_eq!(store.told_entries(room).await, Ok(vec![other]));
    let telling = Telling { entries_over: vec![entry.entry], ..Telling::default() };
    store.tell(room, telling).await.unwrap();
    assert_eq!(store.told_entries(room).await, Ok(vec![]));
}

pub(in crate::store) async fn a_room_is_forgotten_after_its_last_mail(store: &Store) {
    with_addresses(store, 1).await;
    let room = room_id(1);
    store.create_series_key(room).await.unwrap();
    let job = |n: u8, kind: &str| NewJob {
        id: JobId::from_bytes([n; 16]),
        kind: kind.to_owned(),
        room,
        date: String::new(),
        person: participant_id(1),
        due_at: NOW,
        lapses_at: None,
        sealed: None,
    };
    store.add_jobs(vec![job(1, "mail_reminder"), job(2, FAREWELL)]).await.unwrap();
    lifecycle::archive_room(store, room, NOW, AuditBatch::default()).await.unwrap();
    let left: Vec<_> = store.jobs_of(room, 10).await.unwrap().into_iter().map(|job| job.kind).collect();
    assert_eq!(left, [FAREWELL]);
    lifecycle::destroy_spent_keys(store, NOW).await.unwrap();
    assert!(store.series_key(room).await.is_ok(), "it is still needed");
    store.withdraw_jobs(room, Some(FAREWELL), None).await.unwrap();
    lifecycle::destroy_spent_keys(store, NOW).await.unwrap();
    assert_eq!(store.series_key(room).await.map(drop), Err(StoreError::SeriesLost));
}
