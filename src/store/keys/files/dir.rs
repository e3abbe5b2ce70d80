//! A directory of small secret files, written and destroyed so that a crash leaves the old state or
//! the new one. All of it blocks.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    str::FromStr,
};

use zeroize::Zeroizing;

use super::super::{
    format::{between, lost_file, series_file},
    source::KeyError,
};
use crate::{
    meeting::id::RoomId,
    secrets::{PARTIAL, sync_folder, write_secret_file},
    store::limits::KEY_FILE_BYTES_MAX,
};

const SUFFIX: &str = ".key";
/// Not the name of a key.
const PROBE: &str = "write-check";

pub(super) struct KeyDir {
    path: PathBuf,
}

impl KeyDir {
    /// Makes the directory if needed and destroys what a crash left half written or half
    /// destroyed.
    pub(super) fn open(path: PathBuf) -> Result<Self, KeyError> {
        DirBuilder::new().recursive(true).mode(0o700).create(&path)?;
        let dir = Self::at(path);
        for name in dir.names()? {
            if name.ends_with(PARTIAL) || dir.read(&name)?.is_none() {
                dir.destroy(&name)?;
            }
        }
        Ok(dir)
    }

    /// A directory that a server may use.
    pub(super) const fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The path, for people.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Copies what is whole in it, unless it is there already.
    pub(super) fn copy_to(&self, to: &Self) -> Result<(), KeyError> {
        for entry in fs::read_dir(&self.path)? {
            let Ok(name) = entry?.file_name().into_string() else { continue };
            if name.ends_with(PARTIAL) || name == PROBE {
                continue;
            }
            if let Some(content) = self.read(&name)? {
                to.put(&name, &content)?;
            }
        }
        Ok(())
    }

    /// Writes a file unless it is there.
    pub(super) fn put(&self, name: &str, content: &[u8]) -> Result<(), KeyError> {
        match self.create(name, content) {
            Err(KeyError::Exists) => Ok(()),
            other => other,
        }
    }

    /// The names of the files that are ours.
    pub(super) fn names(&self) -> Result<Vec<String>, KeyError> {
        let entries = fs::read_dir(&self.path)?.collect::<io::Result<Vec<_>>>()?;
        let names = entries.into_iter().filter_map(|entry| entry.file_name().into_string().ok());
        Ok(names.filter(|name| name.ends_with(SUFFIX) || name.ends_with(PARTIAL)).collect())
    }

    /// Whose keys there are, of those whose files' names begin so.
    pub(super) fn ids<T: FromStr>(&self, prefix: &str) -> Result<Vec<T>, KeyError> {
        Ok(self.names()?.iter().filter_map(|name| between(name, prefix)?.parse().ok()).collect())
    }

    /// Moves a file to another directory, which may be on another disk. A crash leaves it in one of them, or
    /// whole in both.
    pub(super) fn hand_over(&self, name: &str, to: &Self) -> Result<(), KeyError> {
        if let Some(content) = self.read(name)? {
            to.put(name, &content)?;
        }
        self.destroy(name).map(drop)
    }

    /// The content; `None` if the file is missing or was overwritten to destroy it.
    pub(super) fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyError> {
        let path = self.path.join(name);
        match fs::metadata(&path) {
            Ok(found) if found.len() > KEY_FILE_BYTES_MAX => Err(KeyError::Damaged(name.to_owned())),
            Ok(_) => {
                let content = Zeroizing::new(fs::read(&path)?);
                let destroyed = content.iter().all(|byte| *byte == 0);
                Ok((!destroyed).then_some(content))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes a new file that nobody else may read. It is durable when this returns.
    pub(super) fn create(&self, name: &str, content: &[u8]) -> Result<(), KeyError> {
        let path = self.path.join(name);
        if path.try_exists()? {
            return Err(KeyError::Exists);
        }
        Ok(write_secret_file(&path, content)?)
    }

    /// Writes a file as a key is written, and takes it away again.
    pub(super) fn probe(&self) -> Result<(), KeyError> {
        let path = self.path.join(PROBE);
        write_secret_file(&path, &[1])?;
        Ok(fs::remove_file(path)?)
    }

    /// Overwrites and unlinks a file, durably. Overwriting is best effort: a disk may keep old
    /// blocks, which is why keys are wrapped by a second key that is destroyed as well.
    pub(super) fn destroy(&self, name: &str) -> Result<bool, KeyError> {
        let path = self.path.join(name);
        let overwritten = match overwrite(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            other => other,
        };
        fs::remove_file(&path)?;
        sync_folder(&path)?;
        if let Err(error) = overwritten {
            tracing::warn!(%error, "a destroyed key was unlinked but could not be overwritten");
        }
        Ok(true)
    }
}

fn overwrite(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let bytes = usize::try_from(file.metadata()?.len().min(KEY_FILE_BYTES_MAX)).unwrap_or(0);
    file.write_all(&vec![0; bytes])?;
    file.sync_all()
}

/// The series, of those given, that have no key in a directory, which may not exist, and were not noted as
/// lost.
pub(super) fn missing(path: &Path, series: &[RoomId]) -> Vec<RoomId> {
    let is_there =
        |room: &RoomId| [series_file(*room), lost_file(*room)].iter().any(|name| path.join(name).exists());
    series.iter().copied().filter(|room| !is_there(room)).collect()
}
