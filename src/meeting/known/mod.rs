//! What each person may know: the one list. [`events`] has a row for every event, [`people`],
//! [`floor`] and `agenda` for what a view shows of a person, of a turn and of an item.
//!
//! Nobody is told that somebody was sent away, by whom or why, that a turn ended with a mute, or how
//! long another's share really is; leads are told the first two. What events tell and what a view
//! shows come from here alike, so that a view kept by events is the same as a fresh one.

mod agenda;
pub(super) mod events;
pub(super) mod floor;
pub(super) mod people;
