//! Who sends: a key of this server's own, and proofs signed with it (VAPID, RFC 8292).

use std::{io, path::Path};

use aws_lc_rs::{
    agreement::{ECDH_P256, PrivateKey},
    encoding::{AsBigEndian, EcPrivateKeyBin},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;
use url::Url;

use super::limits::PROOF_S;
use crate::{
    secrets::{SecretFileError, read_secret_file, write_secret_file},
    time::UnixMs,
};

/// Why there is no key to send with.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VapidKeyError {
    /// The file can't be read.
    #[error("push-key: {0}")]
    File(#[from] SecretFileError),
    /// The file can't be written.
    #[error("push-key: {0}")]
    Io(#[from] io::Error),
    /// The content is not what this server wrote.
    #[error("push-key is damaged: restore it, or delete it so that a new one is made")]
    Format,
}

/// The P-256 key of this server.
pub(crate) struct VapidKey {
    pair: EcdsaKeyPair,
    /// The public half, as browsers and push services take it.
    public: String,
}

impl VapidKey {
    /// The key in the file at `path`; if there is none, a new one in a new file (mode 0600). Blocks on
    /// the disk.
    ///
    /// # Errors
    /// When the file can't be read or written, is not a key, or can be read by others.
    pub(crate) fn load_or_create(path: &Path) -> Result<Self, VapidKeyError> {
        if let Some(text) = read_secret_file(path)? {
            let bytes = BASE64URL_NOPAD.decode(text.trim().as_bytes()).map_err(|_| VapidKeyError::Format)?;
            return Self::from_bytes(&bytes);
        }
        let key = PrivateKey::generate(&ECDH_P256).map_err(|_| VapidKeyError::Format)?;
        let bytes: EcPrivateKeyBin<'_> = key.as_be_bytes().map_err(|_| VapidKeyError::Format)?;
        write_secret_file(path, BASE64URL_NOPAD.encode(bytes.as_ref()).as_bytes())?;
        Self::from_bytes(bytes.as_ref())
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, VapidKeyError> {
        let key = PrivateKey::from_private_key(&ECDH_P256, bytes).map_err(|_| VapidKeyError::Format)?;
        let public = key.compute_public_key().map_err(|_| VapidKeyError::Format)?;
        let signing = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = EcdsaKeyPair::from_private_key_and_public_key(signing, bytes, public.as_ref())
            .map_err(|_| VapidKeyError::Format)?;
        let public = BASE64URL_NOPAD.encode(pair.public_key().as_ref());
        Ok(Self { pair, public })
    }

    /// The public half: an uncompressed point as base64url.
    pub(crate) fn public(&self) -> &str {
        &self.public
    }

    /// The `Authorization` for a request to a push service. It names the service and, for the case that
    /// something is wrong, a page of this server.
    pub(super) fn authorization(&self, to: &Url, contact: Option<&str>, now: UnixMs) -> Option<String> {
        let ends_s = now.as_ms() / 1_000 + i64::try_from(PROOF_S).ok()?;
        let mut claims = json!({"aud": to.origin().ascii_serialization(), "exp": ends_s});
        if let Some(contact) = contact {
            claims["sub"] = contact.into();
        }
        let part = |value: serde_json::Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(json!({"typ": "JWT", "alg": "ES256"})), part(claims));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).ok()?;
        let signature = BASE64URL_NOPAD.encode(signature.as_ref());
        Some(format!("vapid t={signed}.{signature}, k={}", self.public))
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;

    #[test]
    fn a_key_is_made_once_and_kept_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("push-key");
        let public = VapidKey::load_or_create(&path).unwrap().public().to_owned();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(VapidKey::load_or_create(&path).unwrap().public(), public);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(VapidKey::load_or_create(&path), Err(VapidKeyError::File(_))));
        for damaged in ["", "AAAA", "not base64 at all", &"_".repeat(43)] {
            write_secret_file(&path, damaged.as_bytes()).unwrap();
            assert!(matches!(VapidKey::load_or_create(&path), Err(VapidKeyError::Format)), "{damaged}");
        }
    }
}
