//! `rondo keys`: the keys that sign this server's entry tokens.

use super::{failure::Failure, output::print};
use crate::{
    auth::SigningKeys,
    clock::{Clock, SystemClock},
    config::{Config, KeysCommand},
};

pub(super) fn run(config: &Config, command: &KeysCommand) -> Result<(), Failure> {
    match command {
        KeysCommand::Rotate { after } => rotate(config, *after),
    }
}

/// `after` is in minutes.
fn rotate(config: &Config, after: u64) -> Result<(), Failure> {
    let path = config.signing_keys();
    let mut keys = SigningKeys::load(&path)?.ok_or_else(|| Failure::never_started(config))?;
    let now = SystemClock::new().unix_ms();
    keys.rotate(now, now.plus_ms(after * 60_000));
    keys.save(&path)?;
    let when = match after {
        0 => "A running server signs with it within seconds".to_owned(),
        after => format!("A running server accepts it within seconds, and signs with it in {after} minutes"),
    };
    print(&format!(
        "The new key is {}. {when}; tokens signed with the old key are accepted until they expire.\n",
        keys.newest_kid()
    ));
    Ok(())
}
