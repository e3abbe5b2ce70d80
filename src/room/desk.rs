//! The name of a desk that hosts share.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{error::EditError, limits::DESK_NAME_CHARS_MAX, text};

/// What a shared desk is called.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeskName {
    /// The name of the desk, 1 to 80 characters.
    pub name: String,
}

impl DeskName {
    /// The name, if it is good.
    ///
    /// # Errors
    /// It is empty, too long, or has a character that can't be shown safely.
    pub(crate) fn name(&self) -> Result<String, EditError> {
        let name = text::line(&self.name, DESK_NAME_CHARS_MAX, "name")?;
        if name.is_empty() { Err(EditError::NameMissing) } else { Ok(name) }
    }
}
