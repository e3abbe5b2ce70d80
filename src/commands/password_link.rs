//! `rondo password-link`: a way back in for whoever has the machine.

use super::{failure::Failure, output::print};
use crate::{
    app,
    clock::{Clock, SystemClock},
    config::{Config, PasswordLinkRequest, SettingError},
};

pub(super) fn run(config: &Config, request: &PasswordLinkRequest) -> Result<(), Failure> {
    if !config.signing_keys().exists() {
        return Err(Failure::never_started(config));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime =
        runtime.map_err(|error| SettingError(format!("the system refused to start threads: {error}")))?;
    let now = SystemClock::new().unix_ms();
    let Some(link) = runtime.block_on(app::password_link(config, &request.name, now))? else {
        let problem = format!("{:?}: no account that may sign in has this name", request.name);
        return Err(Failure::Finding(problem));
    };
    print(&format!(
        "This link sets a new password for {}. It works once, for three days:\n  {link}\n",
        request.name
    ));
    Ok(())
}
