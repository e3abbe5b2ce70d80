//! Background work: rows of the store that a runner gets done at their time, each once, also when the
//! server stops in the middle, when two servers share a database, and when the wall clock is set.
//!
//! What a job does is a [`Work`]'s; this part knows when, how often and by whom.

mod backoff;
pub(crate) mod limits;
mod metrics;
mod queue;
mod runner;
#[cfg(test)]
mod tests;
mod work;

pub(crate) use self::{
    queue::Queue,
    runner::Runner,
    work::{Hold, Outcome, Work},
};
