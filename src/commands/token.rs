//! `rondo token`: prints an entry token.

use super::{failure::Failure, output::print};
use crate::{
    auth::{EntryTokens, RandomId, SigningKeys},
    clock::{Clock, SystemClock},
    config::{Config, SettingError, TokenRequest},
    meeting::id::ParticipantId,
};

pub(super) fn run(config: &Config, request: &TokenRequest) -> Result<(), Failure> {
    let keys = SigningKeys::load(&config.signing_keys())?.ok_or_else(|| Failure::never_started(config))?;
    let tokens = EntryTokens::new(keys, []).map_err(|error| SettingError(error.to_string()))?;
    let participant = request.participant.unwrap_or_else(ParticipantId::random);
    let now = SystemClock::new().unix_ms();
    let signed =
        tokens.sign_entry(request.room, participant, request.role, None, request.ttl_minutes * 60, now);
    let signed = signed.map_err(|error| SettingError(error.to_string()))?;
    print(&format!("{}\n", signed.token));
    Ok(())
}
