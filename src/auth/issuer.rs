//! Operators whose own sites sign entry tokens for this server.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    claims::OWN_ISSUER,
    jwks::keys_of_jwks,
    limits::ISSUER_BYTES_MAX,
    public_key::{KeyError, PublicKey},
};
use crate::meeting::{id::RoomId, role::Role};

/// Why an issuer was refused when it was configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IssuerError {
    /// The name is empty, too long, or the one this server uses for its own tokens.
    #[error("an issuer's name must have 1 to {ISSUER_BYTES_MAX} bytes and must not be \"{OWN_ISSUER}\"")]
    Name,
    /// Two issuers have the same name.
    #[error("two issuers have the same name")]
    Duplicate,
    /// The keys can't be used.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// The rooms an issuer may let people into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AllowedRooms {
    /// Every room of this server.
    All,
    /// These rooms and no other.
    Only(BTreeSet<RoomId>),
}

/// An operator's site: its keys, and the rooms and roles its tokens may name.
#[derive(Debug, Clone)]
pub struct Issuer {
    name: Arc<str>,
    keys: BTreeMap<String, PublicKey>,
    rooms: AllowedRooms,
    roles: BTreeSet<Role>,
}

impl Issuer {
    /// An issuer named `name` (the exact `iss` of its tokens) with the keys in `keys_text`: a JWKS
    /// document, or one PEM public key, whose `kid` is its RFC 7638 thumbprint.
    ///
    /// # Errors
    /// When the name or a key can't be used; a shared secret never can.
    pub fn new(
        name: &str,
        keys_text: &str,
        rooms: AllowedRooms,
        roles: impl IntoIterator<Item = Role>,
    ) -> Result<Self, IssuerError> {
        if name.is_empty() || name.len() > ISSUER_BYTES_MAX || name == OWN_ISSUER {
            return Err(IssuerError::Name);
        }
        let keys = public_keys(keys_text)?;
        Ok(Self { name: name.into(), keys, rooms, roles: roles.into_iter().collect() })
    }

    /// The exact `iss` of this issuer's tokens.
    #[must_use]
    pub(crate) const fn name(&self) -> &Arc<str> {
        &self.name
    }

    pub(super) fn key(&self, kid: &str) -> Option<&PublicKey> {
        self.keys.get(kid)
    }

    pub(super) fn allows_room(&self, room: RoomId) -> bool {
        match &self.rooms {
            AllowedRooms::All => true,
            AllowedRooms::Only(rooms) => rooms.contains(&room),
        }
    }

    pub(super) fn allows_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

fn public_keys(text: &str) -> Result<BTreeMap<String, PublicKey>, KeyError> {
    if text.trim_start().starts_with('{') {
        return keys_of_jwks(text);
    }
    let key = PublicKey::from_pem(text)?;
    Ok(BTreeMap::from([(key.thumbprint.clone(), key)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(keys_text: &str) -> Result<Issuer, IssuerError> {
        Issuer::new("https://clinic.example", keys_text, AllowedRooms::All, [Role::Member])
    }

    fn refusal(keys_text: &str) -> KeyError {
        match load(keys_text).unwrap_err() {
            IssuerError::Key(error) => error,
            other => panic!("{other}"),
        }
    }

    /// The key of RFC 8037, appendix A.2; its thumbprint is in A.3.
    const ED_JWK: &str = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

    fn jwks(keys: &[&str]) -> String {
        format!(r#"{{"keys":[{}]}}"#, keys.join(","))
    }

    #[test]
    fn pem_and_jwks_are_read() {
        for pem in [
            include_str!("test_keys/ed_public.pem"),
            include_str!("test_keys/ec_public.pem"),
            include_str!("test_keys/rsa_public.pem"),
        ] {
            assert_eq!(load(pem).unwrap().keys.len(), 1);
            assert_eq!(load(&pem.replace('\n', "\r\n")).unwrap().keys.len(), 1);
        }
        let issuer = load(&jwks(&[ED_JWK])).unwrap();
        let key = issuer.key("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k").unwrap();
        assert_eq!(key.algorithm_name, "EdDSA");
        let named = ED_JWK.replace('{', r#"{"kid":"k1","use":"sig","alg":"EdDSA","#);
        assert!(load(&jwks(&[&named, ED_JWK])).unwrap().key("k1").is_some());
    }

    #[test]
    fn shared_secrets_are_refused_with_a_clear_error() {
        let oct = r#"{"kty":"oct","kid":"weak","k":"c2VjcmV0"}"#;
        assert_eq!(refusal(&jwks(&[oct])), KeyError::Symmetric);
        assert_eq!(refusal(&jwks(&[ED_JWK, oct])), KeyError::Symmetric);
        assert_eq!(refusal(&jwks(&[&ED_JWK.replace('{', r#"{"alg":"HS256","#)])), KeyError::Symmetric);
        assert!(KeyError::Symmetric.to_string().contains("shared secrets"));
        for secret in ["secret", "", "correct horse battery staple"] {
            assert_eq!(refusal(secret), KeyError::NotAKey);
        }
    }

    #[test]
    fn private_weak_and_unknown_keys_are_refused() {
        let private = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        assert_eq!(refusal(private), KeyError::Private);
        assert_eq!(refusal(&jwks(&[&ED_JWK.replace('{', r#"{"d":"AAAA","#)])), KeyError::Private);
        assert_eq!(refusal(include_str!("test_keys/rsa_weak_public.pem")), KeyError::RsaBits);
        assert_eq!(refusal(r#"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}"#), KeyError::RsaBits);
        assert_eq!(refusal(&jwks(&[&ED_JWK.replace("Ed25519", "Ed448")])), KeyError::Unsupported);
        assert_eq!(refusal(r#"{"keys":[{"kty":"AKP","pub":"AAAA"}]}"#), KeyError::Unsupported);
        assert_eq!(refusal(&jwks(&[&ED_JWK.replace("URo", "U")])), KeyError::NotAKey);
        let garbage = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
        assert_eq!(refusal(garbage), KeyError::Unsupported);
        let two = include_str!("test_keys/ed_public.pem").repeat(2);
        assert_eq!(refusal(&two), KeyError::NotAKey);
    }

    #[test]
    fn one_key_has_one_algorithm_and_one_kid() {
        for (member, error) in [
            (r#"{"alg":"ES256","#, KeyError::AlgorithmMismatch),
            (r#"{"alg":"none","#, KeyError::AlgorithmMismatch),
            (r#"{"use":"other","#, KeyError::AlgorithmMismatch),
            (r#"{"use":"enc","#, KeyError::NoKeys),
        ] {
            assert_eq!(refusal(&jwks(&[&ED_JWK.replace('{', member)])), error, "{member}");
        }
        assert_eq!(refusal(&jwks(&[ED_JWK, ED_JWK])), KeyError::DuplicateKid);
        assert_eq!(refusal(&jwks(&[])), KeyError::NoKeys);
    }

    #[test]
    fn the_own_name_is_taken() {
        for name in ["", "rondo", &"x".repeat(ISSUER_BYTES_MAX + 1)] {
            let issuer = Issuer::new(name, &jwks(&[ED_JWK]), AllowedRooms::All, []);
            assert_eq!(issuer.unwrap_err(), IssuerError::Name);
        }
    }
}
