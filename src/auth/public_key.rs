//! Public keys, each with the one algorithm it verifies.

use aws_lc_rs::{
    encoding::{AsDer, PublicKeyX509Der},
    rsa,
    signature::{
        ECDSA_P256_SHA256_FIXED, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
        RsaPublicKeyComponents, VerificationAlgorithm,
    },
};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use sha2::{Digest, Sha256};

use super::{limits::RSA_BITS, small_order::has_small_order};

/// The first byte of a point that is written with both coordinates (SEC 1, section 2.3.3).
const UNCOMPRESSED: u8 = 4;

/// Why a key was refused when it was loaded. Holds no key material.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Neither a PEM public key nor a JWKS.
    #[error("expected a PEM public key or a JWKS document")]
    NotAKey,
    /// A shared secret: whoever can check its tokens can forge them, and a weak one can be guessed.
    #[error("shared secrets (HMAC, kty \"oct\") are refused: use an Ed25519, P-256 or RSA key pair")]
    Symmetric,
    /// A private key, which has no business here.
    #[error("this is a private key: give the public one, and replace the pair")]
    Private,
    /// A key of a type that verifies none of EdDSA (Ed25519), ES256 and RS256.
    #[error("unsupported key: use Ed25519, P-256 or RSA")]
    Unsupported,
    /// An RSA modulus outside [`RSA_BITS`].
    #[error("an RSA key must have {} to {} bits", RSA_BITS.start(), RSA_BITS.end())]
    RsaBits,
    /// An Ed25519 point of small order: anyone could sign for it.
    #[error("an Ed25519 key of small order signs anything: make a new key pair")]
    SmallOrder,
    /// The key's `alg` or `use` contradicts its type.
    #[error("the key's \"alg\" or \"use\" does not fit its type")]
    AlgorithmMismatch,
    /// Two keys have one `kid`.
    #[error("two keys have the same \"kid\"")]
    DuplicateKid,
    /// There is no key to verify with.
    #[error("the document holds no signing key")]
    NoKeys,
}

/// A public key and the one algorithm it verifies; no other is ever tried (RFC 8725, section 3.1).
#[derive(Debug, Clone)]
pub(super) struct PublicKey {
    /// The `alg` of the tokens this key verifies: `EdDSA`, `ES256` or `RS256`.
    pub(super) algorithm_name: &'static str,
    /// The JWK thumbprint (RFC 7638, SHA-256, base64url): the `kid` of a key that has none.
    pub(super) thumbprint: String,
    algorithm: Algorithm,
    key: DecodingKey,
}

impl PublicKey {
    /// One PEM public key (SubjectPublicKeyInfo, or PKCS #1 for RSA).
    ///
    /// # Errors
    /// When it is something else, private, of another type or too weak.
    pub(super) fn from_pem(text: &str) -> Result<Self, KeyError> {
        if text.contains("PRIVATE KEY-----") {
            return Err(KeyError::Private);
        }
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let begin = lines.next().ok_or(KeyError::NotAKey)?;
        let end = lines.next_back().ok_or(KeyError::NotAKey)?;
        let known = [
            ("-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----"),
            ("-----BEGIN RSA PUBLIC KEY-----", "-----END RSA PUBLIC KEY-----"),
        ];
        if !known.contains(&(begin, end)) {
            return Err(KeyError::NotAKey);
        }
        let base64: String = lines.collect();
        Self::from_der(&BASE64.decode(base64.as_bytes()).map_err(|_| KeyError::NotAKey)?)
    }

    fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        if let Ok(key) = rsa::PublicKey::from_der(der) {
            let RsaPublicKeyComponents { n, e } = RsaPublicKeyComponents::<Vec<u8>>::from(&key);
            return Self::rsa(&n, &e);
        }
        // Both SubjectPublicKeyInfos end with the raw point.
        if let Ok(der) = subject_public_key_info(&ED25519, der) {
            return Self::ed25519(tail(der.as_ref(), 32)?);
        }
        let der = subject_public_key_info(&ECDSA_P256_SHA256_FIXED, der)?;
        match tail(der.as_ref(), 65)?.split_first() {
            Some((&UNCOMPRESSED, point)) => Self::p256(&point[..32], &point[32..]),
            _ => Err(KeyError::Unsupported),
        }
    }

    /// An Ed25519 key, for `EdDSA` (RFC 8037): the 32 bytes of its point.
    pub(super) fn ed25519(x: &[u8]) -> Result<Self, KeyError> {
        if has_small_order(exactly(x, 32)?) {
            return Err(KeyError::SmallOrder);
        }
        parse(&ED25519, x)?;
        let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, base64url(x));
        Ok(Self::new("EdDSA", Algorithm::EdDSA, &members, DecodingKey::from_ed_der(x)))
    }

    /// A P-256 key, for `ES256` (RFC 7518, section 3.4): the coordinates of its point, 32 bytes each.
    pub(super) fn p256(x: &[u8], y: &[u8]) -> Result<Self, KeyError> {
        let uncompressed = [&[UNCOMPRESSED], exactly(x, 32)?, exactly(y, 32)?].concat();
        parse(&ECDSA_P256_SHA256_FIXED, &uncompressed)?;
        let (x, y) = (base64url(x), base64url(y));
        let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        let key = DecodingKey::from_ec_components(&x, &y).map_err(|_| KeyError::Unsupported)?;
        Ok(Self::new("ES256", Algorithm::ES256, &members, key))
    }

    /// An RSA key, for `RS256` (RFC 7518, section 3.3): modulus and exponent, big-endian and
    /// without leading zeros.
    pub(super) fn rsa(n: &[u8], e: &[u8]) -> Result<Self, KeyError> {
        let leading_zeros = n.first().map_or(8, |byte| byte.leading_zeros() as usize);
        let bits = (n.len() * 8).saturating_sub(leading_zeros);
        if leading_zeros == 8 || !RSA_BITS.contains(&bits) {
            return Err(KeyError::RsaBits);
        }
        let parsed = RsaPublicKeyComponents { n, e }.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256);
        parsed.map_err(|_| KeyError::Unsupported)?;
        let (n, e) = (base64url(n), base64url(e));
        let members = format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#);
        let key = DecodingKey::from_rsa_components(&n, &e).map_err(|_| KeyError::Unsupported)?;
        Ok(Self::new("RS256", Algorithm::RS256, &members, key))
    }

    /// `members` are those that RFC 7638 hashes, in its order.
    fn new(algorithm_name: &'static str, algorithm: Algorithm, members: &str, key: DecodingKey) -> Self {
        Self { algorithm_name, thumbprint: base64url(&Sha256::digest(members)), algorithm, key }
    }

    /// Whether `signature` (base64url, as JWS has it) is this key's over `message`.
    pub(super) fn verifies(&self, message: &[u8], signature: &str) -> bool {
        crypto::verify(signature, message, &self.key, self.algorithm).unwrap_or(false)
    }
}

fn parse(algorithm: &'static dyn VerificationAlgorithm, key: &[u8]) -> Result<ParsedPublicKey, KeyError> {
    ParsedPublicKey::new(algorithm, key).map_err(|_| KeyError::Unsupported)
}

fn subject_public_key_info(
    algorithm: &'static dyn VerificationAlgorithm,
    der: &[u8],
) -> Result<PublicKeyX509Der<'static>, KeyError> {
    parse(algorithm, der)?.as_der().map_err(|_| KeyError::Unsupported)
}

fn base64url(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

fn exactly(bytes: &[u8], length: usize) -> Result<&[u8], KeyError> {
    if bytes.len() == length { Ok(bytes) } else { Err(KeyError::NotAKey) }
}

fn tail(der: &[u8], length: usize) -> Result<&[u8], KeyError> {
    let start = der.len().checked_sub(length).ok_or(KeyError::Unsupported)?;
    Ok(&der[start..])
}
