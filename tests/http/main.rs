//! The HTTP side from outside: a real server, real connections, people whose role is their type.

#![expect(clippy::unwrap_used, reason = "a failed assumption in a test is a failed test")]

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "each test binary uses a part")]
mod support;

mod accounts;
mod agendas;
mod assets;
mod audit;
mod bad_input;
mod bans;
mod calendar;
mod calendar_mail;
mod commands;
mod conditions;
mod consent;
mod device;
mod directory;
mod document;
mod duties;
mod emergency;
mod entry;
mod handing_on;
mod handshake;
mod host_notes;
mod identity;
mod invite_ends;
mod invites;
mod jobs;
mod mail;
mod members;
mod own_data;
mod pages;
mod partings;
mod passkeys;
mod permissions;
mod places;
mod programs;
mod provider;
mod restored;
mod rooms;
mod schedule;
mod seats;
mod second_factor;
mod series;
mod server;
mod settings;
mod shared_desk;
mod sign_in;
mod sign_in_limits;
mod sockets;
mod templates;
mod trail;
mod webhooks;
mod weeks;
