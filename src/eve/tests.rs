//! Two servers on one database look at the same dates at once: whoever may step in is asked once, and only
//! where somebody is missing.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::json;

use super::{Ask, TOLD_BEFORE_MS, keeper::Asking, taker};
use crate::{
    clock::{Clock as _, ManualClock, SharedClock},
    jobs::Queue,
    meeting::id::{ParticipantId, SubscriptionId},
    room::{
        Room,
        duties::Duties,
        places::PlacesRule,
        schedule::{DateChange, DateKey, Schedule},
    },
    store::{
        self, AuditBatch, BrowserSecret, Job, PushSubscription, SeatDevice, Store,
        contract::fixtures::{NOW, account, device, hash, participant, participant_id, room, room_id},
    },
    time::UnixMs,
};

const HOUR_MS: u64 = 60 * 60_000;
const WEEK_MS: u64 = 7 * 24 * HOUR_MS;

/// A room that meets each week, for the first time two days after [`NOW`]. Three people have seats and are
/// told on a device.
struct Scene {
    _dir: tempfile::TempDir,
    store: Arc<Store>,
    clock: Arc<ManualClock>,
    servers: [Asking; 2],
    first: DateKey,
}

fn weekly(start: DateKey) -> Schedule {
    let input = json!({
        "zone": "UTC", "start": start.to_string(), "ends": {"type": "never"},
        "repeat": {"type": "weekly", "every": 1, "on": ["tuesday"]},
    });
    let input = serde_json::from_value(input).unwrap();
    Schedule::new(&input, room(1, 1).kind, NOW).unwrap()
}

impl Scene {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("rondo.db");
        let store = store::open(path.to_str().unwrap(), dir.path()).await.unwrap();
        let clock = Arc::new(ManualClock::new(NOW));
        let zone: crate::room::schedule::Zone = "UTC".parse().unwrap();
        let first = zone.local(NOW.plus_ms(48 * HOUR_MS));
        store.create_account(account(1), AuditBatch::default()).await.unwrap();
        let scheduled = Room { schedule: Some(weekly(first)), ..room(1, 1) };
        store.create_room(scheduled, PlacesRule::default(), AuditBatch::default()).await.unwrap();
        store.create_series_key(room_id(1)).await.unwrap();
        for n in 1..=3 {
            let device = SeatDevice { expires_at: UnixMs::from_ms(i64::MAX), ..device(n, n) };
            store.create_participant(participant(n, 1), Some(device)).await.unwrap();
            let id = SubscriptionId::from_bytes([n; 16]);
            let told =
                PushSubscription { id, participant: participant_id(n), sealed: vec![n], created_at: NOW };
            store.put_subscription(told, BrowserSecret::Seat(hash(n))).await.unwrap();
        }
        let servers = [(); 2].map(|()| {
            Asking::new(Arc::clone(&store), Arc::clone(&clock) as SharedClock, Queue::new(Arc::clone(&store)))
        });
        Self { _dir: dir, store, clock, servers, first }
    }

    /// Leads and timekeepers sign up, and of the three people the second leads the first date.
    async fn plans(&self, unasked: &[ParticipantId]) {
        let seat = |n| json!({"type": "seat", "participant": n});
        let unasked: Vec<_> = unasked.iter().map(seat).collect();
        let duties: Duties = serde_json::from_value(json!({
            "ways": {"lead": {"type": "sign_up"}, "timekeeper": {"type": "sign_up"}},
            "given": {self.first.to_string(): {"lead": seat(&participant_id(2))}},
            "swaps": [], "unasked": unasked,
        }))
        .unwrap();
        let old = self.store.duties(room_id(1)).await.unwrap();
        self.store.replace_duties(room_id(1), old, duties, AuditBatch::default()).await.unwrap();
    }

    /// Both servers look, again and again and at once.
    async fn look(&self) {
        futures::future::join_all(self.servers.iter().cycle().take(8).map(Asking::look_at_all)).await;
    }

    async fn jobs(&self) -> Vec<Job> {
        self.store.jobs_of(room_id(1), 100).await.unwrap()
    }

    async fn asked(&self) -> BTreeSet<(String, ParticipantId)> {
        let jobs = self.jobs().await;
        let asked: BTreeSet<_> = jobs.iter().map(|job| (job.kind.clone(), job.person)).collect();
        assert_eq!(asked.len(), jobs.len(), "each once");
        asked
    }

    /// Whether a job still has somebody to ask.
    async fn still(&self, job: &Job) -> bool {
        let room = self.store.room(room_id(1)).await.unwrap().unwrap();
        let open = self.servers[1].open(&room).await.unwrap();
        Ask::ALL.into_iter().any(|ask| ask.notice_job() == job.kind && taker(&open, job, ask).is_some())
    }

    async fn changes(&self, change: DateChange) {
        let old = self.store.room(room_id(1)).await.unwrap().unwrap().schedule.unwrap();
        let new = old.change_date(self.first, change, self.clock.unix_ms()).unwrap();
        let carried = store::Carried::default();
        let audit = AuditBatch::default();
        self.store.replace_schedule(room_id(1), Some(&old), Some(&new), carried, audit).await.unwrap();
    }
}

fn asks(kind: &str, people: &[u8]) -> BTreeSet<(String, ParticipantId)> {
    people.iter().map(|n| (kind.to_owned(), participant_id(*n))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_ask_each_who_may_step_in_once_and_nobody_who_serves() {
    let scene = Scene::new().await;
    scene.plans(&[participant_id(3)]).await;
    scene.look().await;
    assert_eq!(scene.asked().await, BTreeSet::new(), "it is too early");
    scene.clock.advance_ms(48 * HOUR_MS - TOLD_BEFORE_MS + 1);
    scene.look().await;
    assert_eq!(scene.asked().await, asks("duty_open_notice", &[1]), "one leads, and one is not to be asked");
    let job = scene.jobs().await.remove(0);
    assert!(scene.still(&job).await);
    scene.plans(&[participant_id(1), participant_id(3)]).await;
    assert!(!scene.still(&job).await, "they said so since");
    scene.plans(&[]).await;
    scene.look().await;
    assert_eq!(scene.asked().await, asks("duty_open_notice", &[1, 3]));

    // The date that follows has neither, and everyone is asked once more.
    scene.clock.advance_ms(WEEK_MS);
    scene.look().await;
    let mut all = asks("duty_open_notice", &[1, 3]);
    all.extend(asks("lead_open_notice", &[1, 2, 3]));
    assert_eq!(scene.asked().await, all);
}

#[tokio::test]
async fn nobody_is_asked_for_what_is_cancelled_or_archived_and_again_for_what_moved() {
    let scene = Scene::new().await;
    scene.plans(&[]).await;
    scene.clock.advance_ms(30 * HOUR_MS);
    scene.look().await;
    let first = scene.jobs().await;
    assert_eq!(first.len(), 2);
    scene.changes(DateChange { cancelled: Some(true), ..DateChange::default() }).await;
    assert!(!scene.still(&first[0]).await);
    let zone: crate::room::schedule::Zone = "UTC".parse().unwrap();
    let later = zone.local(NOW.plus_ms(50 * HOUR_MS)).to_string();
    scene.changes(DateChange { cancelled: Some(false), starts: Some(later), note: None }).await;
    assert!(!scene.still(&first[0]).await, "it is at another time");
    scene.look().await;
    let again = scene.jobs().await;
    assert_eq!(again.len(), 4, "who may step in at the other time is asked");
    scene.store.archive_room(room_id(1), NOW, AuditBatch::default()).await.unwrap();
    scene.look().await;
    assert_eq!(scene.jobs().await, [], "what was to be told of it is gone");
}

#[tokio::test]
async fn a_date_that_is_cancelled_before_asks_nobody() {
    let scene = Scene::new().await;
    scene.plans(&[]).await;
    scene.changes(DateChange { cancelled: Some(true), ..DateChange::default() }).await;
    scene.clock.advance_ms(47 * HOUR_MS);
    scene.look().await;
    assert_eq!(scene.asked().await, BTreeSet::new());
}
