//! The lasting room: what a host makes and what meets again and again. Plain data and pure
//! functions: times and ids are arguments, and nothing here reads a clock, a database or a request.
//!
//! [`NewRoom`] and [`Edit`] are the only ways to make and change a [`Room`]; an [`EditError`] says
//! which field they refuse and why. [`Standing`] decides who leads it and in which role. A meeting
//! gets all it needs to know from [`Room::meeting_config`].

pub(crate) mod agenda;
pub(crate) mod consent;
mod desk;
pub(crate) mod duties;
mod edit;
pub(crate) mod entry;
mod error;
pub mod formats;
pub(crate) mod guidelines;
mod invite;
pub(crate) mod kept;
pub(crate) mod language;
pub(crate) mod limits;
pub(crate) mod listing;
mod number;
pub(crate) mod places;
mod program;
mod rehearsal;
mod remember;
pub(crate) mod schedule;
mod settings;
mod share;
mod standing;
mod state;
mod template;
mod text;
mod webhook;
mod wrong;

#[cfg(test)]
mod tests;

pub use self::rehearsal::HardMoment;

pub(crate) use self::{
    desk::DeskName,
    edit::{Edit, NewRoom, check_consent_text, check_emergency},
    entry::WayIn,
    error::EditError,
    invite::{InviteKind, InviteLife, label as invite_label},
    listing::{LanguageCode, ListedRoom, Listing},
    program::{KEY_DAYS, NewKey, Scope},
    rehearsal::RehearsalPlan,
    remember::Remember,
    share::ShareMs,
    standing::{CannotLead, Rights, Standing},
    state::Room,
    template::{NewTemplate, Template},
    webhook::{WebhookEvent, check_events},
    wrong::Wrong,
};
