//! Tests of the meeting as a whole.

mod arbitrary;
mod hall;
mod properties;
