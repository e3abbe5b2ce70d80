//! The key of one meeting, which seals its log and its states.

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::seal::{CryptoError, FORMAT_VERSION, derive, never_printed, open, seal};
use crate::meeting::id::{MeetingId, RoomId};

/// Where a piece of a meeting's log belongs, or a state that its first events made. It opens nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct LogPlace {
    /// The room of the meeting.
    pub(in crate::store) room: RoomId,
    /// The meeting.
    pub(in crate::store) meeting: MeetingId,
    /// Number of the first event in the piece.
    pub(in crate::store) first_seq: u64,
    /// Number of the last event in the piece.
    pub(in crate::store) last_seq: u64,
}

impl LogPlace {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT_VERSION];
        bytes.extend_from_slice(self.room.as_bytes());
        bytes.extend_from_slice(self.meeting.as_bytes());
        bytes.extend_from_slice(&self.first_seq.to_be_bytes());
        bytes.extend_from_slice(&self.last_seq.to_be_bytes());
        bytes
    }
}

/// The key of one meeting. Erased from memory when dropped; never printed.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(in crate::store) struct MeetingKey {
    log: [u8; 32],
    state: [u8; 32],
}

impl MeetingKey {
    pub(in crate::store) fn derive(key: &[u8; 32]) -> Self {
        Self { log: derive(key, b"rondo meeting log v1"), state: derive(key, b"rondo meeting state v1") }
    }

    /// Seals a piece of the log. Who sent what is inside, so a copy of the database does not tell
    /// who took part.
    ///
    /// # Errors
    /// Without randomness.
    pub(in crate::store) fn seal(&self, place: &LogPlace, payload: &[u8]) -> Result<Vec<u8>, CryptoError> {
        seal(&self.log, &place.bytes(), payload)
    }

    /// Opens what [`Self::seal`] sealed for the same place.
    ///
    /// # Errors
    /// When it was sealed with another key, for another place, or altered.
    pub(in crate::store) fn open(&self, place: &LogPlace, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Ok(open(&self.log, &place.bytes(), sealed)?.to_vec())
    }

    /// Seals the state that the events of `place` made.
    ///
    /// # Errors
    /// Without randomness.
    pub(in crate::store) fn seal_state(
        &self,
        place: &LogPlace,
        payload: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        seal(&self.state, &place.bytes(), payload)
    }

    /// Opens what [`Self::seal_state`] sealed for the same place.
    ///
    /// # Errors
    /// When it was sealed with another key, for another place, or altered.
    pub(in crate::store) fn open_state(
        &self,
        place: &LogPlace,
        sealed: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        Ok(open(&self.state, &place.bytes(), sealed)?.to_vec())
    }
}

never_printed!(MeetingKey);

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: LogPlace = LogPlace {
        room: RoomId::from_bytes([1; 16]),
        meeting: MeetingId::from_bytes([2; 16]),
        first_seq: 3,
        last_seq: 4,
    };

    #[test]
    fn a_piece_opens_in_its_place_only() {
        let key = MeetingKey::derive(&[5; 32]);
        let sealed = key.seal(&PLACE, b"hello").unwrap();
        assert_eq!(key.open(&PLACE, &sealed).unwrap(), b"hello");
        let elsewhere = [
            LogPlace { room: RoomId::from_bytes([7; 16]), ..PLACE },
            LogPlace { meeting: MeetingId::from_bytes([7; 16]), ..PLACE },
            LogPlace { first_seq: 7, ..PLACE },
            LogPlace { last_seq: 7, ..PLACE },
        ];
        for place in elsewhere {
            assert_eq!(key.open(&place, &sealed), Err(CryptoError::NotAuthentic));
        }
        assert!(MeetingKey::derive(&[6; 32]).open(&PLACE, &sealed).is_err());
    }

    #[test]
    fn a_state_is_no_piece_of_the_log() {
        let key = MeetingKey::derive(&[5; 32]);
        let sealed = key.seal_state(&PLACE, b"hello").unwrap();
        assert_eq!(key.open_state(&PLACE, &sealed).unwrap(), b"hello");
        assert_eq!(key.open(&PLACE, &sealed), Err(CryptoError::NotAuthentic));
        let elsewhere = LogPlace { last_seq: 7, ..PLACE };
        assert_eq!(key.open_state(&elsewhere, &sealed), Err(CryptoError::NotAuthentic));
    }

    #[test]
    fn every_altered_byte_is_noticed() {
        let key = MeetingKey::derive(&[5; 32]);
        let sealed = key.seal(&PLACE, b"hello").unwrap();
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert!(key.open(&PLACE, &altered).is_err(), "byte {at}");
            assert!(key.open(&PLACE, &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn the_same_text_is_never_sealed_the_same_way() {
        let key = MeetingKey::derive(&[5; 32]);
        assert_ne!(key.seal(&PLACE, b"x").unwrap(), key.seal(&PLACE, b"x").unwrap());
    }

    #[test]
    fn a_key_is_not_printed() {
        assert_eq!(format!("{:?}", MeetingKey::derive(&[1; 32])), "MeetingKey(..)");
    }
}
