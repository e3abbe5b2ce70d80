//! Rondo: a meeting-chat server for support groups and group therapy. The server keeps the floor.
//!
//! The map of the house; arrows go one way: meeting <- protocol <- auth, store <- hub <- http <- app.

pub mod clock;
pub mod meeting;
pub mod protocol;
pub mod store;
