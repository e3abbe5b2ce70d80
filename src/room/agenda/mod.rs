//! The check of an agenda that a host wrote: everything that is wrong at once, each beside its field.
//! `tests/agenda/cases.json` holds this check and the client's to the same answers.

mod check;
mod item;
mod time;

#[cfg(test)]
mod tests;

pub(super) use self::time::MINUTE_MS;
pub(crate) use self::{
    check::check,
    item::ItemInput,
    time::{Tight, check_time, in_rounds, tight},
};
