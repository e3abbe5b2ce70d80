//! The meeting: a pure state machine. Time and ids are arguments; it imports nothing of ours.

pub mod id;
