//! Tokens that are refused before they expire. In memory, bounded, a pure data structure.

use std::collections::HashMap;

use super::{
    claims::LIFETIME_S_MAX,
    entry::{Subject, TokenId, VerifiedEntry},
    token_fault::{InvalidToken, TokenFault},
};
use crate::{meeting::id::RoomId, time::UnixMs};

/// Most revocations kept at once, of all kinds together.
pub const REVOCATIONS_MAX: usize = 100_000;
/// No token lives longer, so no revocation needs to.
const LIFETIME_MS: u64 = LIFETIME_S_MAX * 1000;

/// What is revoked. All but a single token is revoked by time: what was issued up to a moment.
///
/// `iat` counts whole seconds, so a token issued later in the second of the revocation is refused
/// as well; a second on, a new one works.
#[derive(Debug)]
pub struct Revocations {
    /// With the time the token expires anyway.
    tokens: HashMap<TokenId, UnixMs>,
    /// A subject in one room, with the time up to which its tokens are refused.
    subjects: HashMap<(RoomId, Subject), UnixMs>,
    /// Likewise for all tokens of a room.
    rooms: HashMap<RoomId, UnixMs>,
    /// Likewise for every token.
    everything: Option<UnixMs>,
    capacity: usize,
}

impl Default for Revocations {
    fn default() -> Self {
        Self::with_capacity(REVOCATIONS_MAX)
    }
}

impl Revocations {
    /// Nothing is revoked; at most `capacity` revocations are kept.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            tokens: HashMap::new(),
            subjects: HashMap::new(),
            rooms: HashMap::new(),
            everything: None,
            capacity,
        }
    }

    /// Revokes one token, which expires at `expires_at`.
    pub fn revoke_token(&mut self, id: TokenId, expires_at: UnixMs, now: UnixMs) {
        if self.has_room_for_one(now) {
            self.tokens.insert(id, expires_at);
        }
    }

    /// Revokes the tokens of `subject` for `room` issued until now.
    pub fn revoke_subject(&mut self, room: RoomId, subject: Subject, now: UnixMs) {
        if self.has_room_for_one(now) {
            self.subjects.insert((room, subject), now);
        }
    }

    /// Revokes the tokens for `room` issued until now.
    pub fn revoke_room(&mut self, room: RoomId, now: UnixMs) {
        if self.has_room_for_one(now) {
            self.rooms.insert(room, now);
        }
    }

    /// Revokes every token issued until now: at start-up too, as revocations don't outlive the
    /// process.
    pub fn revoke_everything(&mut self, now: UnixMs) {
        self.tokens.clear();
        self.subjects.clear();
        self.rooms.clear();
        self.everything = Some(now);
    }

    /// Whether the token was revoked.
    #[must_use]
    pub fn is_revoked(&self, entry: &VerifiedEntry) -> bool {
        let issued_until =
            |revoked_at: Option<&UnixMs>| revoked_at.is_some_and(|&at| entry.issued_at() <= at);
        issued_until(self.everything.as_ref())
            || issued_until(self.rooms.get(&entry.room()))
            || issued_until(self.subjects.get(&(entry.room(), entry.subject().clone())))
            || self.tokens.contains_key(&entry.id())
    }

    /// The entry, unless its token was revoked.
    ///
    /// # Errors
    /// [`TokenFault::Revoked`].
    pub fn check(&self, entry: VerifiedEntry) -> Result<VerifiedEntry, InvalidToken> {
        if self.is_revoked(&entry) { Err(TokenFault::Revoked.into()) } else { Ok(entry) }
    }

    /// Forgets what no live token can meet any more. Also done when the space is used up.
    pub fn prune(&mut self, now: UnixMs) {
        let matters = |revoked_at: UnixMs| now < revoked_at.plus_ms(LIFETIME_MS);
        self.tokens.retain(|_, expires_at| now < *expires_at);
        self.subjects.retain(|_, revoked_at| matters(*revoked_at));
        self.rooms.retain(|_, revoked_at| matters(*revoked_at));
        self.everything = self.everything.filter(|&revoked_at| matters(revoked_at));
    }

    /// Revocations in memory.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len() + self.subjects.len() + self.rooms.len() + usize::from(self.everything.is_some())
    }

    /// Whether nothing is revoked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// With no space left even after pruning it fails closed: everything is revoked, and everyone
    /// has to fetch a new token.
    fn has_room_for_one(&mut self, now: UnixMs) -> bool {
        if self.len() >= self.capacity {
            self.prune(now);
        }
        let has_room = self.len() < self.capacity;
        if !has_room {
            self.revoke_everything(now);
        }
        has_room
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        auth::{EntryTokens, RandomId, SigningKeys},
        meeting::{id::ParticipantId, role::Role},
    };

    const NOW: UnixMs = UnixMs::from_ms(1_900_000_000_000);

    fn entry_at(room: RoomId, participant: ParticipantId, now: UnixMs) -> VerifiedEntry {
        let tokens = EntryTokens::new(SigningKeys::generate(), []).unwrap();
        let signed = tokens.sign_entry(room, participant, Role::Member, LIFETIME_S_MAX, now).unwrap();
        tokens.verify(&signed.token, now).unwrap()
    }

    fn entry() -> VerifiedEntry {
        entry_at(RoomId::random(), ParticipantId::random(), NOW)
    }

    #[test]
    fn a_token_is_revoked_until_it_expires() {
        let (entry, other) = (entry(), entry());
        let mut revocations = Revocations::default();
        assert!(!revocations.is_revoked(&entry));
        revocations.revoke_token(entry.id(), entry.expires_at(), NOW);
        assert!(revocations.is_revoked(&entry) && !revocations.is_revoked(&other));
        assert_eq!(revocations.check(entry.clone()).unwrap_err().fault(), TokenFault::Revoked);
        revocations.prune(UnixMs::from_ms(entry.expires_at().as_ms() - 1));
        assert!(revocations.is_revoked(&entry));
        revocations.prune(entry.expires_at());
        assert!(revocations.is_empty());
    }

    #[test]
    fn tokens_issued_before_the_revocation_are_refused_and_later_ones_are_not() {
        let (room, participant) = (RoomId::random(), ParticipantId::random());
        let old = entry_at(room, participant, NOW);
        let neighbour = entry_at(room, ParticipantId::random(), NOW);
        let elsewhere = entry_at(RoomId::random(), participant, NOW);
        let mut revocations = Revocations::default();
        revocations.revoke_subject(room, old.subject().clone(), NOW.plus_ms(300));
        assert!(revocations.is_revoked(&old));
        assert!(
            revocations.is_revoked(&entry_at(room, participant, NOW.plus_ms(900))),
            "same second: fails closed"
        );
        assert!(!revocations.is_revoked(&entry_at(room, participant, NOW.plus_ms(1000))));
        assert!(!revocations.is_revoked(&neighbour) && !revocations.is_revoked(&elsewhere));
        revocations.revoke_room(room, NOW.plus_ms(300));
        assert!(revocations.is_revoked(&neighbour) && !revocations.is_revoked(&elsewhere));
        revocations.prune(NOW.plus_ms(300 + LIFETIME_MS));
        assert!(revocations.is_empty());
    }

    #[test]
    fn with_no_space_left_everything_is_revoked() {
        let mut revocations = Revocations::with_capacity(2);
        let victim = entry();
        revocations.revoke_token(entry().id(), NOW.plus_ms(1), NOW);
        revocations.revoke_room(RoomId::random(), NOW);
        revocations.revoke_token(entry().id(), NOW.plus_ms(9_000), NOW.plus_ms(1));
        assert_eq!(revocations.len(), 2, "what had expired made space");
        assert!(!revocations.is_revoked(&victim));
        revocations.revoke_room(RoomId::random(), NOW.plus_ms(2));
        assert!(revocations.is_revoked(&victim));
        assert_eq!(revocations.len(), 1);
        assert!(!revocations.is_revoked(&entry_at(
            victim.room(),
            ParticipantId::random(),
            NOW.plus_ms(2000)
        )));
    }
}
