//! Calendars that are subscribed to by an address.

use async_trait::async_trait;

use super::error::Result;
use crate::{
    meeting::id::{AccountId, ParticipantId, RoomId},
    room::language::Language,
    secrets::SecretHash,
    time::UnixMs,
};

/// Whose dates a calendar has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedOf {
    /// Those of the room in which a person has a seat.
    Seat(ParticipantId),
    /// Those of all rooms that an account leads.
    Account(AccountId),
    /// Those of a public room, for everybody.
    Room(RoomId),
}

/// A calendar with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Whose dates it has.
    pub of: FeedOf,
    /// The hash of the secret in its address; `None` if the address is none.
    pub secret_hash: Option<SecretHash>,
    /// The language in which it is written.
    pub language: Language,
    /// When the address was made.
    pub created_at: UnixMs,
}

/// Calendars, at most one for each person, account and room.
#[async_trait]
pub trait Calendars {
    /// Adds a calendar, in the place of an earlier one, whose address does not work any more.
    async fn put_feed(&self, feed: Feed) -> Result<()>;
    /// The calendar of somebody or of a room.
    async fn feed(&self, of: FeedOf) -> Result<Option<Feed>>;
    /// The calendar whose address has this secret.
    async fn feed_by_secret(&self, secret_hash: SecretHash) -> Result<Option<Feed>>;
    /// Erases a calendar; does nothing if there is none.
    async fn erase_feed(&self, of: FeedOf) -> Result<()>;
    /// Since when a calendar says what has this digest: since an earlier call, or since `now`.
    async fn feed_says(&self, of: FeedOf, digest: [u8; 32], now: UnixMs) -> Result<UnixMs>;
}
