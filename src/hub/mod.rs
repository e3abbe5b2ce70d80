//! The hub: where sockets meet rooms. One task owns one socket, and one task owns one room.
//!
//! A command goes from its `socket` into the room's `mailbox`, is decided in a `batch`, appended
//! to the log, and only then answered and told to others (`publish`).

mod audit;
mod batch;
mod connections;
#[cfg(test)]
mod dates_bench;
mod directory;
pub(crate) mod doors;
pub(crate) mod duties;
mod effects;
mod elsewhere;
mod entrant;
mod entry;
mod frame;
mod grounds;
mod history;
mod holds;
mod lasting;
mod limits;
mod live;
mod mailbox;
#[cfg(test)]
mod many_meetings;
mod meetings;
pub(crate) mod membership;
mod names;
mod notices;
mod opening;
mod outage;
mod outbox;
mod outcome;
mod pages;
pub(crate) mod places;
mod publish;
mod record;
mod rehearsal;
mod restore;
mod room;
mod services;
mod socket;
mod state_record;
mod states;
pub(crate) mod transcripts;
mod welcome;

pub(crate) use directory::{Directory, Place};
pub(crate) use elsewhere::{Elsewhere, PEER_PATH, PeerAnswer, PeerAsk};
pub(crate) use entry::{NoEntry, bearer};
pub(crate) use grounds::Grounds;
pub(crate) use holds::Hold;
pub(crate) use meetings::newcomers;
pub(crate) use names::is_taken;
pub(crate) use services::Services;
pub(crate) use socket::serve_socket;
