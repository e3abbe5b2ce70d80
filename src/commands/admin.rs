//! `rondo admin reset`: a way back in for whoever has the machine.

use tokio::runtime::Builder;

use super::{failure::Failure, output::print, runtime};
use crate::{
    app,
    clock::{Clock, SystemClock},
    config::{AdminCommand, Config},
};

pub(super) fn run(config: &Config, command: &AdminCommand) -> Result<(), Failure> {
    let AdminCommand::Reset { name } = command;
    if !config.signing_keys().exists() {
        return Err(Failure::never_started(config));
    }
    let runtime = runtime::started(Builder::new_multi_thread().worker_threads(1))?;
    let now = SystemClock::new().unix_ms();
    let Some(link) = runtime.block_on(app::password_link(config, name, now))? else {
        let problem = format!("{name:?}: no account that may sign in has this name");
        return Err(Failure::Finding(problem));
    };
    print(&format!("This link sets a new password for {name}. It works once, for three days:\n  {link}\n"));
    Ok(())
}
