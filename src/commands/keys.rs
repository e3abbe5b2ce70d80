//! `rondo keys`: the keys that sign this server's entry tokens.

use super::{failure::Failure, output::print};
use crate::{
    auth::SigningKeys,
    clock::{Clock, SystemClock},
    config::{Config, KeysCommand},
};

pub(super) fn run(config: &Config, command: &KeysCommand) -> Result<(), Failure> {
    match command {
        KeysCommand::Rotate => rotate(config),
    }
}

fn rotate(config: &Config) -> Result<(), Failure> {
    let path = config.signing_keys();
    let mut keys = SigningKeys::load(&path)?.ok_or_else(|| Failure::never_started(config))?;
    keys.rotate(SystemClock::new().unix_ms());
    keys.save(&path)?;
    print(&format!(
        "The new key is {}. A running server uses it within seconds; tokens signed with the old key are \
         accepted until they expire.\n",
        keys.current_kid()
    ));
    Ok(())
}
