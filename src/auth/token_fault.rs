//! Why a token is refused: one error for every client, and the reason for metrics and tests.

/// The token was refused. One text for every reason, so that an attacker learns nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the token is not valid")]
pub(crate) struct InvalidToken(TokenFault);

impl InvalidToken {
    /// The reason, for metrics and tests; never for the client.
    #[must_use]
    pub(crate) const fn fault(self) -> TokenFault {
        self.0
    }
}

impl From<TokenFault> for InvalidToken {
    fn from(fault: TokenFault) -> Self {
        Self(fault)
    }
}

/// Why a token was refused. Holds no content of the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TokenFault {
    /// Longer than the limit.
    Size,
    /// Not exactly three segments, or an empty one.
    Segments,
    /// A segment that is not canonical base64url.
    Encoding,
    /// The header is not an object of exactly `alg`, `kid` and `typ`, each once.
    Header,
    /// A `typ` other than that of an entry token.
    Type,
    /// An issuer this server does not know.
    Issuer,
    /// A `kid` the issuer does not have.
    UnknownKey,
    /// A key that was retired longer ago than a token can live.
    RetiredKey,
    /// An `alg` other than the key's one algorithm.
    Algorithm,
    /// The signature was not made with the key.
    Signature,
    /// A claim that is missing, unknown, repeated or of the wrong type.
    Claims,
    /// A lifetime of zero or less, or above the limit.
    Lifetime,
    /// `exp` has passed.
    Expired,
    /// `iat` is in the future.
    IssuedLater,
    /// `nbf` is in the future.
    NotYet,
    /// `aud` names no room of this server.
    Audience,
    /// `jti` is empty or too long.
    TokenId,
    /// `sub` is empty, too long, or not a participant's id.
    Subject,
    /// The issuer may not let people into this room.
    RoomNotAllowed,
    /// The issuer may not give this role.
    RoleNotAllowed,
    /// A pass in a token of another issuer, which can have none.
    Pass,
}

impl TokenFault {
    /// The label of this fault in metrics.
    #[must_use]
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Segments => "segments",
            Self::Encoding => "encoding",
            Self::Header => "header",
            Self::Type => "type",
            Self::Issuer => "issuer",
            Self::UnknownKey => "unknown_key",
            Self::RetiredKey => "retired_key",
            Self::Algorithm => "algorithm",
            Self::Signature => "signature",
            Self::Claims => "claims",
            Self::Lifetime => "lifetime",
            Self::Expired => "expired",
            Self::IssuedLater => "issued_later",
            Self::NotYet => "not_yet",
            Self::Audience => "audience",
            Self::TokenId => "token_id",
            Self::Subject => "subject",
            Self::RoomNotAllowed => "room_not_allowed",
            Self::RoleNotAllowed => "role_not_allowed",
            Self::Pass => "pass",
        }
    }
}
