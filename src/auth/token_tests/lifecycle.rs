//! From signing to the end of a key.

use super::{
    Fault, all_refused,
    forge::{Forge, NOW, With},
};
use crate::{
    auth::{
        Pass, SigningKeys,
        limits::{LIFETIME_MS_MAX, LIFETIME_S_MAX, TOKEN_BYTES_MAX},
    },
    meeting::role::Role,
    secrets::SecretHash,
    time::UnixMs,
};

#[test]
fn what_is_signed_here_is_verified_here() {
    let forge = Forge::new();
    let mut pass = Pass::Session(SecretHash::from_bytes([7; 32]));
    for (role, lifetime_s) in
        Role::ALL.into_iter().zip([1, 60, 600, LIFETIME_S_MAX, LIFETIME_S_MAX + 1, u64::MAX])
    {
        let signed = forge
            .tokens
            .sign_entry(forge.room, forge.participant, role, Some(pass), lifetime_s, NOW.plus_ms(999))
            .unwrap();
        assert!(signed.token.len() < TOKEN_BYTES_MAX / 4);
        let entry = forge.tokens.verify(&signed.token, NOW.plus_ms(999)).unwrap();
        assert_eq!((entry.role(), entry.expires_at()), (role, signed.expires_at));
        assert_eq!(entry.pass(), Some(pass));
        pass = Pass::Device(SecretHash::from_bytes([8; 32]));
        assert_eq!(signed.expires_at, NOW.plus_ms(lifetime_s.min(LIFETIME_S_MAX) * 1000));
    }
    let sign =
        || forge.tokens.sign_entry(forge.room, forge.participant, Role::Member, None, 60, NOW).unwrap();
    assert_ne!(sign().token, sign().token, "each has a jti of its own");
}

#[test]
fn after_a_rotation_the_old_keys_tokens_are_good_until_they_expire() {
    let forge = Forge::new();
    let sign = |now| {
        let life = LIFETIME_S_MAX;
        forge.tokens.sign_entry(forge.room, forge.participant, Role::Member, None, life, now).unwrap().token
    };
    let before = sign(NOW);
    let rotated_at = |rotated| {
        let mut keys = forge.own_keys();
        keys.rotate(rotated, rotated);
        forge.tokens.replace_own_keys(keys);
    };
    rotated_at(NOW);
    let after = sign(NOW);
    assert_ne!(before.split('.').next(), after.split('.').next(), "another kid");
    let last = NOW.plus_ms(LIFETIME_MS_MAX - 1);
    assert!(forge.tokens.verify(&before, last).is_ok() && forge.tokens.verify(&after, last).is_ok());
    // A day later its tokens are over, so a fresh token of that key is a thief's.
    rotated_at(UnixMs::from_seconds(NOW.seconds() - 86_400));
    let thief = forge.token(&forge.own_header(), &forge.own_claims(), With::Own);
    assert_eq!(forge.tokens.verify(&thief, NOW).unwrap_err().fault(), Fault::RetiredKey);
    // What an operator restores from before the first rotation knows none of the new keys.
    forge.tokens.replace_own_keys(SigningKeys::generate());
    assert_eq!(forge.tokens.verify(&after, NOW).unwrap_err().fault(), Fault::UnknownKey);
}

#[test]
fn every_changed_character_breaks_a_token() {
    let forge = Forge::new();
    let good = forge.token(&forge.own_header(), &forge.own_claims(), With::Own);
    let other =
        forge.tokens.sign_entry(forge.room, forge.participant, Role::Therapist, None, 60, NOW).unwrap().token;
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
