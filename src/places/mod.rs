//! Keeps the places of dates going: what time brings, the letters and notices that tell of it, and what is
//! put away when a date is over. What is allowed is decided in `room/places`, inside the store's
//! transaction; this part looks again and again, and each look makes the same jobs once.

mod keeper;
mod limits;
mod missed;
mod plan;
#[cfg(test)]
mod tests;
mod work;

pub(crate) use self::{keeper::Keeper, missed::MissedWork, work::PlaceWork};

/// The kind of the job that passes an offer on when its time is over.
const OFFER_ENDS: &str = "place_offer_ends";
/// The kind of the job that tells of an offer on somebody's devices.
const OFFER_NOTICE: &str = "place_offer_notice";
