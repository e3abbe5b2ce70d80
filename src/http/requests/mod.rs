//! Asking to join a room: what somebody writes who has no seat, and what the leads decide.

mod ask;
mod asker;
mod content;
mod decide;
mod own;

use super::endpoint::Endpoint;

pub(super) use self::own::{end, of};

pub(super) fn endpoints() -> Vec<Endpoint> {
    [ask::endpoints(), asker::endpoints(), decide::endpoints()].into_iter().flatten().collect()
}
