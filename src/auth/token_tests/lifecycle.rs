//! From signing to revocation.

use super::{
    Fault, all_refused,
    forge::{Forge, NOW, With},
};
use crate::{
    auth::{
        Revocations,
        claims::{LIFETIME_S_MAX, TOKEN_BYTES_MAX},
    },
    meeting::{id::RoomId, role::Role},
    time::UnixMs,
};

#[test]
fn what_is_signed_here_is_verified_here() {
    let forge = Forge::new();
    for (role, lifetime_s) in
        Role::ALL.into_iter().zip([1, 60, 600, LIFETIME_S_MAX, LIFETIME_S_MAX + 1, u64::MAX])
    {
        let signed = forge
            .tokens
            .sign_entry(forge.room, forge.participant, role, lifetime_s, NOW.plus_ms(999))
            .unwrap();
        assert!(signed.token.len() < TOKEN_BYTES_MAX / 4);
        let entry = forge.tokens.verify(&signed.token, NOW.plus_ms(999)).unwrap();
        assert_eq!((entry.role(), entry.id(), entry.expires_at()), (role, signed.id, signed.expires_at));
        assert_eq!(signed.expires_at, NOW.plus_ms(lifetime_s.min(LIFETIME_S_MAX) * 1000));
    }
    let sign = || forge.tokens.sign_entry(forge.room, forge.participant, Role::Member, 60, NOW).unwrap();
    assert_ne!(sign().id, sign().id);
}

#[test]
fn another_rooms_token_a_retired_key_and_a_revoked_token() {
    let mut forge = Forge::new();
    let signed =
        forge.tokens.sign_entry(forge.room, forge.participant, Role::Member, LIFETIME_S_MAX, NOW).unwrap();
    let entry = forge.tokens.verify(&signed.token, NOW).unwrap();
    assert!(entry.clone().for_room(forge.room).is_ok());
    assert_eq!(entry.clone().for_room(RoomId::from_bytes([9; 16])).unwrap_err().fault(), Fault::WrongRoom);

    let mut revocations = Revocations::default();
    assert!(revocations.check(entry.clone()).is_ok());
    revocations.revoke_token(signed.id, signed.expires_at, NOW);
    assert_eq!(revocations.check(entry).unwrap_err().fault(), Fault::Revoked);

    // An hour-old key: its tokens are over, so a fresh token of it is a forgery by a thief.
    let thief = forge.token(&forge.own_header(), &forge.own_claims(), With::Own);
    forge.tokens.own_keys_mut().rotate(UnixMs::from_ms(NOW.as_ms() - 1));
    assert!(forge.tokens.verify(&thief, NOW).is_ok(), "retired just now");
    let mut forge = Forge::new();
    let thief = forge.token(&forge.own_header(), &forge.own_claims(), With::Own);
    forge.tokens.own_keys_mut().rotate(UnixMs::from_seconds(NOW.seconds() - LIFETIME_S_MAX));
    assert_eq!(forge.tokens.verify(&thief, NOW).unwrap_err().fault(), Fault::RetiredKey);
}

#[test]
fn every_changed_character_breaks_a_token() {
    let forge = Forge::new();
    let good = forge.token(&forge.own_header(), &forge.own_claims(), With::Own);
    let other =
        forge.tokens.sign_entry(forge.room, forge.participant, Role::Therapist, 60, NOW).unwrap().token;
    let (message, _) = other.rsplit_once('.').unwrap();
    let (_, signature) = good.rsplit_once('.').unwrap();
    all_refused(&forge.tokens, vec![(format!("{message}.{signature}"), Fault::Signature)]);
    for index in 0..good.len() {
        for replacement in ["A", "B", "_", "."] {
            let mut changed = good.clone();
            changed.replace_range(index..=index, replacement);
            assert!(changed == good || forge.tokens.verify(&changed, NOW).is_err(), "{index}");
        }
    }
}
