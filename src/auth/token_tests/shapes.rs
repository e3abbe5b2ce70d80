//! Headers that bring or seek keys, and texts that are no compact JWS.

use proptest::prelude::*;

use super::{
    Altered, Fault, all_refused,
    forge::{Forge, NOW, With},
};

#[test]
fn headers_that_bring_or_seek_keys() {
    let forge = Forge::new();
    let mut altered = Altered(&forge, Vec::new());
    for member in [
        r#""jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        r#""jku":"https://evil.example/jwks""#,
        r#""x5u":"https://evil.example/cert""#,
        r#""x5c":["MIIB"]"#,
        r#""x5t":"AAAA""#,
        r#""crit":[]"#,
        r#""crit":["exp"]"#,
        r#""b64":false"#,
        r#""b64":false,"crit":["b64"]"#,
        r#""zip":"DEF""#,
        r#""cty":"JWT""#,
        r#""enc":"A128GCM""#,
        r#""alg":"EdDSA""#,
        r#""kid":"other""#,
        r#""typ":"JWT""#,
        r#""__proto__":{}"#,
    ] {
        altered.header("{", &format!("{{{member},"), Fault::Header);
    }
    let kid = forge.own_header().split('"').nth(7).unwrap().to_owned();
    let quoted = format!("\"{kid}\"");
    for other in ["../../../dev/null", "' OR 1=1 --", "unknown", "", "\\u0000", &kid[1..], &"k".repeat(2000)]
    {
        altered.header(&quoted, &format!("\"{other}\""), Fault::UnknownKey);
    }
    altered.header(&quoted, &format!("\"{}\"", "k".repeat(10_240)), Fault::Size);
    for other in [format!("[{quoted}]"), "null".into(), "0".into(), r#""\ud800""#.into()] {
        altered.header(&quoted, &other, Fault::Header);
    }
    altered.header(&format!(r#""kid":{quoted},"#), "", Fault::Header);
    altered.header(r#""alg":"EdDSA","#, "", Fault::Header);
    altered.header(r#","typ":"rondo-entry+jwt""#, "", Fault::Header);
    for other in ["JWT", "", "Rondo-Entry+JWT", "rondo-entry+jwt ", "application/rondo-entry+jwt"] {
        altered.header("rondo-entry+jwt", other, Fault::Type);
    }
    altered.header("{", " {", Fault::Header);
    altered.header("{", "\u{FEFF}{", Fault::Header);
    altered.header("}", "}{}", Fault::Header);
    let corpus = altered.1;
    all_refused(&forge.tokens, corpus);
    let array = format!(r#"["EdDSA",{quoted},"rondo-entry+jwt"]"#);
    all_refused(&forge.tokens, vec![(forge.token(&array, &forge.own_claims(), With::Own), Fault::Header)]);
}

#[test]
fn other_shapes_of_a_token() {
    let forge = Forge::new();
    let good = forge.token(&forge.own_header(), &forge.own_claims(), With::Own);
    assert!(forge.tokens.verify(&good, NOW).is_ok());
    let parts: Vec<&str> = good.split('.').collect();
    let [header, payload, signature] = parts[..] else { panic!("three segments") };
    let json = format!(r#"{{"protected":"{header}","payload":"{payload}","signature":"{signature}"}}"#);
    // 64 bytes fill 85 characters and 2 bits of the last, which leaves 4 bits that must be zero.
    let loose = format!("{}{}", &good[..good.len() - 1], if good.ends_with('A') { 'B' } else { 'R' });
    let corpus = vec![
        (String::new(), Fault::Segments),
        ("..".into(), Fault::Segments),
        (json, Fault::Segments),
        (format!("{good}.{signature}"), Fault::Segments),
        (format!("{good}."), Fault::Segments),
        (format!(".{good}"), Fault::Segments),
        (format!("{header}.AAAA.AAAA.{payload}.{signature}"), Fault::Segments), // a JWE has five
        (format!("{good}="), Fault::Encoding),
        (format!("{good}=="), Fault::Encoding),
        (format!("{header}=.{payload}.{signature}"), Fault::Encoding),
        (format!(" {good}"), Fault::Encoding),
        (format!("{good}\n"), Fault::Encoding),
        (format!("{header}. {payload}.{signature}"), Fault::Encoding),
        (format!("{header}.{payload}\0.{signature}"), Fault::Encoding),
        (format!("{header}.{payload}.+/{signature}"), Fault::Encoding),
        (format!("{header}.{payload}.é{signature}"), Fault::Encoding),
        (loose, Fault::Encoding),
        (format!("{header}.{payload}.{}", "A".repeat(16 * 1024)), Fault::Size),
        (forge.token(&forge.own_header(), &good, With::Own), Fault::Claims), // nested
        (forge.token(&forge.own_header(), &format!("\"{good}\""), With::Own), Fault::Claims),
    ];
    all_refused(&forge.tokens, corpus);
}

proptest! {
    #[test]
    fn no_text_panics(text: String, header: String, claims: String) {
        let forge = Forge::new();
        prop_assert!(forge.tokens.verify(&text, NOW).is_err());
        prop_assert!(forge.tokens.verify(&forge.token(&header, &claims, With::Own), NOW).is_err());
        prop_assert!(forge.tokens.verify(&forge.token(&forge.own_header(), &claims, With::Own), NOW).is_err());
    }
}
