//! The model and the state machine agree after every step: in the cases that were kept, and in
//! random histories.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use crate::{
    compare::{Disagreement, Pair, play, shrink},
    driver::Driver,
    random::number,
    step::Case,
};

/// Steps of one history.
const STEPS: u64 = 200;
/// Steps of the fast share.
const STEPS_USUAL: u64 = 60_000;

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
        let parted = play(&case);
        assert!(parted.is_none(), "{}: {parted:?}", path.display());
        played += 1;
    }
    assert!(played > 0, "no case was kept");
}

/// The history of a seed, up to where the two part.
pub(crate) fn history(seed: u64) -> Result<(), Case> {
    let mut driver = Driver::new(seed);
    let mut pair = Pair::new(&driver.case);
    for _ in 0..STEPS {
        let step = driver.next(&pair.meeting);
        let same = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pair.step(&step)));
        if !matches!(same, Ok(Ok(()))) {
            return Err(driver.case);
        }
    }
    Ok(())
}

/// Shrinks the history and keeps it beside the others.
fn keep(seed: u64, case: &Case) -> String {
    let small = shrink(case);
    let Some(Disagreement { step, what }) = play(&small) else { return format!("seed {seed}: not again") };
    let path = cases().join(format!("seed-{seed}.json"));
    fs::write(&path, serde_json::to_string_pretty(&small).expect("a case")).expect("a writable folder");
    format!(
        "RONDO_SEED={seed}, step {} of {}, kept as {}\n{small}step {step}: {what}",
        case.steps.len(),
        STEPS,
        path.display()
    )
}

#[test]
fn random_histories_agree() {
    let histories = number("RONDO_STEPS", STEPS_USUAL).div_ceil(STEPS);
    let first = number("RONDO_SEED", 1);
    eprintln!("RONDO_SEED={first}: {histories} histories of {STEPS} steps");
    let next = AtomicU64::new(first);
    let worker = || loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= first + histories {
            return None;
        }
        if let Err(case) = history(seed) {
            next.store(u64::MAX / 2, Ordering::Relaxed);
            return Some((seed, case));
        }
    };
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let parted: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        running.into_iter().filter_map(|worker| worker.join().expect("a worker")).collect()
    });
    if let Some((seed, case)) = parted.first() {
        panic!("{}", keep(*seed, case));
    }
}
