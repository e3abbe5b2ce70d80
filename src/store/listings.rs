//! What rooms say of themselves in the public directory.

use async_trait::async_trait;

use super::{audit::AuditBatch, error::Result, invites::Invite};
use crate::{
    meeting::id::RoomId,
    room::{ListedRoom, Listing, Room},
    time::UnixMs,
};

/// What becomes of the link that the directory gives to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectoryLink {
    /// The room gets this one, unless it has one that works.
    Open(Box<Invite>),
    /// It is revoked, if there is one.
    Close(UnixMs),
}

/// A listing to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingChange {
    /// The listing as it is from now on.
    pub listing: Listing,
    /// The room, of which whom it suits and whom it does not is kept, and nothing else.
    pub room: Room,
    /// What becomes of its link.
    pub link: DirectoryLink,
}

/// Listings.
#[async_trait]
pub trait Listings {
    /// What a room says of itself, public or not; `None` if its host wrote nothing yet.
    async fn listing(&self, room: RoomId) -> Result<Option<Listing>>;
    /// Keeps a listing with all that belongs to it, and writes the audit, in one step.
    async fn keep_listing(&self, change: ListingChange, audit: AuditBatch) -> Result<()>;
    /// The public rooms, in no order: neither archived ones, nor rehearsals, nor those whose owner may
    /// not lead them any more. The link of one is left out once it has expired at `now`.
    async fn listed_rooms(&self, now: UnixMs) -> Result<Vec<ListedRoom>>;
    /// The public room with this id; `None` if it is not among [`Self::listed_rooms`].
    async fn listed_room(&self, room: RoomId, now: UnixMs) -> Result<Option<ListedRoom>>;
}
