//! Codes of an authenticator app (TOTP, RFC 6238), whose secrets are derived from a key of this server, so
//! that a copy of the database holds none.

use std::{io, path::Path};

use aws_lc_rs::hmac;
use totp_rs::{Builder, Totp, TotpError};

use super::secret::{Secret, random_bytes};
use crate::{
    meeting::id::AccountId,
    secrets::{SecretFileError, read_secret_file, write_secret_file},
    time::UnixMs,
};

const LABEL: &[u8] = b"rondo second factor v1";
/// Bytes of what makes the secret of an account a new one.
const SALT_BYTES: usize = 16;
/// Bytes of a secret: what RFC 4226 recommends.
const APP_SECRET_BYTES: usize = 20;

/// Why there is no key for second factors.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SecondFactorKeyError {
    /// The file can't be read.
    #[error("second-factor-key: {0}")]
    File(#[from] SecretFileError),
    /// The file can't be written.
    #[error("second-factor-key: {0}")]
    Io(#[from] io::Error),
    /// The content is not what this server wrote.
    #[error(
        "second-factor-key is damaged: restore it, or delete it; then everyone with an app signs in with a \
         recovery code and sets it up again"
    )]
    Format,
}

/// The key from which the secrets of all apps come.
pub(crate) struct SecondFactorKey(hmac::Key);

impl SecondFactorKey {
    /// The key in the file at `path`; if there is none, a new one in a new file (mode 0600). Blocks on
    /// the disk.
    ///
    /// # Errors
    /// When the file can't be read or written, is not a key, or can be read by others.
    pub(crate) fn load_or_create(path: &Path) -> Result<Self, SecondFactorKeyError> {
        let secret = match read_secret_file(path)? {
            Some(text) => text.trim().parse().map_err(|_| SecondFactorKeyError::Format)?,
            None => {
                let secret = Secret::random();
                write_secret_file(path, secret.to_text().as_bytes())?;
                secret
            }
        };
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes())))
    }

    /// A new salt, with which an account has a new secret.
    pub(crate) fn new_salt() -> Vec<u8> {
        random_bytes::<SALT_BYTES>().to_vec()
    }

    /// The codes of an account with a salt.
    pub(crate) fn codes(&self, account: AccountId, salt: &[u8]) -> AppCodes {
        let tag = hmac::sign(&self.0, &[LABEL, account.as_bytes(), salt].concat());
        AppCodes(tag.as_ref()[..APP_SECRET_BYTES].to_vec())
    }
}

/// The codes that the app of one account shows: six digits, another every 30 s.
#[derive(zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub(crate) struct AppCodes(Vec<u8>);

impl AppCodes {
    /// The secret, for whoever types it into the app: base32.
    pub(crate) fn secret(&self) -> Result<String, TotpError> {
        Ok(self.totp("", "")?.secret().to_base32())
    }

    /// The link that the app scans. A colon has a meaning of its own in it.
    pub(crate) fn link(&self, server: &str, name: &str) -> Result<String, TotpError> {
        self.totp(&server.replace(':', " "), &name.replace(':', " "))?.to_url()
    }

    /// The step of the code, if the app shows it now or does so a step earlier or later: clocks differ.
    pub(crate) fn step_of(&self, code: &str, now: UnixMs) -> Result<Option<i64>, TotpError> {
        let seconds = now.as_ms().div_euclid(1_000).max(0).unsigned_abs();
        let step = self.totp("", "")?.check(code, seconds);
        Ok(step.and_then(|step| i64::try_from(step).ok()))
    }

    fn totp(&self, server: &str, name: &str) -> Result<Totp, TotpError> {
        let builder = Builder::new().with_secret(self.0.clone());
        builder.with_skew(1).with_issuer(Some(server)).with_account_name(name).build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, for SHA-1, cut to six digits.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let codes = AppCodes(b"12345678901234567890".to_vec());
        let step = |code, at_s: i64| codes.step_of(code, UnixMs::from_ms(at_s * 1_000)).unwrap();
        assert_eq!(step("287082", 59), Some(1));
        assert_eq!(step("081804", 1_111_111_109), Some(37_037_036));
        assert_eq!(step("005924", 1_234_567_890), Some(41_152_263));
        assert_eq!(step("287082", 0), Some(1), "a clock that is a step late");
        assert_eq!(step("287082", 89), Some(1), "and one that is a step early");
        assert_eq!(step("287082", 90), None);
        for wrong in ["", "28708", "2870820", "28708x", "２８７０８２"] {
            assert_eq!(step(wrong, 59), None, "{wrong:?}");
        }
        assert_eq!(codes.secret().unwrap(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(
            codes.link("Rondo [::1]", "ada").unwrap(),
            "otpauth://totp/Rondo%20%5B%20%201%5D:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Rondo%20%5B%20%201%5D"
        );
    }

    #[test]
    fn a_secret_is_its_accounts_own_and_outlives_the_process() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("second-factor-key");
        let key = SecondFactorKey::load_or_create(&path).unwrap();
        let secret = |key: &SecondFactorKey, account: u8, salt: u8| {
            key.codes(AccountId::from_bytes([account; 16]), &[salt; 16]).secret().unwrap()
        };
        assert_ne!(secret(&key, 1, 1), secret(&key, 2, 1));
        assert_ne!(secret(&key, 1, 1), secret(&key, 1, 2));
        assert_eq!(secret(&key, 1, 1), secret(&SecondFactorKey::load_or_create(&path).unwrap(), 1, 1));
        std::fs::write(&path, "nonsense").unwrap();
        assert!(matches!(SecondFactorKey::load_or_create(&path), Err(SecondFactorKeyError::Format)));
    }
}
