//! A backup of what lasts: it restores to a working server without any meeting's content.

use std::{
    fs::{self, DirBuilder},
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use super::{
    database::Database,
    error::{Result, StoreError},
    keys, postgres, sqlite,
};
use crate::secrets::{PARTIAL, sync_folder, write_secret_file};

/// The name of the database in a backup.
const DATABASE: &str = "rondo.db";

/// What is backed up.
#[derive(Debug)]
pub(crate) struct BackupSource<'a> {
    /// A path, a `sqlite:` or a `postgres:` URL.
    pub(crate) database: &'a str,
    /// The directory that the keys are in.
    pub(crate) data_dir: &'a Path,
    /// The `postgres:` URL of the keys that servers share; `None` if all are in the directory.
    pub(crate) keys: Option<&'a str>,
    /// Other files that last; one that is missing is left out.
    pub(crate) files: &'a [PathBuf],
}

/// Copies the database, the keys of series and the other files into the new folder `to`, which can be used as
/// a data directory. A PostgreSQL database is not copied: it has tools of its own for that. The keys of meetings stay where they are, so that nobody can read in the copy what was
/// written in a meeting. A server may use the source meanwhile. The folder is there when it is whole; a crash
/// leaves one whose name ends with [`PARTIAL`], which the next backup replaces. Returns how many series there
/// are in it.
///
/// # Errors
/// With a line for the operator: when `to` exists, a file can't be read or written, or keys of series are
/// missing.
pub(crate) async fn back_up(source: &BackupSource<'_>, to: &Path) -> Result<usize> {
    let named = |error: io::Error| StoreError::Open(format!("{}: {error}", to.display()));
    if to.exists() {
        return Err(named(io::ErrorKind::AlreadyExists.into()));
    }
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(PARTIAL);
    let partial = to.with_file_name(name);
    if partial.exists() {
        fs::remove_dir_all(&partial).map_err(named)?;
    }
    DirBuilder::new().mode(0o700).create(&partial).map_err(named)?;
    let filled = fill(source, &partial).await;
    if filled.is_err() {
        // Keys don't lie around in a copy that is of no use. The error to report is the first one.
        let _ = fs::remove_dir_all(&partial);
    }
    let series = filled?;
    sync_folder(&partial.join(DATABASE)).map_err(named)?;
    fs::rename(&partial, to).map_err(named)?;
    sync_folder(to).map_err(named)?;
    Ok(series)
}

async fn fill(source: &BackupSource<'_>, folder: &Path) -> Result<usize> {
    // Before the database and after it: a room may be archived, or made, meanwhile.
    keys::copy_lasting(source.data_dir, folder)?;
    let series = match Database::parse(source.database)? {
        Database::Sqlite(target) => sqlite::copy(&target, &folder.join(DATABASE)).await?,
        Database::Postgres(target) => postgres::series(&target).await?,
    };
    keys::copy_lasting(source.data_dir, folder)?;
    if let Some(url) = source.keys {
        keys::copy_shared(&postgres::Target::parse(url)?, folder).await?;
    }
    keys::check_series(folder, &series)?;
    for file in source.files {
        let named = |error: io::Error| StoreError::Open(format!("{}: {error}", file.display()));
        let Some(name) = file.file_name() else { continue };
        match fs::read(file) {
            Ok(content) => write_secret_file(&folder.join(name), &content).map_err(named)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(named(error)),
        }
    }
    Ok(series.len())
}
