//! The tables, as every SQL database has them: what is asked of them and how they are changed. This
//! folder is compiled once for each backend, over what its parent's module `db` gives: the types of its
//! library, how a transaction and an append are done, and the few words in which the dialects differ
//! (docs/decisions/0024-one-source-for-two-databases.md).

mod accounts;
mod answers;
mod audit;
mod calendars;
mod challenges;
mod consents;
mod database;
mod desks;
mod duties;
mod emergencies;
mod entering;
mod entrances;
mod handings;
mod host_notes;
mod identities;
mod invites;
mod jobs;
mod known_rooms;
mod leads;
mod listings;
mod log;
mod mail;
mod meetings;
mod participants;
mod places;
mod program_keys;
mod push;
mod request_rows;
mod requests;
mod revision_rows;
mod revisions;
mod rooms;
mod rows;
mod schedules;
mod seat_devices;
mod seats;
mod second_factors;
mod sessions;
mod subscriptions;
mod templates;
mod transcripts;
mod webhooks;

pub(super) use self::{database::Tables, rooms::open_rooms};
use super::db;
