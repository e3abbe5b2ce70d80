//! The threads of a command.

use tokio::runtime::{Builder, Runtime};

use super::failure::Failure;
use crate::config::SettingError;

/// What runs a command that only waits for the database: the thread that it has.
///
/// # Errors
/// When the system refuses.
pub(super) fn of_one_thread() -> Result<Runtime, Failure> {
    started(&mut Builder::new_current_thread())
}

/// What runs a server, on as many threads as the builder says.
///
/// # Errors
/// When the system refuses to start them.
pub(super) fn started(builder: &mut Builder) -> Result<Runtime, Failure> {
    let runtime = builder.enable_all().build();
    Ok(runtime.map_err(|error| SettingError(format!("the system refused to start threads: {error}")))?)
}
