//! A meeting that runs at an upgrade goes on with the state that an earlier version stored of it. That must
//! be what this version makes of the events, or this version reads the events themselves.
//!
//! states.json has what the version [`STATE_VERSION`] stored. With another version of the state,
//! `RONDO_BLESS=1 cargo test --lib stored` writes it again.

use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    arbitrary::{room, step},
    deeds,
    hall::facts,
    properties::beginning,
};
use crate::meeting::{
    event::Numbered,
    state::{Meeting, STATE_VERSION},
    time::MeetingMs,
};

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    histories: Vec<History>,
}

#[derive(Serialize, Deserialize)]
struct History {
    events: Vec<Value>,
    /// The meeting after half of them.
    state: Value,
}

fn file() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/meeting/tests/states.json")
}

/// The same histories in every run.
fn histories() -> Vec<History> {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let histories = (0..3).map(|_| {
        let drawn = (room(), proptest::collection::vec(step(), 120)).new_tree(&mut runner).unwrap();
        let (config, steps) = drawn.current();
        let (mut meeting, created) = Meeting::create(config, MeetingMs::from_ms(0));
        let mut log = vec![created];
        beginning(&mut meeting, &mut log, 5);
        let mut now = 0;
        for step in &steps {
            now += step.later_ms;
            log.extend(facts(meeting.handle(deeds::input(&meeting, step), MeetingMs::from_ms(now))));
        }
        let half = Meeting::replay(&log[..log.len() / 2]).unwrap();
        let events = log.iter().map(|numbered| serde_json::to_value(numbered).unwrap()).collect();
        History { events, state: serde_json::to_value(half).unwrap() }
    });
    histories.collect()
}

#[test]
fn what_an_earlier_version_stored_is_what_its_events_make() {
    let known = std::fs::read(file()).ok().and_then(|bytes| serde_json::from_slice::<Stored>(&bytes).ok());
    let stored = known.filter(|stored| stored.version == STATE_VERSION).unwrap_or_else(|| {
        assert!(std::env::var_os("RONDO_BLESS").is_some(), "STATE_VERSION is new: RONDO_BLESS=1");
        let stored = Stored { version: STATE_VERSION, histories: histories() };
        std::fs::write(file(), serde_json::to_vec(&stored).unwrap()).unwrap();
        stored
    });
    let raise = "a state that was stored is of no use any more: raise STATE_VERSION, then RONDO_BLESS=1";
    for History { events, state } in stored.histories {
        let events: Vec<Numbered> =
            events.into_iter().map(|event| serde_json::from_value(event).unwrap()).collect();
        let mut meeting: Meeting = serde_json::from_value(state).expect(raise);
        let rest = events.iter().filter(|numbered| numbered.seq > meeting.seq).collect::<Vec<_>>();
        assert!(rest.len() >= events.len() / 2);
        rest.into_iter().for_each(|numbered| meeting.apply(numbered));
        assert!(Meeting::replay(&events) == Ok(meeting), "{raise}");
    }
}
