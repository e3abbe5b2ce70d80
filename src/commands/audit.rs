//! `rondo audit`: reads and checks the audit trail, also beside a running server.

use super::Failure;
use crate::config::{AuditCommand, Config};

pub(super) fn run(_config: &Config, _command: &AuditCommand) -> Result<(), Failure> {
    Ok(())
}
