//! Rondo: a meeting-chat server for support groups and group therapy. The server keeps the floor.
//!
//! The map of the house; arrows go one way: time <- meeting <- room <- protocol <- auth, store <- hub <- http <- app.

pub mod app;
pub(crate) mod auth;
pub mod clock;
pub mod commands;
pub mod config;
pub(crate) mod http;
pub(crate) mod hub;
pub mod meeting;
pub mod protocol;
pub(crate) mod room;
pub mod secrets;
pub mod store;
pub(crate) mod telemetry;
pub mod time;

pub use self::{
    auth::{AllowedRooms, Issuer, IssuerError, KeyError},
    http::{client_limits, openapi},
    room::formats,
};
