//! Notices on people's devices, through the push services of their browsers (RFC 8030). What a push
//! service learns: that this server has something for a browser, when, and how urgent it is.

mod address;
mod encrypt;
mod limits;
mod notice;
mod vapid;

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use data_encoding::BASE64URL_NOPAD;
use futures::future::join_all;
use sha2::{Digest, Sha256};

pub(crate) use self::{
    address::{Address, Unusable},
    notice::{Notice, NoticeKind, Subject},
    vapid::VapidKey,
};
use self::{encrypt::encrypt, limits::RETRY_MS};
use crate::{
    clock::SharedClock,
    meeting::id::{ParticipantId, RoomId, SubscriptionId},
    outgoing::{Answered, Outgoing, OutgoingError},
    store::{PushSubscription, Store, StoreError},
};

/// What became of a notice to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Delivery {
    /// A push service took it. Whether the device shows it is not known.
    pub(crate) handed: bool,
    /// The person has a browser that can be told.
    pub(crate) reachable: bool,
}

/// What became of a notice to one browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Handed,
    /// The browser is not subscribed any more.
    Gone,
    /// It was refused, or came too late.
    Lost,
}

/// Sends notices.
pub(crate) struct Push {
    key: VapidKey,
    outgoing: Arc<Outgoing>,
    store: Arc<Store>,
    clock: SharedClock,
    /// An https address of this server, by which a push service can find its operator.
    contact: Option<String>,
}

impl Push {
    pub(crate) fn new(
        key: VapidKey,
        outgoing: Arc<Outgoing>,
        store: Arc<Store>,
        clock: SharedClock,
        contact: Option<String>,
    ) -> Self {
        Self { key, outgoing, store, clock, contact }
    }

    #[cfg(test)]
    pub(crate) fn for_tests(dir: &std::path::Path, store: &Arc<Store>, clock: &SharedClock) -> Self {
        let key = VapidKey::load_or_create(&dir.join("push-key")).expect("a key");
        Self::new(key, Arc::new(Outgoing::new(false)), Arc::clone(store), Arc::clone(clock), None)
    }

    /// The public half of the key, which browsers ask for.
    pub(crate) fn public_key(&self) -> &str {
        self.key.public()
    }

    /// Whether a notice could go to an address, as far as can be told without looking its name up.
    pub(crate) fn takes(&self, address: &Address) -> bool {
        self.outgoing.takes(&address.endpoint)
    }

    /// Tells a person in every browser of theirs. Returns when all of them are told, or the notice is of
    /// no use any more.
    pub(crate) async fn deliver(&self, room: RoomId, who: ParticipantId, notice: Notice) -> Delivery {
        let dies_ms = self.clock.monotonic_ms().saturating_add(notice.life_ms);
        let sent = match self.addresses(room, who).await {
            Ok(browsers) => {
                let sent = browsers.iter().map(|(id, to)| self.send(room, *id, to, notice, dies_ms));
                join_all(sent).await
            }
            Err(error) => {
                tracing::error!(%room, %error, "nobody could be told on a device");
                return Delivery { handed: false, reachable: true };
            }
        };
        let reachable = sent.iter().any(|outcome| *outcome != Outcome::Gone);
        Delivery { handed: sent.contains(&Outcome::Handed), reachable }
    }

    async fn addresses(
        &self,
        room: RoomId,
        who: ParticipantId,
    ) -> Result<Vec<(SubscriptionId, Address)>, StoreError> {
        let kept = self.store.subscriptions(who, self.clock.unix_ms()).await?;
        if kept.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.store.series_key(room).await?;
        let open = |PushSubscription { id, sealed, .. }: &PushSubscription| {
            let text = key.open_subscription(*id, sealed).ok()?;
            Some((*id, serde_json::from_slice(&text).ok()?))
        };
        Ok(kept.iter().filter_map(open).collect())
    }

    /// Tells one browser, again and again while the push service asks for patience.
    async fn send(
        &self,
        room: RoomId,
        id: SubscriptionId,
        to: &Address,
        notice: Notice,
        dies_ms: u64,
    ) -> Outcome {
        let mut wait_ms = RETRY_MS;
        let outcome = loop {
            let left_ms = dies_ms.saturating_sub(self.clock.monotonic_ms());
            let Some((headers, body)) = self.request(room, id, to, notice, left_ms) else {
                break Outcome::Lost;
            };
            let asked_ms = match judge(self.outgoing.post(&to.endpoint, headers, body).await) {
                Ok(outcome) => break outcome,
                Err(asked_ms) => asked_ms,
            };
            let again_ms = self.clock.monotonic_ms().saturating_add(asked_ms.unwrap_or(0).max(wait_ms));
            if again_ms >= dies_ms {
                break Outcome::Lost;
            }
            self.clock.sleep_until(again_ms).await;
            wait_ms = wait_ms.saturating_mul(2);
        };
        metrics::counter!("rondo_notices_total", "outcome" => outcome.label()).increment(1);
        if outcome == Outcome::Gone
            && let Err(error) = self.store.erase_subscription(id).await
        {
            tracing::warn!(%room, %error, "a subscription that is gone was not erased");
        }
        outcome
    }

    /// The request. `None` if the notice comes too late, or can't be encrypted.
    fn request(
        &self,
        room: RoomId,
        id: SubscriptionId,
        to: &Address,
        notice: Notice,
        left_ms: u64,
    ) -> Option<(HeaderMap, Vec<u8>)> {
        let ttl_s = Notice::ttl_s(left_ms)?;
        let text = notice.text(room, to);
        let body = to.with_keys(|keys| encrypt(keys, text.as_bytes()))?.ok()?;
        let proof = self.key.authorization(&to.endpoint, self.contact.as_deref(), self.clock.unix_ms())?;
        let mut headers = HeaderMap::new();
        let mut put = |name: &'static str, value: &str| {
            headers.insert(name, HeaderValue::from_str(value).ok()?);
            Some(())
        };
        put("authorization", &proof)?;
        put("content-encoding", "aes128gcm")?;
        put("content-type", "application/octet-stream")?;
        put("ttl", &ttl_s.to_string())?;
        put("urgency", notice.kind.urgency())?;
        put("topic", &topic(id, notice.kind.subject()))?;
        Some((headers, body))
    }
}

impl Outcome {
    const fn label(self) -> &'static str {
        match self {
            Self::Handed => "handed",
            Self::Gone => "gone",
            Self::Lost => "lost",
        }
    }
}

/// What a push service's answer means; if it asks for patience, the milliseconds it asks for.
fn judge(answer: Result<Answered, OutgoingError>) -> Result<Outcome, Option<u64>> {
    let answered = match answer {
        Ok(answered) => answered,
        Err(OutgoingError::Forbidden) => {
            tracing::warn!("a push service is at an address that is not allowed");
            return Ok(Outcome::Gone);
        }
        Err(error) => {
            tracing::debug!(%error, "a push service did not answer");
            return Err(None);
        }
    };
    match answered.status {
        status if status.is_success() => Ok(Outcome::Handed),
        StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Outcome::Gone),
        StatusCode::TOO_MANY_REQUESTS => Err(retry_after_ms(&answered.headers)),
        status if status.is_server_error() => Err(retry_after_ms(&answered.headers)),
        status => {
            tracing::warn!(status = status.as_u16(), "a push service refused a notice");
            Ok(Outcome::Lost)
        }
    }
}

fn retry_after_ms(headers: &HeaderMap) -> Option<u64> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?;
    text.trim().parse::<u64>().ok().map(|seconds| seconds.saturating_mul(1_000))
}

/// A push service drops an older notice with the same topic. It tells rooms and people apart and
/// nothing else (RFC 8030, section 5.4: 32 characters).
fn topic(id: SubscriptionId, subject: Subject) -> String {
    let digest = Sha256::new().chain_update(id.as_bytes()).chain_update(subject.code()).finalize();
    BASE64URL_NOPAD.encode(&digest[..24])
}
