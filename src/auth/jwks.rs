//! Reads an operator's JWKS document (RFC 7517, section 5).

use std::collections::BTreeMap;

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, de::IgnoredAny};

use super::public_key::{KeyError, PublicKey};

#[derive(Deserialize)]
struct Jwks {
    keys: Vec<Jwk>,
}

/// The members this server reads; others are ignored (RFC 7517, section 4).
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    kid: Option<String>,
    /// The private part of a key pair, whatever its type.
    d: Option<IgnoredAny>,
    /// A shared secret.
    k: Option<IgnoredAny>,
}

/// The signing keys of a JWKS by `kid`; a key without one goes by its thumbprint. Keys for
/// encryption are skipped; any other key that can't be used gets the whole document refused.
pub(super) fn keys_of_jwks(text: &str) -> Result<BTreeMap<String, PublicKey>, KeyError> {
    let jwks: Jwks = serde_json::from_str(text).map_err(|_| KeyError::NotAKey)?;
    let mut keys = BTreeMap::new();
    for jwk in jwks.keys.iter().filter(|jwk| jwk.purpose.as_deref() != Some("enc")) {
        let key = jwk.public_key()?;
        let kid = jwk.kid.clone().unwrap_or_else(|| key.thumbprint.clone());
        if keys.insert(kid, key).is_some() {
            return Err(KeyError::DuplicateKid);
        }
    }
    if keys.is_empty() { Err(KeyError::NoKeys) } else { Ok(keys) }
}

impl Jwk {
    fn public_key(&self) -> Result<PublicKey, KeyError> {
        let hmac = self.alg.as_deref().is_some_and(|alg| alg.starts_with("HS"));
        if self.kty == "oct" || self.k.is_some() || hmac {
            return Err(KeyError::Symmetric);
        }
        if self.d.is_some() {
            return Err(KeyError::Private);
        }
        let key = match (self.kty.as_str(), self.crv.as_deref()) {
            ("OKP", Some("Ed25519")) => PublicKey::ed25519(&bytes(&self.x)?)?,
            ("EC", Some("P-256")) => PublicKey::p256(&bytes(&self.x)?, &bytes(&self.y)?)?,
            ("RSA", None) => PublicKey::rsa(&bytes(&self.n)?, &bytes(&self.e)?)?,
            _ => return Err(KeyError::Unsupported),
        };
        let fits = |said: &Option<String>, expected| said.as_deref().is_none_or(|said| said == expected);
        if fits(&self.alg, key.algorithm_name) && fits(&self.purpose, "sig") {
            Ok(key)
        } else {
            Err(KeyError::AlgorithmMismatch)
        }
    }
}

fn bytes(member: &Option<String>) -> Result<Vec<u8>, KeyError> {
    let text = member.as_deref().ok_or(KeyError::NotAKey)?;
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| KeyError::NotAKey)
}
