//! A verified entry token: who may enter which room, in which role, until when.

use std::{fmt, sync::Arc};

use super::{
    claims::{AUDIENCE_PREFIX, Claims},
    grounds::Ground,
    issuer::Issuer,
    limits::{SUBJECT_BYTES_MAX, TOKEN_ID_BYTES_MAX},
    pass::Pass,
    token_fault::TokenFault,
};
use crate::{
    meeting::{
        id::{ParticipantId, RoomId},
        role::Role,
    },
    time::UnixMs,
};

/// The person a token admits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Subject {
    /// A participant of this server, from its own token.
    Participant(ParticipantId),
    /// A person known to an operator. Never stored: their seat is found by an HMAC per series.
    OperatorUser {
        /// The issuer's name.
        issuer: Arc<str>,
        /// The operator's opaque id of the person.
        user: Arc<str>,
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

/// The content of a verified token. Only `EntryTokens::verify` makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VerifiedEntry {
    room: RoomId,
    subject: Subject,
    role: Role,
    pass: Option<Pass>,
    expires_at: UnixMs,
}

impl VerifiedEntry {
    /// Checks `claims` against the limits of the issuer that signed them; `None` means this server.
    /// The signature and the times must have been checked.
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
        if signer.is_some() && claims.pass.is_some() {
            return Err(TokenFault::Pass);
        }
        Ok(Self {
            room,
            role: claims.role,
            pass: claims.pass,
            expires_at: UnixMs::from_seconds(claims.exp),
            subject: subject(claims.sub, signer)?,
        })
    }

    /// The room the token opens.
    #[must_use]
    pub(crate) const fn room(&self) -> RoomId {
        self.room
    }

    /// The person it admits.
    #[must_use]
    pub(crate) const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The role for the first entry into the meeting; later the meeting's own state decides.
    #[must_use]
    pub(crate) const fn role(&self) -> Role {
        self.role
    }

    /// What this server made the token for. `None` for an operator's token, and for one that was made
    /// by hand.
    #[must_use]
    pub(crate) const fn pass(&self) -> Option<Pass> {
        self.pass
    }

    /// What a socket rests on that comes with this token, as far as the token tells.
    pub(crate) fn grounds(&self) -> Vec<Ground> {
        let seat = match &self.subject {
            Subject::Participant(id) => Some(Ground::Seat(*id)),
            Subject::OperatorUser { .. } => None,
        };
        let pass = self.pass.map(|pass| match pass {
            Pass::Session(hash) => Ground::Session(hash),
            Pass::Device(hash) => Ground::Device(hash),
        });
        [Some(Ground::Room(self.room)), seat, pass].into_iter().flatten().collect()
    }

    /// When it ends, a whole second: from then on the connection is closed.
    #[must_use]
    pub(crate) const fn expires_at(&self) -> UnixMs {
        self.expires_at
    }
}

fn subject(sub: String, signer: Option<&Issuer>) -> Result<Subject, TokenFault> {
    let Some(issuer) = signer else {
        return sub.parse().map(Subject::Participant).map_err(|_| TokenFault::Subject);
    };
    if sub.is_empty() || sub.len() > SUBJECT_BYTES_MAX || sub.chars().any(char::is_control) {
        return Err(TokenFault::Subject);
    }
    Ok(Subject::OperatorUser { issuer: Arc::clone(issuer.name()), user: sub.into() })
}
