//! What the endpoints of mail share: what is sealed of an address, and how often one is written to.

use crate::{
    http::{
        problem::{Code, Problem},
        web::Web,
    },
    mail::Contact,
    secrets::SecretHash,
    store::{MailAddress, SeriesKey},
};

/// What is sealed of an address.
pub(super) fn contact(key: &SeriesKey, address: &MailAddress) -> Result<Contact, Problem> {
    let content = key.open_address(address.participant, &address.sealed).map_err(|_| Code::Internal)?;
    serde_json::from_slice(&content).map_err(|_| Code::Internal.into())
}

/// Counts a mail to an address that nobody has confirmed, so that nobody can be flooded through this server.
pub(super) fn may_write_to(web: &Web, address: &str) -> Result<(), Problem> {
    web.throttles.mail_address.attempt(&SecretHash::of(address.to_ascii_lowercase().as_bytes()))
}
