//! The keys of meetings and series: a place of their own to keep them, outside the database, those of
//! meetings outside every backup too, and the ones that are open in memory.

mod day;
mod files;
mod format;
mod keyring;
mod shared;
mod source;

pub(super) use self::source::{KeyError, Keys};
pub(super) use self::{
    files::{KeyFiles, check_series, copy_lasting},
    keyring::Keyring,
    shared::{SharedKeys, copy_shared},
};
