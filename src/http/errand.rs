//! What brings somebody to the identity provider.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{meeting::id::AccountId, secrets::SecretHash};

/// Why somebody is at the provider.
#[derive(Serialize, Deserialize)]
pub(super) enum Errand {
    /// To sign in.
    SignIn,
    /// To connect the account that they are signed in to.
    Connect(AccountId),
    /// To connect the account for which they have a password link, in place of a password.
    Claim(#[serde(serialize_with = "write", deserialize_with = "read")] SecretHash),
}

fn write<S: Serializer>(hash: &SecretHash, to: S) -> Result<S::Ok, S::Error> {
    hash.as_bytes().serialize(to)
}

fn read<'de, D: Deserializer<'de>>(from: D) -> Result<SecretHash, D::Error> {
    Deserialize::deserialize(from).map(SecretHash::from_bytes)
}
