//! The file of this server's signing keys: JSON, readable by its owner only, replaced as a whole.

use std::{io, path::Path};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zeroize::Zeroizing;

use super::secret::Secret;
use crate::{
    secrets::{SecretFileError, read_secret_file, write_secret_file},
    time::UnixMs,
};

/// Why the key file can't be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyFileError {
    /// It can't be read, or can be read by others.
    #[error("the key file: {0}")]
    Read(#[from] SecretFileError),
    /// Writing failed.
    #[error("the key file: {0}")]
    Io(#[from] io::Error),
    /// The content is not what this server wrote.
    #[error("the key file is damaged: restore it, or delete it so that new keys are made")]
    Format,
}

/// One key, as the file holds it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoredKey {
    #[serde(serialize_with = "write_seed", deserialize_with = "read_seed")]
    pub(super) seed: Secret,
    /// `None` for the newest key.
    pub(super) retired_at: Option<UnixMs>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    keys: Vec<StoredKey>,
}

fn write_seed<S: Serializer>(seed: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&seed.to_text())
}

fn read_seed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    let text = Zeroizing::new(String::deserialize(deserializer)?);
    text.parse().map_err(de::Error::custom)
}

/// The keys in the file; `None` if there is no file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<StoredKey>>, KeyFileError> {
    let Some(text) = read_secret_file(path)? else { return Ok(None) };
    let document: Document = serde_json::from_str(&text).map_err(|_| KeyFileError::Format)?;
    Ok(Some(document.keys))
}

/// Replaces the file: writes a new one beside it, syncs it, and renames it over the old one.
pub(super) fn write(path: &Path, keys: Vec<StoredKey>) -> Result<(), KeyFileError> {
    let text = serde_json::to_vec(&Document { keys }).map(Zeroizing::new).map_err(io::Error::from)?;
    Ok(write_secret_file(path, &text)?)
}
