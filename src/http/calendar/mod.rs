//! Dates for people's own calendars: a file of one date, and calendars that are subscribed to. The
//! address of such a calendar is all that a calendar can show, so that it is a secret, but for a public
//! room.

mod address;
mod answer;
mod date;
mod feed;

use super::endpoint::Endpoint;

pub(super) fn endpoints() -> Vec<Endpoint> {
    [address::endpoints(), date::endpoints(), feed::endpoints()].into_iter().flatten().collect()
}
