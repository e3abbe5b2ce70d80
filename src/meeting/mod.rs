//! The meeting: a pure state machine. Time and ids are arguments; it imports nothing of ours.
//!
//! A command or a signal goes in by [`state::Meeting::handle`]: deadlines that are due come first,
//! then `permit` asks the table of `policy`, `decide` finds the events, `apply` applies them.
//! `deadline` says when the meeting wants to be woken, `view` and `audience` who may see what, and
//! `reduce` is the client's half.

pub mod agenda;
mod apply;
pub mod audience;
pub mod command;
pub mod deadline;
pub mod decide;
pub mod event;
pub mod floor;
pub mod id;
pub mod input;
pub mod limits;
pub mod ordinal;
pub mod permit;
mod plan;
pub mod policy;
mod query;
pub mod reason;
pub mod recorded;
pub mod reduce;
pub mod refusal;
pub mod role;
pub mod round;
pub mod settings;
pub mod state;
pub mod text;
pub mod time;
pub mod topics;
pub mod view;

pub use apply::NoMeeting;

#[cfg(test)]
mod tests;
