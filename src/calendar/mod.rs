//! Dates as iCalendar (RFC 5545), and as what calendars send one another (iTIP, RFC 5546). Pure: the
//! time and the addresses are arguments.
//!
//! A series is one event for each rule of its schedule, with the dates that differ as exceptions, so
//! that a calendar has one entry that updates. What an event is called tells nothing of the group unless
//! its host wants it told.

mod component;
mod event;
mod feed;
mod itip;
mod series;
mod words;
mod zone;

#[cfg(test)]
mod tests;

pub(crate) use self::{
    feed::{feed, one_date},
    itip::{Itip, Method, Parties},
    series::Series,
};
