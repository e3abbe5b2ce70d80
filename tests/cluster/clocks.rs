//! What the clock of a floor shows after the room's server, or the database, was another one.

use rondo::{
    app::App,
    clock::{Clock as _, ManualClock, SystemClock},
    config::{Config, PeerConfig},
    meeting::event::Event,
    time::UnixMs,
};

use crate::{
    nodes::{Cluster, Meeting, Stopwatch, a_while, copy_keys},
    postgres::Postgres,
};

/// How exactly a clock has to be kept.
const EXACT_MS: u64 = 50;

/// What a clock showed between two moments of the stopwatch.
struct Shown {
    floor_ms: u64,
    asked: u64,
    answered: u64,
}

async fn shown(meeting: &mut Meeting, stopwatch: &Stopwatch) -> Shown {
    let asked = stopwatch.ms();
    meeting.member.sync().await;
    let floor_ms = meeting.member.view().clock.at(meeting.member.at_ms).as_ms();
    Shown { floor_ms, asked, answered: stopwatch.ms() }
}

/// What the clock showed when it stood still last.
fn stood_at(meeting: &Meeting) -> u64 {
    meeting.member.view().clock.floor_ms.as_ms()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_that_is_handed_over_goes_on_from_the_moment() {
    let cluster = Cluster::start(2).await;
    let mut meeting = Meeting::begin(&cluster, 0).await;
    meeting.say(&cluster, "before").await;
    let stopwatch = Stopwatch::start();
    let before = shown(&mut meeting, &stopwatch).await;
    // Nothing happens meanwhile that would be stored.
    a_while(1_500).await;
    let told = stopwatch.ms();
    cluster.nodes[0].signal("-TERM").await;
    assert_eq!(meeting.member.ends().await, Some(4016));
    let ended = stopwatch.ms();
    // The time until somebody is back is nobody's.
    a_while(2_000).await;
    meeting.move_to(&cluster, 1).await;
    meeting.member.sees("the open floor", |view| view.pause.is_none()).await;
    let stood = stood_at(&meeting);
    let (least, most) = (before.floor_ms + told - before.answered, before.floor_ms + ended - before.asked);
    assert!(
        (least.saturating_sub(EXACT_MS)..=most + EXACT_MS).contains(&stood),
        "{stood} is not between {least} and {most}"
    );
    let restarts =
        meeting.member.events.iter().filter(|numbered| matches!(numbered.event, Event::Restarted {}));
    assert_eq!(restarts.count(), 1, "people are told once");
    meeting.say(&cluster, "after").await;
    meeting.holds(&["before", "after"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failover_of_the_database_uses_up_nobodys_time() {
    let (rows, keys) = tokio::join!(Postgres::start(), Postgres::start());
    let mut cluster = Cluster::over(rows, Some(keys), 2).await;
    let mut meeting = Meeting::begin(&cluster, 0).await;
    let standby = cluster.postgres.standby().await;
    meeting.say(&cluster, "before").await;
    let stopwatch = Stopwatch::start();
    let before = shown(&mut meeting, &stopwatch).await;
    cluster.postgres.kill().await;
    let killed = stopwatch.ms();
    // Until an operator has seen to it.
    a_while(5_000).await;
    assert_eq!(meeting.member.ends().await, Some(4016), "no server may hold a room meanwhile");
    cluster.fail_over(standby).await;
    meeting.move_to(&cluster, 1).await;
    meeting.member.sees("the open floor", |view| view.pause.is_none()).await;
    let (stood, most) = (stood_at(&meeting), before.floor_ms + killed - before.asked);
    assert!(stood <= most + EXACT_MS, "{stood} is more than {most}");
    meeting.say(&cluster, "after").await;
    meeting.holds(&["before", "after"]).await;
}

/// What one server signs another one checks, by its own clock.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_a_day_off_is_refused() {
    const DAY_MS: i64 = 24 * 60 * 60_000;
    let cluster = Cluster::start(1).await;
    let now = SystemClock::new().unix_ms();
    let leases = "SELECT string_agg(incarnation::text, ',') FROM node_lease";
    let before = cluster.postgres.psql("rows", leases).await;
    for (clock, said) in [
        (UnixMs::from_ms(now.as_ms() + DAY_MS), "s ahead of"),
        (UnixMs::from_ms(now.as_ms() - DAY_MS), "s behind"),
    ] {
        let data = tempfile::tempdir().expect("a folder");
        copy_keys(&cluster.nodes[0].data_dir(), &data.path().join("rondo"));
        let any = "127.0.0.1:0".parse().expect("an address");
        let mut config = Config::new(any, data.path().join("rondo"));
        config.database = Some(cluster.postgres.url("rows"));
        config.keys = Some(cluster.postgres.url("keys"));
        config.peer = Some(PeerConfig { listen: any, address: None });
        let line = App::start(config, std::sync::Arc::new(ManualClock::new(clock))).await;
        let line = line.expect_err("it is refused").to_string();
        assert!(line.contains("the clock of this machine is") && line.contains(said), "{line}");
        assert_eq!(line.lines().count(), 1);
    }
    assert_eq!(cluster.postgres.psql("rows", leases).await, before, "it has taken no lease");
}
