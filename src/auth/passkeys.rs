//! Passkeys (WebAuthn): they are made for this site and prove here, and nowhere else, who somebody is.

use std::fmt::Display;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use url::Url;
use uuid::Uuid;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{Passkey, PasskeyAuthentication, PasskeyRegistration},
};

use crate::meeting::id::AccountId;

/// What a browser answers, as it writes a `PublicKeyCredential`.
pub(crate) type Answer = Map<String, Value>;

/// Why there is no passkey.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PasskeyFault {
    /// The site has no name, and browsers keep passkeys for names only.
    #[error("the site has no name to keep passkeys for")]
    NoSite,
    /// The answer is none, or is of another site, another passkey or another question.
    #[error("the answer does not fit: {0}")]
    Wrong(String),
    /// What was kept of a passkey can't be read, or a question can't be made.
    #[error("passkeys: {0}")]
    Broken(String),
}

/// Whom a passkey is for.
pub(crate) struct Holder<'a> {
    pub(crate) account: AccountId,
    /// The sign-in name.
    pub(crate) name: &'a str,
    /// What people call them.
    pub(crate) display_name: &'a str,
}

/// A passkey as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptPasskey {
    /// The credential's id, base64url.
    pub(crate) id: String,
    /// Its public key and counter, JSON.
    pub(crate) credential: String,
}

/// Makes and checks the passkeys of this site. The caller keeps what was asked: a question is answered once.
pub(crate) struct Passkeys {
    site: Option<(String, Webauthn)>,
}

impl Passkeys {
    /// For the site at an origin; a host that is an address has no passkeys.
    pub(crate) fn new(origin: &str) -> Self {
        let site = Url::parse(origin).ok().and_then(|url| {
            let host = url.domain()?.to_owned();
            let webauthn = WebauthnBuilder::new(&host, &url).ok()?.build().ok()?;
            Some((origin.to_owned(), webauthn))
        });
        Self { site }
    }

    /// The one origin where passkeys work; `None` if they work nowhere.
    pub(crate) fn origin(&self) -> Option<&str> {
        self.site.as_ref().map(|(origin, _)| origin.as_str())
    }

    /// What a browser needs to make a passkey (`PublicKeyCredentialCreationOptionsJSON`), and the question that
    /// it answers. It makes none on a device that holds one of `kept`.
    ///
    /// # Errors
    /// [`PasskeyFault::NoSite`] or [`PasskeyFault::Broken`].
    pub(crate) fn ask_to_add<'a>(
        &self,
        holder: &Holder<'_>,
        kept: impl IntoIterator<Item = &'a str>,
    ) -> Result<(Value, PasskeyRegistration), PasskeyFault> {
        let known = read_all(kept)?.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let id = Uuid::from_bytes(*holder.account.as_bytes());
        let started =
            self.webauthn()?.start_passkey_registration(id, holder.name, holder.display_name, Some(known));
        let (options, question) = started.map_err(broken)?;
        Ok((public_key(&options)?, question))
    }

    /// The passkey that a browser made (`RegistrationResponseJSON`).
    ///
    /// # Errors
    /// Any.
    pub(crate) fn add(
        &self,
        question: &PasskeyRegistration,
        answer: Answer,
    ) -> Result<KeptPasskey, PasskeyFault> {
        let made = self.webauthn()?.finish_passkey_registration(&read_answer(answer)?, question);
        keep(&made.map_err(wrong)?)
    }

    /// What a browser needs to show one of the `kept` passkeys of an account
    /// (`PublicKeyCredentialRequestOptionsJSON`), and the question that it answers.
    ///
    /// # Errors
    /// [`PasskeyFault::NoSite`] or [`PasskeyFault::Broken`].
    pub(crate) fn ask_to_show<'a>(
        &self,
        kept: impl IntoIterator<Item = &'a str>,
    ) -> Result<(Value, PasskeyAuthentication), PasskeyFault> {
        let started = self.webauthn()?.start_passkey_authentication(&read_all(kept)?);
        let (options, question) = started.map_err(broken)?;
        Ok((public_key(&options)?, question))
    }

    /// Which of the `kept` passkeys a browser showed (`AuthenticationResponseJSON`), as it is from now on. One
    /// whose counter goes backwards was copied, and is refused.
    ///
    /// # Errors
    /// Any.
    pub(crate) fn show<'a>(
        &self,
        question: &PasskeyAuthentication,
        kept: impl IntoIterator<Item = &'a str>,
        answer: Answer,
    ) -> Result<KeptPasskey, PasskeyFault> {
        let shown = self.webauthn()?.finish_passkey_authentication(&read_answer(answer)?, question);
        let shown = shown.map_err(wrong)?;
        let mut kept = read_all(kept)?.into_iter();
        let mut passkey =
            kept.find(|passkey| passkey.cred_id() == shown.cred_id()).ok_or_else(|| wrong("taken away"))?;
        passkey.update_credential(&shown);
        keep(&passkey)
    }

    fn webauthn(&self) -> Result<&Webauthn, PasskeyFault> {
        self.site.as_ref().map(|(_, webauthn)| webauthn).ok_or(PasskeyFault::NoSite)
    }
}

/// Browsers read what is inside `publicKey`.
fn public_key(options: &impl Serialize) -> Result<Value, PasskeyFault> {
    let mut options = serde_json::to_value(options).map_err(broken)?;
    Ok(options["publicKey"].take())
}

fn read_all<'a>(kept: impl IntoIterator<Item = &'a str>) -> Result<Vec<Passkey>, PasskeyFault> {
    kept.into_iter().map(|credential| serde_json::from_str(credential).map_err(broken)).collect()
}

fn read_answer<T: DeserializeOwned>(answer: Answer) -> Result<T, PasskeyFault> {
    serde_json::from_value(answer.into()).map_err(wrong)
}

fn keep(passkey: &Passkey) -> Result<KeptPasskey, PasskeyFault> {
    let id = data_encoding::BASE64URL_NOPAD.encode(passkey.cred_id());
    Ok(KeptPasskey { id, credential: serde_json::to_string(passkey).map_err(broken)? })
}

fn wrong(cause: impl Display) -> PasskeyFault {
    PasskeyFault::Wrong(cause.to_string())
}

fn broken(cause: impl Display) -> PasskeyFault {
    PasskeyFault::Broken(cause.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_for_a_site_with_a_name() {
        for (origin, works) in [
            ("https://rondo.example", true),
            ("https://rondo.example:8443", true),
            ("http://localhost:8080", true),
            ("http://127.0.0.1:8080", false),
            ("https://[2001:db8::1]", false),
        ] {
            let passkeys = Passkeys::new(origin);
            assert_eq!(passkeys.origin(), works.then_some(origin));
            assert_eq!(passkeys.ask_to_add(&ada(), []).is_ok(), works, "{origin}");
        }
    }

    #[test]
    fn a_question_outlives_the_process_that_asked() {
        let site = || Passkeys::new("https://rondo.example");
        let (options, question) = site().ask_to_add(&ada(), []).unwrap();
        assert_eq!(options["rp"]["id"], "rondo.example");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        let kept = serde_json::to_string(&question).unwrap();
        let question = serde_json::from_str(&kept).unwrap();
        let refused = site().add(&question, Answer::new()).unwrap_err();
        assert!(matches!(refused, PasskeyFault::Wrong(_)));
    }

    fn ada() -> Holder<'static> {
        Holder { account: AccountId::from_bytes([1; 16]), name: "ada", display_name: "Ada" }
    }
}
