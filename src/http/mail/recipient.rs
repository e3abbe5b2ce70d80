//! What the endpoints of mail share: what is sealed of an address, and how often one is written to.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    http::{
        limits::DAY_MS,
        problem::{Code, Problem},
        web::Web,
    },
    mail::{Address, Contact, on_call::OnCall},
    meeting::id::{ParticipantId, RoomId},
    room::language::Language,
    secrets::SecretHash,
    store::{MailAddress, SeriesKey, StoreError},
    time::UnixMs,
};

/// Who is on call for a room.
#[derive(Serialize, JsonSchema)]
pub(super) struct OnCallView {
    /// Their address.
    pub(super) address: String,
    /// The language of the mail.
    lang: Language,
}

/// What is sealed of an address.
pub(in crate::http) fn contact(key: &SeriesKey, address: &MailAddress) -> Result<Contact, Problem> {
    let content = key.open_address(address.participant, &address.sealed).map_err(|_| Code::Internal)?;
    serde_json::from_slice(&content).map_err(|_| Code::Internal.into())
}

/// Counts a mail to an address that nobody has confirmed, so that nobody can be flooded through this server.
pub(super) async fn may_write_to(web: &Web, address: &str) -> Result<(), Problem> {
    web.throttles.mail_address.attempt(&SecretHash::of(address.to_ascii_lowercase().as_bytes())).await
}

/// Who has no seat is known by a mark of their address, which means nothing outside the room.
pub(super) fn address_mark(key: &SeriesKey, address: &Address) -> ParticipantId {
    let mark = key.address_mark(&address.as_str().to_ascii_lowercase());
    let mut half = [0; 16];
    half.copy_from_slice(&mark.as_bytes()[..16]);
    ParticipantId::from_bytes(half)
}

/// The number of the day, for what happens once a day.
pub(super) fn day(now: UnixMs) -> String {
    (now.since(UnixMs::from_ms(0)) / DAY_MS).to_string()
}

/// Who is on call, as far as it can be read.
pub(super) async fn on_call(web: &Web, room: RoomId) -> Result<Option<OnCallView>, Problem> {
    match OnCall::of(&web.store, room).await {
        Ok(known) => Ok(known.map(|OnCall { address, language }| OnCallView { address, lang: language })),
        Err(StoreError::SeriesLost) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
