//! Two runners on one database, killed in the middle, while the wall clock is set: no job takes effect
//! twice, and no job is lost.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use proptest::prelude::*;
use tokio::sync::{Notify, watch};

use super::{
    limits::{LEASE_MS, LOOK_MS},
    *,
};
use crate::{
    clock::{Clock, ManualClock, SharedClock},
    meeting::id::JobId,
    store::{
        self, Job, JobState, NewJob, Store,
        contract::fixtures::{NOW, participant_id, room_id, with_rooms},
    },
};

const HOUR_MS: i64 = 3_600_000;

/// What happens in an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Well,
    /// It fails before its last step, and is tried again.
    Fails,
    /// The process is killed before the last step.
    KilledBefore,
    /// The process is killed in the last step, after it took effect.
    KilledAfter,
}

/// Counts what took effect.
struct Tally {
    fates: Vec<Fate>,
    next: AtomicUsize,
    effects: Mutex<BTreeMap<JobId, u32>>,
    killed: Notify,
}

impl Tally {
    fn new(fates: Vec<Fate>) -> Arc<Self> {
        Arc::new(Self { fates, next: AtomicUsize::new(0), effects: Mutex::default(), killed: Notify::new() })
    }

    async fn is_killed(&self) -> Outcome {
        self.killed.notify_one();
        std::future::pending().await
    }
}

#[async_trait]
impl Work for Tally {
    fn does(&self, kind: &str) -> bool {
        kind == "reminder"
    }

    async fn attempt(&self, job: &Job, hold: &Hold) -> Outcome {
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        let fate = self.fates.get(turn).copied().unwrap_or(Fate::Well);
        match fate {
            Fate::Fails => return Outcome::Later("down"),
            Fate::KilledBefore => return self.is_killed().await,
            Fate::Well | Fate::KilledAfter => {}
        }
        if !hold.begin().await.unwrap() {
            return Outcome::Elsewhere;
        }
        *self.effects.lock().unwrap().entry(job.id).or_default() += 1;
        if fate == Fate::KilledAfter {
            return self.is_killed().await;
        }
        Outcome::Done
    }
}

async fn opened() -> (tempfile::TempDir, Arc<Store>, Arc<ManualClock>) {
    let dir = tempfile::tempdir().unwrap();
    let store = store::open(dir.path().join("rondo.db").to_str().unwrap(), dir.path()).await.unwrap();
    with_rooms(&store, 1).await;
    (dir, store, Arc::new(ManualClock::new(NOW)))
}

fn job(n: u8, due_ms: u64) -> NewJob {
    NewJob {
        id: JobId::from_bytes([n; 16]),
        kind: "reminder".to_owned(),
        room: room_id(1),
        date: "2030-03-01T19:00".to_owned(),
        person: participant_id(n),
        due_at: NOW.plus_ms(due_ms),
        lapses_at: None,
        sealed: None,
    }
}

fn runner(store: &Arc<Store>, clock: &Arc<ManualClock>, tally: &Arc<Tally>) -> Runner {
    let clock: SharedClock = clock.clone();
    Runner::new(Arc::clone(store), clock, Queue::new(Arc::clone(store)), vec![tally.clone()])
}

/// One turn of a runner, which is dropped where a job's fate says so, as with a process.
async fn turn(runner: Runner, tally: &Tally) -> Option<Runner> {
    let (_stop, stopping) = watch::channel(false);
    let alive = tokio::select! {
        biased;
        () = tally.killed.notified() => false,
        turned = runner.turn(&stopping) => turned.is_ok(),
    };
    alive.then_some(runner)
}

async fn states(store: &Store) -> Vec<Job> {
    store.jobs_of(room_id(1), 100).await.unwrap()
}

async fn all_is_done_once(fates: Vec<Fate>, jumps_h: Vec<i8>, jobs: u8) {
    let (_dir, store, clock) = opened().await;
    let kills = fates.iter().filter(|fate| matches!(fate, Fate::KilledBefore | Fate::KilledAfter)).count();
    let tally = Tally::new(fates);
    let all: Vec<_> = (0..jobs).map(|n| job(n, u64::from(n) * 60_000)).collect();
    let mut runners = [Some(runner(&store, &clock, &tally)), Some(runner(&store, &clock, &tally))];
    let mut jumps = jumps_h.into_iter();
    for step in 0..300_u64 {
        // Whoever plans does so again and again.
        store.add_jobs(all.clone()).await.unwrap();
        if step % 7 == 3
            && let Some(hours) = jumps.next()
        {
            clock.set_wall_by_ms(i64::from(hours) * HOUR_MS);
        }
        let (one, two) = (runners[0].take().unwrap(), runners[1].take().unwrap());
        let (one, two) = tokio::join!(turn(one, &tally), turn(two, &tally));
        runners = [one, two].map(|alive| alive.or_else(|| Some(runner(&store, &clock, &tally))));
        // Small steps while much happens, then large ones: a clock that was set back makes all of it late.
        clock.advance_ms(if step < 20 { LEASE_MS } else { 40 * LEASE_MS });
        if step > 20 && states(&store).await.iter().all(|job| !is_open(job)) {
            break;
        }
    }
    let effects = tally.effects.lock().unwrap().clone();
    let found = states(&store).await;
    assert_eq!(found.len(), usize::from(jobs), "no job is lost");
    for job in found {
        let times = effects.get(&job.id).copied().unwrap_or(0);
        match job.state {
            JobState::Done => assert_eq!(times, 1, "{job:?}"),
            // A kill took others down with it that had just noted that they begin.
            JobState::Unsure if kills > 0 => assert!(times <= 1, "{job:?}"),
            _ => panic!("{job:?}"),
        }
    }
}

const fn is_open(job: &Job) -> bool {
    matches!(job.state, JobState::Waiting | JobState::Sending)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    #[test]
    fn no_job_takes_effect_twice_and_none_is_lost_whatever_happens(
        fates in prop::collection::vec(
            prop_oneof![
                3 => Just(Fate::Well), 2 => Just(Fate::Fails),
                1 => Just(Fate::KilledBefore), 1 => Just(Fate::KilledAfter),
            ],
            0..15,
        ),
        jumps_h in prop::collection::vec(prop_oneof![Just(1_i8), Just(-1), Just(24), Just(-24)], 0..4),
        jobs in 1_u8..12,
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        runtime.unwrap().block_on(all_is_done_once(fates, jumps_h, jobs));
    }
}

#[tokio::test]
async fn what_was_interrupted_in_its_last_step_is_told_and_not_repeated_until_somebody_asks() {
    let (_dir, store, clock) = opened().await;
    let tally = Tally::new(vec![Fate::KilledAfter]);
    store.add_jobs(vec![job(1, 0)]).await.unwrap();
    assert!(turn(runner(&store, &clock, &tally), &tally).await.is_none());
    clock.advance_ms(LEASE_MS);
    turn(runner(&store, &clock, &tally), &tally).await.unwrap();
    let found = states(&store).await.remove(0);
    assert_eq!((found.state, found.failure.as_deref()), (JobState::Unsure, Some("interrupted")));
    store.retry_job(found.id, clock.unix_ms()).await.unwrap();
    turn(runner(&store, &clock, &tally), &tally).await.unwrap();
    assert_eq!(states(&store).await[0].state, JobState::Done);
}

#[tokio::test]
async fn a_runner_wakes_for_what_is_added_and_for_what_becomes_due_and_stops_when_told() {
    let (_dir, store, clock) = opened().await;
    let tally = Tally::new(Vec::new());
    let queue = Queue::new(Arc::clone(&store));
    let shared: SharedClock = clock.clone();
    let runner = Runner::new(Arc::clone(&store), shared, queue.clone(), vec![tally.clone()]);
    let (stop, stopping) = watch::channel(false);
    let running = tokio::spawn(runner.run(stopping));
    let done = async |count: usize| {
        while states(&store).await.iter().filter(|job| job.state == JobState::Done).count() < count {
            tokio::task::yield_now().await;
        }
    };
    queue.add(vec![job(1, 0), job(2, 90_000)]).await.unwrap();
    done(1).await;
    for _ in 0..3 {
        clock.advance_ms(LOOK_MS);
    }
    done(2).await;
    let unknown = NewJob { kind: "from_the_future".to_owned(), ..job(3, 0) };
    queue.add(vec![unknown]).await.unwrap();
    let failed = async || states(&store).await.into_iter().find(|job| job.failure.is_some());
    while failed().await.is_none() {
        tokio::task::yield_now().await;
    }
    let kept = failed().await.unwrap();
    assert_eq!((kept.state, kept.failure.as_deref()), (JobState::Waiting, Some("kind_unknown")));
    stop.send_replace(true);
    running.await.unwrap();
}
