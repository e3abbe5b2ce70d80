//! The floor's state machine held against a reference model that was written separately from the
//! rules of docs/rules.md, and the fairness of the floor by measurement.
//!
//! `RONDO_STEPS=1000000` plays that many random steps, `RONDO_SEED` begins with another history.

#[path = "../meeting/random.rs"]
#[expect(dead_code, reason = "each test binary uses a part")]
mod random;

mod agree;
mod compare;
mod driver;
mod fairness;
mod picture;
mod reference;
mod rooms;
mod step;
mod willing;
