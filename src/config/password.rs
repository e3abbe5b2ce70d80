//! Passwords by which the server itself signs in elsewhere.

use std::{fmt, fs, path::Path};

use zeroize::Zeroizing;

use super::error::SettingError;

/// A password, which is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(pub(crate) Zeroizing<String>);

impl Password {
    /// A password as it is typed.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The one line of a file that a setting names.
    ///
    /// # Errors
    /// When the file can't be read, or holds no line or several.
    pub(super) fn read(setting: &'static str, file: &Path) -> Result<Self, SettingError> {
        let wrong = |problem: &dyn fmt::Display| {
            SettingError::new(setting, format_args!("{}: {problem}", file.display()))
        };
        let text = Zeroizing::new(fs::read_to_string(file).map_err(|error| wrong(&error))?);
        let line = text.strip_suffix('\n').unwrap_or(&text);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.is_empty() || line.contains('\n') {
            return Err(wrong(&"it has to hold one line, the password"));
        }
        Ok(Self::new(line.to_owned()))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}
