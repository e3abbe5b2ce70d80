//! The meeting: a pure state machine. Time and ids are arguments; it imports nothing of ours.
//!
//! A command or a signal goes in by [`state::Meeting::handle`]: first the deadlines that are due, then
//! `permit` asks the table of `policy`, `decide` finds the events and `apply` applies each at once.
//! [`recorded`] notes who is told what of an event, [`deadline`] says when the meeting wants to be woken,
//! [`view`] is what a person sees of it, and [`reduce`] is the client's half.
//!
//! "Rule 9" in these files is rule 9 of docs/rules.md, which is the specification of this module.

pub mod agenda;
mod apply;
pub mod audience;
pub mod command;
pub mod date;
pub mod deadline;
mod decide;
pub mod duty;
pub mod event;
pub mod floor;
pub mod help;
pub mod id;
pub mod input;
mod known;
pub mod last_messages;
pub mod limits;
mod message;
mod observers;
mod observing;
pub mod offer;
pub mod ordinal;
mod permit;
mod plan;
pub mod policy;
mod query;
pub mod reason;
pub mod recorded;
pub mod reduce;
pub mod refusal;
pub mod role;
pub mod round;
pub mod sealed;
mod sealing;
pub mod settings;
pub mod shared;
pub mod state;
pub mod text;
pub mod time;
pub mod topics;
pub mod view;
pub mod written;

pub use apply::NoMeeting;

#[cfg(test)]
mod tests;
