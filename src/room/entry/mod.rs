//! How one gets into a room: who may have a seat, and from which date on. Who has one keeps it, however
//! the way in changes.

mod admission;
mod questions;
mod way;

#[cfg(test)]
mod tests;

pub(crate) use self::{
    admission::{Admission, Coming, Dates, Shut},
    questions::{Answered, answers, note},
    way::{WayIn, WayInKind},
};
