//! The loads: when who posts.

use std::{
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use futures::future::{join_all, try_join_all};
use tokio::time::timeout;

use crate::{
    member::{Heard, Member, PATIENCE},
    process::{Cpu, Process},
    times::{Times, at, now_us},
};

/// The members of one room.
pub(crate) struct Room {
    pub(crate) members: Vec<Member>,
    pub(crate) heard: Arc<Heard>,
}

/// What came of a load.
#[derive(Clone, Default)]
pub(crate) struct Outcome {
    pub(crate) messages: f64,
    pub(crate) deliveries: f64,
    pub(crate) bytes: f64,
    pub(crate) cpu: Cpu,
    pub(crate) wall_s: f64,
    pub(crate) delivered: Times,
    pub(crate) acknowledged: Times,
}

impl Outcome {
    pub(crate) fn us_per_delivery(&self) -> f64 {
        self.cpu.total_s() * 1e6 / self.deliveries
    }

    pub(crate) fn us_per_message(&self) -> f64 {
        self.cpu.total_s() * 1e6 / self.messages
    }
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Each room always has `burst` messages under way: the next are posted when everyone has heard them.
pub(crate) async fn closed(
    process: &Process,
    rooms: &[Arc<Room>],
    burst: u64,
    time: Duration,
) -> Result<Outcome, Failure> {
    let measure = Measure::begin(process, rooms);
    let ends = Instant::now() + time;
    let posted = rooms.iter().map(|room| tokio::spawn(keep_posting(Arc::clone(room), burst, ends)));
    let mut messages = 0;
    for posted in join_all(posted).await {
        messages += posted??;
    }
    Ok(measure.end(messages))
}

async fn keep_posting(room: Arc<Room>, burst: u64, ends: Instant) -> Result<u64, Failure> {
    let mut expected = room.heard.deliveries.load(Ordering::Relaxed);
    let mut paces = vec![Pace::default(); room.members.len()];
    let mut posted = 0;
    for (index, member) in room.members.iter().enumerate().cycle() {
        tokio::time::sleep_until(paces[index].post(burst).into()).await;
        if Instant::now() >= ends {
            break;
        }
        let now = now_us();
        member.post(&(0..burst).map(|number| now + number).collect::<Vec<_>>()).await?;
        posted += burst;
        expected += burst * room.members.len() as u64;
        until_heard(&room.heard, expected).await?;
    }
    Ok(posted)
}

/// How fast a member posts: no faster than our own server lets them.
#[derive(Clone, Default)]
struct Pace {
    paid_until: Option<Instant>,
}

impl Pace {
    const A_COMMAND: Duration = Duration::from_millis(1_000 / 5);
    const AT_ONCE: Duration = Duration::from_secs(3);

    /// When these may be posted.
    fn post(&mut self, commands: u64) -> Instant {
        let now = Instant::now();
        let paid = self.paid_until.unwrap_or(now).max(now);
        let until = paid + Self::A_COMMAND * u32::try_from(commands).unwrap_or(u32::MAX);
        self.paid_until = Some(until);
        until.checked_sub(Self::AT_ONCE).map_or(now, |at| at.max(now))
    }
}

async fn until_heard(heard: &Heard, deliveries: u64) -> Result<(), Failure> {
    while heard.deliveries.load(Ordering::Relaxed) < deliveries {
        timeout(PATIENCE, heard.more.notified()).await.map_err(|_| "a message did not reach everyone")?;
    }
    Ok(())
}

/// Posts `per_second` messages at moments that are fixed beforehand, however slow the server is.
pub(crate) async fn open(
    process: &Process,
    rooms: &[Arc<Room>],
    per_second: u64,
    time: Duration,
) -> Result<Outcome, Failure> {
    let measure = Measure::begin(process, rooms);
    let begins = now_us() + 1_000;
    let messages = per_second * u64::try_from(time.as_millis())? / 1_000;
    let before: Vec<u64> = rooms.iter().map(|room| room.heard.deliveries.load(Ordering::Relaxed)).collect();
    let (post, mut posts) = tokio::sync::mpsc::unbounded_channel();
    // A thread of its own keeps time better than the runtime's timer, which counts in milliseconds.
    let clock = std::thread::spawn(move || {
        for number in 0..messages {
            let due = begins + number * 1_000_000 / per_second;
            std::thread::sleep(at(due).saturating_duration_since(Instant::now()));
            if post.send((number, due)).is_err() {
                break;
            }
        }
    });
    while let Some((number, due)) = posts.recv().await {
        let number = usize::try_from(number)?;
        let room = Arc::clone(&rooms[number % rooms.len()]);
        let member = number / rooms.len() % room.members.len();
        tokio::spawn(async move { room.members[member].post(&[due]).await });
    }
    clock.join().map_err(|_| "the clock's thread panicked")?;
    let count = rooms.len() as u64;
    let waits = rooms.iter().zip(before).zip(0..).map(|((room, before), index)| {
        let posted = messages / count + u64::from(index < messages % count);
        until_heard(&room.heard, before + posted * room.members.len() as u64)
    });
    try_join_all(waits).await?;
    Ok(measure.end(messages))
}

/// One member asks for this many pages of older messages, one after the other.
pub(crate) async fn pages(
    process: &Process,
    room: &Arc<Room>,
    pages: u64,
    before: u64,
) -> Result<Outcome, Failure> {
    let measure = Measure::begin(process, std::slice::from_ref(room));
    let heard = &room.heard;
    for page in heard.pages.load(Ordering::Relaxed)..pages {
        room.members[0].ask_page(before).await?;
        while heard.pages.load(Ordering::Relaxed) <= page {
            timeout(PATIENCE, heard.more.notified()).await.map_err(|_| "a page did not come")?;
        }
    }
    Ok(measure.end(0))
}

/// Nobody says anything.
pub(crate) async fn idle(process: &Process, rooms: &[Arc<Room>], time: Duration) -> Outcome {
    let measure = Measure::begin(process, rooms);
    tokio::time::sleep(time).await;
    measure.end(0)
}

/// Counts from one moment to another.
pub(crate) struct Measure<'a> {
    process: &'a Process,
    rooms: &'a [Arc<Room>],
    cpu: Cpu,
    begun: Instant,
    deliveries: u64,
    bytes: u64,
}

impl<'a> Measure<'a> {
    pub(crate) fn begin(process: &'a Process, rooms: &'a [Arc<Room>]) -> Self {
        take_times(rooms);
        let (deliveries, bytes) = counts(rooms);
        Self { process, rooms, cpu: process.cpu(), begun: Instant::now(), deliveries, bytes }
    }

    pub(crate) fn end(self, messages: u64) -> Outcome {
        let (deliveries, bytes) = counts(self.rooms);
        let (delivered, acknowledged) = take_times(self.rooms);
        Outcome {
            messages: messages as f64,
            deliveries: (deliveries - self.deliveries) as f64,
            bytes: (bytes - self.bytes) as f64,
            cpu: self.process.cpu() - self.cpu,
            wall_s: self.begun.elapsed().as_secs_f64(),
            delivered,
            acknowledged,
        }
    }
}

fn counts(rooms: &[Arc<Room>]) -> (u64, u64) {
    let sum = |count: fn(&Heard) -> u64| rooms.iter().map(|room| count(&room.heard)).sum();
    (sum(|heard| heard.deliveries.load(Ordering::Relaxed)), sum(|heard| heard.bytes.load(Ordering::Relaxed)))
}

/// What was noted since the last time.
fn take_times(rooms: &[Arc<Room>]) -> (Times, Times) {
    let mut all = (Times::default(), Times::default());
    for room in rooms {
        for (times, all) in [(&room.heard.delivered, &mut all.0), (&room.heard.acknowledged, &mut all.1)] {
            if let Ok(mut times) = times.lock() {
                all.add(&std::mem::take(&mut *times));
            }
        }
    }
    all
}
