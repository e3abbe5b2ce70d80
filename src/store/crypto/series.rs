//! The key of one series: names, and marks that compare without telling.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::seal::{CryptoError, derive, never_printed, open, seal};
use crate::meeting::id::{ConcernId, InviteId, JobId, ParticipantId, RequestId, RoomId, SubscriptionId};

/// HMAC-SHA-256 under a key of one series: equal marks mean equal values, and without the key a mark
/// means nothing. Never printed, so that nobody can be followed through the logs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark([u8; 32]);

impl Mark {
    /// A mark as it was stored.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn new(key: &[u8; 32], value: &[u8]) -> Self {
        let mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
        Self(mac.chain_update(value).finalize().into_bytes().into())
    }
}

impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mark(..)")
    }
}

/// The key of one series. Erased from memory when dropped; never printed.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SeriesKey {
    name: [u8; 32],
    name_mark: [u8; 32],
    external_mark: [u8; 32],
    concern: [u8; 32],
    label: [u8; 32],
    link: [u8; 32],
    subscription: [u8; 32],
    address: [u8; 32],
    address_mark: [u8; 32],
    on_call: [u8; 32],
    job: [u8; 32],
    request: [u8; 32],
    emergency: [u8; 32],
    whereabouts: [u8; 32],
}

impl SeriesKey {
    pub(in crate::store) fn derive(key: &[u8; 32]) -> Self {
        Self {
            name: derive(key, b"rondo series name v1"),
            name_mark: derive(key, b"rondo series name mark v1"),
            external_mark: derive(key, b"rondo series external mark v1"),
            concern: derive(key, b"rondo series concern v1"),
            label: derive(key, b"rondo series invite label v1"),
            link: derive(key, b"rondo series invite secret v1"),
            subscription: derive(key, b"rondo series push subscription v1"),
            address: derive(key, b"rondo series mail address v1"),
            address_mark: derive(key, b"rondo series mail address mark v1"),
            on_call: derive(key, b"rondo series on call v1"),
            job: derive(key, b"rondo series job v1"),
            request: derive(key, b"rondo series request v1"),
            emergency: derive(key, b"rondo series emergency v1"),
            whereabouts: derive(key, b"rondo series whereabouts v1"),
        }
    }

    /// Seals a pseudonym for its participant.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_name(&self, participant: ParticipantId, name: &str) -> Result<Vec<u8>, CryptoError> {
        seal(&self.name, participant.as_bytes(), name.as_bytes())
    }

    /// Opens a pseudonym.
    ///
    /// # Errors
    /// When it belongs to another series or participant, or was altered.
    pub fn open_name(&self, participant: ParticipantId, sealed: &[u8]) -> Result<String, CryptoError> {
        let text = open(&self.name, participant.as_bytes(), sealed)?;
        String::from_utf8(text.to_vec()).map_err(|_| CryptoError::NotAuthentic)
    }

    /// Seals a concern for the host.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_concern(&self, id: ConcernId, content: &[u8]) -> Result<Vec<u8>, CryptoError> {
        seal(&self.concern, id.as_bytes(), content)
    }

    /// Opens a concern.
    ///
    /// # Errors
    /// When it belongs to another series or has another id, or was altered.
    pub fn open_concern(&self, id: ConcernId, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Ok(open(&self.concern, id.as_bytes(), sealed)?.to_vec())
    }

    /// Seals the secret of an invite.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_link(&self, invite: InviteId, secret: &str) -> Result<Vec<u8>, CryptoError> {
        seal(&self.link, invite.as_bytes(), secret.as_bytes())
    }

    /// Opens the secret of an invite.
    ///
    /// # Errors
    /// When it belongs to another series or invite, or was altered.
    pub fn open_link(&self, invite: InviteId, sealed: &[u8]) -> Result<Zeroizing<String>, CryptoError> {
        let text = open(&self.link, invite.as_bytes(), sealed)?;
        String::from_utf8(text.to_vec()).map(Zeroizing::new).map_err(|_| CryptoError::NotAuthentic)
    }

    /// Seals what those who lead call an invite.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_label(&self, invite: InviteId, label: &str) -> Result<Vec<u8>, CryptoError> {
        seal(&self.label, invite.as_bytes(), label.as_bytes())
    }

    /// Opens what those who lead call an invite.
    ///
    /// # Errors
    /// When it belongs to another series or invite, or was altered.
    pub fn open_label(&self, invite: InviteId, sealed: &[u8]) -> Result<String, CryptoError> {
        let text = open(&self.label, invite.as_bytes(), sealed)?;
        String::from_utf8(text.to_vec()).map_err(|_| CryptoError::NotAuthentic)
    }

    /// Seals where a person wants to be told.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_subscription(&self, id: SubscriptionId, content: &[u8]) -> Result<Vec<u8>, CryptoError> {
        seal(&self.subscription, id.as_bytes(), content)
    }

    /// Opens where a person wants to be told.
    ///
    /// # Errors
    /// When it belongs to another series or subscription, or was altered.
    pub fn open_subscription(&self, id: SubscriptionId, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Ok(open(&self.subscription, id.as_bytes(), sealed)?.to_vec())
    }

    /// Seals where a participant is written to.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_address(&self, participant: ParticipantId, content: &[u8]) -> Result<Vec<u8>, CryptoError> {
        seal(&self.address, participant.as_bytes(), content)
    }

    /// Opens where a participant is written to.
    ///
    /// # Errors
    /// When it belongs to another series or participant, or was altered.
    pub fn open_address(&self, participant: ParticipantId, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Ok(open(&self.address, participant.as_bytes(), sealed)?.to_vec())
    }

    /// Seals whom to call for a participant in an emergency.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_emergency(&self, who: ParticipantId, contact: &str) -> Result<Vec<u8>, CryptoError> {
        seal(&self.emergency, who.as_bytes(), contact.as_bytes())
    }

    /// Opens whom to call for a participant in an emergency.
    ///
    /// # Errors
    /// When it belongs to another series or participant, or was altered.
    pub fn open_emergency(&self, who: ParticipantId, sealed: &[u8]) -> Result<String, CryptoError> {
        let contact = open(&self.emergency, who.as_bytes(), sealed)?;
        String::from_utf8(contact.to_vec()).map_err(|_| CryptoError::NotAuthentic)
    }

    /// Seals where a participant is.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_whereabouts(&self, who: ParticipantId, place: &str) -> Result<Vec<u8>, CryptoError> {
        seal(&self.whereabouts, who.as_bytes(), place.as_bytes())
    }

    /// Opens where a participant is.
    ///
    /// # Errors
    /// When it belongs to another series or participant, or was altered.
    pub fn open_whereabouts(&self, who: ParticipantId, sealed: &[u8]) -> Result<String, CryptoError> {
        let place = open(&self.whereabouts, who.as_bytes(), sealed)?;
        String::from_utf8(place.to_vec()).map_err(|_| CryptoError::NotAuthentic)
    }

    /// Seals what a job needs about people.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_job(&self, job: JobId, content: &[u8]) -> Result<Vec<u8>, CryptoError> {
        seal(&self.job, job.as_bytes(), content)
    }

    /// Opens what a job needs about people.
    ///
    /// # Errors
    /// When it belongs to another series or job, or was altered.
    pub fn open_job(&self, job: JobId, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Ok(open(&self.job, job.as_bytes(), sealed)?.to_vec())
    }

    /// Seals what somebody wrote who asks to join, or what they are told.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal_request(&self, request: RequestId, content: &[u8]) -> Result<Vec<u8>, CryptoError> {
        seal(&self.request, request.as_bytes(), content)
    }

    /// Opens what somebody wrote who asks to join, or what they are told.
    ///
    /// # Errors
    /// When it belongs to another series or request, or was altered.
    pub fn open_request(&self, request: RequestId, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Ok(open(&self.request, request.as_bytes(), sealed)?.to_vec())
    }

    /// Seals where whoever is on call for a room is written to.
    ///
    /// # Errors
    /// [`CryptoError::Random`] if the system gives no random bytes.
    pub fn seal_on_call(&self, room: RoomId, content: &[u8]) -> Result<Vec<u8>, CryptoError> {
        seal(&self.on_call, room.as_bytes(), content)
    }

    /// Opens it again.
    ///
    /// # Errors
    /// [`CryptoError::NotAuthentic`] if it was sealed with another key or for another room.
    pub fn open_on_call(&self, room: RoomId, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Ok(open(&self.on_call, room.as_bytes(), sealed)?.to_vec())
    }

    /// The mark of a mail address: equal for equal ones in the series.
    #[must_use]
    pub fn address_mark(&self, address: &str) -> Mark {
        Mark::new(&self.address_mark, address.as_bytes())
    }

    /// The mark of a name, from its look-alike skeleton: equal for names in the series that look alike.
    #[must_use]
    pub fn name_mark(&self, skeleton: &str) -> Mark {
        Mark::new(&self.name_mark, skeleton.as_bytes())
    }

    /// The mark of an operator's user (issuer and subject). It differs in every series
    /// (docs/rules.md, "Joining and safety").
    #[must_use]
    pub fn external_mark(&self, user: &[u8]) -> Mark {
        Mark::new(&self.external_mark, user)
    }
}

never_printed!(SeriesKey);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_differ_by_key_and_by_use() {
        let (one, two) = (SeriesKey::derive(&[1; 32]), SeriesKey::derive(&[2; 32]));
        assert_eq!(one.name_mark("robin"), one.name_mark("robin"));
        assert_ne!(one.name_mark("robin"), two.name_mark("robin"));
        assert_ne!(one.name_mark("robin"), one.external_mark(b"robin"));
    }

    #[test]
    fn a_name_belongs_to_its_participant() {
        let key = SeriesKey::derive(&[1; 32]);
        let (mine, other) = (ParticipantId::from_bytes([1; 16]), ParticipantId::from_bytes([2; 16]));
        let sealed = key.seal_name(mine, "Robin").unwrap();
        assert_eq!(key.open_name(mine, &sealed).unwrap(), "Robin");
        assert!(key.open_name(other, &sealed).is_err());
        assert!(SeriesKey::derive(&[2; 32]).open_name(mine, &sealed).is_err());
    }

    #[test]
    fn a_label_belongs_to_its_invite() {
        let key = SeriesKey::derive(&[1; 32]);
        let (this, other) = (InviteId::from_bytes([1; 16]), InviteId::from_bytes([2; 16]));
        let sealed = key.seal_label(this, "sent to Ada").unwrap();
        assert_eq!(key.open_label(this, &sealed).unwrap(), "sent to Ada");
        assert!(key.open_label(other, &sealed).is_err());
        assert!(SeriesKey::derive(&[2; 32]).open_label(this, &sealed).is_err());
    }

    #[test]
    fn what_is_left_for_an_emergency_belongs_to_its_participant() {
        let key = SeriesKey::derive(&[1; 32]);
        let (mine, other) = (ParticipantId::from_bytes([1; 16]), ParticipantId::from_bytes([2; 16]));
        let (contact, place) =
            (key.seal_emergency(mine, "Bea").unwrap(), key.seal_whereabouts(mine, "at home").unwrap());
        assert_eq!(key.open_emergency(mine, &contact).unwrap(), "Bea");
        assert_eq!(key.open_whereabouts(mine, &place).unwrap(), "at home");
        assert!(key.open_emergency(other, &contact).is_err() && key.open_emergency(mine, &place).is_err());
        assert!(
            key.open_whereabouts(other, &place).is_err() && key.open_whereabouts(mine, &contact).is_err()
        );
    }

    #[test]
    fn an_address_belongs_to_its_participant_and_a_job_to_itself() {
        let key = SeriesKey::derive(&[1; 32]);
        let (mine, other) = (ParticipantId::from_bytes([1; 16]), ParticipantId::from_bytes([2; 16]));
        let sealed = key.seal_address(mine, b"robin@example.org").unwrap();
        assert_eq!(key.open_address(mine, &sealed).unwrap(), b"robin@example.org");
        assert!(key.open_address(other, &sealed).is_err());
        let (this, next) = (JobId::from_bytes([1; 16]), JobId::from_bytes([2; 16]));
        let sealed = key.seal_job(this, b"a link").unwrap();
        assert_eq!(key.open_job(this, &sealed).unwrap(), b"a link");
        assert!(key.open_job(next, &sealed).is_err());
        assert!(SeriesKey::derive(&[2; 32]).open_job(this, &sealed).is_err());
    }

    #[test]
    fn nothing_is_printed() {
        let key = SeriesKey::derive(&[1; 32]);
        assert_eq!(format!("{key:?} {:?}", key.name_mark("x")), "SeriesKey(..) Mark(..)");
    }
}
