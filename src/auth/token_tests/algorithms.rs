//! Good tokens of each algorithm, and those that mix algorithms up.

use data_encoding::{BASE64, BASE64URL_NOPAD};

use super::{
    Fault, all_refused,
    forge::{EC_PEM, ED_PEM, Forge, NOW, OPERATOR, RSA_PEM, With, header, swap},
};
use crate::{auth::Subject, meeting::role::Role};

#[test]
fn good_tokens_are_accepted() {
    let forge = Forge::new();
    let own = forge.token(&forge.own_header(), &forge.own_claims(), With::Own);
    let entry = forge.tokens.verify(&own, NOW).unwrap();
    assert_eq!((entry.room(), entry.role()), (forge.room, Role::Member));
    assert_eq!(*entry.subject(), Subject::Participant(forge.participant));
    assert_eq!((entry.pass(), entry.expires_at()), (None, NOW.plus_ms(600_000)));
    for (algorithm, pem, path, with) in [
        ("EdDSA", ED_PEM, "", With::Ed),
        ("ES256", EC_PEM, "/ec", With::Ec),
        ("RS256", RSA_PEM, "/rsa", With::Rsa),
    ] {
        let token = forge.token(&header(algorithm, pem), &forge.operator_claims(path), with);
        let entry = forge.tokens.verify(&token, NOW).unwrap();
        assert_eq!(
            *entry.subject(),
            Subject::OperatorUser { issuer: format!("{OPERATOR}{path}").into(), user: "user-17".into() }
        );
        assert!(!format!("{entry:?}").contains("user-17"), "an operator's id stays out of logs");
    }
}

#[test]
fn none_and_missing_signatures() {
    let forge = Forge::new();
    let good = forge.token(&forge.own_header(), &forge.own_claims(), With::Own);
    let unsigned = &good[..=good.rfind('.').unwrap()];
    let mut corpus = vec![
        (unsigned.to_owned(), Fault::Segments),
        (unsigned.trim_end_matches('.').to_owned(), Fault::Segments),
        (format!("{unsigned}AA"), Fault::Signature),
    ];
    for none in ["none", "None", "NONE", "nOnE", "none ", "", "null"] {
        let header = swap(&forge.own_header(), "EdDSA", none);
        corpus.push((forge.token(&header, &forge.own_claims(), With::Own), Fault::Algorithm));
        corpus.push((forge.token(&header, &forge.own_claims(), With::Bytes(vec![])), Fault::Segments));
    }
    all_refused(&forge.tokens, corpus);
}

#[test]
fn confused_algorithms() {
    let forge = Forge::new();
    let mut corpus = Vec::new();
    for (algorithm, pem, path) in
        [("EdDSA", ED_PEM, ""), ("ES256", EC_PEM, "/ec"), ("RS256", RSA_PEM, "/rsa")]
    {
        let claims = forge.operator_claims(path);
        let good = header(algorithm, pem);
        let der = BASE64
            .decode(pem.lines().filter(|line| !line.starts_with('-')).collect::<String>().as_bytes())
            .unwrap();
        let jwk = BASE64URL_NOPAD.encode(&der[der.len() - 32..]);
        for public in [pem.as_bytes().to_vec(), pem.trim().as_bytes().to_vec(), der, jwk.into_bytes()] {
            let confused = swap(&good, algorithm, "HS256");
            corpus.push((forge.token(&confused, &claims, With::Hmac(public.clone())), Fault::Algorithm));
            corpus.push((forge.token(&good, &claims, With::Hmac(public)), Fault::Signature));
        }
        for other in ["ES384", "RS384", "PS512", "HS512", "Ed25519", "eddsa", "ES256 ", "ES256K"] {
            corpus.push((forge.token(&swap(&good, algorithm, other), &claims, With::Rsa), Fault::Algorithm));
        }
    }
    let (rsa, rsa_claims) = (header("RS256", RSA_PEM), forge.operator_claims("/rsa"));
    corpus.push((forge.token(&swap(&rsa, "RS256", "PS256"), &rsa_claims, With::RsaPss), Fault::Algorithm));
    corpus.push((forge.token(&rsa, &rsa_claims, With::RsaPss), Fault::Signature));
    let (ec, ec_claims) = (header("ES256", EC_PEM), forge.operator_claims("/ec"));
    for size in [0_usize, 1, 63, 64, 65, 128] {
        let fault = if size == 0 { Fault::Segments } else { Fault::Signature };
        corpus.push((forge.token(&ec, &ec_claims, With::Bytes(vec![0; size])), fault));
    }
    corpus.push((Forge::with_der_signature(&forge.token(&ec, &ec_claims, With::Ec)), Fault::Signature));
    corpus.push((forge.token(&forge.own_header(), &forge.own_claims(), With::Ed), Fault::Signature));
    all_refused(&forge.tokens, corpus);
}
