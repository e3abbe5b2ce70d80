use super::*;

const PLACE: LogPlace = LogPlace {
    room: RoomId::from_bytes([1; 16]),
    meeting: MeetingId::from_bytes([2; 16]),
    first_seq: 3,
    last_seq: 4,
};
const SENDER: Option<ParticipantId> = Some(ParticipantId::from_bytes([9; 16]));

#[test]
fn a_piece_opens_in_its_place_only() {
    let key = MeetingKey::derive(&[5; 32]);
    let sealed = key.seal(&PLACE, SENDER, b"hello").unwrap();
    assert_eq!(key.open(&PLACE, &sealed).unwrap(), (SENDER, b"hello".to_vec()));
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
fn every_altered_byte_is_noticed() {
    let key = MeetingKey::derive(&[5; 32]);
    let sealed = key.seal(&PLACE, None, b"hello").unwrap();
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
    assert_ne!(key.seal(&PLACE, SENDER, b"x").unwrap(), key.seal(&PLACE, SENDER, b"x").unwrap());
}

#[test]
fn marks_differ_by_key_and_by_use() {
    let (one, two) = (SeriesKey::derive(&[1; 32]), SeriesKey::derive(&[2; 32]));
    assert_eq!(one.name_mark("robin"), one.name_mark("robin"));
    assert_ne!(one.name_mark("robin"), two.name_mark("robin"));
    assert_ne!(one.name_mark("robin"), one.external_mark(b"robin"));
    let meeting = MeetingKey::derive(&[1; 32]);
    assert_ne!(meeting.mark(b"robin"), one.name_mark("robin"));
}

#[test]
fn a_name_belongs_to_its_participant() {
    let key = SeriesKey::derive(&[1; 32]);
    let (mine, other) = (ParticipantId::from_bytes([1; 16]), ParticipantId::from_bytes([2; 16]));
    let sealed = key.seal_name(mine, "Robin").unwrap();
    assert_eq!(key.open_name(mine, &sealed).unwrap(), "Robin");
    assert!(key.open_name(other, &sealed).is_err());
}

#[test]
fn keys_are_not_printed() {
    assert_eq!(format!("{:?}", MeetingKey::derive(&[1; 32])), "MeetingKey(..)");
    assert_eq!(format!("{:?}", SeriesKey::derive(&[1; 32])), "SeriesKey(..)");
}
