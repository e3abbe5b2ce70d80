//! Files that hold a secret.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io::{self, ErrorKind, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

/// What the name of a file that is not yet whole ends with.
pub(crate) const PARTIAL: &str = ".partial";

/// Why a file that holds a secret can't be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SecretFileError {
    /// Reading failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The group or others may read it.
    #[error("it can be read by other users: chmod it to 600")]
    Permissions,
}

/// The text of a file that only its owner may read; `None` if there is no file. Blocks.
///
/// # Errors
/// When it can't be read, or others may read it too.
pub(crate) fn read_secret_file(path: &Path) -> Result<Option<Zeroizing<String>>, SecretFileError> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    if file.metadata()?.permissions().mode() & 0o077 != 0 {
        return Err(SecretFileError::Permissions);
    }
    Ok(Some(Zeroizing::new(io::read_to_string(file)?)))
}

/// Writes a file that only its owner may read, in place of the one that is there. A crash leaves the
/// old file or the new one, and perhaps a file of the same name that ends with [`PARTIAL`]. The new
/// file is durable when this returns. Blocks.
///
/// # Errors
/// When the disk refuses; the old file is then untouched.
pub(crate) fn write_secret_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let partial = partial(path);
    let written = write(&partial, content).and_then(|()| fs::rename(&partial, path));
    if let Err(error) = written {
        // The error to report is the first one.
        let _ = fs::remove_file(&partial);
        return Err(error);
    }
    sync_folder(path)
}

/// Makes what happened to the name of a file durable. Blocks.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn partial(path: &Path) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(PARTIAL);
    name.into()
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.set_permissions(Permissions::from_mode(0o600))?; // a leftover may have had another mode
    file.write_all(content)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_file_is_its_owners_and_replaced_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        fs::write(partial(&path), b"left by a crash").unwrap();
        for content in [b"one".as_slice(), b"the other"] {
            write_secret_file(&path, content).unwrap();
            assert_eq!((fs::read(&path).unwrap().as_slice(), mode()), (content, 0o600));
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn a_failure_leaves_the_old_state() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        fs::create_dir(&path).unwrap();
        assert!(write_secret_file(&path, b"x").is_err());
        assert!(path.is_dir() && !partial(&path).exists());
    }
}
