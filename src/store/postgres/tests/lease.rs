//! Who may write.

use std::time::Duration;

use sqlx::{Connection as _, PgConnection};
use tokio::time::timeout;

use super::*;
use crate::{
    meeting::id::RoomId,
    store::{Cluster, Membership, Taking, backend::Backend as _},
};

#[tokio::test]
async fn a_second_server_is_refused_and_follows_the_first() {
    let store = fresh().await;
    let second = super::super::open(&target(&store.address), None).await.err().expect("it is refused");
    assert_eq!(second.to_string(), "cannot open the store: another server uses the database");
    with_meetings(&store, 1).await;
    store.append(append(1, 1, 1)).await.unwrap();
    store.close().await;
    assert_eq!(number(&store, "SELECT COUNT(*) FROM node_lease").await, 0, "it is given back");
    let next = super::super::open(&target(&store.address), None).await.unwrap();
    let next = store_over(Arc::new(next), store.dir.path()).await;
    next.append(append(1, 2, 1)).await.unwrap();
    assert_eq!(next.read_log(meeting_id(1), ..).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_server_that_was_killed_is_waited_for() {
    let store = fresh().await;
    // As it leaves its lease behind.
    drop(store.tables);
    drop(store.store);
    let next = super::super::open(&target(&store.address), None).await;
    assert!(next.is_ok(), "{:?}", next.err());
}

/// Nothing is stored without a lease; the next beat takes another one, if nobody else has it.
#[tokio::test]
async fn without_its_lease_a_server_stores_nothing() {
    let store = fresh().await;
    with_meetings(&store, 1).await;
    let stolen = "WITH gone AS (DELETE FROM node_lease) INSERT INTO node_lease (build, log_format, expires_at) VALUES ('x', 1, now() + interval '1 hour')";
    sql(&store, stolen).await.unwrap();
    let over = StoreError::Unavailable("the lease of this server is over".to_owned());
    assert_eq!(store.append(append(1, 1, 1)).await, Err(over.clone()));
    assert_eq!(note(&store, vec![act("muted", 1)]).await, Err(over));
    assert_eq!(number(&store, "SELECT COUNT(*) FROM log").await, 0);
    sql(&store, "DELETE FROM node_lease").await.unwrap();
    let goes_on = async { while store.append(append(1, 1, 1)).await.is_err() {} };
    timeout(Duration::from_secs(20), goes_on).await.expect("it takes a lease again");
    assert_eq!(store.read_log(meeting_id(1), ..).await.unwrap().len(), 1);
}

/// What is being stored is stored before the lease can be ended, and nothing after it.
#[tokio::test]
async fn the_end_of_a_lease_waits_for_what_is_being_stored() {
    let store = fresh().await;
    let mut open = store.beside.begin().await.unwrap();
    sqlx::query("SELECT 1 FROM node_lease FOR KEY SHARE").execute(&mut *open).await.unwrap();
    let beats = "UPDATE node_lease SET expires_at = expires_at";
    sql(&store, beats).await.expect("beats go on meanwhile");
    let verdict = sql(&store, "DELETE FROM node_lease");
    tokio::pin!(verdict);
    let waits = timeout(Duration::from_millis(200), &mut verdict).await;
    assert!(waits.is_err(), "it did not wait");
    open.commit().await.unwrap();
    assert_eq!(verdict.await, Ok(()));
}

/// It stands still for good, and holds the row of its lease.
#[tokio::test]
async fn a_transaction_that_goes_on_keeps_no_beat_waiting() {
    let (address, peers) = (new_database().await, ["10.0.0.1:1", "10.0.0.2:1"]);
    let (gone, stays) = (member(&address, peers[0]).await, member(&address, peers[1]).await);
    let mut beside = PgConnection::connect(&address).await.unwrap();
    let mut open = beside.begin().await.unwrap();
    sqlx::query("SELECT 1 FROM node_lease FOR KEY SHARE").execute(&mut *open).await.unwrap();
    drop(gone);
    let cluster = stays.cluster().expect("it is shared");
    for _ in 0..30 {
        let _ = timeout(Duration::from_millis(100), std::future::pending::<()>()).await;
        assert!(cluster.is_sure(), "its own beats were late");
    }
    assert_eq!(leases(&address).await, 2, "nobody is judged before the end of what is being stored");
    open.commit().await.unwrap();
    let judged = async { while leases(&address).await > 1 {} };
    timeout(Duration::from_secs(10), judged).await.expect("then it is");
}

#[tokio::test]
async fn a_transaction_of_a_server_that_stands_still_is_ended() {
    let (address, peers) = (new_database().await, ["10.0.0.1:1", "10.0.0.2:1"]);
    let (gone, _stays) = (member(&address, peers[0]).await, member(&address, peers[1]).await);
    let mut of_it = target(&address).connect().await.unwrap();
    let mut open = of_it.begin().await.unwrap();
    sqlx::query("SELECT 1 FROM node_lease FOR KEY SHARE").execute(&mut *open).await.unwrap();
    drop(gone);
    let judged = async { while leases(&address).await > 1 {} };
    timeout(Duration::from_secs(10), judged).await.expect("nothing holds its row for long");
    assert!(open.commit().await.is_err());
}

/// A server that shares a database.
async fn member(address: &str, peer: &str) -> Tables {
    let clock: SharedClock = Arc::new(SystemClock::new());
    super::super::open(&target(address), Some(Membership { peer, clock: &clock })).await.unwrap()
}

async fn leases(address: &str) -> i64 {
    let mut conn = PgConnection::connect(address).await.unwrap();
    sqlx::query_scalar("SELECT COUNT(*) FROM node_lease").fetch_one(&mut conn).await.unwrap()
}

/// The rooms of a server that is gone, when the others all want them.
#[tokio::test]
async fn five_hundred_orphans_have_one_owner_each() {
    let address = new_database().await;
    let mut servers = Vec::new();
    for peer in ["10.0.0.1:1", "10.0.0.2:1", "10.0.0.3:1"] {
        servers.push(member(&address, peer).await);
    }
    let clusters: Vec<_> = servers.iter().map(|server| server.cluster().expect("it is shared")).collect();
    let rooms: Vec<RoomId> = (0..500_u128).map(|n| RoomId::from_bytes(n.to_be_bytes())).collect();
    let claims = async |by: &[Arc<dyn Cluster>]| {
        let claims = rooms.iter().flat_map(|room| by.iter().map(|cluster| cluster.claim(*room)));
        join_all(claims).await.into_iter().map(Result::unwrap).collect::<Vec<_>>()
    };
    assert!(claims(&clusters[..1]).await.iter().all(|taking| *taking == Taking::Mine));
    let both = claims(&clusters[1..]).await;
    assert!(both.iter().all(|taking| matches!(taking, Taking::Theirs(_))), "the first one lives");
    servers.remove(0).close().await;
    let both = claims(&clusters[1..]).await;
    for room in both.chunks(2) {
        assert_eq!(room.iter().filter(|taking| **taking == Taking::Mine).count(), 1, "{room:?}");
    }
}
