//! Where people want to be told that they are wanted, when they look elsewhere.

use async_trait::async_trait;

use super::error::Result;
use crate::{
    meeting::id::{ParticipantId, SubscriptionId},
    secrets::SecretHash,
    time::UnixMs,
};

/// What a browser shows to be known: what is kept for it goes when this goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrowserSecret {
    /// The secret of a device that remembers a seat.
    Seat(SecretHash),
    /// The secret of a session of an account.
    Session(SecretHash),
}

impl BrowserSecret {
    pub(super) const fn columns(self) -> (Option<SecretHash>, Option<SecretHash>) {
        match self {
            Self::Seat(hash) => (Some(hash), None),
            Self::Session(hash) => (None, Some(hash)),
        }
    }
}

/// A browser in which a person of one room wants to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushSubscription {
    /// The subscription.
    pub id: SubscriptionId,
    /// The person.
    pub participant: ParticipantId,
    /// Where to, with which keys and how: sealed with the key of the series.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub created_at: UnixMs,
}

/// Subscriptions, at most one for each person and browser.
#[async_trait]
pub trait PushSubscriptions {
    /// Adds a subscription in place of what the person had in this browser, and drops the oldest beyond
    /// [`super::limits::SUBSCRIPTIONS_MAX`].
    async fn put_subscription(&self, subscription: PushSubscription, browser: BrowserSecret) -> Result<()>;
    /// The person's subscription in this browser.
    async fn subscription(
        &self,
        participant: ParticipantId,
        browser: BrowserSecret,
    ) -> Result<Option<PushSubscription>>;
    /// The person's subscriptions in browsers that are known at `now`, oldest first. None of somebody who
    /// is banned.
    async fn subscriptions(&self, participant: ParticipantId, now: UnixMs) -> Result<Vec<PushSubscription>>;
    /// Erases the person's subscription in this browser; does nothing if there is none.
    async fn erase_subscription_of(&self, participant: ParticipantId, browser: BrowserSecret) -> Result<()>;
    /// Erases a subscription; does nothing if there is none.
    async fn erase_subscription(&self, id: SubscriptionId) -> Result<()>;
}
