//! The header and the claims of an entry token, as they are written in it.

use serde::{Deserialize, Deserializer, Serialize};

use super::{limits::ISSUER_BYTES_MAX, pass::Pass};
use crate::meeting::role::Role;

/// The `typ` of every entry token, exactly this text (explicit typing, RFC 8725, section 3.11).
pub(super) const TOKEN_TYPE: &str = "rondo-entry+jwt";
/// The `iss` of this server's own tokens.
pub(super) const OWN_ISSUER: &str = "rondo";
/// The `alg` of this server's own tokens.
pub(super) const OWN_ALGORITHM: &str = "EdDSA";
/// An `aud` is this text followed by the room's id.
pub(super) const AUDIENCE_PREFIX: &str = "rondo:";

/// A token's header has these three members and no other, so that `crit`, `jwk`, `jku`, `x5u`,
/// `x5c`, `b64`, `zip` and whatever comes next are refused without a list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub(super) alg: String,
    pub(super) kid: String,
    pub(super) typ: String,
}

/// A token's payload has these members and no other; times are whole unix seconds.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claims {
    pub(super) iss: String,
    pub(super) aud: String,
    pub(super) sub: String,
    /// The role for the first entry into the meeting; later the meeting's own state decides.
    #[serde(with = "role_name")]
    pub(super) role: Role,
    /// What it was made for. Only tokens of this server have one, and of those only the ones that it
    /// made for a browser or a device.
    #[serde(default, deserialize_with = "not_null", skip_serializing_if = "Option::is_none")]
    pub(super) pass: Option<Pass>,
    pub(super) jti: String,
    pub(super) iat: u64,
    #[serde(default, deserialize_with = "not_null", skip_serializing_if = "Option::is_none")]
    pub(super) nbf: Option<u64>,
    pub(super) exp: u64,
}

fn not_null<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// The one claim that is read before the signature is checked, to find the key.
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

/// Reads a JSON object into a type. Duplicate members, trailing text, and an array in place of the
/// object are refused.
pub(super) fn strict_object<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Option<T> {
    if json.first() != Some(&b'{') {
        return None;
    }
    serde_json::from_slice(json).ok()
}

/// A role as a plain string: a derived enum would also take `{"member": null}`.
mod role_name {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use crate::meeting::role::Role;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(super) fn serialize<S: Serializer>(role: &Role, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(role.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Role, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims_with(role: &str) -> Option<Claims> {
        let json = format!(r#"{{"iss":"i","aud":"a","sub":"s","role":{role},"jti":"j","iat":1,"exp":2}}"#);
        strict_object(json.as_bytes())
    }

    #[test]
    fn a_role_is_one_known_string() {
        for role in Role::ALL {
            let claims = claims_with(&format!("\"{}\"", role.name()));
            assert!(claims.is_some_and(|claims| claims.role == role));
        }
        for other in
            [r#""Member""#, r#""member ""#, r#"["member"]"#, r#"{"member":null}"#, "null", "0", r#""admin""#]
        {
            assert!(claims_with(other).is_none(), "{other}");
        }
    }
}
