//! Keys by which programs of the operator act for an account.

use std::{collections::BTreeSet, ops::RangeInclusive};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{error::EditError, limits::KEY_NAME_CHARS_MAX, text};

/// For how many days a key may work.
pub(crate) const KEY_DAYS: RangeInclusive<u32> = 1..=366;

/// What a program may do, within what its account may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Read rooms, their schedules and their listings.
    RoomsRead,
    /// Make, change and archive rooms, their schedules and their listings.
    RoomsWrite,
    /// Make, change and revoke invite links.
    InvitesWrite,
    /// Read, make, change and delete templates.
    Templates,
    /// List the accounts. Needs an administrator's account.
    AccountsRead,
    /// Make accounts. Needs an administrator's account.
    AccountsCreate,
}

/// A key to make.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewKey {
    /// What the key is called, 1 to 60 characters.
    pub name: String,
    /// What the program may do: at least one.
    pub scopes: BTreeSet<Scope>,
    /// For how many days it works: 1 to 366.
    #[schemars(range(min = 1, max = 366))]
    pub days: u32,
}

impl NewKey {
    /// The name as it is kept.
    ///
    /// # Errors
    /// The first field that is wrong.
    pub(crate) fn check(&self) -> Result<String, EditError> {
        let name = text::line(&self.name, KEY_NAME_CHARS_MAX, "name")?;
        if name.is_empty() {
            return Err(EditError::NameMissing);
        }
        if self.scopes.is_empty() {
            return Err(EditError::OutOfRange { field: "scopes", min: 1, max: 6 });
        }
        if !KEY_DAYS.contains(&self.days) {
            let (min, max) = (u64::from(*KEY_DAYS.start()), u64::from(*KEY_DAYS.end()));
            return Err(EditError::OutOfRange { field: "days", min, max });
        }
        Ok(name)
    }
}
