//! What signs: secrets derived from a key of this server, so that a copy of the database holds none.

use std::{io, path::Path};

use aws_lc_rs::hmac;
use data_encoding::{BASE64, BASE64URL_NOPAD};

use crate::{
    auth::random_bytes,
    meeting::id::WebhookId,
    secrets::{SecretFileError, read_secret_file, write_secret_file},
};

const LABEL: &[u8] = b"rondo webhook v1";

/// Why there is no key to sign with.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WebhookKeyError {
    /// The file can't be read.
    #[error("webhook-key: {0}")]
    File(#[from] SecretFileError),
    /// The file can't be written.
    #[error("webhook-key: {0}")]
    Io(#[from] io::Error),
    /// The content is not what this server wrote.
    #[error("webhook-key is damaged: restore it, or delete it and give every program its new secret")]
    Format,
}

/// The key from which the secrets of all webhooks come.
pub(crate) struct WebhookKey(hmac::Key);

impl WebhookKey {
    /// The key in the file at `path`; if there is none, a new one in a new file (mode 0600). Blocks on
    /// the disk.
    ///
    /// # Errors
    /// When the file can't be read or written, is not a key, or can be read by others.
    pub(crate) fn load_or_create(path: &Path) -> Result<Self, WebhookKeyError> {
        if let Some(text) = read_secret_file(path)? {
            let bytes = BASE64URL_NOPAD.decode(text.trim().as_bytes()).ok();
            let bytes: [u8; 32] =
                bytes.and_then(|bytes| bytes.try_into().ok()).ok_or(WebhookKeyError::Format)?;
            return Ok(Self::from_bytes(&bytes));
        }
        let bytes: [u8; 32] = random_bytes();
        write_secret_file(path, BASE64URL_NOPAD.encode(&bytes).as_bytes())?;
        Ok(Self::from_bytes(&bytes))
    }

    pub(super) fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, bytes))
    }

    /// The secret of a webhook, by its serial.
    pub(super) fn secret(&self, hook: WebhookId, serial: u32) -> WebhookSecret {
        let named = [LABEL, hook.as_bytes(), &serial.to_be_bytes()].concat();
        WebhookSecret(hmac::sign(&self.0, &named).as_ref().to_vec())
    }
}

/// What a webhook is signed with, as Standard Webhooks 1.0 has it.
pub(super) struct WebhookSecret(Vec<u8>);

impl WebhookSecret {
    /// As the program takes it.
    pub(super) fn to_text(&self) -> String {
        format!("whsec_{}", BASE64.encode(&self.0))
    }

    /// The `webhook-signature` of a message.
    pub(super) fn sign(&self, id: &str, at_s: i64, body: &[u8]) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let signed = [format!("{id}.{at_s}.").as_bytes(), body].concat();
        format!("v1,{}", BASE64.encode(hmac::sign(&key, &signed).as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification: standard-webhooks, version 1.0.0, in its reference libraries.
    #[test]
    fn a_signature_is_that_of_the_specification() {
        let secret = WebhookSecret(BASE64.decode(b"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap());
        let signed = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_eq!(secret.to_text(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    #[test]
    fn a_secret_is_its_webhooks_own_and_changes_with_its_serial() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("webhook-key");
        let key = WebhookKey::load_or_create(&path).unwrap();
        let text = |key: &WebhookKey, hook: u8, serial| {
            key.secret(WebhookId::from_bytes([hook; 16]), serial).to_text()
        };
        assert_ne!(text(&key, 1, 1), text(&key, 2, 1));
        assert_ne!(text(&key, 1, 1), text(&key, 1, 2));
        assert_eq!(text(&key, 1, 1), text(&WebhookKey::load_or_create(&path).unwrap(), 1, 1));
        std::fs::write(&path, "nonsense").unwrap();
        assert!(matches!(WebhookKey::load_or_create(&path), Err(WebhookKeyError::Format)));
    }
}
