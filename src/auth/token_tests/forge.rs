//! A forger for tests: signs whatever it is told, with good keys and bad ones. The key pairs in `test_keys`
//! were made for these tests and open nothing else.

use std::path::PathBuf;

use aws_lc_rs::{
    hmac,
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA256,
        RsaEncoding, RsaKeyPair,
    },
};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use tempfile::TempDir;

use crate::auth::{AllowedRooms, EntryTokens, Issuer, RandomId, SigningKeys, public_key::PublicKey};
use crate::{
    meeting::{
        id::{ParticipantId, RoomId},
        role::Role,
    },
    time::UnixMs,
};

pub(super) const NOW: UnixMs = UnixMs::from_ms(1_900_000_000_000);
pub(super) const OPERATOR: &str = "https://clinic.example";
pub(super) const ED_PEM: &str = include_str!("../test_keys/ed_public.pem");
pub(super) const EC_PEM: &str = include_str!("../test_keys/ec_public.pem");
pub(super) const RSA_PEM: &str = include_str!("../test_keys/rsa_public.pem");

/// What signs a forged token.
pub(super) enum With {
    /// This server's current key.
    Own,
    Ed,
    Ec,
    Rsa,
    RsaPss,
    Hmac(Vec<u8>),
    /// These very bytes.
    Bytes(Vec<u8>),
}

pub(super) struct Forge {
    pub(super) tokens: EntryTokens,
    own: SigningKeys,
    folder: TempDir,
    pub(super) room: RoomId,
    pub(super) participant: ParticipantId,
}

impl Forge {
    /// A server with its own keys and three issuers, one for each kind of key. Each may let members
    /// and observers into one room.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let load = || SigningKeys::load_or_create(&key_file(&folder)).unwrap();
        let room = RoomId::random();
        let issuer = |(name, pem): (String, &str)| {
            let roles = [Role::Member, Role::Observer];
            Issuer::new(&name, pem, AllowedRooms::Only([room].into()), roles).unwrap()
        };
        let issuers = [
            (OPERATOR.into(), ED_PEM),
            (format!("{OPERATOR}/ec"), EC_PEM),
            (format!("{OPERATOR}/rsa"), RSA_PEM),
        ];
        let tokens = EntryTokens::new(load(), issuers.map(issuer)).unwrap();
        Self { tokens, own: load(), folder, room, participant: ParticipantId::random() }
    }

    /// The keys the server started with.
    pub(super) fn own_keys(&self) -> SigningKeys {
        SigningKeys::load_or_create(&key_file(&self.folder)).unwrap()
    }

    pub(super) fn own_header(&self) -> String {
        format!(r#"{{"alg":"EdDSA","kid":"{}","typ":"rondo-entry+jwt"}}"#, self.own.newest_kid())
    }

    /// Valid from [`NOW`] for ten minutes.
    pub(super) fn own_claims(&self) -> String {
        let iat = NOW.seconds();
        format!(
            r#"{{"iss":"rondo","aud":"rondo:{}","sub":"{}","role":"member","jti":"j1","iat":{iat},"nbf":{iat},"exp":{}}}"#,
            self.room,
            self.participant,
            iat + 600
        )
    }

    /// The claims of the issuer `OPERATOR` plus `path`.
    pub(super) fn operator_claims(&self, path: &str) -> String {
        let claims = swap(&self.own_claims(), r#""iss":"rondo""#, &format!(r#""iss":"{OPERATOR}{path}""#));
        swap(&claims, &self.participant.to_string(), "user-17")
    }

    /// `header.payload.signature`, signed by `with`.
    pub(super) fn token(&self, header: &str, payload: &str, with: With) -> String {
        let b64 = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        let message = format!("{}.{}", b64(header.as_bytes()), b64(payload.as_bytes()));
        let signature = self.signature(message.as_bytes(), with);
        format!("{message}.{}", b64(&signature))
    }

    fn signature(&self, message: &[u8], with: With) -> Vec<u8> {
        match with {
            With::Own => {
                BASE64URL_NOPAD.decode(self.own.signer(NOW).sign(message).unwrap().as_bytes()).unwrap()
            }
            With::Bytes(bytes) => bytes,
            With::Ed => {
                let key = Ed25519KeyPair::from_pkcs8(include_bytes!("../test_keys/ed_private.der")).unwrap();
                key.sign(message).as_ref().to_vec()
            }
            With::Ec => {
                let der = include_bytes!("../test_keys/ec_private.der");
                let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der).unwrap();
                key.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec()
            }
            With::Rsa => rsa(&RSA_PKCS1_SHA256, message),
            With::RsaPss => rsa(&RSA_PSS_SHA256, message),
            With::Hmac(secret) => {
                hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &secret), message).as_ref().to_vec()
            }
        }
    }

    /// The ES256 signature of a token in DER instead of the raw form JWS asks for.
    pub(super) fn with_der_signature(token: &str) -> String {
        let (message, signature) = token.rsplit_once('.').unwrap();
        let raw = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
        let integer = |bytes: &[u8]| [&[0x02, 33, 0], bytes].concat();
        let body = [integer(&raw[..32]), integer(&raw[32..])].concat();
        let der = [&[0x30, u8::try_from(body.len()).unwrap()], body.as_slice()].concat();
        assert_eq!(HEXLOWER.encode(&der[..2]), "3046");
        format!("{message}.{}", BASE64URL_NOPAD.encode(&der))
    }
}

fn key_file(folder: &TempDir) -> PathBuf {
    folder.path().join("keys")
}

fn rsa(padding: &'static dyn RsaEncoding, message: &[u8]) -> Vec<u8> {
    let key = RsaKeyPair::from_der(include_bytes!("../test_keys/rsa_private.der")).unwrap();
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(padding, &SystemRandom::new(), message, &mut signature).unwrap();
    signature
}

pub(super) fn header(algorithm: &str, pem: &str) -> String {
    let kid = PublicKey::from_pem(pem).unwrap().thumbprint;
    format!(r#"{{"alg":"{algorithm}","kid":"{kid}","typ":"rondo-entry+jwt"}}"#)
}

/// `text` with `from` replaced, which must be there: a forgery that changes nothing proves nothing.
#[track_caller]
pub(super) fn swap(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not in {text}");
    text.replacen(from, to, 1)
}
