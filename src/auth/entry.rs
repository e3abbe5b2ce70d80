//! What an entry token says once it is verified.

use std::fmt;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::{
    claims::{AUDIENCE_PREFIX, Claims, SUBJECT_BYTES_MAX, TOKEN_ID_BYTES_MAX},
    issuer::Issuer,
    token_fault::{InvalidToken, TokenFault},
};
use crate::{
    meeting::{
        id::{ParticipantId, RoomId},
        role::Role,
    },
    time::UnixMs,
};

/// Who a token is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A participant of this server, from its own token.
    Participant(ParticipantId),
    /// A person known to an operator. Never stored: the participant is found by an HMAC per series.
    OperatorUser {
        /// The issuer's name.
        issuer: String,
        /// The operator's opaque id of the person.
        user: String,
    },
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Participant(id) => write!(f, "{id:?}"),
            Self::OperatorUser { issuer, .. } => write!(f, "OperatorUser({issuer})"),
        }
    }
}

/// What names one token for revocation: SHA-256 of its `iss` and `jti`, so of one size.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId([u8; 32]);

impl TokenId {
    pub(super) fn new(issuer: &str, jti: &str) -> Self {
        let issuer_bytes = (issuer.len() as u64).to_be_bytes(); // keeps the two parts apart
        Self(
            Sha256::new().chain_update(issuer_bytes).chain_update(issuer).chain_update(jti).finalize().into(),
        )
    }
}

impl fmt::Debug for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenId({})", HEXLOWER.encode(&self.0[..4]))
    }
}

/// What a verified token says. Only [`EntryTokens::verify`](super::EntryTokens::verify) makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedEntry {
    room: RoomId,
    subject: Subject,
    role: Role,
    id: TokenId,
    issued_at: UnixMs,
    expires_at: UnixMs,
}

impl VerifiedEntry {
    /// What `claims` say, within the limits of the issuer who signed them; none stands for this
    /// server. The signature and the times are good already.
    pub(super) fn from_claims(claims: Claims, signer: Option<&Issuer>) -> Result<Self, TokenFault> {
        let room = claims.aud.strip_prefix(AUDIENCE_PREFIX);
        let room = room.and_then(|id| id.parse().ok()).ok_or(TokenFault::Audience)?;
        if claims.jti.is_empty() || claims.jti.len() > TOKEN_ID_BYTES_MAX {
            return Err(TokenFault::TokenId);
        }
        if signer.is_some_and(|issuer| !issuer.allows_room(room)) {
            return Err(TokenFault::RoomNotAllowed);
        }
        if signer.is_some_and(|issuer| !issuer.allows_role(claims.role)) {
            return Err(TokenFault::RoleNotAllowed);
        }
        Ok(Self {
            room,
            role: claims.role,
            id: TokenId::new(&claims.iss, &claims.jti),
            issued_at: UnixMs::from_seconds(claims.iat),
            expires_at: UnixMs::from_seconds(claims.exp),
            subject: subject(claims.sub, signer)?,
        })
    }

    /// The room the token opens.
    #[must_use]
    pub const fn room(&self) -> RoomId {
        self.room
    }

    /// Who it is about.
    #[must_use]
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The role to enter with, if this is the first entry.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Its name for revocation.
    #[must_use]
    pub const fn id(&self) -> TokenId {
        self.id
    }

    /// When it was issued, a whole second.
    #[must_use]
    pub const fn issued_at(&self) -> UnixMs {
        self.issued_at
    }

    /// When it ends, a whole second: from then on the connection is closed.
    #[must_use]
    pub const fn expires_at(&self) -> UnixMs {
        self.expires_at
    }

    /// This entry, if it is for `room`.
    ///
    /// # Errors
    /// [`TokenFault::WrongRoom`] for a token of another room.
    pub fn for_room(self, room: RoomId) -> Result<Self, InvalidToken> {
        if self.room == room { Ok(self) } else { Err(TokenFault::WrongRoom.into()) }
    }
}

fn subject(sub: String, signer: Option<&Issuer>) -> Result<Subject, TokenFault> {
    let Some(issuer) = signer else {
        return sub.parse().map(Subject::Participant).map_err(|_| TokenFault::Subject);
    };
    if sub.is_empty() || sub.len() > SUBJECT_BYTES_MAX || sub.chars().any(char::is_control) {
        return Err(TokenFault::Subject);
    }
    Ok(Subject::OperatorUser { issuer: issuer.name().to_owned(), user: sub })
}
