//! Rondo: a meeting-chat server for support groups and group therapy. The server keeps the floor.
//!
//! Arrows go one way: time <- meeting <- room <- protocol <- auth, store <- hub, jobs, mail <- http <- app.
//! ARCHITECTURE.md is the map. What only the crate uses is `pub(crate)`, so that the compiler
//! reports what nobody calls.

pub mod app;
pub(crate) mod auth;
pub(crate) mod calendar;
pub mod clock;
pub mod commands;
pub mod config;
pub(crate) mod eve;
pub(crate) mod http;
pub(crate) mod hub;
mod identity;
pub(crate) mod jobs;
pub(crate) mod mail;
pub mod meeting;
pub(crate) mod object;
mod open_files;
pub(crate) mod outgoing;
mod peers;
mod places;
pub mod protocol;
pub(crate) mod push;
pub(crate) mod room;
pub(crate) mod secrets;
pub(crate) mod store;
pub(crate) mod telemetry;
pub(crate) mod text;
pub mod time;
pub(crate) mod webhooks;

pub use self::{
    auth::{AllowedRooms, GROUNDS, GroundEnd, GroundKind, Issuer, IssuerError, KeyError},
    http::{client_limits, openapi},
    room::formats,
    store::{AuditCheck, Party, open as open_store, open_audit},
};
