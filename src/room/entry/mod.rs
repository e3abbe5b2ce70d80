//! How one gets into a room: who may have a seat, and from which date on. Who has one keeps it, however
//! the way in changes.

mod admission;
mod dates;
mod questions;
mod way;

#[cfg(test)]
mod tests;

pub(crate) use self::{
    admission::{Admission, Coming, Shut},
    dates::Dates,
    questions::{Answered, answers, note},
    way::{WayIn, WayInKind},
};
