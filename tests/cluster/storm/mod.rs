//! One fault after the other, while people write in many rooms at once. `tests/storm` does it at length.

mod balancer;
mod checker;
mod writer;

use std::{
    net::Ipv4Addr,
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
    nodes::{Cluster, Stopwatch, a_while},
    postgres::Postgres,
    support::{
        Browser, PASSWORD,
        people::{invite, make_room},
        room::peers,
        socket::PATIENCE,
    },
};

/// Beside the lead, who writes too.
const WRITERS_PER_ROOM: usize = 5;

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
    /// The database is killed, and its synchronous standby promoted.
    FailOver,
}

impl Fault {
    /// Whether an acknowledgement shows that people go on after a fault at a time. A database that is back soon cuts
    /// nobody; everything else does, and a server may still answer until it is gone.
    const fn is_over(self, ack: &Ack, at: u64) -> bool {
        match self {
            Self::FailOver => ack.sent >= at,
            Self::Kill | Self::StandStill | Self::CutOff | Self::Stop => ack.connected >= at,
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
    let faults = [Fault::Kill, Fault::StandStill, Fault::CutOff, Fault::Stop];
    rain(&mut Cluster::start(3).await, &faults, wanted("RONDO_STORM_FAULTS", 1)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_acknowledged_is_lost_when_a_standby_takes_over() {
    let (rows, keys) = tokio::join!(Postgres::start(), Postgres::start());
    rain(&mut Cluster::over(rows, Some(keys), 3).await, &[Fault::FailOver], 1).await;
}

/// Each fault so many times, while people write; then everything is there.
async fn rain(cluster: &mut Cluster, faults: &[Fault], times: usize) {
    let (told, addresses): (Vec<_>, Vec<_>) =
        cluster.nodes.iter().map(|node| watch::channel(node.address)).unzip();
    let storm = Storm {
        balancer: Balancer::of(addresses),
        stopwatch: Arc::new(Stopwatch::start()),
        acks: Arc::default(),
    };
    storm.balancer.all().await;
    let (stop, stopped) = watch::channel(false);
    let (names, writers) = people(cluster, wanted("RONDO_STORM_ROOMS", 6), &storm).await;
    let writing: Vec<_> =
        writers.into_iter().map(|writer| tokio::spawn(writer.write(stopped.clone()))).collect();
    a_while(2_000).await;
    let begun = storm.stopwatch.ms();
    for fault in faults {
        let mut waits = Vec::new();
        for _ in 0..times {
            let (node, hit) = busiest(cluster, &names).await;
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
            "{fault:?}, {times} times: the next acknowledgement of {} rooms after {} ms (median), {} ms (p99), {} ms (worst)",
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
async fn people(cluster: &Cluster, rooms: usize, storm: &Storm) -> (Vec<String>, Vec<Writer>) {
    let admin = cluster.browser(0);
    let secret = cluster.nodes[0].setup_secret.clone().expect("a link");
    let body = json!({"secret": secret, "name": "ada", "display_name": "Ada", "password": PASSWORD});
    admin.post("/api/setup", body).await.good();
    let (mut names, mut writers) = (Vec::new(), Vec::new());
    for number in 0..rooms {
        let room = make_room(&admin, peers("tools_discussion")).await;
        let (_, secret) = invite(&admin, &room, "member").await;
        let mut lead = cluster.person(number % cluster.nodes.len(), &admin, &room);
        lead.come().await;
        lead.does(Command::OpenMeeting {}).await;
        lead.sees("an item", |view| view.item == Some(ItemIndex(0))).await;
        lead.does(Command::Advance { from: ItemIndex(0), to: Some(ItemIndex(3)) }).await;
        writers.push(storm.writer(&admin, number, &room, format!("Lead {number}")));
        let network = Ipv4Addr::new(127, 0, 1, u8::try_from(number).expect("not so many rooms"));
        for member in 0..WRITERS_PER_ROOM {
            let browser = Browser::from(network, &format!("http://{}", cluster.nodes[0].address));
            let name = format!("Writer {number}-{member}");
            let body = json!({"secret": secret, "name": name, "adult": true});
            browser.post("/api/invites/redeem", body).await.good();
            cluster.person(0, &browser, &room).come().await;
            writers.push(storm.writer(&browser, number, &room, name));
        }
        names.push(room);
    }
    (names, writers)
}

/// The server that has most of the rooms, and which rooms these are.
async fn busiest(cluster: &Cluster, rooms: &[String]) -> (usize, Vec<usize>) {
    let mut owned = vec![Vec::new(); cluster.nodes.len()];
    for (number, room) in rooms.iter().enumerate() {
        if let Some(owner) = cluster.owner(room).await {
            owned[owner].push(number);
        }
    }
    owned.into_iter().enumerate().max_by_key(|(_, rooms)| rooms.len()).expect("servers")
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
        Fault::Stop => {
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
