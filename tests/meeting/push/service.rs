//! A push service on this machine, and browsers that read what it is handed: the other side of RFC
//! 8030, 8188, 8291 and 8292, written from those.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use aws_lc_rs::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree},
    signature::{self, ECDSA_P256_SHA256_FIXED},
};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use data_encoding::BASE64URL_NOPAD;
use hkdf::Hkdf;
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::{
    net::TcpListener,
    sync::{Mutex, mpsc},
    time::timeout,
};

/// How long a test waits for a notice that is due.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a push service was handed.
#[derive(Debug)]
pub(crate) struct Handed {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    body: Vec<u8>,
}

struct Inner {
    handed: mpsc::UnboundedSender<Handed>,
    /// What it answers next, in order; 201 once the list is empty.
    answers: Mutex<VecDeque<(u16, Option<u64>)>>,
}

pub(crate) struct PushService {
    pub(crate) origin: String,
    inner: Arc<Inner>,
    handed: mpsc::UnboundedReceiver<Handed>,
}

impl PushService {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (sender, handed) = mpsc::unbounded_channel();
        let inner = Arc::new(Inner { handed: sender, answers: Mutex::default() });
        let router = Router::new().fallback(take).with_state(Arc::clone(&inner));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { origin, inner, handed }
    }

    /// What it answers next, once.
    pub(crate) async fn answers(&self, status: u16, retry_after_s: Option<u64>) {
        self.inner.answers.lock().await.push_back((status, retry_after_s));
    }

    pub(crate) async fn next(&mut self) -> Handed {
        timeout(PATIENCE, self.handed.recv()).await.expect("a notice in time").expect("a service")
    }

    /// What was handed over since, if anything.
    pub(crate) fn handed(&mut self) -> Option<Handed> {
        self.handed.try_recv().ok()
    }

    pub(crate) fn is_idle(&mut self) -> bool {
        self.handed().is_none()
    }
}

async fn take(State(inner): State<Arc<Inner>>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let (status, retry) = inner.answers.lock().await.pop_front().unwrap_or((201, None));
    let handed = Handed { path: uri.path().to_owned(), headers, body: body.to_vec() };
    // The test may be over.
    let _ = inner.handed.send(handed);
    let status = StatusCode::from_u16(status).unwrap();
    match retry {
        Some(seconds) => (status, [("retry-after", seconds.to_string())]).into_response(),
        None => status.into_response(),
    }
}

impl Handed {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap()
    }

    /// The claims of the proof of who sends, once its signature was checked with the server's key.
    pub(crate) fn claims(&self, key: &str) -> Value {
        let text = self.header("authorization").strip_prefix("vapid t=").expect("a proof");
        let (token, sender) = text.split_once(", k=").expect("a key");
        assert_eq!(sender, key, "the key that the browser subscribed with");
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let (header, claims) = signed.split_once('.').unwrap();
        let decode = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).unwrap();
        let header: Value = serde_json::from_slice(&decode(header)).unwrap();
        assert_eq!(header, json!({"typ": "JWT", "alg": "ES256"}));
        let public = decode(key);
        let verifies = signature::UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public);
        verifies.verify(signed.as_bytes(), &decode(signature)).expect("a good signature");
        serde_json::from_slice(&decode(claims)).unwrap()
    }
}

/// A browser that is subscribed at a push service.
pub(crate) struct Device {
    key: PrivateKey,
    auth: [u8; 16],
    endpoint: String,
}

impl Device {
    pub(crate) fn at(service: &PushService, path: &str) -> Self {
        let key = PrivateKey::generate(&ECDH_P256).unwrap();
        Self { key, auth: [9; 16], endpoint: format!("{}{path}", service.origin) }
    }

    fn public(&self) -> Vec<u8> {
        self.key.compute_public_key().unwrap().as_ref().to_vec()
    }

    /// What the client tells the server.
    pub(crate) fn wish(&self, language: &str) -> Value {
        json!({
            "endpoint": self.endpoint, "key": BASE64URL_NOPAD.encode(&self.public()),
            "auth": BASE64URL_NOPAD.encode(&self.auth), "language": language,
            "sound": false, "vibration": true,
        })
    }

    /// Decrypts what this browser's push service was handed.
    pub(crate) fn reads(&self, handed: &Handed) -> Value {
        assert_eq!(handed.header("content-encoding"), "aes128gcm");
        let (salt, rest) = handed.body.split_at(16);
        let (size, rest) = rest.split_at(4);
        assert!(u32::from_be_bytes(size.try_into().unwrap()) as usize >= rest.len() - 66, "one record");
        let (sender, record) = rest[1..].split_at(usize::from(rest[0]));
        let info = [b"WebPush: info\0".as_slice(), &self.public(), sender].concat();
        let mut input = [0; 32];
        agree(&self.key, UnparsedPublicKey::new(&ECDH_P256, sender), (), |shared| {
            Hkdf::<Sha256>::new(Some(&self.auth), shared).expand(&info, &mut input).map_err(|_| ())
        })
        .expect("a key");
        let content = Hkdf::<Sha256>::new(Some(salt), &input);
        let (mut key, mut nonce) = ([0; 16], [0; 12]);
        content.expand(b"Content-Encoding: aes128gcm\0", &mut key).unwrap();
        content.expand(b"Content-Encoding: nonce\0", &mut nonce).unwrap();
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
        let mut record = record.to_vec();
        let text = key
            .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut record)
            .expect("it was sealed for this browser");
        let end = text.iter().rposition(|byte| *byte != 0).expect("an end");
        assert_eq!(text[end], 2, "the last record");
        serde_json::from_slice(&text[..end]).expect("JSON")
    }
}
