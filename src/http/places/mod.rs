//! Who comes to a date: for the person of a seat, and for those who lead the room.

mod change;
mod count;
mod lead;
mod rule;
mod seat;
mod shown;

use super::endpoint::Endpoint;

pub(super) use self::{
    count::{Said, counts_example},
    rule::FaceRule,
};

pub(super) fn endpoints() -> Vec<Endpoint> {
    [seat::endpoints(), lead::endpoints()].into_iter().flatten().collect()
}
