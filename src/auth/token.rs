//! Entry tokens: signed here, and verified whoever signed them (design.md, "Tokens and roles";
//! reliability.md, "Tokens (JWT)").

use std::collections::BTreeMap;

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;

use super::{
    claims::{
        AUDIENCE_PREFIX, Claims, Header, IssuerClaim, LIFETIME_S_MAX, OWN_ALGORITHM, OWN_ISSUER,
        TOKEN_BYTES_MAX, TOKEN_TYPE, strict_object,
    },
    entry::{TokenId, VerifiedEntry},
    issuer::{Issuer, IssuerError},
    keys::{OwnKey, SigningFailed, SigningKeys},
    public_key::VerifyingKey,
    secret::random_bytes,
    token_fault::{InvalidToken, TokenFault},
};
use crate::{
    meeting::{
        id::{ParticipantId, RoomId},
        role::Role,
    },
    time::UnixMs,
};

/// A fresh token of this server.
pub struct SignedEntry {
    /// The compact JWS, for the first frame of a connection.
    pub token: String,
    /// Its name for revocation.
    pub id: TokenId,
    /// When it ends.
    pub expires_at: UnixMs,
}

/// Signs this server's entry tokens and verifies those of every issuer it knows.
#[derive(Debug)]
pub struct EntryTokens {
    own: SigningKeys,
    issuers: BTreeMap<String, Issuer>,
}

/// Whose key it was: this server's own, or an issuer with its limits.
type Signer<'a> = Option<&'a Issuer>;

impl EntryTokens {
    /// Tokens of this server's keys and of the operators' `issuers`.
    ///
    /// # Errors
    /// When two issuers have one name.
    pub fn new(own: SigningKeys, issuers: impl IntoIterator<Item = Issuer>) -> Result<Self, IssuerError> {
        let mut named = BTreeMap::new();
        for issuer in issuers {
            if named.insert(issuer.name().to_owned(), issuer).is_some() {
                return Err(IssuerError::Duplicate);
            }
        }
        Ok(Self { own, issuers: named })
    }

    /// This server's keys, to rotate and save them.
    pub const fn own_keys_mut(&mut self) -> &mut SigningKeys {
        &mut self.own
    }

    /// A token that lets `participant` into `room`, issued now, for `lifetime_s` seconds and at most
    /// [`LIFETIME_S_MAX`].
    ///
    /// # Errors
    /// When the key can't sign.
    pub fn sign_entry(
        &self,
        room: RoomId,
        participant: ParticipantId,
        role: Role,
        lifetime_s: u64,
        now: UnixMs,
    ) -> Result<SignedEntry, SigningFailed> {
        let iat = now.seconds();
        let exp = iat + lifetime_s.min(LIFETIME_S_MAX);
        let jti = BASE64URL_NOPAD.encode(&random_bytes::<16>());
        let id = TokenId::new(OWN_ISSUER, &jti);
        let header =
            Header { alg: OWN_ALGORITHM.into(), kid: self.own.current_kid().into(), typ: TOKEN_TYPE.into() };
        let claims = Claims {
            iss: OWN_ISSUER.into(),
            aud: format!("{AUDIENCE_PREFIX}{room}"),
            sub: participant.to_string(),
            role,
            jti,
            iat,
            nbf: Some(iat),
            exp,
        };
        let message = format!("{}.{}", part(&header)?, part(&claims)?);
        let signature = self.own.sign(message.as_bytes())?;
        Ok(SignedEntry { token: format!("{message}.{signature}"), id, expires_at: UnixMs::from_seconds(exp) })
    }

    /// What `token` says, if it is valid at `now`. Nothing in it is used before its
    /// signature is checked, but `iss` and `kid` to find the key. There is no leeway: a token is
    /// valid from its `iat` (and `nbf`) on and until just before its `exp`, by this server's clock.
    /// An operator whose clock runs ahead sets `iat` a little back.
    ///
    /// # Errors
    /// One error for every fault; see [`InvalidToken::fault`].
    pub fn verify(&self, token: &str, now: UnixMs) -> Result<VerifiedEntry, InvalidToken> {
        let parts = Parts::split(token)?;
        let header: Header = strict_object(&parts.header).ok_or(TokenFault::Header)?;
        if header.typ != TOKEN_TYPE {
            return Err(TokenFault::Type.into());
        }
        let issuer = IssuerClaim::of(&parts.payload).ok_or(TokenFault::Claims)?;
        let (key, signer) = self.key(&issuer, &header.kid, now)?;
        if header.alg != key.algorithm_name {
            return Err(TokenFault::Algorithm.into());
        }
        if !key.verifies(parts.message, &parts.signature) {
            return Err(TokenFault::Signature.into());
        }
        let claims: Claims = strict_object(&parts.payload).ok_or(TokenFault::Claims)?;
        check_times(&claims, now)?;
        Ok(VerifiedEntry::from_claims(claims, signer)?)
    }

    fn key(&self, issuer: &str, kid: &str, now: UnixMs) -> Result<(&VerifyingKey, Signer<'_>), TokenFault> {
        if issuer != OWN_ISSUER {
            let issuer = self.issuers.get(issuer).ok_or(TokenFault::Issuer)?;
            return Ok((issuer.key(kid).ok_or(TokenFault::UnknownKey)?, Some(issuer)));
        }
        match self.own.find(kid, now) {
            OwnKey::Verifies(key) => Ok((key, None)),
            OwnKey::Retired => Err(TokenFault::RetiredKey),
            OwnKey::Unknown => Err(TokenFault::UnknownKey),
        }
    }
}

/// A compact JWS (RFC 7515, section 7.1) taken apart: three segments of canonical base64url.
struct Parts<'a> {
    header: Vec<u8>,
    payload: Vec<u8>,
    signature: Vec<u8>,
    /// What the signature is over.
    message: &'a [u8],
}

impl<'a> Parts<'a> {
    fn split(token: &'a str) -> Result<Self, TokenFault> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(TokenFault::Size);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(TokenFault::Segments)?;
        let (header, payload) = message.split_once('.').ok_or(TokenFault::Segments)?;
        if payload.contains('.') || [header, payload, signature].contains(&"") {
            return Err(TokenFault::Segments);
        }
        let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| TokenFault::Encoding);
        Ok(Self {
            header: bytes(header)?,
            payload: bytes(payload)?,
            signature: bytes(signature)?,
            message: message.as_bytes(),
        })
    }
}

fn part(json: &impl Serialize) -> Result<String, SigningFailed> {
    Ok(BASE64URL_NOPAD.encode(&serde_json::to_vec(json).map_err(|_| SigningFailed)?))
}

fn check_times(claims: &Claims, now: UnixMs) -> Result<(), TokenFault> {
    let is_later = |seconds: u64| UnixMs::from_seconds(seconds) > now;
    match claims.exp.checked_sub(claims.iat) {
        Some(1..=LIFETIME_S_MAX) => {}
        _ => return Err(TokenFault::Lifetime),
    }
    if !is_later(claims.exp) {
        return Err(TokenFault::Expired);
    }
    if is_later(claims.iat) {
        return Err(TokenFault::IssuedLater);
    }
    if claims.nbf.is_some_and(is_later) {
        return Err(TokenFault::NotYet);
    }
    Ok(())
}
