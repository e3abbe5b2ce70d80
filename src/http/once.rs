//! `Idempotency-Key`: who does not know whether a request arrived asks it again under the same key, and
//! it is done once. The answer is kept for a day, sealed with that key, which is not kept.

use axum::{
    body::{self, Body},
    extract::{FromRequestParts, Request, State},
    http::{HeaderName, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tracing::Instrument;

use super::{
    extract::SignedIn,
    limits::{BODY_BYTES_MAX, IDEMPOTENCY_KEY_CHARS},
    problem::{Code, Problem},
    web::Web,
};
use crate::{
    meeting::id::AccountId,
    secrets::SecretHash,
    store::{AnswerKey, Claim, Question},
    time::UnixMs,
};

/// The header that names the request.
pub(super) const HEADER: HeaderName = HeaderName::from_static("idempotency-key");

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    status: u16,
    body: String,
}

/// Does a request that has a key once, and answers it again otherwise.
pub(super) async fn once(State(web): State<Web>, request: Request, next: Next) -> Result<Response, Problem> {
    let Some(key) = request.headers().get(HEADER) else { return Ok(next.run(request).await) };
    let key = key.to_str().ok().filter(|key| IDEMPOTENCY_KEY_CHARS.contains(&key.len()));
    let key = key.ok_or_else(|| Problem::field(Code::Invalid, HEADER.as_str().to_owned()))?.to_owned();
    let (mut parts, body) = request.into_parts();
    let someone = SignedIn::from_request_parts(&mut parts, &web).await?;
    let body = body::to_bytes(body, BODY_BYTES_MAX).await.map_err(|_| Code::TooLarge)?;
    let question = question(someone.id(), &key, &parts, &body, web.now());
    match web.store.claim_answer(question).await? {
        Claim::First => {}
        Claim::Kept { asked, .. } if asked != question.asked => return Err(Code::IdempotencyReused.into()),
        Claim::Kept { sealed: None, .. } => return Err(Code::IdempotencyUnfinished.into()),
        Claim::Kept { sealed: Some(sealed), .. } => return again(&key, &question, &sealed),
    }
    let request = Request::from_parts(parts, Body::from(body));
    // It is finished also when the asker has gone away, who will ask again.
    let work = tokio::spawn(first(web, key, question, request, next).in_current_span());
    work.await.map_err(|_| Code::Internal)?
}

fn question(account: AccountId, key: &str, parts: &Parts, body: &[u8], at: UnixMs) -> Question {
    let mark = Sha256::new().chain_update(account.as_bytes()).chain_update(key);
    let asked = Sha256::new().chain_update(parts.method.as_str()).chain_update([0]);
    let asked = asked.chain_update(parts.uri.path()).chain_update([0]).chain_update(body);
    let hash = |digest: Sha256| SecretHash::from_bytes(digest.finalize().into());
    Question { mark: hash(mark), asked: hash(asked), at }
}

async fn first(
    web: Web,
    key: String,
    question: Question,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let (parts, body) = next.run(request).await.into_parts();
    let body = body::to_bytes(body, usize::MAX).await.map_err(|_| Code::Internal)?;
    let done = match parts.status.is_success() {
        true => {
            let body = String::from_utf8_lossy(&body).into_owned();
            let kept = serde_json::to_vec(&Kept { status: parts.status.as_u16(), body });
            let sealed = AnswerKey::of(&key).seal(&question.mark, &kept.map_err(|_| Code::Internal)?);
            web.store.keep_answer(question.mark, sealed.map_err(|_| Code::Internal)?).await
        }
        // Nothing was made, so it may be tried again.
        false => web.store.forget_answer(question.mark).await,
    };
    if let Err(error) = done {
        tracing::warn!(%error, "an answer was not kept");
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn again(key: &str, question: &Question, sealed: &[u8]) -> Result<Response, Problem> {
    let kept = AnswerKey::of(key).open(&question.mark, sealed).ok();
    let kept: Option<Kept> = kept.and_then(|kept| serde_json::from_slice(&kept).ok());
    let Kept { status, body } = kept.ok_or(Code::Internal)?;
    let status = StatusCode::from_u16(status).map_err(|_| Code::Internal)?;
    Ok((status, [(header::CONTENT_TYPE, "application/json")], body).into_response())
}
