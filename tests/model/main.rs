//! The floor's state machine held against a reference model that was written separately from the
//! rules of domain.md, and the fairness of the floor by measurement.
//!
//! `RONDO_STEPS=1000000` plays that many random steps, `RONDO_SEED` begins with another history.

#![expect(clippy::unwrap_used, reason = "a failed assumption in a test is a failed test")]

#[path = "../meeting/random.rs"]
#[expect(dead_code, reason = "each test binary uses a part")]
mod random;

mod agree;
mod compare;
mod driver;
mod picture;
mod reference;
mod step;
