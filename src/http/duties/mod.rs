//! Who serves on the coming dates of a room: what leads and members see of it, and how they change it.

mod change;
mod lead;
mod seat;
mod shown;

use super::endpoint::Endpoint;

pub(super) fn endpoints() -> Vec<Endpoint> {
    lead::endpoints().into_iter().chain(seat::endpoints()).collect()
}
