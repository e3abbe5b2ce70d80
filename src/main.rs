//! The `rondo` program.

use std::{alloc::System, process::ExitCode};

use zeroizing_alloc::ZeroAlloc;

/// What is given back is empty, so that a dump of the memory holds nothing of meetings that are over.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    rondo::commands::run(std::env::args_os())
}
