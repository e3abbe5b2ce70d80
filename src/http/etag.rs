//! Entity tags (RFC 9110, section 13.1): an answer that the asker has already is not sent again, and a change
//! that was made of something older is not made.

use axum::{
    extract::{FromRequestParts, RawPathParams, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    problem::{Code, Problem},
    web::Web,
};
use crate::{
    meeting::id::RoomId,
    store::{Edited, Editing, Revision, Thing},
};

/// Bytes of a digest that a tag has.
const TAG_BYTES: usize = 16;
/// Everybody may keep it, and asks each time whether it still holds.
const REVALIDATE: HeaderValue = HeaderValue::from_static("public, no-cache");
/// The tag of what is as it was made.
const AS_MADE: &str = "new";

/// A tag for what has this digest.
pub(super) fn tag_of(digest: &[u8; 32]) -> String {
    format!("\"{}\"", HEXLOWER.encode(&digest[..TAG_BYTES]))
}

/// Whether the asker has what this tag stands for. A proxy may have weakened the tag.
pub(super) fn is_known(request: &HeaderMap, tag: &str) -> bool {
    let tags = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = tags.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// An answer that is the same for everybody: with its tag, or only the word that nothing has changed.
pub(super) fn shared_json(request: &HeaderMap, body: &impl Serialize) -> Result<Response, Problem> {
    let text = serde_json::to_vec(body).map_err(|_| Code::Internal)?;
    let tag = tag_of(&Sha256::digest(&text).into());
    let mut response = if is_known(request, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], text).into_response()
    };
    response.headers_mut().insert(header::CACHE_CONTROL, REVALIDATE);
    put(&mut response, &tag);
    Ok(response)
}

/// The parameter of the path that says which one it is.
pub(super) const fn parameter(thing: Thing) -> &'static str {
    match thing {
        Thing::Account => "id",
        Thing::Invite => "invite",
        Thing::Template => "template",
        Thing::Webhook => "webhook",
        Thing::Room | Thing::Listing | Thing::Mail | Thing::Places | Thing::Duties => "room",
    }
}

/// Where it is shown.
pub(super) const fn shown_at(thing: Thing) -> &'static str {
    match thing {
        Thing::Account => "/api/accounts/{id}",
        Thing::Invite => "/api/rooms/{room}/invites/{invite}",
        Thing::Template => "/api/templates/{template}",
        Thing::Webhook => "/api/webhooks/{webhook}",
        Thing::Room => "/api/rooms/{room}",
        Thing::Listing => "/api/rooms/{room}/listing",
        Thing::Mail => "/api/rooms/{room}/mail",
        Thing::Places => "/api/rooms/{room}/places",
        Thing::Duties => "/api/rooms/{room}/duties",
    }
}

/// Whether all that is shown of it is what its tag stands for. Of the others more is shown than can be
/// edited, such as who is there.
pub(super) const fn is_whole(thing: Thing) -> bool {
    matches!(thing, Thing::Account | Thing::Template | Thing::Webhook)
}

/// Shows something with its tag, and changes it only if it is what the asker has read.
pub(super) async fn tagged(
    State((web, thing)): State<(Web, Thing)>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let Some(of) = edited(&mut parts, &web, thing).await else {
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let (method, headers) = (parts.method.clone(), parts.headers.clone());
    let before = web.store.revision(of).await?;
    let request = Request::from_parts(parts, body);
    if method == Method::GET || method == Method::HEAD {
        let shown = next.run(request).await;
        return Ok(show(shown, &before, is_whole(thing).then_some(&headers)));
    }
    let only = wanted(&headers)?;
    let stale = |now: &Revision| only.as_ref().is_some_and(|only| !only.contains(now));
    let (mut answer, made) = Editing::run(of, only.clone(), next.run(request)).await;
    let status = answer.status();
    if status.is_success() {
        if made.is_none() && stale(&before) {
            return Err(Code::ChangedMeanwhile.into());
        }
        put(&mut answer, &tag(&made.unwrap_or(before)));
    } else if matches!(status, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY)
        && stale(&web.store.revision(of).await?)
    {
        // It is refused for what the asker has not seen.
        return Err(Code::ChangedMeanwhile.into());
    }
    Ok(answer)
}

fn show(mut shown: Response, mark: &Revision, asked: Option<&HeaderMap>) -> Response {
    if !shown.status().is_success() {
        return shown;
    }
    let tag = tag(mark);
    if asked.is_some_and(|asked| is_known(asked, &tag)) {
        shown = StatusCode::NOT_MODIFIED.into_response();
    }
    put(&mut shown, &tag);
    shown
}

/// What a path names; `None` if it names nothing.
async fn edited(parts: &mut Parts, web: &Web, thing: Thing) -> Option<Edited> {
    let named = RawPathParams::from_request_parts(parts, web).await.ok()?;
    let (_, id) = named.iter().find(|(name, _)| *name == parameter(thing))?;
    // Ids of all kinds are spelled alike.
    let id: RoomId = id.parse().ok()?;
    Some(Edited { thing, id: *id.as_bytes() })
}

fn tag(mark: &Revision) -> String {
    match mark {
        Revision(Some(mark)) => format!("\"{}\"", HEXLOWER.encode(mark)),
        Revision(None) => format!("\"{AS_MADE}\""),
    }
}

fn put(response: &mut Response, tag: &str) {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
}

/// The marks that the asker names; `None` if any will do.
fn wanted(request: &HeaderMap) -> Result<Option<Vec<Revision>>, Problem> {
    let given = request.get_all(header::IF_MATCH).iter();
    let lines: Option<Vec<_>> = given.map(|line| line.to_str().ok()).collect();
    let lines = lines.ok_or(Code::IfMatchInvalid)?;
    match lines.as_slice() {
        [] => Ok(None),
        [any] if any.trim() == "*" => Ok(None),
        lines => Ok(Some(tags(&lines.join(",")).ok_or(Code::IfMatchInvalid)?)),
    }
}

/// The marks of a list of tags. A tag of nothing here stands for no mark, and neither does a weak one.
fn tags(list: &str) -> Option<Vec<Revision>> {
    let (mut found, mut rest, mut some) = (Vec::new(), list, false);
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        if rest.is_empty() {
            return some.then_some(found);
        }
        let weak = rest.starts_with("W/");
        let quoted = rest.strip_prefix("W/").unwrap_or(rest).strip_prefix('"')?;
        let (text, after) = quoted.split_once('"')?;
        let in_tag = |byte: u8| byte == b'!' || (b'#'..=b'~').contains(&byte);
        let ends = after.trim_start_matches([' ', '\t']);
        if !text.bytes().all(in_tag) || !(ends.is_empty() || ends.starts_with(',')) {
            return None;
        }
        if !weak {
            found.extend(mark(text));
        }
        (rest, some) = (ends, true);
    }
}

fn mark(text: &str) -> Option<Revision> {
    match text {
        AS_MADE => Some(Revision(None)),
        text => HEXLOWER.decode(text.as_bytes()).ok().map(|mark| Revision(Some(mark))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_tags_is_read_as_the_standard_has_it() {
        let marks = |list: &str| tags(list).map(|tags| tags.iter().map(tag).collect::<Vec<_>>());
        assert_eq!(marks(r#""0a""#).unwrap(), [r#""0a""#]);
        assert_eq!(marks(r#" "0a" ,, "new","0b", "#).unwrap(), [r#""0a""#, r#""new""#, r#""0b""#]);
        assert_eq!(marks(r#"W/"0a""#).unwrap(), [""; 0], "only strong tags match");
        assert_eq!(marks(r#""somebody's own", "","a,b""#), None, "a space is not in a tag");
        assert_eq!(marks(r#""somebodys","a,b""#).unwrap(), [""; 0]);
        for bad in ["", ",", "0a", "\"0a", "\"0a\"\"0b\"", "*, \"0a\"", "\"a\\ b\"", "w/\"0a\""] {
            assert_eq!(marks(bad), None, "{bad}");
        }
    }
}
