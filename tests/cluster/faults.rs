//! What happens to a room when its server stops for a while, stops for good, or loses the database.

use std::time::Duration;

use crate::{
    nodes::{Cluster, Meeting, Stopwatch, a_while},
    postgres::Postgres,
};

/// Long enough for a verdict: the server's lease is over, and others go on with its rooms.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stands_still_for_long_has_nothing_when_it_wakes() {
    let cluster = Cluster::start(3).await;
    let mut meeting = Meeting::begin(&cluster, 0).await;
    meeting.say(&cluster, "before").await;
    cluster.nodes[0].signal("-STOP").await;
    // What reaches the one that stands still is not answered by it any more.
    let unanswered = meeting.send("meanwhile").await;
    let begun = Stopwatch::start();
    meeting.move_to(&cluster, 1).await;
    meeting.send_again(unanswered).await;
    eprintln!("the next acknowledgement after {} ms", begun.ms());
    meeting.say(&cluster, "elsewhere").await;
    let owner = cluster.owner(&meeting.room).await;
    assert!(owner.is_some_and(|owner| owner != 0), "{owner:?}");
    a_while(2_000).await;
    cluster.nodes[0].signal("-CONT").await;
    a_while(1_500).await;
    meeting.say(&cluster, "after").await;
    meeting.holds(&["before", "meanwhile", "elsewhere", "after"]).await;
    assert_eq!(cluster.owner(&meeting.room).await, owner);
    assert!(cluster.nodes[0].log().contains("not sure of its lease"));
    // It is one of them again.
    let mut late = cluster.member(0, &meeting.secret, "Tomasz", &meeting.room).await;
    late.come().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_short_stop_and_a_database_that_stands_still_move_nothing() {
    let cluster = Cluster::start(3).await;
    let mut meeting = Meeting::begin(&cluster, 1).await;
    meeting.say(&cluster, "one").await;
    let leases = "SELECT string_agg(incarnation::text, ',' ORDER BY incarnation) FROM node_lease";
    let (owner, before) = (cluster.owner(&meeting.room).await, cluster.postgres.psql("rows", leases).await);
    cluster.nodes[1].signal("-STOP").await;
    a_while(700).await;
    cluster.nodes[1].signal("-CONT").await;
    meeting.say(&cluster, "two").await;
    cluster.postgres.stand_still(Duration::from_secs(5)).await;
    meeting.move_to(&cluster, 1).await;
    meeting.say(&cluster, "three").await;
    a_while(2_000).await;
    assert_eq!(cluster.postgres.psql("rows", leases).await, before, "nobody was judged");
    assert_eq!(cluster.owner(&meeting.room).await, owner);
    meeting.holds(&["one", "two", "three"]).await;
}

/// A key that can't be read for a while is not gone: no meeting ends, and a room whose server died waits for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn meetings_go_on_while_the_database_of_the_keys_is_away() {
    let (rows, keys) = tokio::join!(Postgres::start(), Postgres::start());
    let mut cluster = Cluster::over(rows, Some(keys), 2).await;
    let mut meeting = Meeting::begin(&cluster, 0).await;
    meeting.say(&cluster, "before").await;
    cluster.keys.as_ref().expect("keys").stop().await;
    for _ in 0..10 {
        a_while(1_500).await;
        // A balancer would cut everyone off otherwise.
        for node in 0..2 {
            let ready = cluster.browser(node).get("/readyz").await.good();
            assert_eq!(ready, "ready; keys can't be written: see docs/operating.md");
        }
    }
    meeting.say(&cluster, "without keys").await;
    cluster.kill(0).await;
    let comes_back = async {
        a_while(15_000).await;
        cluster.keys.as_ref().expect("keys").go_on().await;
    };
    tokio::join!(meeting.move_to(&cluster, 1), comes_back);
    meeting.say(&cluster, "after").await;
    meeting.holds(&["before", "without keys", "after"]).await;
}

/// The rooms of a server that is told to stop are on another one before it is gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_told_to_stop_hands_its_rooms_over() {
    let mut cluster = Cluster::start(3).await;
    let mut meeting = Meeting::begin(&cluster, 2).await;
    meeting.say(&cluster, "before").await;
    cluster.nodes[2].signal("-TERM").await;
    let begun = Stopwatch::start();
    assert_eq!(meeting.member.ends().await, Some(4016));
    meeting.move_to(&cluster, 0).await;
    meeting.say(&cluster, "after").await;
    eprintln!("back after {} ms", begun.ms());
    meeting.holds(&["before", "after"]).await;
    cluster.nodes[2].ends().await;
    cluster.start_again(2).await;
    meeting.move_to(&cluster, 2).await;
    meeting.say(&cluster, "again").await;
}

/// A balancer sends it nobody new, and whoever comes by another server is held until the room is there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_refused_while_a_server_that_stops_takes_long() {
    let cluster = Cluster::start(2).await;
    let mut meeting = Meeting::begin(&cluster, 0).await;
    let slow = "BEGIN; LOCK TABLE room_owner IN SHARE MODE; SELECT pg_sleep(2); COMMIT";
    let locked =
        "SELECT count(*) FROM pg_locks WHERE relation = 'room_owner'::regclass AND mode = 'ShareLock'";
    let stops = async {
        while cluster.postgres.psql("rows", locked).await.trim() == "0" {}
        cluster.nodes[0].signal("-TERM").await;
        assert_eq!(meeting.member.ends().await, Some(4016));
        assert_eq!(cluster.browser(0).get("/readyz").await.status, 404);
        meeting.member.address = cluster.nodes[1].address;
        assert!(meeting.member.try_connect_with_token().await, "it is refused");
        assert_eq!(cluster.owner(&meeting.room).await, Some(1));
    };
    tokio::join!(cluster.postgres.psql("rows", slow), stops);
}

/// What it sent before it was cut off arrives when others have its rooms, and is not stored.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_server_sends_that_was_cut_off_is_not_stored_afterwards() {
    let cluster = Cluster::start(3).await;
    let mut meeting = Meeting::begin(&cluster, 0).await;
    meeting.say(&cluster, "before").await;
    cluster.nodes[0].relay.shut();
    let unanswered = meeting.send("late").await;
    // Nobody learns from it that it was said, and soon it lets go of everyone.
    assert_eq!(meeting.member.ends().await, Some(4016));
    let begun = Stopwatch::start();
    meeting.move_to(&cluster, 1).await;
    meeting.say(&cluster, "elsewhere").await;
    eprintln!("the next acknowledgement after {} ms", begun.ms());
    a_while(3_000).await;
    cluster.nodes[0].relay.open();
    a_while(1_500).await;
    meeting.holds(&["before", "elsewhere"]).await;
    meeting.send_again(unanswered).await;
    meeting.holds(&["before", "elsewhere", "late"]).await;
    let seqs = "SELECT count(*), count(DISTINCT first_seq) FROM log";
    let counted = cluster.postgres.psql("rows", seqs).await;
    let (all, different) = counted.trim().split_once('|').expect("two numbers");
    assert_eq!(all, different);
    let mut back = cluster.member(0, &meeting.secret, "Tomasz", &meeting.room).await;
    back.come().await;
}
