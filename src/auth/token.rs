//! Signs this server's entry tokens, and verifies those of this server and of every known issuer.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
};

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;

use super::{
    checked::CheckedTokens,
    claims::{
        AUDIENCE_PREFIX, Claims, Header, IssuerClaim, OWN_ALGORITHM, OWN_ISSUER, TOKEN_TYPE, strict_object,
    },
    entry::VerifiedEntry,
    issuer::{Issuer, IssuerError},
    keys::{OwnKey, SigningFailed, SigningKeys},
    limits::{CLOCK_AHEAD_S_MAX, LIFETIME_S_MAX, TOKEN_BYTES_MAX},
    pass::Pass,
    secret::random_bytes,
    token_fault::{InvalidToken, TokenFault},
};
use crate::{
    meeting::{
        id::{ParticipantId, RoomId},
        role::Role,
    },
    secrets::SecretHash,
    time::UnixMs,
};

/// A new token of this server.
pub(crate) struct SignedEntry {
    /// The compact JWS, for the first frame of a connection.
    pub(crate) token: String,
    /// When it expires, a whole second.
    pub(crate) expires_at: UnixMs,
}

/// Signs this server's entry tokens and verifies those of every issuer it knows.
#[derive(Debug)]
pub(crate) struct EntryTokens {
    /// Replaced as a whole when the keys were rotated.
    own: RwLock<SigningKeys>,
    issuers: BTreeMap<Arc<str>, Issuer>,
    checked: CheckedTokens,
}

impl EntryTokens {
    /// Signs with the keys in `own`, and accepts tokens signed with them or by one of `issuers`.
    ///
    /// # Errors
    /// [`IssuerError::Duplicate`] when two issuers have the same name.
    pub(crate) fn new(
        own: SigningKeys,
        issuers: impl IntoIterator<Item = Issuer>,
    ) -> Result<Self, IssuerError> {
        let mut named = BTreeMap::new();
        for issuer in issuers {
            if named.insert(Arc::clone(issuer.name()), issuer).is_some() {
                return Err(IssuerError::Duplicate);
            }
        }
        Ok(Self { own: RwLock::new(own), issuers: named, checked: CheckedTokens::default() })
    }

    /// Replaces this server's own keys, after they were rotated.
    pub(crate) fn replace_own_keys(&self, keys: SigningKeys) {
        *self.own.write().unwrap_or_else(PoisonError::into_inner) = keys;
    }

    fn own_keys(&self) -> RwLockReadGuard<'_, SigningKeys> {
        // The keys are only ever replaced whole, so they are good even after a panic.
        self.own.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// A token that admits `participant` to `room` on the strength of `pass`, issued at `now` for `lifetime_s` seconds, or
    /// for [`LIFETIME_S_MAX`] if that is shorter.
    ///
    /// # Errors
    /// When the key can't sign.
    pub(crate) fn sign_entry(
        &self,
        room: RoomId,
        participant: ParticipantId,
        role: Role,
        pass: Option<Pass>,
        lifetime_s: u64,
        now: UnixMs,
    ) -> Result<SignedEntry, SigningFailed> {
        let iat = now.seconds();
        let exp = iat + lifetime_s.min(LIFETIME_S_MAX);
        let jti = BASE64URL_NOPAD.encode(&random_bytes::<16>());
        let keys = self.own_keys();
        let signer = keys.signer(now);
        let header = Header { alg: OWN_ALGORITHM.into(), kid: signer.kid().into(), typ: TOKEN_TYPE.into() };
        let claims = Claims {
            iss: OWN_ISSUER.into(),
            aud: format!("{AUDIENCE_PREFIX}{room}"),
            sub: participant.to_string(),
            role,
            pass,
            jti,
            iat,
            nbf: Some(iat),
            exp,
        };
        let message = format!("{}.{}", part(&header)?, part(&claims)?);
        let token = format!("{message}.{}", signer.sign(message.as_bytes())?);
        self.checked.remember(SecretHash::of(token.as_bytes()));
        Ok(SignedEntry { token, expires_at: UnixMs::from_seconds(exp) })
    }

    /// The content of `token`, if it is valid at `now`. Before its signature is checked, only its
    /// `iss` and `kid` are used, to find the key. A token is valid from its `iat` (and
    /// `nbf`) until just before its `exp`, by this server's clock. An issuer's clock may be ahead of
    /// it by [`CLOCK_AHEAD_S_MAX`]; the end has no leeway.
    ///
    /// # Errors
    /// The same [`InvalidToken`] for every fault; [`InvalidToken::fault`] tells which it was.
    pub(crate) fn verify(&self, token: &str, now: UnixMs) -> Result<VerifiedEntry, InvalidToken> {
        let parts = Parts::split(token)?;
        let header: Header = strict_object(&parts.header).ok_or(TokenFault::Header)?;
        if header.typ != TOKEN_TYPE {
            return Err(TokenFault::Type.into());
        }
        let issuer = IssuerClaim::of(&parts.payload).ok_or(TokenFault::Claims)?;
        let issuer = match issuer.as_str() {
            OWN_ISSUER => None,
            other => Some(self.issuers.get(other).ok_or(TokenFault::Issuer)?),
        };
        self.check_signature(token, &parts, &header, issuer, now)?;
        let claims: Claims = strict_object(&parts.payload).ok_or(TokenFault::Claims)?;
        check_times(&claims, now)?;
        Ok(VerifiedEntry::from_claims(claims, issuer)?)
    }

    /// `issuer` is `None` for this server's own tokens.
    fn check_signature(
        &self,
        token: &str,
        parts: &Parts<'_>,
        header: &Header,
        issuer: Option<&Issuer>,
        now: UnixMs,
    ) -> Result<(), TokenFault> {
        let own = self.own_keys();
        let key = match issuer {
            Some(issuer) => issuer.key(&header.kid).ok_or(TokenFault::UnknownKey)?,
            None => match own.find(&header.kid, now) {
                OwnKey::Verifies(key) => key,
                OwnKey::Retired => return Err(TokenFault::RetiredKey),
                OwnKey::Unknown => return Err(TokenFault::UnknownKey),
            },
        };
        if header.alg != key.algorithm_name {
            return Err(TokenFault::Algorithm);
        }
        let token = SecretHash::of(token.as_bytes());
        if self.checked.knows(token) {
            return Ok(());
        }
        if !key.verifies(parts.message, parts.signature) {
            return Err(TokenFault::Signature);
        }
        self.checked.remember(token);
        Ok(())
    }
}

/// The parts of a compact JWS (RFC 7515, section 7.1): three segments of canonical base64url.
struct Parts<'a> {
    header: Vec<u8>,
    payload: Vec<u8>,
    signature: &'a str,
    /// What was signed: header and payload as they were sent.
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
        // Decoded to see that it is canonical.
        bytes(signature)?;
        Ok(Self { header: bytes(header)?, payload: bytes(payload)?, signature, message: message.as_bytes() })
    }
}

fn part(json: &impl Serialize) -> Result<String, SigningFailed> {
    Ok(BASE64URL_NOPAD.encode(&serde_json::to_vec(json).map_err(|_| SigningFailed)?))
}

fn check_times(claims: &Claims, now: UnixMs) -> Result<(), TokenFault> {
    let soon = now.plus_ms(CLOCK_AHEAD_S_MAX * 1_000);
    let is_ahead = |seconds: u64| UnixMs::from_seconds(seconds) > soon;
    match claims.exp.checked_sub(claims.iat) {
        Some(1..=LIFETIME_S_MAX) => {}
        _ => return Err(TokenFault::Lifetime),
    }
    if UnixMs::from_seconds(claims.exp) <= now {
        return Err(TokenFault::Expired);
    }
    if is_ahead(claims.iat) {
        return Err(TokenFault::IssuedLater);
    }
    if claims.nbf.is_some_and(is_ahead) {
        return Err(TokenFault::NotYet);
    }
    Ok(())
}
