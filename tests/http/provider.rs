//! An identity provider that says what it is told to.

use std::sync::{Arc, Mutex};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::Url;
use rondo::config::{IdentityConfig, Newcomers, Password};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;
use url::form_urlencoded;

use crate::support::NOW;

const CODE: &str = "a-code";
const SECRET: &str = "between us";

/// What somebody does there.
#[derive(Default)]
struct Visit {
    challenge: String,
    claims: Value,
}

struct Inside {
    issuer: String,
    key: Vec<u8>,
    visit: Mutex<Visit>,
}

/// The provider, as one browser after the other meets it.
pub(crate) struct Provider(Arc<Inside>);

impl Provider {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let key = Ed25519KeyPair::generate().unwrap().to_pkcs8v1().unwrap().as_ref().to_vec();
        let inside = Arc::new(Inside { issuer, key, visit: Mutex::default() });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(about))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(Arc::clone(&inside));
        tokio::spawn(async { axum::serve(listener, router).await });
        Self(inside)
    }

    /// How a server is told of it.
    pub(crate) fn config(&self, newcomers: Newcomers) -> IdentityConfig {
        IdentityConfig {
            issuer: self.0.issuer.clone(),
            client_id: "rondo".to_owned(),
            client_secret: Some(Password::new(SECRET.to_owned())),
            name: "the clinic".to_owned(),
            newcomers,
        }
    }

    /// Somebody signs in there: what their browser brings back.
    pub(crate) fn visit(&self, url: &str, subject: &str) -> Value {
        self.visit_with(url, subject, json!({}))
    }

    /// The same, where the provider says something else of them.
    pub(crate) fn visit_with(&self, url: &str, subject: &str, other: Value) -> Value {
        let url: Url = url.parse().unwrap();
        assert!(url.as_str().starts_with(&format!("{}/auth?", self.0.issuer)));
        let asked = |name: &str| url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
        assert_eq!((asked("response_type").as_str(), asked("scope").as_str()), ("code", "openid profile"));
        assert_eq!(asked("code_challenge_method"), "S256");
        let now = NOW.as_ms() / 1_000;
        let mut claims = json!({
            "iss": self.0.issuer, "aud": "rondo", "sub": subject, "nonce": asked("nonce"),
            "iat": now, "exp": now + 300,
        });
        for (name, value) in other.as_object().unwrap() {
            claims[name] = value.clone();
        }
        *self.0.visit.lock().unwrap() = Visit { challenge: asked("code_challenge"), claims };
        json!({"code": CODE, "state": asked("state")})
    }
}

async fn about(State(inside): State<Arc<Inside>>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", inside.issuer);
    Json(json!({
        "issuer": inside.issuer, "authorization_endpoint": at("/auth"), "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
    }))
}

async fn keys(State(inside): State<Arc<Inside>>) -> Json<Value> {
    let pair = Ed25519KeyPair::from_pkcs8(&inside.key).unwrap();
    let x = BASE64URL_NOPAD.encode(pair.public_key().as_ref());
    Json(
        json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "1", "x": x}]}),
    )
}

async fn token(
    State(inside): State<Arc<Inside>>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, Json<Value>) {
    let value = |name: &str| {
        let found = form_urlencoded::parse(&body).find(|(key, _)| key == name);
        found.map_or_else(String::new, |(_, value)| value.into_owned())
    };
    let visit = std::mem::take(&mut *inside.visit.lock().unwrap());
    let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(value("code_verifier")));
    let basic = format!("Basic {}", BASE64.encode(b"rondo:between+us"));
    let known = headers.get("authorization").is_some_and(|header| *header == *basic);
    if !known || value("code") != CODE || challenge != visit.challenge {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"})));
    }
    let header = Header { kid: Some("1".to_owned()), ..Header::new(Algorithm::EdDSA) };
    let token = encode(&header, &visit.claims, &EncodingKey::from_ed_der(&inside.key)).unwrap();
    (StatusCode::OK, Json(json!({"access_token": "x", "token_type": "Bearer", "id_token": token})))
}
