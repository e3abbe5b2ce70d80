//! Whole meetings from outside: a real server, real sockets, people typed by role. Meeting time is
//! moved by hand; waiting is for frames, never for a while.

#![expect(clippy::unwrap_used, reason = "a failed assumption in a test is a failed test")]

/// Several people at once, whatever their roles.
macro_rules! all {
    ($($person:ident),+ $(,)?) => {
        &mut [$(&mut *$person),+]
    };
}

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "each test binary uses a part")]
mod support;

mod asked;
mod audit;
mod backup;
mod binary;
mod dates;
mod demo;
mod door;
mod duties;
mod floods;
mod floor;
mod forged;
mod formats;
mod frames;
mod grounds;
mod help;
mod history;
mod hostile;
mod killed;
mod leaks;
mod logs;
mod memory;
mod nowhere;
mod observers;
mod on_call;
mod operators;
mod outage;
mod peer_led;
mod places;
mod push;
mod races;
mod random;
mod rehearsal;
mod resends;
mod restart;
mod resume;
mod returns;
mod sealed;
mod store_down;
mod succession;
mod taken_back;
mod therapist_led;
mod tokens;
mod told;
mod transcripts;
mod unled;
