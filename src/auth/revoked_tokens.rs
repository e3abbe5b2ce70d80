//! Tokens that are refused before they expire. Kept in memory, bounded, a pure data structure.

use std::collections::HashMap;

use super::{
    entry::{Subject, VerifiedEntry},
    limits::{LIFETIME_MS_MAX, REVOCATIONS_MAX},
    token_fault::{InvalidToken, TokenFault},
};
use crate::{meeting::id::RoomId, time::UnixMs};

/// The tokens that are revoked, by the time until which they were issued.
///
/// A token's `iat` counts whole seconds, so a token issued later in the second of its revocation is
/// refused as well; one second later, a new token works.
#[derive(Debug)]
pub(crate) struct RevokedTokens {
    /// A subject in one room, with the time until which its refused tokens were issued.
    subjects: HashMap<(RoomId, Subject), UnixMs>,
    /// Likewise for every token of every subject.
    everything: Option<UnixMs>,
    capacity: usize,
}

impl Default for RevokedTokens {
    fn default() -> Self {
        Self::with_capacity(REVOCATIONS_MAX)
    }
}

impl RevokedTokens {
    fn with_capacity(capacity: usize) -> Self {
        Self { subjects: HashMap::new(), everything: None, capacity }
    }

    /// Revokes the tokens of `subject` for `room` that were issued until `now`. With no space left
    /// it fails closed: every token issued until now is revoked, and everyone fetches a new one.
    pub(crate) fn revoke(&mut self, room: RoomId, subject: Subject, now: UnixMs) {
        if self.subjects.len() >= self.capacity {
            self.prune(now);
        }
        if self.subjects.len() < self.capacity {
            self.subjects.insert((room, subject), now);
        } else {
            self.subjects.clear();
            self.everything = Some(now);
        }
    }

    /// Whether the token was revoked.
    #[must_use]
    pub(crate) fn contains(&self, entry: &VerifiedEntry) -> bool {
        let subject = self.subjects.get(&(entry.room(), entry.subject().clone()));
        subject.max(self.everything.as_ref()).is_some_and(|&until| entry.issued_at() <= until)
    }

    /// The entry, unless its token was revoked.
    ///
    /// # Errors
    /// [`TokenFault::Revoked`].
    pub(crate) fn check(&self, entry: VerifiedEntry) -> Result<VerifiedEntry, InvalidToken> {
        if self.contains(&entry) { Err(TokenFault::Revoked.into()) } else { Ok(entry) }
    }

    /// Forgets revocations older than the longest life of a token.
    fn prune(&mut self, now: UnixMs) {
        let matters = |revoked_at: UnixMs| now < revoked_at.plus_ms(LIFETIME_MS_MAX);
        self.subjects.retain(|_, revoked_at| matters(*revoked_at));
        self.everything = self.everything.filter(|&revoked_at| matters(revoked_at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        auth::{EntryTokens, RandomId, SigningKeys, limits::LIFETIME_S_MAX},
        meeting::{id::ParticipantId, role::Role},
    };

    const NOW: UnixMs = UnixMs::from_ms(1_900_000_000_000);

    fn entry_at(room: RoomId, participant: ParticipantId, now: UnixMs) -> VerifiedEntry {
        let tokens = EntryTokens::new(SigningKeys::generate(), []).unwrap();
        let signed = tokens.sign_entry(room, participant, Role::Member, LIFETIME_S_MAX, now).unwrap();
        tokens.verify(&signed.token, now).unwrap()
    }

    fn anyone() -> (RoomId, Subject) {
        (RoomId::random(), Subject::Participant(ParticipantId::random()))
    }

    #[test]
    fn tokens_issued_before_the_revocation_are_refused_and_later_ones_are_not() {
        let (room, participant) = (RoomId::random(), ParticipantId::random());
        let old = entry_at(room, participant, NOW);
        let neighbour = entry_at(room, ParticipantId::random(), NOW);
        let elsewhere = entry_at(RoomId::random(), participant, NOW);
        let mut revoked = RevokedTokens::default();
        assert!(revoked.check(old.clone()).is_ok());
        revoked.revoke(room, old.subject().clone(), NOW.plus_ms(300));
        assert_eq!(revoked.check(old.clone()).unwrap_err().fault(), TokenFault::Revoked);
        let same_second = entry_at(room, participant, NOW.plus_ms(900));
        assert!(revoked.contains(&same_second), "fails closed");
        assert!(!revoked.contains(&entry_at(room, participant, NOW.plus_ms(1000))));
        assert!(!revoked.contains(&neighbour) && !revoked.contains(&elsewhere));
        revoked.prune(NOW.plus_ms(300 + LIFETIME_MS_MAX - 1));
        assert!(revoked.contains(&old));
        revoked.prune(NOW.plus_ms(300 + LIFETIME_MS_MAX));
        assert!(revoked.subjects.is_empty());
    }

    #[test]
    fn with_no_space_left_everything_is_revoked() {
        let mut revoked = RevokedTokens::with_capacity(2);
        let victim = entry_at(RoomId::random(), ParticipantId::random(), NOW);
        let mut revoke_anyone = |now| {
            let (room, subject) = anyone();
            revoked.revoke(room, subject, now);
            revoked.contains(&victim)
        };
        let long_ago = UnixMs::from_seconds(NOW.seconds() - LIFETIME_S_MAX);
        assert!(!revoke_anyone(long_ago));
        assert!(!revoke_anyone(NOW));
        assert!(!revoke_anyone(NOW), "what no longer mattered made space");
        assert!(revoke_anyone(NOW.plus_ms(2)));
        assert!(!revoked.contains(&entry_at(victim.room(), ParticipantId::random(), NOW.plus_ms(2000))));
    }
}
