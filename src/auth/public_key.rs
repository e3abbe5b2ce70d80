//! Public keys and the one algorithm each of them verifies.

use data_encoding::{BASE64, BASE64URL_NOPAD};
use jsonwebtoken::{
    Algorithm, DecodingKey,
    crypto::{CryptoProvider, aws_lc},
};
use sha2::{Digest, Sha256};

/// The cryptography is named here and never looked up in the library's process-wide default, which
/// panics at run time when none or two are compiled in.
pub(super) const PROVIDER: &CryptoProvider = &aws_lc::DEFAULT_PROVIDER;

/// DER of an Ed25519 public key up to its 32 bytes (RFC 8410, section 4).
const ED25519_SPKI: &[u8] = &[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// DER of an uncompressed P-256 public key up to its 64 bytes (RFC 5480, section 2).
const P256_SPKI: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
];
/// Shortest and longest RSA modulus (RFC 7518, section 3.3, and what the verifier takes).
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// Why a key was refused when it was loaded. Holds no key material.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Neither a PEM public key nor a JWKS.
    #[error("expected a PEM public key or a JWKS document")]
    NotAKey,
    /// A shared secret: whoever can check its tokens can forge them, and a weak one is guessed.
    #[error("shared secrets (HMAC, kty \"oct\") are refused: use an Ed25519, P-256 or RSA key pair")]
    Symmetric,
    /// A private key, which has no business here.
    #[error("this is a private key: give the public one, and replace the pair")]
    Private,
    /// A kind of key that verifies none of EdDSA (Ed25519), ES256 and RS256.
    #[error("unsupported key: use Ed25519, P-256 or RSA")]
    Unsupported,
    /// An RSA modulus outside 2048 to 8192 bits.
    #[error("an RSA key has 2048 to 8192 bits")]
    RsaBits,
    /// The key's `alg` or `use` contradicts its type.
    #[error("the key's \"alg\" or \"use\" does not fit its type")]
    AlgorithmMismatch,
    /// Two keys answer to one `kid`.
    #[error("two keys have the same \"kid\"")]
    DuplicateKid,
    /// There is no key to verify with.
    #[error("the document holds no signing key")]
    NoKeys,
}

/// A public key, as its raw big-endian parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// Ed25519, for EdDSA (RFC 8037).
    Ed25519 {
        /// The point.
        x: [u8; 32],
    },
    /// P-256, for ES256 (RFC 7518, section 3.4).
    P256 {
        /// The point's first coordinate.
        x: [u8; 32],
        /// The point's second coordinate.
        y: [u8; 32],
    },
    /// RSA, for RS256 (RFC 7518, section 3.3).
    Rsa {
        /// The modulus.
        n: Vec<u8>,
        /// The exponent.
        e: Vec<u8>,
    },
}

impl PublicKey {
    /// One PEM public key (SubjectPublicKeyInfo, or PKCS #1 for RSA).
    ///
    /// # Errors
    /// When it is something else, private, of another kind or too weak.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
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
        if let Some(x) = der.strip_prefix(ED25519_SPKI) {
            return Ok(Self::Ed25519 { x: exactly(x)? });
        }
        if let Some((x, y)) = der.strip_prefix(P256_SPKI).and_then(|point| point.split_at_checked(32)) {
            return Ok(Self::P256 { x: exactly(x)?, y: exactly(y)? });
        }
        let (n, e) = (PROVIDER.key_utils.rsa_pub_components_from_public_key)(der)
            .map_err(|_| KeyError::Unsupported)?;
        Self::rsa(n, e)
    }

    /// An RSA key of an accepted size.
    ///
    /// # Errors
    /// [`KeyError::RsaBits`], also for a modulus with leading zeros.
    pub(super) fn rsa(n: Vec<u8>, e: Vec<u8>) -> Result<Self, KeyError> {
        let leading = n.first().map_or(8, |byte| byte.leading_zeros() as usize);
        let bits = (n.len() * 8).saturating_sub(leading);
        if leading < 8 && RSA_BITS.contains(&bits) { Ok(Self::Rsa { n, e }) } else { Err(KeyError::RsaBits) }
    }

    /// The `alg` of the tokens this key verifies; no other is tried (RFC 8725, section 3.1).
    #[must_use]
    pub const fn algorithm_name(&self) -> &'static str {
        match self {
            Self::Ed25519 { .. } => "EdDSA",
            Self::P256 { .. } => "ES256",
            Self::Rsa { .. } => "RS256",
        }
    }

    /// The JWK thumbprint (RFC 7638, SHA-256, base64url): the `kid` of a key that has none.
    #[must_use]
    pub fn thumbprint(&self) -> String {
        let b64 = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        let canonical = match self {
            Self::Ed25519 { x } => format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, b64(x)),
            Self::P256 { x, y } => {
                format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, b64(x), b64(y))
            }
            Self::Rsa { n, e } => format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, b64(e), b64(n)),
        };
        b64(&Sha256::digest(canonical))
    }
}

/// A public key made ready to verify signatures with its one algorithm.
#[derive(Debug, Clone)]
pub(super) struct VerifyingKey {
    pub(super) algorithm_name: &'static str,
    algorithm: Algorithm,
    key: DecodingKey,
}

impl VerifyingKey {
    pub(super) fn new(public: &PublicKey) -> Result<Self, KeyError> {
        let b64 = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        let (algorithm, key) = match public {
            PublicKey::Ed25519 { x } => (Algorithm::EdDSA, Ok(DecodingKey::from_ed_der(x))),
            PublicKey::P256 { x, y } => (Algorithm::ES256, DecodingKey::from_ec_components(&b64(x), &b64(y))),
            PublicKey::Rsa { n, e } => (Algorithm::RS256, DecodingKey::from_rsa_components(&b64(n), &b64(e))),
        };
        let key = key.map_err(|_| KeyError::Unsupported)?;
        Ok(Self { algorithm_name: public.algorithm_name(), algorithm, key })
    }

    /// Whether `signature` (raw bytes) is this key's over `message`.
    pub(super) fn verifies(&self, message: &[u8], signature: &Vec<u8>) -> bool {
        (PROVIDER.verifier_factory)(&self.algorithm, &self.key)
            .is_ok_and(|verifier| verifier.verify(message, signature).is_ok())
    }
}

/// The bytes, if there are exactly as many as the key needs.
pub(super) fn exactly<const N: usize>(bytes: &[u8]) -> Result<[u8; N], KeyError> {
    bytes.try_into().map_err(|_| KeyError::NotAKey)
}
