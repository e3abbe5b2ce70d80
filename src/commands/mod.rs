//! The commands of the `rondo` program, one file each. Answers go to stdout, logs and errors to
//! stderr.

mod admin;
mod audit;
mod backup;
mod cluster;
mod failure;
mod import;
mod jobs;
mod keys;
mod output;
mod runtime;
mod serve;
mod token;

use std::{
    ffi::OsString,
    io::{self, Write as _},
    process::ExitCode,
};

use self::failure::Failure;
use crate::config::{Cli, Command};

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
        Some(Command::Token(request)) => token::run(&config, request),
        Some(Command::Admin(command)) => admin::run(&config, command),
        Some(Command::Backup(request)) => backup::run(&config, request),
        Some(Command::Import(request)) => import::run(&config, request),
        Some(Command::Keys(command)) => keys::run(&config, command),
        Some(Command::Audit(command)) => audit::run(&config, command),
        Some(Command::Cluster(request)) => cluster::run(&config, request),
        Some(Command::Jobs(command)) => jobs::run(&config, command),
        None | Some(Command::Serve | Command::Demo) => serve::run(config, cli.log()),
    }
}
