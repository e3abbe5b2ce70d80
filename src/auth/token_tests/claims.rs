//! Claims that are missing, out of bounds or of the wrong type.

use super::{
    Altered, Fault, all_refused,
    forge::{EC_PEM, ED_PEM, Forge, NOW, OPERATOR, With, header, swap},
};
use crate::{
    auth::limits::{CLOCK_AHEAD_S_MAX, LIFETIME_S_MAX},
    meeting::id::RoomId,
    time::UnixMs,
};

#[test]
fn times_out_of_bounds() {
    let forge = Forge::new();
    let iat = NOW.seconds();
    let mut altered = Altered(&forge, Vec::new());
    let exp = format!(r#""exp":{}"#, iat + 600);
    altered.claims(&format!(",{exp}"), "", Fault::Claims);
    for other in [
        format!("\"{}\"", iat + 600),
        "-1".into(),
        format!("{}.5", iat + 600),
        "1e12".into(),
        "null".into(),
        "[]".into(),
    ] {
        altered.claims(&exp, &format!(r#""exp":{other}"#), Fault::Claims);
    }
    for other in [iat * 1000 + 600_000, u64::MAX, iat + LIFETIME_S_MAX + 1, iat, iat - 1, 0] {
        altered.claims(&exp, &format!(r#""exp":{other}"#), Fault::Lifetime);
    }
    altered.claims(&exp, r#""exp":18446744073709551616"#, Fault::Claims);
    let issued = format!(r#""iat":{iat},"#);
    altered.claims(&issued, "", Fault::Claims);
    altered.claims(&issued, &format!(r#""iat":{},"#, iat + CLOCK_AHEAD_S_MAX + 1), Fault::IssuedLater);
    altered.claims(&issued, &format!(r#""iat":"{iat}","#), Fault::Claims);
    let not_before = format!(r#""nbf":{iat},"#);
    altered.claims(&not_before, &format!(r#""nbf":{},"#, iat + CLOCK_AHEAD_S_MAX + 1), Fault::NotYet);
    altered.claims(&not_before, &format!(r#""nbf":{},"#, u64::MAX), Fault::NotYet);
    for other in ["null", "-1", r#""0""#] {
        altered.claims(&not_before, &format!(r#""nbf":{other},"#), Fault::Claims);
    }
    all_refused(&forge.tokens, altered.1);

    let without = forge.token(&forge.own_header(), &swap(&forge.own_claims(), &not_before, ""), With::Own);
    assert!(forge.tokens.verify(&without, NOW).is_ok(), "nbf is optional");
    let fault = |now| forge.tokens.verify(&without, now).map_err(|error| error.fault());
    let ahead_ms = |ms: i64| UnixMs::from_ms(NOW.as_ms() - ms);
    assert!(fault(ahead_ms(60_000)).is_ok(), "an issuer's clock may be a minute ahead");
    assert_eq!(fault(ahead_ms(60_001)), Err(Fault::IssuedLater));
    assert!(fault(NOW.plus_ms(599_999)).is_ok());
    assert_eq!(fault(NOW.plus_ms(600_000)), Err(Fault::Expired));
    assert_eq!(fault(UnixMs::MAX), Err(Fault::Expired));
}

#[test]
fn claims_that_are_not_exactly_right() {
    let forge = Forge::new();
    let mut altered = Altered(&forge, Vec::new());
    let (room, participant) = (forge.room.to_string(), forge.participant.to_string());
    for other in ["rondo/", "RONDO", "", "https://other.example"] {
        altered.claims(r#""iss":"rondo""#, &format!(r#""iss":"{other}""#), Fault::Issuer);
    }
    altered.claims(r#""iss":"rondo""#, &format!(r#""iss":"{OPERATOR}""#), Fault::UnknownKey);
    altered.claims(r#""iss":"rondo","#, "", Fault::Claims);
    altered.claims(r#""iss":"rondo""#, r#""iss":["rondo"]"#, Fault::Claims);
    altered.claims(r#""iss":"rondo""#, r#""iss":"rondo","iss":"rondo""#, Fault::Claims);

    let aud = format!(r#""aud":"rondo:{room}""#);
    altered.claims(&format!("{aud},"), "", Fault::Claims);
    altered.claims(&aud, &format!(r#""aud":["rondo:{room}"]"#), Fault::Claims);
    for other in [
        room.clone(),
        "rondo".into(),
        "rondo:".into(),
        format!("rondo:{}", &room[1..]),
        format!("rondo:{room}a"),
        format!("rondo:{}", room.to_uppercase()),
        format!("Rondo:{room}"),
        format!(" rondo:{room}"),
        "rondo:*".into(),
    ] {
        altered.claims(&aud, &format!(r#""aud":"{other}""#), Fault::Audience);
    }
    for other in [r#""""#, r#""session""#, r#""session:AA""#, r#""seat:AA""#, "null", "0"] {
        altered.claims(r#""jti":"j1""#, &format!(r#""jti":"j1","pass":{other}"#), Fault::Claims);
    }
    let sub = format!(r#""sub":"{participant}""#);
    altered.claims(&format!("{sub},"), "", Fault::Claims);
    altered.claims(&sub, r#""sub":17"#, Fault::Claims);
    for other in ["", "user-17", " ", &participant.to_uppercase()] {
        altered.claims(&sub, &format!(r#""sub":"{other}""#), Fault::Subject);
    }
    let role = r#""role":"member""#;
    altered.claims(&format!("{role},"), "", Fault::Claims);
    for other in [
        r#"["member"]"#,
        r#"["member","therapist"]"#,
        r#""Member""#,
        r#""MEMBER""#,
        r#""member ""#,
        r#""admin""#,
        r#""""#,
        "null",
        "0",
        r#"{"member":null}"#,
    ] {
        altered.claims(role, &format!(r#""role":{other}"#), Fault::Claims);
    }
    altered.claims(role, r#""role":"member","role":"therapist""#, Fault::Claims);
    altered.claims(role, r#""role":"member","room":"x""#, Fault::Claims);
    altered.claims(role, r#""role":"member","__proto__":{"role":"therapist"}"#, Fault::Claims);
    altered.claims(role, &format!(r#""role":"member","deep":{}"#, "[".repeat(900)), Fault::Claims);
    altered.claims(r#","jti":"j1""#, "", Fault::Claims);
    altered.claims(r#""jti":"j1""#, r#""jti":1"#, Fault::Claims);
    altered.claims(r#""jti":"j1""#, r#""jti":"""#, Fault::TokenId);
    altered.claims(r#""jti":"j1""#, &format!(r#""jti":"{}""#, "j".repeat(129)), Fault::TokenId);
    all_refused(&forge.tokens, altered.1);
}

#[test]
fn an_issuer_keeps_to_its_rooms_roles_and_keys() {
    let forge = Forge::new();
    let (good, claims) = (header("EdDSA", ED_PEM), forge.operator_claims(""));
    let sign = |header: &str, from: &str, to: &str| forge.token(header, &swap(&claims, from, to), With::Ed);
    let other_room = RoomId::from_bytes([9; 16]).to_string();
    all_refused(
        &forge.tokens,
        vec![
            (sign(&good, &forge.room.to_string(), &other_room), Fault::RoomNotAllowed),
            (sign(&good, r#""member""#, r#""therapist""#), Fault::RoleNotAllowed),
            (sign(&good, OPERATOR, "https://clinic.example/"), Fault::Issuer),
            (sign(&good, OPERATOR, "rondo"), Fault::UnknownKey),
            (sign(&good, OPERATOR, "https://clinic.example/ec"), Fault::UnknownKey),
            (sign(&header("EdDSA", EC_PEM), "member", "observer"), Fault::UnknownKey),
            (sign(&good, r#""jti""#, &format!(r#""pass":"device:{}","jti""#, "A".repeat(43))), Fault::Pass),
            (sign(&good, "user-17", ""), Fault::Subject),
            (sign(&good, "user-17", "user\\u0000"), Fault::Subject),
            (sign(&good, "user-17", &"u".repeat(256)), Fault::Subject),
        ],
    );
    assert!(forge.tokens.verify(&sign(&good, "member", "observer"), NOW).is_ok());
}
