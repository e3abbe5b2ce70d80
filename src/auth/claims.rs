//! What an entry token says: its header, its claims, and the limits of both
//! (reliability.md, "Tokens (JWT)").

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

use super::issuer::ISSUER_BYTES_MAX;

/// The `typ` of every entry token, exactly so (explicit typing, RFC 8725, section 3.11).
pub const TOKEN_TYPE: &str = "rondo-entry+jwt";
/// The `iss` of this server's own tokens.
pub const OWN_ISSUER: &str = "rondo";
/// The `alg` of this server's own tokens.
pub const OWN_ALGORITHM: &str = "EdDSA";
/// An `aud` is this and then the room's id.
pub const AUDIENCE_PREFIX: &str = "rondo:";
/// Longest life of a token, `exp - iat`, in seconds.
pub const LIFETIME_S_MAX: u64 = 15 * 60;
/// Longest token, in bytes.
pub const TOKEN_BYTES_MAX: usize = 4096;
/// Longest `sub` of an operator's token, in bytes.
pub const SUBJECT_BYTES_MAX: usize = 255;
/// Longest `jti`, in bytes.
pub const TOKEN_ID_BYTES_MAX: usize = 128;

/// The role a token asks to enter with. A claim for the first entry only: the role in force is the
/// room's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum EntryRole {
    /// Takes part.
    Member,
    /// Reads along, with every member's consent.
    Observer,
    /// Leads a peer-led room.
    Facilitator,
    /// Helps the facilitator.
    CoFacilitator,
    /// Leads a therapist-led room.
    Therapist,
    /// Helps the therapist.
    CoTherapist,
}

/// The text names no entry role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an entry role")]
pub struct UnknownRole;

impl EntryRole {
    /// Every entry role.
    pub const ALL: [Self; 6] = [
        Self::Member,
        Self::Observer,
        Self::Facilitator,
        Self::CoFacilitator,
        Self::Therapist,
        Self::CoTherapist,
    ];

    /// Its name in a token.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Observer => "observer",
            Self::Facilitator => "facilitator",
            Self::CoFacilitator => "co_facilitator",
            Self::Therapist => "therapist",
            Self::CoTherapist => "co_therapist",
        }
    }
}

impl FromStr for EntryRole {
    type Err = UnknownRole;

    fn from_str(name: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.name() == name).ok_or(UnknownRole)
    }
}

/// Through a string, because a derived enum would also take `{"member": null}`.
impl TryFrom<String> for EntryRole {
    type Error = UnknownRole;

    fn try_from(name: String) -> Result<Self, UnknownRole> {
        name.parse()
    }
}

impl From<EntryRole> for &'static str {
    fn from(role: EntryRole) -> Self {
        role.name()
    }
}

/// A token's header is these three members and no other, so that `crit`, `jwk`, `jku`, `x5u`,
/// `x5c`, `b64`, `zip` and whatever comes next are refused without a list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub(super) alg: String,
    pub(super) kid: String,
    pub(super) typ: String,
}

/// A token's payload is these members and no other; times are whole unix seconds.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claims {
    pub(super) iss: String,
    pub(super) aud: String,
    pub(super) sub: String,
    pub(super) role: EntryRole,
    pub(super) jti: String,
    pub(super) iat: u64,
    #[serde(default, deserialize_with = "not_null", skip_serializing_if = "Option::is_none")]
    pub(super) nbf: Option<u64>,
    pub(super) exp: u64,
}

fn not_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    u64::deserialize(deserializer).map(Some)
}

/// The one claim that is looked at before the signature, to find the key.
#[derive(Deserialize)]
pub(super) struct IssuerClaim {
    iss: String,
}

impl IssuerClaim {
    pub(super) fn of(payload: &[u8]) -> Option<String> {
        let claim: Self = strict_object(payload)?;
        (claim.iss.len() <= ISSUER_BYTES_MAX).then_some(claim.iss)
    }
}

/// A JSON object into a type that knows its members: duplicate keys of the type, trailing text and
/// an array in the object's place are refused.
pub(super) fn strict_object<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Option<T> {
    if json.first() != Some(&b'{') {
        return None;
    }
    serde_json::from_slice(json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_one_known_string() {
        for role in EntryRole::ALL {
            let json = serde_json::to_string(&role).unwrap();
            assert_eq!(json, format!("\"{}\"", role.name()));
            assert_eq!(serde_json::from_str::<EntryRole>(&json).unwrap(), role);
        }
        for other in
            [r#""Member""#, r#""member ""#, r#"["member"]"#, r#"{"member":null}"#, "null", "0", r#""admin""#]
        {
            assert!(serde_json::from_str::<EntryRole>(other).is_err(), "{other}");
        }
    }
}
