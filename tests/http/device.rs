//! A device that keeps a passkey, and the browser that asks it (WebAuthn Level 3, sections 5.8.1, 6.1 and 6.5).

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

/// `{"fmt": "none", "attStmt": {}, "authData": ` and the start of a byte string with a length of two bytes.
const ATTESTATION: &[u8] = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59";
/// An ES256 key: kind, algorithm and curve, then the start of its x coordinate.
const COSE_KEY: &[u8] = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20";
/// The start of its y coordinate.
const COSE_KEY_Y: &[u8] = b"\x22\x58\x20";

pub(crate) struct Device {
    /// The origin of the page that its browser shows.
    pub(crate) origin: String,
    key: EcdsaKeyPair,
    id: Vec<u8>,
}

impl Device {
    pub(crate) fn at(origin: &str) -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let id = Sha256::digest(key.public_key()).to_vec();
        Self { origin: origin.to_owned(), key, id }
    }

    /// Makes its passkey: `RegistrationResponseJSON`.
    pub(crate) fn make(&self, question: &Value) -> Value {
        let options = &question["options"];
        let (x, y) = self.key.public_key().as_ref()[1..].split_at(32);
        let mut data = authenticator_data(&options["rp"]["id"], PRESENT | VERIFIED | ATTESTED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend([&self.id, COSE_KEY, x, COSE_KEY_Y, y].concat());
        let mut attestation = ATTESTATION.to_vec();
        attestation.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        attestation.extend(data);
        self.answer(json!({
            "clientDataJSON": text(&self.client_data("webauthn.create", options)),
            "attestationObject": text(&attestation),
        }))
    }

    /// Shows its passkey, whichever is asked for: `AuthenticationResponseJSON`.
    pub(crate) fn show(&self, question: &Value) -> Value {
        self.show_how(question, PRESENT | VERIFIED)
    }

    /// Shows it to whoever has the device, who need not be its owner.
    pub(crate) fn show_unverified(&self, question: &Value) -> Value {
        self.show_how(question, PRESENT)
    }

    fn show_how(&self, question: &Value, flags: u8) -> Value {
        let options = &question["options"];
        let client_data = self.client_data("webauthn.get", options);
        let data = authenticator_data(&options["rpId"], flags);
        let signed = [&data[..], &Sha256::digest(&client_data)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(json!({
            "clientDataJSON": text(&client_data),
            "authenticatorData": text(&data),
            "signature": text(signature.as_ref()),
            "userHandle": null,
        }))
    }

    /// Whether the question is about its passkey, so that a browser would ask it.
    pub(crate) fn is_asked(&self, question: &Value) -> bool {
        let allowed = question["options"]["allowCredentials"].as_array().unwrap();
        allowed.iter().any(|one| one["id"] == text(&self.id))
    }

    fn answer(&self, response: Value) -> Value {
        let id = text(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {}})
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let (challenge, origin) = (&options["challenge"], &self.origin);
        json!({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false})
            .to_string()
            .into()
    }
}

/// For a site, with a counter that stays at zero, as that of passkeys which are on several devices.
fn authenticator_data(site: &Value, flags: u8) -> Vec<u8> {
    [&Sha256::digest(site.as_str().unwrap())[..], &[flags], &[0; 4]].concat()
}

fn text(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}
