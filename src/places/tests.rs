//! Two servers on one database look at the same places at once: nothing is offered twice, and nobody is
//! told twice.

use std::{collections::BTreeMap, sync::Arc};

use super::{OFFER_ENDS, OFFER_NOTICE, keeper::Keeper};
use crate::{
    clock::{ManualClock, SharedClock},
    jobs::Queue,
    room::{
        Room,
        places::{Answer, PlaceChange, PlacesRule, Stand},
        schedule::{DateKey, Schedule},
    },
    store::{
        self, AuditBatch,
        contract::fixtures::{NOW, account, participant, participant_id, room, room_id},
    },
};

const HALF_A_DAY_MS: u64 = 12 * 60 * 60_000;

/// A room that meets on a day three days after [`NOW`].
fn scheduled() -> (Room, DateKey) {
    let zone: crate::room::schedule::Zone = "Europe/Berlin".parse().unwrap();
    let start = zone.local(NOW.plus_ms(6 * HALF_A_DAY_MS));
    let input = serde_json::json!({
        "zone": "Europe/Berlin", "start": start.to_string(), "repeat": {"type": "once"}, "ends": {"type": "never"},
    });
    let base = room(1, 1);
    let input = serde_json::from_value(input).unwrap();
    let schedule = Schedule::new(&input, base.kind, NOW).unwrap();
    (Room { schedule: Some(schedule), ..base }, start)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_offer_a_place_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rondo.db");
    let store = store::open(path.to_str().unwrap(), dir.path()).await.unwrap();
    let manual = Arc::new(ManualClock::new(NOW));
    let clock: SharedClock = Arc::clone(&manual) as SharedClock;
    let (room, date) = scheduled();
    store.create_account(account(1), AuditBatch::default()).await.unwrap();
    store.create_room(room, PlacesRule::default(), AuditBatch::default()).await.unwrap();
    store.create_series_key(room_id(1)).await.unwrap();
    for n in 1..=4 {
        store.create_participant(participant(n, 1), None).await.unwrap();
    }
    let rule = PlacesRule { sign_up: true, capacity: Some(1), absence: None };
    store.set_room_places(room_id(1), rule, AuditBatch::default()).await.unwrap();
    let keepers =
        [(); 2].map(|()| Keeper::new(Arc::clone(&store), Arc::clone(&clock), Queue::new(Arc::clone(&store))));
    let say = async |n, answer| {
        let change = vec![(date, PlaceChange::Answer(participant_id(n), answer))];
        keepers[0].change(room_id(1), change, AuditBatch::default()).await.unwrap().unwrap();
    };
    say(1, Answer::Coming { late: false }).await;
    for n in 2..=4 {
        say(n, Answer::Waiting).await;
    }
    say(1, Answer::Absent).await;
    for turn in 1..=3 {
        let looks = keepers.iter().cycle().take(8).map(|keeper| keeper.try_look(room_id(1)));
        for looked in futures::future::join_all(looks).await {
            looked.unwrap();
        }
        let rows = store.places(room_id(1)).await.unwrap();
        let offered: Vec<_> = rows
            .iter()
            .filter(|row| matches!(row.place.stand, Stand::Offered { .. }))
            .map(|row| row.place.who)
            .collect();
        assert_eq!(offered, [participant_id(turn + 1)], "in the order of the line, one at a time");
        manual.advance_ms(HALF_A_DAY_MS);
    }
    keepers[1].try_look(room_id(1)).await.unwrap();
    let rows = store.places(room_id(1)).await.unwrap();
    let lapsed = rows.iter().filter(|row| row.place.stand == Stand::Lapsed).count();
    assert_eq!(lapsed, 3, "every offer passed on");
    let mut made: BTreeMap<_, u32> = BTreeMap::new();
    let of_offers = async || {
        let mut jobs = store.jobs_of(room_id(1), 100).await.unwrap();
        jobs.retain(|job| [OFFER_ENDS, OFFER_NOTICE].contains(&job.kind.as_str()));
        jobs
    };
    for job in of_offers().await {
        *made.entry((job.kind, job.person)).or_default() += 1;
    }
    let once = (2..=4)
        .flat_map(|n| [OFFER_ENDS, OFFER_NOTICE].map(|kind| ((kind.to_owned(), participant_id(n)), 1)));
    assert_eq!(made, once.collect());

    // Long after, nothing of it is left.
    manual.advance_ms(30 * HALF_A_DAY_MS);
    keepers[0].try_look(room_id(1)).await.unwrap();
    assert_eq!(store.places(room_id(1)).await.unwrap(), []);
    assert_eq!(of_offers().await, []);
}
