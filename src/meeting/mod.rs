//! The meeting: a pure state machine. Time and ids are arguments; it imports nothing of ours.

pub mod agenda;
pub mod command;
pub mod event;
pub mod floor;
pub mod formats;
pub mod id;
pub mod refusal;
pub mod role;
pub mod settings;
pub mod state;
pub mod view;
