//! A benchmark: whether the dates of a rule cost the same twenty years ahead. It prints the ratio of two
//! times of one run, taken in turns:
//! `cargo test --release --lib dates_bench -- --ignored --nocapture`

use serde_json::{Value, json};

use crate::{
    clock::{Clock as _, SystemClock},
    meeting::role::RoomKind,
    room::schedule::{Schedule, Zone},
    time::UnixMs,
};

const ROUNDS: usize = 40;
const LOOKS: usize = 500;
const MINUTES: u32 = 90;

fn schedule(start: &str, repeat: &Value) -> Schedule {
    let input = json!({
        "zone": "Europe/Berlin", "start": start, "ends": {"type": "never"}, "repeat": repeat,
    });
    let input = serde_json::from_value(input).expect("a schedule");
    Schedule::new(&input, RoomKind::PeerLed, UnixMs::from_ms(1_796_000_000_000)).expect("a good one")
}

/// How long it takes to look up the next twelve dates again and again, in milliseconds.
fn looks_ms(clock: &SystemClock, schedule: &Schedule, from: UnixMs) -> u64 {
    let begun = clock.monotonic_ms();
    let found: usize = (0..LOOKS).map(|_| schedule.dates_from(from, MINUTES).take(12).count()).sum();
    assert_eq!(found, 12 * LOOKS);
    clock.monotonic_ms() - begun
}

#[test]
#[ignore = "a benchmark, which prints a ratio"]
#[expect(clippy::print_stdout, reason = "its figures are for whoever runs it")]
fn dates_far_ahead_cost_what_near_ones_cost() {
    let clock = SystemClock::new();
    let zone: Zone = "Europe/Berlin".parse().expect("a zone");
    let moment = |text: &str| zone.moment(text.parse().expect("a time"));
    let (near, far) = (moment("2026-12-02T00:00"), moment("2046-12-02T00:00"));
    for (start, repeat) in [
        ("2026-12-01T19:00", json!({"type": "weekly", "every": 1, "on": ["tuesday", "thursday"]})),
        ("2026-12-31T19:00", json!({"type": "monthly_by_day", "every": 1, "day": -1})),
        (
            "2026-12-01T19:00",
            json!({"type": "monthly_by_weekday", "every": 2, "nth": 1, "weekday": "tuesday"}),
        ),
    ] {
        let schedule = schedule(start, &repeat);
        let (mut near_ms, mut far_ms) = (0, 0);
        for _ in 0..ROUNDS {
            near_ms += looks_ms(&clock, &schedule, near);
            far_ms += looks_ms(&clock, &schedule, far);
        }
        let percent = far_ms * 100 / near_ms.max(1);
        println!("{repeat}: near {near_ms} ms, far {far_ms} ms, far/near {percent} %");
        assert!(percent < 200, "far ahead costs {percent} % of near");
    }
}
