//! The model and the state machine agree after every step: in the cases that were kept, and in
//! random histories.

use std::{
    collections::BTreeSet,
    fs,
    num::NonZero,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use rondo::meeting::settings::Timing;

use crate::{
    compare::{Disagreement, Pair, play, readable, shrink},
    driver::Driver,
    random::number,
    step::{Act, Case},
};

/// Steps of one history.
const STEPS: u64 = 200;
/// Steps of the fast share.
const STEPS_USUAL: u64 = 300_000;
/// Kinds of commands that the driver sends.
const COMMANDS: usize = 66;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/model/cases")
}

#[test]
fn the_kept_cases_agree() {
    let mut played = 0;
    for entry in fs::read_dir(cases()).expect("a folder of cases") {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a readable case");
        let case: Case = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        if let Some(Disagreement { step, what }) = play(&case) {
            panic!("{}, step {step}: {}", path.display(), readable(&what));
        }
        played += 1;
    }
    assert!(played > 0, "no case was kept");
}

/// The model takes the clocks from the room's settings; so these are held against the rules.
#[test]
fn the_clocks_are_those_of_the_rules() {
    let seconds = |s: u64| s * 1_000;
    let rules = Timing {
        handover_ms: seconds(10),
        breath_ms: seconds(5),
        share_ms_min: seconds(45),
        offer_nudge_ms: seconds(45),
        offer_away_ms: seconds(90),
        first_key_ms: seconds(20),
        warning_ms_min: seconds(15),
        warning_ms_max: seconds(60),
        grace_ms: seconds(30),
        hard_draft_ms: seconds(10),
        extension_ms: seconds(60),
        objection_ms: seconds(10),
        feedback_ms: seconds(60),
        unheard_ms: seconds(30),
        naming_ms: seconds(20),
        hand_offline_ms: seconds(120),
        held_ms: seconds(60),
        held_bonus_ms: seconds(15),
        held_share_ms_min: seconds(60),
        silence_ms: seconds(120),
        overrun_ms: seconds(300),
        lead_lost_ms: seconds(30),
        leaderless_ms: seconds(600),
        restart_ms: seconds(60),
        ..Timing::default()
    };
    assert_eq!(Timing::default(), rules);
    assert_eq!(
        Timing::for_kind(rondo::meeting::role::RoomKind::TherapistLed),
        Timing { lead_lost_ms: seconds(120), ..rules }
    );
}

/// The history of a seed: the kinds of commands that were done, or the case up to where the two part.
fn history(seed: u64) -> Result<BTreeSet<String>, Box<Case>> {
    let mut driver = Driver::new(seed);
    let mut pair = Pair::new(&driver.case);
    let mut done = BTreeSet::new();
    for _ in 0..STEPS {
        let step = driver.next(&pair.meeting);
        let seq = pair.meeting.seq;
        if !matches!(catch_unwind(AssertUnwindSafe(|| pair.step(&step))), Ok(Ok(()))) {
            return Err(Box::new(driver.case));
        }
        if let (Act::Command { command, .. }, true) = (&step.act, pair.meeting.seq > seq) {
            done.insert(format!("{command:?}").chars().take_while(|c| c.is_alphanumeric()).collect());
        }
    }
    Ok(done)
}

/// Shrinks the history and keeps it beside the others; says all that is needed to see it again.
fn keep(seed: u64, case: &Case) -> String {
    let small = shrink(case);
    let Some(Disagreement { step, what }) = play(&small) else { return format!("seed {seed}: not again") };
    let path = cases().join(format!("seed-{seed}.json"));
    fs::create_dir_all(cases()).expect("a folder of cases");
    fs::write(&path, serde_json::to_string_pretty(&small).expect("a case")).expect("a writable folder");
    let steps = case.steps.len();
    readable(&format!(
        "RONDO_SEED={seed}, step {steps}, kept as {}\n{small}step {step}: {what}",
        path.display()
    ))
}

#[test]
fn random_histories_agree() {
    let histories = number("RONDO_STEPS", STEPS_USUAL).div_ceil(STEPS);
    let first = number("RONDO_SEED", 1);
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    eprintln!("RONDO_SEED={first}: {histories} histories of {STEPS} steps, {workers} at a time");
    let next = AtomicU64::new(first);
    let worker = || {
        let mut done = BTreeSet::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + histories {
                return Ok(done);
            }
            done.append(&mut history(seed).map_err(|case| (seed, case))?);
        }
    };
    let results: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        running.into_iter().map(|worker| worker.join().expect("a worker")).collect()
    });
    let mut done = BTreeSet::new();
    for result in results {
        match result {
            Ok(mut part) => done.append(&mut part),
            Err((seed, case)) => panic!("{}", keep(seed, &case)),
        }
    }
    if histories * STEPS >= STEPS_USUAL {
        assert_eq!(done.len(), COMMANDS, "every kind of command was done: {done:?}");
    }
}
