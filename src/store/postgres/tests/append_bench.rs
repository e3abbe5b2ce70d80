//! A benchmark: what an acknowledged append costs beside a bare insert of such a row, with a server that
//! commits to the disk. It prints figures of one run, taken in turns:
//! `cargo test --release --lib append_bench -- --ignored --nocapture`

use std::time::Instant;

use sqlx::{Connection as _, PgConnection};

use super::*;
use crate::store::postgres::test_server::durable_database;

const TURNS: u64 = 2_000;
const MEETINGS: u8 = 64;
const PER_MEETING: u64 = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a benchmark, which prints ratios"]
#[expect(clippy::disallowed_methods, reason = "it measures real time")]
#[expect(clippy::print_stdout, reason = "its figures are for whoever runs it")]
async fn an_append_costs_little_more_than_a_bare_insert() {
    let store = over(durable_database().await).await;
    with_meetings(&store, MEETINGS).await;
    store.append(append(1, 1, 1)).await.unwrap();
    sql(&store, "CREATE TABLE bare (LIKE log INCLUDING ALL)").await.unwrap();
    let mut conn = PgConnection::connect(&store.address).await.unwrap();
    let like = sqlx::query_as("SELECT meeting, sealed FROM log").fetch_one(&mut conn).await;
    let (meeting, sealed): (Vec<u8>, Vec<u8>) = like.unwrap();
    let (mut bare, mut appended) = (Vec::new(), Vec::new());
    for seq in 2..2 + TURNS {
        let begun = Instant::now();
        let row = sqlx::query(
            "INSERT INTO bare (meeting, first_seq, last_seq, sealed) VALUES ($1, $2, $2, $3) RETURNING first_seq",
        );
        let row = row.bind(&meeting).bind(seq.cast_signed()).bind(&sealed);
        row.fetch_one(&mut conn).await.unwrap();
        bare.push(begun.elapsed().as_micros());
        let begun = Instant::now();
        store.append(append(1, seq, 1)).await.unwrap();
        appended.push(begun.elapsed().as_micros());
    }
    let (bare, appended) = (median(bare), median(appended));
    let percent = appended * 100 / bare.max(1);
    println!("bare {bare} us, append {appended} us (medians): append/bare {percent} %");
    let begun = Instant::now();
    join_all((2..=MEETINGS).map(|n| {
        let store = &store;
        async move {
            for seq in 1..=PER_MEETING {
                store.append(append(n, seq, 1)).await.unwrap();
            }
        }
    }))
    .await;
    let count = u128::from(MEETINGS - 1) * u128::from(PER_MEETING);
    println!(
        "{} meetings at once: {} appends a second",
        MEETINGS - 1,
        count * 1_000 / begun.elapsed().as_millis()
    );
    assert!(percent <= 150, "an append costs {percent} % of a bare insert");
}

fn median(mut all: Vec<u128>) -> u128 {
    all.sort_unstable();
    all[all.len() / 2]
}
