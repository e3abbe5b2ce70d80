//! The commands of the `rondo` program, one file each. Answers go to stdout, logs and errors to
//! stderr.

mod audit;
mod keys;
mod serve;
mod token;

use std::{
    ffi::OsString,
    io::{self, Write as _},
    process::ExitCode,
};

use crate::{
    app::StartError,
    auth::KeyFileError,
    config::{Cli, Command, Config, SettingError},
    store::StoreError,
};

/// A command failed. Its text is one line for the operator.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// What was asked for can't be done.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The command did its work and found that something is wrong.
    #[error("{0}")]
    Finding(String),
}

impl Failure {
    const fn exit_code(&self) -> u8 {
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

/// Runs the command that `arguments` name, the program's name first. Exits with 0 if all went
/// well, with 1 if the command found something wrong, and with 2 if it could not do its work.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // One line, whatever the cause was.
            let line = failure.to_string().replace(['\n', '\r'], " ");
            let _ = writeln!(io::stderr(), "rondo: {line}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn dispatch(arguments: impl IntoIterator<Item = OsString>) -> Result<(), Failure> {
    let cli = Cli::read(arguments)?;
    let config = cli.config()?;
    match &cli.command {
        Some(Command::Token(request)) => token::print(&config, request),
        Some(Command::Keys(command)) => keys::run(&config, command),
        Some(Command::Audit(command)) => audit::run(&config, command),
        None | Some(Command::Serve | Command::Demo) => serve::run(config, cli.log()),
    }
}

/// Writes an answer. Who has closed stdout does not want it, so that is no error.
fn print(text: &str) {
    let mut stdout = io::stdout();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

/// The error of a command that needs the keys of a server that was never started.
fn never_started(config: &Config) -> SettingError {
    let problem = format_args!("{}: no server has used this directory yet", config.data_dir.display());
    SettingError::new("--data-dir", problem)
}
