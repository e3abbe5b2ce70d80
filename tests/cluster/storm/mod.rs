//! One fault after the other, while people write in many rooms at once. `tests/storm` does it at length.

mod balancer;
mod checker;
mod writer;

use std::{
    net::Ipv4Addr,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use rondo::meeting::{command::Command, ordinal::ItemIndex};
use serde_json::json;
use tokio::{sync::watch, time::timeout};

use self::{
    balancer::Balancer,
    writer::{Ack, Trace, Writer},
};
use crate::{
    nodes::{Cluster, Stopwatch, a_while, this_program},
    postgres::Postgres,
    support::{
        Browser, PASSWORD,
        people::{invite, make_room},
        room::peers,
        secret_of,
        socket::PATIENCE,
    },
};

/// Beside the lead, who writes too.
const WRITERS_PER_ROOM: usize = 5;

/// Rooms that one account may have.
const ROOMS_PER_HOST: usize = 200;

/// What happens, and to how many.
struct Weather<'a> {
    faults: &'a [Fault],
    /// How often each of them.
    times: usize,
    rooms: usize,
    /// In each room, beside the lead.
    writers: usize,
    /// How many messages each room has before the first.
    messages: usize,
}

/// What happens to a server.
#[derive(Debug, Clone, Copy)]
enum Fault {
    /// It is killed between two instructions.
    Kill,
    /// It stands still for 6 s, and then goes on as if nothing was.
    StandStill,
    /// It is cut off from the database for 5 s; then what it sent is delivered.
    CutOff,
    /// It is told to stop, and is another one after that.
    Stop,
    /// It is killed, and started again at once.
    Restart,
    /// It is told to stop, and is another version after that.
    Update,
    /// The database is killed, and its synchronous standby promoted.
    FailOver,
}

impl Fault {
    /// Whether an acknowledgement shows that people go on after a fault at a time. A database that is back soon cuts
    /// nobody; everything else does, and a server may still answer until it is gone.
    const fn is_over(self, ack: &Ack, at: u64) -> bool {
        match self {
            Self::FailOver => ack.sent >= at,
            Self::Kill | Self::StandStill | Self::CutOff | Self::Stop | Self::Restart | Self::Update => {
                ack.connected >= at
            }
        }
    }
}

/// What all who write have in common.
struct Storm {
    balancer: Arc<Balancer>,
    stopwatch: Arc<Stopwatch>,
    acks: Arc<Mutex<Vec<Ack>>>,
}

impl Storm {
    fn writer(&self, browser: &Browser, number: usize, room: &str, name: String) -> Writer {
        Writer {
            browser: browser.clone(),
            room: (number, room.to_owned()),
            name,
            balancer: Arc::clone(&self.balancer),
            stopwatch: Arc::clone(&self.stopwatch),
            acks: Arc::clone(&self.acks),
            trace: Trace::default(),
            meeting: None,
            seq: 0,
            said: 0,
            token: None,
        }
    }

    /// Waits until so much was said in each room.
    async fn have_said(&self, rooms: usize, messages: usize) {
        let fewest = || {
            let mut said = vec![0; rooms];
            self.acks.lock().expect("no panic").iter().for_each(|ack| said[ack.room] += 1);
            said.into_iter().min().unwrap_or(messages)
        };
        while fewest() < messages {
            a_while(500).await;
        }
    }

    /// How long after a fault a room took a message again, in milliseconds.
    async fn next_ack(&self, room: usize, fault: Fault, at: u64) -> u64 {
        let first = || {
            let acks = self.acks.lock().expect("no panic");
            let after = acks.iter().filter(|ack| ack.room == room && fault.is_over(ack, at));
            after.map(|ack| ack.at - at).min()
        };
        let found = async {
            loop {
                if let Some(ms) = first() {
                    return ms;
                }
                a_while(100).await;
            }
        };
        timeout(PATIENCE, found).await.expect("the room goes on")
    }
}

/// A number of the environment.
fn wanted(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().map_or(otherwise, |text| text.parse().expect("a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_acknowledged_is_lost_in_a_storm() {
    let mut faults = vec![Fault::Kill, Fault::StandStill, Fault::CutOff, Fault::Stop];
    if let Ok(only) = std::env::var("RONDO_STORM_ONLY") {
        faults.retain(|fault| format!("{fault:?}") == only);
        assert!(!faults.is_empty(), "no fault is called {only}");
    }
    rain(&mut Cluster::start(3).await, Weather::of(&faults, wanted("RONDO_STORM_FAULTS", 1))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_acknowledged_is_lost_when_a_standby_takes_over() {
    let (rows, keys) = tokio::join!(Postgres::start(), Postgres::start());
    rain(&mut Cluster::over(rows, Some(keys), 3).await, Weather::of(&[Fault::FailOver], 1)).await;
}

/// `RONDO_RESTART_ROOMS=1000 RONDO_RESTART_MESSAGES=1000 cargo test --release --test cluster many_rooms -- --nocapture`
/// does it at length.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_rooms_are_back_when_their_server_is_started_again() {
    let weather = Weather {
        rooms: wanted("RONDO_RESTART_ROOMS", 12),
        writers: 0,
        messages: wanted("RONDO_RESTART_MESSAGES", 10),
        ..Weather::of(&[Fault::Restart], 1)
    };
    rain(&mut Cluster::start(1).await, weather).await;
}

/// `tests/update` does it from another version of the program.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_acknowledged_is_lost_while_servers_are_updated_one_by_one() {
    let servers = 3;
    let before = std::env::var_os("RONDO_UPDATE_FROM").map_or_else(this_program, PathBuf::from);
    let mut cluster = Cluster::of(before, Postgres::start().await, None, servers).await;
    cluster.program = this_program();
    rain(&mut cluster, Weather::of(&[Fault::Update], servers)).await;
}

impl<'a> Weather<'a> {
    fn of(faults: &'a [Fault], times: usize) -> Self {
        let rooms = wanted("RONDO_STORM_ROOMS", 6);
        Self { faults, times, rooms, writers: WRITERS_PER_ROOM, messages: 0 }
    }
}

/// Each fault so many times, while people write; then everything is there.
async fn rain(cluster: &mut Cluster, weather: Weather<'_>) {
    let (told, addresses): (Vec<_>, Vec<_>) =
        cluster.nodes.iter().map(|node| watch::channel(node.address)).unzip();
    let storm = Storm {
        balancer: Balancer::of(addresses),
        stopwatch: Arc::new(Stopwatch::start()),
        acks: Arc::default(),
    };
    storm.balancer.all().await;
    let (stop, stopped) = watch::channel(false);
    let (names, writers) = people(cluster, &weather, &storm).await;
    let writing: Vec<_> =
        writers.into_iter().map(|writer| tokio::spawn(writer.write(stopped.clone()))).collect();
    a_while(2_000).await;
    storm.have_said(names.len(), weather.messages).await;
    let begun = storm.stopwatch.ms();
    for fault in weather.faults {
        let mut waits = Vec::new();
        for time in 0..weather.times {
            let mut owned = owned(cluster, &names).await;
            let busiest = (0..owned.len()).max_by_key(|node| owned[*node].len()).expect("servers");
            let node = if matches!(fault, Fault::Update) { time } else { busiest };
            let hit = owned.swap_remove(node);
            let at = strike(cluster, node, *fault, &storm.stopwatch).await;
            told[node].send_replace(cluster.nodes[node].address);
            storm.balancer.all().await;
            for room in hit {
                waits.push(storm.next_ack(room, *fault, at).await);
            }
            a_while(1_000).await;
        }
        waits.sort_unstable();
        let share = |percent: usize| waits[(waits.len() * percent).div_ceil(100).saturating_sub(1)];
        eprintln!(
            "{fault:?}, {} times: the next acknowledgement of {} rooms after {} ms (median), {} ms (p99), {} ms (worst)",
            weather.times,
            waits.len(),
            share(50),
            share(99),
            share(100)
        );
    }
    let took_ms = storm.stopwatch.ms() - begun;
    stop.send_replace(true);
    let mut traces: Vec<(usize, Trace)> = Vec::new();
    for writer in writing {
        traces.push(writer.await.expect("no panic"));
    }
    let during = storm.acks.lock().expect("no panic").iter().filter(|ack| ack.at >= begun).count() as u64;
    let all = checker::check(cluster, traces).await;
    eprintln!(
        "{all} acknowledgements, {} a second, faults included: all there, once",
        during * 1_000 / took_ms
    );
}

/// Rooms in which everyone may write, and people who do.
async fn people(cluster: &Cluster, weather: &Weather<'_>, storm: &Storm) -> (Vec<String>, Vec<Writer>) {
    let admin = cluster.browser(0);
    let secret = cluster.nodes[0].setup_secret.clone().expect("a link");
    let body = json!({"secret": secret, "name": "ada", "display_name": "Ada", "password": PASSWORD});
    admin.post("/api/setup", body).await.good();
    let (mut names, mut writers) = (Vec::new(), Vec::new());
    let mut host = admin.clone();
    for number in 0..weather.rooms {
        if number > 0 && number.is_multiple_of(ROOMS_PER_HOST) {
            host = another_host(cluster, &admin, &format!("host{number}")).await;
        }
        let room = make_room(&host, peers("tools_discussion")).await;
        let mut lead = cluster.person(number % cluster.nodes.len(), &host, &room);
        lead.come().await;
        lead.does(Command::OpenMeeting {}).await;
        lead.sees("an item", |view| view.item == Some(ItemIndex(0))).await;
        lead.does(Command::Advance { from: ItemIndex(0), to: Some(ItemIndex(3)) }).await;
        writers.push(storm.writer(&host, number, &room, format!("Lead {number}")));
        names.push(room.clone());
        if weather.writers == 0 {
            continue;
        }
        let (_, secret) = invite(&host, &room, "member").await;
        let [high, low] = u16::try_from(number).expect("not so many rooms").to_be_bytes();
        let network = Ipv4Addr::new(127, 1, high, low);
        for member in 0..weather.writers {
            let browser = Browser::from(network, &format!("http://{}", cluster.nodes[0].address));
            let name = format!("Writer {number}-{member}");
            let body = json!({"secret": secret, "name": name, "adult": true});
            browser.post("/api/invites/redeem", body).await.good();
            cluster.person(0, &browser, &room).come().await;
            writers.push(storm.writer(&browser, number, &room, name));
        }
    }
    (names, writers)
}

async fn another_host(cluster: &Cluster, admin: &Browser, name: &str) -> Browser {
    let account = json!({"name": name, "display_name": name, "is_host": true, "is_therapist": false});
    let made = admin.post("/api/accounts", account).await.good();
    let secret = secret_of(made["link"].as_str().expect("a link"));
    let host = cluster.browser(0);
    host.post("/api/claim", json!({"secret": secret, "password": PASSWORD})).await.good();
    host
}

/// Which rooms each server has.
async fn owned(cluster: &Cluster, rooms: &[String]) -> Vec<Vec<usize>> {
    let mut owned = vec![Vec::new(); cluster.nodes.len()];
    for (number, room) in rooms.iter().enumerate() {
        if let Some(owner) = cluster.owner(room).await {
            owned[owner].push(number);
        }
    }
    owned
}

/// Returns once all is well again; when the fault was, on the stopwatch.
async fn strike(cluster: &mut Cluster, node: usize, fault: Fault, stopwatch: &Stopwatch) -> u64 {
    let mut at = stopwatch.ms();
    match fault {
        Fault::Kill => {
            cluster.kill(node).await;
            a_while(3_000).await;
            cluster.start_again(node).await;
        }
        Fault::StandStill => {
            cluster.nodes[node].signal("-STOP").await;
            a_while(6_000).await;
            cluster.nodes[node].signal("-CONT").await;
        }
        Fault::CutOff => {
            cluster.nodes[node].relay.shut();
            a_while(5_000).await;
            cluster.nodes[node].relay.open();
        }
        Fault::Restart => {
            cluster.kill(node).await;
            cluster.start_again(node).await;
        }
        Fault::Stop | Fault::Update => {
            cluster.nodes[node].signal("-TERM").await;
            cluster.nodes[node].ends().await;
            cluster.start_again(node).await;
        }
        Fault::FailOver => {
            let standby = cluster.postgres.standby().await;
            a_while(2_000).await;
            cluster.postgres.kill().await;
            at = stopwatch.ms();
            cluster.fail_over(standby).await;
            a_while(3_000).await;
        }
    }
    at
}
