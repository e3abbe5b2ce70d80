use super::fixtures::*;
use crate::{
    meeting::id::JobId,
    store::{
        AuditBatch, Ending, Job, JobClaim, JobState, NewJob, Store, StoreError, lifecycle,
        limits::RETRY_MS_MAX,
    },
    time::UnixMs,
};

const LEASE_MS: u64 = 60_000;
const ONE: [u8; 16] = [1; 16];
const TWO: [u8; 16] = [2; 16];
const DAY_MS: u64 = 24 * 60 * 60_000;

fn job(n: u8, due_ms: u64) -> NewJob {
    NewJob {
        id: JobId::from_bytes([n; 16]),
        kind: "reminder".to_owned(),
        room: room_id(1),
        date: format!("2030-03-{n:02}T19:00"),
        person: participant_id(n),
        due_at: NOW.plus_ms(due_ms),
        lapses_at: None,
        sealed: Some(vec![n; 40]),
    }
}

const fn hold(job: &Job, holder: [u8; 16]) -> JobClaim {
    JobClaim { job: job.id, holder, attempt: job.attempts }
}

async fn claim(store: &Store, now: UnixMs, holder: [u8; 16]) -> Vec<Job> {
    store.claim_jobs(now, holder, LEASE_MS, 10).await.unwrap()
}

async fn state(store: &Store, n: u8) -> Option<(JobState, Option<String>)> {
    let jobs = store.jobs_of(room_id(1), 100).await.unwrap();
    let found = jobs.into_iter().find(|job| job.id == JobId::from_bytes([n; 16]));
    found.map(|job| (job.state, job.failure))
}

pub(in crate::store) async fn a_job_is_made_once_and_done_at_its_time(store: &Store) {
    with_rooms(store, 1).await;
    assert_eq!(store.add_jobs(vec![job(2, 2_000), job(1, 1_000)]).await, Ok(2));
    let again = NewJob { id: JobId::from_bytes([9; 16]), due_at: NOW, ..job(1, 0) };
    assert_eq!(
        store.add_jobs(vec![again.clone()]).await,
        Ok(0),
        "of this kind, date and person there is one"
    );
    assert_eq!(store.next_job_at(NOW).await, Ok(Some(NOW.plus_ms(1_000))));
    assert_eq!(claim(store, NOW.plus_ms(999), ONE).await, []);
    assert_eq!(store.due_jobs(NOW.plus_ms(1_000)).await, Ok(1));
    let due = claim(store, NOW.plus_ms(3_000), ONE).await;
    assert_eq!(due.iter().map(|job| job.id).collect::<Vec<_>>(), [job(1, 0).id, job(2, 0).id]);
    assert_eq!((due[0].attempts, due[0].sealed.clone()), (1, Some(vec![1; 40])));
    assert_eq!(claim(store, NOW.plus_ms(3_001), TWO).await, [], "they are held");

    let first = hold(&due[0], ONE);
    assert_eq!(store.begin_sending(first, NOW).await, Ok(true));
    assert_eq!(store.begin_sending(first, NOW).await, Ok(false), "once");
    store.end_job(first, NOW.plus_ms(4_000), Ending::Done).await.unwrap();
    let done = store.jobs_of(room_id(1), 100).await.unwrap().pop().unwrap();
    assert_eq!((done.state, done.sealed), (JobState::Done, None), "nothing about anybody is left");
    assert_eq!(store.add_jobs(vec![again]).await, Ok(0), "nor is it made again once it is done");
    assert_eq!(store.next_job_at(NOW).await, Ok(None), "the other one is held");
    let nowhere = NewJob { room: room_id(9), ..job(3, 0) };
    assert_eq!(store.add_jobs(vec![job(4, 0), nowhere]).await, Err(StoreError::NotFound));
    assert_eq!(state(store, 4).await, None, "all or none");
}

pub(in crate::store) async fn a_lease_ends_and_only_the_latest_claim_counts(store: &Store) {
    with_rooms(store, 1).await;
    store.add_jobs(vec![job(1, 0)]).await.unwrap();
    let first = hold(&claim(store, NOW, ONE).await[0], ONE);
    assert_eq!(claim(store, NOW.plus_ms(LEASE_MS - 1), TWO).await, []);
    let second = claim(store, NOW.plus_ms(LEASE_MS), TWO).await;
    let second = hold(&second[0], TWO);
    assert_eq!(store.begin_sending(first, NOW).await, Ok(false), "it lost its hold");
    store.end_job(first, NOW, Ending::Done).await.unwrap();
    assert_eq!(state(store, 1).await, Some((JobState::Waiting, None)));

    // The clock is set back by a day: the hold would last for so long that it can't be one.
    let back = UnixMs::from_ms(NOW.as_ms() - i64::try_from(DAY_MS).unwrap());
    store.add_jobs(vec![NewJob { due_at: back, ..job(2, 0) }]).await.unwrap();
    assert_eq!(claim(store, NOW, TWO).await.len(), 1, "the first one is held");
    assert_eq!(claim(store, back, ONE).await.len(), 1, "the second is free, and the first not due");
    assert_eq!(store.begin_sending(second, NOW).await, Ok(true), "nobody else has the first");
}

pub(in crate::store) async fn what_failed_is_tried_again_or_given_up(store: &Store) {
    with_rooms(store, 1).await;
    store.add_jobs((1..=4).map(|n| job(n, 0)).collect()).await.unwrap();
    let claims: Vec<_> = claim(store, NOW, ONE).await.iter().map(|job| hold(job, ONE)).collect();
    let later = NOW.plus_ms(300_000);
    let endings = [
        Ending::Again(later, "smtp_421"),
        Ending::Failed("smtp_550"),
        Ending::Unsure("lost"),
        Ending::Unsent("no_server"),
    ];
    for (claim, ending) in claims.into_iter().zip(endings) {
        store.begin_sending(claim, NOW).await.unwrap();
        store.end_job(claim, NOW, ending).await.unwrap();
    }
    let states = [JobState::Waiting, JobState::Failed, JobState::Unsure, JobState::Unsent];
    let codes = ["smtp_421", "smtp_550", "lost", "no_server"];
    for (n, (expected, code)) in (1..).zip(states.into_iter().zip(codes)) {
        assert_eq!(state(store, n).await, Some((expected, Some(code.to_owned()))));
    }
    let open: Vec<_> = store.open_jobs(NOW, 100).await.unwrap().into_iter().map(|job| job.state).collect();
    assert_eq!(open, [JobState::Waiting, JobState::Failed, JobState::Unsure]);
    assert_eq!(store.next_job_at(NOW).await, Ok(Some(later)));
    assert_eq!(claim(store, NOW.plus_ms(299_999), ONE).await, []);
    let far_back = UnixMs::from_ms(NOW.as_ms() - i64::try_from(RETRY_MS_MAX + DAY_MS).unwrap());
    store.add_jobs(vec![NewJob { due_at: far_back, ..job(5, 0) }]).await.unwrap();
    assert_eq!(claim(store, later, TWO).await.len(), 2);

    for (n, may) in [(2, true), (3, true), (4, false), (5, false), (9, false)] {
        let again = store.retry_job(JobId::from_bytes([n; 16]), later).await;
        assert_eq!(again.is_ok(), may, "{n}");
    }
    assert_eq!(claim(store, later, TWO).await.len(), 2);
}

pub(in crate::store) async fn a_job_that_stopped_in_its_last_step_is_unsure(store: &Store) {
    with_rooms(store, 1).await;
    store.add_jobs(vec![job(1, 0), job(2, 0)]).await.unwrap();
    let held = claim(store, NOW, ONE).await;
    let (first, second) = (hold(&held[0], ONE), hold(&held[1], ONE));
    assert_eq!(store.begin_sending(first, NOW).await, Ok(true));
    assert_eq!(store.mark_unsure(NOW.plus_ms(LEASE_MS - 1), LEASE_MS).await, Ok(0));
    assert_eq!(store.mark_unsure(NOW.plus_ms(LEASE_MS), LEASE_MS).await, Ok(1));
    assert_eq!(state(store, 1).await, Some((JobState::Unsure, Some("interrupted".to_owned()))));
    assert_eq!(claim(store, NOW.plus_ms(LEASE_MS), TWO).await.len(), 1, "the other one goes on");
    store.end_job(first, NOW, Ending::Done).await.unwrap();
    assert_eq!(state(store, 1).await, Some((JobState::Done, None)), "its holder was only slow");
    assert_eq!(store.begin_sending(second, NOW).await, Ok(false));
}

pub(in crate::store) async fn a_job_lapses_and_is_forgotten(store: &Store) {
    with_rooms(store, 1).await;
    let lapsing = NewJob { lapses_at: Some(NOW.plus_ms(1_000)), ..job(1, 0) };
    store.add_jobs(vec![lapsing, job(2, 0), job(3, 0)]).await.unwrap();
    assert_eq!(claim(store, NOW.plus_ms(1_000), ONE).await.len(), 2, "too late for the first");
    assert_eq!(claim(store, NOW.plus_ms(999), TWO).await.len(), 1, "the clock was set back: nothing is lost");
    let second = JobClaim { job: JobId::from_bytes([2; 16]), holder: ONE, attempt: 1 };
    store.end_job(second, NOW.plus_ms(5_000), Ending::Done).await.unwrap();
    assert_eq!(store.delete_old_jobs(NOW.plus_ms(5_000)).await, Ok(1));
    assert_eq!(store.delete_old_jobs(NOW.plus_ms(5_001)).await, Ok(1));
    assert!(state(store, 3).await.is_some(), "what is to be done is not forgotten");
}

pub(in crate::store) async fn jobs_go_with_whom_they_are_for(store: &Store) {
    with_rooms(store, 2).await;
    let key = |n| JobId::from_bytes([n; 16]);
    let mut elsewhere = job(8, 0);
    elsewhere.room = room_id(2);
    store.add_jobs((1..=4).map(|n| job(n, 0)).chain([elsewhere]).collect()).await.unwrap();
    store.withdraw_jobs(room_id(1), Some("other"), None).await.unwrap();
    store.withdraw_jobs(room_id(1), Some("reminder"), Some("2030-03-01T19:00")).await.unwrap();
    assert_eq!((state(store, 1).await, state(store, 2).await.is_some()), (None, true));
    store.forget_jobs_for(participant_id(2)).await.unwrap();
    assert_eq!(state(store, 2).await, None);
    let held = store.claim_jobs(NOW, ONE, LEASE_MS, 1).await.unwrap();
    assert_eq!(held[0].id, key(3));
    store.withdraw_jobs(room_id(1), None, None).await.unwrap();
    assert_eq!((state(store, 3).await.is_some(), state(store, 4).await), (true, None), "one is held");

    store.create_participant(participant(3, 1), None).await.unwrap();
    store.ban_participant(participant_id(3), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(state(store, 3).await, None, "no mail to who is banned");
    store.create_series_key(room_id(2)).await.unwrap();
    lifecycle::archive_room(store, room_id(2), NOW, AuditBatch::default()).await.unwrap();
    assert_eq!(store.jobs_of(room_id(2), 10).await, Ok(vec![]));
}
