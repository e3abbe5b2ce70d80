//! Locks that keep a second server from what one server alone may use. The system gives them back
//! when the process ends, however it ends.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    time::Duration,
};

use super::{
    error::{Result, StoreError},
    limits::LOCK_WAIT_MS_MAX,
};

const RETRY_MS: u64 = 50;

/// Takes the lock of `file`, which is made if it is missing, and waits a moment for a server that is
/// just stopping. It holds for as long as the returned file is open.
///
/// # Errors
/// [`StoreError::Open`] if another server has it; `what` names what that server uses.
#[expect(clippy::disallowed_methods, reason = "another process is waited for, before any clock matters")]
pub(super) async fn take(file: &Path, what: &Path) -> Result<File> {
    let cannot = |error: std::io::Error| StoreError::Open(format!("{}: {error}", file.display()));
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let lock = OpenOptions::new().append(true).create(true).mode(0o600).open(file).map_err(cannot)?;
    for _ in 0..LOCK_WAIT_MS_MAX / RETRY_MS {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) => tokio::time::sleep(Duration::from_millis(RETRY_MS)).await,
            Err(TryLockError::Error(error)) => return Err(cannot(error)),
        }
    }
    Err(StoreError::Open(format!("another server uses {}", what.display())))
}
