//! What is measured, in order.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use futures::future::try_join_all;
use serde::{Deserialize, Serialize};

use crate::{
    Plan, disk,
    load::{self, Measure, Outcome, Room},
    member::{Member, Speech},
    peers,
    postgres::Postgres,
    process::open_files_max,
    servers::{self, Logged, Rondo, Server, Together},
    times::Times,
};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// One figure of one server. Without a server beside it, a figure stands for itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Figure {
    pub(crate) what: String,
    pub(crate) server: String,
    pub(crate) value: f64,
    pub(crate) unit: String,
}

/// All figures of a run.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// The day of the run, UTC.
    pub(crate) day: String,
    pub(crate) cores: usize,
    /// In rooms of ten.
    pub(crate) members: usize,
    /// That run when the server is restarted.
    pub(crate) meetings: u64,
    /// In the logs of these meetings.
    pub(crate) events: u64,
    pub(crate) figures: Vec<Figure>,
}

impl Figures {
    fn note(&mut self, server: &str, what: &str, value: f64, unit: &str) {
        let figure = Figure { what: what.into(), server: server.into(), value, unit: unit.into() };
        eprintln!("{server:>8}  {what:<48} {value:>10.2} {unit}");
        self.figures.push(figure);
    }

    /// The figure of one server. `None` if it was not measured.
    pub(crate) fn of(&self, what: &str, server: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.what == what && figure.server == server)
    }
}

/// Measures everything. What was measured before something failed is kept.
pub(crate) async fn run(plan: Plan, beside: Option<&Path>, figures: &mut Figures) -> Result<(), Failure> {
    let mut all =
        vec![("limit", servers::bare(false)?), ("corked", servers::bare(true)?), ("rondo", ours().await?)];
    if let Some(program) = beside {
        all.push(("beside", Server::Rondo(Box::new(Rondo::start(program).await?))));
    }
    if plan.peers {
        all.extend(peers::start()?);
    }
    let postgres = if plan.postgres { Some(Postgres::start().await) } else { None };
    if let Some(postgres) = &postgres {
        all.extend(on_postgres(postgres).await?);
    }
    let plan = as_many_as_fit(plan, all.len());
    figures.day = today()?;
    figures.cores = std::thread::available_parallelism()?.get();
    figures.members = plan.members;
    deliveries(plan, &mut all, figures).await?;
    sizes(plan, &all, figures).await?;
    let rondo = all.swap_remove(2).1;
    let limit = all.swap_remove(0).1;
    drop(all);
    storm(plan, "limit", &limit, figures).await?;
    // The meetings above now lose their members and leads, which is work of its own.
    storm(plan, "rondo", &ours().await?, figures).await?;
    acknowledgements(plan, &rondo, &limit, figures).await?;
    drop(limit);
    long_meeting(plan, &rondo, figures).await?;
    if let Server::Rondo(rondo) = rondo {
        restart(*rondo, figures).await?;
    }
    Ok(())
}

async fn ours() -> Result<Server, Failure> {
    Ok(Server::Rondo(Box::new(Rondo::start(Path::new(env!("CARGO_BIN_EXE_rondo"))).await?)))
}

/// With the rows in PostgreSQL: one server, one of two, and one that members are led on to by the other.
async fn on_postgres(postgres: &Postgres) -> Result<Vec<(&'static str, Server)>, Failure> {
    let program = Path::new(env!("CARGO_BIN_EXE_rondo"));
    let mut all = Vec::new();
    for (name, database, together) in [
        ("postgres", "alone", Together::Alone),
        ("of two", "owner", Together::Owner),
        ("led on", "led_on", Together::LedOn),
    ] {
        let rondo = Rondo::start_on(program, postgres, database, together).await?;
        all.push((name, Server::Rondo(Box::new(rondo))));
    }
    Ok(all)
}

fn today() -> Result<String, Failure> {
    let now_s = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
    Ok(chrono::DateTime::from_timestamp(now_s, 0).ok_or("no such day")?.date_naive().to_string())
}

/// Every member of every server is a socket of this process, beside some files of its own.
fn as_many_as_fit(plan: Plan, servers: usize) -> Plan {
    const SPARE: usize = 1_000;
    let fit = open_files_max().unwrap_or(usize::MAX).saturating_sub(SPARE) / servers / 10 * 10;
    if fit < plan.members {
        eprintln!("{fit} members instead of {}: so many files may be open (ulimit -n)", plan.members);
    }
    Plan { members: plan.members.min(fit), ..plan }
}

/// Rooms of ten: memory, an idle while, one message at a time, bursts, a steady stream.
async fn deliveries(plan: Plan, all: &mut [(&str, Server)], figures: &mut Figures) -> Result<(), Failure> {
    let mut made = Vec::new();
    for (_, server) in &mut *all {
        made.push(server.rooms(plan.members / 10, 10).await?);
        // What hashing the hosts' passwords took would hold the members, and hide them.
        server.restart().await?;
    }
    let mut stages = Vec::new();
    for ((name, server), mut first) in all.iter().zip(made) {
        // The first half brings in what the server needs for all: its program, the pages of the database.
        let second = first.split_off(first.len() / 2);
        let half: usize = second.iter().map(Vec::len).sum();
        let mut rooms = server.fill(first).await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let (before, cpu) = (server.process().resident_kib(), server.process().cpu());
        rooms.extend(server.fill(second).await?);
        tokio::time::sleep(Duration::from_secs(1)).await;
        let grown = server.process().resident_kib() - before;
        figures.note(name, "memory of a member", grown / half as f64, "KiB");
        let joining = (server.process().cpu() - cpu).total_s() * 1e6 / half as f64;
        figures.note(name, "a member joins", joining, "us of CPU");
        stages.push((*name, server, rooms));
    }
    for (name, server, rooms) in &stages {
        let quiet = load::idle(server.process(), rooms, plan.time).await;
        let minutes = quiet.wall_s / 60.0 * plan.members as f64;
        figures.note(name, "an idle member's minute", quiet.cpu.total_s() * 1e6 / minutes, "us of CPU");
        figures.note(name, "an idle member's minute, received", quiet.bytes / minutes, "bytes");
    }
    let rate = (plan.members / 5 * 2) as u64;
    for (load, burst) in [("closed", 1), ("burst of 8", 8), ("open", 0)] {
        let mut outcomes: Vec<Vec<Outcome>> = vec![Vec::new(); stages.len()];
        for _ in 0..plan.laps {
            for ((name, server, rooms), outcomes) in stages.iter().zip(&mut outcomes) {
                let outcome = if burst == 0 {
                    load::open(server.process(), rooms, rate, plan.time).await
                } else {
                    load::closed(server.process(), rooms, burst, plan.time).await
                };
                outcomes.push(outcome.map_err(|error| format!("{name}, {load}: {error}"))?);
            }
        }
        for ((name, ..), outcomes) in stages.iter().zip(outcomes) {
            note(figures, name, load, &middle(outcomes, Outcome::us_per_delivery));
        }
    }
    Ok(())
}

/// The one in the middle by what it cost.
fn middle(mut outcomes: Vec<Outcome>, cost: fn(&Outcome) -> f64) -> Outcome {
    outcomes.sort_by(|one, other| cost(one).total_cmp(&cost(other)));
    outcomes.swap_remove(outcomes.len() / 2)
}

fn note(figures: &mut Figures, name: &str, load: &str, outcome: &Outcome) {
    let mut note =
        |what: &str, value: f64, unit: &str| figures.note(name, &format!("{load}: {what}"), value, unit);
    note("a delivery", outcome.us_per_delivery(), "us of CPU");
    note("of it user", outcome.cpu.user_s * 1e6 / outcome.deliveries, "us of CPU");
    note("of it system", outcome.cpu.system_s * 1e6 / outcome.deliveries, "us of CPU");
    note("deliveries", outcome.deliveries / outcome.wall_s, "a second");
    note("bytes of a delivery", outcome.bytes / outcome.deliveries, "bytes");
    for (share, word) in [(0.5, "p50"), (0.99, "p99"), (0.999, "p99.9")] {
        note(&format!("latency {word}"), outcome.delivered.quantile_us(share) / 1e3, "ms");
    }
}

/// Rooms of 10, 30 and 60: what one more delivery costs, and what a message costs beside its deliveries.
async fn sizes(plan: Plan, all: &[(&str, Server)], figures: &mut Figures) -> Result<(), Failure> {
    let mut points: Vec<Vec<(f64, f64)>> = vec![Vec::new(); all.len()];
    for size in [10, 30, 60] {
        let mut stages = Vec::new();
        for (_, server) in all {
            stages
                .push((server, server.fill(server.rooms((plan.members / size).max(1), size).await?).await?));
        }
        let mut outcomes: Vec<Vec<Outcome>> = vec![Vec::new(); stages.len()];
        for _ in 0..plan.laps {
            for ((server, rooms), outcomes) in stages.iter().zip(&mut outcomes) {
                outcomes.push(load::closed(server.process(), rooms, 1, plan.time).await?);
            }
        }
        for (points, outcomes) in points.iter_mut().zip(outcomes) {
            points.push((size as f64, middle(outcomes, Outcome::us_per_delivery).us_per_message()));
        }
    }
    for ((name, _), points) in all.iter().zip(points) {
        let (message, delivery) = line(&points);
        figures.note(name, "fitted: one more delivery", delivery, "us of CPU");
        figures.note(name, "fitted: a message besides", message, "us of CPU");
    }
    Ok(())
}

/// The line through points by least squares: where it begins, and how it rises.
fn line(points: &[(f64, f64)]) -> (f64, f64) {
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let rise = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum::<f64>()
        / points.iter().map(|point| (point.0 - x).powi(2)).sum::<f64>();
    (y - rise * x, rise)
}

/// Many come for the first time at once, lose the connection, and come back at once.
async fn storm(plan: Plan, name: &str, server: &Server, figures: &mut Figures) -> Result<(), Failure> {
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for _ in 0..plan.laps {
        let mut rooms = server.rooms(plan.storm / 10, 11).await?;
        let leads: Vec<Vec<Speech>> = rooms.iter_mut().map(|room| vec![room.remove(0)]).collect();
        let leads = server.fill(leads).await?;
        let speeches = rooms.into_iter().zip(&leads);
        let speeches = speeches
            .flat_map(|(room, lead)| room.into_iter().map(|speech| (speech, Arc::clone(lead))))
            .collect();
        let (here, outcome) = come(server, &leads, speeches).await?;
        first.push(outcome);
        tokio::time::sleep(Duration::from_secs(1)).await;
        let speeches = here.into_iter().map(|(member, room)| (member.returning(), room)).collect();
        tokio::time::sleep(Duration::from_secs(1)).await;
        let (_here, outcome) = come(server, &leads, speeches).await?;
        again.push(outcome);
    }
    for (what, outcomes) in [("first join at once", first), ("return at once", again)] {
        let outcome = middle(outcomes, |outcome| outcome.cpu.total_s());
        let count = plan.storm as f64;
        figures.note(name, &format!("{what}: all are in after"), outcome.wall_s, "s");
        figures.note(name, &format!("{what}: each"), outcome.cpu.total_s() * 1e6 / count, "us of CPU");
        figures.note(name, &format!("{what}: received by each"), outcome.bytes / count, "bytes");
    }
    Ok(())
}

type Here = Vec<(Member, Arc<Room>)>;

/// All of them come at once.
async fn come(
    server: &Server,
    leads: &[Arc<Room>],
    speeches: Vec<(Speech, Arc<Room>)>,
) -> Result<(Here, Outcome), Failure> {
    let measure = Measure::begin(server.process(), leads);
    let here = try_join_all(speeches.into_iter().map(|(speech, room)| async move {
        let member = Member::connect(server.address(), speech, Arc::clone(&room.heard)).await?;
        Ok::<_, Failure>((member, room))
    }))
    .await?;
    Ok((here, measure.end(0)))
}

/// From when a message is due until its sender knows that it is kept: beside the disk alone, and beside the way
/// of a message through a server that keeps nothing.
async fn acknowledgements(
    plan: Plan,
    rondo: &Server,
    limit: &Server,
    figures: &mut Figures,
) -> Result<(), Failure> {
    let ours = rondo.fill(rondo.rooms(plan.members / 10, 10).await?).await?;
    let theirs = limit.fill(limit.rooms(plan.members / 10, 10).await?).await?;
    // Each person may send five commands a second.
    for rate in [500, 2_000, 10_000].into_iter().filter(|rate| *rate <= plan.members as u64 * 4) {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let (time, place) = (plan.time, folder.path().to_owned());
        let alone = tokio::task::spawn_blocking(move || disk::append(&place, rate, time)).await??;
        let through = load::open(limit.process(), &theirs, rate, plan.time).await?;
        let kept = load::open(rondo.process(), &ours, rate, plan.time).await?;
        let mut note = |server: &str, times: &Times| {
            for (share, word) in [(0.5, "p50"), (0.99, "p99")] {
                let what = format!("acknowledged at {rate} a second: {word}");
                figures.note(server, &what, times.quantile_us(share) / 1e3, "ms");
            }
        };
        note("disk", &alone);
        note("limit", &through.delivered);
        note("rondo", &kept.acknowledged);
    }
    if let Server::Rondo(rondo) = rondo {
        figures.note("rondo", "write-ahead log at most", rondo.stored_bytes("-wal") as f64 / 1e6, "MB");
    }
    Ok(())
}

/// One meeting with very many messages: the last cost as much as the first.
async fn long_meeting(plan: Plan, rondo: &Server, figures: &mut Figures) -> Result<(), Failure> {
    const SIZE: usize = 60;
    const PARTS: usize = 10;
    const PAGES: u64 = 20;
    let rooms = rondo.fill(rondo.rooms(1, SIZE).await?).await?;
    // What its members may send: five commands a second each.
    let rate = 4 * SIZE as u64;
    let part = Duration::from_secs_f64(plan.messages as f64 / rate as f64 / PARTS as f64);
    let mut costs = Vec::new();
    for _ in 0..PARTS {
        costs.push(load::open(rondo.process(), &rooms, rate, part).await?.us_per_delivery());
    }
    let pages = load::pages(rondo.process(), &rooms[0], PAGES, plan.messages as u64 / 2).await?;
    figures.note("rondo", "a page of its history", pages.cpu.total_s() * 1e6 / PAGES as f64, "us of CPU");
    if let (Some(first), Some(last)) = (costs.first(), costs.last()) {
        figures.note("rondo", "a long meeting: a delivery at its beginning", *first, "us of CPU");
        figures.note("rondo", "a long meeting: a delivery at its end", *last, "us of CPU");
    }
    Ok(())
}

/// All the meetings above run when the server stops.
async fn restart(mut rondo: Rondo, figures: &mut Figures) -> Result<(), Failure> {
    let (Logged { meetings, events }, ready) = rondo.restart().await?;
    eprintln!("{meetings} meetings with {events} events ran");
    (figures.meetings, figures.events) = (meetings, events);
    figures.note("rondo", "ready after a restart with all these meetings", ready, "s");
    Ok(())
}
