//! The server beside the least that any such server must do, in one run.
//!
//! - `cargo bench --bench hub`: the whole, 5,000 members; about ten minutes.
//! - `cargo bench --bench hub -- --quick`: fewer members and one lap, for a look; about a minute.
//! - `--beside PATH`: beside another build of the program too.
//! - `--peers`: beside `ws` and `socket.io` on Node too, which npm installs for the run, and beside nchan where
//!   nginx has it (on Debian: `nginx-light` and `libnginx-mod-nchan`).
//! - `--postgres`: beside the program with its rows in PostgreSQL, alone (`postgres`), as one of two servers (`of
//!   two`), and with nine in ten members led on to it by the other one (`led on`).
//! - `--publish`: writes the README's table and `docs/speed.svg` from what the last run wrote, and measures
//!   nothing.
//!
//! It is a benchmark beside the program, not a command of it, because it starts the program as a process of
//! its own and needs nothing of it but its protocol. Members are real sockets with real tokens on loopback.
//! Servers take turns in each lap and the middle lap counts, so every ratio is of one run.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures real time and prints it"
)]

mod bare;
mod disk;
mod load;
mod member;
mod peers;
#[path = "../../tests/cluster/postgres.rs"]
#[expect(dead_code, reason = "the tests do more with it")]
mod postgres;
mod process;
mod publish;
mod report;
mod servers;
mod suite;
mod times;

use std::{path::Path, time::Duration};

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    members: usize,
    laps: usize,
    time: Duration,
    /// Of the long meeting.
    messages: usize,
    storm: usize,
    peers: bool,
    postgres: bool,
}

impl Plan {
    const WHOLE: Self = Self {
        members: 5_000,
        laps: 3,
        time: Duration::from_secs(8),
        messages: 20_000,
        storm: 2_000,
        peers: false,
        postgres: false,
    };
    const QUICK: Self = Self {
        members: 1_000,
        laps: 1,
        time: Duration::from_secs(3),
        messages: 2_000,
        storm: 500,
        peers: false,
        postgres: false,
    };
    /// Shows that it works.
    const SMOKE: Self = Self {
        members: 130,
        laps: 1,
        time: Duration::from_millis(200),
        messages: 240,
        storm: 20,
        peers: false,
        postgres: true,
    };
}

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let is = |word: &str| words.iter().any(|one| one == word);
    if is("serve-bare") || is("serve-corked") {
        return Ok(bare::serve(is("serve-corked"))?);
    }
    if is("--publish") {
        return publish::publish(&serde_json::from_str(&std::fs::read_to_string(servers::results())?)?);
    }
    // `cargo test` starts benchmarks without this word.
    let plan = match (is("--bench"), is("--quick")) {
        (false, _) => Plan::SMOKE,
        (true, true) => Plan::QUICK,
        (true, false) => Plan::WHOLE,
    };
    let plan = Plan { peers: is("--peers"), postgres: plan.postgres || is("--postgres"), ..plan };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let beside = words.iter().skip_while(|word| *word != "--beside").nth(1).map(Path::new);
    let mut figures = suite::Figures::default();
    let outcome = runtime.block_on(suite::run(plan, beside, &mut figures));
    report::print(&figures);
    if !is("--bench") {
        outcome?;
        println!("\n{}", publish::table(&figures)?);
        publish::picture(&figures)?;
        return Ok(());
    }
    std::fs::write(servers::results(), serde_json::to_string_pretty(&figures)?)?;
    println!("\nwritten to {}", servers::results().display());
    outcome
}
