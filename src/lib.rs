//! Rondo: a meeting-chat server for support groups and group therapy. The server keeps the floor.
//!
//! The map of the house; arrows go one way: meeting <- room <- protocol <- auth, store <- hub <- http <- app.

pub mod app;
pub mod auth;
pub mod clock;
pub mod config;
pub mod http;
pub mod hub;
pub mod meeting;
pub mod protocol;
pub mod room;
pub mod store;
pub mod telemetry;
