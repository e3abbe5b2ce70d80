//! The `rondo` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    rondo::commands::run(std::env::args_os())
}
