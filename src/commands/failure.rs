//! Why a command did not succeed, and the exit code that says so.

use crate::{
    app::StartError,
    auth::KeyFileError,
    config::{Config, SettingError},
    store::StoreError,
};

/// A command failed. Its text is one line for the operator.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// What was asked for can't be done.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The command did its work and found that something is wrong.
    #[error("{0}")]
    Finding(String),
}

impl Failure {
    /// The error of a command that needs what only a server creates.
    pub(super) fn never_started(config: &Config) -> Self {
        let problem = format_args!("{}: no server has used this directory yet", config.data_dir.display());
        SettingError::new("--data-dir", problem).into()
    }

    pub(super) const fn exit_code(&self) -> u8 {
        match self {
            Self::Finding(_) => 1,
            Self::Start(_) => 2,
        }
    }
}

impl From<SettingError> for Failure {
    fn from(error: SettingError) -> Self {
        Self::Start(error.into())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Start(error.into())
    }
}

impl From<KeyFileError> for Failure {
    fn from(error: KeyFileError) -> Self {
        SettingError::new("--data-dir", error).into()
    }
}
